"""The way that a target lays down: its base, its goal, and the path to it if one is declared."""

from collections.abc import Iterable
from dataclasses import dataclass

from trajectory.exact import Exact
from trajectory.figures import Figure
from trajectory.inputs import Milestone, Target
from trajectory.paths import Path, declared, reduced, straight
from trajectory.vocabulary import Kind, Missing

NOT_STATED = Missing.NOT_STATED


@dataclass(frozen=True, slots=True)
class Base:
    """The point from which reductions are counted; `figure` is Missing where the value is declared, not
    reported."""

    year: int
    value: Exact
    figure: Figure | Missing


@dataclass(frozen=True, slots=True)
class Course:
    """A goal to be reached by a year; `path` runs through the declared milestones, `line` is straight."""

    target_year: int
    goal: Exact
    base: Base | Missing = NOT_STATED
    path: Path | Missing = NOT_STATED
    line: Path | Missing = NOT_STATED


def lay(target: Target, base: Base | Missing, milestones: Iterable[Milestone]) -> Course | Missing:
    """The course, as far as the target states it: Missing without a year or a goal, without paths without a
    base."""
    year, goal = target.last_year, _goal(target, base)
    if isinstance(year, Missing) or isinstance(goal, Missing):
        return NOT_STATED
    if isinstance(base, Missing):
        return Course(year, goal)
    start, end = (base.year, base.value), (year, goal)
    return Course(year, goal, base, declared(start, milestones, end), straight(start, end))


def declares_neutral_path(target: Target) -> bool:
    """Whether a carbon neutral target declares a base and what it may leave."""
    return not isinstance(target.residual, Missing) and not isinstance(target.base_year, Missing)


def _goal(target: Target, base: Base | Missing) -> Exact | Missing:
    """What the judged value must not exceed in the target year, in the unit of the measure."""
    if target.kind is Kind.FIXED_LEVEL and not isinstance(target.level, Missing):
        return target.level
    if (
        target.kind is Kind.CARBON_NEUTRAL
        and declares_neutral_path(target)
        and not isinstance(target.residual, Missing)
    ):
        return target.residual
    if (
        target.kind is Kind.BASE_YEAR_REDUCTION
        and not isinstance(target.reduction_percent, Missing)
        and not isinstance(base, Missing)
    ):
        return reduced(base.value, target.reduction_percent)
    return NOT_STATED
