"""The Declaration and the public figures, as an installation holds them."""

from __future__ import annotations

import pytest
from django.core.management import call_command

from pledges import loading
from tests import make


@pytest.fixture
def public_record(db: None) -> None:
    loading.load(now=make.NOW)
    call_command("load_public_figures")
