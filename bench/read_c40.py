"""C40's table of inventories, taken as it is, against its own totals: every line, through report and figures.

    python -m bench.read_c40 FILE.csv

For every place of the table a government of that name is made; its inventories are read as it would upload
them, each begins a report, and BASIC, BASIC+ and territorial totals of the saved lines are held against the
table's, which this script reads by itself. Also: time and memory of reading, beside the csv module alone.
"""

from __future__ import annotations

import csv
import io
import resource
import sys
import time
import tracemalloc
from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.installation import installation

if TYPE_CHECKING:
    from inventories.figures import Totals
    from inventories.importers.book import Book
    from inventories.importers.reading import Inventory

STATED = {"BASIC": "basic", "BASIC+": "basic_plus", "Territorial": "territorial"}
TOLERANCE = Decimal(1)
RUNS = 5


def main(path: str) -> int:
    content = Path(path).read_bytes()
    with installation():
        wrong = compare(content)
        measure(content)
    return 1 if wrong else 0


def compare(content: bytes) -> int:
    """Read every line end to end; prints the counts and every exception; how many there were."""
    from inventories.importers.book import open_book

    book = open_book(io.BytesIO(content), name="c40.csv")
    lines = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    counts: Counter[str] = Counter()
    for place in dict.fromkeys(line["City"] for line in lines):
        of_place = {int(line["Year_calendar"]): line for line in lines if line["City"] == place}
        taken(place, book, of_place, counts)
    print(f"{len(lines)} lines of {len({line['City'] for line in lines})} places")
    for what, count in counts.items():
        print(f"{what:<60} {count:>6}")
    return counts["exceptions"]


def taken(place: str, book: Book, of_place: dict[int, dict[str, str]], counts: Counter[str]) -> None:
    """The inventories of one place, each into a report of its own."""
    from inventories.importers import layouts
    from inventories.importers.reading import Wanted
    from tests import make

    reading = layouts.read(book, Wanted(names=[place]))
    for each in [*reading.problems, *reading.questions]:
        exception(counts, f"{place}: {each}")
    found = {each.year: each for each in reading.inventories}
    for missing in of_place.keys() - found.keys():
        exception(counts, f"{place} {missing}: no inventory was read")
    counts["cells left out, or read with a note"] += len(reading.left_out)
    government = make.government(name=place)
    user = make.contributor(government)
    for year in of_place.keys() & found.keys():
        totals = saved(government, user, found[year])
        counts["reports begun"] += 1
        for name, level in STATED.items():
            own, ours = Decimal(of_place[year][name]), totals.at(level) or Decimal(0)
            if abs(own - ours) <= TOLERANCE:
                counts[f"{name} equal within {TOLERANCE} t"] += 1
            else:
                exception(counts, f"{place} {year} {name}: table {own}, lines {ours}")
            if abs(found[year].stated[level] - own) > TOLERANCE:
                exception(counts, f"{place} {year} {name}: read {found[year].stated[level]}, table {own}")


def saved(government: Any, user: Any, inventory: Inventory) -> Totals:
    """The totals of a report that holds the inventory's lines."""
    from inventories import figures, filling, reports, sections
    from tests.make import NOW

    first, last = filling.period_of(inventory)
    version = reports.begin(
        government=government,
        year=inventory.year,
        period_start=first,
        period_end=last,
        framework=inventory.framework,
        by=user,
        now=NOW,
    )
    sections.set_about(version, inventory.about)
    for code, drafts in inventory.lines.items():
        sections.replace_lines(version, code, drafts)
    version.refresh_from_db()
    return figures.totals(version)


def exception(counts: Counter[str], text: str) -> None:
    counts["exceptions"] += 1
    print(f"EXCEPTION {text}")


def measure(content: bytes) -> None:
    from inventories.importers import layouts
    from inventories.importers.book import open_book
    from inventories.importers.reading import Wanted

    def alone() -> object:
        return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))

    def opened() -> Book:
        return open_book(io.BytesIO(content), name="c40.csv")

    def read() -> object:
        return layouts.read(opened(), Wanted(names=["Amman"]))

    print(f"\n{'':<40} {'ms':>8} {'peak MB':>8}")
    for name, work in (
        ("csv module alone", alone),
        ("open_book", opened),
        ("open_book, one place's inventories", read),
    ):
        print(f"{name:<40} {milliseconds(work):>8.1f} {megabytes(work):>8.1f}")
    print(f"most memory of the process: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


def milliseconds(work: Callable[[], object]) -> float:
    """The least of some runs."""
    best = float("inf")
    for _run in range(RUNS):
        begun = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - begun)
    return best * 1000


def megabytes(work: Callable[[], object]) -> float:
    tracemalloc.start()
    work()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak / 1024 / 1024


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
