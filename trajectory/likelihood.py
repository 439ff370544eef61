"""How likely a target is to be met, from nothing but the figures known so far.

The latest figure is carried forward to the target year partly at the pace that its own figures kept and
partly at the pace that the straight line asks from now on; where this lands beside the goal, measured by how
much the figures scatter from year to year, gives the probability. docs/method.md has the record of this form
and its limits.

A probability is an estimate: unlike all else in the judge it is worked out in floating point, and rounded
once.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from enum import StrEnum
from math import exp, log, sqrt

from trajectory.exact import EXACT, Exact
from trajectory.thresholds import DEFAULT, Thresholds

REDUCTION_METHOD = "own pace and path, 1"
PEAK_METHOD = "own pace below the maximum, 1"

PACE_YEARS = 10
"""years before the latest figure over which its own pace is taken."""

AHEAD_WEIGHT = 4
"""own pace over n years weighs n against this many for each year ahead: the longer kept, the more it tells;
the further ahead, the less (fitted to the backtest)."""

SCATTER = 0.06
"""usual scatter of a change over one year, as a natural logarithm (fitted to the backtest)."""

SCATTER_WEIGHT = 4
"""changes between figures that the usual scatter weighs as much as, beside the series' own."""

STEEPNESS = 1.5
"""logistic steepness for one unit of scatter (a normal curve would be 1.7)."""

PEAK_YEARS = 5
"""years after the latest figure in which the maximum must not be exceeded."""

PEAK_DOUBT = 0.3
"""what is taken off, in log odds, for the chances that any of those years gives (fitted to the backtest)."""

SMALLEST = 0.01
"""fraction of the base (or the maximum) that stands for anything less, zero and below: logarithms need it."""

CERTAINTY = Decimal("0.99")
"""nothing is told as more certain than this, nor its contrary."""

THOUSANDTH, TENTH = Decimal("0.001"), Decimal("0.1")
LIKELY, UNLIKELY = Decimal(2) / 3, Decimal(1) / 3

Observation = tuple[int, Exact]
"""A year and the value of that year."""


class Word(StrEnum):
    """A probability in words: at least two thirds, between, at most one third."""

    LIKELY = "likely"
    ABOUT_EVEN = "about_even"
    UNLIKELY = "unlikely"


class NoLikelihood(StrEnum):
    """Why there is no probability."""

    NOT_APPLICABLE = "not_applicable"
    """It is decided, or what a likelihood would rest on is missing."""
    NO_RECORD = "no_record"
    """Promises of this kind were never held against what came of them."""
    TOO_FAR_AHEAD = "too_far_ahead"
    TOO_FEW_FIGURES = "too_few_figures"


@dataclass(frozen=True, slots=True)
class Likelihood:
    """A probability to three places, with what it rests on.

    `gap_percent`: how far the latest figure lies above the straight line, or the maximum, in per cent of it
    (below: negative). `pace_percent`: its own pace in per cent a year. `scatter_percent`: the scatter of a
    change over one year that is reckoned with.
    """

    probability: Decimal
    latest_year: int
    years_ahead: int
    figures_count: int
    gap_percent: Decimal
    pace_percent: Decimal
    scatter_percent: Decimal
    method: str

    @property
    def word(self) -> Word:
        if self.probability >= LIKELY:
            return Word.LIKELY
        return Word.UNLIKELY if self.probability <= UNLIKELY else Word.ABOUT_EVEN


@dataclass(frozen=True, slots=True)
class _Course:
    """How a series moved: logarithms of its values, own pace a year over some years, scatter of a year."""

    latest: float
    pace: float
    pace_years: int
    scatter: float


