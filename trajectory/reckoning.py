"""The numbers beside a verdict on a course. Values in the measure's unit; rates in per cent of the base a
year."""

from trajectory.case import Case
from trajectory.course import Base, Course
from trajectory.exact import Exact
from trajectory.figures import Figure
from trajectory.paths import Path
from trajectory.series import total
from trajectory.vocabulary import Missing

Numbers = dict[str, int | Exact]


def numbers_of(case: Case) -> Numbers:
    """Every number that the target and the record give; none across figures that cannot be compared."""
    course, judged = case.course, case.judged
    found = known(case)
    if isinstance(course, Missing) or isinstance(judged, Missing) or not case.base_comparison.agrees:
        return found
    if not isinstance(course.path, Missing) and not isinstance(course.line, Missing):
        found |= _against_path(case, course, course.path, course.line, judged)
    if not isinstance(course.base, Missing) and judged.year > course.base.year:
        found |= _since_base(course, course.base, judged)
    return found


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


def _against_path(case: Case, course: Course, path: Path, line: Path, judged: Figure) -> Numbers:
    first = path.points[0][0]
    if not first <= judged.year <= course.target_year:
        return {}
    allowed = path.at(judged.year)
    passed = case.comparable_until(judged, first + 1)
    return {
        "path_value": allowed,
        "straight_line_value": line.at(judged.year),
        "gap": judged.exact - allowed,
        "gap_summed": total(passed) - path.total([each.year for each in passed]),
        "gap_summed_count": len(passed),
    }


def _since_base(course: Course, base: Base, judged: Figure) -> Numbers:
    """Reduction so far and rates; linear, in per cent of the base, so that a goal of zero has them too."""
    if base.value <= 0:
        return {}
    fallen, promised = base.value - judged.exact, base.value - course.goal
    elapsed, left = judged.year - base.year, course.target_year - judged.year
    found: Numbers = {"reduction_percent": 100 * fallen / base.value}
    if not isinstance(course.path, Missing):
        found["required_reduction_percent"] = 100 * (base.value - course.path.at(judged.year)) / base.value
    if promised > 0:
        found["share_achieved_percent"] = 100 * fallen / promised
    found["achieved_annual_rate_percent"] = 100 * fallen / (base.value * elapsed)
    if left > 0:
        found["required_annual_rate_percent"] = 100 * (judged.exact - course.goal) / (base.value * left)
        found["projection_value"] = judged.exact - fallen * left / elapsed
    return found
