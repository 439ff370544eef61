"""Background work: ids in, one call. Every task may run twice, and any message may be lost."""

import logging
from typing import Any

from celery import shared_task
from celery.signals import worker_ready
from django.db.models import QuerySet
from django.utils import timezone

from accounts import dispatch, outbox
from accounts.models import Government
from inventories import canonical
from progress import assessments

logger = logging.getLogger(__name__)

GOVERNMENTS_A_MESSAGE = 200


@shared_task(name="progress.assess_government")
def assess_government(*, government_id: int) -> None:
    """Assess one government now."""
    now = timezone.now()
    assessments.assess(government_id=government_id, as_of=now.date(), now=now)


@shared_task(name="progress.sweep")
def sweep() -> None:
    """Do all work that waits in rows: messages may have been lost."""
    _assess_each(assessments.requested())
    for mail_id in outbox.waiting(timezone.now()).values_list("pk", flat=True):
        outbox.send(mail_id=mail_id, now=timezone.now())


@shared_task(name="progress.reassess_all")
def reassess_all() -> None:
    """Have every government judged as of today that has not been yet, because dates move."""
    ids = list(assessments.outdated(timezone.now().date()).values_list("pk", flat=True))
    for start in range(0, len(ids), GOVERNMENTS_A_MESSAGE):
        of_message = ids[start : start + GOVERNMENTS_A_MESSAGE]
        dispatch.send("progress.assess_range", first_id=of_message[0], last_id=of_message[-1])


@shared_task(name="progress.assess_range")
def assess_range(*, first_id: int, last_id: int) -> None:
    """Judge the governments with ids from first to last, both included, that were not judged today."""
    _assess_each(assessments.outdated(timezone.now().date()).filter(pk__range=(first_id, last_id)))


@shared_task(name="progress.send_mail")
def send_mail(*, mail_id: int) -> None:
    """Send one letter of the outbox, unless it is sent already."""
    outbox.send(mail_id=mail_id, now=timezone.now())


@shared_task(name="progress.verify_documents")
def verify_documents() -> None:
    """Compare every signed document with its hash and its rows."""
    for error in canonical.verify_all():
        logger.error("signed document differs: %s", error)


@worker_ready.connect
def catch_up(**kwargs: Any) -> None:
    """A worker that starts takes at once what waited while there was none."""
    dispatch.send("progress.sweep")
    dispatch.send("progress.reassess_all")


def _assess_each(governments: QuerySet[Government]) -> None:
    """Assess each that is still among `governments` when its turn comes; one that fails holds up no other."""
    for government_id in list(governments.values_list("pk", flat=True)):
        try:
            if governments.filter(pk=government_id).exists():
                assess_government(government_id=government_id)
        except Exception:
            logger.exception("not assessed, left to the next sweep: government=%s", government_id)
