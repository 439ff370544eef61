"""Years as columns: a line for each row of the framework, or for each place with its one total."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from inventories.importers import amounts, asking, columns, identify, periods, places, tables, units, years
from inventories.importers.book import Book, Value
from inventories.importers.gathering import Entry, Gathering
from inventories.importers.identify import TOTAL, Identifier
from inventories.importers.numbers import NotANumber
from inventories.importers.reading import Reading, Wanted
from inventories.importers.sheets import Row
from inventories.importers.tables import Table
from inventories.importers.years import Period
from inventories.lines import LineDraft

FEWEST = 2
"""Columns that must be years for a table to be of this kind."""
UNIT = "unit"
IDENTITY = ("row", "label", "scope", "place", "country", "unit", "source", "method")


@dataclass
class Found:
    """Where everything stands; the years by their columns."""

    years: dict[int, Period] = field(default_factory=dict)
    others: dict[str, int] = field(default_factory=dict)

    def text(self, cells: Sequence[Value], name: str) -> str:
        return tables.text_of(tables.cell(cells, self.others.get(name)))


def recognises(book: Book) -> bool:
    return tables.best(book, _years) is not None


def read(book: Book, wanted: Wanted, layout: str) -> Reading:
    best = tables.best(book, _years)
    assert best is not None  # noqa: S101  it was recognised
    table = best[1]
    found = _found(table)
    now = Gathering(layout, wanted, _framework(table, found, wanted), table)
    for at, period in found.years.items():
        if period.is_fiscal:
            periods.tell_fiscal(now, table.header, at, table.names[at], period)
    decimals = asking.decimals(now, found.years)
    rows = places.rows_of(now, found.others.get("place"), found.others.get("country"))
    if not now.questions:
        _take_all(now, rows, found, decimals)
    return now.reading()


def _years(cells: Sequence[Value]) -> int:
    """How many different years a row names, if it names little else that is a number."""
    found = [period.year for cell in cells if years.is_year(cell) and (period := years.read(cell))]
    distinct = len(set(found))
    in_order = sorted(found) in (found, found[::-1])
    return distinct if distinct == len(found) >= FEWEST and in_order else 0


def _found(table: Table) -> Found:
    found = Found()
    for at, name in enumerate(table.names):
        period = years.read(name) if years.is_year(name) else None
        known = columns.likely(name)
        if period is not None:
            found.years[at] = period
        elif known in IDENTITY:
            found.others.setdefault(known, at)
    if not {"label", "place"} & set(found.others):
        _find_words(table, found)
    return found


def _find_words(table: Table, found: Found) -> None:
    """The first column with words, where the header names none by which lines are known."""
    first = min(found.years)
    for at in range(first):
        if at not in found.others.values() and table.texts(at):
            found.others["label"] = at
            return


def _framework(table: Table, found: Found, wanted: Wanted) -> str:
    ats = [found.others[name] for name in ("row", "label") if name in found.others]
    codes = {identify.code_at_start(text) for at in ats for text in table.texts(at)}
    return identify.framework_of(codes, wanted.framework)


def _take_all(now: Gathering, rows: Sequence[Row], found: Found, decimals: str) -> None:
    identifier = Identifier(now)
    unit = "" if "unit" in found.others else _unit(now, rows, found)
    for number, cells in rows:
        if not any(tables.cell(cells, at) != "" for at in found.years):
            continue
        row = _row(now, identifier, number, cells, found)
        if row:
            of_line = unit or _unit_of_line(now, number, cells, found)
            for at, period in found.years.items():
                _take(now, number, cells, at, period, row, of_line, decimals, found)


def _row(
    now: Gathering, identifier: Identifier, number: int, cells: Sequence[Value], found: Found
) -> str | None:
    """The row that a line is about; none where it was asked, or left out."""
    code, label = found.text(cells, "row"), found.text(cells, "label")
    if not code and not label:
        if TOTAL in identify.codes(now.framework):
            return TOTAL
        reason = _("The line is a total, and this framework takes the rows that it is made of.")
        now.leave(number, None, found.text(cells, "place"), reason)
        return None
    row = identifier.row(code, label, found.text(cells, "scope"))
    if row == "":
        now.leave(number, found.others.get("label"), label or code, identify.said_to_be_none())
    return row


def _unit(now: Gathering, rows: Sequence[Row], found: Found) -> str:
    """The unit of the whole table, by the words of its header and title, or asked."""
    words = [now.table.names[at] for at in found.others.values()] + list(now.table.above)
    named = {unit for text in words if (unit := units.units_in(text))}
    if len(named) == 1 and len(next(iter(named))) == 1:
        return named.pop()[0]
    likely = named.pop()[0] if named else units.TONNE
    text = _("The table does not say in which unit its masses are. Which is it?")
    return asking.unit(now, UNIT, text, likely=likely)


def _unit_of_line(now: Gathering, number: int, cells: Sequence[Value], found: Found) -> str:
    return asking.unit_of_words(now, found.text(cells, "unit"))


def _take(
    now: Gathering,
    number: int,
    cells: Sequence[Value],
    at: int,
    period: Period,
    row: str,
    unit: str,
    decimals: str,
    found: Found,
) -> None:
    value = tables.cell(cells, at)
    try:
        amount = amounts.read(value, unit=unit, decimals=decimals)
    except NotANumber as error:
        now.wrong(number, at, value, error.message, error.remedy)
        return
    if amount.note:
        now.leave(number, at, value, amount.note)
    if amount.is_blank:
        return
    place = found.text(cells, "place")
    counted = asking.quantity(now, found.text(cells, "label"))
    draft = LineDraft(
        row=row,
        co2e=amount.tonnes if counted == "co2e" else None,
        co2=amount.tonnes if counted == "co2" else None,
        notation_key=amount.key,
        included_in=amount.included_in,
        explanation=amount.explanation,
        source=found.text(cells, "source"),
        method=found.text(cells, "method"),
    )
    now.of(place, period)
    now.add(place, period.year, Entry(number, draft, dict.fromkeys(("row", "co2e", "co2"), at)))
