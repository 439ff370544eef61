"""The same on what `make run` uses: SQLite in a file, and the broker of files."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from django.conf import settings

pytestmark = pytest.mark.service


def test_the_embedded_installation_does_all_that_servers_do() -> None:
    if settings.CELERY_BROKER_URL.startswith("filesystem"):
        pytest.skip("these are the embedded tests already")
    arguments = ["-q", "-m", "service", "-p", "no:cacheprovider", "tests/services"]
    environment = {**os.environ, "DATABASE_URL": "", "CELERY_BROKER_URL": "filesystem://localhost"}

    run = subprocess.run(
        [sys.executable, "-m", "pytest", *arguments],
        cwd=settings.BASE_DIR,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )

    assert run.returncode == 0, run.stdout + run.stderr
