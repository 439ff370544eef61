"""Whether city inventories come out of CityCatalyst's CSV to the kilogram, and of an eCRF workbook unchanged.

    .venv/bin/python -m bench.read_city_exports ../shared/data/imports/city_exports

Each file is read by the importer, kept in a draft of a temporary database, and added up by the domain; beside
it the file is added up with csv and Decimal alone. Then each report goes out as eCRF and is read back.
"""

from __future__ import annotations

import csv
import io
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from bench.installation import installation

YEAR = 2022
ANSWERS = {"gwp_set": "AR5", "key_rn": "NE"}
GENERATION = ("I.4.4", "III.1.3", "III.2.3", "III.3.3", "III.4.3")
"""Rows that BASIC+ leaves to the territorial total."""


@dataclass(frozen=True)
class Compared:
    file: str
    lines: int
    rows: int
    activities: int
    wrong: list[str]
    total: Decimal
    own: Decimal
    left_out: list[str]
    seconds: float
    back: list[str]


def main(folder: str) -> None:
    with installation() as name:
        print(f"{name}; every row and the city's total in t CO2e, against csv and Decimal\n")
        print(
            f"{'file':<20} {'lines':>5} {'rows':>5} {'activities':>10} {'t CO2e':>18} {'apart by':>10} "
            f"{'rows wrong':>10} {'left out':>8} {'eCRF back':>10} {'s':>6}"
        )
        found = [compare(path) for path in sorted(Path(folder).glob("*.csv"))]
        for each in found:
            print(
                f"{each.file:<20} {each.lines:>5} {each.rows:>5} {each.activities:>10} {each.total:>18,} "
                f"{each.total - each.own:>10} {len(each.wrong):>10} {len(each.left_out):>8} "
                f"{'equal' if not each.back else len(each.back):>10} {each.seconds:>6.2f}"
            )
        for each in found:
            for words in (*each.wrong, *each.back):
                print(f"{each.file}: {words}")
    print("\nleft out, each once:")
    for words in sorted({words for each in found for words in each.left_out}):
        print(f"  {words}")
    if any(each.wrong or each.back or each.total != each.own for each in found):
        sys.exit(1)


def compare(path: Path) -> Compared:
    """Read, keep, add up; then send out and read back."""
    from inventories import figures
    from inventories.importers import layouts
    from inventories.importers.book import open_book
    from inventories.importers.reading import Wanted

    own = by_row(path)
    begun = time.perf_counter()
    with path.open("rb") as file:
        book = open_book(file, name=path.name)
    reading = layouts.read(book, Wanted(year=YEAR, answers=ANSWERS))
    seconds = time.perf_counter() - begun
    if not reading.ok:
        raise SystemExit(f"{path.name}: {reading.problems or reading.questions}")
    (inventory,) = reading.inventories
    version = keep(path.stem, inventory)
    held = {line.row: line.co2e for line in version.lines.all() if line.co2e is not None}
    wrong = [
        f"{row}: {held.get(row)} t, not {own.get(row)} t"
        for row in sorted(own.keys() | held.keys())
        if kilograms(held.get(row)) != kilograms(own.get(row))
    ]
    summed = figures.totals(version)
    city = (summed.at("basic_plus") or Decimal(0)) + sum(
        (held.get(row, Decimal(0)) for row in GENERATION), Decimal(0)
    )
    return Compared(
        path.name,
        sum(1 for _line in lines_of(path)),
        len(inventory.lines["community"]),
        sum(len(each) for each in inventory.activities.values()),
        wrong,
        round(city, 3),
        round(sum(own.values(), Decimal(0)), 3),
        [f"{each.value}: {each.reason}" for each in reading.left_out],
        seconds,
        sent_and_read_back(version),
    )


def kilograms(tonnes: Decimal | None) -> Decimal | None:
    return None if tonnes is None else round(tonnes * 1000)


def lines_of(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)


def by_row(path: Path) -> dict[str, Decimal]:
    """Tonnes by row as the file adds up, without the importer."""
    found: dict[str, Decimal] = {}
    for line in lines_of(path):
        if line["Total Emissions"]:
            row = line["GPC Reference Number"]
            found[row] = found.get(row, Decimal(0)) + Decimal(line["Total Emissions"])
    return found


def keep(name: str, inventory: Any) -> Any:
    """The inventory in a draft of a city of its own."""
    from django.db import transaction

    from inventories import activities, sections
    from tests import make

    version = make.draft(make.government(name.lower()), YEAR, framework="gpc")
    with transaction.atomic():
        sections.set_about(version, {"level": "basic_plus", **inventory.about})
        sections.replace_lines(version, "community", inventory.lines["community"])
        activities.replace(
            version,
            "community",
            {row: drafts for (_section, row), drafts in inventory.activities.items()},
            rows=[row for _section, row in inventory.activities],
        )
    return version


def sent_and_read_back(version: Any) -> list[str]:
    """What differs between the report and its eCRF workbook read back; nothing where all is equal."""
    from inventories.exports import ecrf, told
    from inventories.importers import layouts
    from inventories.importers.book import open_book
    from inventories.importers.ecrf import notes
    from inventories.importers.reading import Wanted

    sent = told.in_full(version)
    book = open_book(io.BytesIO(ecrf.make(sent, "en")), name="ecrf.xlsx")
    reading = layouts.read(book, Wanted(year=YEAR))
    if not reading.ok:
        return [str(each) for each in (*reading.problems, *reading.questions)]
    (inventory,) = reading.inventories
    is_ = notes.flat(ecrf.content(sent))
    back = notes.flat(notes.Content(inventory.about, inventory.lines, inventory.activities))
    return [f"{key}: {then!r}, not {now!r}" for key, then, now in notes.differences(back, is_)]


if __name__ == "__main__":
    main(*sys.argv[1:])
