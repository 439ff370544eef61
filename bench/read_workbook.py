"""Milepost's own workbook of 54 rows: made, read back, and what openpyxl alone takes to read it.

    python -m bench.read_workbook

Every row holds three gases, words and a source, every third an activity. Memory is the most that Python held
in one reading (tracemalloc), taken apart from the times.
"""

from __future__ import annotations

import datetime
import io
import time
import tracemalloc
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from bench.installation import installation, spread

TIMES = 20


def main() -> None:
    with installation() as name:
        from inventories.exports import workbook

        told = content()
        file = workbook.FILLED.file(told, "en")
        print(f"{name}; {len(file):,} bytes; {TIMES} times each, after one to warm up\n")
        print(f"{'':<44} {'median':>9} {'9 in 10':>9} {'memory':>9}")
        for label, work in (
            ("openpyxl reads every cell (read only)", lambda: by_openpyxl(file, read_only=True)),
            ("openpyxl reads every cell", lambda: by_openpyxl(file, read_only=False)),
            ("cells opened (importers.book)", lambda: opened(file)),
            ("opened, recognised, read and checked", lambda: read(file)),
            ("made, filled", lambda: workbook.FILLED.file(told, "en")),
            ("made, blank", lambda: workbook.BLANK.file(told, "en")),
        ):
            middle, most = (1000 * each for each in spread(seconds(work)))
            print(f"{label:<44} {middle:>6.0f} ms {most:>6.0f} ms {memory(work):>6.1f} MB")


def content() -> Any:
    """A full report of a city, as plain values; nothing of it is in the database."""
    from accounts.models import Government, GovernmentName
    from inventories import frameworks, masses
    from inventories.activities import ActivityDraft
    from inventories.exports.told import Identity, Told
    from inventories.lines import LineDraft

    place = Government.objects.create(slug="bench-town", kind="city", country="US")
    GovernmentName.objects.create(government=place, language="en", text="Bench Town")
    by_gas = {"co2": Decimal("1234.5"), "ch4": Decimal("0.125"), "n2o": Decimal("0.0625")}
    words = {"explanation": "From bills of the utility.", "source": "The utility", "method": "Metered"}
    lines = [LineDraft(row.code, masses=by_gas, **words) for row in frameworks.rows("gpc", "community")]
    made, faults = masses.completed(lines, framework="gpc", section="community", gwp_set="AR5")
    assert not faults, faults
    gas = ActivityDraft("Natural gas", Decimal("1883.25"), "MMBtu", factors={"co2": Decimal("53.06")})
    return Told(
        identity=Identity(
            "MP-2020-BENCH",
            place,
            "gpc",
            "main",
            2020,
            (datetime.date(2020, 1, 1), datetime.date(2020, 12, 31)),
            1,
            "draft",
        ),
        about={"gwp_set": "AR5", "level": "basic", "boundary": "The city limits"},
        lines={"community": made},
        activities={("community", line.row): [gas] for line in made[::3]},
    )


def by_openpyxl(file: bytes, *, read_only: bool) -> int:
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(file), read_only=read_only)
    return sum(len(row) for sheet in book for row in sheet.iter_rows(values_only=True))


def opened(file: bytes) -> Any:
    from inventories.importers.book import open_book

    return open_book(io.BytesIO(file), name="filled.xlsx")


def read(file: bytes) -> Any:
    from inventories.importers import layouts
    from inventories.importers.reading import Wanted

    reading = layouts.read(opened(file), Wanted(framework="gpc", year=2020, government="bench-town"))
    if not reading.ok or len(reading.inventories[0].lines["community"]) != 54:
        raise SystemExit(f"the workbook was not read: {reading.problems}")
    return reading


def seconds(work: Callable[[], Any]) -> list[float]:
    work()
    found = []
    for _each in range(TIMES):
        begun = time.perf_counter()
        work()
        found.append(time.perf_counter() - begun)
    return found


def memory(work: Callable[[], Any]) -> float:
    tracemalloc.start()
    work()
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most / 1024**2


if __name__ == "__main__":
    main()
