"""Targets that nobody set, held against what came: the record of the judge's likelihoods.

For every place, every year t on record, every base year on record before it and every reduction of
REDUCTIONS, a target for the year t + h, if the record has it. The forecast sees the figures up to t and
nothing else.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from trajectory.likelihood import PEAK_YEARS, Likelihood, NoLikelihood, of_peak, of_reduction

HORIZONS = (3, 5, 8)
"""years between the latest figure known and the target year."""

REDUCTIONS = (10, 20, 30, 40, 50, 60)
"""per cent of the base year's value."""

PLACE_COLUMNS = ("entity", "signatory")

Record = Mapping[int, Decimal]
"""The tonnes of one place by year."""


@dataclass(frozen=True, slots=True)
class Trial:
    """One target of a place: what was foreseen, the verdict of that day taken as 0 or 1, what came."""

    place: str
    foreseen: Likelihood | NoLikelihood
    verdict: bool
    came: bool


def read(path: Path) -> dict[str, Record]:
    """Places with their tonnes by year, from a CSV with the columns entity (or signatory), year, tonnes."""
    places: defaultdict[str, dict[int, Decimal]] = defaultdict(dict)
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = csv.DictReader(stream)
        columns = rows.fieldnames or []
        place = next((name for name in PLACE_COLUMNS if name in columns), None)
        if place is None or not {"year", "tonnes"} <= set(columns):
            raise ValueError(
                f"{path} needs the columns entity, year and tonnes; it has: {', '.join(columns)}"
            )
        for row in rows:
            try:
                places[row[place]][int(row["year"])] = Decimal(row["tonnes"])
            except (ValueError, ArithmeticError):
                raise ValueError(
                    f"{path} line {rows.line_num}: write the year as four digits and the tonnes as a number."
                ) from None
    return {name: dict(sorted(record.items())) for name, record in places.items()}


def reductions(places: Mapping[str, Record], ahead: int) -> Iterator[Trial]:
    """Every synthetic target so many years ahead."""
    for place, record in places.items():
        for latest in record:
            if latest + ahead in record:
                yield from _reductions_from(place, record, latest, latest + ahead)


def _reductions_from(place: str, record: Record, latest: int, year: int) -> Iterator[Trial]:
    known = [(each, value) for each, value in record.items() if each <= latest]
    for base, start in known[:-1]:
        for percent in REDUCTIONS:
            goal = start * (100 - percent) / 100
            line = start + (goal - start) * (latest - base) / (year - base)
            yield Trial(
                place,
                of_reduction(known, base=(base, start), goal=(year, goal)),
                verdict=record[latest] <= line,
                came=record[year] <= goal,
            )


def peaks(places: Mapping[str, Record], ahead: int = PEAK_YEARS) -> Iterator[Trial]:
    """The maximum so far, taken for the peak in every year whose record goes on for so many years.

    The verdict of the day is C40's test: at least 5 years since the maximum, and 10 per cent below it.
    """
    for place, record in places.items():
        for latest in record:
            later = [value for year, value in record.items() if latest < year <= latest + ahead]
            if latest + ahead not in record:
                continue
            known = [(year, value) for year, value in record.items() if year <= latest]
            maximum, peak = max((value, year) for year, value in known)
            yield Trial(
                place,
                of_peak(known),
                verdict=latest - peak >= 5 and record[latest] <= maximum * Decimal("0.9"),
                came=max(later) <= maximum,
            )
