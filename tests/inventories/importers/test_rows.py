"""Rows of the framework as lines of a table, as programmes write it; every fault with its place."""

import csv
import datetime
import io
import re
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook

import inventories
from inventories import frameworks
from inventories.importers import layouts, template
from inventories.importers.book import open_book
from inventories.importers.reading import Wanted
from inventories.importers.template import escaped
from inventories.lines import LineDraft
from tests import make


def reading(content, framework="gpc", section="community", year=2020, **wanted):
    content = content.encode() if isinstance(content, str) else content
    book = open_book(io.BytesIO(content), name="rows.csv")
    assert layouts.of(book).code == "rows"
    return layouts.read(book, Wanted(framework=framework, section=section, year=year, **wanted))


def read(content, section="community", **wanted):
    """The lines of the only inventory."""
    found = reading(content, section=section, **wanted)
    assert (found.problems, found.questions) == ([], [])
    (inventory,) = found.inventories
    return tuple(inventory.lines[section])


def problems(content, **wanted):
    found = reading(content, **wanted)
    assert found.problems
    assert not found.inventories
    return found.problems


def history(content, framework="totals", year=0):
    found = reading(content, framework=framework, year=year)
    assert found.ok
    return {each.year: tuple(each.lines["community"]) for each in found.inventories}


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
    assert read(content) == READ


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_chinese_files_are_read_in_either_encoding(encoding):
    text = "行代码,二氧化碳当量（吨）,二氧化碳（吨）,数据质量,数据来源\nE.1,1200,1100,高,统计年鉴\n"
    line = make.line("E.1", 1200, 1100, quality="high", source="统计年鉴")
    assert read(text.encode(encoding), framework="china_provincial") == (line,)


