"""The least that judging a network can cost: raw rows read, the same arithmetic in a bare loop, one bulk upsert
a range. No models, no checks, no reasons."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from itertools import groupby, pairwise
from math import exp, log, sqrt
from operator import itemgetter
from statistics import stdev
from typing import Any

from django.db import connection

from bench.network_rows import TARGET_YEAR

READ = """
    SELECT t.id, v.id, v.reduction_percent, f.id, f.year, f.tonnes, f.framework, f.level, f.boundary, f.gases,
           f.gwp_set, f.electricity, f.edition, f.series
    FROM pledges_target t
    JOIN pledges_targetversion v ON v.target_id = t.id AND v.state = 'in_force'
    JOIN inventories_figure f ON f.government_id = t.government_id AND f.measure_id = v.measure_id
         AND f.superseded_at IS NULL
    WHERE t.government_id BETWEEN %s AND %s
    ORDER BY t.id, f.year
"""
WRITE = """
    INSERT INTO progress_assessment (government_id, target_id, target_version_id, verdict, reason, last_known,
        origin, latest_year, method_version, record, record_sha256, assessed_on, created_at, standing_since,
        public_from)
    VALUES (%s, %s, %s, %s, '', '', 'reported', %s, 'floor', %s, %s, %s, %s, %s, %s)
    ON CONFLICT (target_id) WHERE superseded_at IS NULL
    DO UPDATE SET verdict = excluded.verdict, record = excluded.record, record_sha256 = excluded.record_sha256
"""
GRAMS = Decimal(1_000_000)
HUNDRED = Decimal(100)


def assess(first: int, last: int, as_of: date, now: Any) -> int:
    """Judge the signatories with these keys; how many targets."""
    with connection.cursor() as cursor:
        cursor.execute(READ, [first, last])
        rows = [_row(number, target, list(of), as_of, now) for number, target, of in _targets(cursor, first)]
        cursor.executemany(WRITE, rows)
    return len(rows)


def _targets(cursor: Any, first: int) -> Iterator[tuple[int, int, Iterable[Any]]]:
    for position, (target, of_target) in enumerate(groupby(iter(cursor.fetchall()), itemgetter(0))):
        yield first + position // 5, target, of_target


def _row(government: int, target: int, rows: list[Any], as_of: date, now: Any) -> tuple[Any, ...]:
    percent = Decimal(str(rows[0][2]))
    series = [(row[4], Decimal(row[5]) / GRAMS) for row in rows]
    verdict, numbers = judge(series, percent)
    record = json.dumps(
        {
            "verdict": verdict,
            "numbers": {name: str(value) for name, value in numbers.items()},
            "basis": rows[0][6:],
            "figures": [
                [f"figure:{row[3]}", year, str(value)]
                for row, (year, value) in zip(rows, series, strict=True)
            ],
        }
    )
    sha256 = hashlib.sha256(record.encode()).hexdigest()
    return (
        government, target, rows[0][1], verdict, series[-1][0], record, sha256, as_of, now, now, as_of,
    )  # fmt: skip


def judge(series: list[tuple[int, Decimal]], percent: Decimal) -> tuple[str, dict[str, Any]]:
    """Rule 1 for a lone target, with every number that stands beside the verdict."""
    (base_year, base), (year, latest) = series[0], series[-1]
    span, elapsed, left = TARGET_YEAR - base_year, year - base_year, TARGET_YEAR - year
    goal = base * (HUNDRED - percent) / HUNDRED
    fall = (base - goal) / span
    path = base - fall * elapsed
    summed = sum((value - (base - fall * (each - base_year)) for each, value in series[1:]), Decimal(0))
    fallen = base - latest
    mean = sum((value for _, value in series[-3:]), Decimal(0)) / 3
    verdict = "on_track" if (latest - base) * span <= (goal - base) * elapsed else "off_track"
    return verdict, {
        "base": base, "goal": goal, "path": path, "straight_line": path, "latest": latest,
        "gap": latest - path, "gap_summed": summed,
        "reduction_percent": HUNDRED * fallen / base,
        "required_reduction_percent": HUNDRED * (base - path) / base,
        "share_achieved_percent": HUNDRED * fallen / (base - goal),
        "achieved_annual_rate_percent": HUNDRED * fallen / (base * elapsed),
        "required_annual_rate_percent": HUNDRED * (latest - goal) / (base * left),
        "projection": latest - fallen * left / elapsed,
        "pace_year": year + (latest - goal) * elapsed / fallen if fallen > 0 else None,
        "unsteady": ((mean - base) * span <= (goal - base) * elapsed) != (verdict == "on_track"),
        "likelihood": _likelihood(series, path, left),
    }  # fmt: skip


def _likelihood(series: list[tuple[int, Decimal]], path: Decimal, left: int) -> float:
    """A probability of the same kind: the gap to the path in units of the series' own scatter."""
    logs = [log(value) for _, value in series]
    scatter = stdev(later - earlier for earlier, later in pairwise(logs)) + 0.06
    gap = logs[-1] - log(path)
    return 1 / (1 + exp(1.5 * gap / (scatter * sqrt(left))))
