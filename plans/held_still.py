"""A plan's version is still from its submission on, with everything in it; of itself only `state` moves.

That a milestone was reached is entered when it was, whatever state the version is in. A roadmap is still from
the moment it is saved.
"""

from __future__ import annotations

from django.db import models

from inventories.held_still import Trigger
from plans.enums import MOVES, PlanState

ID_CHANGES = "OLD.id <> NEW.id"


def triggers() -> list[Trigger]:
    """Those of this room, in the shape of inventories.held_still."""
    from plans import models as room

    of_version: tuple[type[models.Model], ...] = (
        room.Hazard,
        room.ResilienceGoal,
        room.Action,
        room.Overlap,
    )
    of_action: tuple[type[models.Model], ...] = (room.ActionReduction, room.Funding, room.CoBenefit)
    found = [trigger for model in of_version for trigger in _content(model, "version_id")]
    found += [trigger for model in of_action for trigger in _content(model, "action_id")]
    found += _content(room.Milestone, "action_id", free="done_on")
    found += _content(room.PlanVersion.targets.through, "planversion_id")
    found += _content(room.Action.indicators.through, "action_id")
    found += _versions(room.PlanVersion)
    event = room.PlanEvent._meta.db_table
    found += [
        Trigger(event, "UPDATE", "1 = 1"),
        Trigger(event, "DELETE", _is_not_draft("OLD", "version_id")),
    ]
    found += _roadmaps(room.Roadmap)
    tables = dict.fromkeys(trigger.table for trigger in found)
    return found + [Trigger(table, "TRUNCATE", "1 = 1") for table in tables]


def _content(model: type[models.Model], place: str, free: str = "") -> list[Trigger]:
    """A row is added, changed and taken away only while its version is a draft; `free` may change always."""
    table = model._meta.db_table
    old, new = (_is_not_draft(row, place) for row in ("OLD", "NEW"))
    taken = f"EXISTS (SELECT 1 FROM {table} t WHERE t.id = NEW.id)"  # noqa: S608  names of models
    update = f"{old} OR {new} OR {ID_CHANGES}"
    if free:
        update = f"({_changed(model, free)}) AND ({update})"
    return [
        Trigger(table, "INSERT", f"{new} OR {taken}", (_lock("NEW", place),)),
        Trigger(table, "UPDATE", update, (_lock("NEW", place), _lock("OLD", place))),
        Trigger(table, "DELETE", old, (_lock("OLD", place),)),
    ]


def _versions(model: type[models.Model]) -> list[Trigger]:
    table = model._meta.db_table
    allowed = [
        f"(OLD.state = '{PlanState(before)}' AND NEW.state = '{PlanState(after)}')"
        for before, afters in MOVES.items()
        for after in sorted(afters)
    ]
    moved = f"(OLD.state <> NEW.state AND NOT ({' OR '.join(allowed)}))"
    signed = f"(OLD.state <> '{PlanState.DRAFT}' AND ({_changed(model, 'state')}))"
    taken = f"EXISTS (SELECT 1 FROM {table} t WHERE t.id = NEW.id)"  # noqa: S608  names of models
    new, old = (f"plans_plan WHERE id = {row}.plan_id" for row in ("NEW", "OLD"))
    return [
        Trigger(table, "INSERT", f"NEW.state <> '{PlanState.DRAFT}' OR {taken}", (new,)),
        Trigger(table, "UPDATE", f"{signed} OR {moved} OR {ID_CHANGES}", (old,)),
        Trigger(table, "DELETE", f"OLD.state <> '{PlanState.DRAFT}'", (old,)),
    ]


def _roadmaps(model: type[models.Model]) -> list[Trigger]:
    """A roadmap stays as it was saved; it may become public, and then it stays altogether."""
    table = model._meta.db_table
    taken = f"EXISTS (SELECT 1 FROM {table} t WHERE t.id = NEW.id)"  # noqa: S608  names of models
    hidden = "(OLD.is_public AND NOT NEW.is_public)"
    return [
        Trigger(table, "INSERT", taken),
        Trigger(table, "UPDATE", f"{_changed(model, 'is_public')} OR {hidden}"),
        Trigger(table, "DELETE", "OLD.is_public"),
    ]


def _version_of(row: str, place: str) -> str:
    """The id of the row's version, in SQL."""
    if place == "action_id":
        return f"(SELECT a.version_id FROM plans_action a WHERE a.id = {row}.action_id)"  # noqa: S608
    return f"{row}.{place}"


def _is_not_draft(row: str, place: str) -> str:
    of_row = f"v.id = {_version_of(row, place)} AND v.state = '{PlanState.DRAFT}'"
    return f"NOT EXISTS (SELECT 1 FROM plans_planversion v WHERE {of_row})"  # noqa: S608  names of models


def _lock(row: str, place: str) -> str:
    return f"plans_planversion WHERE id = {_version_of(row, place)}"


def _changed(model: type[models.Model], *free: str) -> str:
    """Any column but the `free` ones would change."""
    columns = [field.column for field in model._meta.concrete_fields if field.name not in free]
    return " OR ".join(f'OLD."{column}" {{differs}} NEW."{column}"' for column in columns)
