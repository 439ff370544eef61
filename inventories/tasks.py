"""Background work on files: ids in, one call. Every task may run twice, and any message may be lost."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from inventories import part_requests, unsaved
from inventories.uploads import forgetting, working


@shared_task(name=working.TASK)
def work_upload(*, upload_id: int) -> None:
    """Read a file that was brought, or take it over."""
    working.work(upload_id=upload_id, now=timezone.now())


@shared_task(name="inventories.forget_uploads")
def forget_uploads() -> None:
    """Delete the contents of files that nobody has gone on with."""
    forgetting.forget_idle(timezone.now())


@shared_task(name="inventories.remind_of_parts")
def remind_of_parts() -> None:
    """Remind whoever owes a part of a report: before it is due, and once after."""
    part_requests.remind(now=timezone.now())


@shared_task(name="inventories.drop_old_entries")
def drop_old_entries() -> None:
    """Forget what was typed long ago and never saved."""
    unsaved.drop_old(timezone.now())
