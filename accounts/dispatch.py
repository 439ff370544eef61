"""Messages to the workers, by the task's name: whoever sends one need not know the room that does it."""

from __future__ import annotations

import logging
from functools import partial
from time import monotonic

from celery import current_app
from django.db import transaction
from kombu.exceptions import OperationalError

logger = logging.getLogger(__name__)

PAUSE = 5.0
"""Seconds for which nothing is sent after a failure: an action that sends six messages waits for one."""
_pause_until = 0.0


def send_on_commit(task: str, **kwargs: int) -> None:
    """Send `task` once the transaction at hand is committed; without one, at once."""
    transaction.on_commit(partial(send, task, **kwargs))


def send(task: str, **kwargs: int) -> None:
    """Send `task` now. A broker that is down is noted and forgiven: the work is a row that a sweep takes."""
    global _pause_until
    if monotonic() < _pause_until:
        logger.info("broker unreachable just now, left to the sweep: task=%s", task)
        return
    try:
        current_app.send_task(task, kwargs=kwargs, ignore_result=True)
    except (OperationalError, OSError) as error:
        _pause_until = monotonic() + PAUSE
        logger.warning("broker unreachable, left to the sweep: task=%s error=%s", task, error)
