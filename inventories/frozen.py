"""Submitted content stays as it was signed: triggers, on SQLite and on PostgreSQL.

They hold still a version from its submission on, with everything in it; of the version itself only `state`
moves, along enums.MOVES. Remarks, events and figures are added, never rewritten. SQLite's REPLACE deletes the
row in its way without its DELETE trigger, unless the connection asks for that: what would meet a frozen row
by its id or another unique key is therefore refused as it comes. A migration that rebuilds a table drops its
triggers on SQLite; install() therefore runs after every `migrate` and is safe to run again.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections, models, transaction

from inventories.enums import MOVES, OPEN_STATES, State

PREFIX = "frozen_"
REFUSAL = "milepost: this is frozen since it was submitted"
ID_CHANGES = "OLD.id <> NEW.id"


@dataclass(frozen=True)
class Trigger:
    """A row's INSERT, UPDATE or DELETE is refused where `condition` holds; a table's TRUNCATE always is.

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
            room.Calculation,
        )
        for trigger in _content(model._meta.db_table, version)
    ]
    found += _masses(room.LineMass._meta.db_table, room.InventoryLine._meta.db_table, version)
    found += _waivers(room.Waiver._meta.db_table, version)
    remark, event, figure = (each._meta.db_table for each in (room.Remark, room.Event, room.Figure))
    found += [
        Trigger(
            version, "INSERT", f"NEW.state <> '{State.DRAFT}' OR {_id_is_taken(version)} OR {_meets_signed()}"
        ),
        Trigger(
            version,
            "UPDATE",
            f"{_signed(room.ReportVersion)} OR {_forbidden_move()} OR {ID_CHANGES} OR {_meets_signed()}",
        ),
        Trigger(version, "DELETE", f"OLD.state <> '{State.DRAFT}'"),
        Trigger(report, "INSERT", f"{_id_is_taken(report)} OR {_meets_reported()}"),
        Trigger(
            report,
            "UPDATE",
            f"({_changed(room.Report)}) AND ({_has_signed('OLD')} OR {ID_CHANGES} OR {_meets_reported()})",
        ),
        Trigger(report, "DELETE", _has_signed("OLD")),
        Trigger(remark, "INSERT", f"NOT {_is(version, 'NEW', State.IN_REVIEW)} OR {_id_is_taken(remark)}"),
        Trigger(remark, "UPDATE", "1 = 1"),
        Trigger(remark, "DELETE", "1 = 1"),
        Trigger(event, "INSERT", _id_is_taken(event)),
        Trigger(event, "UPDATE", "1 = 1"),
        Trigger(event, "DELETE", f"NOT {_is(version, 'OLD', State.DRAFT)}"),
        Trigger(figure, "INSERT", f"{_id_is_taken(figure)} OR {_meets_current_figure(figure)}"),
        Trigger(
            figure, "UPDATE", f"OLD.superseded_at IS NOT NULL OR {_changed(room.Figure, 'superseded_at')}"
        ),
        Trigger(figure, "DELETE", "1 = 1"),
    ]
    tables = dict.fromkeys(trigger.table for trigger in found)
    return found + [Trigger(table, "TRUNCATE", "1 = 1") for table in tables]


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


def _content(table: str, version: str) -> list[Trigger]:
    """A row of a version is added, changed, moved and taken away only while the version is a draft."""
    old, new = (f"NOT {_is(version, row, State.DRAFT)}" for row in ("OLD", "NEW"))
    return [
        Trigger(table, "INSERT", f"{new} OR {_id_is_taken(table)}"),
        Trigger(table, "UPDATE", f"{old} OR {new} OR {ID_CHANGES}"),
        Trigger(table, "DELETE", old),
    ]


def _masses(table: str, line: str, version: str) -> list[Trigger]:
    """A mass goes with its line, and is held still with the line's version."""
    of_draft = (
        f"EXISTS (SELECT 1 FROM {line} l JOIN {version} v ON v.id = l.version_id "  # noqa: S608  names of models
        f"WHERE l.id = {{row}}.line_id AND v.state = '{State.DRAFT}')"
    )
    old, new = (f"NOT {of_draft.format(row=row)}" for row in ("OLD", "NEW"))
    return [
        Trigger(table, "INSERT", f"{new} OR {_id_is_taken(table)}"),
        Trigger(table, "UPDATE", f"{old} OR {new} OR {ID_CHANGES}"),
        Trigger(table, "DELETE", old),
    ]


def _waivers(table: str, version: str) -> list[Trigger]:
    """A waiver is added to a draft or in review, as it says itself, and goes with a draft alone."""
    given = " OR ".join(
        f"(NEW.given_in = '{state}' AND {_is(version, 'NEW', state)})"
        for state in (State.DRAFT.value, State.IN_REVIEW.value)
    )
    return [
        Trigger(table, "INSERT", f"NOT ({given}) OR {_id_is_taken(table)} OR {_meets_waiver(table)}"),
        Trigger(table, "UPDATE", "1 = 1"),
        Trigger(table, "DELETE", f"NOT {_is(version, 'OLD', State.DRAFT)}"),
    ]


def _is(version: str, row: str, state: str) -> str:
    of_row = f"v.id = {row}.version_id AND v.state = '{state}'"
    return f"EXISTS (SELECT 1 FROM {version} v WHERE {of_row})"  # noqa: S608  names of models


def _id_is_taken(table: str) -> str:
    return f"EXISTS (SELECT 1 FROM {table} t WHERE t.id = NEW.id)"  # noqa: S608  names of models


def _meets_signed() -> str:
    """By a unique key the new version would meet one that was submitted: its number, or its state."""
    opened = ", ".join(f"'{State(each)}'" for each in OPEN_STATES)
    return (
        "EXISTS (SELECT 1 FROM inventories_reportversion o WHERE o.report_id = NEW.report_id "  # noqa: S608
        f"AND o.id <> NEW.id AND o.state <> '{State.DRAFT}' AND (o.number = NEW.number "
        f"OR (o.state IN ({opened}) AND NEW.state IN ({opened})) "
        f"OR (o.state = '{State.ACCEPTED}' AND NEW.state = '{State.ACCEPTED}')))"
    )


def _meets_reported() -> str:
    """By a unique key the new report would meet one that has a submitted version."""
    return (
        "EXISTS (SELECT 1 FROM inventories_report r WHERE r.id <> NEW.id "  # noqa: S608
        "AND (r.reference = NEW.reference OR (r.government_id = NEW.government_id "
        f"AND r.year = NEW.year AND r.series = NEW.series)) AND {_has_signed('r')})"
    )


def _has_signed(report: str) -> str:
    """The report, a row by that name, has a version that was submitted."""
    return (
        f"EXISTS (SELECT 1 FROM inventories_reportversion v WHERE v.report_id = {report}.id "  # noqa: S608
        f"AND v.state <> '{State.DRAFT}')"
    )


def _meets_waiver(table: str) -> str:
    """The finding has a waiver already."""
    return (
        f"EXISTS (SELECT 1 FROM {table} w WHERE w.version_id = NEW.version_id "  # noqa: S608  names of models
        "AND w.check_code = NEW.check_code AND w.section = NEW.section AND w.row = NEW.row)"
    )


def _meets_current_figure(figure: str) -> str:
    return (
        f"(NEW.superseded_at IS NULL AND EXISTS (SELECT 1 FROM {figure} f WHERE f.superseded_at IS NULL "  # noqa: S608
        "AND f.government_id = NEW.government_id AND f.measure_id = NEW.measure_id "
        "AND f.series = NEW.series AND f.year = NEW.year))"
    )


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
