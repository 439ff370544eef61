"""Messages to the workers, by the task's name: whoever sends one need not know the room that does it."""

from __future__ import annotations

import logging
from functools import partial

from celery import current_app
from django.db import transaction
from kombu.exceptions import OperationalError

logger = logging.getLogger(__name__)


def send_on_commit(task: str, **kwargs: int) -> None:
    """Send `task` once the transaction at hand is committed; without one, at once."""
    transaction.on_commit(partial(send, task, **kwargs))


def send(task: str, **kwargs: int) -> None:
    """Send `task` now. A broker that is down is noted and forgiven: the work is a row that a sweep takes."""
    try:
        current_app.send_task(task, kwargs=kwargs, ignore_result=True)
    except (OperationalError, OSError) as error:
        logger.warning("broker unreachable, left to the sweep: task=%s error=%s", task, error)
