"""Files as spreadsheet programmes write them; every fault with its line, column, value and remedy."""

import csv
import io
import re
from decimal import Decimal
from pathlib import Path

import pytest

import inventories
from inventories import frameworks
from inventories.importers import read_history, read_lines, table, template
from inventories.importers.template import escaped
from inventories.lines import LineDraft
from tests import make


def read(content, framework="gpc", section="community", year=2020):
    content = content.encode() if isinstance(content, str) else content
    return read_lines(io.BytesIO(content), framework=framework, section=section, year=year)


def history(content, framework="totals"):
    content = content.encode() if isinstance(content, str) else content
    return read_history(io.BytesIO(content), framework=framework)


GOOD = "row,co2e,notation_key,explanation\nI.1.1,1234.5,,\nI.1.2,,NE,No meters yet\n"
READ = (
    make.line("I.1.1", "1234.5"),
    make.line("I.1.2", notation_key="NE", explanation="No meters yet"),
)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(GOOD.encode(), id="comma"),
        pytest.param(b"\xef\xbb\xbf" + GOOD.encode(), id="byte order mark"),
        pytest.param(GOOD.replace(",", ";").encode(), id="semicolon"),
        pytest.param(GOOD.replace(",", "\t").encode(), id="tab"),
        pytest.param(GOOD.replace("\n", "\r\n").encode(), id="Windows line ends"),
        pytest.param(b"\n" + GOOD.encode() + b",,,\n\n", id="blank lines"),
        pytest.param(b"ROW, t CO\xe2\x82\x82e ,Notation Key,Explanation" + GOOD.encode()[33:], id="names"),
    ],
)
def test_what_programmes_write_is_read(content):
    assert read(content).lines == READ


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_chinese_files_are_read_in_either_encoding(encoding):
    text = "行代码,二氧化碳当量（吨）,二氧化碳（吨）,数据质量,数据来源\nE.1,1200,1100,高,统计年鉴\n"
    line = make.line("E.1", 1200, 1100, quality="high", source="统计年鉴")
    assert read(text.encode(encoding), framework="china_provincial").lines == (line,)


def test_every_column_is_read():
    text = (
        "row,label,year,co2e,co2,notation_key,included_in,explanation,quality,source\n"
        "E.1,Energy,2020,10,9,,,,Medium,Yearbook\n"
        "E.2,Industry,2020,,,ie,e.1,Not apart,,\n"
    )
    assert read(text, framework="china_provincial").lines == (
        make.line("E.1", 10, 9, quality="medium", source="Yearbook"),
        make.line("E.2", notation_key="IE", included_in="E.1", explanation="Not apart"),
    )


@pytest.mark.parametrize(
    ("written", "tonnes"),
    [
        ("1234.5", "1234.5"),
        ('"1,234.5"', "1234.5"),
        ('"1,234"', "1234"),
        ("1 234 567", "1234567"),
        ("1\u00a0234.5", "1234.5"),
        ("１２３４．５", "1234.5"),
        ("1.5E+03", "1500"),
        (".5", "0.5"),
        ("0", "0"),
        (" 7 ", "7"),
    ],
)
def test_numbers_as_staff_write_them(written, tonnes):
    assert read(f"row,co2e\nI.1.1,{written}\n").lines == (make.line("I.1.1", tonnes),)


def test_a_minus_of_either_kind_is_read_where_a_removal_is_meant():
    for minus in "-−":
        assert read(f"row,co2e\nV.2,{minus}20.5\n").lines == (make.line("V.2", "-20.5"),)


@pytest.mark.parametrize("written", ['"1.234,5"', '"1234,5"', "1.234.567"])
def test_a_comma_for_decimals_is_refused_with_the_way_to_write_it(written):
    (problem,) = read(f"row;co2e\nI.1.1;{written}\n").problems
    assert (problem.row_number, problem.column, problem.value) == (2, "co2e", written.strip('"'))
    assert problem.message == "The number uses a comma for the decimals."
    assert "1,234.5" in problem.remedy


def test_a_notation_key_in_the_cell_of_the_number_is_read():
    assert read("row,co2e\nI.1.1,NO\nI.1.2,ne\n").lines == (
        LineDraft("I.1.1", notation_key="NO"),
        LineDraft("I.1.2", notation_key="NE"),
    )


