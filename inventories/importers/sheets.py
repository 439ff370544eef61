"""Sheets of cells, whatever programme wrote them."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

Value = str | Decimal | datetime.date | bool
"""A cell: text (empty where blank), a number, a day, or a logical value. Text is stripped."""

Row = tuple[int, tuple[Value, ...]]
"""The number that a spreadsheet shows for the row, and its cells."""


class Formula(str):
    """The text of a formula whose result the file does not hold: what wrote it never calculated."""


@dataclass(frozen=True)
class Sheet:
    """Rows with the numbers that a spreadsheet shows for them, from 1; rows that are blank are left out.

    Every row is as long as its last filled cell. Of merged cells, the first holds the value.
    """

    name: str
    rows: Sequence[Row]

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)


@dataclass(frozen=True)
class Book:
    """`kind` is 'csv' or 'xlsx'; a CSV file is one sheet without a name. `notes` are told to the reader."""

    kind: str
    sheets: Sequence[Sheet]
    notes: Sequence[str] = ()

    def sheet(self, name: str) -> Sheet | None:
        """The sheet of this name, whatever its capitals and spaces at the ends."""
        plain = name.strip().casefold()
        return next((each for each in self.sheets if each.name.strip().casefold() == plain), None)
