"""Paths through declared points. Values are exact fractions in the unit of the measure."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from trajectory.inputs import Milestone
from trajectory.vocabulary import Missing

Point = tuple[int, Fraction]


@dataclass(frozen=True, slots=True)
class Path:
    """Straight lines joining points that are sorted by year; at least two points, no year twice."""

    points: tuple[Point, ...]

    def at(self, year: int) -> Fraction:
        """The path's value in a year from its first to its last."""
        for (first, high), (last, low) in pairwise(self.points):
            if first <= year <= last:
                return high + (low - high) * Fraction(year - first, last - first)
        raise ValueError(f"{year} lies outside the path")


def straight(base: Point, goal: Point) -> Path:
    """The published benchmark: from base to goal (Hsu et al. 2020, doi 10.1038/s41558-020-0879-9)."""
    return Path((base, goal))


def declared(base: Point, milestones: Iterable[Milestone], goal: Point) -> Path:
    """From base to goal through the milestones between them; of two in one year the stricter counts."""
    between: dict[int, Fraction] = {}
    for milestone in milestones:
        if base[0] < milestone.year < goal[0]:
            value = milestone_value(milestone, base[1])
            between[milestone.year] = min(value, between.get(milestone.year, value))
    return Path((base, *sorted(between.items()), goal))


def milestone_value(milestone: Milestone, base_value: Fraction) -> Fraction:
    """A level stands as it is; a reduction is taken from the base."""
    if not isinstance(milestone.level, Missing):
        return Fraction(milestone.level)
    return reduced(base_value, Fraction(milestone.reduction_percent))


def reduced(value: Fraction, percent: Fraction) -> Fraction:
    """The value less so many per cent of it."""
    return value * (100 - percent) / 100
