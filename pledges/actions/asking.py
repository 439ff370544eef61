"""Ask a signatory what is newly open about a target."""

from __future__ import annotations

import datetime
from decimal import Decimal

from django.db import transaction

from pledges import letters
from pledges.enums import QuestionState
from pledges.models import Question, Target


@transaction.atomic
def ask(
    *,
    target: Target,
    code: str,
    now: datetime.datetime,
    note: str = "",
    note_zh: str = "",
    cause: str = "",
    amount: Decimal | None = None,
) -> Question | None:
    """A question about a target, with a letter to those who answer; None where nobody is asked anew.

    Only one question of a code is unsettled at a time, and what was asked because of a `cause` is not asked
    because of it again. `amount` is the value the question is about, in the unit of what is counted (tonnes
    for masses): of a restated base year, the one that was declared first.
    """
    target = Target.objects.select_for_update().get(pk=target.pk)
    asked = target.questions.filter(code=code)
    if asked.exclude(state=QuestionState.SETTLED).exists() or (cause and asked.filter(cause=cause).exists()):
        return None
    question = Question.objects.create(
        government_id=target.government_id,
        target=target,
        code=code,
        note=note,
        note_zh=note_zh,
        cause=cause,
        amount=amount,
        asked_at=now,
    )
    letters.asked(question, now)
    return question
