"""What is asked of signatories, as everyone may read it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from accounts.words import Text
from pledges.enums import QuestionCode
from pledges.models import Question, Target
from portal.promises import Promise
from progress.asking import CODES

RAISED_BY = {question: flag for flag, question in CODES.items()}
"""The questions that a verdict asks, by the flag that raised them."""


@dataclass(frozen=True)
class Asked:
    """An open question without its state: what is asked, of which promise, and what is unclear."""

    label: str
    target: Target | None
    note: Text


def public(questions: Iterable[Question], promises: Iterable[Promise]) -> list[Asked]:
    """The open questions that everyone may know of; `promises` as everyone sees them.

    What a verdict asks is told once the verdict is public, and never where figures are withheld. Its note
    holds figures, of earlier versions too, and stays with those who are asked.
    """
    by_target = {promise.target.pk: promise for promise in promises}
    return [
        _asked(question)
        for question in questions
        if question.code not in RAISED_BY or _is_told(question, by_target.get(question.target_id or 0))
    ]


def _asked(question: Question) -> Asked:
    note = Text("") if question.code in RAISED_BY else question.told_note
    return Asked(str(question.get_code_display()), question.target, note)


def _is_told(question: Question, promise: Promise | None) -> bool:
    if promise is None or promise.is_withheld:
        return False
    flag = RAISED_BY[QuestionCode(question.code)]
    return any(each["code"] == flag for each in promise.record.get("flags", []))
