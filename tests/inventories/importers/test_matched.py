"""Any table, by what someone says its columns hold."""

import io
import zipfile

import pytest

from inventories.importers import faults_workbook, layouts
from inventories.importers.book import open_book
from inventories.importers.problems import Problem
from inventories.importers.reading import Wanted
from inventories.lines import LineDraft
from tests import make
from tests.inventories.importers.files import workbook

TABLE = (
    "Sector,Scope,Fuel,Year,Emissions,Unit\n"
    "Residential buildings,Scope 1,gas,2019,10,kt\n"
    "Residential buildings,Scope 1,oil,2019,5,kt\n"
    "Residential buildings,Scope 2,electricity,2019,NE,kt\n"
)
COLUMNS = {
    "column:sector": "label",
    "column:scope": "scope",
    "column:fuel": "ignore",
    "column:year": "year",
    "column:emissions": "co2e",
    "column:unit": "unit",
}


def read(content, **wanted):
    content = content.encode() if isinstance(content, str) else content
    book = open_book(io.BytesIO(content), name="table.csv")
    assert layouts.of(book).code == "matched"
    return layouts.read(book, Wanted(**wanted))


def asked(reading):
    return {each.code: each.default for each in reading.questions}


def lines(reading):
    (inventory,) = reading.inventories
    return tuple(inventory.lines["community"])


def test_every_column_is_asked_about_with_a_guess():
    reading = read(TABLE)
    assert asked(reading) == COLUMNS
    assert (
        reading.questions[2].text == "What does the column “Fuel” hold? For example: gas; oil; electricity."
    )
    assert not reading.inventories


def test_columns_are_guessed_by_their_words_in_either_language():
    text = "部门,年份,排放量（万吨）,数据来源,CH4 (kg),x\nE.1,2019,5,年鉴,7,1\n"
    assert asked(read(text, framework="china_provincial")) == {
        "column:部门": "label",
        "column:年份": "year",
        "column:排放量(万吨)": "co2e",
        "column:数据来源": "source",
        "column:ch4 (kg)": "ch4",
        "column:x": "ignore",
    }


def test_several_lines_of_a_row_are_added_up_if_someone_says_so():
    asking = read(TABLE, answers=COLUMNS)
    assert asked(asking) == {"several": "add"}
    assert "(I.1.1: lines 2, 3)" in asking.questions[0].text
    assert lines(read(TABLE, answers={**COLUMNS, "several": "add"})) == (
        make.line("I.1.1", 15000),
        LineDraft("I.1.2", notation_key="NE"),
    )
    (problem,) = read(TABLE, answers={**COLUMNS, "several": "refuse"}).problems
    assert (problem.row_number, problem.message) == (3, "The row stands in line 2 already.")


def test_a_number_wins_over_a_key_of_the_same_row():
    text = "Code,Emissions (t),Year\nI.1.1,NE,2019\nI.1.1,5,2019\n"
    said = {"column:code": "row", "column:emissions (t)": "co2e", "column:year": "year", "several": "add"}
    reading = read(text, answers=said)
    assert lines(reading) == (make.line("I.1.1", 5),)
    assert [(each.value, each.reason) for each in reading.left_out] == [
        ("NE", "Another line of the row has a number: the row takes that.")
    ]


def test_gases_in_their_own_units_are_made_tonnes():
    text = "Code,CO2 (t),CH4 (kg),Year\nI.1.1,5,7000,2019\n"
    said = {
        "column:code": "row",
        "column:co2 (t)": "co2",
        "column:ch4 (kg)": "ch4",
        "column:year": "year",
    }
    (line,) = lines(read(text, answers=said))
    assert (line.co2e, line.masses) == (None, {"co2": 5, "ch4": 7})


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"column:fuel": "label"}, "Two columns cannot hold the same."),
        ({"column:emissions": "ignore"}, "No column was said to hold masses."),
        ({"column:sector": "ignore"}, "No column says which row a line is about."),
        ({"column:sector": "nonsense"}, "What does the column"),
    ],
)
def test_answers_that_do_not_go_together_are_asked_again(said, words):
    reading = read(TABLE, answers={**COLUMNS, **said})
    assert [each.code for each in reading.questions] == list(COLUMNS)
    assert reading.questions[0].text.startswith(words)


def test_a_unit_that_can_be_two_is_asked_for():
    text = "Code,Emissions (MTCO2e),Year\nI.1.1,5,2019\n"
    said = {"column:code": "row", "column:emissions (mtco2e)": "co2e", "column:year": "year"}
    reading = read(text, answers=said)
    assert asked(reading) == {"unit:column:emissions (mtco2e)": "t"}
    answers = {**said, "unit:column:emissions (mtco2e)": "Mt"}
    assert lines(read(text, answers=answers)) == (make.line("I.1.1", 5_000_000),)


def test_a_unit_beside_the_number_is_asked_for_by_its_word():
    text = TABLE.replace(",kt\n", ",tons\n")
    reading = read(text, answers={**COLUMNS, "several": "add"})
    assert asked(reading) == {"unit:tons": "t"}
    said = {**COLUMNS, "several": "add", "unit:tons": "short_ton"}
    # 10 × 907.18474 kg and 5 × 907.18474 kg, each to the gram
    assert lines(read(text, answers=said))[0] == make.line("I.1.1", "13.607771")


def test_the_sheet_and_the_place_are_asked_for():
    def more(book):
        sheet = book.create_sheet("Figures")
        for row in (
            ["City", "Code", "Emissions (t)", "Year"],
            ["A", "I.1.1", 5, 2019],
            ["B", "I.1.1", 6, 2019],
        ):
            sheet.append(row)

    content = workbook(["Read", "me"], ["first", "please"], change=more)
    assert asked(read(content)) == {"sheet": "Figures"}
    said = {
        "sheet": "Figures",
        "column:city": "place",
        "column:code": "row",
        "column:emissions (t)": "co2e",
        "column:year": "year",
    }
    assert asked(read(content, answers=said)) == {"place": ""}
    reading = read(content, names=["City of B"], answers=said)
    assert lines(reading) == (make.line("I.1.1", 6),)
    assert reading.inventories[0].place == "B"


def test_a_file_without_a_table_says_so():
    (problem,) = read("one\ntwo\n").problems
    assert problem.message == "The file holds no values."


def test_faults_are_handed_over_as_a_workbook_without_formulas():
    problem = Problem(12, "C", "=1+1", "This is not a number.", "Enter tonnes.\x0b", "Figures")
    whole = Problem(0, "", "", "+Too large", "-Split it")
    book = open_book(io.BytesIO(faults_workbook.workbook([problem, whole])), name="faults.xlsx")
    (sheet,) = book.sheets
    assert [cells for _number, cells in sheet] == [
        ("Sheet", "Cell", "Column", "Value", "What is wrong", "What to do"),
        ("Figures", "C12", "C", "=1+1", "This is not a number.", "Enter tonnes."),
        ("", "", "", "", "+Too large", "-Split it"),
    ]
    with zipfile.ZipFile(io.BytesIO(faults_workbook.workbook([problem]))) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")
        assert b'quotePrefix="1"' in archive.read("xl/styles.xml")