PROBLEMS = [
    ("row,co2e\nI.9.9,5\n", (2, "row", "I.9.9"), "no row “I.9.9”"),
    ("row,co2e\n,5\n", (2, "row", ""), "no row “”"),
    ("row,co2e\nI.1.1,5\nI.1.1,6\n", (3, "row", "I.1.1"), "stands in line 2 already"),
    ("row,co2e\nI.1.1,-5\n", (2, "co2e", "-5"), "below zero"),
    ("row,co2e\nI.1.1,about 5\n", (2, "co2e", "about 5"), "not a number"),
    ("row,co2e\nI.1.1,NaN\n", (2, "co2e", "NaN"), "not a number"),
    ("row,co2e\nI.1.1,1e99\n", (2, "co2e", "1" + "0" * 99), "too large"),
    ("row,co2e\nI.1.1,0.0000001\n", (2, "co2e", "0.0000001"), "finer than one gram"),
    ("row,ch4\nI.1.1,5\n", (2, "masses", ""), "Without a set of global warming potentials"),
    ("row,co2e,ch4\nI.1.1,5,many\n", (2, "ch4", "many"), "not a number"),
    ("row,co2e,co2\nI.1.1,5,4\n", (2, "co2e", "5"), "the masses by gas make 4 t"),
    ("row,co2e,notation_key\nI.1.1,5,NE\n", (2, "notation_key", "NE"), "a number and a notation key"),
    ("row,co2e,notation_key\nI.1.1,NO,NE\n", (2, "co2e", "NO"), "two different notation keys"),
    ("row,co2e,notation_key\nI.1.1,,NA\n", (2, "notation_key", "NA"), "not a notation key"),
    ("row,co2e,explanation\nI.1.1,,why\n", (2, "co2e", ""), "neither a number nor"),
    ("row,notation_key,included_in\nI.1.1,IE,I.9.9\n", (2, "included_in", "I.9.9"), "not another row"),
    ("row,notation_key,included_in\nI.1.1,IE,I.1.2\n", (2, "included_in", "I.1.2"), "does not fill"),
    ("row,co2e,quality\nI.1.1,5,fine\n", (2, "quality", "fine"), "not a data quality"),
    ("row,co2e,year\nI.1.1,5,2019\n", (2, "year", "2019"), r"another year than this report \(2020\)"),
    ("row,co2e,year\nI.1.1,5,20\n", (2, "year", "20"), "not a year"),
    ("row,co2e\nI.1.1,1,234.5\n", (2, "", "234.5"), "more cells than the header"),
    ('row,co2e,source\nI.1.1,5,"open\n', (2, "", ""), "a quotation mark is missing"),
    ("row\nI.1.1\n", (1, "", ""), "columns are missing: co2e"),
    ("co2e\n5\n", (1, "", ""), "columns are missing: row"),
    ("row,co2e,kg\nI.1.1,5,5000\n", (1, "kg", ""), "column “kg” that is not known"),
    ("row,co2e,tCO2e\nI.1.1,5,5\n", (1, "tCO2e", ""), "appears twice"),
    ("", (0, "", ""), "The file is empty"),
    ("row,co2e\n", (0, "", ""), "holds no values"),
    (b"PK\x03\x04\x14\x00", (0, "", ""), "of type .xlsx"),
    (b"\xd0\xcf\x11\xe0", (0, "", ""), "of type .xls"),
    (b"row,co2e\nI.1.1,\x00\n", (0, "", ""), "binary data"),
    (b"row,co2e\nI.1.1,\xff\xff\n", (0, "", ""), "cannot be read"),
    ("row,co2e,explanation\nI.1.1,5," + "x" * 4001, (2, "", "x" * 40 + "…"), "more than 4000 characters"),
]


@pytest.mark.parametrize(("content", "place", "message"), PROBLEMS, ids=[each[2] for each in PROBLEMS])
def test_a_fault_is_told_with_its_line_column_value_and_remedy(content, place, message):
    parsed = read(content)
    assert parsed.lines == ()
    (problem,) = parsed.problems
    assert (problem.row_number, problem.column, problem.value) == place
    assert re.search(message, problem.message)
    assert problem.remedy.endswith(".") or '"1,234"' in problem.remedy


def test_every_fault_is_told_at_once_in_the_order_of_the_file():
    text = "row,co2e,quality\nI.1.1,5,\nI.9.9,many,\nI.1.2,-1,fine\nI.1.1,2,\n"
    parsed = read(text)
    assert parsed.lines == ()
    assert [(each.row_number, each.column) for each in parsed.problems] == [
        (3, "co2e"),
        (3, "row"),
        (4, "co2e"),
        (4, "quality"),
        (5, "row"),
    ]


def test_a_row_with_two_faults_of_kinds_is_told_of_both():
    parsed = read("row,co2e\nI.9.9,many\n")
    assert {each.column for each in parsed.problems} == {"row", "co2e"}


def test_line_numbers_count_the_lines_of_cells_with_line_breaks():
    text = 'row,co2e,explanation\nI.1.1,5,"two\nlines"\nI.1.2,bad,\n'
    assert [each.row_number for each in read(text).problems] == [4]


