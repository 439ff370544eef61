"""The reference files, as rows of text."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

Row = dict[str, str]

ROOT = Path(__file__).resolve().parent.parent.parent


def read(room: str, name: str) -> list[Row]:
    """The rows of `room`/reference/`name`.csv."""
    with (ROOT / room / "reference" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def slug_of_key() -> dict[str, str]:
    """Slugs of governments by the key that the Declaration's tables and the public figures use."""
    return {
        row["declared_key"]: row["slug"] for row in read("accounts", "governments") if row["declared_key"]
    }


def number(text: str) -> int | None:
    return int(text) if text else None
