"""A CSV file as records: encoding, separator, header names and limits, whatever programme wrote it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import IO

from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from accounts.words import joined
from inventories import gases
from inventories.importers.problems import Unreadable

MOST_ROWS = 5000
MOST_CHARACTERS = 4000
"""The most in one cell: an explanation of about a page."""
ENCODINGS = ("utf-8-sig", "gb18030")
"""What is tried, in this order. GB18030 is what Excel writes as CSV on a Chinese computer."""
SEPARATORS = ",;\t"
BINARY = {b"PK\x03\x04": ".xlsx", b"\xd0\xcf\x11\xe0": ".xls", b"%PDF": ".pdf"}

HEADERS: dict[str, tuple[str, ...]] = {
    "row": ("row", "code", "行", "行号", "行代码", "代码"),
    "label": ("label", "name", "名称"),
    "year": ("year", "年", "年份", "年度"),
    "co2e": ("co2e", "t co2e", "tco2e", "tonnes co2e", "二氧化碳当量", "二氧化碳当量(吨)", "吨二氧化碳当量"),
    "co2": ("co2", "t co2", "tco2", "tonnes co2", "二氧化碳", "二氧化碳(吨)", "吨二氧化碳"),
    "notation_key": ("notation_key", "notation key", "key", "符号键", "符号"),
    "included_in": ("included_in", "included in", "included in row", "列于", "列入行", "列于行"),
    "explanation": ("explanation", "说明", "解释"),
    "quality": ("quality", "data quality", "质量", "数据质量"),
    "source": ("source", "来源", "数据来源"),
}
"""Column names in English or Chinese; capitals, spaces at the ends and the index of CO₂ do not matter."""

Record = dict[str, str]
"""Cells by field; masses of gases by the codes of gases."""


def read(file: IO[bytes], *, needs: Iterable[str]) -> list[tuple[int, Record]]:
    """The file's records with their line numbers; blank lines are left out. Raises Unreadable."""
    rows = _rows(_text(_bytes(file)))
    header = next(rows, None)
    if header is None:
        raise Unreadable(_("The file is empty."), _("Download the template, fill it in and upload it."))
    columns = _columns(header[1], tuple(needs))
    return list(_records(rows, columns))


def _bytes(file: IO[bytes]) -> bytes:
    most = settings.UPLOAD_MAX_BYTES
    content = file.read(most + 1)
    if len(content) > most:
        raise Unreadable(
            _("The file is larger than %(most)s.") % {"most": filesizeformat(most)},
            _("Keep only the columns of the template, and save it as CSV."),
        )
    for beginning, kind in BINARY.items():
        if content.startswith(beginning):
            raise Unreadable(
                _("This is a file of type %(type)s, not a CSV file.") % {"type": kind},
                _("Open it in your spreadsheet programme and save it as CSV UTF-8."),
            )
    if b"\x00" in content:
        raise Unreadable(
            _("The file holds binary data, not text."),
            _("Open it in your spreadsheet programme and save it as CSV UTF-8."),
        )
    return content


def _text(content: bytes) -> str:
    for encoding in ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unreadable(
        _("The characters of the file cannot be read."),
        _("Save it anew as CSV UTF-8 (or GB18030)."),
    )


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Line number and cells of every line that is not blank."""
    head = next((line for line in text.splitlines() if line.strip()), "")
    separator = max(SEPARATORS, key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    begins = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield begins, [cell.strip() for cell in cells]
            begins = reader.line_num + 1
    except csv.Error:
        raise Unreadable(
            _("Line %(line)d is not closed: a quotation mark is missing.") % {"line": begins},
            _("Put text with quotation marks between quotation marks, or save the file anew as CSV."),
            row_number=begins,
        ) from None


def _columns(header: list[str], needs: tuple[str, ...]) -> dict[int, str]:
    """Position and field of every column that is known. Raises Unreadable for missing or doubled ones."""
    fields = {spelling: field for field, spellings in HEADERS.items() for spelling in spellings}
    columns: dict[int, str] = {}
    for position, name in enumerate(header):
        field = fields.get(_plain(name)) or gases.code_of(name)
        if field is None and name:
            raise Unreadable(
                _("There is a column “%(name)s” that is not known.") % {"name": name[:40]},
                _("Use the column names of the template: %(names)s.") % {"names": joined(HEADERS)},
                row_number=1,
                column=name[:40],
            )
        if field in columns.values():
            raise Unreadable(
                _("The column “%(name)s” appears twice.") % {"name": name[:40]},
                _("Keep one of the two columns."),
                row_number=1,
                column=name[:40],
            )
        if field:
            columns[position] = field
    missing = [field for field in needs if field not in columns.values()]
    if not {"co2e", "notation_key", *gases.known()} & set(columns.values()):
        missing.append("co2e")
    if missing:
        raise Unreadable(
            _("These columns are missing: %(names)s.") % {"names": joined(missing)},
            _("Keep the first line of the template: it names the columns."),
            row_number=1,
        )
    return columns


def _records(rows: Iterable[tuple[int, list[str]]], columns: dict[int, str]) -> Iterable[tuple[int, Record]]:
    for count, (number, cells) in enumerate(rows, start=1):
        if count > MOST_ROWS:
            raise Unreadable(
                _("The file has more than %(count)d rows.") % {"count": MOST_ROWS},
                _("Split it, and upload the years one after the other."),
            )
        beyond = [cell for position, cell in enumerate(cells) if position not in columns and cell]
        if beyond:
            raise Unreadable(
                _("Line %(line)d has more cells than the header.") % {"line": number},
                _('If a number holds the separator (1,234), put it between quotation marks: "1,234".'),
                row_number=number,
                value=beyond[0][:40],
            )
        too_long = next((cell for cell in cells if len(cell) > MOST_CHARACTERS), None)
        if too_long:
            raise Unreadable(
                _("A cell of line %(line)d holds more than %(count)d characters.")
                % {"line": number, "count": MOST_CHARACTERS},
                _("Shorten it, and add the whole text as evidence."),
                row_number=number,
                value=too_long[:40] + "…",
            )
        yield number, {field: cells[at] if at < len(cells) else "" for at, field in columns.items()}


def _plain(name: str) -> str:
    for mark, plain in (("₂", "2"), ("（", "("), ("）", ")"), ("\xa0", " ")):
        name = name.replace(mark, plain)
    return " ".join(name.strip().lower().split())