def of_reduction(
    known: Sequence[Observation], *, base: Observation, goal: Observation, thresholds: Thresholds = DEFAULT
) -> Likelihood | NoLikelihood:
    """The probability that the goal year's value will not exceed the goal.

    `known`: comparable figures in order of years, one a year, up to the one that is judged, which lies before
    the goal's year; base and goal are the ends of the straight line.
    """
    (first, start), (last, end) = base, goal
    if start <= 0:
        return NoLikelihood.NO_RECORD
    if _too_few(known, thresholds):
        return NoLikelihood.TOO_FEW_FIGURES
    year = known[-1][0]
    ahead = last - year
    if ahead > thresholds.likelihood_years:
        return NoLikelihood.TOO_FAR_AHEAD
    high, low = float(start), float(end)
    smallest = SMALLEST * high
    moved = _course(known, smallest)
    wanted = log(max(low, smallest))
    line = log(max(high + (low - high) * (year - first) / (last - first), smallest))
    weight = moved.pace_years / (moved.pace_years + AHEAD_WEIGHT * ahead)
    expected = moved.latest + weight * moved.pace * ahead + (1 - weight) * (wanted - line)
    odds = STEEPNESS * (wanted - expected) / (moved.scatter * sqrt(ahead))
    return _likelihood(odds, known, ahead, moved, moved.latest - line, REDUCTION_METHOD)


def of_peak(known: Sequence[Observation], *, thresholds: Thresholds = DEFAULT) -> Likelihood | NoLikelihood:
    """The probability that no year of the five after the latest exceeds the maximum so far.

    `known`: comparable figures in order of years, one a year.
    """
    if _too_few(known, thresholds):
        return NoLikelihood.TOO_FEW_FIGURES
    maximum = float(max(value for _, value in known))
    if maximum <= 0:
        return NoLikelihood.NO_RECORD
    moved = _course(known, SMALLEST * maximum)
    weight = moved.pace_years / (moved.pace_years + PEAK_YEARS)
    expected = moved.latest + weight * moved.pace * PEAK_YEARS
    odds = STEEPNESS * (log(maximum) - expected) / (moved.scatter * sqrt(PEAK_YEARS)) - PEAK_DOUBT
    return _likelihood(odds, known, PEAK_YEARS, moved, moved.latest - log(maximum), PEAK_METHOD)


def _too_few(known: Sequence[Observation], thresholds: Thresholds) -> bool:
    """Two figures make a pace, however few the thresholds ask for."""
    return len(known) < max(2, thresholds.likelihood_figures)


def _course(known: Sequence[Observation], smallest: float) -> _Course:
    """How the figures moved; the scatter leans towards the usual one where there are few.

    The scatter is that of the changes about the mean change of a year, each divided by the root of its years:
    the sum of their squares is the sum of change^2 / years less (whole change)^2 / (all years).
    """
    years = [year for year, _ in known]
    lowest = log(smallest)
    logs = [log(height) if (height := float(value)) > smallest else lowest for _, value in known]
    span, rise = years[-1] - years[0], logs[-1] - logs[0]
    squares = -rise * rise / span
    for index in range(1, len(years)):
        step = logs[index] - logs[index - 1]
        squares += step * step / (years[index] - years[index - 1])
    free = len(years) - 2
    variance = (SCATTER_WEIGHT * SCATTER**2 + max(squares, 0.0)) / (SCATTER_WEIGHT + free)
    begin = min(bisect_left(years, years[-1] - PACE_YEARS), free)
    return _Course(logs[-1], _slope(years[begin:], logs[begin:]), years[-1] - years[begin], sqrt(variance))


def _slope(years: Sequence[int], logs: Sequence[float]) -> float:
    """The least-squares slope through at least two points."""
    middle = sum(years) / len(years)
    spread = product = 0.0
    for year, value in zip(years, logs, strict=True):
        away = year - middle
        spread += away * away
        product += away * value
    return product / spread


def _likelihood(
    odds: float, known: Sequence[Observation], ahead: int, moved: _Course, gap: float, method: str
) -> Likelihood:
    probability = _rounded(1 / (1 + exp(-odds)) if odds >= 0 else exp(odds) / (1 + exp(odds)), THOUSANDTH)
    return Likelihood(
        probability=min(max(probability, 1 - CERTAINTY), CERTAINTY),
        latest_year=known[-1][0],
        years_ahead=ahead,
        figures_count=len(known),
        gap_percent=_percent(gap),
        pace_percent=_percent(moved.pace),
        scatter_percent=_percent(moved.scatter),
        method=method,
    )


def _percent(change: float) -> Decimal:
    """A change given as a natural logarithm, in per cent to one place."""
    return _rounded(100 * (exp(change) - 1), TENTH)


def _rounded(value: float, step: Decimal) -> Decimal:
    return Decimal(value).quantize(step, ROUND_HALF_EVEN, EXACT)
