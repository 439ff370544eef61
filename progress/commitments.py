"""Every commitment as it stands: its verdict, or what stands in the way and what would clear it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from pledges.enums import QuestionCode, QuestionState
from pledges.models import Question, TargetVersion
from progress import judging
from progress.models import Method
from trajectory import Reason, Verdict

ANSWERS: dict[str, tuple[str, ...]] = {
    Reason.NOT_QUANTIFIED: (
        QuestionCode.QUANTITY,
        QuestionCode.VALUE,
        QuestionCode.ACTIVITY,
        QuestionCode.SCENARIO,
    ),
    Reason.NO_BASE_YEAR: (QuestionCode.BASE_YEAR, QuestionCode.START),
    Reason.NO_TARGET_YEAR: (QuestionCode.TARGET_YEAR,),
    Reason.NO_INVENTORY: (QuestionCode.ROWS, QuestionCode.ACTIVITY),
    Reason.NO_BASE_VALUE: (QuestionCode.BASE_VALUE, QuestionCode.START),
    Reason.NO_PATH: (QuestionCode.START, QuestionCode.RESIDUAL),
    Reason.MANUAL_REVIEW: (QuestionCode.CLARIFY, QuestionCode.VALUE, QuestionCode.TOLERANCE),
}
"""The questions of which an answer clears a reason."""

REPORTS = frozenset(
    {
        Reason.NO_INVENTORY,
        Reason.NO_BASE_VALUE,
        Reason.NOT_COMPARABLE,
        Reason.TOO_EARLY,
        Reason.AWAITING_FINAL_INVENTORY,
        Reason.TOO_FEW_FIGURES,
        Reason.GAP_IN_SERIES,
        Reason.NOT_YET_PEAKED,
        Reason.STALE,
    }
)
"""Reasons that a report of the government clears, if it holds what is counted."""


@dataclass(frozen=True, slots=True)
class Commitment:
    """One target in force on a day. `needs_rows`: no report holds what it counts until its rows are named."""

    code: str
    kind: str
    verdict: str
    reason: str
    open: tuple[str, ...]
    flags: tuple[str, ...]
    questions: tuple[str, ...]
    needs_rows: bool

    @property
    def cleared_by(self) -> tuple[str, ...]:
        """What would clear the reason that stands first: open questions, 'report', or 'decision' of the
        secretariat. Empty where there is a verdict."""
        if self.verdict != Verdict.UNDETERMINED:
            return ()
        found = [code for code in self.questions if code in ANSWERS.get(self.reason, ())]
        if self.reason in REPORTS and not self.needs_rows:
            found.append("report")
        if self.reason == Reason.MANUAL_REVIEW:
            found.append("decision")
        return tuple(found)


def on(day: date, *, method: Method) -> list[Commitment]:
    """Every target in force as the judge sees it on a day, by code; stores nothing."""
    versions = TargetVersion.objects.in_force()
    governments = set(versions.values_list("target__government", flat=True))
    questions = _open_questions()
    found = [
        _commitment(each.version, each.verdict, each.reason, each.record, questions)
        for each in judging.judge(government_ids=governments, as_of=day, method=method)
    ]
    return sorted(found, key=lambda each: each.code)


def _commitment(
    version: TargetVersion,
    verdict: str,
    reason: str,
    record: dict[str, Any],
    questions: dict[int, list[str]],
) -> Commitment:
    measure = version.measure
    return Commitment(
        code=version.target.code,
        kind=version.kind,
        verdict=verdict,
        reason=reason,
        open=tuple(record["open"]),
        flags=tuple(flag["code"] for flag in record["flags"]),
        questions=tuple(questions.get(version.target_id, ())),
        needs_rows=measure is not None and measure.needs_rows,
    )


def _open_questions() -> dict[int, list[str]]:
    """Codes of what is not settled, by target, in the order in which it was asked."""
    found: defaultdict[int, list[str]] = defaultdict(list)
    asked = Question.objects.exclude(state=QuestionState.SETTLED).filter(target__isnull=False)
    for target_id, code in asked.order_by("pk").values_list("target", "code"):
        found[target_id or 0].append(code)
    return found
