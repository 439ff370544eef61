"""A report as an eCRF workbook: eCRF_1, eCRF_2 and eCRF_3, and a sheet of what these have no place for.

The notes are made by reading the three sheets back: where they say less than the report, the sheet says what.
So whoever brings the workbook back gets the report as it was sent out.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from inventories.enums import Assurance, Level
from inventories.exports import ecrf_rows, ecrf_table
from inventories.exports.told import Format, Identity, Told
from inventories.importers import xlsx
from inventories.importers.ecrf import about, layout, notes
from inventories.importers.ecrf.notes import Content, Flat
from inventories.importers.layouts import ecrf as reader
from inventories.importers.reading import Wanted
from inventories.importers.sheets import Book, Sheet
from inventories.importers.template import escaped
from inventories.importers.warming import CODE, UNKNOWN

MOST_ROWS = 100_000
LONGEST = 32_000
LARGEST = Decimal(10) ** 20
TABLE_HEAD = 3
"""The line of eCRF_2 above its first row."""
GROUPS = {
    "co2": "CO2",
    "co2_ch4_n2o": "CO2, CH4, N2O",
    "kyoto_6": "CO2, CH4, N2O, HFCs, PFCs, SF6",
    "kyoto_7": "CO2, CH4, N2O, HFCs, PFCs, SF6, NF3",
}
LEVELS = {Level.BASIC.value: "BASIC", Level.BASIC_PLUS.value: "BASIC+"}
VERIFIED = {
    Assurance.NONE.value: "No",
    Assurance.LIMITED.value: "Yes (limited assurance)",
    Assurance.REASONABLE.value: "Yes (reasonable assurance)",
    Assurance.UNSTATED.value: "Yes",
}
HEADS = ("", "Direct emissions (t CO2e)", "Notation key", "Indirect emissions (t CO2e)", "Notation key")
OUTSIDE = ("Emissions outside the city boundary (t CO2e)", "Notation key")


def make(told: Told, language: str) -> bytes:
    book = _three_sheets(told)
    reads = _as_read(_bytes(book), told)
    is_ = notes.flat(content(told))
    _notes(book.create_sheet(notes.SHEET), reads, is_)
    return _bytes(book)


def content(told: Told) -> Content:
    """What is carried: calculations as activities."""
    return Content(told.about, told.lines, ecrf_rows.activities(told))


def _three_sheets(told: Told) -> Workbook:
    book = Workbook()
    book.remove(book.worksheets[0])
    first = book.create_sheet(layout.ABOUT)
    _fill(first, _about(told), widths=(16, 60, 60), bold_rows=())
    _fill(book.create_sheet(layout.TABLE), _table(told), widths=(62, 18, 12, 18, 12, 18, 12), bold_rows=(3,))
    heads = list(layout.columns())
    body = ([each.get(code) for code in layout.columns().values()] for each in ecrf_rows.rows(told))
    _fill(book.create_sheet(layout.ROWS), [heads, *body], widths=[18] * len(heads), bold_rows=(1,))
    book[layout.ROWS].freeze_panes = "C2"
    book[layout.TABLE].freeze_panes = "B4"
    return book


def _fill(
    sheet: Worksheet, rows: Iterable[Sequence[Any]], *, widths: Sequence[int], bold_rows: Sequence[int]
) -> None:
    for at, cells in enumerate(rows, start=1):
        for column, value in enumerate(cells, start=1):
            written = _written(value)
            if written not in ("", None):
                cell = sheet.cell(at, column, written)
                if isinstance(written, str):
                    cell.data_type = "s"
                if at in bold_rows:
                    cell.font = Font(bold=True)
                    cell.alignment = Alignment(wrap_text=True, vertical="top")
    for column, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width


def _written(value: Any) -> str | int | Decimal | None:
    """The value as a cell takes it; a number that no spreadsheet holds stays for the notes."""
    if isinstance(value, Decimal):
        return value if value.is_finite() and abs(value) < LARGEST else None
    if isinstance(value, str):
        return escaped(ILLEGAL_CHARACTERS_RE.sub("", value))[:LONGEST]
    return value


def _about(told: Told) -> Iterator[Sequence[Any]]:
    values = _values(told)
    for at, each in enumerate(layout.fields(), start=1):
        if at == 1:
            yield ["", each.name, ""]
        else:
            yield [each.section, each.name, values.get(each.code, "") if each.code else ""]


def _values(told: Told) -> dict[str, Any]:
    identity, told_about = told.identity, told.about
    return {
        "place": identity.government.name_in("en"),
        "country": identity.government.country,
        "region": identity.government.region_en,
        "year": _year(identity),
        "boundary": told_about["boundary"],
        "population": told_about["population"],
        "gdp": _product(told),
        "tool": about.TOOL,
        "level": LEVELS.get(told_about["level"], ""),
        "gases": GROUPS.get(told_about["gases"], ""),
        "gwp_set": told_about["gwp_set"] if told_about["gwp_set"] != UNKNOWN else "",
        "methodology": told_about["methodology"],
        "verified": VERIFIED.get(told_about["assurance"], ""),
        "verifier": told_about["verifier"],
        "verified_in": told_about["verified_in"],
        "version": f"{identity.reference} v{identity.version}",
    }


def _year(identity: Identity) -> int | str:
    """The year; with its first and last day where it is not the calendar's."""
    first, last = identity.period
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year:
        return identity.year
    return f"{identity.year} ({first.isoformat()} – {last.isoformat()})"


