"""Ask; answer what is asked; settle an answer given in words, or ask again."""

from __future__ import annotations

import datetime

from django.db import transaction

from accounts.models import Government, User
from pledges import letters
from pledges.actions import targets
from pledges.actions.asking import ask
from pledges.actions.errors import NoAnswer, NoReason, NotAnswered, NotOpen
from pledges.actions.proposals import STATUSES, Values, propose, standing
from pledges.enums import BaseChoice, QuestionCode, QuestionState
from pledges.kinds import STATUS_OF, value_field
from pledges.models import Question, Target, TargetVersion

__all__ = ["CHOICES", "answer", "ask", "ask_again", "fields_asked", "settle"]


def fields_asked(question: Question, kind: str) -> tuple[str, ...]:
    """The typed fields that answer a question about a target of `kind`, the one that is asked for first.

    None where words are asked for.
    """
    fields: dict[str, tuple[str, ...]] = {
        QuestionCode.QUANTITY: ("measure",),
        QuestionCode.BOUNDARY: ("measure",),
        QuestionCode.BASE_YEAR: ("base_year",),
        QuestionCode.TARGET_YEAR: ("target_year", "year_qualifier", "tolerance_years"),
        QuestionCode.VALUE: (value_field(kind),),
        QuestionCode.TOLERANCE: ("tolerance_years",),
        QuestionCode.BASE_VALUE: ("base_value",),
        QuestionCode.BASE_CHANGED: ("base_value",),
        QuestionCode.ROWS: ("rows",),
        QuestionCode.ACTIVITY: ("activity",),
        QuestionCode.SCENARIO: ("scenario",),
        QuestionCode.RESIDUAL: ("residual", "base_year", "base_value"),
        QuestionCode.START: ("base_value", "base_year"),
        QuestionCode.FIRST_YEAR: ("first_year",),
        QuestionCode.SENSE: ("sense",),
    }
    return tuple(name for name in fields.get(question.code, ()) if name)


CHOICES: dict[str, tuple[BaseChoice, ...]] = {
    QuestionCode.BASE_CHANGED: (BaseChoice.FOLLOWS, BaseChoice.STAYS),
    QuestionCode.METHOD_CHANGED: (BaseChoice.RESTATES, BaseChoice.KEEPS),
}
"""Questions that ask for one of two decisions."""


@transaction.atomic
def answer(
    *, question: Question, text: str, values: Values, by: User, now: datetime.datetime, choice: str = ""
) -> TargetVersion | None:
    """The signatory's answer: a proposed version where `values` answer a typed question, else words alone.

    `values` of a question for a target are {'quote', 'source', ...typed fields}; `choice` is one of CHOICES
    where the question has them, and a target that stays with its first base value says it in `values`. One
    that follows the restated value needs a proposal only where it was to stay with another.
    Raises NotOpen, NoAnswer, or ValidationError with a message for each wrong field.
    """
    question = _held(question)
    if question.state != QuestionState.OPEN:
        raise NotOpen
    if question.code == QuestionCode.TARGET and values:
        fields = {name: value for name, value in values.items() if name not in ("quote", "source")}
        return targets.declare(
            government=question.government,
            quote=values.get("quote", ""),
            source=values.get("source", ""),
            values=fields,
            by=by,
            now=now,
        )
    if not _is_answer(question, text, values, choice):
        raise NoAnswer
    values = _decided(question, values, choice)
    version = _proposal(question, text, values, by, now) if values else None
    question.state, question.answer, question.proposal = QuestionState.ANSWERED, text, version
    question.choice, question.answered_by, question.answered_at = choice, by, now
    question.save(update_fields=["state", "answer", "choice", "proposal", "answered_by", "answered_at"])
    if version:
        letters.proposed(version, now)
    else:
        letters.answered(question, now)
    return version


def _is_answer(question: Question, text: str, values: Values, choice: str) -> bool:
    """Words or values; of two decisions one, and the value that a target stays with."""
    if question.code not in CHOICES:
        return not choice and bool(values or text.strip())
    return choice in CHOICES[question.code] and bool(values) == (choice == BaseChoice.STAYS)


def _decided(question: Question, values: Values, choice: str) -> Values:
    """The values with what a decision about the base year says: its declared value stays, or no longer
    does."""
    if choice == BaseChoice.STAYS:
        return {**values, "keeps_base": True}
    base = standing(question.target) if question.target else None
    if choice == BaseChoice.FOLLOWS and base and base.keeps_base:
        return {"keeps_base": False}
    return values


def _proposal(
    question: Question, text: str, values: Values, by: User, now: datetime.datetime
) -> TargetVersion:
    """Several answers about one target go into one proposal, which replaces the one that waits."""
    target = Target.objects.get(questions=question)
    base = standing(target)
    if base is None:
        raise NotOpen
    asked = fields_asked(question, base.kind)
    if not asked or (values.get(asked[0]) is None and "keeps_base" not in values):
        raise NoAnswer
    if base.measure and values.get("level") is not None:  # said in what is counted, whatever unit was printed
        values = {**values, "unit": base.measure.unit}
    return propose(
        target=target,
        base=base,
        values=values,
        stated=_stated(question, values),
        reason=text,
        by=by,
        now=now,
    )


def _stated(question: Question, values: Values) -> list[str]:
    """What the answer states: one of a measure's two sides where only that was asked, else all it gives."""
    status = STATUS_OF.get(QuestionCode(question.code))
    if status:
        return [status]
    given = [name for name, value in values.items() if value is not None]
    return [status for name in given for status in STATUSES.get(name, ())]


@transaction.atomic
def settle(*, question: Question, by: User, now: datetime.datetime) -> Question:
    """The words suffice. Raises NotAnswered; answers that became a proposal are settled with it."""
    question = _answered_in_words(question)
    question.state, question.settled_by, question.settled_at = QuestionState.SETTLED, by, now
    question.save(update_fields=["state", "settled_by", "settled_at"])
    letters.settled(question, now)
    return question


@transaction.atomic
def ask_again(*, question: Question, reason: str, by: User, now: datetime.datetime) -> Question:
    """The words do not suffice: the question is open again, its answer kept. Raises NoReason, NotAnswered."""
    if not reason.strip():
        raise NoReason
    question = _answered_in_words(question)
    question.state = QuestionState.OPEN
    question.save(update_fields=["state"])
    letters.asked_again(question, now, reason=reason)
    return question


def _answered_in_words(question: Question) -> Question:
    question = _held(question)
    if question.state != QuestionState.ANSWERED or question.proposal_id:
        raise NotAnswered
    return question


def _held(question: Question) -> Question:
    """The question as it is now, held until the transaction ends; what it is about is held first, as
    confirming does, so that two people never wait for each other."""
    if question.target_id:
        Target.objects.select_for_update().get(pk=question.target_id)
    else:
        Government.objects.select_for_update().get(pk=question.government_id)
    return Question.objects.select_for_update().get(pk=question.pk)
