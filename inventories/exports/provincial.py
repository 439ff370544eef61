"""A report as China's provincial guideline has it: a workbook of its rows, and of what has no place."""

from __future__ import annotations

import io
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from openpyxl import Workbook
from openpyxl.styles import Font

from accounts.words import joined
from inventories import frameworks, shown_as
from inventories.enums import SectionCode
from inventories.exports.told import Format, Told
from inventories.importers.template import escaped
from inventories.lines import LineDraft
from inventories.shown_as import GPC, PROVINCIAL

Cell = str | Decimal | None
Table = Iterator[tuple[Cell, ...]]
COMMUNITY = SectionCode.COMMUNITY.value
WIDTHS = (14, 44, 20, 20, 22, 60)
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def make(told: Told, language: str) -> bytes:
    """Masses in tonnes. What a spreadsheet would take for a formula has an apostrophe before it."""
    book = Workbook()
    rows = _own_rows if told.identity.framework == PROVINCIAL else _carried_rows
    _write(book.active, _("Inventory"), rows(told))
    if told.identity.framework == GPC:
        _write(book.create_sheet(), _("Not carried over"), _lost_rows(told))
    text = io.BytesIO()
    book.save(text)
    return text.getvalue()


def _own_rows(told: Told) -> Table:
    """The rows as they were reported."""
    held = {line.row: line for line in told.lines.get(COMMUNITY, ())}
    yield from _head(told)
    for row in frameworks.rows(PROVINCIAL, COMMUNITY):
        line = held.get(row.code, LineDraft(row.code))
        key = _("withheld") if (COMMUNITY, row.code) in told.withheld else line.notation_key
        yield row.code, _named(row), line.co2, line.co2e, key, line.explanation


def _carried_rows(told: Told) -> Table:
    """The rows of the GPC carried over; such as stand together are one row here."""
    found = _shown(told)
    yield from _head(told)
    for group in found.groups:
        key = _("withheld") if group.is_withheld else "" if group.co2e is not None else joined(group.keys)
        sources = _("From %(rows)s") % {"rows": joined(row.code for row in group.sources)}
        yield (
            " + ".join(group.codes),
            joined(map(_named, group.rows)),
            group.co2,
            group.co2e,
            key,
            sources,
        )
    yield None, _("Total"), None, found.total, "", found.about_total.words


def _lost_rows(told: Told) -> Table:
    yield _("Row"), _("Name"), _("t CO₂"), _("t CO₂e"), _("Notation key"), _("Why")
    for each in _shown(told).lost:
        yield each.row.code, _named(each.row), each.co2, each.co2e, each.key, each.reason.words


def _head(told: Told) -> Table:
    identity = told.identity
    yield identity.government.name, str(identity.year), None, None, identity.reference, None
    yield _("Row"), _("Name"), _("t CO₂"), _("t CO₂e"), _("Notation key"), _("Note")


def _shown(told: Told) -> shown_as.Shown:
    return shown_as.shown(
        told.lines.get(COMMUNITY, ()),
        framework=GPC,
        gwp_set=str(told.about["gwp_set"]),
        withheld={row for section, row in told.withheld if section == COMMUNITY},
    )


def _named(row: frameworks.Row) -> str:
    if row.group_label in (row.label, row.sector_label):
        return row.label
    return _("%(group)s: %(row)s") % {"group": row.group_label, "row": row.label}


def _write(sheet: Any, title: str, table: Table) -> None:
    sheet.title = title
    for cells in table:
        sheet.append([escaped(cell) if isinstance(cell, str) else cell for cell in cells])
    for row in sheet.iter_rows(max_row=2):
        for cell in row:
            cell.font = Font(bold=True)
    for column, width in zip("ABCDEF", WIDTHS, strict=True):
        sheet.column_dimensions[column].width = width


FORMAT = Format(
    code="provincial",
    label=gettext_lazy("Provincial guideline (Excel)"),
    sentence=gettext_lazy(
        "The rows of China’s Guidelines for Provincial Greenhouse Gas Inventories, with CO₂ and CO₂ "
        "equivalent, and a list of what has no place in them."
    ),
    media_type=MEDIA_TYPE,
    suffix="xlsx",
    make=make,
    frameworks=frozenset({GPC, PROVINCIAL}),
    in_languages=True,
)
