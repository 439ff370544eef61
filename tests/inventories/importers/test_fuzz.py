"""Whatever a file holds, it is read or refused with words. bench.fuzz_files tries far more."""

import datetime
import io
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inventories.importers import layouts
from inventories.importers.book import Book, Formula, Sheet, open_book
from inventories.importers.problems import Problem, Unreadable
from inventories.importers.reading import Reading, Wanted
from tests.inventories.importers.files import HEAD, with_sheet, workbook

WORDS = (
    *("row", "co2e", "Year", "I.1.1", "I.1.2", "I.1.3", "O.1", "T.I", "NO", "NE; IE", "IE (I.1.1)", "2019"),
    *(
        "2018-2019",
        "April 2018 - April 2019",
        "1.234",
        "1,5",
        "12 kt",
        "-5",
        "n/a",
        "City",
        "Unit",
        "kt CO2e",
    ),
    *(
        "Total",
        "年份",
        "排放量（万吨）",
        "BASIC",
        "Population",
        "Notation Key",
        "GPC ref No.",
        "Sector",
        "high",
    ),
    *("GPC Reference Number", "Inventory Reference", "Total Emissions", "eCRF_3", "CO2 (t)", "=A1", "#REF!"),
)
TEXTS = st.sampled_from(WORDS) | st.text(max_size=12)
CELLS = (
    TEXTS
    | st.just("")
    | st.decimals(allow_nan=False, allow_infinity=False, places=3)
    | st.integers(1890, 2210).map(Decimal)
    | st.dates(datetime.date(1900, 1, 1))
    | st.booleans()
    | TEXTS.map(Formula)
)


ROWS = st.lists(CELLS, min_size=1, max_size=7).map(tuple)
GRIDS = st.lists(ROWS, max_size=8)


@st.composite
def books(draw):
    grids = draw(st.lists(GRIDS, min_size=1, max_size=3))
    sheets = [Sheet(draw(TEXTS), tuple(enumerate(grid, start=1))) for grid in grids]
    return Book(draw(st.sampled_from(["csv", "xlsx"])), tuple(sheets))


BEGINNINGS = st.sampled_from([b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\xff\xfe", b"row,co2e\n"])
PRINTED = st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="<&")
WANTED = st.builds(
    Wanted,
    framework=st.sampled_from(["gpc", "china_provincial", "totals"]),
    year=st.sampled_from([0, 2019]),
    gwp_set=st.sampled_from(["unknown", "AR5"]),
    section=st.sampled_from(["community", "operations"]),
    names=st.lists(TEXTS, max_size=2),
    answers=st.dictionaries(
        st.sampled_from(["decimals", "unit", "year", "place", "several"]), TEXTS, max_size=3
    ),
)


def check(reading):
    assert isinstance(reading, Reading)
    assert reading.ok or not reading.inventories
    for problem in reading.problems:
        assert isinstance(problem, Problem)
        assert problem.message
    for question in reading.questions:
        assert question.default in {"", *dict(question.choices)}
    for inventory in reading.inventories:
        assert 1900 <= inventory.year <= 2200


def refused(error):
    assert error.problem.message
    assert error.problem.remedy


def read_by_all(book, wanted):
    for layout in layouts.ALL:
        try:
            if layout.recognises(book):
                check(layout.read(book, wanted))
        except Unreadable as error:
            refused(error)


@settings(max_examples=150, deadline=None)
@given(books(), WANTED)
def test_every_layout_reads_or_refuses_any_grid_of_cells(book, wanted):
    read_by_all(book, wanted)


@settings(max_examples=60, deadline=None)
@given(books(), WANTED)
def test_a_table_is_read_however_its_questions_are_answered(book, wanted):
    """The likely answer to every question, or its first, round after round: at some time none is left."""
    answers: dict[str, str] = {}
    for _round in range(12):
        try:
            reading = layouts.read(
                book, Wanted(wanted.framework, wanted.year, names=wanted.names, answers=answers), "matched"
            )
        except Unreadable:
            return
        check(reading)
        if not reading.questions:
            return
        answers |= {each.code: each.default or each.choices[0][0] for each in reading.questions}


@settings(max_examples=150, deadline=None)
@given(
    st.binary(max_size=300)
    | st.builds(
        bytes.__add__,
        st.sampled_from([b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\xff\xfe", b"row,co2e\n"]),
        st.binary(max_size=200),
    ),
    st.sampled_from(["figures.csv", "figures.xlsx"]),
)
def test_any_bytes_are_opened_or_refused(content, name):
    try:
        book = open_book(io.BytesIO(content), name=name)
    except Unreadable as error:
        refused(error)
    else:
        read_by_all(book, Wanted(year=2019))


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_any_change_to_a_workbook_s_bytes_is_opened_or_refused(data):
    content = bytearray(GOOD)
    for _change in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    try:
        open_book(io.BytesIO(bytes(content)), name="figures.xlsx")
    except Unreadable as error:
        refused(error)


@pytest.mark.parametrize("kind", ["s", "str", "b", "d", "e", "inlineStr", "n", "x"])
@settings(max_examples=20, deadline=None)
@given(
    st.text(
        alphabet=st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="<&"),
        max_size=10,
    )
)
def test_a_stored_value_of_any_type_is_read_or_refused(kind, text):
    cell = f'<row r="1"><c r="A1" t="{kind}" s="1"><v>{text}</v></c></row>'.encode()
    content = with_sheet(HEAD + b"<sheetData>" + cell + b"</sheetData></worksheet>", GOOD)
    try:
        open_book(io.BytesIO(content), name="figures.xlsx")
    except Unreadable as error:
        refused(error)


GOOD = workbook(["row", "co2e", "date"], ["I.1.1", 5, datetime.date(2020, 1, 1)], ["I.1.2", "NE", None])
