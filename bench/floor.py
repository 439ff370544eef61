"""The least that judging a network can cost: raw rows, the same arithmetic in a bare loop, one bulk upsert.

No models, no checks, no reasons, and only the one case that the rows are made for; yet it writes the very
records that Milepost writes, byte for byte (bench.assess_network holds it to that).
"""

from __future__ import annotations

import hashlib
import json
from bisect import bisect_left
from collections.abc import Iterator
from datetime import date
from decimal import ROUND_HALF_EVEN, Context, Decimal, localcontext
from itertools import groupby
from math import ceil, exp, log, sqrt
from operator import itemgetter
from typing import Any

from django.db import connection

from bench.network_rows import TARGET_YEAR
from trajectory import sentences_flags, sentences_likelihood, sentences_needs, sentences_verdicts
from trajectory.likelihood import Word
from trajectory.vocabulary import FlagCode

READ = """
    SELECT t.id, t.government_id, v.id, v.reduction_percent, m.code, f.id, f.year, f.tonnes, f.series,
           f.framework, f.level, f.boundary, f.gases, f.gwp_set, f.electricity, f.edition, f.rows,
           f.price_year, f.method
    FROM pledges_target t
    JOIN pledges_targetversion v ON v.target_id = t.id AND v.state = 'in_force'
    JOIN pledges_measure m ON m.id = v.measure_id
    JOIN inventories_figure f ON f.government_id = t.government_id AND f.measure_id = v.measure_id
         AND f.superseded_at IS NULL
    WHERE t.government_id BETWEEN %s AND %s
    ORDER BY t.id, f.year
"""
WRITE = """
    INSERT INTO progress_assessment (government_id, target_id, target_version_id, verdict, reason, last_known,
        origin, latest_year, method_version, record, record_sha256, assessed_on, created_at, standing_since,
        public_from)
    VALUES (%s, %s, %s, %s, '', '', 'reported', %s, '2.0', %s, %s, %s, %s, %s, %s)
    ON CONFLICT (target_id) WHERE superseded_at IS NULL
    DO UPDATE SET verdict = excluded.verdict, record = excluded.record, record_sha256 = excluded.record_sha256
"""
GRAMS = Decimal(1_000_000)
DIGITS, FINITE = 120, Context(prec=80)
TWELVE = Context(prec=12)
NONE = "not_applicable"

Numbers = dict[str, Any]


def assess(first: int, last: int, as_of: date, now: Any) -> None:
    """Judge the signatories with these keys."""
    with connection.cursor() as cursor, localcontext(Context(prec=DIGITS)):
        cursor.execute(READ, [first, last])
        rows = [_row(list(of_target), as_of, now) for of_target in _targets(cursor)]
        cursor.executemany(WRITE, rows)


def _targets(cursor: Any) -> Iterator[Iterator[tuple[Any, ...]]]:
    for _target, rows in groupby(cursor.fetchall(), itemgetter(0)):
        yield rows


def _row(rows: list[tuple[Any, ...]], as_of: date, now: Any) -> tuple[Any, ...]:
    target, government, version, percent, code = rows[0][:5]
    series = [(row[6], Decimal(row[7]) / GRAMS) for row in rows]
    text, verdict = record(rows, series, Decimal(str(percent)), code)
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    return (government, target, version, verdict, series[-1][0], text, sha256, as_of, now, now, as_of)


