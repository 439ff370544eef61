"""Mutated files through everything that reads them: none may end in anything but a reading or a refusal.

    python -m bench.fuzz_files FILE ... [--inputs 20000] [--seed 1]

Every input is a file of those given, or a workbook made of one, with bytes flipped, parts of its archive
mutated, cells exchanged or its end cut off. Each failure is printed with the seed that makes it again:
--seed N --inputs 1. Slow inputs (over 2 s) and the most memory of the process are told too.
"""

from __future__ import annotations

import argparse
import csv
import io
import os
import random
import resource
import sys
import time
import traceback
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("DATABASE_URL", "")
os.environ.setdefault("CELERY_BROKER_URL", "memory://")
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"

SLOW = 2.0
MOST_ROWS_TAKEN = 60
CELLS = (
    *(
        "",
        "NO",
        "NE; IE",
        "IE (II.1.1)",
        "C",
        "-",
        "n/a",
        "=1+1",
        "1.234",
        "1,5",
        "1e308",
        "-5",
        "12 kt",
        "2019",
    ),
    *(
        "2018-2019",
        "30.02.2020",
        "\x0b",
        "'=x",
        "∞",
        "１２",
        "I.1.1",
        "#REF!",
        "Total",
        "x" * 5000,
        "\u202e",
        "NaN",
    ),
)
Mutation = Callable[[random.Random, bytes], bytes]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--inputs", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()

    import django

    django.setup()
    originals = [content for path in options.files for content in of_file(path)]
    outcomes: Counter[str] = Counter()
    failures, slowest, begun = 0, 0.0, time.perf_counter()
    for seed in range(options.seed, options.seed + options.inputs):
        chance = random.Random(seed)
        kind, content = mutated(chance, chance.choice(originals))
        started = time.perf_counter()
        try:
            outcome = tried(content, chance)
        except Exception:
            failures += 1
            outcome = "FAILED"
            print(f"seed {seed}, {kind}\n{traceback.format_exc()}")
        taken = time.perf_counter() - started
        slowest = max(slowest, taken)
        if taken > SLOW:
            print(f"seed {seed}, {kind}: {taken:.1f} s, {len(content)} bytes")
        outcomes[f"{kind:<12} {outcome}"] += 1
    for outcome, count in sorted(outcomes.items()):
        print(f"{outcome:<50} {count:>7}")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{options.inputs} inputs in {time.perf_counter() - begun:.0f} s, {failures} failures; ", end="")
    print(f"slowest {slowest:.1f} s, most memory {memory:.0f} MB")
    return 1 if failures else 0


def of_file(path: Path) -> list[bytes]:
    """The file's beginning as CSV and as a workbook; a workbook as it is."""
    content = path.read_bytes()
    if content.startswith(b"PK"):
        return [content]
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))[:MOST_ROWS_TAKEN]
    return [_as_csv(rows), _as_workbook(rows)]


def _as_csv(rows: list[list[str]]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()


def _as_workbook(rows: list[list[str]]) -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    assert book.active is not None
    for row in rows:
        book.active.append([_typed(cell) for cell in row])
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def _typed(cell: str) -> str | float:
    try:
        return float(cell)
    except ValueError:
        return cell


def mutated(chance: random.Random, content: bytes) -> tuple[str, bytes]:
    of_text: dict[str, Mutation] = {"flipped": _flipped, "cut": _cut, "cells": _cells, "encoded": _encoded}
    of_zip: dict[str, Mutation] = {"zip flipped": _flipped, "zip cut": _cut, "zip part": _part}
    kinds = of_zip if content.startswith(b"PK") else of_text
    kind = chance.choice(list(kinds))
    return kind, kinds[kind](chance, content)


def _flipped(chance: random.Random, content: bytes) -> bytes:
    made = bytearray(content)
    for _flip in range(chance.choice([1, 3, 20, 200])):
        made[chance.randrange(len(made))] = chance.randrange(256)
    return bytes(made)


def _cut(chance: random.Random, content: bytes) -> bytes:
    begin, end = sorted(chance.randrange(len(content) + 1) for _end in range(2))
    return chance.choice([content[:end], content[begin:], content[:begin] + content[end:]])


def _cells(chance: random.Random, content: bytes) -> bytes:
    rows = list(csv.reader(io.StringIO(content.decode())))
    for _change in range(chance.choice([1, 5, 50])):
        row = chance.choice(rows)
        if row:
            row[chance.randrange(len(row))] = chance.choice(
                [*CELLS, *chance.choice(rows), str(chance.random() * 1e6)]
            )
    if chance.random() < 0.3:
        chance.shuffle(rows)
    if chance.random() < 0.3:
        rows = [list(column) for column in zip(*rows, strict=False)]
    return _as_csv(rows)


def _encoded(chance: random.Random, content: bytes) -> bytes:
    encoding = chance.choice(["utf-16", "utf-16-le", "gb18030", "cp1252", "utf-32", "utf-8-sig"])
    text = content.decode().replace(",", chance.choice([",", ";", "\t"]))
    return _flipped(chance, text.encode(encoding, errors="replace"))


def _part(chance: random.Random, content: bytes) -> bytes:
    """One part of the archive mutated, and packed anew with a right checksum."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        chosen = chance.choice(old.namelist())
        for name in old.namelist():
            data = old.read(name)
            if name == chosen:
                data = chance.choice([_flipped, _cut, _shuffled])(chance, data)
            if name != chosen or chance.random() > 0.05:
                new.writestr(name, data)
    return made.getvalue()


def _shuffled(chance: random.Random, data: bytes) -> bytes:
    """Tags in another order, or said again."""
    parts = data.split(b"<")
    for _change in range(chance.choice([1, 5])):
        parts.insert(chance.randrange(len(parts)), chance.choice(parts))
    return b"<".join(parts)


def tried(content: bytes, chance: random.Random) -> str:
    """Opened, and read by every layout that recognises it, with likely answers to its questions."""
    from inventories.importers import layouts
    from inventories.importers.book import open_book
    from inventories.importers.problems import Unreadable

    try:
        book = open_book(io.BytesIO(content), name=chance.choice(["a.csv", "a.xlsx", "a"]))
    except Unreadable:
        return "refused"
    said = [answered(layout, book, chance) for layout in layouts.ALL if layout.recognises(book)]
    return said[0]


def answered(layout: object, book: object, chance: random.Random) -> str:
    from inventories.importers.problems import Unreadable
    from inventories.importers.reading import Wanted

    answers: dict[str, str] = {}
    for _round in range(8):
        wanted = Wanted(
            framework=chance.choice(["gpc", "totals"]),
            year=chance.choice([0, 2016]),
            names=["Amman"],
            answers=answers,
        )
        try:
            reading = layout.read(book, wanted)  # type: ignore[attr-defined]
        except Unreadable:
            return "refused by its layout"
        if reading.problems:
            return "problems"
        if not reading.questions:
            return "inventories" if reading.inventories else "nothing"
        for question in reading.questions:
            answers[question.code] = question.default or chance.choice(list(question.choices))[0]
    return "questions"


if __name__ == "__main__":
    sys.exit(main())
