"""The signatory disputes a verdict; somebody decides who did not decide the first time."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from accounts.models import User
from inventories.enums import EventKind
from inventories.models import Event
from progress import decisions, letters
from progress.actions.decisions import put
from progress.actions.errors import (
    AppealOpen,
    ChangedMeanwhile,
    FirstDecider,
    NoOpenAppeal,
    NothingSaid,
    OwnAppeal,
)
from progress.actions.standing import demand_current, demand_standing, hold
from progress.enums import Outcome
from progress.models import Appeal, Assessment


@transaction.atomic
def appeal(*, assessment: Assessment, grounds: str, language: str, by: User, now: datetime) -> Appeal:
    """Dispute a verdict that stands. Raises NothingSaid, AppealOpen, ChangedMeanwhile."""
    if not grounds.strip():
        raise NothingSaid
    assessment = demand_standing(assessment, now.date())
    if Appeal.objects.open().filter(target=assessment.target_id).exists():
        raise AppealOpen
    made = Appeal.objects.create(
        assessment=assessment,
        target=assessment.target,
        grounds=grounds.strip(),
        language=language,
        by=by,
        at=now,
        first_decider=first_decider(assessment),
    )
    letters.appealed(made, now)
    return made


@transaction.atomic
def decide_appeal(
    *,
    appeal: Appeal,
    outcome: str,
    answer: str,
    language: str,
    verdict: str = "",
    link: str = "",
    by: User,
    now: datetime,
) -> Appeal:
    """Uphold the verdict, or change it to `verdict` by a decision for which the answer is the reason.

    Raises NothingSaid, NoOpenAppeal, FirstDecider, OwnAppeal; ChangedMeanwhile where there is no verdict on
    the target to be changed.
    """
    if not answer.strip():
        raise NothingSaid
    appeal = _held(appeal)
    if appeal.first_decider_id == by.pk:
        raise FirstDecider
    if appeal.by_id == by.pk:
        raise OwnAppeal
    if outcome == Outcome.CHANGED:
        said = {"verdict": verdict, "because": answer, "language": language, "link": link}
        appeal.decision = put(_current(appeal), **said, by=by, now=now)
    appeal.outcome, appeal.answer, appeal.answer_language = outcome, answer.strip(), language
    appeal.decided_by, appeal.decided_at = by, now
    appeal.save(
        update_fields=["outcome", "answer", "answer_language", "decided_by", "decided_at", "decision"]
    )
    letters.appeal_decided(appeal, now)
    return appeal


def first_decider(assessment: Assessment) -> User | None:
    """Who made the decision by hand, or accepted the newest report whose figures the verdict rests on; nobody
    where these are public ones."""
    if assessment.decision:
        return assessment.decision.decided_by
    accepted = Event.objects.filter(
        kind=EventKind.ACCEPTED, version__figures__in=decisions.figure_ids(assessment.record)
    )
    newest = accepted.order_by("-pk").select_related("by").first()
    return newest.by if newest else None


def _held(appeal: Appeal) -> Appeal:
    """The appeal as it is now, if it is open. Raises NoOpenAppeal."""
    hold(appeal.government.pk)
    found = Appeal.objects.open().filter(pk=appeal.pk)
    now = found.select_related("assessment", "target__government", "by", "first_decider").first()
    if now is None:
        raise NoOpenAppeal
    return now


def _current(appeal: Appeal) -> Assessment:
    """Raises ChangedMeanwhile."""
    current = Assessment.objects.current().filter(target=appeal.target_id).first()
    if current is None:
        raise ChangedMeanwhile
    return demand_current(current)
