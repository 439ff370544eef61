"""The way that a target lays down: its base, its goal, and the path to it if one is declared."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from trajectory.exact import Exact, to_decimal
from trajectory.figures import Figure
from trajectory.inputs import Milestone, Target
from trajectory.paths import Path, declared, reduced, straight, through
from trajectory.scenario import allowed, covers
from trajectory.vocabulary import Kind, Missing, Sense

NOT_STATED = Missing.NOT_STATED

COUNTED = frozenset({Kind.SHARE, Kind.COUNT, Kind.INCREMENT, Kind.MAINTAINED_SHARE, Kind.RECURRING_SHARE})
"""Kinds that promise a level of something, which may be a ceiling or a floor, and may start from zero."""

PATHLESS = frozenset({Kind.PEAK, Kind.RECURRING_SHARE, Kind.DIRECTION, Kind.OTHER})
"""Kinds that no path leads to."""


@dataclass(frozen=True, slots=True)
class Base:
    """The point from which the target counts; `figure` is Missing where the value is declared, not reported.

    Under a baseline scenario it is the scenario's value of that year.
    """

    year: int
    value: Exact
    figure: Figure | Missing


@dataclass(frozen=True, slots=True)
class Course:
    """A goal to be reached by a year; `path` runs through the declared milestones, `line` is straight.

    `sense` says on which side of them the promise is kept. `ends_early`: whether a figure that reaches the
    goal before its year needs no path; under a scenario that grows it does.
    """

    target_year: int
    goal: Exact
    base: Base | Missing = NOT_STATED
    path: Path | Missing = NOT_STATED
    line: Path | Missing = NOT_STATED
    sense: Sense = Sense.AT_MOST
    ends_early: bool = True

    def reaches_goal(self, value: Exact, times: int = 1) -> bool:
        """Whether a value, or the mean of so many whose sum it is, keeps the goal; equality counts."""
        if self.sense is Sense.AT_LEAST:
            return value >= self.goal * times
        return value <= self.goal * times

    def keeps(self, path: Path, value: Exact, year: int, times: int = 1) -> bool:
        """Whether it keeps to the path, or to the line, of this course."""
        if self.sense is Sense.AT_LEAST:
            return path.is_reached(value, year, times)
        return path.allows(value, year, times)


def lay(
    target: Target, base: Base | Missing, milestones: Iterable[Milestone], scenario: Path | Missing
) -> Course | Missing:
    """The course, as far as the target states it: Missing without a year or a goal, without paths without a
    base."""
    year = target.last_year
    if target.kind is Kind.BASELINE_SCENARIO:
        return _under(scenario, target, base, milestones)
    goal = _goal(target, base)
    if isinstance(year, Missing) or isinstance(goal, Missing):
        return NOT_STATED
    if target.kind in COUNTED:
        return _counted(target, base, milestones, (year, goal))
    if isinstance(base, Missing):
        return Course(year, goal)
    start, end = (base.year, base.value), (year, goal)
    return Course(year, goal, base, declared(start, milestones, end), straight(start, end))


def declares_neutral_path(target: Target) -> bool:
    """Whether a carbon neutral target declares a base and what it may leave."""
    return not isinstance(target.residual, Missing) and not isinstance(target.base_year, Missing)


def number_of(target: Target, value: Decimal) -> Exact:
    """A declared value as the numbers of the target's case are: a fraction where its figures are ratios."""
    return Fraction(value) if divides(target) else value


def divides(target: Target) -> bool:
    """Whether it promises an intensity whose figures are emissions; one without activity is measured as
    such."""
    return target.kind is Kind.INTENSITY and not isinstance(target.activity, Missing)


def _counted(
    target: Target, base: Base | Missing, milestones: Iterable[Milestone], end: tuple[int, Exact]
) -> Course:
    """The course to a level; with milestones but no start its path begins at the first of them."""
    year, goal = end
    if isinstance(base, Missing):
        return Course(year, goal, path=through(milestones, end, target.sense), sense=target.sense)
    if target.kind is Kind.INCREMENT:
        milestones = [_on_top(base, each) for each in milestones]
    start = (base.year, base.value)
    path = declared(start, milestones, end, target.sense)
    return Course(year, goal, base, path, straight(start, end), target.sense)


def _on_top(base: Base, milestone: Milestone) -> Milestone:
    """A milestone of an increment: so much more than the base."""
    if isinstance(milestone.level, Missing):
        return milestone
    return Milestone(milestone.year, level=to_decimal(base.value + milestone.level))


def _under(
    scenario: Path | Missing, target: Target, base: Base | Missing, milestones: Iterable[Milestone]
) -> Course | Missing:
    """The course below a scenario; Missing where the scenario does not cover the years from base to goal."""
    year, percent = target.last_year, target.reduction_percent
    if (
        isinstance(scenario, Missing)
        or isinstance(base, Missing)
        or isinstance(year, Missing)
        or isinstance(percent, Missing)
        or not covers(scenario, base.year, year)
    ):
        return NOT_STATED
    path = allowed(scenario, base.year, year, percent, milestones)
    line = allowed(scenario, base.year, year, percent)
    return Course(year, path.at(year), base, path, line, ends_early=False)


def _goal(target: Target, base: Base | Missing) -> Exact | Missing:
    """What the judged value is held against in the target year, in the unit of the measure."""
    kind, level = target.kind, target.level
    if kind in (Kind.BASE_YEAR_REDUCTION, Kind.INTENSITY) and not isinstance(
        target.reduction_percent, Missing
    ):
        return base if isinstance(base, Missing) else reduced(base.value, target.reduction_percent)
    if kind is Kind.CARBON_NEUTRAL:
        return target.residual if declares_neutral_path(target) else NOT_STATED
    if isinstance(level, Missing) or (kind not in COUNTED and kind not in (Kind.FIXED_LEVEL, Kind.INTENSITY)):
        return NOT_STATED
    if kind is Kind.INCREMENT:
        return base if isinstance(base, Missing) else base.value + level
    return number_of(target, level)