def test_every_column_is_read():
    text = (
        "row,label,year,co2e,co2,notation_key,included_in,explanation,quality,source\n"
        "E.1,Energy,2020,10,9,,,,Medium,Yearbook\n"
        "E.2,Industry,2020,,,ie,e.1,Not apart,,\n"
    )
    assert read(text, framework="china_provincial") == (
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
    assert read(f"row,co2e\nI.1.1,{written}\n") == (make.line("I.1.1", tonnes),)


def test_a_minus_of_either_kind_is_read_where_a_removal_is_meant():
    for minus in "-−":
        assert read(f"row,co2e\nV.2,{minus}20.5\n") == (make.line("V.2", "-20.5"),)


@pytest.mark.parametrize("written", ["1.234,5", "1234,5", "1.234.567"])
def test_a_column_with_commas_for_decimals_is_read_so(written):
    tonnes = {"1.234,5": "1234.5", "1234,5": "1234.5", "1.234.567": "1234567"}[written]
    assert read(f"row;co2e\nI.1.1;{written}\nI.1.2;1.234\n") == (
        make.line("I.1.1", tonnes),
        make.line("I.1.2", 1234),
    )


def test_a_number_with_three_decimals_is_not_guessed():
    content = "row,co2e\nI.1.1,1.234\nI.1.2,7\n"
    (question,) = reading(content).questions
    assert question.code == "decimals"
    assert question.default == ""
    assert dict(question.choices) == {
        "point": "1.234: decimals stand behind a point",
        "comma": "1,234: decimals stand behind a comma",
    }
    assert read(content, answers={"decimals": "point"})[0].co2e == Decimal("1.234")
    assert read(content, answers={"decimals": "comma"})[0].co2e == 1234


def test_a_column_written_in_both_ways_is_asked_about_and_then_held_to_the_answer():
    content = "row;co2e\nI.1.1;1234,5\nI.1.2;1234.5\n"
    assert [each.code for each in reading(content).questions] == ["decimals"]
    (problem,) = problems(content, answers={"decimals": "point"})
    assert (problem.row_number, problem.column, problem.value) == (2, "co2e", "1234,5")
    assert problem.message == "The number uses a comma for the decimals."
    (problem,) = problems(content, answers={"decimals": "comma"})
    assert (problem.row_number, problem.value) == (3, "1234.5")


def test_a_notation_key_in_the_cell_of_the_number_is_read():
    assert read("row,co2e\nI.1.1,NO\nI.1.2,ne\n") == (
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
    ("row,co2e\nI.1.1,1e99\n", (2, "co2e", "1e99"), "too large"),
    ("row,co2e\nI.1.1,0.0000001\n", (2, "co2e", "0.0000001"), "finer than one gram"),
    ("row,co2e,ch4\nI.1.1,5,many\n", (2, "ch4", "many"), "not a number"),
    ("row,co2e,co2\nI.1.1,5,4\n", (2, "co2e", "5"), "the masses by gas make 4 t"),
    ("row,co2e,notation_key\nI.1.1,5,NE\n", (2, "notation_key", "NE"), "a number and a notation key"),
    ("row,co2e,notation_key\nI.1.1,NO,NE\n", (2, "co2e", "NO"), "two different notation keys"),
    ("row,co2e,notation_key\nI.1.1,,NA\n", (2, "notation_key", "NA"), "not a notation key"),
    ("row,co2e,explanation\nI.1.1,,why\n", (2, "co2e", ""), "neither a number nor"),
    ("row,notation_key,included_in\nI.1.1,IE,I.9.9\n", (2, "included_in", "I.9.9"), "not another row"),
    ("row,co2e,quality\nI.1.1,5,fine\n", (2, "quality", "fine"), "not a data quality"),
    ("row,co2e,year\nI.1.1,5,20\n", (2, "year", "20"), "not a year"),
    ("row,co2e\nI.1.1,1,234.5\n", (2, "", "234.5"), "more cells than the header"),
    ("row,co2e\n", (0, "", ""), "holds no values"),
    (
        "row,co2e,explanation\nI.1.1,5," + "x" * 4001,
        (2, "explanation", "x" * 40),
        "more than 4000 characters",
    ),
]


@pytest.mark.parametrize(("content", "place", "message"), PROBLEMS, ids=[each[2] for each in PROBLEMS])
def test_a_fault_is_told_with_its_line_column_value_and_remedy(content, place, message):
    (problem,) = problems(content)
    assert (problem.row_number, problem.column, problem.value) == place
    assert re.search(message, problem.message)
    assert problem.remedy.endswith(".") or '"1,234"' in problem.remedy


def test_every_fault_is_told_at_once_in_the_order_of_the_file():
    text = "row,co2e,quality\nI.1.1,5,\nI.9.9,many,\nI.1.2,-1,fine\nI.1.1,2,\n"
    assert [(each.row_number, each.column) for each in problems(text)] == [
        (3, "co2e"),
        (3, "row"),
        (4, "co2e"),
        (4, "quality"),
        (5, "row"),
    ]


def test_a_row_with_two_faults_of_kinds_is_told_of_both():
    assert {each.column for each in problems("row,co2e\nI.9.9,many\n")} == {"row", "co2e"}


def test_line_numbers_count_the_lines_of_cells_with_line_breaks():
    text = 'row,co2e,explanation\nI.1.1,5,"two\nlines"\nI.1.2,bad,\n'
    assert [each.row_number for each in problems(text)] == [4]


def test_only_line_ends_end_a_line():
    """Text pasted from elsewhere holds U+2028 and form feeds; they belong to the cell."""
    (line,) = read("row,co2e,explanation\rI.1.1,5,one\u2028two\x0cthree\r")
    assert line.explanation == "one\u2028two\x0cthree"


def test_operations_are_read_by_their_own_rows():
    assert read("row,co2e\nO.1,5\n", section="operations") == (make.line("O.1", 5),)


def test_rows_of_both_sections_may_stand_in_one_file():
    (inventory,) = reading("row,co2e\nI.1.1,5\nO.1.1,2\n").inventories
    assert inventory.lines == {
        "community": (make.line("I.1.1", 5),),
        "operations": (make.line("O.1.1", 2),),
    }
    assert inventory.places["operations", "O.1.1"] == "row 3"


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize("framework", ["gpc", "china_provincial", "totals"])
def test_the_template_has_every_row_and_is_read_when_filled(framework, language):
    text = template(framework, language)
    cells = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
    codes = [row.code for row in frameworks.rows(framework, "community")]
    assert [row[0] for row in cells[1:]] == codes
    assert problems(text, framework=framework)[0].message == "The file holds no values."
    column = next(at for at, name in enumerate(cells[0]) if name in ("co2e", "二氧化碳当量（吨）"))
    for row in cells[1:]:
        row[column] = "5"
    filled = io.StringIO()
    csv.writer(filled).writerows(cells)
    assert [line.co2e for line in read(filled.getvalue(), framework=framework)] == [5] * len(codes)


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
    (line,) = read("row,co2e,explanation\nI.1.1,5,'=see annex\n")
    assert line.explanation == "=see annex"


def test_several_years_are_read_at_once():
    assert history("year,row,co2e\n2005,T.I,10\n2006,T.I,11\n2005,T.II,20\n") == {
        2005: (make.line("T.I", 10), make.line("T.II", 20)),
        2006: (make.line("T.I", 11),),
    }


def test_a_row_may_stand_once_in_each_year():
    (problem,) = problems("year,row,co2e\n2005,T.I,10\n2006,T.I,11\n2005,T.I,20\n", framework="totals")
    assert (problem.row_number, problem.column) == (4, "row")


@pytest.mark.parametrize(
    ("content", "place", "message"),
    [
        ("year,row,co2e\n,T.I,10\n", (2, "year"), "This is not a year."),
        ("year,row,co2e\n2005,T.9,10\n", (2, "row"), "no row “T.9”"),
        ("year,row,co2e\n", (0, ""), "holds no values"),
    ],
)
def test_faults_of_several_years(content, place, message):
    (problem,) = problems(content, framework="totals", year=0)
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
    assert sum(line.co2e for line in history(text)[2005]) == Decimal("64378720.21")


def test_a_file_without_years_is_asked_for_its_year():
    (question,) = reading("row,co2e\nT.I,10\n", framework="totals", year=0).questions
    assert question.code == "year"
    (inventory,) = reading(
        "row,co2e\nT.I,10\n", framework="totals", year=0, answers={"year": "2012"}
    ).inventories
    assert inventory.year == 2012


def test_masses_by_gas_wait_for_the_set_of_potentials():
    """Without one, nothing is said against them here: whoever takes the file asks for the set."""
    (line,) = read("row,ch4\nI.1.1,5\n")
    assert (line.co2e, line.masses) == (None, {"ch4": 5})
    (problem,) = problems("row,co2e,ch4\nI.1.1,5,1\n", gwp_set="AR5")
    assert problem.message == "Row I.1.1: the masses by gas make 28 t, another number than the one given."


def test_methods_and_factors_are_read():
    text = "row,co2e,method,factor_quality,factor_source\nI.1.1,5,Fuel sold,M,Yearbook\nI.1.2,6,,高,'=eGRID\n"
    assert read(text) == (
        make.line("I.1.1", 5, method="Fuel sold", factor_quality="medium", factor_source="Yearbook"),
        make.line("I.1.2", 6, factor_quality="high", factor_source="=eGRID"),
    )


def test_a_number_with_its_unit_is_made_tonnes():
    assert [line.co2e for line in read("row,co2e\nI.1.1,1.5 kt\nI.1.2,1200 kg CO2e\nI.2.1,2 万吨\n")] == [
        1500,
        Decimal("1.2"),
        20000,
    ]


def test_what_stands_for_no_number_is_left_out_with_a_word():
    found = reading("row,co2e\nI.1.1,5\nI.1.2,n/a\nI.1.3,-\n")
    assert [line.row for line in found.inventories[0].lines["community"]] == ["I.1.1"]
    assert [(each.place, each.value) for each in found.left_out] == [
        ("row 3, column co2e", "n/a"),
        ("row 4, column co2e", "-"),
    ]


def workbook(*rows, title="Rows"):
    book = Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def test_the_template_is_read_from_a_workbook_s_sheet():
    content = workbook(["row", "co2e", "explanation"], ["I.1.1", 0.1 + 0.2, "bills"], ["I.1.2", "NE", None])
    assert read(content) == (
        make.line("I.1.1", "0.3", explanation="bills"),
        make.line("I.1.2", notation_key="NE"),
    )


def test_faults_in_a_workbook_name_sheet_and_cell():
    content = workbook(
        ["row", "co2e", "explanation"],
        ["I.1.1", "=1+1", None],
        ["I.1.2", datetime.date(2020, 1, 2), None],
        ["I.1.3", True, None],
        ["I.2.1", 5, "=A1"],
        ["I.2.2", "#REF!", None],
    )
    told = [(each.sheet, each.column, each.row_number, each.message) for each in problems(content)]
    formula = "The file holds a formula here without its result."
    assert told == [
        ("Rows", "B", 2, formula),
        ("Rows", "B", 3, "A date stands where a number is expected."),
        ("Rows", "B", 4, "A logical value stands where a number is expected."),
        ("Rows", "C", 5, formula),
        ("Rows", "B", 6, "The spreadsheet shows an error here instead of a number."),
    ]
    assert problems(content)[0].place == "Rows, row 2, column B"


@pytest.mark.parametrize(
    "header",
    ["row,co2e,kg", "row,co2e,tCO2e", "co2e,source", "row,source"],
    ids=["kg", "twice", "row", "mass"],
)
def test_another_header_is_for_a_person_to_match(header):
    book = open_book(io.BytesIO(f"{header}\nI.1.1,5,5\n".encode()), name="rows.csv")
    assert layouts.of(book).code == "matched"
