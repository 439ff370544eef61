"""Rule 5: carbon neutral. In the target year gross emissions less removals and retired credits must not
exceed zero; before it gross emissions follow a path, if base and residual are declared. Credits are never
deducted from gross."""

from collections.abc import Iterable
from decimal import Decimal

from trajectory.case import Case
from trajectory.errors import TrajectoryError
from trajectory.exact import Exact
from trajectory.figures import Amount
from trajectory.outcome import Finding
from trajectory.reckoning import Numbers, numbers_of
from trajectory.rules import reduction
from trajectory.vocabulary import Missing, Reason, Verdict


def judge(case: Case) -> Finding:
    """Judge a case whose gates are open."""
    if isinstance(case.final_figure, Missing):
        return _on_the_way(case)
    year, gross = case.final_figure.year, case.final_figure.exact
    removals, retired = _in_year(case.evidence.removals, year), _in_year(case.evidence.credits, year)
    net = gross - _or_nothing(removals) - _or_nothing(retired)
    numbers = numbers_of(case) | _apart(gross, removals, retired)
    if not isinstance(case.target.residual, Missing):
        numbers["residual_value"] = case.target.residual
    if net <= 0:
        return _finding(case, Verdict.MET, numbers | {"net_value": net})
    if isinstance(removals, Missing) or isinstance(retired, Missing):
        return _finding(case, Verdict.UNDETERMINED, numbers, Reason.AWAITING_FINAL_INVENTORY)
    return _finding(case, Verdict.MISSED, numbers | {"net_value": net})


def _on_the_way(case: Case) -> Finding:
    course = case.course
    if isinstance(course, Missing) or isinstance(course.path, Missing):
        return Finding(Verdict.UNDETERMINED, Reason.NO_PATH, numbers=numbers_of(case))
    return reduction.judge(case)


def _finding(case: Case, verdict: Verdict, numbers: Numbers, reason: Reason = Reason.NONE) -> Finding:
    course = case.course
    if isinstance(course, Missing):
        return Finding(verdict, reason, numbers=numbers)
    return Finding(verdict, reason, numbers=numbers, path=course.path, straight_line=course.line)


def _apart(gross: Exact, removals: Decimal | Missing, retired: Decimal | Missing) -> Numbers:
    found: Numbers = {"gross_value": gross}
    if not isinstance(removals, Missing):
        found["removals_value"] = removals
    if not isinstance(retired, Missing):
        found["credits_value"] = retired
    return found


def _or_nothing(value: Decimal | Missing) -> Decimal:
    """What is known to be deducted; an amount not recorded deducts nothing, and then cannot decide MISSED
    either."""
    return Decimal(0) if isinstance(value, Missing) else value


def _in_year(amounts: Iterable[Amount], year: int) -> Decimal | Missing:
    found = {amount.value for amount in amounts if amount.year == year}
    if len(found) > 1:
        raise TrajectoryError(f"Two amounts of removals or credits of {year} differ; pass their sum as one.")
    return found.pop() if found else Missing.NOT_STATED
