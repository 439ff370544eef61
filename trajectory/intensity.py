"""Intensities: emissions per person, floor area or GDP. Each year's emissions are divided by its activity,
exactly."""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from trajectory.checks import MOST_DECIMALS
from trajectory.errors import TrajectoryError
from trajectory.exact import QUOTIENT, SIGNIFICANT_DIGITS
from trajectory.figures import Basis, Figure
from trajectory.vocabulary import Missing

NOT_STATED, NOT_APPLICABLE = Missing.NOT_STATED, Missing.NOT_APPLICABLE

Halves = tuple[str | Missing, str | Missing]
"""A word on how the emissions were made, and one on how the activity was."""

FINEST = Decimal(1).scaleb(-MOST_DECIMALS)
"""the smallest step between values"""


def ratios(figures: Iterable[Figure], activity: Iterable[Figure]) -> tuple[Figure, ...]:
    """The intensity of each year that has both, in the unit of the figures for each unit of the activity.

    Both hold one figure a year. `ratio` of each is exact; `value` has 12 significant digits and serves to be
    shown. Raises TrajectoryError where an activity is not above zero.
    """
    divisors = {each.year: each for each in activity}
    return tuple(_ratio(each, divisors[each.year]) for each in figures if each.year in divisors)


def with_activity(figures: Iterable[Figure], activity: Iterable[Figure]) -> tuple[Figure, ...]:
    """The figures that have something to be divided by."""
    known = {each.year for each in activity}
    return tuple(each for each in figures if each.year in known)


def years_without_activity(
    figures: Iterable[Figure], ratios: Iterable[Figure], after: int | Missing, until: int | Missing
) -> tuple[int, ...]:
    """The years after one year and up to another whose emissions could not be divided; a bound that is
    Missing bounds nothing."""
    divided = {each.year for each in ratios}
    years = [each.year for each in figures if each.year not in divided]
    return tuple(
        year
        for year in years
        if (isinstance(after, Missing) or year > after) and (isinstance(until, Missing) or year <= until)
    )


def _ratio(figure: Figure, activity: Figure) -> Figure:
    if activity.value <= 0:
        raise TrajectoryError(
            f"The activity of {activity.year} must be above zero to divide by, not {activity.value}; "
            "correct it or leave that year out."
        )
    divisor, reported = Fraction(activity.value), figure.reported
    exact = Fraction(figure.value) / divisor
    return replace(
        figure,
        value=_shown(exact),
        ratio=exact,
        parts=(),
        reported=reported if isinstance(reported, Missing) else _shown(Fraction(reported) / divisor),
        basis=_basis(figure.basis, activity.basis),
    )


def _shown(exact: Fraction) -> Decimal:
    """The nearest decimal with 12 significant digits, and no more decimals than any value may have."""
    near = QUOTIENT.divide(Decimal(exact.numerator), Decimal(exact.denominator))
    is_too_fine = near.adjusted() - SIGNIFICANT_DIGITS < -MOST_DECIMALS
    return near.quantize(FINEST, context=QUOTIENT) if is_too_fine else near


def _basis(emissions: Basis, activity: Basis) -> Basis:
    """How a ratio was made: as the emissions were, by an activity of this price year, boundary and edition.

    An activity without a boundary of its own has that of the emissions.
    """
    boundary: Halves = (emissions.boundary, activity.boundary)
    if isinstance(activity.boundary, Missing):
        boundary = (emissions.boundary, NOT_APPLICABLE)
    edition: Halves = (emissions.edition, activity.edition)
    return replace(
        emissions,
        boundary=emissions.boundary if boundary[1] is NOT_APPLICABLE else _joined(boundary),
        price_year=activity.price_year,
        edition=_joined(edition),
        source=_source((emissions.source, activity.source), boundary, edition),
    )


def _source(sources: Halves, *halves: Halves) -> str | Missing:
    """Both sources, and what is known of fields that are unknown by half: these agree only where the known
    halves do."""
    joined = _joined(sources)
    half_known = [_words(each) for each in halves if each.count(NOT_STATED) == 1]
    return joined if isinstance(joined, Missing) else "; ".join([joined, *half_known])


def _joined(halves: Halves) -> str | Missing:
    """One word for both halves; unknown where either is."""
    if NOT_STATED in halves:
        return NOT_STATED
    return NOT_APPLICABLE if halves == (NOT_APPLICABLE, NOT_APPLICABLE) else _words(halves)


def _words(halves: Halves) -> str:
    return " / ".join("-" if isinstance(half, Missing) else half for half in halves)
