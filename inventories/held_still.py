"""What is held still: for each table the condition on which a row may not come, change or go.

A version is still from its submission on, with everything in it; of the version itself only `state` moves,
along enums.MOVES. Remarks, events and figures are added, never rewritten. SQLite's REPLACE deletes the row in
its way without its DELETE trigger, unless the connection asks for that: what would meet a frozen row by its
id or another unique key is therefore refused as it comes.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models

from inventories.enums import MOVES, OPEN_STATES, State

PREFIX = "frozen_"
ID_CHANGES = "OLD.id <> NEW.id"


@dataclass(frozen=True)
class Trigger:
    """A row's INSERT, UPDATE or DELETE is refused where `condition` holds; a table's TRUNCATE always is.

    The condition speaks both dialects but for {differs}, the comparison that takes NULL for a value.
    """

    table: str
    event: str
    condition: str
    locks: tuple[str, ...] = ()
    """What PostgreSQL locks first, as table and condition; else the report's version that the row names."""

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
            room.ActivityData,
        )
        for trigger in _content(model._meta.db_table, version)
    ]
    found += _masses(room.LineMass._meta.db_table, room.InventoryLine._meta.db_table, version)
    found += _waivers(room.Waiver._meta.db_table, version)
    remark, event, figure = (each._meta.db_table for each in (room.Remark, room.Event, room.Figure))
    found += [
        Trigger(
            version,
            "INSERT",
            f"NEW.state <> '{State.DRAFT}' OR {_id_is_taken(version)} OR {_meets_signed()} "
            f"OR {_carries_ill()}",
        ),
        Trigger(
            version,
            "UPDATE",
            f"{_signed(room.ReportVersion)} OR {_forbidden_move()} OR {ID_CHANGES} OR {_meets_signed()} "
            f"OR (NEW.carries_id {{differs}} OLD.carries_id AND {_carries_ill()})",
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


def _carries_ill() -> str:
    """The version would carry forward from a draft, or from what is of no earlier year of its government."""
    return (
        "(NEW.carries_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM inventories_reportversion c "  # noqa: S608
        "JOIN inventories_report cr ON cr.id = c.report_id JOIN inventories_report r ON r.id = NEW.report_id "
        f"WHERE c.id = NEW.carries_id AND c.state <> '{State.DRAFT}' AND cr.government_id = r.government_id "
        "AND cr.framework = r.framework AND cr.year < r.year))"
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
