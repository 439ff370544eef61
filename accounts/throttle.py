"""How often one visitor, or whoever holds one link, may ask for something in a while."""

from __future__ import annotations

import hashlib
from time import time

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest


def allows(request: HttpRequest, *, action: str, most: int, seconds: int, by: str = "") -> bool:
    """Whether this is among the first `most` in the running window of so many seconds.

    Counted by `by` (a link's secret, say), else by the visitor's address. Where several processes have no
    cache in common, each counts for itself.
    """
    who = hashlib.sha256((by or get_adapter().get_client_ip(request)).encode()).hexdigest()
    name = f"throttle/{action}/{who}/{int(time() // seconds)}"
    cache.add(name, 0, timeout=2 * seconds)
    try:
        return int(cache.incr(name)) <= most
    except ValueError:  # forgotten between the two: the cache is full
        return True
