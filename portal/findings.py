"""The one line that says what a chart shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts import numbers
from pledges.enums import Sense, TargetKind
from portal.evidence import Datum
from progress.enums import Verdict
from progress.models import Assessment


def finding(assessment: Assessment, data: Sequence[Datum], unit: str) -> str:
    """A short sentence about the figures; the verdict's own sentences say why."""
    known = assessment.record.get("numbers", {})
    verdict = _of_the_rules(assessment)
    if assessment.record.get("rule") == TargetKind.PEAK and "peak_year" in known:
        return _of_peak(known)
    if "due_count" in known:
        return _of_years(known)
    if verdict == Verdict.OFF_TRACK and "gap" in known:
        return _off_track(known, unit)
    if verdict == Verdict.ON_TRACK and "latest_year" in known:
        return _on_track(known, is_floor=assessment.target_version.sense == Sense.AT_LEAST)
    if verdict == Verdict.MET and "target_year" in known:
        return _("The goal of %(year)s was reached") % {"year": known["target_year"]}
    if verdict == Verdict.MISSED and "target_year" in known:
        return _("The goal of %(year)s was not reached") % {"year": known["target_year"]}
    return _of_figures(data)


def _of_the_rules(assessment: Assessment) -> str:
    """The verdict, or the last known one, that the figures speak of: where people decided, not theirs."""
    if assessment.is_decided:
        return assessment.record.get("last_known") or assessment.record.get("verdict", "")
    return assessment.last_known or assessment.verdict


def _off_track(known: Mapping[str, Any], unit: str) -> str:
    """Above a path that leads down, below one that leads up."""
    gap = Decimal(str(known["gap"]))
    line = _("In %(year)s, %(gap)s above the path") if gap > 0 else _("In %(year)s, %(gap)s below the path")
    return line % {"year": known["latest_year"], "gap": numbers.amount_in_words(abs(gap), unit)}


def _on_track(known: Mapping[str, Any], *, is_floor: bool) -> str:
    if "path_value" in known:
        line = _("In %(year)s, at or above the path") if is_floor else _("In %(year)s, at or below the path")
    else:
        line = _("In %(year)s, at or above the goal") if is_floor else _("In %(year)s, at or below the goal")
    return line % {"year": known["latest_year"]}


def _of_years(known: Mapping[str, Any]) -> str:
    """A level that is due in every year."""
    words = ngettext(
        "Kept in %(kept)s of %(count)s year on record",
        "Kept in %(kept)s of %(count)s years on record",
        known["due_count"],
    )
    return words % {"kept": known["kept_count"], "count": known["due_count"]}


def of_series(data: Sequence[Datum]) -> str:
    """What figures show by themselves: when they were highest, and how far they have fallen since."""
    if len(data) == 1:
        return _("One figure, of %(year)s") % {"year": data[0].year}
    peak, latest = max(data, key=lambda each: (each.value, each.year)), data[-1]
    fallen = 100 * (1 - latest.value / peak.value) if peak.value else Decimal(0)
    return _of_peak({"peak_year": peak.year, "latest_year": latest.year, "percent_below_peak": fallen})


def _of_peak(known: Mapping[str, Any]) -> str:
    peak, latest = known["peak_year"], known["latest_year"]
    below = Decimal(str(known.get("percent_below_peak", 0)))
    if peak == latest or below <= 0:
        return _("The highest figure is the latest, of %(year)s") % {"year": latest}
    return _("Highest in %(peak)s, %(percent)s lower in %(latest)s") % {
        "peak": peak,
        "percent": numbers.percent(below),
        "latest": latest,
    }


def _of_figures(data: Sequence[Datum]) -> str:
    if not data:
        return _("The path to the goal; no figures yet")
    if len(data) == 1:
        return _("One figure, of %(year)s: no verdict yet") % {"year": data[0].year}
    return _("Figures from %(first)s to %(last)s: no verdict yet") % {
        "first": data[0].year,
        "last": data[-1].year,
    }