def test_only_line_ends_end_a_line():
    """Text pasted from elsewhere holds U+2028 and form feeds; they belong to the cell."""
    (line,) = read("row,co2e,explanation\rI.1.1,5,one\u2028two\x0cthree\r").lines
    assert line.explanation == "one\u2028two\x0cthree"


def test_a_file_beyond_the_limits_is_refused(settings):
    rows = "row,co2e\n" + "I.1.1,5\n" * (table.MOST_ROWS + 1)
    assert "more than 5000 rows" in read(rows).problems[-1].message
    settings.UPLOAD_MAX_BYTES = 20
    (problem,) = read("row,co2e\n" + "I.1.1,5\n" * 3).problems
    assert "larger than 20" in problem.message.replace("\xa0", " ")


def test_operations_are_read_by_their_own_rows():
    assert read("row,co2e\nO.1,5\n", section="operations").lines == (make.line("O.1", 5),)
    assert read("row,co2e\nI.1.1,5\n", section="operations").problems


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize("framework", ["gpc", "china_provincial", "totals"])
def test_the_template_has_every_row_and_is_read_when_filled(framework, language):
    text = template(framework, language)
    cells = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
    codes = [row.code for row in frameworks.rows(framework, "community")]
    assert [row[0] for row in cells[1:]] == codes
    assert read(text, framework=framework).problems[0].message == "The file holds no values."
    column = next(at for at, name in enumerate(cells[0]) if name in ("co2e", "二氧化碳当量（吨）"))
    for row in cells[1:]:
        row[column] = "5"
    filled = io.StringIO()
    csv.writer(filled).writerows(cells)
    assert [line.co2e for line in read(filled.getvalue(), framework=framework).lines] == [5] * len(codes)


def test_the_template_speaks_the_language_asked_for():
    assert "居住建筑" in template("gpc", "zh-hans")
    assert "Residential buildings" in template("gpc", "en")
    assert "co2e" in template("gpc", "en").splitlines()[0]


def test_no_cell_of_a_template_is_a_formula():
    assert [escaped(cell) for cell in ("=1+1", "+1", "-1", "@x", "I.1.1")] == [
        "'=1+1",
        "'+1",
        "'-1",
        "'@x",
        "I.1.1",
    ]
    for framework, _label in frameworks.choices():
        for row in csv.reader(io.StringIO(template(framework, "en"))):
            assert not any(cell.startswith(("=", "+", "-", "@")) for cell in row)


def test_an_escaped_explanation_comes_back_as_it_was():
    (line,) = read("row,co2e,explanation\nI.1.1,5,'=see annex\n").lines
    assert line.explanation == "=see annex"


def test_several_years_are_read_at_once():
    parsed = history("year,row,co2e\n2005,T.I,10\n2006,T.I,11\n2005,T.II,20\n")
    assert parsed.ok
    assert parsed.years == {
        2005: (make.line("T.I", 10), make.line("T.II", 20)),
        2006: (make.line("T.I", 11),),
    }


def test_a_row_may_stand_once_in_each_year():
    (problem,) = history("year,row,co2e\n2005,T.I,10\n2006,T.I,11\n2005,T.I,20\n").problems
    assert (problem.row_number, problem.column) == (4, "row")


@pytest.mark.parametrize(
    ("content", "place", "message"),
    [
        ("row,co2e\nT.I,10\n", (1, ""), "columns are missing: year"),
        ("year,row,co2e\n,T.I,10\n", (2, "year"), "This is not a year."),
        ("year,row,co2e\n2005,T.9,10\n", (2, "row"), "no row “T.9”"),
        ("year,row,co2e\n", (0, ""), "holds no values"),
    ],
)
def test_faults_of_several_years(content, place, message):
    parsed = history(content)
    assert parsed.years == {}
    (problem,) = parsed.problems
    assert (problem.row_number, problem.column) == place
    assert message in problem.message


def test_the_template_for_several_years_has_the_year_s_column():
    assert template("totals", "en", with_year=True).splitlines()[0].split(",")[2] == "year"
    assert "年份" in template("totals", "zh-hans", with_year=True).splitlines()[0]


def test_new_york_s_file_is_read_whole():
    """new_york_by_sector.csv with its sectors' names exchanged for the rows' codes."""
    path = Path(inventories.__file__).parent / "reference" / "new_york_by_sector.csv"
    text = path.read_text(encoding="utf-8")
    for name, code in (("Stationary Energy", "T.I"), ("Transportation", "T.II"), ("Waste", "T.III")):
        text = text.replace(name, code)
    text = text.replace("year,gpc_sector,tonnes_co2e", "year,row,co2e")
    parsed = history(text)
    assert parsed.problems == ()
    assert sum(line.co2e for line in parsed.years[2005]) == Decimal("64378720.21")
