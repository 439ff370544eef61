"""Writing answers by the thousand: one statement and a tuple a row. A model instance of each would take
longer than judging it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db import connection

from progress.models import Assessment


class NewRow(NamedTuple):
    """A row of progress_assessment that has just begun to stand; `record` is canonical JSON."""

    government_id: int
    target_id: int
    target_version_id: int
    verdict: str
    reason: str
    last_known: str
    origin: str
    latest_year: int | None
    method_version: str
    record: str
    record_sha256: str
    decision_id: int | None
    assessed_on: date
    created_at: datetime
    standing_since: datetime
    public_from: date


def insert(rows: Iterable[NewRow]) -> None:
    """Write rows; the database's constraints hold them as any others."""
    marks = ["CAST(%s AS jsonb)" if name == "record" and _has_jsonb() else "%s" for name in NewRow._fields]
    into = f"{Assessment._meta.db_table} ({', '.join(NewRow._fields)})"
    statement = f"INSERT INTO {into} VALUES ({', '.join(marks)})"  # noqa: S608  names of our own columns alone
    with connection.cursor() as cursor:
        cursor.executemany(statement, [_adapted(row) for row in rows])


def _adapted(row: NewRow) -> tuple[Any, ...]:
    """With days and moments as the database at hand takes them."""
    day, moment = connection.ops.adapt_datefield_value, connection.ops.adapt_datetimefield_value
    return (
        *row[:-4],
        day(row.assessed_on),
        moment(row.created_at),
        moment(row.standing_since),
        day(row.public_from),
    )


def _has_jsonb() -> bool:
    return connection.vendor == "postgresql"
