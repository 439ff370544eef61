"""A case study is still from its submission on, with its claims; then only its state and its review are told.

One that came back is written at again until it is submitted anew.
"""

from __future__ import annotations

from django.db import models

from inventories.held_still import Trigger
from partnerships.enums import CASE_MOVES, CASE_OPEN, CaseState

ID_CHANGES = "OLD.id <> NEW.id"
TABLE = "partnerships_casestudy"
REVIEW = ("state", "decided_by", "decided_at", "decision_note")


def triggers() -> list[Trigger]:
    """Those of this room, in the shape of inventories.held_still."""
    from partnerships import models as room

    event = room.CaseEvent._meta.db_table
    found = [
        *_cases(room.CaseStudy),
        *_claims(room.CaseClaim),
        Trigger(event, "UPDATE", "1 = 1"),
        Trigger(
            event,
            "DELETE",
            _is_not_in("OLD", (CaseState.DRAFT,)),
            (f"{TABLE} WHERE id = OLD.case_id",),
        ),
    ]
    tables = dict.fromkeys(trigger.table for trigger in found)
    return found + [Trigger(table, "TRUNCATE", "1 = 1") for table in tables]


def _cases(model: type[models.Model]) -> list[Trigger]:
    allowed = [
        f"(OLD.state = '{CaseState(before)}' AND NEW.state = '{CaseState(after)}')"
        for before, afters in CASE_MOVES.items()
        for after in sorted(afters)
    ]
    refused = [
        f"(OLD.state <> NEW.state AND NOT ({' OR '.join(allowed)}))",
        f"(OLD.state NOT IN ({_listed(CASE_OPEN)}) AND ({_changed(model, *REVIEW)}))",
        f"(OLD.state <> '{CaseState.SUBMITTED}' AND ({_changed_of(model, *REVIEW[1:])}))",
        ID_CHANGES,
    ]
    taken = f"EXISTS (SELECT 1 FROM {TABLE} t WHERE t.id = NEW.id OR t.slug = NEW.slug)"  # noqa: S608
    return [
        Trigger(TABLE, "INSERT", f"NEW.state <> '{CaseState.DRAFT}' OR {taken}"),
        Trigger(TABLE, "UPDATE", " OR ".join(refused)),
        Trigger(TABLE, "DELETE", f"OLD.state <> '{CaseState.DRAFT}'"),
    ]


def _claims(model: type[models.Model]) -> list[Trigger]:
    table = model._meta.db_table
    old, new = (_is_not_in(row, CASE_OPEN) for row in ("OLD", "NEW"))
    taken = f"EXISTS (SELECT 1 FROM {table} t WHERE t.id = NEW.id)"  # noqa: S608  names of models
    locks = {row: f"{TABLE} WHERE id = {row}.case_id" for row in ("OLD", "NEW")}
    return [
        Trigger(table, "INSERT", f"{new} OR {taken}", (locks["NEW"],)),
        Trigger(table, "UPDATE", f"{old} OR {new} OR {ID_CHANGES}", (locks["NEW"], locks["OLD"])),
        Trigger(table, "DELETE", old, (locks["OLD"],)),
    ]


def _is_not_in(row: str, states: tuple[str, ...]) -> str:
    of_row = f"c.id = {row}.case_id AND c.state IN ({_listed(states)})"
    return f"NOT EXISTS (SELECT 1 FROM {TABLE} c WHERE {of_row})"  # noqa: S608  names of models


def _listed(states: tuple[str, ...]) -> str:
    return ", ".join(f"'{CaseState(state)}'" for state in states)


def _changed(model: type[models.Model], *free: str) -> str:
    """Any column but the `free` ones would change."""
    names = (field.name for field in model._meta.concrete_fields if field.name not in free)
    return _changed_of(model, *names)


def _changed_of(model: type[models.Model], *names: str) -> str:
    columns = [field.column for field in model._meta.concrete_fields if field.name in names]
    return " OR ".join(f'OLD."{column}" {{differs}} NEW."{column}"' for column in columns)
