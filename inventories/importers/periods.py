"""The period of a line: its days by one column of years, its label by another, where there are two."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from inventories.importers import tables, years
from inventories.importers.gathering import Gathering
from inventories.importers.sheets import Value
from inventories.importers.years import Period


def read(
    now: Gathering, number: int, cells: Sequence[Value], at: int, *, label: int | None = None
) -> Period | None:
    """None where the line names no year: that is told as a problem."""
    value = tables.cell(cells, at)
    period = years.read(value)
    labelled = years.read(tables.cell(cells, label)) if label is not None else None
    if period and labelled and (not period.days or labelled.year in {day.year for day in period.days}):
        period = Period(labelled.year, period.first, period.last, period.is_fiscal)
    period = period or labelled
    if period is None:
        now.wrong(
            number,
            at,
            value,
            _("This is not a year."),
            _("Enter the year with four digits, for example 2020."),
        )
    elif period.is_fiscal:
        tell_fiscal(now, number, at, value, period)
    return period


def tell_fiscal(now: Gathering, number: int, at: int, value: Value, period: Period) -> None:
    reason = _(
        "The months are not said: the calendar year %(year)d is taken. Correct the period if it is another."
    )
    now.leave(number, at, value, reason % {"year": period.year})
