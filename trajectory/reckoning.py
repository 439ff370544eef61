"""The numbers beside a verdict on a course, in the measure's unit."""

from trajectory.case import Case
from trajectory.course import Course
from trajectory.exact import Exact
from trajectory.figures import Figure
from trajectory.paths import Path
from trajectory.rates import rates
from trajectory.series import total
from trajectory.vocabulary import Missing

Numbers = dict[str, int | Exact]


def numbers_of(case: Case) -> Numbers:
    """Every number that the target and the record give; none across figures that cannot be compared."""
    course, judged = case.course, case.judged
    found = known(case)
    if isinstance(course, Missing) or isinstance(judged, Missing) or not case.comparison.agrees:
        return found
    found["goal_gap"] = judged.exact - course.goal
    if not case.base_comparison.agrees:
        return found
    if not isinstance(course.path, Missing):
        found |= _against_path(case, course, course.path, judged)
    return found | rates(case, course, judged)


def known(case: Case) -> Numbers:
    """What is declared or recorded: base, target, goal, latest."""
    target, course, base, judged = case.target, case.course, case.base, case.judged
    found: Numbers = {}
    if not isinstance(base, Missing):
        found |= {"base_year": base.year, "base_value": base.value}
    elif not isinstance(target.base_year, Missing):
        found["base_year"] = target.base_year
    if not isinstance(case.last_year, Missing):
        found["target_year"] = case.last_year
    if not isinstance(course, Missing):
        found["goal_value"] = course.goal
    if not isinstance(target.reduction_percent, Missing):
        found["target_reduction_percent"] = target.reduction_percent
    latest = case.series.latest if isinstance(judged, Missing) else judged
    if not isinstance(latest, Missing):
        found |= {"latest_year": latest.year, "latest_value": latest.exact}
    return found


def _against_path(case: Case, course: Course, path: Path, judged: Figure) -> Numbers:
    first = path.points[0][0]
    if not first <= judged.year <= course.target_year:
        return {}
    allowed = path.at(judged.year)
    passed = case.comparable_until(judged, first + 1)
    found: Numbers = {"path_value": allowed}
    if not isinstance(course.line, Missing):
        found["straight_line_value"] = course.line.at(judged.year)
    return found | {
        "gap": judged.exact - allowed,
        "gap_summed": total(passed) - path.total([each.year for each in passed]),
        "gap_summed_count": len(passed),
    }
