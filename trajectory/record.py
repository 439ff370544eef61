"""The assessment as JSON: what is stored, compared, shown and replayed. It does not hold `as_of`, so that an
unchanged answer on another day has an identical record.

{"schema": 2, "method", "rule", "origin", "verdict", "reason", "open": [...], "last_known",
 "flags": [{"code", "params"}], "numbers": {name: value},
 "path": [[year, value]], "straight_line": [[year, value]],
 "likelihood": {"probability", "word", ...} or {"none": why},
 "bases": [{field: word}], "figures": [{"year", "value", "source", "basis": index, ("reported")}],
 "differs": [{"field", "base", "latest", "base_year", "latest_year", "base_source", "latest_source",
              "base_only": [row], "latest_only": [row]}],
 "sentences": [{"id", "params"}],
 "inputs": {"target", "evidence", "thresholds"}}

`figures` are those that were compared, `inputs` what the judge was given (trajectory.replay reads it back);
figures that were compared as given are not told twice. `differs` says what keeps figures from being compared:
a part of the basis, its word in either of two figures ('not_stated' where it is unknown), and where each is
kept; of the level and the rows also the framework rows that only one of the two holds, where they are known.
`base` is the figure of the base year, or of the peak, `latest` the one that it is held against. Years and
counts are int; values are text of an exact decimal, or of 12 significant digits where none is exact.
"""

from collections.abc import Mapping
from decimal import Decimal, localcontext

from trajectory.comparability import Difference
from trajectory.exact import EXACT, to_text
from trajectory.figures import Figure
from trajectory.given import Bases, Json, evidence_given, target_given, thresholds_given
from trajectory.likelihood import Likelihood, NoLikelihood
from trajectory.outcome import Assessment, Number, Parameter
from trajectory.sentences import sentences
from trajectory.vocabulary import Missing

SCHEMA = 2


def as_record(assessment: Assessment) -> dict[str, Json]:
    """The record of an assessment."""
    with localcontext(EXACT):
        return _record(assessment)


def _record(assessment: Assessment) -> dict[str, Json]:
    last = assessment.last_known
    bases = Bases()
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
        "likelihood": _likelihood(assessment.likelihood),
        "figures": [_figure(figure, bases) for figure in assessment.figures],
        "differs": [_difference(each) for each in assessment.differences],
        "sentences": [{"id": each.id, "params": _params(each.params)} for each in sentences(assessment)],
        "inputs": {
            "target": target_given(assessment.target),
            "evidence": evidence_given(assessment.evidence, assessment.chosen, assessment.figures, bases),
            "thresholds": thresholds_given(assessment.thresholds),
        },
        "bases": bases.told,
    }


def _likelihood(found: Likelihood | NoLikelihood) -> Json:
    if isinstance(found, NoLikelihood):
        return {"none": found.value}
    return {
        "probability": to_text(found.probability),
        "word": found.word.value,
        "latest_year": found.latest_year,
        "years_ahead": found.years_ahead,
        "figures_count": found.figures_count,
        "gap_percent": to_text(found.gap_percent),
        "pace_percent": to_text(found.pace_percent),
        "scatter_percent": to_text(found.scatter_percent),
        "method": found.method,
    }


def _figure(figure: Figure, bases: Bases) -> Json:
    told: dict[str, Json] = {
        "year": figure.year,
        "value": to_text(figure.value),
        "source": figure.source,
        "basis": bases.index(figure.basis),
    }
    if not isinstance(figure.reported, Missing):
        told["reported"] = to_text(figure.reported)
    return told


def _difference(each: Difference) -> Json:
    return {
        "field": each.field,
        "base": each.base,
        "latest": each.latest,
        "base_year": each.base_year,
        "latest_year": each.latest_year,
        "base_source": each.base_source,
        "latest_source": each.latest_source,
        "base_only": list(each.base_only),
        "latest_only": list(each.latest_only),
    }


def _params(params: Mapping[str, Parameter]) -> dict[str, Json]:
    return {name: _parameter(params[name]) for name in sorted(params)}


def _parameter(value: Parameter) -> Json:
    return list(value) if isinstance(value, tuple) else _number(value)


def _number(value: Number) -> Json:
    return to_text(value) if isinstance(value, Decimal) else value
