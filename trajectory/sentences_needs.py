"""What it would take: the rate from now on, when the present pace would get there, what has added up."""

from collections.abc import Iterator

from trajectory.messages import N_
from trajectory.outcome import Assessment, Number, Parameter
from trajectory.vocabulary import Kind, Verdict

Message = tuple[str, dict[str, Parameter]]

NEEDED = N_(
    "To reach the target it must now fall each year by %(required_annual_rate_percent)s of what it was in "
    "%(base_year)s."
)
NEEDED_BELOW_SCENARIO = N_(
    "To reach the target it must now fall each year by %(required_annual_rate_percent)s of the baseline's "
    "value for %(base_year)s."
)
NEEDED_RISE = N_("To reach the target it must now rise each year by %(required_annual_amount)s.")
NEEDED_FALL = N_("To reach the target it must now fall each year by %(required_annual_amount)s.")
PACE = N_("At the pace since %(base_year)s the goal would be reached in %(pace_year)s.")
SUMMED_ABOVE = N_(
    "Over the %(gap_summed_count)s years on record since %(base_year)s, %(gap_summed_amount)s more was "
    "emitted than the path allows."
)
SUMMED_BELOW = N_(
    "Over the %(gap_summed_count)s years on record since %(base_year)s, %(gap_summed_amount)s less was "
    "emitted than the path allows."
)

EMITTED = frozenset({Kind.BASE_YEAR_REDUCTION, Kind.BASELINE_SCENARIO, Kind.CARBON_NEUTRAL})
"""Kinds whose yearly figures add up to something: a sum of shares or intensities says nothing."""


def messages(assessment: Assessment) -> Iterator[Message]:
    """What a target that is still open would take; nothing once it is met or missed."""
    if assessment.verdict.is_final:
        return
    if assessment.verdict is Verdict.OFF_TRACK:
        yield from _needed(assessment)
    numbers = assessment.numbers
    if "pace_year" in numbers:
        yield PACE, {name: numbers[name] for name in ("base_year", "pace_year")}
    if assessment.kind in EMITTED and "gap_summed_count" in numbers and "base_year" in numbers:
        yield from _summed(assessment)


def _needed(assessment: Assessment) -> Iterator[Message]:
    numbers = assessment.numbers
    change: Number = numbers.get("required_annual_value", 0)
    rate: Number = numbers.get("required_annual_rate_percent", 0)
    if change:
        yield NEEDED_RISE if change > 0 else NEEDED_FALL, {"required_annual_amount": _size(change)}
    elif rate > 0:
        message = NEEDED_BELOW_SCENARIO if assessment.kind is Kind.BASELINE_SCENARIO else NEEDED
        yield message, {"base_year": numbers["base_year"], "required_annual_rate_percent": rate}


def _summed(assessment: Assessment) -> Iterator[Message]:
    """Of several years; of a single one the gap itself has been told."""
    numbers = assessment.numbers
    more, count = numbers["gap_summed"], numbers["gap_summed_count"]
    if count > 1 and more:
        yield (
            SUMMED_ABOVE if more > 0 else SUMMED_BELOW,
            {
                "gap_summed_count": count,
                "gap_summed_amount": _size(more),
                "base_year": numbers["base_year"],
            },
        )


def _size(value: Number) -> Number:
    return -value if value < 0 else value
