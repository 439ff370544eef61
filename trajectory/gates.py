"""What must be there before a rule may speak: what the target lacks, what the record lacks, comparability."""

from collections.abc import Callable

from trajectory.case import Case
from trajectory.vocabulary import Kind, Missing, Reason

Gate = Callable[[Case], Reason]

PROMISED: dict[Kind, tuple[str, ...]] = {
    Kind.BASE_YEAR_REDUCTION: ("reduction_percent",),
    Kind.FIXED_LEVEL: ("level",),
    Kind.PEAK: (),
    Kind.CARBON_NEUTRAL: (),
}
"""The number that a kind cannot do without; any other kind needs a percentage or a level."""


def not_quantified(case: Case) -> Reason:
    target = case.target
    fields = PROMISED.get(target.kind, ("reduction_percent", "level"))
    has_number = not fields or any(not isinstance(getattr(target, name), Missing) for name in fields)
    has_measure = not isinstance(target.measure, Missing)
    return Reason.NONE if has_number and has_measure else Reason.NOT_QUANTIFIED


def no_base_year(case: Case) -> Reason:
    return Reason.NO_BASE_YEAR if isinstance(case.target.base_year, Missing) else Reason.NONE


def no_target_year(case: Case) -> Reason:
    return Reason.NO_TARGET_YEAR if isinstance(case.target.target_year, Missing) else Reason.NONE


def no_inventory(case: Case) -> Reason:
    return Reason.NONE if case.series else Reason.NO_INVENTORY


def no_base_value(case: Case) -> Reason:
    if not case.needs_base or isinstance(case.target.base_year, Missing):
        return Reason.NONE
    return Reason.NO_BASE_VALUE if isinstance(case.base, Missing) else Reason.NONE


def not_comparable(case: Case) -> Reason:
    return Reason.NONE if case.comparison.agrees else Reason.NOT_COMPARABLE


def too_early(case: Case) -> Reason:
    latest, start = case.series.latest, case.path_start
    if isinstance(latest, Missing) or isinstance(start, Missing):
        return Reason.NONE
    return Reason.TOO_EARLY if latest.year <= start else Reason.NONE


def too_few_figures(case: Case) -> Reason:
    if not case.series:
        return Reason.NONE
    few = len(case.series.figures) < case.thresholds.peak_minimum_figures
    return Reason.TOO_FEW_FIGURES if few else Reason.NONE


def gap_in_series(case: Case) -> Reason:
    return Reason.GAP_IN_SERIES if case.gaps else Reason.NONE


GATES: dict[Kind, tuple[Gate, ...]] = {
    Kind.BASE_YEAR_REDUCTION: (
        not_quantified,
        no_base_year,
        no_target_year,
        no_inventory,
        no_base_value,
        not_comparable,
        too_early,
    ),
    Kind.FIXED_LEVEL: (not_quantified, no_target_year, no_inventory, too_early),
    Kind.INTENSITY: (not_quantified, no_target_year, no_inventory),
    Kind.BASELINE_SCENARIO: (not_quantified, no_target_year, no_inventory),
    Kind.PEAK: (not_quantified, no_target_year, no_inventory, not_comparable, too_few_figures, gap_in_series),
    Kind.CARBON_NEUTRAL: (
        not_quantified,
        no_target_year,
        no_inventory,
        no_base_value,
        not_comparable,
        too_early,
    ),
    Kind.SHARE: (not_quantified, no_target_year, no_inventory),
    Kind.COUNT: (not_quantified, no_target_year, no_inventory),
    Kind.INCREMENT: (not_quantified, no_target_year, no_inventory),
    Kind.RECURRING_SHARE: (not_quantified, no_inventory),
    Kind.MAINTAINED_SHARE: (not_quantified, no_inventory),
    Kind.DIRECTION: (),
    Kind.OTHER: (),
}


def lacking(case: Case) -> tuple[Reason, ...]:
    """Every gate of the target's kind that is shut, in gate order."""
    found = (gate(case) for gate in GATES[case.target.kind])
    return tuple(reason for reason in found if reason is not Reason.NONE)
