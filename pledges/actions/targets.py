"""Declare and revise targets; confirm or refuse what is proposed."""

from __future__ import annotations

import datetime

from django.db import transaction

from accounts.models import Government, User
from pledges import letters, requests
from pledges.actions import measures
from pledges.actions.asking import ask
from pledges.actions.errors import NoReason, NothingChanged, NotWaiting, OwnProposal
from pledges.actions.proposals import STATUSES, Values, propose, standing, typed
from pledges.enums import QuestionCode, QuestionState, TargetState
from pledges.kinds import TYPED_CODES, leaves_open, worth_asking
from pledges.models import Question, Statement, Target, TargetVersion


@transaction.atomic
def declare(
    *,
    government: Government,
    quote: str,
    source: str,
    values: Values,
    by: User,
    now: datetime.datetime,
    statement: Statement | None = None,
) -> TargetVersion:
    """A new target in the government's words, proposed to the secretariat; `statement` is where they stand.

    An open question for the government's target is thereby answered. Raises ValidationError with a message
    for each field that is wrong or lacking.
    """
    government = Government.objects.select_for_update().get(pk=government.pk)
    target = Target.objects.create(
        code=_code(government), government=government, quote=quote, source=source, statement=statement
    )
    version = propose(target=target, base=None, values=values, stated=(), reason="", by=by, now=now)
    Question.objects.open().filter(government=government, code=QuestionCode.TARGET).update(
        state=QuestionState.ANSWERED, answer=quote, answered_by=by, answered_at=now, proposal=version
    )
    letters.proposed(version, now)
    return version


def _code(government: Government) -> str:
    """The government's slug and the first free number."""
    stem = government.slug[:50]
    taken = set(Target.objects.filter(code__startswith=f"{stem}-").values_list("code", flat=True))
    number = 1
    while f"{stem}-{number}" in taken:
        number += 1
    return f"{stem}-{number}"


@transaction.atomic
def revise(*, target: Target, values: Values, reason: str, by: User, now: datetime.datetime) -> TargetVersion:
    """What the target shall mean from now on, proposed to the secretariat.

    A field whose value changes becomes a stated one. Raises NoReason, NothingChanged, or ValidationError with
    a message for each wrong field.
    """
    if not reason.strip():
        raise NoReason
    target = Target.objects.select_for_update().get(pk=target.pk)
    base = standing(target)
    present = typed(base) if base else {}
    changed = {name for name, value in values.items() if present.get(name) != value}
    if not changed:
        raise NothingChanged
    stated = [status for name in changed for status in STATUSES.get(name, ())]
    version = propose(target=target, base=base, values=values, stated=stated, reason=reason, by=by, now=now)
    letters.proposed(version, now)
    return version


@transaction.atomic
def confirm(*, version: TargetVersion, by: User, now: datetime.datetime, note: str = "") -> TargetVersion:
    """The proposal is in force from `now`; the version before it ends, and its government is judged anew.

    Rows that it names make a measure of the government's own. What it leaves open that the version before it
    did not is asked. Raises NotWaiting if it was decided or replaced meanwhile, OwnProposal if `by` had a
    part in it.
    """
    version = _decidable(version, by)
    target = version.target
    before = target.versions.in_force().select_related("measure").first()
    target.versions.in_force().update(state=TargetState.SUPERSEDED, valid_until=now)
    _count_own_rows(version)
    version.state, version.valid_from = TargetState.IN_FORCE, now
    _decide(version, by, now, note)
    _settle_questions(version, by, now)
    _ask_what_is_newly_open(version, before, now)
    requests.open(government=target.government, because=f"target {version}")
    letters.confirmed(version, now)
    return version


@transaction.atomic
def refuse(*, version: TargetVersion, reason: str, by: User, now: datetime.datetime) -> TargetVersion:
    """The proposal does not come into force; what it answered is open again, with the answer kept.

    Raises NoReason, NotWaiting or OwnProposal.
    """
    if not reason.strip():
        raise NoReason
    version = _decidable(version, by)
    version.state = TargetState.REFUSED
    _decide(version, by, now, reason)
    Question.objects.answered().filter(proposal=version).update(state=QuestionState.OPEN)
    letters.refused(version, now)
    return version


def _decidable(version: TargetVersion, by: User) -> TargetVersion:
    """The version as it is now, held until the transaction ends."""
    Target.objects.select_for_update().get(pk=version.target_id)
    version = TargetVersion.objects.select_related("target__government", "measure").get(pk=version.pk)
    if version.state != TargetState.PROPOSED:
        raise NotWaiting
    if may_not_decide(version, by):
        raise OwnProposal
    return version


def may_not_decide(version: TargetVersion, by: User) -> bool:
    """Whoever proposed a version, or answered a question that it rests on, does not decide on it."""
    return version.proposed_by_id == by.pk or version.questions.answered().filter(answered_by=by).exists()


def _decide(version: TargetVersion, by: User, now: datetime.datetime, note: str) -> None:
    version.decided_by, version.decided_at, version.decision_note = by, now, note
    version.save(
        update_fields=["state", "measure", "valid_from", "decided_by", "decided_at", "decision_note"]
    )


def _count_own_rows(version: TargetVersion) -> None:
    """Rows that the signatory named make its own measure, which the version then counts."""
    measure = version.measure
    if measure and version.rows and version.rows != measure.rows:
        version.measure = measures.of_its_own(
            government=version.government, measure=measure, rows=version.rows
        )


def _ask_what_is_newly_open(
    version: TargetVersion, before: TargetVersion | None, now: datetime.datetime
) -> None:
    known = leaves_open(before) if before else []
    for code in worth_asking(version, now.year):
        if code not in known:
            ask(target=version.target, code=code, now=now)


def _settle_questions(version: TargetVersion, by: User, now: datetime.datetime) -> None:
    """Those that led to the version, and those that it answers without having been asked."""
    answered = set(TYPED_CODES).difference(leaves_open(version))
    of_target = Question.objects.filter(target=version.target, code__in=answered)
    unsettled = (Question.objects.filter(proposal=version) | of_target).exclude(state=QuestionState.SETTLED)
    Question.objects.filter(pk__in=unsettled.values("pk")).update(
        state=QuestionState.SETTLED, settled_by=by, settled_at=now
    )
