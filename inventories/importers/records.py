"""Sheets of others, read by the names of their columns; what cannot be read is told with its place."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal, localcontext

from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter

from inventories.gases import GRAM
from inventories.importers.book import Sheet, Value
from inventories.importers.numbers import NotANumber, number
from inventories.importers.problems import Problem
from inventories.importers.sheets import Formula

BLANK = frozenset({"", "-", "–", "—", "n/a", "#n/a"})
"""What stands in a cell of numbers where nothing is meant."""
MOST = Decimal(10) ** 20
"""Beyond any quantity that a report can hold."""
FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Record:
    """One row: cells by the codes of their columns. `problems` gathers what cannot be read."""

    sheet: str
    row: int
    cells: Mapping[str, Value]
    letters: Mapping[str, str]
    problems: list[Problem] = field(default_factory=list, compare=False)

    @property
    def place(self) -> str:
        """'eCRF_3, row 12', as problems name it."""
        return Problem(self.row, "", "", "", "", self.sheet).place

    @property
    def is_blank(self) -> bool:
        return not any(self.text(name) for name in self.cells)

    def text(self, name: str) -> str:
        """The cell as words; without the apostrophe that keeps a spreadsheet from reading a formula."""
        value = self.cells.get(name, "")
        words = as_text(value)
        return words[1:] if words.startswith("'") and words[1:].startswith(FORMULA) else words

    def number(self, name: str) -> Decimal | None:
        """The cell as a number, None where nothing is meant. What is no number becomes a problem."""
        value = self.cells.get(name, "")
        if isinstance(value, Decimal):
            return self._sized(name, value)
        text = as_text(value)
        if text.casefold() in BLANK:
            return None
        if isinstance(value, (bool, datetime.date)):
            self.wrong(
                name,
                _("A number was expected here, not a date or a logical value."),
                _("Give the cell the format of a number and enter it again."),
            )
            return None
        if isinstance(value, Formula):
            self.wrong(
                name,
                _("The cell holds a formula without a result."),
                _("Open the file in a spreadsheet programme, save it and upload it again."),
            )
            return None
        try:
            return self._sized(name, number(text))
        except NotANumber as error:
            self.wrong(name, error.message, error.remedy)
            return None

    def wrong(self, name: str, message: str, remedy: str) -> None:
        letter = self.letters.get(name, name)
        self.problems.append(
            Problem(self.row, letter, self.text(name)[:40], message, remedy, self.sheet),
        )

    def _sized(self, name: str, value: Decimal) -> Decimal | None:
        if value.is_finite() and abs(value) < MOST:
            return value
        self.wrong(name, _("The number is too large."), _("Check the unit and the decimals."))
        return None


def as_text(value: Value) -> str:
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, datetime.date):
        return value.isoformat()
    return value if isinstance(value, str) else str(value)


def plain(name: str) -> str:
    """A name as it is compared: no capitals, indices, doubled spaces."""
    return " ".join(name.replace("₂", "2").replace("₄", "4").replace("\xa0", " ").casefold().split())


def header(
    sheet: Sheet, names: Mapping[str, str], *, needs: Iterable[str], within: int = 15
) -> Header | None:
    """Where the columns of these names stand; None where no row near the top has all of `needs`.

    `names` gives the code of a column by its name.
    """
    known = {plain(name): code for name, code in names.items()}
    for number_of_row, cells in sheet.rows[:within]:
        found: dict[str, int] = {}
        for position, cell in enumerate(cells):
            code = known.get(plain(as_text(cell)))
            if code and code not in found:
                found[code] = position
        if set(needs) <= set(found):
            return Header(sheet, number_of_row, found)
    return None


@dataclass(frozen=True)
class Header:
    sheet: Sheet
    row: int
    columns: Mapping[str, int]

    def records(self, problems: list[Problem]) -> Iterator[Record]:
        """The rows below; problems found in them are added to `problems`."""
        letters = {code: get_column_letter(at + 1) for code, at in self.columns.items()}
        for row, cells in self.sheet:
            if row > self.row:
                of_row = {code: cells[at] for code, at in self.columns.items() if at < len(cells)}
                yield Record(self.sheet.name, row, of_row, letters, problems)


def to_gram(tonnes: Decimal) -> Decimal:
    """Rounded to whole grams."""
    with localcontext(prec=60):
        return tonnes.quantize(GRAM, rounding=ROUND_HALF_UP)


def rounded(value: Decimal, decimals: int) -> Decimal:
    with localcontext(prec=60):
        return value if -decimals <= exponent(value) else round(value, decimals)


def exponent(value: Decimal) -> int:
    found = value.as_tuple().exponent
    return found if isinstance(found, int) else 0


def distinct(texts: Iterable[str], *, by: str = "; ") -> str:
    """Each text once, in the order in which they come."""
    return by.join(dict.fromkeys(text for text in texts if text))


def fitted(text: str, longest: int) -> str:
    """The text, cut where it is too long for its column."""
    return text if len(text) <= longest else text[: longest - 1] + "…"


def cut(texts: Sequence[tuple[str, int]]) -> list[str]:
    """Those texts, with the lengths they may have, that were cut: they are to be kept whole elsewhere."""
    return [text for text, longest in texts if len(text) > longest]
