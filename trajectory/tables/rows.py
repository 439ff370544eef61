"""A file of comma-separated values as rows that name what is wrong in them, by line and column."""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from trajectory.checks import FIRST_YEAR, LAST_YEAR
from trajectory.vocabulary import Missing

NUMBER = re.compile(r"[+-]?\d+(\.\d+)?([eE][+-]?\d{1,2})?", re.ASCII)
DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
UNKNOWN, NOT_APPLICABLE = ("", "unknown"), ("n/a", "not applicable")

Word = TypeVar("Word", bound=StrEnum)


class YesNo(StrEnum):
    YES = "yes"
    NO = "no"


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """Something to put right in a file; line 0 is the file as a whole."""

    file: str
    line: int
    column: str
    message: str

    def __str__(self) -> str:
        where = self.file
        if self.line:
            where += f" line {self.line}"
        if self.column:
            where += f", column {self.column}"
        return f"{where}: {self.message}"


class BadTables(Exception):
    """Files that cannot be judged as they stand, with all that is wrong in them."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(map(str, self.problems)))


@dataclass(slots=True)
class Row:
    """One line. A cell that cannot be read is noted and read as missing."""

    file: str
    line: int
    cells: dict[str, str]
    problems: list[Problem] = field(default_factory=list)

    def note(self, column: str, message: str) -> None:
        self.problems.append(Problem(self.file, self.line, column, message))

    def text(self, column: str) -> str:
        return self.cells.get(column, "")

    def is_open(self, column: str) -> bool:
        """Whether nothing is written there, or that it is unknown."""
        return self.text(column).lower() in UNKNOWN

    def word(self, column: str, default: Missing = Missing.NOT_STATED) -> str | Missing:
        """A word; 'n/a' is what cannot apply, nothing (or 'unknown') is the default."""
        text = self.text(column)
        if text.lower() in NOT_APPLICABLE:
            return Missing.NOT_APPLICABLE
        if text.lower() == "unknown":
            return Missing.NOT_STATED
        return text or default

    def number(self, column: str) -> Decimal | Missing:
        text = self.text(column)
        if self.is_open(column):
            return Missing.NOT_STATED
        if NUMBER.fullmatch(text):
            return Decimal(text)
        self.note(
            column,
            f"'{text}' is not a number; write digits with a decimal point, without separators of thousands, "
            "signs or units, for example 1234567.8",
        )
        return Missing.NOT_STATED

    def year(self, column: str) -> int | Missing:
        text = self.text(column)
        if self.is_open(column):
            return Missing.NOT_STATED
        if re.fullmatch(r"\d{4}", text, re.ASCII):
            if FIRST_YEAR <= int(text) <= LAST_YEAR:
                return int(text)
            self.note(column, f"{text} is not a year from {FIRST_YEAR} to {LAST_YEAR}; correct it")
        else:
            self.note(column, f"'{text}' is not a year; write four digits")
        return Missing.NOT_STATED

    def years(self, column: str) -> int | Missing:
        """A number of years."""
        text = self.text(column)
        if self.is_open(column):
            return Missing.NOT_STATED
        if re.fullmatch(r"\d{1,2}", text, re.ASCII):
            return int(text)
        self.note(column, f"'{text}' is not a number of years; write a whole number, for example 1")
        return Missing.NOT_STATED

    def day(self, column: str) -> date | Missing:
        text = self.text(column)
        if self.is_open(column):
            return Missing.NOT_STATED
        found = calendar_day(text)
        if isinstance(found, Missing):
            self.note(column, f"'{text}' is not a date; write year, month and day, for example 2026-12-31")
        return found

    def member(self, column: str, words: type[Word], default: Word) -> Word:
        """A word of a closed list, in capitals or not."""
        text = self.text(column).lower()
        if self.is_open(column):
            return default
        found = {str(each): each for each in words}.get(text)
        if found is None:
            self.note(column, f"'{self.text(column)}' is not known here; write one of {', '.join(words)}")
        return default if found is None else found

    def says_yes(self, column: str) -> bool:
        return self.member(column, YesNo, YesNo.NO) is YesNo.YES


def calendar_day(text: str) -> date | Missing:
    """A day of the calendar as YYYY-MM-DD; Missing where the text is not one."""
    try:
        return date.fromisoformat(text) if DAY.fullmatch(text) else Missing.NOT_STATED
    except ValueError:
        return Missing.NOT_STATED


def read(file: str, content: bytes, *, needed: Iterable[str]) -> list[Row]:
    """The rows of a file, their cells by column, without the spaces around them.

    Columns are named in the first line, in any order and in capitals or not; blank lines are passed over.
    Raises BadTables where it is no such file or lacks a needed column.
    """
    lines = _lines(file, content)
    header = next(lines, (0, []))[1]
    columns = [name.strip().lower() for name in header]
    _require(file, columns, list(needed))
    rows, problems = [], []
    for line, cells in lines:
        if len(cells) > len(columns):
            message = (
                f"this line has {len(cells)} cells, the first has {len(columns)}; put text that holds a "
                "comma into double quotes, and write numbers without separators"
            )
            problems.append(Problem(file, line, "", message))
        rows.append(Row(file, line, {name: cell.strip() for name, cell in zip(columns, cells, strict=False)}))
    if problems:
        raise BadTables(problems)
    return rows


def unread(file: str, content: bytes, known: Iterable[str]) -> list[str]:
    """The columns of a file that are none of those known."""
    known = set(known)
    names = [name.strip().lower() for name in next(_lines(file, content), (0, []))[1]]
    return [name for name in names if name and name not in known]


def _require(file: str, columns: list[str], needed: list[str]) -> None:
    missing = [name for name in needed if name not in columns]
    if not any(columns):
        raise BadTables(
            [Problem(file, 0, "", f"the file is empty; it needs the columns {', '.join(needed)}")]
        )
    if missing:
        raise BadTables(
            [
                Problem(
                    file,
                    1,
                    "",
                    f"the column {', '.join(missing)} is missing; the first line names the columns, "
                    "separated by commas",
                )
            ]
        )
    twice = sorted({name for name in columns if name and columns.count(name) > 1})
    if twice:
        raise BadTables([Problem(file, 1, name, "the column stands there twice; keep one") for name in twice])


def _lines(file: str, content: bytes) -> Iterator[tuple[int, list[str]]]:
    """The cells of each line that has any, with the number of the line it begins on."""
    reader = csv.reader(io.StringIO(decoded(file, content), newline=""), strict=True)
    begins = 1
    while True:
        try:
            cells = next(reader, None)
        except csv.Error as error:
            message = f"this line cannot be read ({error}); close its quotes, or save the file anew as CSV"
            raise BadTables([Problem(file, begins, "", message)]) from None
        if cells is None:
            return
        if any(cell.strip() for cell in cells):
            yield begins, cells
        begins = reader.line_num + 1


def decoded(file: str, content: bytes) -> str:
    """The text of a file in UTF-8, with or without a byte order mark. Raises BadTables on any other."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        message = (
            "this is not UTF-8; save it as 'CSV UTF-8', or convert it, for example with "
            "iconv -f GB18030 -t UTF-8"
        )
        raise BadTables([Problem(file, line, "", message)]) from None