def record(
    rows: list[tuple[Any, ...]], series: list[tuple[int, Decimal]], percent: Decimal, code: str
) -> tuple[str, str]:
    """The record as canonical JSON, and the verdict."""
    is_on_track, is_steady, numbers = judge(series, percent)
    likelihood = foresee(series, numbers)
    told = {name: value if isinstance(value, int) else written(value) for name, value in numbers.items()}
    flags = []
    if numbers["goal_gap"] <= 0:
        flags.append((FlagCode.ALREADY_BELOW_TARGET, {}))
    if not is_steady:
        flags.append((FlagCode.UNSTEADY, {"figures_count": 3}))
    ends = [[told["base_year"], told["base_value"]], [TARGET_YEAR, told["goal_value"]]]
    verdict = "on_track" if is_on_track else "off_track"
    found = {
        "schema": 2, "method": "2.0", "rule": "base_year_reduction", "origin": "reported",
        "verdict": verdict, "reason": "", "open": [], "last_known": "",
        "flags": [{"code": flag, "params": params} for flag, params in flags],
        "numbers": told, "likelihood": likelihood, "path": ends, "straight_line": ends, "differs": [],
        "figures": [
            {"year": year, "value": written(value), "source": f"figure:{row[5]}", "basis": 0}
            for row, (year, value) in zip(rows, series, strict=True)
        ],
        "bases": [_basis(*rows[0][8:])],
        "sentences": [
            {"id": message, "params": params}
            for message, params in (
                *_sentences(is_on_track, numbers, told, likelihood),
                *((sentences_flags.MESSAGES[flag], params) for flag, params in flags),
            )
        ],
        "inputs": {
            "target": {
                "kind": "base_year_reduction", "measure": code, "base_year": told["base_year"],
                "target_year": TARGET_YEAR, "reduction_percent": told["target_reduction_percent"],
            },
            "evidence": {}, "thresholds": {},
        },
    }  # fmt: skip
    return json.dumps(found, sort_keys=True, separators=(",", ":"), ensure_ascii=False), verdict


def judge(series: list[tuple[int, Decimal]], percent: Decimal) -> tuple[bool, bool, Numbers]:
    """Rule 1 for a lone target on annual figures: on track, steady, and the numbers beside the verdict."""
    (base_year, base), (year, latest) = series[0], series[-1]
    span, elapsed, left = TARGET_YEAR - base_year, year - base_year, TARGET_YEAR - year
    goal = base * (100 - percent) / 100
    path = base + (goal - base) * elapsed / span
    summed, after = Decimal(0), 0
    for each, value in series[1:]:
        summed += value
        after += each - base_year
    summed -= base * (len(series) - 1) + (goal - base) * after / span
    fallen = base - latest
    recent = latest + series[-2][1] + series[-3][1]
    is_on_track = latest <= goal or (latest - base) * span <= (goal - base) * elapsed
    is_mean_on_track = recent <= 3 * goal or (recent - 3 * base) * span <= (goal - base) * 3 * elapsed
    numbers = {
        "base_year": base_year, "base_value": base, "target_year": TARGET_YEAR, "goal_value": goal,
        "target_reduction_percent": percent, "latest_year": year, "latest_value": latest,
        "goal_gap": latest - goal, "path_value": path, "straight_line_value": path, "gap": latest - path,
        "gap_summed": summed, "gap_summed_count": len(series) - 1,
        "reduction_percent": 100 * fallen / base,
        "required_reduction_percent": 100 * (base - path) / base,
        "share_achieved_percent": 100 * fallen / (base - goal),
        "achieved_annual_rate_percent": 100 * fallen / (base * elapsed),
        "required_annual_rate_percent": 100 * (latest - goal) / (base * left),
        "projection_value": latest - fallen * left / elapsed,
    }  # fmt: skip
    if fallen > 0 and latest > goal:
        numbers["pace_year"] = year + ceil((latest - goal) * elapsed / fallen)
    return is_on_track, is_mean_on_track == is_on_track, numbers


