"""An answer worked out again from its own record: what was said, and why, to the number."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from trajectory.errors import TrajectoryError
from trajectory.given import evidence_read, target_read, thresholds_read
from trajectory.judge import assess
from trajectory.outcome import METHOD_VERSION, Assessment


def replay(record: Mapping[str, Any], *, as_of: date) -> Assessment:
    """Judge anew what a record was judged by. Raises TrajectoryError for the record of another method."""
    if record.get("schema") != 2 or record.get("method") != METHOD_VERSION:
        raise TrajectoryError(
            f"This record was made by method {record.get('method')}; it is replayed by that version, not by "
            f"{METHOD_VERSION}."
        )
    given = record["inputs"]
    return assess(
        target_read(given["target"]),
        evidence_read(given["evidence"], record["figures"], record["bases"], record["origin"]),
        as_of=as_of,
        thresholds=thresholds_read(given["thresholds"]),
    )
