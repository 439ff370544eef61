"""Bring a table to what reference rows say, and count what that took."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import models

BATCH = 500


@dataclass(slots=True)
class Tally:
    """What loading did to one kind of row; `kept` are those that differ because people changed them."""

    kind: str
    created: int = 0
    changed: int = 0
    unchanged: int = 0
    kept: int = 0

    def __str__(self) -> str:
        words = f"{self.kind}: {self.created} created, {self.changed} changed, {self.unchanged} unchanged"
        return f"{words}, {self.kept} kept as people changed them" if self.kept else words

    def add(self, other: Tally) -> None:
        self.created += other.created
        self.changed += other.changed
        self.unchanged += other.unchanged
        self.kept += other.kept


def _never(_row: Any) -> bool:
    return False


def bring(
    kind: str,
    model: type[models.Model],
    wanted: Iterable[Any],
    *,
    key: tuple[str, ...],
    fields: tuple[str, ...],
    keep: Callable[[Any], bool] = _never,
) -> Tally:
    """Create the `wanted` rows that are missing by `key`; change those whose `fields` differ; delete nothing.

    A row for which `keep` answers yes stays as it is. Names are attribute names ('parent_id').
    """
    present = {_values(row, key): row for row in model._default_manager.all()}
    tally, new, changed = Tally(kind), [], []
    for row in wanted:
        found = present.get(_values(row, key))
        if found is None:
            new.append(row)
        elif _values(found, fields) == _values(row, fields):
            tally.unchanged += 1
        elif keep(found):
            tally.kept += 1
        else:
            row.pk = found.pk
            changed.append(row)
    model._default_manager.bulk_create(new, batch_size=BATCH)
    if changed:
        model._default_manager.bulk_update(changed, fields, batch_size=BATCH)
    tally.created, tally.changed = len(new), len(changed)
    return tally


def _values(row: models.Model, names: tuple[str, ...]) -> tuple[Any, ...]:
    return tuple(getattr(row, name) for name in names)


def touched(model: type[models.Model]) -> frozenset[int]:
    """Rows that someone changed in the admin, by its own history: loading leaves them alone."""
    content_type = ContentType.objects.get_for_model(model)
    entries = LogEntry.objects.filter(content_type=content_type, action_flag=CHANGE)
    return frozenset(int(pk) for pk in entries.values_list("object_id", flat=True) if pk)
