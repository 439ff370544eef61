"""The judge: gates, then the rule of the target's kind, then the age of the figures."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal, localcontext
from types import MappingProxyType

from trajectory import age, gates, reckoning
from trajectory.case import Case
from trajectory.course import Base
from trajectory.errors import TrajectoryError
from trajectory.exact import EXACT, Exact, to_decimal
from trajectory.foresight import foresee
from trajectory.inputs import Evidence, Target
from trajectory.outcome import (
    DECLARED_BASE_VALUE,
    DECLARED_SCENARIO,
    Assessment,
    Finding,
    Flag,
    Number,
    Parameter,
)
from trajectory.paths import Path
from trajectory.preparing import Prepared, prepare
from trajectory.rules import manual, neutrality, peak, reduction, yearly
from trajectory.thresholds import DEFAULT, Thresholds
from trajectory.vocabulary import GATE_ORDER, FlagCode, Kind, Missing, Reason, Verdict
from trajectory.warming import first_stated

Rule = Callable[[Case], Finding]

RULES: dict[Kind, Rule] = {
    Kind.BASE_YEAR_REDUCTION: reduction.judge,
    Kind.FIXED_LEVEL: reduction.judge,
    Kind.INTENSITY: reduction.judge,
    Kind.BASELINE_SCENARIO: reduction.judge,
    Kind.PEAK: peak.judge,
    Kind.CARBON_NEUTRAL: neutrality.judge,
    Kind.SHARE: reduction.judge,
    Kind.COUNT: reduction.judge,
    Kind.INCREMENT: reduction.judge,
    Kind.RECURRING_SHARE: yearly.judge,
    Kind.MAINTAINED_SHARE: yearly.judge,
}
"""Directions, and what is none of these, have no rule: they end in MANUAL_REVIEW."""


def assess(
    target: Target, evidence: Evidence, *, as_of: date, thresholds: Thresholds = DEFAULT
) -> Assessment:
    """Judge one target by the evidence as it stood on a day.

    The caller passes only figures that were known on that day. Raises TrajectoryError if the input
    contradicts itself.
    """
    if not isinstance(as_of, date):
        raise TrajectoryError(f"Say as of which date to judge, not {as_of!r}.")
    with localcontext(EXACT):
        prepared = prepare(target, evidence, as_of, thresholds)
        case = prepared.case
        lacking = gates.lacking(case)
        finding = _unjudged(case) if lacking else RULES.get(target.kind, manual.judge)(case)
        finding = _never_missed_while_open(case, finding)
        return _assessment(prepared, finding, lacking)


def _unjudged(case: Case) -> Finding:
    """What can be shown of a case that a gate stops."""
    if case.target.kind is Kind.PEAK:
        return peak.unjudged(case)
    course = case.course
    if isinstance(course, Missing):
        return Finding(Verdict.UNDETERMINED, numbers=reckoning.known(case))
    return Finding(
        Verdict.UNDETERMINED, numbers=reckoning.known(case), path=course.path, straight_line=course.line
    )


def _never_missed_while_open(case: Case, finding: Finding) -> Finding:
    """'Around' a year without a confirmed tolerance is never missed: the government is asked first."""
    if finding.verdict is Verdict.MISSED and case.target.tolerance_is_open:
        return replace(
            finding,
            verdict=Verdict.UNDETERMINED,
            reason=Reason.NOT_YET_PEAKED if case.target.kind is Kind.PEAK else Reason.MANUAL_REVIEW,
            tolerance_decides=True,
        )
    return finding


def _assessment(prepared: Prepared, finding: Finding, lacking: tuple[Reason, ...]) -> Assessment:
    case = prepared.case
    standing = _open(case, finding, lacking)
    outdated = bool(standing) and finding.verdict is not Verdict.UNDETERMINED
    return Assessment(
        target=case.target,
        evidence=case.evidence,
        as_of=case.as_of,
        verdict=Verdict.UNDETERMINED if standing else finding.verdict,
        reason=standing[0] if standing else Reason.NONE,
        open=standing,
        last_known=finding.verdict if outdated else Missing.NOT_APPLICABLE,
        last_known_year=age.rests_on(case) if outdated else Missing.NOT_APPLICABLE,
        flags=(*_flags(case), *prepared.flags, *finding.flags),
        numbers=MappingProxyType({name: _number(value) for name, value in finding.numbers.items()}),
        path=_points(finding.path),
        straight_line=_points(finding.straight_line),
        chosen=prepared.chosen,
        figures=case.series.figures,
        differences=case.differences,
        missing_years=case.gaps or finding.missing_years,
        lacks=gates.lacks(case) if Reason.NOT_QUANTIFIED in lacking else (),
        tolerance_decides=finding.tolerance_decides,
        likelihood=foresee(case, finding, is_stopped=bool(lacking)),
        thresholds=case.thresholds,
    )


def _open(case: Case, finding: Finding, lacking: tuple[Reason, ...]) -> tuple[Reason, ...]:
    """All that stands in the way of a verdict, in gate order."""
    found = set(lacking) | {finding.reason} - {Reason.NONE}
    if finding.verdict.is_final or finding.reason is Reason.MANUAL_REVIEW:
        return _in_order(found)
    if age.awaits_final_inventory(case):
        found = found - {Reason.NO_PATH} | {Reason.AWAITING_FINAL_INVENTORY}
    if age.is_stale(case):
        found.add(Reason.STALE)
    return _in_order(found)


def _in_order(reasons: set[Reason]) -> tuple[Reason, ...]:
    return tuple(reason for reason in GATE_ORDER if reason in reasons)


def _flags(case: Case) -> list[Flag]:
    """What the whole case calls for."""
    flags = []
    assumed = (*case.target.assumed, *(["tolerance_years"] if case.target.tolerance_is_open else []))
    if assumed:
        flags.append(Flag(FlagCode.ASSUMES, {"fields_list": tuple(dict.fromkeys(assumed))}))
    unstated = case.comparison.unstated if case.comparison.agrees else ()
    base = case.base
    if case.needs_base and not isinstance(base, Missing) and isinstance(base.figure, Missing):
        flags.append(_declared_base(case, base))
        unstated = (DECLARED_BASE_VALUE,)
    if case.target.kind is Kind.BASELINE_SCENARIO and not isinstance(case.course, Missing):
        unstated = (DECLARED_SCENARIO,)
    if unstated:
        flags.append(Flag(FlagCode.BASIS_UNSTATED, {"basis_list": unstated}))
    return flags


def _declared_base(case: Case, base: Base) -> Flag:
    """With what is reported of the base year, where the government decided that its declared value stays."""
    told: dict[str, Parameter] = {"base_year": base.year, "base_amount": to_decimal(base.value)}
    reported = case.series.in_year(base.year)
    if not isinstance(reported, Missing):
        told["reported_amount"] = first_stated(reported)
    return Flag(FlagCode.DECLARED_BASE, told)


def _number(value: int | Exact) -> Number:
    return value if isinstance(value, int) else to_decimal(value)


def _points(path: Path | Missing) -> tuple[tuple[int, Decimal], ...]:
    if isinstance(path, Missing):
        return ()
    return tuple((year, to_decimal(value)) for year, value in path.points)
