"""A file as sheets of cells, whatever programme wrote it; refused where it may not be opened."""

from __future__ import annotations

from typing import IO

from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from inventories.importers import delimited, foreign, xlsx
from inventories.importers.limits import MOST_ROWS
from inventories.importers.problems import Unreadable
from inventories.importers.sheets import Book, Formula, Row, Sheet, Value

__all__ = ["Book", "Formula", "Row", "Sheet", "Value", "open_book"]

WORKBOOK_NAMES = (".xlsx", ".xlsm", ".xltx", ".xltm")


def open_book(file: IO[bytes], *, name: str, most_rows: int = MOST_ROWS) -> Book:
    """The file's sheets. Raises problems.Unreadable.

    What a file is follows from its first bytes, not from its name. `most_rows` is the most that a sheet may
    fill. Memory and time are bounded by the limits of importers.limits, whatever the file claims.
    """
    content = _bytes(file)
    if content.startswith(foreign.ZIP):
        return xlsx.read(content, most_rows=most_rows)
    foreign.refuse(content)
    if name.lower().endswith(WORKBOOK_NAMES):
        raise Unreadable(
            _("The file is named like a workbook, but it is not one."),
            _("Open it in your spreadsheet programme and save it as .xlsx, or as CSV UTF-8."),
        )
    return delimited.read(content, most_rows=most_rows)


def _bytes(file: IO[bytes]) -> bytes:
    most = settings.UPLOAD_MAX_BYTES
    content = file.read(most + 1)
    if len(content) > most:
        raise Unreadable(
            _("The file is larger than %(most)s.") % {"most": filesizeformat(most)},
            _("Keep only the sheets and columns that hold the figures, without pictures."),
        )
    if not content.strip():
        raise Unreadable(_("The file is empty."), _("Download the template, fill it in and upload it."))
    return content
