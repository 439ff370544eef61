"""The CSV files of facts that the calculators read: fuels, units, choices, lines of the energy balance."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

from inventories.calculators.words import Words

REFERENCE = Path(__file__).parent.parent / "reference"

Record = dict[str, str]


def read(path: Path) -> list[Record]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@cache
def table(name: str) -> dict[str, Record]:
    """The records of reference/<name>.csv by their code."""
    return {record["code"]: record for record in read(REFERENCE / f"{name}.csv")}


@cache
def choices(name: str) -> dict[str, Words]:
    """Code and label of what a field can take: a set of choices.csv, or a table of its own."""
    if (REFERENCE / f"{name}.csv").exists():
        records = list(table(name).values())
    else:
        records = [record for record in read(REFERENCE / "choices.csv") if record["set"] == name]
    return {record["code"]: words(record) for record in records}


def words(record: Record) -> Words:
    return Words(record["label_en"], record["label_zh"])
