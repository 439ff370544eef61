"""Whether every signatory's rows in CDP's yearly files are found, in the right unit and year.

    .venv/bin/python -m bench.read_cdp ../shared/data/imports

Each cdp_citywide_emissions_*.csv is brought as the secretariat would bring it, in the order of years, into a
temporary database with the Declaration and its public figures; questions get the likely answer, and where
there is none the row is left out. Beside it the file is searched by the bare words of the signatories' names,
with csv alone: a row that only this search finds is listed, to be looked at.
"""

from __future__ import annotations

import csv
import io
import re
import sys
import time
import tracemalloc
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench.installation import installation

ALSO = {"washington-dc": "district of columbia", "sonoma-county-rcpa": "sonoma"}
"""Words by which a name is searched for, where its own would not do."""


def main(folder: str) -> None:
    paths = sorted(Path(folder).glob("cdp_citywide_emissions_*.csv"))
    with installation("load_declaration", "load_public_figures") as name:
        from inventories.models import ReferenceFigure

        print(name)
        before = ReferenceFigure.objects.count()
        for path in paths:
            _one(path)
        print(f"\nreference figures: {before} before, {ReferenceFigure.objects.count()} after")


def _one(path: Path) -> None:
    seconds, peak = _measured(lambda: _looked_at(path))
    alone, alone_peak = _measured(lambda: _by_csv_alone(path))
    upload, answered = _brought(path)
    told = upload.preview
    print(
        f"\n== {path.name}: {told['records']} rows, {told['rows']} of signatories, "
        f"{told['governments']} with a figure"
    )
    print(
        f"   opened, read and matched in {seconds:.2f} s, {peak:.1f} MB at most;"
        f" csv alone {alone:.2f} s, {alone_peak:.1f} MB"
    )
    for each in told["added"] + told["changed"] + told["same"]:
        print(
            f"   {each['slug']:<22} {each['year']} {each['tonnes']:>14} t  {each['label_en']}"
            f"  [{each['how']}; row {each['row']}]"
        )
        for remark in each["remarks"]:
            print(f"      {remark}")
    for text, answer in answered:
        print(f"   asked: {text} -> {answer}")
    print("   left out, by reason:")
    for reason, count in Counter(each["reason"] for each in told["left_out"]).most_common():
        slugs = ", ".join(each["slug"] for each in told["left_out"] if each["reason"] == reason)
        print(f"      {count} x {reason} ({slugs})")
    print(f"   of nobody in the network: {told['elsewhere_count']}")
    for line in _only_by_words(_by_csv_alone(path), told):
        print(f"   only by its words: {line}")


def _measured(deed: Callable[[], object]) -> tuple[float, float]:
    """Seconds of the fastest of three, and megabytes at most of a fourth, which measuring slows down."""
    times = []
    for _each in range(3):
        begun = time.perf_counter()
        deed()
        times.append(time.perf_counter() - begun)
    tracemalloc.start()
    deed()
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return min(times), peak / 1e6


def _looked_at(path: Path) -> object:
    """The file opened, read and matched against the governments in the database."""
    from accounts.models import Government, Network
    from inventories.importers.book import open_book
    from inventories.importers.public import plans, records

    network = Network.objects.get(slug="climate-leaders")
    with path.open("rb") as file:
        book = open_book(file, name=path.name)
    governments = Government.objects.in_network(network).prefetch_related("names", "known_as")
    return plans.plan(records.read(book), governments, {})


def _brought(path: Path) -> tuple[Any, list[tuple[str, str]]]:
    """The upload as it was shown last, and the answers given."""
    from django.utils import timezone

    from accounts.models import Network, User
    from inventories.enums import UploadKind, UploadState
    from inventories.models import Upload
    from inventories.uploads import arrival, deciding, working

    network = Network.objects.get(slug="climate-leaders")
    by, _made = User.objects.get_or_create(email="bench@example.org")
    now = timezone.now()
    with path.open("rb") as file:
        upload = arrival.bring(
            kind=UploadKind.PUBLIC, file=file, name=path.name, network=network, by=by, now=now, language="en"
        )
    answered = []
    working.work(upload_id=upload.pk, now=now)
    upload = Upload.objects.get(pk=upload.pk)
    while upload.state == UploadState.ASKING:
        asked = upload.preview["questions"]
        answers = {each["code"]: each["default"] or "leave" for each in asked}
        answered += [(each["text"], answers[each["code"]]) for each in asked]
        deciding.answer(upload=upload, answers=answers)
        working.work(upload_id=upload.pk, now=now)
        upload = Upload.objects.get(pk=upload.pk)
    deciding.confirm(upload=upload, seen=deciding.digest_of(upload), choices={}, by=by, now=now)
    working.work(upload_id=upload.pk, now=now)
    done = Upload.objects.get(pk=upload.pk)
    if done.state != UploadState.DONE:
        sys.exit(f"{path.name} was not taken over: {done.outcome}")
    return upload, answered


def _by_csv_alone(path: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))


def _only_by_words(rows: list[list[str]], told: dict[str, Any]) -> list[str]:
    """Rows of the two countries in which a signatory's name stands, but that are none of those found."""
    from accounts.models import Government, Network

    header = [name.replace("\u200b", "").strip().casefold() for name in rows[0]]
    account = header.index("account number")
    country = header.index("country")
    names = [
        at
        for at, name in enumerate(header)
        if name in ("city", "city name", "city short name", "organization")
    ]
    found = {each["account"] for part in ("added", "changed", "same", "left_out") for each in told[part]}
    network = Network.objects.get(slug="climate-leaders")
    places = Government.objects.in_network(network).with_names()
    words = {ALSO.get(each.slug, each.name_in("en").split(",")[0].casefold()) for each in places}
    pattern = re.compile("|".join(rf"\b{re.escape(each.removesuffix(' city'))}\b" for each in sorted(words)))
    return [
        f"{row[account]} {' / '.join(row[at] for at in names)} ({row[country]})"
        for row in rows[1:]
        if row[account] not in found
        and row[country] in ("USA", "United States of America", "China")
        and pattern.search(" ".join(row[at] for at in names).casefold())
    ]


if __name__ == "__main__":
    main(sys.argv[1])
