"""Indicators: what targets count besides emissions or divide by, and what else can be reported."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from accounts.numbers import written_unit
from inventories import indicators
from inventories.exports.workbook import sheets
from inventories.exports.workbook.job import Job
from inventories.exports.workbook.pen import Column
from inventories.indicators import IndicatorDraft
from pledges.models import Measure

SPARE = 2
"""Lines for further years of what may be restated."""


def write(job: Job) -> None:
    columns = [
        Column("measure", _("Code"), 18),
        Column("label", _("Indicator"), 48),
        Column("unit", _("Unit"), 22),
        Column("asked", _("Asked for"), 14),
        Column("year", _("Year"), 9, "plain"),
        Column("value", _("Value"), 20, "number"),
        Column("price_year", _("Year of the prices"), 11, "plain"),
        Column("edition", _("Census or accounts"), 28, "text"),
        Column("source", _("Source"), 36, "text"),
    ]
    made = job.pen.sheet(sheets.INDICATORS, columns, frozen=f"C{sheets.FIRST}")
    lines = [line for measure in measures(job) for line in _lines(job, measure)]
    made.numbers(["value"], last=sheets.FIRST + max(len(lines), 1) - 1)
    made.begin(
        str(sheets.TITLES[sheets.INDICATORS]),
        _(
            "A value a year, in the unit of its line. People, product and floor area may be given anew for "
            "earlier years; money says which year’s prices it is in."
        ),
    )
    for line in lines:
        made.line(line)


def measures(job: Job) -> list[Measure]:
    """Those asked for, those offered, and those that the report holds besides."""
    known = {each.code: each for each in job.told.offered.all}
    return list((known | {each.measure.code: each.measure for each in job.told.indicators}).values())


def _lines(job: Job, measure: Measure) -> list[dict[str, Any]]:
    asked = {each.code for each in job.told.offered.asked}
    told = {
        "measure": measure.code,
        "label": measure.label,
        "unit": written_unit(measure.unit),
        "asked": _("by a target") if measure.code in asked else _("voluntary"),
    }
    year = job.told.identity.year
    held = {
        each.year: each for each in job.told.indicators if job.filled and each.measure.code == measure.code
    }
    first = told | {"year": year} | (_values(held[year]) if year in held else {})
    earlier = [told | _values(held[each]) for each in sorted(held, reverse=True) if each != year]  # type: ignore[type-var]
    return [first, *earlier, *([told] * SPARE if indicators.is_activity(measure) else [])]


def _values(value: IndicatorDraft) -> dict[str, Any]:
    names = ("year", "value", "price_year", "edition", "source")
    return {name: getattr(value, name) for name in names}
