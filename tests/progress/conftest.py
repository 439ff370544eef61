"""The Declaration and the public figures, as an installation holds them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction

from pledges import loading
from tests import make


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Read once for a module: reading the files for each test would take most of the time."""
    with django_db_blocker.unblock(), transaction.atomic():
        loading.load(now=make.NOW)
        call_command("load_public_figures")
        yield
        transaction.set_rollback(True)


@pytest.fixture
def public_record(loaded: None, db: None) -> None:
    """All of it; what a test changes is undone."""
