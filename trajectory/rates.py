"""How fast it goes and how fast it must: rates and what they lead to, in per cent of the base or in the
measure's unit a year; all linear, so that a goal of zero has them too."""

from trajectory.case import Case
from trajectory.checks import LAST_YEAR
from trajectory.comparability import compare
from trajectory.course import COUNTED, Base, Course
from trajectory.exact import Exact
from trajectory.figures import Figure
from trajectory.paths import Path
from trajectory.scenario import value_in
from trajectory.vocabulary import Kind, Missing, Sense

Rates = dict[str, int | Exact]


def rates(case: Case, course: Course, judged: Figure) -> Rates:
    """Of the way from base to goal: what is covered, what is left, at which pace; empty where nothing can be
    said. The judged figure is always one after the base."""
    base, path = course.base, course.path
    if case.target.kind in COUNTED:
        return _of_a_count(course, judged)
    if isinstance(base, Missing) or isinstance(path, Missing) or base.value <= 0:
        return {}
    if case.target.kind is Kind.BASELINE_SCENARIO and not isinstance(case.scenario, Missing):
        allowed, scenario = path.at(judged.year), value_in(case.scenario, judged.year)
        return _in_its_year(scenario, allowed, judged) | _below_scenario(case, course, base, judged)
    return _since_base(course, base, path, judged)


def pace_year(course: Course, base: Base, judged: Figure) -> int | Missing:
    """The year in which the pace from the base to the judged figure reaches the goal; Missing where it is
    reached already, where the pace leads away from it, and beyond the years that are dealt with."""
    moved, left = judged.exact - base.value, course.goal - judged.exact
    if course.sense is Sense.AT_MOST:
        moved, left = -moved, -left
    wanted = left * (judged.year - base.year)
    if left <= 0 or wanted > moved * (LAST_YEAR - judged.year):
        return Missing.NOT_APPLICABLE
    years = int(wanted / moved)
    return judged.year + years + (0 if moved * years == wanted else 1)


def _since_base(course: Course, base: Base, path: Path, judged: Figure) -> Rates:
    """The reduction since the base, and rates in per cent of it."""
    fallen, promised = base.value - judged.exact, base.value - course.goal
    elapsed, left = judged.year - base.year, course.target_year - judged.year
    found: Rates = {
        "reduction_percent": 100 * fallen / base.value,
        "required_reduction_percent": 100 * (base.value - path.at(judged.year)) / base.value,
    }
    if promised > 0:
        found["share_achieved_percent"] = 100 * fallen / promised
    found["achieved_annual_rate_percent"] = 100 * fallen / (base.value * elapsed)
    if left > 0:
        found["required_annual_rate_percent"] = 100 * (judged.exact - course.goal) / (base.value * left)
        found["projection_value"] = judged.exact - fallen * left / elapsed
    return found | _pace(course, base, judged)


def _of_a_count(course: Course, judged: Figure) -> Rates:
    """What is covered of the way from the start, and the change a year in the measure's unit."""
    base, found = course.base, Rates()
    left = course.target_year - judged.year
    if left > 0:
        found["required_annual_value"] = (course.goal - judged.exact) / left
    if isinstance(base, Missing):
        return found
    moved, promised, elapsed = judged.exact - base.value, course.goal - base.value, judged.year - base.year
    if (promised > 0) if course.sense is Sense.AT_LEAST else (promised < 0):
        found["share_achieved_percent"] = 100 * moved / promised
    found["achieved_annual_value"] = moved / elapsed
    if left > 0:
        found["projection_value"] = judged.exact + moved * left / elapsed
    return found | _pace(course, base, judged)


def _below_scenario(case: Case, course: Course, base: Base, judged: Figure) -> Rates:
    """Rates in per cent of the scenario's value in the year from which the target counts; a pace where a
    figure of that year is known."""
    left, begun = course.target_year - judged.year, case.series.in_year(base.year)
    found = Rates()
    if left > 0:
        found["required_annual_rate_percent"] = 100 * (judged.exact - course.goal) / (base.value * left)
    if isinstance(begun, Missing) or not compare(begun.basis, judged.basis).agrees:
        return found
    return found | _pace(course, Base(begun.year, begun.exact, begun), judged)


def _in_its_year(scenario: Exact, allowed: Exact, judged: Figure) -> Rates:
    """How far the figure, and what is allowed, lie below the scenario's value of the same year."""
    found: Rates = {"scenario_value": scenario}
    if scenario <= 0:
        return found
    below = 100 * (scenario - judged.exact) / scenario
    promised = 100 * (scenario - allowed) / scenario
    return found | {"below_scenario_percent": below, "required_below_scenario_percent": promised}


def _pace(course: Course, base: Base, judged: Figure) -> Rates:
    year = pace_year(course, base, judged)
    return {} if isinstance(year, Missing) else {"pace_year": year}
