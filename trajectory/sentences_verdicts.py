"""Why a verdict is what it is: the figure, the yardstick, and what has been achieved."""

from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from trajectory import sentences_levels, sentences_needs
from trajectory.course import COUNTED
from trajectory.exact import to_text
from trajectory.messages import N_
from trajectory.outcome import Assessment, Parameter
from trajectory.vocabulary import Kind, Sense, Verdict

Message = tuple[str, dict[str, Parameter]]

ON_TRACK = N_(
    "The figure for %(latest_year)s is %(latest_amount)s. The path to the target allows up to "
    "%(path_amount)s in that year."
)
ON_TRACK_WITHOUT_PATH = N_(
    "The figure for %(latest_year)s is %(latest_amount)s. The target is %(goal_amount)s or less in "
    "%(target_year)s."
)
OFF_TRACK = N_(
    "The figure for %(latest_year)s is %(latest_amount)s. The path to the target allows only %(path_amount)s "
    "in that year: the figure is %(gap_amount)s too high."
)
MET = N_(
    "The figure for the target year %(target_year)s is %(latest_amount)s. The target was %(goal_amount)s or "
    "less, so it is met."
)
MISSED = N_(
    "The figure for the target year %(target_year)s is %(latest_amount)s. The target was %(goal_amount)s or "
    "less, so it was missed by %(excess_amount)s."
)
FALLEN = N_("From %(base_year)s to %(latest_year)s it fell by %(reduction_percent)s.")
FALLEN_OF_PROMISE = N_(
    "From %(base_year)s to %(latest_year)s it fell by %(reduction_percent)s; the promise is "
    "%(target_reduction_percent)s by %(target_year)s."
)
RISEN = N_("From %(base_year)s to %(latest_year)s it rose by %(increase_percent)s.")
RISEN_OF_PROMISE = N_(
    "From %(base_year)s to %(latest_year)s it rose by %(increase_percent)s; the promise is a fall of "
    "%(target_reduction_percent)s by %(target_year)s."
)
BELOW_SCENARIO = N_(
    "The declared baseline has %(scenario_amount)s for %(latest_year)s; the figure is "
    "%(below_scenario_percent)s below it. The promise is %(target_reduction_percent)s below the baseline by "
    "%(target_year)s."
)
ABOVE_SCENARIO = N_(
    "The declared baseline has %(scenario_amount)s for %(latest_year)s; the figure is "
    "%(above_scenario_percent)s above it. The promise is %(target_reduction_percent)s below the baseline by "
    "%(target_year)s."
)

PEAKED = N_(
    "Emissions were highest in %(peak_year)s, at %(peak_amount)s. The latest figure, for %(latest_year)s, is "
    "%(below_peak_percent)s below that."
)
PEAK_ON_TRACK = N_(
    "The promise is a peak by %(target_year)s, and emissions have stayed below it since %(peak_year)s."
)
PEAK_MET = N_(
    "The promise was a peak by %(target_year)s. It came in time and is confirmed, so the target is met."
)
PEAK_MISSED = N_(
    "The promise was a peak by %(target_year)s. In %(peak_year)s emissions were %(peak_amount)s, more than "
    "%(exceedance_percent)s above every year up to then, so it was missed."
)

GROSS = N_("Gross emissions in the target year %(target_year)s were %(gross_amount)s.")
NET = N_(
    "Less removals of %(removals_amount)s and retired credits of %(credits_amount)s, %(net_amount)s remain; "
    "the promise was that nothing remains."
)
COVERED = N_("The removals and retired credits on record make up for all of it, so the target is met.")
WITHIN_RESIDUAL = N_(
    "That is within the %(residual_amount)s that the government declared would remain before removals and "
    "credits."
)
ABOVE_RESIDUAL = N_(
    "That is more than the %(residual_amount)s that the government declared would remain before removals and "
    "credits."
)


