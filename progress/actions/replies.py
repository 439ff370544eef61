"""What the signatory does with a verdict that it sees first: reply, or let it out at once."""

from __future__ import annotations

import logging
from datetime import datetime

from django.db import transaction

from accounts.models import User
from progress import letters, publication
from progress.actions.errors import NothingSaid, PublicAlready
from progress.actions.standing import demand_current, demand_standing
from progress.models import Assessment, Reply

logger = logging.getLogger(__name__)


@transaction.atomic
def reply(*, assessment: Assessment, text: str, language: str, by: User, now: datetime) -> Reply:
    """Put a reply beside the verdict; there may be several, and none is changed afterwards. The same words
    sent twice are one.

    Raises NothingSaid, ChangedMeanwhile.
    """
    if not text.strip():
        raise NothingSaid
    assessment = demand_standing(assessment, now.date())
    if sent := Reply.objects.filter(assessment=assessment, text=text.strip(), by=by).first():
        return sent
    made = Reply.objects.create(assessment=assessment, text=text.strip(), language=language, by=by, at=now)
    letters.replied(made, now)
    return made


@transaction.atomic
def release(*, assessment: Assessment, by: User, now: datetime) -> None:
    """Let everyone see the current verdict from today on. Raises PublicAlready, ChangedMeanwhile."""
    assessment = demand_current(assessment)
    today = now.date()
    if assessment.public_from <= today:
        raise PublicAlready
    publication.release(assessment, today, by)
