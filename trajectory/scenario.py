"""Reductions against a declared baseline scenario: what they allow in each year.

allowed(t) = S(t) (1 - p (t - b) / (T - b)), S straight between its declared points, b the base year or else
the scenario's first year, p the promised share, T the target year; with milestones, the share runs straight
from each to the next.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from trajectory.errors import TrajectoryError
from trajectory.exact import Exact, divided, to_fraction
from trajectory.inputs import Milestone, Point
from trajectory.paths import Path
from trajectory.vocabulary import Missing

ALL = Fraction(1)
"""the share of the scenario that is allowed in the year from which the reduction counts"""


@dataclass(frozen=True, slots=True)
class Allowance(Path):
    """A path with a point for each year, which need not be straight; `by_year` is exact."""

    by_year: dict[int, Fraction]

    @classmethod
    def of(cls, by_year: dict[int, Fraction]) -> "Allowance":
        """The path of the values of consecutive years."""
        return cls(tuple((year, divided(value)) for year, value in by_year.items()), by_year)

    def allows(self, value: Exact, year: int, times: int = 1) -> bool:
        """Whether a value, or the sum of so many, lies on the path or below it."""
        return to_fraction(value) <= self.by_year[year] * times

    def total(self, years: Collection[int]) -> Decimal:
        """The sum of the path's values in these years."""
        return divided(sum((self.by_year[year] for year in years), Fraction()))


def curve(points: Iterable[Point]) -> Path | Missing:
    """The scenario itself; Missing with fewer than two years. Raises TrajectoryError where two points of a
    year differ."""
    by_year: dict[int, Fraction] = {}
    for point in points:
        value = Fraction(point.value)
        if by_year.setdefault(point.year, value) != value:
            raise TrajectoryError(f"The scenario has two values for {point.year}; keep one.")
    return Path(tuple(sorted(by_year.items()))) if len(by_year) > 1 else Missing.NOT_STATED


def value_in(scenario: Path, year: int) -> Decimal:
    """The scenario's value in a year, in all the digits in which the judge computes."""
    return divided(to_fraction(scenario.at(year)))


def covers(scenario: Path, first: int, last: int) -> bool:
    """Whether the scenario has begun by the first year and reaches the last, a later one."""
    return scenario.points[0][0] <= first < last <= scenario.points[-1][0]


def allowed(
    scenario: Path, first: int, last: int, percent: Decimal, milestones: Iterable[Milestone] = ()
) -> Allowance:
    """What the promise allows in each year from the first to the target year."""
    between: dict[int, Fraction] = {}
    for milestone in milestones:
        if first < milestone.year < last:
            share = _share(milestone, to_fraction(scenario.at(milestone.year)))
            between[milestone.year] = min(share, between.get(milestone.year, share))
    shares = Path(((first, ALL), *sorted(between.items()), (last, ALL - Fraction(percent) / 100)))
    return Allowance.of(
        {
            year: to_fraction(scenario.at(year)) * to_fraction(shares.at(year))
            for year in range(first, last + 1)
        }
    )


def _share(milestone: Milestone, scenario: Fraction) -> Fraction:
    """What a milestone leaves of the scenario's value of its year."""
    if not isinstance(milestone.reduction_percent, Missing):
        return ALL - Fraction(milestone.reduction_percent) / 100
    if scenario <= 0:
        raise TrajectoryError(
            f"The scenario must be above zero in {milestone.year}, where a milestone is a level; correct one."
        )
    return Fraction(milestone.level) / scenario
