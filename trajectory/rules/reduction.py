"""Rules 1, 2, 3 and 6: a reduction from a base year, of emissions or of an intensity, or below a scenario; a
fixed level; a share, a count or an increment. All are judged on the declared path.

At the target year the figure of that year decides; before it, the path through the declared milestones, where
being on the line counts as on track. A percentage follows a restated base; a fixed level does not.
"""

from trajectory.case import Case
from trajectory.course import Course
from trajectory.exact import Exact
from trajectory.figures import Figure
from trajectory.outcome import Finding, Flag
from trajectory.reckoning import numbers_of
from trajectory.series import total
from trajectory.vocabulary import FlagCode, Missing, Reason, Sense, Verdict

ALREADY = {Sense.AT_MOST: FlagCode.ALREADY_BELOW_TARGET, Sense.AT_LEAST: FlagCode.ALREADY_THERE}


def judge(case: Case) -> Finding:
    """Judge a case whose gates are open."""
    course, judged = case.course, case.judged
    if isinstance(course, Missing) or isinstance(judged, Missing):
        return Finding(Verdict.UNDETERMINED, Reason.AWAITING_FINAL_INVENTORY, numbers=numbers_of(case))
    verdict = verdict_on(judged.exact, judged.year, course)
    return Finding(
        verdict=verdict,
        reason=Reason.NO_PATH if verdict is Verdict.UNDETERMINED else Reason.NONE,
        flags=_flags(case, course, judged, verdict),
        numbers=numbers_of(case),
        path=course.path,
        straight_line=course.line,
    )


def verdict_on(value: Exact, year: int, course: Course, times: int = 1) -> Verdict:
    """The verdict if the figure of a year were this value, or the mean of so many whose sum it is;
    UNDETERMINED where no path says what it may be."""
    is_there = course.reaches_goal(value, times)
    if year >= course.target_year:
        return Verdict.MET if is_there else Verdict.MISSED
    if is_there and course.ends_early:
        return Verdict.ON_TRACK
    if isinstance(course.path, Missing) or year < course.path.points[0][0]:
        return Verdict.UNDETERMINED
    return Verdict.ON_TRACK if course.keeps(course.path, value, year, times) else Verdict.OFF_TRACK


def _flags(case: Case, course: Course, judged: Figure, verdict: Verdict) -> tuple[Flag, ...]:
    flags = []
    value = judged.exact
    if not verdict.is_final and course.ends_early and course.reaches_goal(value):
        flags.append(Flag(ALREADY[course.sense]))
    elif (
        verdict is Verdict.ON_TRACK
        and not isinstance(course.line, Missing)
        and not course.keeps(course.line, value, judged.year)
    ):
        flags.append(Flag(FlagCode.BEHIND_STRAIGHT_LINE))
    recent = _recent(case, course, judged)
    if recent and verdict_on(total(recent), judged.year, course, len(recent)) is not verdict:
        flags.append(Flag(FlagCode.UNSTEADY, {"figures_count": len(recent)}))
    return tuple(flags)


def _recent(case: Case, course: Course, judged: Figure) -> list[Figure]:
    """The last three comparable figures after the base up to the judged one; empty if there are fewer."""
    first = case.series.figures[0].year if isinstance(course.base, Missing) else course.base.year + 1
    comparable = case.comparable_until(judged, first)
    wanted = case.thresholds.steady_figures
    return comparable[-wanted:] if len(comparable) >= wanted else []
