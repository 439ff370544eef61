"""Files are opened by their bytes and sizes; each bad one is refused in its own words, quickly."""

import datetime
import io
import struct
import tracemalloc
import zipfile
from decimal import Decimal

import pytest
from openpyxl.styles import Font

from inventories.importers import limits
from inventories.importers.book import Formula, open_book
from inventories.importers.problems import Unreadable
from tests.inventories.importers.files import HEAD, SHEET, container, rezipped, with_sheet, workbook, zipped

MB = 1024 * 1024
GOOD = workbook(["row", "co2e"], ["I.1.1", 5])


def opened(content, name="file", **more):
    return open_book(io.BytesIO(content), name=name, **more)


def rows(content, name="file"):
    (sheet,) = opened(content, name).sheets
    return sheet.rows


def refused(content, name="file", **more):
    with pytest.raises(Unreadable) as error:
        opened(content, name, **more)
    return error.value.problem


def in_sheet(cells):
    return with_sheet(HEAD + b"<sheetData>" + cells + b"</sheetData></worksheet>")


def bomb():
    """About 163 KB that unfold to 50 MB of cells."""
    row = b'<row><c t="inlineStr"><is><t>%06d</t></is></c><c><v>1</v></c></row>'
    return in_sheet((row % 7) * (50_000_000 // len(row % 7)))


def lying():
    """The same bomb with headers that say a kilobyte."""
    content = bytearray(bomb())
    with zipfile.ZipFile(io.BytesIO(bytes(content))) as archive:
        part = archive.getinfo(SHEET)
        start = archive.start_dir
    struct.pack_into("<I", content, part.header_offset + 22, 1000)
    at = content.index(SHEET.encode(), start) - 46
    struct.pack_into("<I", content, at + 24, 1000)
    return bytes(content)


def locked():
    content = bytearray(GOOD)
    with zipfile.ZipFile(io.BytesIO(GOOD)) as archive:
        start = archive.start_dir
    content[start + 8] |= 1
    return bytes(content)


BAD = {
    "nothing": (b"", "The file is empty."),
    "blank lines": (b"\r\n  \r\n", "The file is empty."),
    "a password": (container("EncryptionInfo", "EncryptedPackage"), "protected with a password"),
    "a password on the archive": (locked(), "protected with a password"),
    "an old workbook": (container("Workbook"), "of an old kind (.xls)"),
    "a still older workbook": (b"\t\x08\x10\x00\x00\x06\x05\x00", "of an old kind (.xls)"),
    "an old document": (container("WordDocument"), "a text document (Word)"),
    "the beginning of an old file": (container()[:600], "The file is incomplete."),
    "a PDF": (b"%PDF-1.7\n%\xe2\xe3", "a PDF document"),
    "a picture": (b"\x89PNG\r\n\x1a\n\0\0", "a picture"),
    "a web page": (b"<!DOCTYPE html><table><tr><td>1", "a web page"),
    "XML": (b'<?xml version="1.0"?><Workbook/>', "an XML document"),
    "a document": (zipped(word__document="x", **{"[Content_Types].xml": "x"}), "a text document (Word)"),
    "slides": (zipped(ppt__presentation="x"), "a presentation"),
    "a binary workbook": (zipped(**{"xl__workbook.bin": "x"}), "a binary workbook (.xlsb)"),
    "OpenDocument": (zipped(**{"content.xml": "x"}), "an OpenDocument file"),
    "an archive": (zipped(**{"figures.csv": "row,co2e"}), "This is an archive (.zip), not a workbook."),
    "an empty archive": (zipped(), "an empty archive"),
    "its end is missing": (GOOD[:-300], "The workbook is incomplete"),
    "macros": (rezipped(GOOD, **{"xl/vbaProject.bin": b"x"}), "holds macros"),
    "macro sheets": (rezipped(GOOD, **{"xl/macrosheets/sheet1.xml": b"x"}), "holds macros"),
    "a workbook for macros": (
        rezipped(
            GOOD,
            **{
                "[Content_Types].xml": b'<Types><Override PartName="/xl/workbook.xml" ContentType='
                b'"application/vnd.ms-excel.sheet.macroEnabled.main+xml"/></Types>'
            },
        ),
        "holds macros",
    ),
    "a bomb": (bomb(), "a hundred times its size"),
    "a bomb that lies": (lying(), "is damaged"),
    "entities": (
        with_sheet(b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><worksheet>&b;</worksheet>'),
        "defines entities (DTD)",
    ),
    "entities in the workbook's own part": (
        rezipped(GOOD, **{"xl/workbook.xml": b'<!DOCTYPE x [<!ENTITY a "a">]><workbook>&a;</workbook>'}),
        "defines entities (DTD)",
    ),
    "broken XML": (with_sheet(HEAD + b"<sheetData><row>"), "is damaged: xl/worksheets/sheet1.xml"),
    "a cell that is nowhere": (in_sheet(b'<row r="1"><c r="17"><v>1</v></c></row>'), "is damaged"),
    "a row that is nowhere": (in_sheet(b'<row r="-3"><c><v>1</v></c></row>'), "is damaged"),
    "a text that is not there": (in_sheet(b'<row><c t="s"><v>99</v></c></row>'), "is damaged"),
    "a part that is not there": (rezipped(GOOD, **{"xl/_rels/workbook.xml.rels": b"<a/>"}), "is damaged"),
    "no cell": (workbook(), "no filled cell"),
    "too many parts": (
        rezipped(GOOD, **{f"xl/media/{at}.png": b"x" for at in range(limits.MOST_MEMBERS)}),
        "more than 2000 parts",
    ),
    "text under a workbook's name": (b"row,co2e\nI.1.1,5\n", "named like a workbook"),
    "zeros": (b"row,co2e\nI.1.1,\x00\x00\n", "binary data"),
    "unknown characters": (b"row,co2e\nI.1.1,\xff\xff\n", "characters of the file cannot be read"),
    "an open quotation": (b'row,co2e\nI.1.1,"5\n', "a quotation mark is missing"),
}


OF_TEXT = {"zeros", "unknown characters", "an open quotation"}


def of(name):
    return refused(BAD[name][0], "figures.csv" if name in OF_TEXT else "figures.xlsx")


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_refused_in_its_own_words(name):
    problem = of(name)
    assert BAD[name][1] in problem.message
    assert problem.remedy


def test_files_that_are_bad_in_different_ways_are_told_apart():
    said = {message: of(name).message for name, (_content, message) in BAD.items() if message != "is damaged"}
    assert len(set(said.values())) == len(said) == 25


def test_a_bomb_is_refused_by_its_sizes_without_being_unfolded():
    content = bomb()
    assert len(content) < 200_000
    tracemalloc.start()
    refused(content)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < MB


def test_a_large_part_that_packs_as_sheets_do_is_held_to_the_whole_size(monkeypatch):
    monkeypatch.setattr("inventories.importers.archive.MOST_UNFOLDED", 20_000)
    rows = [[f"I.{at}.{at * 7}", at * 1.37] for at in range(2000)]
    assert "when unpacked" in refused(workbook(["row", "co2e"], *rows)).message


def test_files_beyond_the_limits_are_refused(settings):
    lines = "row,co2e\n" + "I.1.1,5\n" * limits.MOST_ROWS
    assert "more than 5000 rows" in refused(lines.encode()).message
    assert len(opened(lines.encode(), most_rows=6000).sheets[0].rows) == 5001
    many = workbook(["row"], *[["I.1.1"]] * limits.MOST_ROWS, title="Lines")
    problem = refused(many)
    assert (problem.message, problem.sheet, problem.row_number) == (
        "The table has more than 5000 rows.",
        "Lines",
        5001,
    )
    wide = ",".join(["x"] * 401).encode()
    assert "more than 400 columns" in refused(wide).message
    assert "more than 400 columns" in refused(workbook(["x"] * 401)).message
    long = b"row,source\nI.1.1," + b"x" * (limits.MOST_CHARACTERS + 1)
    assert "more than 32767 characters" in refused(long).message
    assert (
        "more than 32767 characters"
        in refused(in_sheet(b'<row><c t="str"><v>' + b"x" * 33000 + b"</v></c></row>")).message
    )
    settings.UPLOAD_MAX_BYTES = 20
    assert "larger than 20" in refused(b"row,co2e\nI.1.1,5\nI.1.2,5\n").message.replace("\xa0", " ")


def test_a_hundred_thousand_blank_rows_are_nothing():
    """Rows and cells that hold a format, or an empty text, as sheets have them below a table."""
    blank = b"".join(
        b'<row r="%d"><c r="A%d" s="1"/><c r="B%d" t="s"><v>0</v></c></row>' % (at, at, at)
        for at in range(2, 100_002)
    )
    cells = b"<row><c><v>1</v></c></row>" + blank + b'<row r="100002"><c><v>2</v></c></row>'
    empty = b'<sst><si><t xml:space="preserve"> </t></si></sst>'
    content = rezipped(
        workbook(["row"]), **{SHEET: HEAD + b"<sheetData>" + cells + b"</sheetData></worksheet>"}
    )
    content = rezipped(content, **{"xl/sharedStrings.xml": empty})
    assert rows(content) == ((1, (1,)), (100_002, (2,)))


def test_cells_are_read_as_the_spreadsheet_shows_them():
    day = datetime.datetime(2020, 5, 17)
    content = workbook(
        ["  text ", 0.1 + 0.2, 1234567.891, 12, True, day, None, "end"],
        [1e-7, 3241273.14364046, 1e300, 100.0, "=1+1", "=A1", "#N/A"],
    )
    first, second = (cells for _number, cells in rows(content))
    assert first == ("text", Decimal("0.3"), Decimal("1234567.891"), 12, True, day.date(), "", "end")
    assert second[:4] == (Decimal("1E-7"), Decimal("3241273.14364046"), "1e+300", Decimal(100))
    assert [type(cell) for cell in second[4:6]] == [Formula, Formula]
    assert second[4] == "=1+1"
    assert second[6] == "#N/A"


def test_a_stored_result_stands_for_its_formula():
    cells = (
        b'<row r="2"><c r="B2"><f>A1*2</f><v>7.5</v></c><c t="str"><f>A2</f><v></v></c>'
        b'<c r="D2"><v>1</v></c></row>'
    )
    assert rows(in_sheet(cells)) == ((2, ("", Decimal("7.5"), "", 1)),)


def test_texts_in_parts_are_joined_and_how_they_are_spoken_is_left_out():
    cells = (
        b'<row><c t="inlineStr"><is><r><t>Pe</t></r><r><t>king</t></r>'
        b'<rPh sb="0" eb="1"><t>spoken</t></rPh></is></c>'
        b'<c t="str"><v>a_x000A_b_x0000_c_xD800_</v></c></row>'
    )
    assert rows(in_sheet(cells)) == ((1, ("Peking", "a\nbc")),)


def test_rows_and_cells_without_their_places_follow_one_another():
    assert rows(
        in_sheet(b"<row><c><v>1</v></c><c><v>2</v></c></row><row r='5'><c r='C5'><v>3</v></c></row>")
    ) == (
        (1, (1, 2)),
        (5, ("", "", 3)),
    )


def test_merged_cells_have_the_value_of_the_first_and_are_told():
    def merge(book):
        book.active.merge_cells("A1:C1")

    book = opened(workbook(["Title", None, None], ["row", "co2e"], change=merge))
    assert book.sheets[0].rows[0] == (1, ("Title",))
    assert book.notes == ("Merged cells (Rows): the first cell holds the value, the others are blank.",)


def test_links_to_other_files_are_told():
    book = opened(rezipped(GOOD, **{"xl/externalLinks/externalLink1.xml": b"<a/>"}))
    assert book.notes == ("The workbook takes values from other files: the values stored in it were read.",)


def test_hidden_sheets_are_read_and_found_by_name():
    def hide(book):
        hidden = book.create_sheet("Figures ")
        hidden.append(["row", "co2e"])
        hidden.sheet_state = "hidden"

    book = opened(workbook(["Read me"], change=hide))
    assert [sheet.name for sheet in book.sheets] == ["Rows", "Figures"]
    assert book.sheet("figures").rows == ((1, ("row", "co2e")),)
    assert book.sheet("other") is None


def test_formats_without_values_are_no_cells():
    def style(book):
        for at in range(1, 50):
            book.active.cell(at, 9).font = Font(bold=True)

    assert rows(workbook(["row"], ["I.1.1"], change=style)) == ((1, ("row",)), (2, ("I.1.1",)))


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("utf-8", "城市,排放\n北京,5\n"),
        ("utf-8-sig", "城市,排放\n北京,5\n"),
        ("gb18030", "城市,排放\n北京,5\n"),
        ("utf-16", "城市\t排放\n北京\t5\n"),
        ("utf-16-le", "city,tonnes\nPeking,5\n"),
        ("utf-16-be", "city,tonnes\nPeking,5\n"),
        ("cp1252", "city,tonnes\nMálaga – centro,5\n"),
    ],
)
def test_text_is_read_in_the_encodings_of_spreadsheet_programmes(encoding, text):
    book = opened(text.encode(encoding), "figures.csv")
    separator = "\t" if "\t" in text else ","
    assert [cells for _number, cells in book.sheets[0]] == [
        tuple(line.split(separator)) for line in text.splitlines()
    ]
    assert bool(book.notes) == (encoding == "cp1252")


@pytest.mark.parametrize(
    "text",
    [
        "row;co2e\nI.1.1;1234,5\nI.1.2;7,25\n",
        'row;source\nI.1.1;"bills, meters; and more"\nI.1.2;x\n',
        "Inventory of Springfield, 2020\nrow;co2e\nI.1.1;5\nI.1.2;6\n",
    ],
)
def test_the_separator_is_the_one_that_makes_columns(text):
    assert ("row", text.splitlines()[-3 if "Spring" in text else 0].split(";")[1]) in [
        cells for _number, cells in rows(text.encode())
    ]


def test_a_workbook_under_another_name_is_a_workbook():
    assert opened(GOOD, "figures.csv").kind == "xlsx"