def messages(assessment: Assessment) -> Iterator[Message]:
    """Messages for a verdict, and for what it would take; none where it is undetermined."""
    if assessment.verdict is Verdict.UNDETERMINED:
        return
    if assessment.kind is Kind.PEAK:
        yield from _of_peak(assessment)
    elif "gross_value" in assessment.numbers:
        yield from _of_neutrality(assessment)
    elif sentences_levels.is_due_every_year(assessment):
        yield from sentences_levels.every_year(assessment, _amounts(assessment))
    else:
        yield from _of_course(assessment)
        yield from sentences_needs.messages(assessment)


def _of_course(assessment: Assessment) -> Iterator[Message]:
    numbers = assessment.numbers
    if assessment.kind in COUNTED and assessment.target.sense is Sense.AT_LEAST:
        yield from sentences_levels.at_least(assessment, _amounts(assessment))
    else:
        yield from _at_most(assessment)
    if "reduction_percent" in numbers:
        yield _change(assessment)
    elif assessment.kind in COUNTED:
        yield from sentences_levels.progress(assessment)
    elif "below_scenario_percent" in numbers:
        yield _beside_scenario(assessment)


def _at_most(assessment: Assessment) -> Iterator[Message]:
    found = _amounts(assessment)
    if assessment.verdict is Verdict.MET:
        yield MET, found
    elif assessment.verdict is Verdict.MISSED:
        yield MISSED, found | {"excess_amount": assessment.numbers["goal_gap"]}
    elif assessment.verdict is Verdict.OFF_TRACK:
        yield OFF_TRACK, found
    else:
        yield ON_TRACK if "path_value" in assessment.numbers else ON_TRACK_WITHOUT_PATH, found


def _beside_scenario(assessment: Assessment) -> Message:
    found, below = _amounts(assessment), assessment.numbers["below_scenario_percent"]
    if below < 0:
        return ABOVE_SCENARIO, found | {"above_scenario_percent": -below}
    return BELOW_SCENARIO, found


def _change(assessment: Assessment) -> Message:
    numbers = assessment.numbers
    change = numbers["reduction_percent"]
    found: dict[str, Parameter] = {
        name: numbers[name] for name in ("base_year", "latest_year", "target_year")
    }
    promised = "target_reduction_percent" in numbers
    if promised:
        found["target_reduction_percent"] = numbers["target_reduction_percent"]
    if change < 0:
        return RISEN_OF_PROMISE if promised else RISEN, found | {"increase_percent": -change}
    return FALLEN_OF_PROMISE if promised else FALLEN, found | {"reduction_percent": change}


def _of_peak(assessment: Assessment) -> Iterator[Message]:
    found = _amounts(assessment)
    if assessment.verdict is Verdict.MISSED:
        yield PEAK_MISSED, found | {"exceedance_percent": _percent(assessment.thresholds.peak_exceedance)}
        return
    yield PEAKED, found
    yield PEAK_MET if assessment.verdict is Verdict.MET else PEAK_ON_TRACK, found


def _of_neutrality(assessment: Assessment) -> Iterator[Message]:
    found = _amounts(assessment)
    yield GROSS, found
    if "residual_amount" in found:
        is_within = assessment.numbers["gross_value"] <= assessment.numbers["residual_value"]
        yield WITHIN_RESIDUAL if is_within else ABOVE_RESIDUAL, found
    if "removals_amount" in found and "credits_amount" in found:
        yield NET, found
    else:
        yield COVERED, {}


def _amounts(assessment: Assessment) -> dict[str, Parameter]:
    """The case's numbers under the names that tell the page how to write them."""
    names = {name: _named(name) for name in assessment.numbers if _is_told(name)}
    return {told: assessment.numbers[name] for name, told in names.items()}


@cache
def _named(name: str) -> str:
    return {
        "percent_below_peak": "below_peak_percent",
        "gap": "gap_amount",
    }.get(name, name.removesuffix("_value") + "_amount" if name.endswith("_value") else name)


@cache
def _is_told(name: str) -> bool:
    return name.endswith(("_value", "_year", "_percent", "_count")) or name in (
        "percent_below_peak",
        "gap",
    )


def _percent(fraction: Decimal) -> Decimal:
    return Decimal(to_text(100 * fraction))
