"""The rows of both sections and their masses by gas."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.translation import gettext as _

from inventories import frameworks, masses
from inventories import lines as domain
from inventories.enums import NotationKey
from inventories.exports.told import INVENTORIES
from inventories.exports.workbook import sheets
from inventories.importers.own.tables import Table, quality, text
from inventories.importers.problems import Problem
from inventories.importers.reading import RowKey
from inventories.importers.records import Record, as_text
from inventories.lines import LineDraft

QUANTITIES = ("co2e", "co2")


@dataclass(frozen=True)
class Rows:
    """Lines by section, only of sections in which something is filled in; and where each was read."""

    lines: dict[str, list[LineDraft]] = field(default_factory=dict)
    places: dict[RowKey, str] = field(default_factory=dict)


def section_of(framework: str, row: str) -> str:
    """The section that has the row; empty where none has."""
    for section in INVENTORIES:
        if row in {each.code for each in frameworks.rows(framework, section)}:
            return section
    return ""


def read(found: Mapping[str, Table], problems: list[Problem], *, framework: str, gwp_set: str) -> Rows:
    by_gas = _masses(found.get(sheets.GASES), framework)
    rows = Rows()
    for section in INVENTORIES:
        table = found.get(section)
        of_section = {row: each for row, each in by_gas.items() if section_of(framework, row) == section}
        if table is None:
            problems += [_no_sheet(section, line) for line, _masses_of_row in list(of_section.values())[:1]]
            continue
        made = [
            (line, _draft(table, line, of_section.get(text(line, "row"), (line, {}))[1], framework))
            for line in table.lines()
        ]
        kept = [(line, draft) for line, draft in made if _says_something(draft)]
        completed = _checked(kept, of_section, framework=framework, section=section, gwp_set=gwp_set)
        if completed:
            rows.lines[section] = completed
        rows.places.update({(section, draft.row): line.place for line, draft in kept})
    return rows


def _masses(table: Table | None, framework: str) -> dict[str, tuple[Record, dict[str, Decimal]]]:
    """By row the masses that the sheet of gases holds, in tonnes, with the line that they stand in."""
    found: dict[str, tuple[Record, dict[str, Decimal]]] = {}
    for line in table.lines() if table else ():
        masses_of_row = table.by_gas(line, sheets.MASS) if table else {}
        if not masses_of_row:
            continue
        row = text(line, "row")
        if not section_of(framework, row):
            line.wrong("row", _("There is no row “%(row)s” in this framework.") % {"row": row}, _name_a_row())
        elif row in found:
            line.wrong("row", _("The row appears more than once."), _("Keep one line for each row."))
        else:
            found[row] = (line, masses_of_row)
    return found


def _name_a_row() -> str:
    return _("Enter the code of a row of the report, as the workbook had it.")


def _draft(table: Table, line: Record, by_gas: Mapping[str, Decimal], framework: str) -> LineDraft:
    keys = {
        key.upper() for key in (text(line, name) for name in QUANTITIES) if key.upper() in NotationKey.values
    }
    key = text(line, "notation_key").upper() or next(iter(sorted(keys)), "")
    tonnes = {
        name: None if keys else _tonnes(table, line, name, bool(by_gas), framework) for name in QUANTITIES
    }
    return LineDraft(
        row=text(line, "row"),
        **tonnes,
        notation_key=key,
        included_in=text(line, "included_in"),
        explanation=text(line, "explanation"),
        quality=quality(line, "quality"),
        source=text(line, "source"),
        method=text(line, "method"),
        factor_quality=quality(line, "factor_quality"),
        factor_source=text(line, "factor_source"),
        masses=by_gas,
    )


def _tonnes(table: Table, line: Record, name: str, is_by_gas: bool, framework: str) -> Decimal | None:
    """The number typed; None where it only tells what followed from the gases when the workbook was made."""
    written = line.cells.get(f"{sheets.WRITTEN}{name}", "")
    if is_by_gas and written != "" and as_text(line.cells.get(name, "")) == as_text(written):
        return None
    return table.tonnes(line, name)


def _says_something(draft: LineDraft) -> bool:
    words = (draft.included_in, draft.explanation, draft.quality, draft.source, draft.method)
    more = (draft.factor_quality, draft.factor_source)
    return not draft.is_blank or bool(draft.masses) or any(words) or any(more)


def _checked(
    kept: Sequence[tuple[Record, LineDraft]],
    by_gas: Mapping[str, tuple[Record, object]],
    *,
    framework: str,
    section: str,
    gwp_set: str,
) -> list[LineDraft]:
    """The drafts with what follows from their gases; what keeps one from being saved becomes a problem."""
    place = {"framework": framework, "section": section}
    completed: list[LineDraft] = []
    for line, draft in kept:
        before = len(line.problems)
        if draft.row in {each.row for each in completed}:
            line.wrong("row", _("The row appears more than once."), _("Keep one line for each row."))
        (made,), faults = masses.completed([draft], gwp_set=gwp_set, **place)
        for fault in faults or domain.faults_of(made, **place):
            where = by_gas[draft.row][0] if fault.column == "masses" and draft.row in by_gas else line
            is_told = any(each.row_number == line.row and each.sheet == line.sheet for each in line.problems)
            if not is_told or len(line.problems) == before:
                where.wrong(_column(fault.column, where), fault.message, fault.remedy)
        completed.append(made)
    return completed


def _column(name: str, line: Record) -> str:
    """The column that a fault is told at: that of the row where it is of all its masses."""
    return name if name in line.letters else "row"


def _no_sheet(section: str, line: Record) -> Problem:
    return Problem(
        line.row,
        "",
        "",
        _("The workbook has masses by gas of rows whose sheet is gone: %(sheet)s.")
        % {"sheet": sheets.TITLES[section]},
        _("Download the workbook of this report again, and copy your entries into it."),
        line.sheet,
    )
