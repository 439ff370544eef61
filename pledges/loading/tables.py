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


@cache
def chinese_notes() -> dict[str, str]:
    """The Chinese of every note, reason and suggestion of the reference files, by its English."""
    return {row["text_en"]: row["text_zh"] for row in read("pledges", "notes")}


def in_chinese(text: str) -> str:
    """Its Chinese, or nothing where notes.csv has none."""
    return chinese_notes().get(text, "")


def number(text: str) -> int | None:
    return int(text) if text else None
