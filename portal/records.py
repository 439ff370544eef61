"""What stands behind a verdict, as data: for whoever works it out again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from portal import evidence
from portal.days import Day
from portal.promises import Promise

CANONICAL = "SHA-256 of the record as JSON: keys sorted, no spaces, not escaped, UTF-8"


def published(promise: Promise, day: Day) -> dict[str, Any]:
    """The verdict that was public on a day, and its record as stored, unless the figures are withheld.

    `decided_by_hand`: the secretariat's verdict stands in place of the judge's, which is in the record.
    """
    found = promise.assessment
    if found is None:
        return {}
    verdict = {
        "target": promise.code,
        "target_version": found.target_version.number,
        "on": day.on.isoformat(),
        "public_from": found.public_from.isoformat(),
        "public_until": found.public_until.isoformat() if found.public_until else None,
        "verdict": found.verdict,
        "reason": found.reason,
        "last_known": found.last_known,
        "origin": found.origin,
        "method": found.method_version,
        "as_of": found.assessed_on.isoformat(),
        "decided_by_hand": found.is_decided,
    }
    if promise.is_withheld:
        return verdict
    if tells_rows(found.record) and evidence.hides_rows(found.record):
        return verdict | {"rows_withheld": True, "record": without_rows(found.record)}
    return verdict | {"sha256": found.record_sha256, "sha256_of": CANONICAL, "record": found.record}


def tells_rows(record: Mapping[str, Any]) -> bool:
    """Whether the record holds rows of inventories, as those do whose figures were made comparable."""
    return any("parts" in figure for figures in _given(record).values() for figure in figures)


def without_rows(record: Mapping[str, Any]) -> dict[str, Any]:
    """The record less the rows. The stored hash is left out with them: it would let guesses be tried."""
    bare = {
        name: [{key: value for key, value in figure.items() if key != "parts"} for figure in figures]
        for name, figures in _given(record).items()
    }
    told = record["inputs"]["evidence"] | bare
    return {**record, "inputs": {**record["inputs"], "evidence": told}}


def _given(record: Mapping[str, Any]) -> dict[str, list[dict[str, Any]]]:
    told = record.get("inputs", {}).get("evidence", {})
    return {name: told[name] for name in ("figures", "activity", "earlier") if name in told}
