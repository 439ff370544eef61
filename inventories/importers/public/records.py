"""CDP's files as records: one a government and inventory, whichever year's layout the file has."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.translation import gettext as _

from inventories.importers.book import Book, Sheet, Value
from inventories.importers.numbers import NotANumber, number
from inventories.importers.problems import Unreadable
from inventories.importers.public import layouts
from inventories.importers.public.layouts import plain

NEEDED = ("account", "country", "year", "edition")
LONG = ("row_name", "column_name", "answer")
AMOUNTS = frozenset(
    {
        "total",
        "basic",
        "basic_plus",
        *(f"scope_{scope}{part}" for scope in (1, 2, 3) for part in ("", "_grid", "_rest")),
    }
)
NOTHING = frozenset({"", "-", "not applicable", "question not applicable", "n/a", "na", "ne", "no", "ie"})
"""What stands where there is no number, plain."""
YEAR = re.compile(r"\b(20[12]\d)\b")
NAMED = 200
"""Characters of a name that are kept."""


@dataclass(frozen=True)
class Record:
    """What a file says of one government and one inventory. Amounts as they are printed, in the file's unit.

    `edition` is the year in which it was handed in to CDP; `unread` are amounts that are no numbers, by
    field.
    """

    row_number: int
    edition: int
    account: str
    organisation: str
    city: str
    country: str
    year: Value = ""
    location: str = ""
    boundary: str = ""
    protocol: str = ""
    gases: str = ""
    contents: str = ""
    has_inventory: str = ""
    population: Decimal | None = None
    population_year: str = ""
    gdp: str = ""
    amounts: Mapping[str, Decimal] = field(default_factory=dict)
    unread: Mapping[str, str] = field(default_factory=dict)

    @property
    def names(self) -> tuple[str, ...]:
        """What the row calls the government, each once."""
        return tuple(dict.fromkeys(name for name in (self.city, self.organisation) if name))

    @property
    def name(self) -> str:
        return self.organisation or self.city


def recognises(book: Book) -> bool:
    return _find(book) is not None


def read(book: Book) -> list[Record]:
    """The file's records. Raises Unreadable where it is none of CDP's known layouts."""
    found = _find(book)
    if found is None:
        raise Unreadable(
            _("This is not a table of citywide emissions as CDP publishes it: its columns are not known."),
            _("Bring the CSV file as it was downloaded, with its first line."),
        )
    sheet, header_row, columns = found
    rows = [(number, cells) for number, cells in sheet if number > header_row]
    if set(LONG) <= set(columns.values()):
        return list(_long(rows, columns))
    return list(_wide(rows, columns))


def _find(book: Book) -> tuple[Sheet, int, dict[int, str]] | None:
    """The sheet, the row of the header and the field of each column; of doubled fields the first."""
    for sheet in book.sheets:
        for header_row, cells in sheet.rows[:1]:
            columns: dict[int, str] = {}
            for position, cell in enumerate(cells):
                known = layouts.fields().get(plain(str(cell)))
                if known and known not in columns.values():
                    columns[position] = known
            held = set(columns.values())
            if set(NEEDED) <= held and (held & AMOUNTS or set(LONG) <= held):
                return sheet, header_row, columns
    return None


Cells = tuple[Value, ...]


def _wide(rows: Iterable[tuple[int, Cells]], columns: dict[int, str]) -> Iterator[Record]:
    for row_number, cells in rows:
        held = {name: cells[at] for at, name in columns.items() if at < len(cells)}
        if held.get("account"):
            yield _record(row_number, held, {name: held[name] for name in AMOUNTS & held.keys()})


def _long(rows: Iterable[tuple[int, Cells]], columns: dict[int, str]) -> Iterator[Record]:
    """One record of the many rows of an account, edition and year; it stands at its first row."""
    of_inventory: dict[tuple[str, str, str], tuple[int, dict[str, Value], dict[str, Value]]] = {}
    for row_number, cells in rows:
        held = {name: cells[at] for at, name in columns.items() if at < len(cells)}
        if not held.get("account"):
            continue
        key = (text(held["account"]), text(held.get("edition", "")), text(held.get("year", "")))
        _row, _held, amounts = of_inventory.setdefault(key, (row_number, held, {}))
        amount = _field_of(text(held.get("row_name", "")), text(held.get("column_name", "")))
        if amount:
            amounts.setdefault(amount, held.get("answer", ""))
    for row_number, held, amounts in of_inventory.values():
        yield _record(row_number, held, amounts)


def _field_of(row_name: str, column_name: str) -> str:
    row, column = plain(row_name), plain(column_name)
    return next(
        (name for of_row, begins, name in layouts.long_rows() if row == of_row and column.startswith(begins)),
        "",
    )


def _record(row_number: int, held: Mapping[str, Value], amounts: Mapping[str, Value]) -> Record:
    read_amounts, unread = _amounts(amounts)
    words = {
        name: text(held.get(name, ""))
        for name in ("location", "boundary", "protocol", "gases", "contents", "has_inventory")
    }
    return Record(
        row_number=row_number,
        edition=_edition(held.get("edition", "")),
        account=text(held["account"])[:NAMED],
        organisation=text(held.get("organisation", ""))[:NAMED],
        city=text(held.get("city", ""))[:NAMED],
        country=text(held.get("country", "")),
        year=held.get("year", ""),
        population=_people(held.get("population", "")),
        population_year=text(held.get("population_year", "")),
        gdp=_joined(held, "gdp", "gdp_currency", "gdp_year"),
        amounts=read_amounts,
        unread=unread,
        **words,
    )


def _joined(held: Mapping[str, Value], *fields: str) -> str:
    words = (text(held.get(name, "")) for name in fields)
    return " ".join(each for each in words if each)


def _amounts(cells: Mapping[str, Value]) -> tuple[dict[str, Decimal], dict[str, str]]:
    found, unread = {}, {}
    for name, cell in cells.items():
        if isinstance(cell, Decimal):
            found[name] = cell
        elif plain(text(cell)) not in NOTHING:
            try:
                found[name] = number(text(cell))
            except NotANumber:
                unread[name] = text(cell)[:60]
    return found, unread


def _people(cell: Value) -> Decimal | None:
    """People; a year without any, or words, are none."""
    try:
        people = cell if isinstance(cell, Decimal) else number(text(cell))
    except NotANumber:
        return None
    return people if people > 0 else None


def _edition(cell: Value) -> int:
    """2023 of 2023, '2023' or 'Cities 2023'; 0 where no year stands there."""
    found = YEAR.search(text(cell))
    return int(found[1]) if found else 0


def text(cell: Value) -> str:
    """A cell as it is printed; whole numbers without decimals."""
    if isinstance(cell, Decimal):
        return f"{cell.normalize():f}"
    if isinstance(cell, datetime.date):
        return cell.isoformat()[:10]
    return " ".join(str(cell).split())
