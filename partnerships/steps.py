"""Steps that a network asks of its members in order, each by the end of so many years after joining.

Rows in reference/steps.csv: another network's steps are more rows. Pure but for reading the file.
"""

from __future__ import annotations

import csv
import datetime
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from partnerships.commitments import Four, last_day
from partnerships.enums import Commitment

FILE = Path(__file__).parent / "reference" / "steps.csv"


@dataclass(frozen=True, slots=True)
class Step:
    """`years` after the one of joining, by whose end the commitment is to be kept."""

    commitment: Commitment
    years: int
    source: str


@dataclass(frozen=True, slots=True)
class Reached:
    """A step of one member. `due` is None where the year of joining is not known."""

    number: int
    commitment: Commitment
    is_kept: bool
    due: datetime.date | None
    is_overdue: bool


@cache
def all_steps() -> dict[str, tuple[Step, ...]]:
    """By the network's slug, in order."""
    found: dict[str, list[Step]] = {}
    with FILE.open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            step = Step(Commitment(row["commitment"]), int(row["years"]), row["source"])
            found.setdefault(row["network"], []).append(step)
    return {network: tuple(steps) for network, steps in found.items()}


def of_member(network: str, since_year: int | None, four: Four, today: datetime.date) -> list[Reached]:
    """The network's steps as the member has taken them on the day; none where the network asks for none."""
    found = []
    for number, step in enumerate(all_steps().get(network, ()), 1):
        kept = four.of(step.commitment).is_kept
        due = last_day(since_year + step.years) if since_year else None
        late = not kept and due is not None and due < today
        found.append(Reached(number, step.commitment, kept, due, late))
    return found


def reached(steps: list[Reached]) -> int:
    """How many steps are taken one after the other from the first."""
    for step in steps:
        if not step.is_kept:
            return step.number - 1
    return len(steps)
