"""Activity data, line by line."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from inventories.activities import ActivityDraft
from inventories.exports.workbook import sheets
from inventories.importers.own.rows import section_of
from inventories.importers.own.tables import Table, fits, quality, text, year
from inventories.importers.reading import RowKey
from inventories.importers.records import Record
from inventories.models import ActivityData

TEXTS = (
    "activity",
    "unit",
    "description",
    "source",
    "factor_unit",
    "factor_scale",
    "factor_description",
    "factor_source",
)


def read(table: Table | None, *, framework: str) -> dict[RowKey, list[ActivityDraft]]:
    """By section and row, in the order of the sheet."""
    found: dict[RowKey, list[ActivityDraft]] = {}
    for line in table.lines() if table else ():
        if line.is_blank:
            continue
        row = text(line, "row")
        section = section_of(framework, row)
        if not section:
            line.wrong(
                "row",
                _("There is no row “%(row)s” in this framework.") % {"row": row[:40]}
                if row
                else _("The line does not say which row of the inventory it stands behind."),
                _("Choose a row from the list in this cell."),
            )
        draft = _draft(table, line)
        if section and draft:
            found.setdefault((section, row), []).append(draft)
    return found


def _draft(table: Table | None, line: Record) -> ActivityDraft | None:
    """The line as it is to be kept; None where something is wrong with it, which is then told."""
    if table is None:
        return None
    before = len(line.problems)
    values: dict[str, Any] = {name: text(line, name) for name in TEXTS}
    values |= {name: quality(line, name) for name in ("quality", "factor_quality")}
    values |= {name: line.number(name) for name in ("amount", "oxidation")}
    values |= {"factor_year": year(line, "factor_year"), "co2e": table.tonnes(line, "co2e")}
    if not values["activity"]:
        line.wrong("activity", _("The fuel or activity is missing."), _("Name it in a word or two."))
    if values["amount"] is not None and not values["unit"]:
        line.wrong("unit", _("The amount has no unit."), _("Enter the unit of the amount, for example MWh."))
    if values["oxidation"] is not None and not 0 <= values["oxidation"] <= 1:
        line.wrong("oxidation", _("The oxidation factor is not a share."), _("Enter a number from 0 to 1."))
    for name, value in values.items():
        if value not in ("", None):
            fits(line, name, ActivityData._meta.get_field(name), value)
    draft = ActivityDraft(
        **values, factors=table.by_gas(line, sheets.FACTOR), masses=table.by_gas(line, sheets.MASS)
    )
    return draft if len(line.problems) == before else None
