"""A table in a sheet: its header, its cells with the words by which a problem names their place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from openpyxl.utils import get_column_letter

from inventories.importers.problems import Problem
from inventories.importers.reading import LeftOut
from inventories.importers.sheets import Book, Formula, Row, Sheet, Value

ESCAPES = ("=", "+", "-", "@")
NEAR_THE_TOP = 15
"""Rows among which a header is looked for."""


@dataclass(frozen=True)
class Table:
    """`names` are the cells of the header row as text; `rows` are those below it."""

    sheet: str
    header: int
    names: tuple[str, ...]
    rows: Sequence[Row]
    by_letter: bool
    """Whether columns are named by their letters, as in a workbook, or by their names."""
    above: tuple[str, ...] = ()
    """What stands above the header: titles, which may name a unit."""

    def column(self, at: int) -> str:
        name = self.names[at] if at < len(self.names) else ""
        return get_column_letter(at + 1) if self.by_letter or not name else name[:40]

    def problem(self, row: int, at: int | None, value: Value, message: str, remedy: str) -> Problem:
        column = "" if at is None else self.column(at)
        return Problem(row, column, text_of(value)[:40], message, remedy, self.sheet)

    def left_out(self, row: int, at: int | None, value: Value, reason: str) -> LeftOut:
        return LeftOut(self.place(row, at), text_of(value)[:80], reason)

    def place(self, row: int, at: int | None = None) -> str:
        """'Sheet1, row 12, column C'."""
        return self.problem(row, at, "", "", "").place

    def cells(self, at: int) -> Iterator[Value]:
        """The filled cells of a column."""
        for _number, row in self.rows:
            if at < len(row) and row[at] != "":
                yield row[at]

    def texts(self, at: int) -> list[str]:
        return [cell for cell in self.cells(at) if isinstance(cell, str)]


def under(book: Book, sheet: Sheet, at: int) -> Table:
    """The table whose header is the filled row at this position of the sheet."""
    number, cells = sheet.rows[at]
    names = tuple(text_of(cell) for cell in cells)
    above = tuple(text_of(cell) for _number, row in sheet.rows[:at] for cell in row if cell != "")
    return Table(sheet.name, number, names, sheet.rows[at + 1 :], book.kind != "csv", (sheet.name, *above))


def best(book: Book, score: Callable[[Sequence[Value]], int]) -> tuple[int, Table] | None:
    """The table whose header row, near the top of a sheet, scores highest; None where none scores."""
    found = [
        (score(cells), -order, -at)
        for order, sheet in enumerate(book.sheets)
        for at, (_number, cells) in enumerate(sheet.rows[:NEAR_THE_TOP])
    ]
    highest = max(found, default=(0, 0, 0))
    if highest[0] <= 0:
        return None
    return highest[0], under(book, book.sheets[-highest[1]], -highest[2])


def cell(row: Sequence[Value], at: int | None) -> Value:
    return row[at] if at is not None and at < len(row) else ""


def text_of(value: Value) -> str:
    """A cell as words, without the apostrophe that keeps a spreadsheet from taking it for a formula."""
    if isinstance(value, Formula):
        return str(value)
    if isinstance(value, str):
        return value[1:] if value.startswith("'") and value[1:].startswith(ESCAPES) else value
    return format(value, "f") if isinstance(value, Decimal) else str(value)
