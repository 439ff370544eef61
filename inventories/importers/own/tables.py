"""A sheet of the workbook as lines of cells by the keys of its columns, in whatever language it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import override
from openpyxl.utils import get_column_letter

from accounts.words import joined
from inventories import gases
from inventories.enums import Quality
from inventories.exports.workbook import sheets
from inventories.importers import units
from inventories.importers.book import Book, Sheet, Value
from inventories.importers.problems import Problem
from inventories.importers.records import Record, as_text

Choices = Sequence[tuple[str, Any]]


@dataclass(frozen=True)
class Table:
    """A sheet, and where its columns stand. `problems` is shared by all sheets of the workbook."""

    code: str
    name: str
    columns: Mapping[str, int]
    rows: Mapping[int, tuple[Value, ...]]
    unit: str = units.TONNE
    problems: list[Problem] = field(default_factory=list, compare=False)

    def lines(self) -> Iterator[Record]:
        letters = {key: get_column_letter(at + 1) for key, at in self.columns.items()}
        for number, cells in self.rows.items():
            if number >= sheets.FIRST:
                of_row = {key: cells[at] for key, at in self.columns.items() if at < len(cells)}
                yield Record(self.name, number, of_row, letters, self.problems)

    def header(self, key: str) -> str:
        cells = self.rows.get(sheets.HEADER, ())
        at = self.columns[key]
        return as_text(cells[at]) if at < len(cells) else ""

    def tonnes(self, line: Record, key: str) -> Decimal | None:
        """A mass in the unit of the sheet."""
        amount = line.number(key)
        return None if amount is None else units.to_gram(units.tonnes(amount, self.unit))

    def by_gas(self, line: Record, kind: str) -> dict[str, Decimal]:
        """The cells of a kind of gas columns: masses in tonnes, factors as given."""
        found: dict[str, Decimal] = {}
        for key, gas in self.gas_columns(kind).items():
            number = self.tonnes(line, key) if kind == sheets.MASS else line.number(key)
            if number is None:
                continue
            if not gas:
                line.wrong(key, _("This column does not say of which gas."), _("Choose the gas at its top."))
            elif gas in found:
                line.wrong(key, _("The gas stands in another column too."), _("Keep one of the two."))
            else:
                found[gas] = number
        return found

    def gas_columns(self, kind: str) -> dict[str, str]:
        """By the keys of columns the codes of their gases, empty where the header names none."""
        return {
            key: gas_of(self.header(key)) if sheets.ANY in key else key.removeprefix(kind)
            for key in self.columns
            if key.startswith(kind)
        }


def tables(book: Book, problems: list[Problem]) -> dict[str, Table]:
    """The sheets of the workbook by their codes; others are passed over."""
    found: dict[str, Table] = {}
    for sheet in book.sheets:
        code = code_of(sheet)
        if code and code not in found:
            found[code] = _table(code, sheet, problems)
    return found


def code_of(sheet: Sheet) -> str:
    """What the sheet is, empty where it is none of ours."""
    number, cells = next(iter(sheet), (0, ()))
    is_ours = number == sheets.MARKS and len(cells) > 1 and cells[0] == sheets.MARK
    return as_text(cells[1]) if is_ours else ""


def _table(code: str, sheet: Sheet, problems: list[Problem]) -> Table:
    rows = dict(sheet)
    keys = rows.get(sheets.KEYS, ())
    columns = {as_text(key): at for at, key in enumerate(keys) if as_text(key)}
    unit = _unit(sheet, rows, problems)
    return Table(code, sheet.name, columns, rows, unit, problems)


def _unit(sheet: Sheet, rows: Mapping[int, tuple[Value, ...]], problems: list[Problem]) -> str:
    """The unit that the sheet's masses are in; a sheet without masses names none."""
    cells = rows.get(sheets.UNIT, ())
    text = as_text(cells[sheets.UNIT_COLUMN - 1]) if len(cells) >= sheets.UNIT_COLUMN else ""
    if not text:
        if as_text(cells[0] if cells else ""):
            problems.append(_no_unit(sheet, "", _("The sheet does not say in what unit its masses are.")))
        return units.TONNE
    code = in_any_language(units.choices).get(text.casefold(), text if text in units.factors() else "")
    if not code:
        problems.append(
            _no_unit(sheet, text, _("“%(unit)s” is not a unit of the list.") % {"unit": text[:40]})
        )
    return code or units.TONNE


def _no_unit(sheet: Sheet, text: str, message: str) -> Problem:
    letter = get_column_letter(sheets.UNIT_COLUMN)
    return Problem(
        sheets.UNIT, letter, text[:40], message, _("Choose a unit from the list in this cell."), sheet.name
    )


def text(line: Record, key: str) -> str:
    """A cell as words. A text that was too long for its cell is no text: it would be lost."""
    words = as_text(line.cells.get(key, ""))
    if words.startswith(sheets.TOO_LONG):
        line.wrong(
            key,
            _("The text of this cell was too long for a workbook, and is not in it."),
            _("Enter a shorter text here, or change the other rows on the page of the report."),
        )
    return words


def whole(line: Record, key: str, *, least: int, most: int) -> int | None:
    """A cell as a whole number between two."""
    number = line.number(key)
    if number is None:
        return None
    if number != number.to_integral_value() or not least <= number <= most:
        line.wrong(
            key,
            _("This is not a whole number between %(least)d and %(most)d.") % {"least": least, "most": most},
            _("Correct the number, or leave the cell blank."),
        )
        return None
    return int(number)


def year(line: Record, key: str) -> int | None:
    return whole(line, key, least=1900, most=2200)


def choice(line: Record, key: str, choices: Callable[[], Choices]) -> str:
    """The code of a cell's label, in either language; empty where the cell is blank or says another."""
    words = as_text(line.cells.get(key, ""))
    codes = {str(code) for code, _label in choices()}
    if not words or words in codes:
        return words
    found = in_any_language(choices).get(words.casefold(), "")
    if not found:
        line.wrong(
            key,
            _("“%(words)s” is not one of the answers to choose from.") % {"words": words[:40]},
            _("Choose one of these: %(choices)s.") % {"choices": joined(label for _code, label in choices())},
        )
    return found


def quality(line: Record, key: str) -> str:
    return choice(line, key, lambda: Quality.choices)


def fits(line: Record, key: str, model_field: Any, value: Any) -> bool:
    """Whether a column of the database takes the value; what keeps it from it becomes a problem."""
    try:
        model_field.clean(value, None)
    except ValidationError as error:
        line.wrong(key, " ".join(error.messages), _("Correct this cell, or leave it blank."))
        return False
    return True


def in_any_language(choices: Callable[[], Choices]) -> dict[str, str]:
    """Codes by their labels, in small letters, in every language of the site."""
    found: dict[str, str] = {}
    for language, _label in settings.LANGUAGES:
        with override(language):
            found |= {str(label).casefold(): str(code) for code, label in choices()}
    return found


def gas_of(words: str) -> str:
    """The code of a gas by its code or its label in either language; empty for other words."""
    return gases.code_of(words) or _gas_labels().get(words.casefold(), "")


@cache
def _gas_labels() -> dict[str, str]:
    return in_any_language(lambda: [(code, gas.label) for code, gas in gases.known().items()])
