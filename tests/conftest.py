"""What every test can rely on."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

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
