"""Background work: ids in, one call. Every task may run twice, and any message may be lost."""

import logging
from collections.abc import Sequence
from typing import Any

from celery import shared_task
from celery.signals import worker_ready
from django.utils import timezone

from accounts import dispatch, outbox
from inventories import canonical
from inventories.uploads import working
from progress import assessments, methods, trials

logger = logging.getLogger(__name__)


@shared_task(name="progress.assess_government")
def assess_government(*, government_id: int) -> None:
    """Assess one government now."""
    now = timezone.now()
    assessments.assess(government_id=government_id, as_of=now.date(), now=now)


@shared_task(name="progress.sweep")
def sweep() -> None:
    """Do all work that waits in rows: messages may have been lost."""
    _assess(list(assessments.requested().values_list("pk", flat=True)))
    for mail_id in outbox.waiting(timezone.now()).values_list("pk", flat=True):
        outbox.send(mail_id=mail_id, now=timezone.now())
    for upload_id in list(working.waiting().values_list("pk", flat=True)):
        working.work(upload_id=upload_id, now=timezone.now())
    for trial in trials.running():
        trials.go_on(trial_id=trial.pk, now=timezone.now())


@shared_task(name="progress.reassess_all")
def reassess_all() -> None:
    """Have every government judged as of today that has not been yet, because dates move."""
    ids = list(assessments.outdated(timezone.now().date()).values_list("pk", flat=True))
    for of_message in assessments.ranges(ids):
        dispatch.send("progress.assess_range", first_id=of_message[0], last_id=of_message[-1])


@shared_task(name="progress.assess_range")
def assess_range(*, first_id: int, last_id: int) -> None:
    """Judge the governments with ids from first to last, both included, that were not judged today."""
    outdated = assessments.outdated(timezone.now().date()).filter(pk__range=(first_id, last_id))
    _assess(list(outdated.values_list("pk", flat=True)))


@shared_task(name="progress.try_method")
def try_method(*, trial_id: int) -> None:
    """Go on with a trial of a method."""
    trials.go_on(trial_id=trial_id, now=timezone.now())


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


def _assess(government_ids: Sequence[int]) -> None:
    """Assess governments, so many in one transaction; where one fails, the others are assessed one by one."""
    for of_range in assessments.ranges(government_ids):
        now = timezone.now()
        try:
            assessments.assess_range(government_ids=of_range, as_of=now.date(), now=now)
        except methods.NotAdopted as error:
            logger.error("nobody is judged: %s", error)
            return
        except Exception:
            logger.exception("governments %s to %s are assessed one by one", of_range[0], of_range[-1])
            _assess_each(of_range)


def _assess_each(government_ids: Sequence[int]) -> None:
    """One that fails holds up no other."""
    for government_id in government_ids:
        try:
            assess_government(government_id=government_id)
        except Exception:
            logger.exception("not assessed, left to the next sweep: government=%s", government_id)