def foresee(series: list[tuple[int, Decimal]], numbers: Numbers) -> Numbers:
    """trajectory.likelihood.of_reduction, written out."""
    base, goal = float(numbers["base_value"]), float(numbers["goal_value"])
    years = [year for year, _ in series]
    logs = [log(float(value)) for _, value in series]
    ahead = TARGET_YEAR - years[-1]
    rise = logs[-1] - logs[0]
    squares = -rise * rise / (years[-1] - years[0])
    for index in range(1, len(years)):
        step = logs[index] - logs[index - 1]
        squares += step * step / (years[index] - years[index - 1])
    free = len(years) - 2
    scatter = sqrt((4 * 0.06**2 + max(squares, 0.0)) / (4 + free))
    begin = bisect_left(years, years[-1] - 10)
    middle = sum(years[begin:]) / len(years[begin:])
    spread = product = 0.0
    for year, value in zip(years[begin:], logs[begin:], strict=True):
        away = year - middle
        spread += away * away
        product += away * value
    pace, pace_years = product / spread, years[-1] - years[begin]
    wanted = log(goal)
    line = log(base + (goal - base) * (years[-1] - years[0]) / (TARGET_YEAR - years[0]))
    weight = pace_years / (pace_years + 4 * ahead)
    expected = logs[-1] + weight * pace * ahead + (1 - weight) * (wanted - line)
    odds = 1.5 * (wanted - expected) / (scatter * sqrt(ahead))
    likely = _rounded(1 / (1 + exp(-odds)) if odds >= 0 else exp(odds) / (1 + exp(odds)), "0.001")
    likely = min(max(likely, Decimal("0.01")), Decimal("0.99"))
    word = "likely" if 3 * likely >= 2 else "unlikely" if 3 * likely <= 1 else "about_even"
    return {
        "probability": written(likely), "word": word, "latest_year": years[-1], "years_ahead": ahead,
        "figures_count": len(years), "gap_percent": _percent(logs[-1] - line), "pace_percent": _percent(pace),
        "scatter_percent": _percent(scatter), "method": "own pace and path, 1",
    }  # fmt: skip


def _sentences(is_on_track: bool, numbers: Numbers, told: Numbers, likelihood: Numbers) -> Iterator[Any]:
    latest = {"latest_year": told["latest_year"], "latest_amount": told["latest_value"]}
    path = {"path_amount": told["path_value"]}
    since = {"base_year": told["base_year"]}
    if is_on_track:
        yield sentences_verdicts.ON_TRACK, {**latest, **path}
    else:
        yield sentences_verdicts.OFF_TRACK, {**latest, **path, "gap_amount": told["gap"]}
    names = ("base_year", "latest_year", "reduction_percent", "target_reduction_percent", "target_year")
    yield sentences_verdicts.FALLEN_OF_PROMISE, {name: told[name] for name in names}
    if not is_on_track:
        name = "required_annual_rate_percent"
        yield sentences_needs.NEEDED, {**since, name: told[name]}
    if "pace_year" in told:
        yield sentences_needs.PACE, {**since, "pace_year": told["pace_year"]}
    more = numbers["gap_summed"]
    yield (
        sentences_needs.SUMMED_ABOVE if more > 0 else sentences_needs.SUMMED_BELOW,
        {**since, "gap_summed_count": told["gap_summed_count"], "gap_summed_amount": written(abs(more))},
    )
    percent = (100 * Decimal(likelihood["probability"])).quantize(Decimal(1), ROUND_HALF_EVEN)
    yield (
        sentences_likelihood.OF_REDUCTION[Word(likelihood["word"])],
        {"probability_percent": written(percent)},
    )
    names = ("figures_count", "latest_year")
    yield sentences_likelihood.RESTS, {name: likelihood[name] for name in names}


def _basis(
    series: str, framework: str, level: str, boundary: str, gases: str, gwp_set: str, electricity: str,
    edition: str, rows: str, price_year: int | None, method: str,
) -> dict[str, str]:  # fmt: skip
    return {
        "framework": framework, "level": level, "boundary": boundary, "gases": gases, "gwp_set": gwp_set,
        "electricity": electricity, "edition": edition or NONE, "rows": rows,
        "price_year": str(price_year or NONE), "method": method or NONE,
        "source": f"reports of the government, series {series}",
    }  # fmt: skip


def written(value: Decimal) -> str:
    """Plain digits; 12 of them where it is a quotient without an end."""
    text = format(value if FINITE.plus(value) == value else TWELVE.plus(value), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _percent(change: float) -> str:
    return written(_rounded(100 * (exp(change) - 1), "0.1"))


def _rounded(value: float, step: str) -> Decimal:
    return Decimal(value).quantize(Decimal(step), ROUND_HALF_EVEN)
