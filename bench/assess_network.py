"""How long a whole network takes to judge, beside the least it could cost, by size and by number of workers.

python -m bench.assess_network --signatories 1300 13000 --databases sqlite postgres
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
POSTGRES = "postgres://milepost:milepost@127.0.0.1:5432/milepost"
SCRATCH = "milepost_measured"
CHANGED_EVERY = 100
FEW = 50


def main() -> None:
    options = _options()
    if options.stage:
        _report(STAGES[options.stage], options)
        return
    names = ("build", "floor", "first", "ratio", "again", "1 in 100", "ms one", "MB")
    print(f"{'':24}", *(f"{name:>8}" for name in names))
    for database in options.databases:
        for signatories in options.signatories:
            with _database(database) as environment:
                _measure(database, signatories, options.workers, environment)


def _measure(database: str, signatories: int, workers: int, environment: dict[str, str]) -> None:
    """One line: seconds of every stage, each in a process of its own, and the first run's highest memory."""
    run = {"environment": environment, "signatories": signatories}
    build, _ = _stage("build", **run)
    floor, _ = _stage("floor", **run)
    _stage("remember", **run)
    _stage("clear", **run)
    first, memory = _stage("assess", **run) if workers == 1 else _spread(workers, signatories, environment)
    _stage("compare", **run)
    again, _ = _stage("assess", **run)
    _stage("change", **run)
    some, _ = _stage("assess", **run)
    one, _ = _stage("one", **run)
    label = f"{signatories:,} {database}" + (f", {workers} workers" if workers > 1 else "")
    told = (
        f"{build:.1f}", f"{floor:.1f}", f"{first:.1f}", f"{first / floor:.2f}", f"{again:.2f}", f"{some:.2f}",
        f"{one / FEW * 1000:.0f}", f"{memory:.0f}",
    )  # fmt: skip
    print(f"{label:24}", *(f"{value:>8}" for value in told), flush=True)


def _spread(workers: int, signatories: int, environment: dict[str, str]) -> tuple[float, float]:
    """The first run by several processes at once, each with its range of signatories."""
    size = -(-signatories // workers)
    begun = time.perf_counter()
    running = [
        _start("assess", environment, start + 1, min(start + size, signatories))
        for start in range(0, signatories, size)
    ]
    found = [json.loads(each.communicate()[0]) for each in running]
    return time.perf_counter() - begun, max(each["megabytes"] for each in found)


def _stage(name: str, *, environment: dict[str, str], signatories: int) -> tuple[float, float]:
    running = _start(name, environment, 1, signatories)
    told = running.communicate()[0]
    if running.returncode:
        sys.exit(f"{name} failed")
    found = json.loads(told)
    return found["seconds"], found["megabytes"]


def _start(name: str, environment: dict[str, str], first: int, last: int) -> subprocess.Popen[str]:
    command = [
        sys.executable,
        "-m",
        "bench.assess_network",
        "--stage",
        name,
        "--range",
        str(first),
        str(last),
    ]
    return subprocess.Popen(command, env={**os.environ, **environment}, stdout=subprocess.PIPE, text=True)


def _report(stage: Callable[[int, int], None], options: argparse.Namespace) -> None:
    """Run a stage and tell its seconds and its highest memory; setting Django up is not counted."""
    import django

    django.setup()
    gc.freeze()  # as workers do
    begun = time.perf_counter()
    stage(*options.range)
    seconds = time.perf_counter() - begun
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": seconds, "megabytes": megabytes}))


def _build(first: int, last: int) -> None:
    from django.core.management import call_command

    from bench import network_rows

    call_command("migrate", verbosity=0)
    network_rows.build(last)


def _floor(first: int, last: int) -> None:
    from django.db import transaction

    from bench import floor

    for start, end in _ranges(first, last):
        with transaction.atomic():
            floor.assess(start, end, TODAY, NOW)


def _assess(first: int, last: int) -> None:
    from progress import assessments

    for start, end in _ranges(first, last):
        assessments.assess_range(government_ids=range(start, end + 1), as_of=TODAY, now=NOW)


def _remember(first: int, last: int) -> None:
    """Keep the SHA-256 of every record of the floor, by target."""
    from progress.models import Assessment

    shas = Assessment.objects.current().order_by("target").values_list("record_sha256", flat=True)
    _remembered().write_text("\n".join(shas))


def _compare(first: int, last: int) -> None:
    """The floor must have written what Milepost writes: every record, byte for byte."""
    from progress.models import Assessment

    shas = Assessment.objects.current().order_by("target").values_list("record_sha256", flat=True)
    if list(shas) != _remembered().read_text().split():
        sys.exit("the floor's records are not Milepost's")


def _remembered() -> Path:
    return Path(os.environ["MILEPOST_VAR"], "floor.txt")


def _clear(first: int, last: int) -> None:
    from progress.models import Assessment, Judging

    Assessment.objects.all()._raw_delete("default")
    Judging.objects.all().delete()


def _change(first: int, last: int) -> None:
    """A corrected latest figure for one signatory in a hundred."""
    _correct(range(first, last + 1, CHANGED_EVERY))


def _one(first: int, last: int) -> None:
    """New figures of a few signatories, each judged by itself as after an accepted report."""
    from progress import assessments

    for number in range(FEW):
        signatory = first + number * (last // FEW) + 1
        _correct([signatory])
        assessments.assess(government_id=signatory, as_of=TODAY, now=NOW)


def _correct(signatories: Sequence[int]) -> None:
    from inventories.models import Figure

    changed = Figure.objects.current().filter(government__in=signatories, year=2024)
    rows = list(changed)
    changed.update(superseded_at=NOW)
    for row in rows:
        row.pk, row.tonnes = None, (row.tonnes or 0) * 2
    Figure.objects.bulk_create(rows)


STAGES = {
    "build": _build,
    "floor": _floor,
    "remember": _remember,
    "clear": _clear,
    "assess": _assess,
    "compare": _compare,
    "change": _change,
    "one": _one,
}


def _ranges(first: int, last: int) -> Iterator[tuple[int, int]]:
    from progress.assessments import GOVERNMENTS_A_RANGE

    for start in range(first, last + 1, GOVERNMENTS_A_RANGE):
        yield start, min(start + GOVERNMENTS_A_RANGE - 1, last)


@contextmanager
def _database(name: str) -> Iterator[dict[str, str]]:
    """An empty database for one line of the table, gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="milepost-measured-") as folder:
        environment = {
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "MILEPOST_VAR": folder,
            "DATABASE_URL": "",
        }
        if name == "sqlite":
            yield environment
            return
        address = os.environ.get("DATABASE_URL") or POSTGRES
        _scratch(address, f"DROP DATABASE IF EXISTS {SCRATCH}", f"CREATE DATABASE {SCRATCH}")
        try:
            yield {**environment, "DATABASE_URL": address.rsplit("/", 1)[0] + f"/{SCRATCH}"}
        finally:
            _scratch(address, f"DROP DATABASE {SCRATCH} WITH (FORCE)")


def _scratch(address: str, *statements: str) -> None:
    import psycopg

    with psycopg.connect(address, autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--signatories", type=int, nargs="+", default=[1300, 13000])
    parser.add_argument("--databases", nargs="+", choices=["sqlite", "postgres"], default=["sqlite"])
    parser.add_argument("--workers", type=int, default=1, help="processes that share the first run")
    parser.add_argument("--stage", choices=list(STAGES), help=argparse.SUPPRESS)
    parser.add_argument("--range", type=int, nargs=2, default=[1, 0], help=argparse.SUPPRESS)
    return parser.parse_args()


if __name__ == "__main__":
    main()
