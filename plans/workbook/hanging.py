"""What hangs on actions, read sheet by sheet: milestones, funding, co-benefits, reductions, overlaps."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter

from inventories.exports.workbook import sheets as rows
from inventories.importers.own.tables import Table, choice
from inventories.importers.problems import Problem
from inventories.importers.records import Record, as_text, to_gram
from plans.enums import CoBenefitKind, FundingSource
from plans.models import CoBenefit, Funding, Milestone, Overlap
from plans.models.action import LESS_THAN_NOTHING
from plans.workbook import sheets
from plans.workbook.cells import Keys, amount, day, lines, words
from plans.workbook.drafts import Overlapping
from pledges.fields import to_grams

Rows = dict[str, list[dict[str, Any]]]


@dataclass(frozen=True)
class Part:
    """A sheet with lines of actions; `only` names the column that each action has once."""

    sheet: str
    row: Callable[[Record], dict[str, Any]]
    only: str = ""

    def read(self, table: Table, keys: Keys) -> Rows:
        found: Rows = {}
        for line in lines(table):
            key = keys.find(line, "action")
            row = self.row(line)
            held = found.setdefault(key, []) if key else []
            if self.only and row[self.only] and any(row[self.only] == each[self.only] for each in held):
                line.wrong(
                    self.only, _("The action has a line of this kind already."), _("Keep one of the two.")
                )
            held.append(row)
        return found


def _milestone(line: Record) -> dict[str, Any]:
    row = {name: words(line, name, Milestone) for name in ("text_en", "text_zh")}
    due = day(line, "due")
    if not any(row.values()):
        line.wrong("text_en", _("The milestone has no words."), _("Say in one language what is reached."))
    if due is None and not line.text("due"):
        line.wrong("due", _("The day on which it is due is missing."), _("Fill in this cell."))
    return {**row, "due": due, "done_on": day(line, "done_on")}


def _funding(line: Record) -> dict[str, Any]:
    source = choice(line, "source", lambda: FundingSource.choices)
    if not source and not line.text("source"):
        line.wrong("source", _("The source of funding is missing."), _("Choose one from the list."))
    return {
        "source": source,
        "amount": amount(line, "amount", Funding),
        "note": words(line, "note", Funding),
    }


def _co_benefit(line: Record) -> dict[str, Any]:
    kind = choice(line, "kind", lambda: CoBenefitKind.choices)
    if not kind and not line.text("kind"):
        line.wrong("kind", _("The kind of co-benefit is missing."), _("Choose one from the list."))
    found = {
        "kind": kind,
        "amount": amount(line, "amount", CoBenefit),
        "note": words(line, "note", CoBenefit),
    }
    if found["amount"] is None and not found["note"] and not line.text("amount"):
        line.wrong("amount", _("The line says nothing."), _("Enter a number or words, or clear the line."))
    return found


PARTS: Mapping[str, Part] = {
    "milestones": Part(sheets.MILESTONES, _milestone),
    "fundings": Part(sheets.FUNDINGS, _funding, only="source"),
    "co_benefits": Part(sheets.CO_BENEFITS, _co_benefit, only="kind"),
}


def reductions(table: Table, keys: Keys) -> dict[str, dict[int, Decimal]]:
    """Tonnes by action and year. A column whose header is a year counts, whoever added it."""
    years = _years(table)
    found: dict[str, dict[int, Decimal]] = {}
    for line in lines(_of_years(table, years)):
        key = keys.find(line, "action")
        held = {year: tonnes for year in years if (tonnes := _tonnes(line, str(year))) is not None}
        for year in (each for each, tonnes in held.items() if tonnes < 0):
            line.wrong(str(year), str(LESS_THAN_NOTHING), _("Correct the number."))
        if key in found:
            line.wrong("action", _("The action stands in another line too."), _("Keep one of the two."))
        elif key:
            found[key] = held
    return found


def _years(table: Table) -> dict[int, int]:
    """By year the place of its column; a filled column without a year is told."""
    header = table.rows.get(rows.HEADER, ())
    own = {at: key for key, at in table.columns.items()}
    width = max((len(cells) for number, cells in table.rows.items() if number >= rows.FIRST), default=0)
    found: dict[int, int] = {}
    for at in range(width):
        name = own.get(at) or (as_text(header[at]) if at < len(header) else "")
        if name == "action":
            continue
        is_year = name.isascii() and name.isdigit() and sheets.FIRST_YEAR <= int(name) <= sheets.LAST_YEAR
        if is_year and int(name) not in found:
            found[int(name)] = at
        elif any(at < len(cells) and cells[at] != "" for n, cells in table.rows.items() if n >= rows.FIRST):
            table.problems.append(
                Problem(
                    rows.HEADER,
                    get_column_letter(at + 1),
                    name[:40],
                    _("The column is filled, but its header is no year, or a year that was there before."),
                    _("Write the year into the header, or clear the column."),
                    table.name,
                )
            )
    return found


def _of_years(table: Table, years: Mapping[int, int]) -> Table:
    columns = {"action": table.columns.get("action", 0), **{str(year): at for year, at in years.items()}}
    return Table(table.code, table.name, columns, table.rows, table.unit, table.problems)


def _tonnes(line: Record, key: str) -> Decimal | None:
    number = line.number(key)
    if number is None:
        return None
    tonnes = to_gram(number)
    try:
        to_grams(tonnes)
    except ValidationError as error:
        line.wrong(key, " ".join(error.messages), _("Check the unit: tonnes a year."))
        return None
    return tonnes


def overlaps(table: Table, keys: Keys) -> list[Overlapping]:
    found: dict[tuple[str, str], Overlapping] = {}
    for line in lines(table):
        first, second = keys.find(line, "first"), keys.find(line, "second")
        tonnes = _tonnes(line, "tonnes")
        note = words(line, "note", Overlap)
        if tonnes is None and not line.text("tonnes"):
            line.wrong("tonnes", _("The tonnes that both claim are missing."), _("Fill in this cell."))
        elif tonnes is not None and tonnes <= 0:
            line.wrong("tonnes", _("Tonnes that both claim are more than zero."), _("Correct the number."))
        if first and first == second:
            line.wrong(
                "second", _("An action overlaps with another one, not with itself."), _("Name another.")
            )
        elif first and second and {(first, second), (second, first)} & set(found):
            line.wrong("second", _("The two stand in another line too."), _("Keep one of the two."))
        elif first and second and tonnes is not None:
            found[first, second] = (first, second, tonnes, note)
    return sorted(found.values())
