"""Every number of a verdict: what it is, how it was worked out, where it comes from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from accounts import numbers
from pledges.enums import Provenance
from portal import sentences
from portal.evidence import Datum
from portal.promises import Promise
from progress.enums import Reason

PROMISE, FIGURE, WORKED_OUT = "promise", "figure", "worked_out"
DECLARED = gettext_noop("Declared by the government")

LABELS: dict[str, tuple[Any, str, Any]] = {
    "base_year": (gettext_lazy("Base year"), PROMISE, ""),
    "base_value": (gettext_lazy("Value of the base year"), FIGURE, "base_year"),
    "target_year": (gettext_lazy("Last year that keeps the promise"), PROMISE, ""),
    "target_reduction_percent": (gettext_lazy("Reduction promised"), PROMISE, ""),
    "goal_value": (
        gettext_lazy("Goal"),
        WORKED_OUT,
        gettext_lazy("The base less the reduction promised, or the level promised"),
    ),
    "latest_year": (gettext_lazy("Year judged"), FIGURE, "latest_year"),
    "latest_value": (gettext_lazy("Value of the year judged"), FIGURE, "latest_year"),
    "path_value": (
        gettext_lazy("What the path allows that year"),
        WORKED_OUT,
        gettext_lazy("On the straight line between the declared points before and after that year"),
    ),
    "gap": (
        gettext_lazy("Above the path (below it where negative)"),
        WORKED_OUT,
        gettext_lazy("The figure less what the path allows"),
    ),
    "gap_summed": (
        gettext_lazy("Above the path, all years with figures together"),
        WORKED_OUT,
        gettext_lazy("The sum of such differences since the base year"),
    ),
    "gap_summed_count": (gettext_lazy("Years in that sum"), WORKED_OUT, ""),
    "straight_line_value": (
        gettext_lazy("What the straight line from base to goal gives"),
        WORKED_OUT,
        gettext_lazy("Hsu et al. 2020, doi 10.1038/s41558-020-0879-9"),
    ),
    "reduction_percent": (
        gettext_lazy("Reduction so far"),
        WORKED_OUT,
        gettext_lazy("Base less figure, of the base"),
    ),
    "required_reduction_percent": (
        gettext_lazy("Reduction that the path asks for by that year"),
        WORKED_OUT,
        gettext_lazy("Base less path, of the base"),
    ),
    "share_achieved_percent": (
        gettext_lazy("Share of the promise achieved"),
        WORKED_OUT,
        gettext_lazy("Base less figure, of base less goal"),
    ),
    "achieved_annual_rate_percent": (
        gettext_lazy("Fall a year so far, of the base"),
        WORKED_OUT,
        gettext_lazy("Reduction so far by the years since the base year"),
    ),
    "required_annual_rate_percent": (
        gettext_lazy("Fall a year still needed, of the base"),
        WORKED_OUT,
        gettext_lazy("Figure less goal, of the base, by the years left"),
    ),
    "projection_value": (
        gettext_lazy("Where the average course so far would lead by the target year"),
        WORKED_OUT,
        gettext_lazy("The fall a year so far, carried on; not a forecast"),
    ),
    "peak_year": (gettext_lazy("Year of the highest figure"), FIGURE, "peak_year"),
    "peak_value": (gettext_lazy("Highest figure"), FIGURE, "peak_year"),
    "years_since_peak": (
        gettext_lazy("Years from the peak to the latest figure"),
        WORKED_OUT,
        gettext_lazy("C40 2018 asks for 5 at least"),
    ),
    "percent_below_peak": (
        gettext_lazy("Latest figure below the peak"),
        WORKED_OUT,
        gettext_lazy("C40 2018 asks for 10% at least"),
    ),
    "mann_kendall_z": (
        gettext_lazy("Trend since the peak: Z of the Mann-Kendall test"),
        WORKED_OUT,
        gettext_lazy("Below zero where figures fall (Mann 1945, Kendall 1975)"),
    ),
    "figures_count": (gettext_lazy("Yearly figures"), WORKED_OUT, ""),
    "gross_value": (gettext_lazy("Gross emissions in the target year"), FIGURE, "target_year"),
    "removals_value": (gettext_lazy("Removals in the target year"), WORKED_OUT, ""),
    "credits_value": (gettext_lazy("Credits retired for the target year"), WORKED_OUT, ""),
    "net_value": (
        gettext_lazy("What remains"),
        WORKED_OUT,
        gettext_lazy("Gross emissions less removals and retired credits"),
    ),
}
"""By a number's name in a record: its words, its kind of source, and the rule or the year of its figure."""


@dataclass(frozen=True)
class Row:
    """One number. `datum` is the figure it was read from, `rule` how it was worked out."""

    label: str
    text: str
    exact: str
    source: str
    rule: str = ""
    datum: Datum | None = None


@dataclass(frozen=True)
class OpenReason:
    label: str
    sentence: str


def rows(promise: Promise) -> list[Row]:
    """The numbers of the current record in the order of the working."""
    known = {} if promise.is_withheld else promise.record.get("numbers", {})
    by_year = {each.year: each for each in promise.data}
    found = [_row(name, known, by_year, promise.unit) for name in LABELS if name in known]
    version = promise.version
    if version.base_value_status != Provenance.STATED:
        read = str(version.get_base_value_status_display())
        found = [replace(row, rule=read) if row.rule == _(DECLARED) else row for row in found]
    return found


def open_reasons(promise: Promise) -> list[OpenReason]:
    """What stands in the way of a verdict, each with what would settle it."""
    codes = [] if promise.is_withheld else promise.record.get("open", [])
    told = promise.record.get("sentences", [])[: len(codes)]
    return [
        OpenReason(str(Reason(code).label), sentences.tell(sentence, promise.unit))
        for code, sentence in zip(codes, told, strict=False)
    ]


def _row(name: str, known: Mapping[str, Any], by_year: Mapping[int, Datum], unit: str) -> Row:
    label, source, rule = LABELS[name]
    text, exact = _written(name, known[name], unit)
    if source != FIGURE:
        return Row(str(label), text, exact, source, str(rule))
    datum = by_year.get(known.get(rule, 0))
    if datum is None:
        return Row(str(label), text, exact, PROMISE, _(DECLARED))
    return Row(str(label), text, exact, source, datum=datum)


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
