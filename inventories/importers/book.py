"""A file as sheets of cells, whatever programme wrote it; refused where it may not be opened."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import IO

Value = str | Decimal | datetime.date | bool
"""A cell: text (empty where blank), a number, a day, or a logical value. Text is stripped."""


@dataclass(frozen=True)
class Sheet:
    """Rows with the numbers that a spreadsheet shows for them, from 1; rows that are blank are left out.

    Every row is as long as its last filled cell.
    """

    name: str
    rows: Sequence[tuple[int, tuple[Value, ...]]]

    def __iter__(self) -> Iterator[tuple[int, tuple[Value, ...]]]:
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


def open_book(file: IO[bytes], *, name: str) -> Book:
    """The file's sheets. Raises problems.Unreadable."""
    raise NotImplementedError
