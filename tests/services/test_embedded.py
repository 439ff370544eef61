"""The same on what `make run` uses: SQLite in a file, and the broker of files."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

pytestmark = pytest.mark.service


def test_the_embedded_installation_does_all_that_servers_do(
    embedded_run: tuple[subprocess.Popen[bytes], Path] | None,
) -> None:
    if embedded_run is None:
        pytest.skip("these are the embedded tests already")
    run, output = embedded_run

    returned = run.wait()

    assert returned == 0, output.read_text(encoding="utf-8", errors="replace")
