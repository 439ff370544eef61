"""Submitted content stays as it was signed: triggers, on SQLite and on PostgreSQL.

What they hold still is in held_still, and in what other rooms hand in. A migration that rebuilds a table
drops its triggers on SQLite; install() therefore runs after every `migrate` and is safe to run again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections, transaction

from inventories import held_still
from inventories.held_still import PREFIX, Trigger

REFUSAL = "milepost: this is frozen since it was submitted"

_rooms: list[Callable[[], list[Trigger]]] = [held_still.triggers]


def hand_in(triggers_of_room: Callable[[], list[Trigger]]) -> None:
    """Have the triggers of a room above installed with ours; once for each room."""
    if triggers_of_room not in _rooms:
        _rooms.append(triggers_of_room)


def triggers() -> list[Trigger]:
    """Those of every room."""
    return [trigger for of_room in _rooms for trigger in of_room()]


def names(using: str = DEFAULT_DB_ALIAS) -> set[str]:
    """The names of all triggers, as the database must list them: SQLite has no TRUNCATE."""
    return {trigger.name for trigger in triggers() if _dialect(using).creates(trigger)}


def install_after_migrate(sender: Any, using: str, **kwargs: Any) -> None:
    """Once for each `migrate`, when this room's turn comes and its tables are there."""
    if getattr(sender, "label", "") != "inventories":
        return
    tables = set(connections[using].introspection.table_names())
    if all(trigger.table in tables for trigger in triggers()):
        install(using)


def install(using: str = DEFAULT_DB_ALIAS) -> None:
    """Put every trigger in place, and take away those that are ours no longer."""
    dialect = _dialect(using)
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        for statement in dialect.drops(cursor):
            cursor.execute(statement)
        for trigger in triggers():
            for statement in dialect.creates(trigger):
                cursor.execute(statement)


def lift(using: str = DEFAULT_DB_ALIAS) -> None:
    """Take every trigger away."""
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        for statement in _dialect(using).drops(cursor):
            cursor.execute(statement)


@contextmanager
def lifted(using: str = DEFAULT_DB_ALIAS) -> Iterator[None]:
    """Without triggers, for whoever empties a test's database or repairs one by hand; then they are back."""
    lift(using)
    try:
        yield
    finally:
        install(using)


def installed(using: str = DEFAULT_DB_ALIAS) -> set[str]:
    """The names of our triggers that the database has."""
    with connections[using].cursor() as cursor:
        return {name for name, _table in _dialect(using).listed(cursor)}


class Sqlite:
    @staticmethod
    def listed(cursor: Any) -> list[tuple[str, str]]:
        cursor.execute(
            "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger' AND name LIKE %s", [PREFIX + "%"]
        )
        return list(cursor.fetchall())

    @classmethod
    def drops(cls, cursor: Any) -> list[str]:
        return [f'DROP TRIGGER IF EXISTS "{name}"' for name, _table in cls.listed(cursor)]

    @staticmethod
    def creates(trigger: Trigger) -> list[str]:
        if trigger.event == "TRUNCATE":
            return []
        condition = trigger.condition.format(differs="IS NOT")
        return [
            f'CREATE TRIGGER "{trigger.name}" BEFORE {trigger.event} ON {trigger.table} FOR EACH ROW '
            f"WHEN {condition} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
        ]


class Postgresql:
    """A trigger's WHEN takes no subquery here, so that each has a function.

    The version's row is locked against a submission that another transaction is about to commit: without
    it a line could slip in between.
    """

    @staticmethod
    def listed(cursor: Any) -> list[tuple[str, str]]:
        cursor.execute(
            "SELECT t.tgname, c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
            "WHERE NOT t.tgisinternal AND t.tgname LIKE %s "
            "AND c.relnamespace = current_schema()::regnamespace",
            [PREFIX.replace("_", r"\_") + "%"],
        )
        return list(cursor.fetchall())

    @classmethod
    def drops(cls, cursor: Any) -> list[str]:
        listed = cls.listed(cursor)
        triggers = [f'DROP TRIGGER IF EXISTS "{name}" ON "{table}"' for name, table in listed]
        return triggers + [f'DROP FUNCTION IF EXISTS "{name}"()' for name, _table in listed]

    @staticmethod
    def creates(trigger: Trigger) -> list[str]:
        condition = trigger.condition.format(differs="IS DISTINCT FROM")
        kept = {"DELETE": "OLD", "TRUNCATE": "NULL"}.get(trigger.event, "NEW")
        each = "STATEMENT" if trigger.event == "TRUNCATE" else "ROW"
        return [
            f'CREATE OR REPLACE FUNCTION "{trigger.name}"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN '
            f"{_locks(trigger)}IF {condition} THEN RAISE EXCEPTION '{REFUSAL}' "
            f"USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN {kept}; END $$",
            f'CREATE TRIGGER "{trigger.name}" BEFORE {trigger.event} ON {trigger.table} FOR EACH {each} '
            f'EXECUTE FUNCTION "{trigger.name}"()',
        ]


def _locks(trigger: Trigger) -> str:
    if trigger.locks:
        return "".join(f"PERFORM 1 FROM {each} FOR SHARE; " for each in trigger.locks)
    rows = [row for row in ("NEW", "OLD") if f"{row}.version_id" in trigger.condition]
    version = "inventories_reportversion"
    if trigger.table.endswith("_linemass"):
        of_line = "SELECT l.version_id FROM inventories_inventoryline l WHERE l.id"
        held = [row for row in ("NEW", "OLD") if f"{row}.line_id" in trigger.condition]
        return "".join(
            f"PERFORM 1 FROM {version} WHERE id = ({of_line} = {row}.line_id) FOR SHARE; " for row in held
        )
    if not rows or trigger.table.endswith(("_figure", "_event")):
        return ""
    return "".join(f"PERFORM 1 FROM {version} WHERE id = {row}.version_id FOR SHARE; " for row in rows)


def _dialect(using: str) -> type[Sqlite] | type[Postgresql]:
    vendor = connections[using].vendor
    dialects: dict[str, type[Sqlite] | type[Postgresql]] = {"sqlite": Sqlite, "postgresql": Postgresql}
    if vendor not in dialects:
        raise NotImplementedError(f"no triggers for {vendor}: Milepost runs on SQLite and PostgreSQL")
    return dialects[vendor]
