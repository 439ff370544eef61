"""From a record to its chart: which points, lines and words it shows."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _

from accounts import numbers
from pledges.enums import Sense, TargetKind
from pledges.models import TargetVersion
from portal import terms
from portal.axes import Points
from portal.charts import Band, Point, Series
from portal.evidence import Datum
from progress.enums import Reason
from trajectory.comparability import FIELDS

RECENT = 3
"""Figures whose pace stands beside that since the base year (as in trajectory.thresholds)."""


def of_record(
    record: Mapping[str, Any],
    data: Sequence[Datum],
    *,
    version: TargetVersion,
    unit: str,
    on: datetime.date,
) -> Series:
    """The chart of a verdict on a target version, as of a day; `data` are the record's figures in order."""
    known = record.get("numbers", {})
    path, line = points(record.get("path", [])), points(record.get("straight_line", []))
    goal = known.get("goal_value")
    is_stale = Reason.STALE in record.get("open", []) and bool(data)
    return Series(
        figures=[(each.year, each.value) for each in data],
        is_reference=any(each.reference for each in data),
        unit=unit,
        path=path,
        straight_line=line,
        scenario=sorted(points(_scenario(record))),
        goal_year=known.get("target_year", 0) if goal is not None or version.kind == TargetKind.PEAK else 0,
        goal_value=Decimal(str(goal)) if goal is not None else None,
        goal_label=_goal_label(version, known.get("target_year"), goal, unit),
        path_label=_("path to the goal"),
        straight_label=_("straight line") if line and line != path else "",
        scenario_label=_("declared baseline"),
        peak_year=known.get("peak_year", 0),
        restated={each.year for each in data if each.is_restated},
        breaks=set(breaks(data)),
        declared=_declared(known, data, version),
        band=None if is_stale else _band(known, data),
        unknown_until=on.year if is_stale and on.year > data[-1].year else 0,
        unknown_label=_("no figures since %(year)s") % {"year": data[-1].year} if is_stale else "",
    )


def points(pairs: Iterable[tuple[int, str]]) -> list[Point]:
    return [(year, Decimal(value)) for year, value in pairs]


def breaks(data: Sequence[Datum]) -> Iterator[int]:
    """Years from which on figures are made otherwise than before: the line does not run over them."""
    for before, after in pairwise(data):
        if _made(before) != _made(after):
            yield after.year


def _made(datum: Datum) -> list[str]:
    return [datum.basis.get(name, "") for name in FIELDS]


def _scenario(record: Mapping[str, Any]) -> Iterator[tuple[int, str]]:
    for each in record.get("inputs", {}).get("evidence", {}).get("scenario", []):
        yield each["year"], each["value"]


def _declared(known: Mapping[str, Any], data: Sequence[Datum], version: TargetVersion) -> Point | None:
    """The base, where it is no figure but a declared value, which may stand beside the figure of its year."""
    year = known.get("base_year")
    if year is None or "base_value" not in known:
        return None
    value = Decimal(str(known["base_value"]))
    reported = [each.value for each in data if each.year == year]
    return None if reported and (value in reported or not version.keeps_base) else (year, value)


def _band(known: Mapping[str, Any], data: Sequence[Datum]) -> Band | None:
    """Between the pace since the base year and that of the last three figures after it; none without both."""
    year, alike = known.get("target_year", 0), _latest_alike(data, after=known.get("base_year", 0))
    if "projection_value" not in known or len(alike) < RECENT or alike[-1][0] != known.get("latest_year"):
        return None
    (first, begin), (last, value) = alike[-RECENT], alike[-1]
    recent = value + (value - begin) * (year - last) / (last - first)
    ends = ((year, Decimal(str(known["projection_value"]))), (year, recent))
    return Band((last, value), ends, _("projection: the pace so far"))


def _latest_alike(data: Sequence[Datum], *, after: int) -> Points:
    """The figures after a year that are made like the latest, in order."""
    later = [each for each in data if each.year > after]
    return [(each.year, each.value) for each in later if _made(each) == _made(later[-1])]


def _goal_label(version: TargetVersion, year: int | None, value: str | None, unit: str) -> str:
    if value is None:
        return _("promised peak: %(year)s") % {"year": terms.year_words(version)}
    amount = numbers.amount(Decimal(value), unit)
    words = _("goal %(year)s: %(amount)s")
    if version.sense == Sense.AT_LEAST:
        words = _("goal %(year)s: at least %(amount)s")
    return words % {"year": year, "amount": amount}
