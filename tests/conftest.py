"""What every test can rely on."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.utils import translation

from inventories import frozen

TRANSACTIONAL = {"transactional_db", "live_server"}


@pytest.fixture(autouse=True)
def flushable(request: pytest.FixtureRequest) -> Iterator[None]:
    """A test with real transactions is followed by a flush, which the triggers would refuse: they are lifted.

    After the flush Django announces post_migrate, and with it they are back.
    """
    marker = request.node.get_closest_marker("django_db")
    real = bool(marker and marker.kwargs.get("transaction")) or TRANSACTIONAL & set(request.fixturenames)
    if real:
        request.getfixturevalue("transactional_db")  # torn down after this fixture
    yield
    if real:
        frozen.lift()


@pytest.fixture(autouse=True)
def _anew() -> Iterator[None]:
    """In English, with nothing remembered: a page read in Chinese, or a rate limit, ends with its test."""
    translation.activate("en")
    cache.clear()
    yield
    translation.activate("en")
