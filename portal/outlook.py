"""What it would take: the pace so far, the pace needed, and what has added up beside the path."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts import numbers
from pledges.enums import Sense, TargetKind
from portal.promises import Promise
from progress.enums import Verdict
from trajectory import sentences_needs

NEEDS = frozenset(
    {
        sentences_needs.NEEDED,
        sentences_needs.NEEDED_BELOW_SCENARIO,
        sentences_needs.NEEDED_RISE,
        sentences_needs.NEEDED_FALL,
        sentences_needs.PACE,
        sentences_needs.SUMMED_ABOVE,
        sentences_needs.SUMMED_BELOW,
    }
)
"""The judge's sentences about what it would take."""


EMITTED = (
    TargetKind.BASE_YEAR_REDUCTION,
    TargetKind.FIXED_LEVEL,
    TargetKind.BASELINE_SCENARIO,
    TargetKind.CARBON_NEUTRAL,
)
"""Kinds whose yearly figures add up to something."""


@dataclass(frozen=True)
class Row:
    label: str
    text: str
    exact: str = ""


def rows(promise: Promise) -> list[Row]:
    """The numbers of a promise that is still open; none where nothing is left to do or to be known."""
    found = promise.assessment
    if found is None or promise.is_withheld or found.verdict in (Verdict.MET, Verdict.MISSED):
        return []
    known = dict(promise.record.get("numbers", {}))
    if promise.judged.kind not in EMITTED:  # a sum of shares or intensities says nothing
        known.pop("gap_summed", None)
    is_floor = promise.judged.sense == Sense.AT_LEAST
    return list(_rows(known, promise.unit, is_floor=is_floor)) if _is_open(known) else []


def _is_open(known: Mapping[str, Any]) -> bool:
    """Whether the record holds a pace or a place beside the path."""
    return any(name in known for name in ("required_annual_rate_percent", "required_annual_value", "gap"))


def _rows(known: Mapping[str, Any], unit: str, *, is_floor: bool) -> Iterator[Row]:
    years = {"first": known["latest_year"], "last": known.get("target_year", "")}
    for name, label in (
        ("required", _("Needed each year from %(first)s to %(last)s") % years),
        ("achieved", _("So far each year")),
    ):
        yield from _pace(known, name, label, unit)
    if words := _pace_year(known, is_floor=is_floor):
        yield Row(_("At the pace so far the goal would be reached"), words)
    if "gap" in known:
        label = _("Beside the path in %(year)s") % {"year": known["latest_year"]}
        yield _beside(label, known["gap"], unit)
    if "gap_summed" in known and known["gap_summed_count"]:
        words = ngettext(
            "Beside the path, %(count)s year with a figure",
            "Beside the path, %(count)s years with figures together",
            known["gap_summed_count"],
        )
        yield _beside(words % {"count": known["gap_summed_count"]}, known["gap_summed"], unit)


def _pace(known: Mapping[str, Any], name: str, label: str, unit: str) -> Iterator[Row]:
    """A change a year: in per cent of the base, or in the unit of what is counted."""
    if f"{name}_annual_rate_percent" in known:
        fall = Decimal(str(known[f"{name}_annual_rate_percent"]))
        words = (
            _("a fall of %(percent)s of the base") if fall >= 0 else _("a rise of %(percent)s of the base")
        )
        text = words % {"percent": numbers.percent(abs(fall))}
        yield Row(label, text, f"{numbers.grouped(abs(fall))}%")
    elif f"{name}_annual_value" in known:
        rise = Decimal(str(known[f"{name}_annual_value"]))
        words = _("a rise of %(amount)s") if rise >= 0 else _("a fall of %(amount)s")
        text = words % {"amount": numbers.amount_in_words(_three_digits(abs(rise)), unit)}
        yield Row(label, text, numbers.exact_amount(abs(rise), unit))


def _three_digits(value: Decimal) -> Decimal:
    return numbers.rounded(value, numbers.telling(value))


def _pace_year(known: Mapping[str, Any], *, is_floor: bool) -> str:
    """Nothing where the record holds no pace."""
    if "pace_year" in known:
        return _("in %(year)s") % {"year": known["pace_year"]}
    gap = Decimal(str(known["latest_value"])) - Decimal(str(known["goal_value"]))
    if gap >= 0 if is_floor else gap <= 0:
        return _("it is reached already")
    if "achieved_annual_rate_percent" in known or "achieved_annual_value" in known:
        return _("never: it moves away from the goal, or hardly towards it")
    return ""


def _beside(label: str, gap: Any, unit: str) -> Row:
    value = Decimal(str(gap))
    if not value:
        return Row(label, _("on the path"), numbers.exact_amount(value, unit))
    words = _("%(amount)s above") if value > 0 else _("%(amount)s below")
    amount = numbers.amount_in_words(_three_digits(abs(value)) if "/" in unit else abs(value), unit)
    return Row(label, words % {"amount": amount}, numbers.exact_amount(abs(value), unit))
