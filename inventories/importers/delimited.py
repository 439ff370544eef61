"""Text with separators (CSV): its encoding and its separator found, its rows read."""

from __future__ import annotations

import csv
import io
import itertools
import re
from collections import Counter as Tally
from collections.abc import Iterator

from django.utils.translation import gettext as _

from inventories.importers.limits import MOST_CHARACTERS, MOST_COLUMNS, Counter, too_long, too_wide
from inventories.importers.problems import Unreadable
from inventories.importers.sheets import Book, Row, Sheet

SEPARATORS = ",;\t"
LOOKED_AT = 20
"""Lines from which the separator is found."""
HIGH = re.compile(rb"[\x80-\xff]+")
INVISIBLE = str.maketrans("", "", "\ufeff\u200b\u200e\u200f")


def read(content: bytes, *, most_rows: int) -> Book:
    """The file as one sheet. Raises Unreadable."""
    text, notes = _text(content)
    counter = Counter(most_rows)
    rows: list[Row] = []
    for row in _rows(text):
        counter.add(rows, row)
    if not rows:
        raise Unreadable(_("The file is empty."), _("Download the template, fill it in and upload it."))
    return Book("csv", (Sheet("", tuple(rows)),), notes)


def _text(content: bytes) -> tuple[str, tuple[str, ...]]:
    """The characters, and a note where their encoding is a guess.

    Excel writes CSV as UTF-8 with a mark, as UTF-16 ("Unicode text"), and else in the encoding of the
    computer: GB18030 in China, Windows-1252 in the United States.
    """
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _decoded(content, "utf-16"), ()
    if b"\x00" in content:
        return _decoded(content, _wide(content)), ()
    try:
        return content.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        pass
    if _looks_western(content):
        note = _("The text was read as Western European (Windows-1252): look at names with accents.")
        return _decoded(content, "cp1252"), (note,)
    return _decoded(content, "gb18030"), ()


def _decoded(content: bytes, encoding: str) -> str:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        raise Unreadable(
            _("The characters of the file cannot be read."),
            _("Save it anew as CSV UTF-8 (or GB18030)."),
        ) from None
    if "\x00" in text:
        raise _binary()
    return text


def _wide(content: bytes) -> str:
    """UTF-16 without a mark, by where its zeros are. Raises Unreadable for anything else with zeros."""
    head = content[:2000]
    for encoding, zeros, letters in (
        ("utf-16-le", head[1::2], head[::2]),
        ("utf-16-be", head[::2], head[1::2]),
    ):
        if zeros.count(0) > len(zeros) / 2 and not letters.count(0) and len(content) % 2 == 0:
            return encoding
    raise _binary()


def _binary() -> Unreadable:
    return Unreadable(
        _("The file holds binary data, not text."),
        _("Open it in your spreadsheet programme and save it as CSV UTF-8."),
    )


def _looks_western(content: bytes) -> bool:
    """Whether letters beyond ASCII stand alone, as accents do; Chinese characters take two bytes each."""
    runs = [len(run) for run in HIGH.findall(content)]
    return sum(length % 2 for length in runs) * 2 > len(runs)


def _rows(text: str) -> Iterator[Row]:
    """Line number and cells of every line that is not blank."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text), strict=True)
    begins = 1
    try:
        for cells in reader:
            if not cells:
                begins = reader.line_num + 1
                continue
            if len(cells) > MOST_COLUMNS * 4:
                raise too_wide(begins, cells[-1], "")
            stripped = [cell.translate(INVISIBLE).strip() for cell in cells]
            while stripped and not stripped[-1]:
                stripped.pop()
            longest = max(stripped, key=len, default="")
            if len(longest) > MOST_CHARACTERS:
                raise too_long(begins, longest, "")
            if stripped:
                yield begins, tuple(stripped)
            begins = reader.line_num + 1
    except csv.Error as error:
        if "field larger" in str(error) and not text.count('"'):
            raise too_long(begins, "", "") from None
        raise Unreadable(
            _("Line %(line)d is not closed: a quotation mark is missing.") % {"line": begins},
            _("Put text with quotation marks between quotation marks, or save the file anew as CSV."),
            row_number=begins,
        ) from None


def _separator(text: str) -> str:
    """The separator by which most of the first lines have equally many cells, more than one."""
    lines = list(
        itertools.islice((line for line in io.StringIO(text, newline="") if line.strip()), LOOKED_AT)
    )

    def regular(separator: str) -> tuple[int, int]:
        widths = Tally(_outside_quotes(line).count(separator) for line in lines)
        return max(((count, width) for width, count in widths.items() if width), default=(0, 0))

    return max(SEPARATORS, key=regular)


def _outside_quotes(line: str) -> str:
    return "".join(line.split('"')[::2])
