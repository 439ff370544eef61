"""What must be there before a rule may speak: what the target lacks, what the record lacks, comparability."""

from collections.abc import Callable

from trajectory.case import Case
from trajectory.scenario import covers
from trajectory.vocabulary import Kind, Missing, Reason

Gate = Callable[[Case], Reason]

PROMISED: dict[Kind, tuple[str, ...]] = {
    Kind.BASE_YEAR_REDUCTION: ("reduction_percent",),
    Kind.FIXED_LEVEL: ("level",),
    Kind.INTENSITY: ("reduction_percent", "level"),
    Kind.BASELINE_SCENARIO: ("reduction_percent",),
    Kind.SHARE: ("level",),
    Kind.COUNT: ("level",),
    Kind.INCREMENT: ("level",),
    Kind.RECURRING_SHARE: ("level",),
    Kind.MAINTAINED_SHARE: ("level",),
}
"""The numbers of which a kind cannot do without one; other kinds need none."""


def not_quantified(case: Case) -> Reason:
    return Reason.NOT_QUANTIFIED if lacks(case) else Reason.NONE


def lacks(case: Case) -> tuple[str, ...]:
    """What the promise itself does not say (keys of FIELD_LABELS): what is measured, how much, by which
    baseline."""
    target, found = case.target, []
    if isinstance(target.measure, Missing):
        found.append("measure")
    numbers = PROMISED.get(target.kind, ())
    if numbers and all(isinstance(getattr(target, name), Missing) for name in numbers):
        found.append({"level": "promised_level"}.get(numbers[0], numbers[0]))
    if target.kind is Kind.BASELINE_SCENARIO and not _scenario_is_whole(case):
        found.append("scenario")
    return tuple(found)


def _scenario_is_whole(case: Case) -> bool:
    """Whether the declared baseline runs from the year from which the target counts to the target year; only
    begun, where the target year is not stated."""
    last, base = case.last_year, case.base
    if isinstance(case.scenario, Missing) or isinstance(base, Missing):
        return False
    return isinstance(last, Missing) or covers(case.scenario, base.year, last)


def no_base_year(case: Case) -> Reason:
    is_open = case.counts_from_base and isinstance(case.path_start, Missing)
    return Reason.NO_BASE_YEAR if is_open else Reason.NONE


def no_target_year(case: Case) -> Reason:
    return Reason.NO_TARGET_YEAR if isinstance(case.target.target_year, Missing) else Reason.NONE


def no_inventory(case: Case) -> Reason:
    return Reason.NONE if case.series else Reason.NO_INVENTORY


def no_base_value(case: Case) -> Reason:
    if not case.needs_base or isinstance(case.path_start, Missing):
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


def not_yet_due(case: Case) -> Reason:
    """Of what is due every year: no figure since the first of them."""
    latest, first = case.series.latest, case.target.first_year
    if isinstance(latest, Missing) or isinstance(first, Missing):
        return Reason.NONE
    return Reason.TOO_EARLY if latest.year < first else Reason.NONE


FROM_A_BASE: tuple[Gate, ...] = (
    not_quantified,
    no_base_year,
    no_target_year,
    no_inventory,
    no_base_value,
    not_comparable,
    too_early,
)
TO_A_LEVEL: tuple[Gate, ...] = (not_quantified, no_target_year, no_inventory, not_comparable, too_early)

GATES: dict[Kind, tuple[Gate, ...]] = {
    Kind.BASE_YEAR_REDUCTION: FROM_A_BASE,
    Kind.FIXED_LEVEL: TO_A_LEVEL,
    Kind.INTENSITY: FROM_A_BASE,
    Kind.BASELINE_SCENARIO: TO_A_LEVEL,
    Kind.PEAK: (not_quantified, no_target_year, no_inventory, not_comparable, too_few_figures, gap_in_series),
    Kind.CARBON_NEUTRAL: (
        not_quantified,
        no_target_year,
        no_inventory,
        no_base_value,
        not_comparable,
        too_early,
    ),
    Kind.SHARE: TO_A_LEVEL,
    Kind.COUNT: TO_A_LEVEL,
    Kind.INCREMENT: FROM_A_BASE,
    Kind.RECURRING_SHARE: (not_quantified, no_inventory, not_yet_due),
    Kind.MAINTAINED_SHARE: (not_quantified, no_inventory, not_comparable, too_early),
    Kind.DIRECTION: (),
    Kind.OTHER: (),
}


def lacking(case: Case) -> tuple[Reason, ...]:
    """Every gate of the target's kind that is shut, in gate order."""
    found = (gate(case) for gate in GATES[case.target.kind])
    return tuple(reason for reason in found if reason is not Reason.NONE)
