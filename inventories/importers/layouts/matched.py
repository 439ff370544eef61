"""Any table, by what someone says its columns mean. What its header makes likely is offered, never taken."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from inventories import gases
from inventories.importers import adding, asking, columns, identify, periods, places, tables, units
from inventories.importers.book import Book, Value
from inventories.importers.gathering import Gathering, nothing
from inventories.importers.identify import TOTAL, Identifier
from inventories.importers.layouts import rows
from inventories.importers.reading import Layout, Question, Reading, Wanted
from inventories.importers.sheets import Row, Sheet
from inventories.importers.tables import Table
from inventories.importers.years import Period

CODE = "matched"
COLUMN, SHEET = "column:", "sheet"
IGNORE = "ignore"
IDENTITY = ("row", "label")
GASES = ("ch4", "ch4_fossil", "n2o", "hfcs", "pfcs", "sf6", "nf3", "co2_biogenic")
"""Offered for every column; any other gas where the header names it."""
FIELDS = frozenset(
    [
        *("row", "label", "scope", "place", "year", "co2e", "co2", "unit", "notation_key", "included_in"),
        *("explanation", "quality", "source", "method", "factor_quality", "factor_source", IGNORE),
    ]
)
MOST_COLUMNS = 80
"""The most columns that anyone is asked about."""


@dataclass(frozen=True)
class Column:
    """A column with something in it: its position, its name as it is asked about, what it was said to be."""

    at: int
    code: str
    name: str
    field: str = ""


def recognises(book: Book) -> bool:
    return True


def read(book: Book, wanted: Wanted) -> Reading:
    sheets = [sheet for sheet in book.sheets if _is_table(sheet)]
    if not sheets:
        return Reading(CODE, problems=[nothing()])
    sheet = next((each for each in sheets if each.name == wanted.answers.get(SHEET)), None)
    if sheet is None and len(sheets) > 1:
        return Reading(CODE, questions=[_which_sheet(sheets)])
    table = _table(book, sheet or sheets[0])
    now = Gathering(CODE, wanted, _framework(table, wanted), table)
    matched = _matched(now, table)
    if matched:
        _take_all(now, matched)
    return now.reading()


# What the columns are


def _is_table(sheet: Sheet) -> bool:
    return len(sheet.rows) > 1 and max(len(cells) for _number, cells in sheet.rows) > 1


def _which_sheet(sheets: Sequence[Sheet]) -> Question:
    likely = max(sheets, key=lambda each: sum(len(cells) for _number, cells in each.rows))
    choices = [(sheet.name, sheet.name) for sheet in sheets]
    return Question(SHEET, _("In which sheet are the figures?"), choices, likely.name)


def _table(book: Book, sheet: Sheet) -> Table:
    """The table below the row that has most names of columns, or the first with two cells of words."""
    near = sheet.rows[: tables.NEAR_THE_TOP]
    known = [sum(bool(_likely(tables.text_of(cell))) for cell in cells) for _number, cells in near]
    words = [sum(isinstance(cell, str) and bool(cell) for cell in cells) for _number, cells in near]
    first = next((at for at, count in enumerate(words) if count > 1), 0)
    best = max(range(len(near)), key=lambda at: (known[at], -at))
    return tables.under(book, sheet, best if known[best] > 1 else first)


def _framework(table: Table, wanted: Wanted) -> str:
    codes = {identify.code_at_start(text) for at in range(len(table.names)) for text in table.texts(at)}
    return identify.framework_of(codes & identify.all_codes(), wanted.framework)


def _likely(name: str) -> str:
    """What a header makes likely: a field, a gas, a mass by its unit; empty where nothing."""
    field = columns.likely(name) or gases.code_of(name) or ""
    gas = gases.code_of(name.partition("(")[0]) or ""
    return gas or field or ("co2e" if units.units_in(name) else "")


def _columns(table: Table) -> list[Column]:
    """Every column that holds something, with a code that is the same for the same header."""
    found: list[Column] = []
    seen: dict[str, int] = {}
    width = max((len(cells) for _number, cells in table.rows), default=0)
    for at in range(width):
        name = table.names[at] if at < len(table.names) else ""
        if not any(True for _cell in table.cells(at)):
            continue
        name = name or _("column %(letter)s") % {"letter": table.column(at)}
        plain = columns.plain(name)[:80]
        seen[plain] = seen.get(plain, 0) + 1
        found.append(Column(at, f"{COLUMN}{plain}" + (f" #{seen[plain]}" if seen[plain] > 1 else ""), name))
    return found


def _matched(now: Gathering, table: Table) -> list[Column]:
    """The columns by what was answered; none where something has to be asked first."""
    known = _columns(table)
    if len(known) > MOST_COLUMNS:
        now.wrong(
            table.header,
            None,
            str(len(known)),
            _("The table has more columns than can be matched by hand (%(count)d).")
            % {"count": MOST_COLUMNS},
            _("Keep the columns with rows, years, masses and their sources."),
        )
        return []
    answered = [replace(each, field=_answer(now, each)) for each in known]
    wrong = _wrong(now, answered)
    if wrong:
        guesses = _guesses(known)
        now.questions += [_question(table, each, wrong, guesses[each.code]) for each in known]
        return []
    return [each for each in answered if each.field != IGNORE]


def _answer(now: Gathering, column: Column) -> str:
    answer = now.wanted.answers.get(column.code, "")
    return answer if answer in _fields(column) else ""


def _wrong(now: Gathering, answered: Sequence[Column]) -> str:
    """Why the columns have to be asked about, in words; empty where they need not be."""
    said = [each.field for each in answered]
    if not all(said):
        return _("What does the column “%(name)s” hold?")
    taken = [each for each in said if each != IGNORE]
    if len(set(taken)) < len(taken):
        return _("Two columns cannot hold the same. What does the column “%(name)s” hold?")
    if not set(taken) & {"co2e", "co2", "notation_key", *gases.known()}:
        return _("No column was said to hold masses. What does the column “%(name)s” hold?")
    if not set(taken) & set(IDENTITY) and TOTAL not in identify.codes(now.framework):
        return _("No column says which row a line is about. What does the column “%(name)s” hold?")
    return ""


def _guesses(known: Sequence[Column]) -> Mapping[str, str]:
    """The likely meaning of every column; what two make likely is offered for the first."""
    guesses: dict[str, str] = {}
    for column in known:
        likely = _likely(column.name)
        offered = likely in _fields(column) and likely not in guesses.values()
        guesses[column.code] = likely if likely and offered else IGNORE
    return guesses


def _question(table: Table, column: Column, text: str, likely: str) -> Question:
    cells = [
        tables.text_of(cell)[:30] for cell, _number in zip(table.cells(column.at), range(3), strict=False)
    ]
    said = text % {"name": column.name[:60]}
    examples = _("For example: %(cells)s.") % {"cells": "; ".join(cells)}
    return Question(column.code, f"{said} {examples}", _choices(column), likely)


def _gases(column: Column) -> list[str]:
    """The gases that are offered for a column, with the one that its name says."""
    named = gases.code_of(column.name.partition("(")[0])
    offered = [*GASES, *([named] if named and named not in (*GASES, gases.CO2) else [])]
    return [gas for gas in offered if gas in gases.known()]


def _fields(column: Column) -> frozenset[str]:
    return FIELDS | set(_gases(column))


def _choices(column: Column) -> list[tuple[str, str]]:
    return [
        ("row", _("the code of the row (I.1.1)")),
        ("label", _("the name of the row or sector")),
        ("scope", _("the scope")),
        ("place", _("the place")),
        ("year", _("the year")),
        ("co2e", _("emissions in CO₂ equivalent")),
        ("co2", _("carbon dioxide (CO₂)")),
        *((gas, gases.known()[gas].label) for gas in _gases(column)),
        ("unit", _("the unit of the masses")),
        ("notation_key", _("a notation key")),
        ("included_in", _("the row that includes it")),
        ("explanation", _("an explanation")),
        ("quality", _("the quality of the activity data")),
        ("source", _("the source of the activity data")),
        ("method", _("the method")),
        ("factor_quality", _("the quality of the emission factor")),
        ("factor_source", _("the source of the emission factor")),
        (IGNORE, _("nothing that is needed: leave it out")),
    ]


# What the lines say


def _take_all(now: Gathering, matched: Sequence[Column]) -> None:
    at = {column.field: column.at for column in matched}
    masses = [column for column in matched if column.field in ("co2e", "co2", *gases.known())]
    decimals = asking.decimals(now, [column.at for column in masses])
    known = asking.year(now) if "year" not in at else None
    lines = places.rows_of(now, at.get("place"))
    by_column = {} if "unit" in at else _units(now, masses)
    fields = rows.Fields(at, by_column, decimals)
    identifier = Identifier(now)
    for number, cells in lines:
        if any(tables.cell(cells, each) != "" for name, each in at.items() if name not in ("year", "place")):
            _take(now, (number, cells), fields, known, identifier)
    adding.up(now)


def _units(now: Gathering, masses: Sequence[Column]) -> dict[str, str]:
    found: dict[str, str] = {}
    for column in masses:
        named = units.units_in(column.name)
        if len(named) == 1:
            found[column.field] = named[0]
            continue
        text = _("In which unit is the column “%(name)s”?") % {"name": column.name[:60]}
        likely = named[0] if named else units.TONNE
        found[column.field] = asking.unit(now, f"unit:{column.code}", text, likely=likely)
    return found


def _take(
    now: Gathering, line: Row, fields: rows.Fields, known: Period | None, identifier: Identifier
) -> None:
    number, cells = line
    at = fields.at
    row = _row(now, number, cells, at, identifier)
    if row is None:
        return
    period = known or periods.read(now, number, cells, at["year"])
    if "unit" in at:
        unit = asking.unit_of_words(now, tables.text_of(tables.cell(cells, at["unit"])))
        fields = replace(fields, units=dict.fromkeys((*at,), unit))
    entry = rows.entry_of(now, number, cells, fields, row=row)
    if entry is None or period is None:
        return
    place = tables.text_of(tables.cell(cells, at.get("place")))
    now.of(place, period)
    now.add(place, period.year, entry)


def _row(
    now: Gathering, number: int, cells: Sequence[Value], at: Mapping[str, int], identifier: Identifier
) -> str | None:
    """The row that a line is about; None where it is left out, or has to be asked."""
    if not set(at) & set(IDENTITY):
        return TOTAL
    code, label, scope = (
        tables.text_of(tables.cell(cells, at.get(name))) for name in ("row", "label", "scope")
    )
    if not code and not label:
        now.leave(number, at.get("row", at.get("label")), "", _("The line names no row."))
        return None
    row = identifier.row(code, label, scope)
    if row == "":
        now.leave(number, at.get("label", at.get("row")), label or code, identify.said_to_be_none())
    return row or None


LAYOUT = Layout(CODE, gettext_noop("Any table"), recognises, read)
