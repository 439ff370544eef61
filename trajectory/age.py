"""The age of the figures: whether the target year is over without its figure; whether they are too old."""

from trajectory.case import Case
from trajectory.vocabulary import Kind, Missing

ENDS_IN_ITS_YEAR = frozenset(
    {
        Kind.BASE_YEAR_REDUCTION,
        Kind.FIXED_LEVEL,
        Kind.INTENSITY,
        Kind.BASELINE_SCENARIO,
        Kind.CARBON_NEUTRAL,
        Kind.SHARE,
        Kind.COUNT,
        Kind.INCREMENT,
    }
)
"""Kinds that the figure of the target year itself decides."""

DUE_EVERY_YEAR = frozenset({Kind.RECURRING_SHARE, Kind.MAINTAINED_SHARE})


def awaits_final_inventory(case: Case) -> bool:
    """Whether the target year is over, or later figures exist, without a figure of the year itself; for what
    is due every year, without any from then on."""
    last, latest = case.last_year, case.series.latest
    if isinstance(last, Missing) or isinstance(latest, Missing):
        return False
    if case.target.kind in DUE_EVERY_YEAR:
        return latest.year < last < case.as_of.year
    if case.target.kind not in ENDS_IN_ITS_YEAR:
        return False
    return isinstance(case.final_figure, Missing) and (latest.year > last or case.as_of.year > last)


def is_stale(case: Case) -> bool:
    """Whether the figure that a verdict would rest on is too old; the figure of the target year never is."""
    if case.target.kind in ENDS_IN_ITS_YEAR and not isinstance(case.final_figure, Missing):
        return False
    if case.target.kind is Kind.RECURRING_SHARE and _is_past_its_year(case):
        return False
    year = rests_on(case)
    return not isinstance(year, Missing) and year < case.as_of.year - case.thresholds.stale_years


def _is_past_its_year(case: Case) -> bool:
    last, latest = case.last_year, case.series.latest
    return not isinstance(last, Missing) and not isinstance(latest, Missing) and latest.year >= last


def rests_on(case: Case) -> int | Missing:
    """The year of the figure that is judged."""
    figure = case.series.latest
    if case.target.kind in ENDS_IN_ITS_YEAR and not isinstance(case.judged, Missing):
        figure = case.judged
    return Missing.NOT_APPLICABLE if isinstance(figure, Missing) else figure.year