def _product(told: Told) -> str:
    """Product in dollars, with the year of its prices."""
    for each in told.indicators:
        if each.measure.code == "gdp-usd" and each.year in (None, told.identity.year):
            return f"{each.value * 1000:f} (prices of {each.price_year})"
    return ""


def _table(told: Told) -> Iterator[Sequence[Any]]:
    yield [_("Emissions in tonnes of CO₂ equivalent")]
    yield []
    yield [*HEADS, *OUTSIDE]
    for row, cells in ecrf_table.rows(told):
        yield [
            row.label,
            *(part for column in layout.COLUMNS_OF_TABLE for part in (cells[column].co2e, cells[column].key)),
        ]


def _as_read(workbook: bytes, told: Told) -> Flat:
    """What the three sheets alone say to whoever reads them; nothing where they cannot be read."""
    book = xlsx.read(workbook, most_rows=MOST_ROWS)
    book = Book(book.kind, [*book.sheets, Sheet(notes.SHEET, [])])
    wanted = Wanted(year=told.identity.year, answers={CODE: told.about["gwp_set"]})
    reading = reader.read(book, wanted)
    if not reading.inventories:
        return {}
    found = reading.inventories[0]
    return notes.flat(Content(found.about, found.lines, found.activities))


def _notes(sheet: Worksheet, reads: Flat, is_: Flat) -> None:
    said = [
        _("What the three sheets have no place for, field by field: how they read, and how it is."),
        _(
            "Milepost puts the second in place of the first when it reads this workbook, "
            "unless that was changed."
        ),
        _("eCRF_2 has no line for rows I.4.1 to I.4.3 and I.6.1 to I.6.3: they are in eCRF_3 alone."),
        _("Its direct emissions of waste hold those of waste from elsewhere (III.1.3 to III.4.3) too."),
    ]
    head = list(notes.COLUMNS)
    body = (notes.cells(*each) for each in notes.differences(reads, is_))
    rows: list[Sequence[Any]] = [*([each] for each in said), [], head, *body]
    _fill(sheet, rows, widths=(14, 12, 10, 24, 40, 60), bold_rows=(len(said) + 2,))


def _bytes(book: Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


FORMAT = Format(
    code="ecrf",
    label=gettext_lazy("eCRF"),
    sentence=gettext_lazy(
        "The workbook of the Global Covenant of Mayors’ common reporting framework: about, table, activities."
    ),
    media_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    suffix="xlsx",
    make=make,
    frameworks=frozenset({"gpc"}),
)
