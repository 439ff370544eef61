"""Waiting for what another process does."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

PAUSE = 0.02  # seconds between two looks
_never = threading.Event()


def until(condition: Callable[[], object], what: str, seconds: float = 30) -> None:
    """Return as soon as `condition` holds. Fails, saying `what` did not happen, after so many seconds."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            raise AssertionError(f"Not within {seconds:.0f} s: {what}")
        _never.wait(PAUSE)
