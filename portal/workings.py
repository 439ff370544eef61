"""Every number of a verdict: what it is, how it was worked out, where it comes from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from accounts import numbers
from pledges.enums import Provenance, TargetKind
from portal import sentences
from portal.evidence import Datum
from portal.promises import Promise
from portal.wordings import FIGURE, LABELS, PROMISE
from progress.enums import Reason

DECLARED = gettext_noop("Declared by the government")


@dataclass(frozen=True)
class Row:
    """One number. `datum` is the figure it was read from, `rule` how it was worked out."""

    label: str
    text: str
    exact: str
    source: str
    rule: str = ""
    datum: Datum | None = None
    reported: str = ""
    """The value as it was reported, where it was restated to be compared."""


@dataclass(frozen=True)
class OpenReason:
    label: str
    sentence: str


def rows(promise: Promise) -> list[Row]:
    """The numbers of the current record in the order of the working."""
    known = {} if promise.is_withheld else promise.record.get("numbers", {})
    by_year = {each.year: each for each in promise.data}
    if promise.judged.kind == TargetKind.BASELINE_SCENARIO:  # its base is the baseline's value, no figure
        by_year.pop(known.get("base_year", 0), None)
    if promise.judged.keeps_base and _is_declared(known, by_year):
        by_year.pop(known["base_year"])
    found = [_row(name, known, by_year, promise.unit) for name in LABELS if name in known]
    found += _divided(promise, known)
    version = promise.judged
    if version.base_value_status != Provenance.STATED:
        read = str(version.get_base_value_status_display())
        found = [replace(row, rule=read) if row.rule == _(DECLARED) else row for row in found]
    return found


def _is_declared(known: Mapping[str, Any], by_year: Mapping[int, Datum]) -> bool:
    """Whether the base is another value than the figure of its year."""
    declared, reported = known.get("base_value"), by_year.get(known.get("base_year", 0))
    return declared is not None and reported is not None and reported.value != Decimal(str(declared))


def _divided(promise: Promise, known: Mapping[str, Any]) -> Iterator[Row]:
    """What an intensity was worked out from, in the base year and in the year judged."""
    version = promise.judged
    for name in ("base_year", "latest_year"):
        pair = promise.divided.get(known.get(name, 0))
        if pair is None or version.measure is None or version.activity is None:
            continue
        for datum, measure in zip(pair, (version.measure, version.activity), strict=True):
            label = _("%(measure)s, %(year)s") % {"measure": measure.label, "year": datum.year}
            text = numbers.amount(datum.value, measure.unit)
            yield Row(label, text, numbers.exact_amount(datum.value, measure.unit), FIGURE, datum=datum)


def open_reasons(promise: Promise) -> list[OpenReason]:
    """What stands in the way of a verdict, each with what would settle it."""
    codes = [] if promise.is_withheld else promise.record.get("open", [])
    return [
        OpenReason(str(Reason(code).label), sentence)
        for code, sentence in zip(codes, promise.told, strict=False)
    ]


def _row(name: str, known: Mapping[str, Any], by_year: Mapping[int, Datum], unit: str) -> Row:
    label, source, rule = LABELS[name]
    text, exact = _written(name, known[name], unit)
    if source != FIGURE:
        return Row(str(label), text, exact, source, str(rule))
    datum = by_year.get(known.get(rule, 0))
    if datum is None:
        return Row(str(label), text, exact, PROMISE, _(DECLARED))
    reported = numbers.exact_amount(datum.reported, unit) if datum.reported is not None else ""
    is_value = name.endswith("_value")
    return Row(str(label), text, exact, source, datum=datum, reported=reported if is_value else "")


def _written(name: str, value: Any, unit: str) -> tuple[str, str]:
    """As shown, and exactly."""
    if name.endswith("_year"):
        return str(value), str(value)
    if name == "years_since_peak":
        return sentences.years(value), str(value)
    if name.endswith("_count"):
        return str(value), str(value)
    number = Decimal(str(value))
    if "percent" in name:
        return numbers.percent(number), f"{numbers.grouped(number)}%"
    if name == "mann_kendall_z":
        return numbers.grouped(number, 2), numbers.grouped(number)
    return numbers.amount(number, unit), numbers.exact_amount(number, unit)
