"""Rules 1 and 2: a reduction from a base year, and a fixed level, judged on the declared path.

At the target year the figure of that year decides; before it, the path through the declared milestones, where
being on the line counts as on track. A percentage follows a restated base; a fixed level does not.
"""

from fractions import Fraction

from trajectory.case import Case
from trajectory.comparability import compare
from trajectory.course import Course, course_of
from trajectory.figures import Figure
from trajectory.outcome import Finding, Flag
from trajectory.reckoning import numbers_of
from trajectory.series import exact
from trajectory.vocabulary import FlagCode, Missing, Reason, Verdict


def judge(case: Case) -> Finding:
    """Judge a case whose gates are open."""
    course, judged = course_of(case), case.judged
    if isinstance(course, Missing) or isinstance(judged, Missing):
        return Finding(Verdict.UNDETERMINED, Reason.AWAITING_FINAL_INVENTORY, numbers=numbers_of(case))
    verdict = verdict_on(exact(judged), judged.year, course)
    return Finding(
        verdict=verdict,
        reason=Reason.NO_PATH if verdict is Verdict.UNDETERMINED else Reason.NONE,
        flags=_flags(case, course, judged, verdict),
        numbers=numbers_of(case),
        path=course.path,
        straight_line=course.line,
    )


def verdict_on(value: Fraction, year: int, course: Course) -> Verdict:
    """The verdict if the figure of a year were this value; UNDETERMINED where no path says what it may be."""
    if year >= course.target_year:
        return Verdict.MET if value <= course.goal else Verdict.MISSED
    if value <= course.goal:
        return Verdict.ON_TRACK
    if isinstance(course.path, Missing):
        return Verdict.UNDETERMINED
    return Verdict.ON_TRACK if value <= course.path.at(year) else Verdict.OFF_TRACK


def _flags(case: Case, course: Course, judged: Figure, verdict: Verdict) -> tuple[Flag, ...]:
    flags = []
    value = exact(judged)
    if not verdict.is_final and value <= course.goal:
        flags.append(Flag(FlagCode.ALREADY_BELOW_TARGET))
    elif (
        verdict is Verdict.ON_TRACK
        and not isinstance(course.line, Missing)
        and value > course.line.at(judged.year)
    ):
        flags.append(Flag(FlagCode.BEHIND_STRAIGHT_LINE))
    recent = _recent(case, course, judged)
    if recent and verdict_on(sum(recent, Fraction()) / len(recent), judged.year, course) is not verdict:
        flags.append(Flag(FlagCode.UNSTEADY, {"figures_count": len(recent)}))
    return tuple(flags)


def _recent(case: Case, course: Course, judged: Figure) -> list[Fraction]:
    """The last three comparable values after the base up to the judged one; empty if there are fewer."""
    first = case.series.figures[0].year if isinstance(course.base, Missing) else course.base.year + 1
    comparable = [
        each
        for each in case.series.between(first, judged.year)
        if each == judged or compare(each.basis, judged.basis).agrees
    ]
    wanted = case.thresholds.steady_figures
    return [exact(each) for each in comparable[-wanted:]] if len(comparable) >= wanted else []
