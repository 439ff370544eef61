"""What partners confirmed stays as they read it: from the proposal on, its substance does not change.

Of a confirmed partnership only the end may be told, deliverables done, contacts, and papers added. It is
confirmed only when each of two partners or more has confirmed.
"""

from __future__ import annotations

from django.db import models

from inventories.held_still import Trigger
from partnerships.enums import PartnershipState as State

ID_CHANGES = "OLD.id <> NEW.id"
MOVES = {
    State.DRAFT: (State.PROPOSED,),
    State.PROPOSED: (State.DRAFT, State.CONFIRMED),
    State.CONFIRMED: (State.ENDED,),
}
TABLE = "partnerships_partnership"


def triggers() -> list[Trigger]:
    """Those of this room, in the shape of inventories.held_still."""
    from partnerships import models as room

    found = _partnerships(room.Partnership)
    found += _partners(room.Partner)
    found += _content(room.Deliverable, free=("done_on", "link"))
    found += _content(room.Partnership.targets.through)
    found += _content(room.Partnership.organisations.through)
    found += _kept(room.PartnershipDocument)
    found += _kept(room.PartnershipEvent)
    tables = dict.fromkeys(trigger.table for trigger in found)
    return found + [Trigger(table, "TRUNCATE", "1 = 1") for table in tables]


def _partnerships(model: type[models.Model]) -> list[Trigger]:
    moves = [
        f"(OLD.state = '{State(before)}' AND NEW.state = '{State(after)}')"
        for before, afters in MOVES.items()
        for after in afters
    ]
    moved = f"(OLD.state <> NEW.state AND NOT ({' OR '.join(moves)}))"
    refused = [
        moved,
        f"(OLD.state = '{State.PROPOSED}' AND ({_changed(model, 'state', 'confirmed_at')}))",
        f"(OLD.state = '{State.CONFIRMED}' AND ({_changed(model, 'state', 'ends_on')}))",
        f"(OLD.state = '{State.ENDED}' AND ({_changed(model)}))",
        f"(OLD.state <> '{State.CONFIRMED}' AND NEW.state = '{State.CONFIRMED}' AND {_unconfirmed()})",
        ID_CHANGES,
    ]
    taken = f"EXISTS (SELECT 1 FROM {TABLE} t WHERE t.id = NEW.id OR t.reference = NEW.reference)"  # noqa: S608
    return [
        Trigger(TABLE, "INSERT", f"NEW.state <> '{State.DRAFT}' OR {taken}"),
        Trigger(TABLE, "UPDATE", " OR ".join(refused)),
        Trigger(TABLE, "DELETE", f"OLD.state <> '{State.DRAFT}'"),
    ]


def _unconfirmed() -> str:
    """Fewer than two partners, or one that has not confirmed, in SQL."""
    of_it = "FROM partnerships_partner p WHERE p.partnership_id = NEW.id"
    return f"((SELECT COUNT(*) {of_it}) < 2 OR EXISTS (SELECT 1 {of_it} AND p.confirmed_at IS NULL))"


def _partners(model: type[models.Model]) -> list[Trigger]:
    """Who takes part is settled with the draft; what each says, with the proposal; contacts never are."""
    table = model._meta.db_table
    free = ("contact", "email")
    said = ("confirmed_by", "confirmed_at", "declined_at", "note")
    settled = f"({_is_in('OLD', State.DRAFT, negated=True)} AND ({_changed(model, *free, *said)}))"
    decided = f"({_is_in('OLD', State.DRAFT, State.PROPOSED, negated=True)} AND ({_changed(model, *free)}))"
    insert, _update, delete = _content(model)
    return [insert, Trigger(table, "UPDATE", f"{settled} OR {decided}", _locks("NEW", "OLD")), delete]


def _content(model: type[models.Model], free: tuple[str, ...] = ()) -> list[Trigger]:
    """Rows come, change and go with the draft; the columns in `free` may change always."""
    table = model._meta.db_table
    old, new = (_is_in(row, State.DRAFT, negated=True) for row in ("OLD", "NEW"))
    taken = f"EXISTS (SELECT 1 FROM {table} t WHERE t.id = NEW.id)"  # noqa: S608  names of models
    return [
        Trigger(table, "INSERT", f"{new} OR {taken}", _locks("NEW")),
        Trigger(table, "UPDATE", f"({old} OR {new}) AND ({_changed(model, *free)})", _locks("NEW", "OLD")),
        Trigger(table, "DELETE", old, _locks("OLD")),
    ]


def _kept(model: type[models.Model]) -> list[Trigger]:
    """Rows that are added at any time and never changed; they go with a draft only."""
    table = model._meta.db_table
    return [
        Trigger(table, "UPDATE", "1 = 1"),
        Trigger(table, "DELETE", _is_in("OLD", State.DRAFT, negated=True), _locks("OLD")),
    ]


def _is_in(row: str, *states: str, negated: bool = False) -> str:
    listed = ", ".join(f"'{State(state)}'" for state in states)
    found = f"EXISTS (SELECT 1 FROM {TABLE} p WHERE p.id = {row}.partnership_id AND p.state IN ({listed}))"  # noqa: S608
    return f"NOT {found}" if negated else found


def _locks(*rows: str) -> tuple[str, ...]:
    return tuple(f"{TABLE} WHERE id = {row}.partnership_id" for row in rows)


def _changed(model: type[models.Model], *free: str) -> str:
    """Any column but the `free` ones would change."""
    columns = [field.column for field in model._meta.concrete_fields if field.name not in free]
    return " OR ".join(f'OLD."{column}" {{differs}} NEW."{column}"' for column in columns)
