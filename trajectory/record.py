"""The assessment as JSON: what is stored, compared and shown. It does not hold `as_of`, so that an unchanged
answer on another day has an identical record."""

from collections.abc import Mapping
from decimal import Decimal

from trajectory.exact import to_text
from trajectory.figures import Basis, Figure
from trajectory.outcome import Assessment, Number, Parameter
from trajectory.sentences import sentences
from trajectory.vocabulary import Missing

SCHEMA = 1

Json = str | int | list["Json"] | dict[str, "Json"]


def as_record(assessment: Assessment) -> dict[str, Json]:
    """The record: years and counts as int, values as text of an exact decimal (or 12 significant digits)."""
    last = assessment.last_known
    return {
        "schema": SCHEMA,
        "method": assessment.method_version,
        "rule": assessment.rule,
        "origin": assessment.origin.value,
        "verdict": assessment.verdict.value,
        "reason": assessment.reason.value,
        "open": [reason.value for reason in assessment.open],
        "last_known": "" if isinstance(last, Missing) else last.value,
        "flags": [{"code": flag.code.value, "params": _params(flag.params)} for flag in assessment.flags],
        "numbers": {name: _number(value) for name, value in assessment.numbers.items()},
        "path": [[year, to_text(value)] for year, value in assessment.path],
        "straight_line": [[year, to_text(value)] for year, value in assessment.straight_line],
        "figures": [_figure(figure) for figure in assessment.figures],
        "sentences": [{"id": each.id, "params": _params(each.params)} for each in sentences(assessment)],
    }


def _figure(figure: Figure) -> Json:
    return {
        "year": figure.year,
        "value": to_text(figure.value),
        "source": figure.source,
        "basis": _basis(figure.basis),
    }


def _basis(basis: Basis) -> Json:
    return {name: str(getattr(basis, name)) for name in basis.__slots__}


def _params(params: Mapping[str, Parameter]) -> dict[str, Json]:
    return {name: _parameter(params[name]) for name in sorted(params)}


def _parameter(value: Parameter) -> Json:
    return list(value) if isinstance(value, tuple) else _number(value)


def _number(value: Number) -> Json:
    return to_text(value) if isinstance(value, Decimal) else value
