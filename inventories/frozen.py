"""Submitted content stays as it was signed: triggers, on SQLite and on PostgreSQL.

A migration that rebuilds a table drops its triggers on SQLite; install() therefore runs after every
`migrate` and is safe to run again.
"""

from __future__ import annotations

from typing import Any


def install_after_migrate(sender: Any, using: str, **kwargs: Any) -> None:
    pass
