"""The way that a target lays down: its goal, and the path to it if one is declared."""

from dataclasses import dataclass
from fractions import Fraction

from trajectory.case import Base, Case
from trajectory.paths import Path, declared, reduced, straight
from trajectory.vocabulary import Kind, Missing

NOT_STATED = Missing.NOT_STATED


@dataclass(frozen=True, slots=True)
class Course:
    """A goal to be reached by a year; `path` runs through the declared milestones, `line` is straight."""

    target_year: int
    goal: Fraction
    base: Base | Missing = NOT_STATED
    path: Path | Missing = NOT_STATED
    line: Path | Missing = NOT_STATED


def course_of(case: Case) -> Course | Missing:
    """The course, as far as the target states it: Missing without a year or a goal, without paths without a
    base."""
    year, goal, base = case.target.last_year, _goal(case), case.base
    if isinstance(year, Missing) or isinstance(goal, Missing):
        return NOT_STATED
    if isinstance(base, Missing):
        return Course(year, goal)
    start, end = (base.year, base.value), (year, goal)
    return Course(year, goal, base, declared(start, case.evidence.milestones, end), straight(start, end))


def _goal(case: Case) -> Fraction | Missing:
    """What the judged value must not exceed in the target year, in the unit of the measure."""
    target = case.target
    if target.kind is Kind.FIXED_LEVEL and not isinstance(target.level, Missing):
        return Fraction(target.level)
    if (
        target.kind is Kind.CARBON_NEUTRAL
        and case.has_neutral_path
        and not isinstance(target.residual, Missing)
    ):
        return Fraction(target.residual)
    if target.kind is Kind.BASE_YEAR_REDUCTION and not isinstance(target.reduction_percent, Missing):
        base = case.base
        return (
            NOT_STATED
            if isinstance(base, Missing)
            else reduced(base.value, Fraction(target.reduction_percent))
        )
    return NOT_STATED
