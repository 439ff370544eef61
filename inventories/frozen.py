"""Submitted content stays as it was signed: triggers, on SQLite and on PostgreSQL.

They hold still a version from its submission on, with everything in it; of the version itself only `state`
moves, along enums.MOVES. Remarks, events and figures are added, never rewritten. A migration that rebuilds
a table drops its triggers on SQLite; install() therefore runs after every `migrate` and is safe to run again.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections, models, transaction

from inventories.enums import MOVES, State

PREFIX = "frozen_"
REFUSAL = "milepost: this is frozen since it was submitted"


@dataclass(frozen=True)
class Trigger:
    """A row's INSERT, UPDATE or DELETE is refused where `condition` holds.

    The condition speaks both dialects but for {differs}, the comparison that takes NULL for a value.
    """

    table: str
    event: str
    condition: str

    @property
    def name(self) -> str:
        return f"{PREFIX}{self.table.removeprefix('inventories_')}_{self.event.lower()}"


def triggers() -> list[Trigger]:
    """Every trigger, made from the models and from the table of moves."""
    from inventories import models as room

    version, report = room.ReportVersion._meta.db_table, room.Report._meta.db_table
    found = [
        trigger
        for model in (
            room.Section,
            room.InventoryLine,
            room.IndicatorValue,
            room.Evidence,
            room.WarningAnswer,
        )
        for trigger in _content(model._meta.db_table, version)
    ]
    remark, event, figure = (each._meta.db_table for each in (room.Remark, room.Event, room.Figure))
    return [
        *found,
        Trigger(version, "UPDATE", f"{_signed(room.ReportVersion)} OR {_forbidden_move()}"),
        Trigger(version, "DELETE", f"OLD.state <> '{State.DRAFT}'"),
        Trigger(
            report,
            "UPDATE",
            f"({_changed(room.Report)}) AND EXISTS (SELECT 1 FROM {version} v "  # noqa: S608  names of models
            f"WHERE v.report_id = OLD.id AND v.state <> '{State.DRAFT}')",
        ),
        Trigger(remark, "INSERT", f"NOT {_is(version, 'NEW', State.IN_REVIEW)}"),
        Trigger(remark, "UPDATE", "1 = 1"),
        Trigger(remark, "DELETE", "1 = 1"),
        Trigger(event, "UPDATE", "1 = 1"),
        Trigger(event, "DELETE", f"NOT {_is(version, 'OLD', State.DRAFT)}"),
        Trigger(
            figure, "UPDATE", f"OLD.superseded_at IS NOT NULL OR {_changed(room.Figure, 'superseded_at')}"
        ),
        Trigger(figure, "DELETE", "1 = 1"),
    ]


def names() -> set[str]:
    """The names of all triggers, as the database must list them."""
    return {trigger.name for trigger in triggers()}


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
        kept = "OLD" if trigger.event == "DELETE" else "NEW"
        return [
            f'CREATE OR REPLACE FUNCTION "{trigger.name}"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN '
            f"{_locks(trigger)}IF {condition} THEN RAISE EXCEPTION '{REFUSAL}' "
            f"USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN {kept}; END $$",
            f'CREATE TRIGGER "{trigger.name}" BEFORE {trigger.event} ON {trigger.table} FOR EACH ROW '
            f'EXECUTE FUNCTION "{trigger.name}"()',
        ]


def _locks(trigger: Trigger) -> str:
    rows = [row for row in ("NEW", "OLD") if f"{row}.version_id" in trigger.condition]
    version = "inventories_reportversion"
    if not rows or trigger.table.endswith(("_figure", "_event")):
        return ""
    return "".join(f"PERFORM 1 FROM {version} WHERE id = {row}.version_id FOR SHARE; " for row in rows)


def _dialect(using: str) -> type[Sqlite] | type[Postgresql]:
    vendor = connections[using].vendor
    dialects: dict[str, type[Sqlite] | type[Postgresql]] = {"sqlite": Sqlite, "postgresql": Postgresql}
    if vendor not in dialects:
        raise NotImplementedError(f"no triggers for {vendor}: Milepost runs on SQLite and PostgreSQL")
    return dialects[vendor]


def _content(table: str, version: str) -> list[Trigger]:
    """A row of a version is added, changed, moved and taken away only while the version is a draft."""
    old, new = (f"NOT {_is(version, row, State.DRAFT)}" for row in ("OLD", "NEW"))
    return [
        Trigger(table, "INSERT", new),
        Trigger(table, "UPDATE", f"{old} OR {new}"),
        Trigger(table, "DELETE", old),
    ]


def _is(version: str, row: str, state: str) -> str:
    of_row = f"v.id = {row}.version_id AND v.state = '{state}'"
    return f"EXISTS (SELECT 1 FROM {version} v WHERE {of_row})"  # noqa: S608  names of models


def _signed(model: type[models.Model]) -> str:
    """The version was submitted, and something besides its state would change."""
    return f"(OLD.state <> '{State.DRAFT}' AND ({_changed(model, 'state')}))"


def _changed(model: type[models.Model], *free: str) -> str:
    """Any column but the `free` ones would change."""
    columns = [field.column for field in model._meta.concrete_fields if field.name not in free]
    return " OR ".join(f'OLD."{column}" {{differs}} NEW."{column}"' for column in columns)


def _forbidden_move() -> str:
    """The state would change otherwise than along enums.MOVES."""
    allowed = [
        f"(OLD.state = '{State(before)}' AND NEW.state = '{State(after)}')"
        for before, afters in MOVES.items()
        for after in sorted(afters)
    ]
    return f"(OLD.state <> NEW.state AND NOT ({' OR '.join(allowed)}))"
