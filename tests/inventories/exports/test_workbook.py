"""Milepost's own workbook: what goes out comes back, and what does not belong is told with its place."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import Any

import openpyxl
import pytest
from django.db import transaction

from inventories.exports import told, workbook
from inventories.exports.workbook import sheets
from inventories.importers import layouts
from inventories.importers.book import open_book
from inventories.importers.problems import Unreadable
from inventories.importers.reading import Wanted
from inventories.models import ReportVersion
from tests import make
from tests.inventories.exports import full

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def version(django_db_setup: None, django_db_blocker: Any) -> Iterator[ReportVersion]:
    """One version that holds one of everything, for all tests that only read it."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield full.version()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def file(version: ReportVersion) -> bytes:
    """Its workbook, filled."""
    return workbook.workbook(version, language="en", filled=True)


def wanted(version: Any, **more: Any) -> Wanted:
    report = version.report
    return Wanted(
        framework=report.framework,
        year=report.year,
        gwp_set=version.gwp_set,
        names=[name.text for name in report.government.names.all()],
        government=report.government.slug,
        reference=report.reference,
        version=version.number,
        **more,
    )


def read(file: bytes, wants: Wanted) -> Any:
    book = open_book(io.BytesIO(file), name="filled.xlsx")
    assert layouts.of(book).code == "milepost"
    return layouts.read(book, wants)


def changed(file: bytes, *changes: tuple[str, str, Any]) -> bytes:
    """The file as a person saves it after some changes: sheet, cell, value."""
    book = openpyxl.load_workbook(io.BytesIO(file))
    for sheet, cell, value in changes:
        book[sheet][cell] = value
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def cell_of(file: bytes, code: str, row: str, key: str) -> tuple[str, str]:
    """The name of a sheet and the place of a cell, by the code of its row and the key of its column."""
    return cells_of(file)[code, row, key]


@lru_cache(maxsize=2)
def cells_of(file: bytes) -> dict[tuple[str, str, str], tuple[str, str]]:
    found: dict[tuple[str, str, str], tuple[str, str]] = {}
    for sheet in openpyxl.load_workbook(io.BytesIO(file)):
        code = sheet.cell(sheets.MARKS, 2).value
        keys = [cell.value for cell in sheet[sheets.KEYS]]
        for cells in sheet.iter_rows(min_row=sheets.FIRST):
            for key, cell in zip(keys, cells, strict=False):
                found.setdefault((code, cells[0].value, key), (sheet.title, cell.coordinate))
    return found


def in_full(version: Any) -> told.Told:
    return told.in_full(ReportVersion.objects.get(pk=version.pk))


def as_said(version: Any) -> dict[str, Any]:
    """What a version says, as a reading would say it."""
    whole = in_full(version)
    return {
        "about": dict(whole.about),
        "lines": {code: lines for code, lines in whole.lines.items() if lines},
        "activities": {key: list(each) for key, each in whole.activities.items() if each},
        "indicators": sorted(
            (each.measure.code, each.year, each.value, each.price_year, each.edition, each.source)
            for each in whole.indicators
        ),
    }


def as_read(reading: Any) -> dict[str, Any]:
    assert (reading.problems, reading.questions) == ([], []) or not (reading.problems or reading.questions)
    (inventory,) = reading.inventories
    return {
        "about": dict(inventory.about),
        "lines": {code: list(lines) for code, lines in inventory.lines.items()},
        "activities": {key: list(each) for key, each in inventory.activities.items() if each},
        "indicators": sorted(
            (each.measure, each.year, each.value, each.price_year, each.edition, each.source)
            for each in inventory.indicators
        ),
    }


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_a_filled_workbook_says_all_that_the_version_says(language, version):
    file = workbook.workbook(version, language=language, filled=True)
    assert as_read(read(file, wanted(version))) == as_said(version)


def test_a_workbook_that_excel_or_openpyxl_saved_again_says_the_same(version, file):
    file = changed(file)
    assert as_read(read(file, wanted(version))) == as_said(version)


def problems_of(reading: Any) -> list[tuple[str, int, str, str]]:
    return [(each.sheet, each.row_number, each.column, each.value) for each in reading.problems]


