"""Paths through declared points, in the unit of the measure."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from trajectory.exact import Exact, like
from trajectory.inputs import Milestone
from trajectory.vocabulary import Missing, Sense

Point = tuple[int, Exact]


@dataclass(frozen=True, slots=True)
class Path:
    """Straight lines joining points that are sorted by year; at least two points, no year twice."""

    points: tuple[Point, ...]

    def at(self, year: int) -> Exact:
        """The path's value in a year from its first to its last; to be shown, not compared."""
        (first, high), (last, low) = self._around(year)
        return high + (low - high) * (year - first) / (last - first)

    def allows(self, value: Exact, year: int, times: int = 1) -> bool:
        """Whether a value, or the sum of so many, lies on the path or below it; by cross-multiplication."""
        (first, high), (last, low) = self._around(year)
        return (value - high * times) * (last - first) <= (low - high) * times * (year - first)

    def is_reached(self, value: Exact, year: int, times: int = 1) -> bool:
        """Whether a value, or the sum of so many, lies on the path or above it; by cross-multiplication."""
        (first, low), (last, high) = self._around(year)
        return (value - low * times) * (last - first) >= (high - low) * times * (year - first)

    def total(self, years: Collection[int]) -> Exact:
        """The sum of the path's values in these years, which lie after its first point."""
        found = self.points[0][1] * 0
        for (first, high), (last, low) in pairwise(self.points):
            passed = [year - first for year in years if first < year <= last]
            found += high * len(passed) + (low - high) * sum(passed) / (last - first)
        return found

    def _around(self, year: int) -> tuple[Point, Point]:
        for before, after in pairwise(self.points):
            if before[0] <= year <= after[0]:
                return before, after
        raise ValueError(f"{year} lies outside the path")


def straight(base: Point, goal: Point) -> Path:
    """The published benchmark: from base to goal (Hsu et al. 2020, doi 10.1038/s41558-020-0879-9)."""
    return Path((base, goal))


def declared(base: Point, milestones: Iterable[Milestone], goal: Point, sense: Sense = Sense.AT_MOST) -> Path:
    """From base to goal through the milestones between them; of two in one year the stricter counts."""
    between: dict[int, Exact] = {}
    for milestone in milestones:
        if base[0] < milestone.year < goal[0]:
            value = milestone_value(milestone, base[1])
            between[milestone.year] = stricter(sense)(value, between.get(milestone.year, value))
    return Path((base, *sorted(between.items()), goal))


def through(milestones: Iterable[Milestone], goal: Point, sense: Sense) -> Path | Missing:
    """From the first milestone that is a level to the goal; Missing where there is none."""
    before: dict[int, Exact] = {}
    for milestone in milestones:
        if milestone.year < goal[0] and not isinstance(milestone.level, Missing):
            value = milestone.level
            before[milestone.year] = stricter(sense)(value, before.get(milestone.year, value))
    return Path((*sorted(before.items()), goal)) if before else Missing.NOT_STATED


def stricter(sense: Sense) -> Callable[[Exact, Exact], Exact]:
    """Which of two levels asks for more."""
    return max if sense is Sense.AT_LEAST else min


def milestone_value(milestone: Milestone, base_value: Exact) -> Exact:
    """A level stands as it is; a reduction is taken from the base."""
    if not isinstance(milestone.level, Missing):
        return like(base_value, milestone.level)
    return reduced(base_value, Decimal(milestone.reduction_percent))


def reduced(value: Exact, percent: Decimal) -> Exact:
    """The value less so many per cent of it."""
    return value * like(value, 100 - percent) / 100
