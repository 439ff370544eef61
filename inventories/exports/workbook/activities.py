"""Activity data: one source of a row's emissions a line."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from inventories import gases
from inventories.activities import ActivityDraft
from inventories.exports.workbook import sheets
from inventories.exports.workbook.job import Job
from inventories.exports.workbook.pen import Column
from inventories.exports.workbook.rows import fitting, gas_columns, quality_label

MAIN = ("co2", "ch4", "n2o")
SPARE = 1


def write(job: Job) -> None:
    held = (
        [(row, each) for (_section, row), drafts in _in_order(job) for each in drafts] if job.filled else []
    )
    columns = _columns([each for _row, each in held])
    made = job.pen.sheet(sheets.ACTIVITIES, columns, frozen=f"C{sheets.FIRST}", pages=2)
    last = max(sheets.TABLE_END, sheets.FIRST + len(held) + 50)
    made.choose("row", job.lists.range("rows"), last=last)
    made.choose("unit", job.lists.range("units"), last=last, firm=False)
    for key in ("quality", "factor_quality"):
        made.choose(key, job.lists.range("quality"), last=last)
    for column in columns:
        if sheets.ANY in column.key:
            made.choose(column.key, job.lists.range("gas"), first=sheets.HEADER, last=sheets.HEADER)
    numbers = [column.key for column in columns if column.style in ("plain", "number")]
    made.numbers(numbers, last=last)
    made.keep_open()
    made.offer(sheets.UNIT_CELL, job.lists.range("masses"))
    made.begin(
        str(sheets.TITLES[sheets.ACTIVITIES]),
        _(
            "One line for each fuel or activity behind a row, with the factors as you have them. Lines can "
            "be added to the end. They are kept beside the rows and not added to them."
        ),
        unit=job.unit,
    )
    for row, each in held:
        made.line(_values(row, each))


def _in_order(job: Job) -> list[tuple[tuple[str, str], Any]]:
    order = {(section, row.code): at for at, (section, row) in enumerate(job.rows)}
    return sorted(job.told.activities.items(), key=lambda each: order[each[0]])


def _columns(held: list[ActivityDraft]) -> list[Column]:
    factors = _gases(each.factors for each in held)
    masses = _gases(each.masses for each in held)
    return [
        Column("row", _("Row"), 9, "text"),
        Column("activity", _("Fuel or activity"), 28, "text"),
        Column("amount", _("Amount"), 16, "plain"),
        Column("unit", _("Unit"), 14, "text"),
        Column("description", _("Description and method"), 32, "text"),
        Column("source", _("Source of the activity data"), 28, "text"),
        Column("quality", _("Quality of the activity data"), 12, "text"),
        *gas_columns(sheets.FACTOR, [*factors, "co2e"], spare=SPARE),
        Column("factor_unit", _("Unit of the factors"), 14, "text"),
        Column("oxidation", _("Oxidation factor (0 to 1)"), 12, "plain"),
        Column("factor_year", _("Year of the factors"), 10, "plain"),
        Column("factor_scale", _("Scale of the factors"), 16, "text"),
        Column("factor_description", _("Description of the factors"), 28, "text"),
        Column("factor_source", _("Source of the factors"), 28, "text"),
        Column("factor_quality", _("Quality of the factors"), 12, "text"),
        *gas_columns(sheets.MASS, masses, spare=SPARE),
        Column("co2e", _("CO₂ equivalent"), 18, "number"),
    ]


def _gases(found: Any) -> list[str]:
    held = {gas for masses in found for gas in masses}
    return [*MAIN, *(gas for gas in gases.known() if gas in held and gas not in MAIN)]


def _values(row: str, activity: ActivityDraft) -> dict[str, Any]:
    told = {name: value for name, value in activity.__dict__.items() if name not in ("factors", "masses")}
    told |= {name: quality_label(told[name]) for name in ("quality", "factor_quality")}
    told |= {f"{sheets.FACTOR}{gas}": number for gas, number in activity.factors.items()}
    told |= {f"{sheets.MASS}{gas}": tonnes for gas, tonnes in activity.masses.items()}
    return {name: fitting(value) for name, value in told.items()} | {"row": row}
