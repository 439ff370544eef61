"""The faults of a file as a workbook, to be put right one by one."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font

from inventories.importers.problems import Problem

WIDTHS = (22, 10, 24, 30, 60, 60)
LETTERS = re.compile("[A-Z]{1,3}")


def workbook(problems: Iterable[Problem]) -> bytes:
    """An .xlsx file with a line for each problem, in the reader's language: sheet, cell, value, remedy.

    Every cell is text that a spreadsheet does not take for a formula, whatever it begins with.
    """
    book = Workbook(write_only=True)
    sheet: Any = book.create_sheet(_("Faults"))
    for letter, width in zip("ABCDEF", WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = "A2"
    names = (_("Sheet"), _("Cell"), _("Column"), _("Value"), _("What is wrong"), _("What to do"))
    sheet.append([_cell(sheet, name, bold=True) for name in names])
    for problem in problems:
        told = (
            problem.sheet,
            _place(problem),
            problem.column,
            problem.value,
            problem.message,
            problem.remedy,
        )
        sheet.append([_cell(sheet, text) for text in told])
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def _place(problem: Problem) -> str:
    """'C12' where the column is a letter, else the number of the row; empty for the whole file."""
    if not problem.row_number:
        return ""
    letters = problem.column if LETTERS.fullmatch(problem.column) else ""
    return f"{letters}{problem.row_number}"


def _cell(sheet: Any, text: str, *, bold: bool = False) -> Any:
    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", text))
    cell.data_type = "s"  # else what begins with = is a formula
    cell.quotePrefix = True
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    if bold:
        cell.font = Font(bold=True)
    return cell
