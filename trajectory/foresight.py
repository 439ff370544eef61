"""Whether a case gives ground for a likelihood, and the figures that it then rests on."""

from trajectory import likelihood
from trajectory.case import Case
from trajectory.figures import Figure
from trajectory.likelihood import Likelihood, NoLikelihood
from trajectory.outcome import Finding
from trajectory.vocabulary import Kind, Missing, Sense

ON_RECORD = frozenset({Kind.BASE_YEAR_REDUCTION, Kind.FIXED_LEVEL})
"""Kinds whose straight line the backtest has tried."""

Foreseen = Likelihood | NoLikelihood


def foresee(case: Case, finding: Finding, is_stopped: bool) -> Foreseen:
    """The likelihood that the target is met, or for a peak that the maximum so far stays the maximum.

    `is_stopped`: whether a gate is shut. Figures that have grown old still say what they said: how old they
    are is part of how far ahead the target year lies.
    """
    target = case.target
    is_peak = target.kind is Kind.PEAK
    judged = case.series.latest if is_peak else case.judged
    if is_stopped or finding.verdict.is_final or isinstance(judged, Missing):
        return NoLikelihood.NOT_APPLICABLE
    if is_peak:
        return likelihood.of_peak(_known(case, judged), thresholds=case.thresholds)
    if target.kind not in ON_RECORD or target.sense is not Sense.AT_MOST:
        return NoLikelihood.NO_RECORD
    return _of_reduction(case, judged)


def _of_reduction(case: Case, judged: Figure) -> Foreseen:
    course = case.course
    if isinstance(course, Missing) or isinstance(course.base, Missing) or judged.year >= course.target_year:
        return NoLikelihood.NOT_APPLICABLE
    return likelihood.of_reduction(
        _known(case, judged),
        base=(course.base.year, course.base.value),
        goal=(course.target_year, course.goal),
        thresholds=case.thresholds,
    )


def _known(case: Case, judged: Figure) -> list[likelihood.Observation]:
    """The figures up to the judged one that can be compared with it."""
    first = case.series.figures[0].year
    return [(each.year, each.exact) for each in case.comparable_until(judged, first)]
