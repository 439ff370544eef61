"""Whether a decision by hand still stands, and what it says (docs/adr/0010)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from accounts.models import User
from progress.enums import Lapse, Reason, Verdict
from progress.models import Decision

SERIES = ("activity", "earlier", "removals", "credits")
"""What a record's evidence holds besides the figures of the target's own measure."""


def figures_digest(record: Mapping[str, Any]) -> str:
    """SHA-256 of the figures that a record was made from: equal as long as no other figures arrive.

    A figure restated for the comparison counts as it was reported, so that another method or another day
    leaves the digest as it is.
    """
    text = json.dumps(sorted(_figures(record)), separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def lapse_of(decision: Decision, *, version_id: int, figures: str) -> Lapse | None:
    """Why the decision no longer stands in face of a target version and the digest of the figures; None
    while it stands."""
    if decision.target_version_id != version_id:
        return Lapse.NEW_VERSION
    if decision.figures_sha256 != figures:
        return Lapse.NEW_FIGURES
    return None


def lapse(decision: Decision, why: Lapse, now: datetime, by: User | None = None) -> None:
    """End a decision; by somebody where it is replaced or withdrawn."""
    decision.lapsed_at, decision.lapse, decision.ended_by = now, why, by
    decision.save(update_fields=["lapsed_at", "lapse", "ended_by"])


def reason_of(decision: Decision) -> str:
    """The reason under which its verdict is stored: who decides that there is none leaves it to a person."""
    return Reason.MANUAL_REVIEW if decision.verdict == Verdict.UNDETERMINED else ""


def figure_ids(record: Mapping[str, Any]) -> list[int]:
    """The accepted figures that a record was made from; none where it rests on public ones."""
    sources = (source for _series, _year, source, _value in _figures(record))
    return sorted({int(source.removeprefix("figure:")) for source in sources if source.startswith("figure:")})


def _figures(record: Mapping[str, Any]) -> Iterator[tuple[str, int, str, str]]:
    """Series, year, source and value of every figure, as it was given to the judge."""
    given = record.get("inputs", {}).get("evidence", {})
    of_series = {"figures": given.get("figures", record.get("figures", []))}
    of_series |= {name: given.get(name, []) for name in SERIES}
    for series, rows in of_series.items():
        for row in rows:
            yield series, row.get("year", 0), row.get("source", ""), row.get("reported", row.get("value", ""))