@pytest.mark.parametrize(
    ("code", "row", "key", "typed"),
    [
        ("community", "I.1.2", "co2e", "about a thousand"),
        ("community", "I.1.2", "co2e", "1.234,5"),
        ("community", "I.1.2", "notation_key", "XX"),
        ("community", "I.1.2", "notation_key", "NE"),
        ("community", "I.1.2", "quality", "excellent"),
        ("community", "I.3.1", "included_in", "I.9.9"),
        ("community", "I.1.2", "co2e", "-5"),
        ("gases", "I.1.1", "mass:ch4", "little"),
        ("activities", "I.1.1", "amount", "many"),
        ("activities", "I.1.1", "unit", None),
        ("activities", "I.1.1", "activity", None),
        ("activities", "I.1.1", "oxidation", 2),
        ("activities", "I.1.1", "factor_year", 20.5),
        ("indicators", "population", "value", None),
        ("indicators", "population", "year", None),
        ("about", "population", "value", -5),
        ("about", "gwp_set", "value", "AR7"),
        ("about", "verifier", "value", None),
    ],
)
def test_a_fault_is_told_with_sheet_cell_and_value(code, row, key, typed, version, file):
    sheet, cell = cell_of(file, code, row, key)
    reading = read(changed(file, (sheet, cell, typed)), wanted(version))
    assert reading.inventories == ()
    letters, number = cell.rstrip("0123456789"), int(cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
    said = "" if typed is None else str(typed)
    assert problems_of(reading) == [(sheet, number, letters, said)]
    assert all(each.message and each.remedy for each in reading.problems)


def test_every_fault_is_told_at_once_and_from_top_to_bottom(version, file):
    typed = [
        (*cell_of(file, "indicators", "population", "value"), "x"),
        (*cell_of(file, "community", "I.2.2", "co2e"), "y"),
        (*cell_of(file, "community", "I.1.2", "co2e"), "z"),
    ]
    assert [each[3] for each in problems_of(read(changed(file, *typed), wanted(version)))] == ["z", "y", "x"]


def test_masses_are_read_in_the_unit_of_their_sheet():
    version = make.draft(framework="gpc")
    file = workbook.workbook(version, language="zh-hans", filled=False)
    typed = [
        (cell_of(file, "community", "I.1.1", "co2e")[0], sheets.UNIT_CELL, "万吨"),
        (*cell_of(file, "community", "I.1.1", "co2e"), 1.5),
        (*cell_of(file, "community", "I.1.2", "co2e"), "0.25"),
    ]
    (inventory,) = read(changed(file, *typed), wanted(version)).inventories
    assert {line.row: line.co2e for line in inventory.lines["community"]} == {"I.1.1": 15000, "I.1.2": 2500}


def test_an_unknown_unit_is_asked_for_at_its_cell():
    version = make.draft(framework="gpc")
    file = workbook.workbook(version, language="en", filled=False)
    sheet, cell = cell_of(file, "community", "I.1.1", "co2e")
    reading = read(changed(file, (sheet, sheets.UNIT_CELL, "bushel"), (sheet, cell, 1)), wanted(version))
    assert problems_of(reading) == [(sheet, 5, "B", "bushel")]


def test_what_follows_from_the_gases_may_stand_beside_them_but_not_contradict_them(version, file):
    """100 t CO2 and 0.5 t CH4 make 114 t by AR5 (28); with 1 t CH4 they make 128 t."""
    gas = cell_of(file, "gases", "I.1.1", "mass:ch4")
    total = cell_of(file, "community", "I.1.1", "co2e")
    (inventory,) = read(changed(file, (*gas, 1)), wanted(version)).inventories
    assert inventory.lines["community"][0].co2e == 128
    reading = read(changed(file, (*gas, 1), (*total, 130)), wanted(version))
    assert problems_of(reading) == [(total[0], 7, total[1].rstrip("0123456789"), "130")]


def test_a_gas_can_be_chosen_at_the_top_of_a_spare_column():
    version = make.draft(framework="gpc")
    file = workbook.workbook(version, language="en", filled=False)
    sheet, cell = cell_of(file, "gases", "IV.2", "mass:?1")
    header = f"{cell.rstrip('0123456789')}{sheets.HEADER}"
    about = cell_of(file, "about", "gwp_set", "value")
    typed = [(sheet, cell, 2), (*about, "Fifth Assessment Report (2013)")]
    unnamed = read(changed(file, *typed), wanted(version))
    assert problems_of(unnamed) == [
        (sheet, int(cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")), cell.rstrip("0123456789"), "2")
    ]
    (inventory,) = read(changed(file, *typed, (sheet, header, "HFC-134a")), wanted(version)).inventories
    (line,) = inventory.lines["community"]
    assert (line.row, line.masses, line.co2e) == ("IV.2", {"hfc134a": 2}, 2600)  # AR5: 1,300


def test_a_part_in_which_nothing_is_filled_in_is_left_as_it_is(version):
    file = workbook.workbook(version, language="en", filled=False)
    reading = read(changed(file, (*cell_of(file, "community", "I.1.2", "co2e"), 7)), wanted(version))
    (inventory,) = reading.inventories
    assert list(inventory.lines) == ["community"]
    assert (inventory.about, inventory.activities, list(inventory.indicators)) == ({}, {}, [])
    assert [each.place for each in reading.left_out] == [
        "About this period",
        "Operations",
        "Activity data",
        "Indicators",
    ]


def test_a_workbook_with_nothing_in_it_is_refused():
    version = make.draft(framework="gpc")
    reading = read(workbook.workbook(version, language="en", filled=False), wanted(version))
    assert [each.message for each in reading.problems] == ["Nothing is filled in in this workbook."]


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ({"government": "minneapolis"}, "The workbook was made for another government: Saint Paul."),
        (
            {"government": "", "names": ("Minneapolis",)},
            "The workbook was made for another government: Saint Paul.",
        ),
        ({"year": 2019}, "The workbook was made for 2020; this report is for 2019."),
        (
            {"framework": "totals"},
            "The workbook follows another framework than this report: "
            "Global Protocol for Community-Scale Greenhouse Gas Inventories (GPC).",
        ),
    ],
)
def test_a_workbook_of_something_else_is_refused(other, said, version, file):
    reading = read(file, replace(wanted(version), **other))
    assert [each.message for each in reading.problems] == [said]
    assert reading.inventories == ()


def test_a_workbook_of_another_format_is_refused(version, file):
    book = openpyxl.load_workbook(io.BytesIO(file))
    (row,) = (cells for cells in book["Cover"].iter_rows() if cells[0].value == "format")
    reading = read(changed(file, ("Cover", row[3].coordinate, "0")), wanted(version))
    assert [each.message for each in reading.problems] == ["The workbook has the format 0; this is read: 1."]


def test_a_workbook_of_an_earlier_version_is_asked_about(version, file):
    later = replace(wanted(version), version=2)
    reading = read(file, later)
    (question,) = reading.questions
    assert reading.inventories == ()
    assert f"version 1 of the report {version.report.reference}" in question.text
    yes, no = (replace(later, answers={question.code: answer}) for answer in ("yes", "no"))
    assert as_read(read(file, yes)) == as_said(version)
    assert len(read(file, no).problems) == 1


def test_a_workbook_whose_cover_is_gone_is_refused(version, file):
    book = openpyxl.load_workbook(io.BytesIO(file))
    del book["Cover"]
    saved = io.BytesIO()
    book.save(saved)
    with pytest.raises(Unreadable, match="cover"):
        read(saved.getvalue(), wanted(version))


def test_no_cell_is_a_formula_and_text_like_one_is_marked_as_text(version, file):
    book = openpyxl.load_workbook(io.BytesIO(file))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert [cell for cell in cells if cell.data_type == "f"] == []
    (like_one,) = [cell for cell in cells if str(cell.value).startswith("=Gas")]
    assert (like_one.value, like_one.quotePrefix) == ("=Gas, billed\nby month", True)


def test_only_what_is_to_be_filled_in_can_be_changed(version, file):
    book = openpyxl.load_workbook(io.BytesIO(file))
    assert all(sheet.protection.sheet for sheet in book)
    for code, row, key, locked in (
        ("community", "I.1.1", "co2e", False),
        ("community", "I.1.1", "label", True),
        ("community", "I.1.1", "explanation", False),
        ("indicators", "population", "unit", True),
        ("about", "level", "value", False),
    ):
        sheet, cell = cell_of(file, code, row, key)
        assert book[sheet][cell].protection.locked == locked


def test_last_years_values_stand_beside_the_rows():
    place = make.government("ithaca", name="Ithaca")
    former = make.accepted(place, 2019)
    version = make.draft(place, 2020)
    file = workbook.make(told.in_full(version, former=former), "en", filled=False)
    sheet, cell = cell_of(file, "community", "T.1", "former")
    book = openpyxl.load_workbook(io.BytesIO(file))
    assert (book[sheet][cell].value, book[sheet][cell].protection.locked) == (1000, True)
    assert book[sheet][f"{cell[0]}{sheets.HEADER}"].value == "2019, accepted (t, locked)"


def test_a_text_longer_than_a_cell_stays_in_the_report():
    version = make.draft(framework="gpc")
    version.methodology, version.boundary = "a" * 40_000, "The city"
    version.save(update_fields=["methodology", "boundary"])
    file = workbook.workbook(version, language="en", filled=True)
    (inventory,) = read(file, wanted(version)).inventories
    assert inventory.about["boundary"] == "The city"
    assert "methodology" not in inventory.about


def test_a_line_whose_text_is_longer_than_a_cell_is_told():
    version = make.ready(framework="gpc", lines=[make.line("I.1.1", 1, explanation="a" * 40_000)])
    file = workbook.workbook(version, language="en", filled=True)
    sheet, cell = cell_of(file, "community", "I.1.1", "explanation")
    ((of_sheet, number, letter, _value),) = problems_of(read(file, wanted(version)))
    assert (of_sheet, f"{letter}{number}") == (sheet, cell)


@pytest.mark.parametrize("words", ["_x000D_", "a\r\nb", "'=1+1", "=1+1", "@x", "+5", "a\tb"])
def test_text_that_a_spreadsheet_could_take_for_something_else_stays_as_it_is(words):
    version = make.ready(framework="gpc", lines=[make.line("I.1.1", 1, explanation=words)])
    (inventory,) = read(workbook.workbook(version, language="en", filled=True), wanted(version)).inventories
    assert inventory.lines["community"][0].explanation == words
