"""Milepost's own workbook: what goes out comes back, and what does not belong is told with its place."""

from __future__ import annotations

import io
from typing import Any

import openpyxl
import pytest

from inventories.exports import told, workbook
from inventories.exports.workbook import sheets
from inventories.importers import layouts
from inventories.importers.book import open_book
from inventories.importers.reading import Wanted
from inventories.models import ReportVersion
from tests.inventories.exports import full

pytestmark = pytest.mark.django_db
SPARE_ROW = sheets.FIRST + 1


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
    for sheet in openpyxl.load_workbook(io.BytesIO(file)):
        if sheet.cell(sheets.MARKS, 2).value == code:
            keys = [cell.value for cell in sheet[sheets.KEYS]]
            for cells in sheet.iter_rows(min_row=sheets.FIRST):
                if cells[0].value == row:
                    return sheet.title, cells[keys.index(key)].coordinate
    raise LookupError(code, row, key)


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
def test_a_filled_workbook_says_all_that_the_version_says(language):
    version = full.version()
    file = workbook.workbook(version, language=language, filled=True)
    assert as_read(read(file, wanted(version))) == as_said(version)


def test_a_workbook_that_excel_or_openpyxl_saved_again_says_the_same():
    version = full.version()
    file = changed(workbook.workbook(version, language="en", filled=True))
    assert as_read(read(file, wanted(version))) == as_said(version)
