"""Background work of cooperation: one call each. Every task may run twice, and any message may be lost."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from partnerships import reminders


@shared_task(name="partnerships.remind_of_commitments")
def remind_of_commitments() -> None:
    """Tell governments what comes due, and what lapsed."""
    reminders.remind(now=timezone.now())
