"""Cells of a workbook's sheet, and its shared texts, from their XML as a stream (ECMA-376 part 1, 18.3)."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation
from xml.parsers import expat

from openpyxl.utils.datetime import CALENDAR_WINDOWS_1900, from_excel

from inventories.importers.archive import damaged, entities
from inventories.importers.limits import MOST_CHARACTERS, MOST_COLUMNS, Counter, too_long, too_wide
from inventories.importers.sheets import Formula, Row, Value

SHOWN = Context(prec=15, rounding=ROUND_HALF_UP)
"""Excel shows 15 significant digits; what is stored beyond them is the noise of binary fractions."""
LARGEST = 40
"""Powers of ten beyond which a number is left as text: no quantity has them."""
LAST_ROW = 1_048_576
ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
PLACE = re.compile("([A-Za-z]{1,3})([0-9]{1,7})")
INVISIBLE = str.maketrans("", "", "\ufeff\u200b\u200e\u200f")
TEXTS = ("v", "t", "f")


@dataclass(frozen=True)
class Formats:
    """What a workbook says about all its cells: shared texts, the styles that show a day, the first day."""

    strings: Sequence[str] = ()
    dates: frozenset[int] = frozenset()
    epoch: datetime.datetime = CALENDAR_WINDOWS_1900


class NotASheet(ValueError):
    """The XML is not what a sheet may hold."""


def rows(
    blocks: Iterable[bytes], part: str, *, name: str, formats: Formats, counter: Counter
) -> tuple[tuple[Row, ...], bool]:
    """The filled rows of a sheet, and whether it has merged cells. Raises Unreadable."""
    sheet = _Sheet(name, formats, counter)
    _parse(blocks, part, sheet.start, sheet.end, sheet.text)
    return tuple(sheet.rows), sheet.merged


def strings(blocks: Iterable[bytes], part: str) -> Sequence[str]:
    """The texts that cells share. Raises Unreadable."""
    shared = _Strings()
    _parse(blocks, part, shared.start, shared.end, shared.text)
    return shared.texts


def _parse(
    blocks: Iterable[bytes],
    part: str,
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None],
    text: Callable[[str], None],
) -> None:
    parser = expat.ParserCreate()
    parser.buffer_text = True

    def refuse(*_anything: object) -> None:
        raise entities(part)

    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    parser.StartElementHandler = lambda tag, attributes: start(tag.rpartition(":")[2], attributes)
    parser.EndElementHandler = lambda tag: end(tag.rpartition(":")[2])
    parser.CharacterDataHandler = text
    try:
        for block in blocks:
            parser.Parse(block)
        parser.Parse(b"", True)
    except (expat.ExpatError, NotASheet, LookupError):
        raise damaged(part) from None


class _Sheet:
    """What is held while a sheet passes by: one row, one cell."""

    def __init__(self, name: str, formats: Formats, counter: Counter) -> None:
        self.name, self.formats, self.counter = name, formats, counter
        self.rows: list[Row] = []
        self.merged = False
        self.within = False
        self.number = 0
        self.cells: list[Value] = []
        self.column = 0
        self.kind, self.style = "n", ""
        self.heard, self.spoken = "", False
        self.said: dict[str, str] = {}

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "c" and self.within:
            self.column = _column(attributes.get("r", "")) or self.column + 1
            self.kind, self.style = attributes.get("t", "n"), attributes.get("s", "")
            self.said = {}
        elif tag == "row" and self.within:
            self.number = _row_number(attributes.get("r", ""), self.number + 1)
            self.cells, self.column = [], 0
        elif tag == "rPh":
            self.spoken = True  # how an East Asian text is spoken: no part of it
        elif tag in TEXTS and not self.spoken:
            self.heard = tag
        elif tag == "sheetData":
            self.within = True
        elif tag == "mergeCell":
            self.merged = True

    def end(self, tag: str) -> None:
        if tag == "c" and self.within:
            if self.said:
                self._take()
        elif tag == "row" and self.within:
            if self.cells:
                self.counter.add(self.rows, (self.number, tuple(self.cells)), self.name)
        elif tag == "rPh":
            self.spoken = False
        elif tag == self.heard:
            self.said.setdefault(tag, "")  # there, if empty
            self.heard = ""
        elif tag == "sheetData":
            self.within = False

    def text(self, text: str) -> None:
        if self.heard and self.within:
            heard = self.said.get(self.heard, "") + text
            if len(heard) > MOST_CHARACTERS:
                raise too_long(self.number, heard, self.name)
            self.said[self.heard] = heard

    def _take(self) -> None:
        value = self._value()
        if value == "":
            return
        if self.column > MOST_COLUMNS:
            raise too_wide(self.number, value, self.name)
        self.cells += [""] * (self.column - 1 - len(self.cells))
        if len(self.cells) >= self.column:  # the same cell a second time
            raise NotASheet
        self.cells.append(value)

    def _value(self) -> Value:
        stored = self.said.get("v", "")
        if "f" in self.said and not stored and self.kind != "str":
            return Formula("=" + self.said["f"])
        if self.kind == "s":
            return self.formats.strings[_index(stored, len(self.formats.strings))] if stored else ""
        if self.kind == "inlineStr":
            return plain(self.said.get("t", ""))
        if self.kind == "b":
            return stored.strip() == "1" if stored else ""
        if self.kind == "d":
            return _iso_day(stored)
        if self.kind in ("str", "e"):
            return plain(stored)
        return self._number(stored.strip())

    def _number(self, stored: str) -> Value:
        number = _decimal(stored)
        if number is None:
            return plain(stored)
        if self.style.isdecimal() and int(self.style) in self.formats.dates:
            return _day(number, self.formats.epoch) or number
        return number


class _Strings:
    def __init__(self) -> None:
        self.texts: list[str] = []
        self.parts: list[str] = []
        self.heard = False
        self.spoken = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "si":
            self.parts = []
        elif tag == "rPh":
            self.spoken = True  # how an East Asian text is spoken: no part of it
        self.heard = tag == "t" and not self.spoken

    def end(self, tag: str) -> None:
        if tag == "si":
            text = plain("".join(self.parts))
            self.texts.append(text if len(text) <= MOST_CHARACTERS else text[: MOST_CHARACTERS + 1])
        elif tag == "rPh":
            self.spoken = False
        self.heard = False

    def text(self, text: str) -> None:
        if self.heard:
            self.parts.append(text)


def plain(text: str) -> str:
    """Stripped, with the characters that XML writes as _x000D_, where they are characters of text."""

    def character(escape: re.Match[str]) -> str:
        made = chr(int(escape[1], 16))
        return made if made.isprintable() or made in "\t\n\r" else ""

    return (ESCAPED.sub(character, text) if "_x" in text else text).translate(INVISIBLE).strip()


def _column(place: str) -> int:
    """'C7' is 3; 0 where the cell does not say."""
    if not place:
        return 0
    match = PLACE.fullmatch(place)
    if not match:
        raise NotASheet
    column = 0
    for letter in match[1].upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return column


def _row_number(text: str, following: int) -> int:
    if text and not (text.isdecimal() and 0 < int(text) <= LAST_ROW):
        raise NotASheet
    return int(text) if text else following


def _index(text: str, count: int) -> int:
    if not (text.isdecimal() and len(text) < 10 and int(text) < count):
        raise NotASheet
    return int(text)


def _decimal(text: str) -> Decimal | None:
    """A stored number as a spreadsheet shows it; None where it is none, or beyond any quantity."""
    try:
        number = SHOWN.create_decimal(text)
    except InvalidOperation:
        return None
    if not number.is_finite() or abs(number.adjusted()) > LARGEST:
        return Decimal(0) if number == 0 else None
    short = number.normalize(SHOWN)
    return Decimal(int(short)) if short == short.to_integral_value() else short


def _day(number: Decimal, epoch: datetime.datetime) -> datetime.date | None:
    """The day of a serial number; None for a time of day, or a number that no calendar has."""
    try:
        made = from_excel(float(number), epoch)
    except (OverflowError, ValueError, TypeError):
        return None
    return made.date() if isinstance(made, datetime.datetime) else None


def _iso_day(text: str) -> Value:
    try:
        return datetime.date.fromisoformat(text.strip()[:10])
    except ValueError:
        return plain(text)
