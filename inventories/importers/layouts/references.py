"""A line for each place and year, with the references of rows as columns: I.1.1, I.1.2, ..."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from statistics import median

from django.utils.translation import gettext as _

from inventories import frameworks
from inventories.enums import Level
from inventories.importers import amounts, asking, columns, identify, periods, places, tables, units
from inventories.importers.book import Book, Value
from inventories.importers.gathering import Entry, Gathering
from inventories.importers.numbers import NotANumber
from inventories.importers.reading import IndicatorRead, Reading, Wanted
from inventories.importers.tables import Table
from inventories.importers.years import Period
from inventories.lines import LineDraft

FEWEST = 3
"""Columns that must be references for a table to be of this kind."""
CALENDAR = ("year calendar", "calendar year", "inventory year", "清单年份")
"""Columns that label a fiscal year by a single one, beside another column of years."""
LEVEL = ("level", "reporting level", "inventory level", "报告级别")
BOUNDARY = ("boundary", "inventory boundary", "city boundary", "边界", "核算边界")
LEVELS = {"basic": Level.BASIC.value, "basic+": Level.BASIC_PLUS.value, "basic plus": Level.BASIC_PLUS.value}
STATED = {**LEVELS, "territorial": frameworks.TERRITORIAL}
UNIT = "unit"
PER_PERSON = (Decimal("0.05"), Decimal(50))
"""Tonnes a person and year between which cities lie: one unit alone fits, as they are a thousand apart."""
ENOUGH = 100
"""Lines from which the unit is found."""
UNITS = ("kg", "t", "kt", "Mt")
LONGEST_BOUNDARY = 240


@dataclass
class Found:
    """Where everything stands. `rows` are references by their columns."""

    rows: dict[int, str] = field(default_factory=dict)
    stated: dict[int, str] = field(default_factory=dict)
    units: dict[int, str] = field(default_factory=dict)
    others: dict[str, int] = field(default_factory=dict)
    ignored: list[int] = field(default_factory=list)


def recognises(book: Book) -> bool:
    return tables.best(book, _references) is not None


def read(book: Book, wanted: Wanted, layout: str) -> Reading:
    best = tables.best(book, _references)
    assert best is not None  # noqa: S101  it was recognised
    table = best[1]
    framework = _framework(table.names, wanted)
    now = Gathering(layout, wanted, framework, table)
    found = _found(table, framework)
    for at in found.ignored:
        now.leave(table.header, at, table.names[at], _("The column is none that a report takes."))
    rows = places.rows_of(now, found.others.get("place"), found.others.get("country"))
    decimals = asking.decimals(now, [*found.rows, *found.stated])
    unit = _unit(now, found, decimals)
    known = asking.year(now) if "year" not in found.others else None
    if not now.questions:
        for number, cells in rows:
            _take(now, number, cells, found, Given(unit, decimals, known))
    return now.reading()


@dataclass(frozen=True)
class Given:
    """What holds for all lines of a table."""

    unit: str
    decimals: str
    year: Period | None


# Columns


def _references(cells: Sequence[Value]) -> int:
    found = {identify.code_at_start(cell) for cell in cells if isinstance(cell, str)} & identify.all_codes()
    return len(found) if len(found) >= FEWEST else 0


def _framework(names: Iterable[str], wanted: Wanted) -> str:
    return identify.framework_of({identify.code_at_start(name) for name in names}, wanted.framework)


def _found(table: Table, framework: str) -> Found:
    found = Found()
    seen: set[str] = set()
    for at, name in enumerate(table.names):
        code, plain = identify.code_at_start(name), columns.plain(name)
        if code in identify.codes(framework) and code not in seen:
            found.rows[at] = code
            seen.add(code)
        elif plain in STATED or plain.removesuffix(" total").removeprefix("total ") in STATED:
            found.stated[at] = STATED[plain.removesuffix(" total").removeprefix("total ")]
        elif not _is_other(found, at, plain) and name:
            found.ignored.append(at)
        unit = units.units_in(name.removeprefix(code)) if at in found.rows or at in found.stated else ()
        if len(unit) == 1:
            found.units[at] = unit[0]
    return found


def _is_other(found: Found, at: int, plain: str) -> bool:
    field = "calendar" if plain in CALENDAR else columns.likely(plain)
    field = "level" if plain in LEVEL else "boundary" if plain in BOUNDARY else field
    if field not in ("place", "country", "year", "calendar", "level", "boundary", "population"):
        return False
    if field == "calendar" and "year" not in found.others:
        field = "year"
    if field in found.others:
        return False
    found.others[field] = at
    return True


# Places and units


def _unit(now: Gathering, found: Found, decimals: str) -> str:
    """The unit of columns that name none: the one that makes stated totals likely per person, or asked."""
    if all(at in found.units for at in found.rows):
        return units.TONNE
    one = set(found.units.values())
    if len(one) == 1:
        return one.pop()
    likely = _by_person(now.table, found, decimals)
    if likely and UNIT not in now.wanted.answers:
        return likely
    text = _("The table does not say in which unit its masses are. Which is it?")
    return asking.unit(now, UNIT, text, likely=units.TONNE)


def _by_person(table: Table, found: Found, decimals: str) -> str:
    at = found.others.get("population")
    if at is None:
        return ""
    rates = []
    for _number, cells in table.rows[:ENOUGH]:
        people = _number_of(tables.cell(cells, at), decimals)
        held = [_number_of(tables.cell(cells, each), decimals) for each in found.rows]
        total = sum((each for each in held if each), Decimal(0))
        if people and people >= 100 and total > 0:
            rates.append(total / people)
    if not rates:
        return ""
    rate = median(rates)
    low, high = PER_PERSON
    return next((unit for unit in UNITS if low <= units.tonnes(rate, unit) <= high), "")


def _number_of(value: Value, decimals: str) -> Decimal | None:
    if isinstance(value, str) and not any(each.isdigit() for each in value):
        return None
    try:
        return amounts.plain_number(value, decimals=decimals)
    except NotANumber:
        return None


# Lines


def _take(now: Gathering, number: int, cells: Sequence[Value], found: Found, given: Given) -> None:
    period = given.year or periods.read(
        now, number, cells, found.others["year"], label=found.others.get("calendar")
    )
    if period is None:
        return
    place = tables.text_of(tables.cell(cells, found.others.get("place")))
    if _is_twice(now, number, place, period):
        return
    for at, code in found.rows.items():
        entry = _entry(now, number, at, code, tables.cell(cells, at), found, given)
        if entry is not None:
            now.add(place, period.year, entry)
    beside = now.of(place, period)
    _say_about(now, number, cells, found, beside.about)
    for at, level in found.stated.items():
        total = _number_of(tables.cell(cells, at), given.decimals)
        if total is not None:
            beside.stated[level] = units.to_gram(units.tonnes(total, found.units.get(at, given.unit)))
    people = _people(now, number, cells, found, given)
    if people is not None:
        beside.about["population"] = int(people)
        beside.indicators.append(IndicatorRead("population", period.year, people))


def _is_twice(now: Gathering, number: int, place: str, period: Period) -> bool:
    if (place, period.year) not in now.beside:
        return False
    now.wrong(
        number,
        None,
        str(period.year),
        _("The table has another line of the same year above."),
        _("Keep one line for each year in the file."),
    )
    return True


def _entry(
    now: Gathering, number: int, at: int, code: str, value: Value, found: Found, given: Given
) -> Entry | None:
    try:
        amount = amounts.read(value, unit=found.units.get(at, given.unit), decimals=given.decimals)
    except NotANumber as error:
        now.wrong(number, at, value, error.message, error.remedy)
        return None
    if amount.note:
        now.leave(number, at, value, amount.note)
    if amount.is_blank:
        return None
    quantity = frameworks.get(now.framework).quantities[0]
    draft = LineDraft(
        row=code,
        co2e=amount.tonnes if quantity == "co2e" else None,
        co2=amount.tonnes if quantity == "co2" else None,
        notation_key=amount.key,
        included_in=amount.included_in,
        explanation=amount.explanation,
    )
    return Entry(number, draft, dict.fromkeys(("row", "co2e", "co2", "notation_key", "included_in"), at))


def _say_about(
    now: Gathering, number: int, cells: Sequence[Value], found: Found, about: dict[str, object]
) -> None:
    level = columns.plain(tables.text_of(tables.cell(cells, found.others.get("level"))))
    if level in LEVELS:
        about["level"] = LEVELS[level]
    elif level:
        now.leave(number, found.others["level"], level, _("This is no reporting level of the framework."))
    boundary = tables.text_of(tables.cell(cells, found.others.get("boundary")))
    if len(boundary) > 1:  # a lone 0 says nothing
        about["boundary"] = boundary[:LONGEST_BOUNDARY]


def _people(
    now: Gathering, number: int, cells: Sequence[Value], found: Found, given: Given
) -> Decimal | None:
    at = found.others.get("population")
    value = tables.cell(cells, at)
    try:
        people = amounts.plain_number(value, decimals=given.decimals)
    except NotANumber as error:
        now.leave(number, at, value, error.message)
        return None
    if people is None or not 0 < people < 10**10:
        return None
    return people.quantize(Decimal(1))
