"""An installation to measure: an own database, with the Declaration and the public figures, judged."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from statistics import median, quantiles

os.environ.setdefault("DATABASE_URL", "")
os.environ.setdefault("CELERY_BROKER_URL", "filesystem://localhost")
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"


@contextmanager
def installation(*commands: str) -> Iterator[str]:
    """A database made by these commands, for as long as the block lasts; gives its name for the table."""
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection
    from django.test.utils import setup_databases, setup_test_environment, teardown_databases

    setup_test_environment()
    made = setup_databases(verbosity=0, interactive=False)
    try:
        for command in commands:
            call_command(*command.split(), stdout=StringIO())
        yield f"{connection.display_name}, broker {settings.CELERY_BROKER_URL.split(':')[0]}"
    finally:
        teardown_databases(made, verbosity=0)


def spread(values: list[float]) -> tuple[float, float]:
    """The median, and what nine in ten do not exceed."""
    return median(values), quantiles(values, n=10)[-1]
