"""From the evidence to the case that is judged: one figure a year, brought together before any comparison."""

from dataclasses import dataclass, replace
from datetime import date

from trajectory.base_changes import base_restated, method_changed
from trajectory.case import Case
from trajectory.course import divides
from trajectory.figures import Figure
from trajectory.inputs import Evidence, Target
from trajectory.intensity import ratios, with_activity, years_without_activity
from trajectory.outcome import Flag
from trajectory.restating import Together, bring_run_together, bring_together
from trajectory.series import Series
from trajectory.thresholds import Thresholds
from trajectory.vintages import choose
from trajectory.vocabulary import FlagCode, Kind, Missing

NOT_FROM_A_BASE = frozenset({Kind.PEAK, Kind.FIXED_LEVEL})
"""Kinds whose verdict does not rest on the figure of a base year."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """The case, the figures of the evidence that count in it, and what a reader should know of both."""

    case: Case
    chosen: tuple[Figure, ...]
    flags: tuple[Flag, ...]


def prepare(target: Target, evidence: Evidence, as_of: date, thresholds: Thresholds) -> Prepared:
    """Choose the figures that count, restate those that were made in different ways, and divide them where
    the target is an intensity of them.

    Raises TrajectoryError where two figures of a year contradict each other.
    """
    base_year = Missing.NOT_APPLICABLE if target.kind in NOT_FROM_A_BASE else target.base_year
    chosen = choose(evidence.figures, base_year, target.last_year, as_of)
    activity = choose(evidence.activity, base_year, target.last_year, as_of) if divides(target) else ()
    counted = with_activity(chosen, activity) if divides(target) else chosen
    case = Case(target, evidence, Series.of(counted), as_of, thresholds)
    together = _brought_together(case)
    if together.figures is not counted:
        case = replace(case, series=Series.of(together.figures))
    flags = together.flags + _of_base(case)
    if divides(target):
        case = replace(case, series=Series.of(ratios(together.figures, activity)))
        flags += _of_activity(case, chosen)
    return Prepared(case, chosen, flags)


def _brought_together(case: Case) -> Together:
    figures, potentials, anchor = case.series.figures, case.evidence.potentials, case.told
    if isinstance(anchor, Missing) or not any(each.parts for each in figures):
        return Together(figures)
    if case.target.kind is Kind.PEAK:
        return bring_run_together(figures, potentials, case.thresholds)
    return bring_together(figures, (*case.compared, anchor), anchor, potentials, case.thresholds)


def _of_activity(case: Case, chosen: tuple[Figure, ...]) -> tuple[Flag, ...]:
    """Which years on the way a verdict that is not final does not see, for they cannot be divided."""
    if isinstance(case.judged, Missing) or not isinstance(case.final_figure, Missing):
        return ()
    years = years_without_activity(chosen, case.series.figures, case.path_start, case.last_year)
    return (Flag(FlagCode.ACTIVITY_MISSING, {"years_list": years}),) if years else ()


def _of_base(case: Case) -> tuple[Flag, ...]:
    """Whether the base, where the verdict counts from one that was reported, asks for a decision."""
    evidence, declared = case.evidence, case.target.base_value
    if divides(case.target):
        declared = Missing.NOT_APPLICABLE  # It is an intensity, and the figures are what it divides.
    has_history = evidence.earlier or evidence.method_changes or not isinstance(declared, Missing)
    if not has_history or not case.needs_base or not case.compared:
        return ()
    base, judged = case.compared
    decided = case.target.keeps_base
    return (
        *(() if decided else base_restated(base, evidence.earlier, declared, case.thresholds.base_change)),
        *method_changed(base, judged, evidence.method_changes),
    )
