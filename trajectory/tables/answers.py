"""The answer as a table: one row a target, with its sentences in English where they are asked for."""

from decimal import ROUND_HALF_EVEN, Decimal

from trajectory.exact import EXACT, to_text
from trajectory.given import Json
from trajectory.labels import FIELD_LABELS
from trajectory.likelihood import Likelihood
from trajectory.outcome import Assessment, Parameter
from trajectory.record import as_record
from trajectory.sentences import sentences

COLUMNS: dict[str, str] = {
    "target": "its name",
    "verdict": "ON_TRACK, OFF_TRACK, MET, MISSED or UNDETERMINED",
    "reason": "the first of what stands in the way of a verdict",
    "flags": "what a reader should know besides, separated by spaces",
    "latest_year": "year of the figure that is judged",
    "expected": "what the path allows in that year",
    "actual": "that figure",
    "achieved_percent": "share of the promised change that is achieved",
    "required_rate": "change now needed each year, in per cent of the base year's value",
    "likelihood": "probability that the target will be met; for a peak, that the highest figure stays it",
}

NUMBERS = {
    "latest_year": "latest_year",
    "expected": "path_value",
    "actual": "latest_value",
    "achieved_percent": "share_achieved_percent",
    "required_rate": "required_annual_rate_percent",
}
"""Columns that hold a number of the assessment, with its name there."""

EXPLANATION = "explanation"


def row(name: str, assessment: Assessment) -> dict[str, str]:
    """The columns of one target; what is not known is empty."""
    found = assessment.likelihood
    told = {
        "target": name,
        "verdict": assessment.verdict.name,
        "reason": assessment.reason.name if assessment.reason else "",
        "flags": " ".join(flag.code.name for flag in assessment.flags),
        "likelihood": to_text(found.probability) if isinstance(found, Likelihood) else "",
    }
    for column, number in NUMBERS.items():
        value = assessment.numbers.get(number, "")
        told[column] = to_text(value) if isinstance(value, Decimal) else str(value)
    return told


def record(name: str, unit: str, assessment: Assessment) -> dict[str, Json]:
    """The whole record of one target."""
    return {"target": name, "unit": unit, **as_record(assessment)}


def explanation(assessment: Assessment, unit: str) -> str:
    """Why, in English sentences."""
    return " ".join(
        sentence.id % {key: _written(key, value, unit) for key, value in sentence.params.items()}
        for sentence in sentences(assessment)
    )


def _written(name: str, value: Parameter, unit: str) -> str:
    """A parameter as the end of its name asks for; amounts to two places, percentages to one."""
    if isinstance(value, tuple):
        return ", ".join(FIELD_LABELS.get(str(each), str(each)) for each in value)
    if name.endswith("_percent"):
        return f"{_rounded(value, '0.1')}%"
    if name.endswith("_amount"):
        return f"{_rounded(value, '0.01')} {unit}".strip()
    if name.endswith("_years"):
        return f"{value} year" if value == 1 else f"{value} years"
    return str(value)


def _rounded(value: int | Decimal, step: str) -> str:
    """Rounded, with separators; what would round to nothing keeps its digits."""
    exact = Decimal(value)
    near = exact.quantize(Decimal(step), ROUND_HALF_EVEN, EXACT)
    whole, point, rest = to_text(near if near or not exact else exact).partition(".")
    return f"{int(whole):,}{point}{rest}" if not whole.startswith("-0") else whole + point + rest
