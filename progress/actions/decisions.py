"""A verdict by the secretariat in place of the judge's, and its withdrawal."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from accounts.models import User
from pledges import requests
from progress import decisions, letters
from progress.actions.errors import NoDecision, NothingSaid, UnderAppeal
from progress.actions.standing import demand_current, hold
from progress.enums import Lapse
from progress.models import Appeal, Assessment, Decision


@transaction.atomic
def decide(
    *,
    assessment: Assessment,
    verdict: str,
    because: str,
    language: str,
    link: str = "",
    by: User,
    now: datetime,
) -> Decision:
    """Decide by hand, in face of the current assessment: its figures and its target version are what the
    decision rests on. One that stands already is replaced; the same one sent twice is one.

    Raises NothingSaid, UnderAppeal, ChangedMeanwhile.
    """
    assessment = demand_current(assessment)
    if Appeal.objects.open().filter(target=assessment.target_id).exists():
        raise UnderAppeal
    said = {"verdict": verdict, "because": because.strip(), "language": language, "link": link}
    if sent := Decision.objects.live().filter(target=assessment.target_id, decided_by=by, **said).first():
        return sent
    made = put(assessment, **said, by=by, now=now)
    letters.decided(made, now)
    return made


@transaction.atomic
def withdraw(*, decision: Decision, by: User, now: datetime) -> None:
    """Let the judge speak again. Raises NoDecision, UnderAppeal."""
    hold(decision.government.pk)
    live = Decision.objects.live().filter(pk=decision.pk).select_related("target__government").first()
    if live is None:
        raise NoDecision
    if Appeal.objects.open().filter(target=live.target_id).exists():
        raise UnderAppeal
    decisions.lapse(live, Lapse.WITHDRAWN, now, by)
    requests.open(government=live.government, because=f"decision {live.pk} withdrawn by {by.pk}")
    letters.withdrawn(live, now)


def put(
    assessment: Assessment, *, verdict: str, because: str, language: str, link: str, by: User, now: datetime
) -> Decision:
    """Write a decision in the caller's transaction, which holds the assessment, and ask for the judgement
    that takes it up. Raises NothingSaid."""
    if not because.strip():
        raise NothingSaid
    for live in Decision.objects.live().filter(target=assessment.target_id):
        decisions.lapse(live, Lapse.REPLACED, now, by)
    made = Decision.objects.create(
        target=assessment.target,
        target_version=assessment.target_version,
        verdict=verdict,
        because=because.strip(),
        language=language,
        link=link,
        figures_sha256=decisions.figures_digest(assessment.record),
        decided_by=by,
        decided_at=now,
    )
    requests.open(government=assessment.government, because=f"decision {made.pk}")
    return made
