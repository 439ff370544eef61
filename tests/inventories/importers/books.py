"""Small files of others, cell by cell, as the importers get them."""

import datetime
from decimal import Decimal

from inventories.importers.book import Book
from inventories.importers.ecrf import layout
from inventories.importers.sheets import Sheet


def sheet(name, *rows, first=1):
    """A sheet of these rows from line `first` on; numbers as Decimals, blank rows left out."""
    held = [(at, tuple(_cell(each) for each in cells)) for at, cells in enumerate(rows, start=first)]
    return Sheet(name, [(at, cells) for at, cells in held if any(cell != "" for cell in cells)])


def _cell(value):
    if value is None:
        return ""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return Decimal(str(value))
    return value if isinstance(value, str | bool | Decimal | datetime.date) else str(value)


def book(*sheets, kind="xlsx"):
    return Book(kind, list(sheets))


def csv_book(header, *lines):
    """A CSV file: every cell a text."""
    return Book("csv", [sheet("", header, *([str(cell) for cell in line] for line in lines))])


def by_letter(**cells):
    """A row of a workbook by the letters of its columns: by_letter(B="I.1.1", AG=12)."""
    from openpyxl.utils import column_index_from_string

    made = {column_index_from_string(letter) - 1: value for letter, value in cells.items()}
    return [made.get(at, "") for at in range(max(made) + 1)]


def ecrf_1(name="eCRF_1", **fields):
    """eCRF_1 with these fields filled, by the codes of reference/layouts/ecrf_1.csv."""
    rows = [
        [each.section, each.name, fields.get(each.code, "") if each.code else ""] for each in layout.fields()
    ]
    return sheet("eCRF_1", *rows)


def ecrf_2(cells, name="eCRF_2"):
    """eCRF_2 with cells by (label, column): {('Transportation > Rail', 'direct'): 5}."""
    at = {"direct": 1, "direct_key": 2, "indirect": 3, "indirect_key": 4, "outside": 5, "outside_key": 6}
    rows = []
    for row in layout.table():
        line = [row.label, "", "", "", "", "", ""]
        for column, position in at.items():
            line[position] = cells.get((row.label, column), "")
        rows.append(line)
    return sheet(name, *rows, first=4)


def ecrf_3(*rows, name="eCRF_3"):
    """eCRF_3 with these rows, each by the codes of its columns: {'row': 'I.1.1', 'co2e': 12}."""
    codes = list(layout.columns().values())
    return sheet(name, list(layout.columns()), *([each.get(code, "") for code in codes] for each in rows))
