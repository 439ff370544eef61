"""Writing a sheet with openpyxl: cells in the few styles there are, drop-downs, protection, how it prints."""

from __future__ import annotations

import datetime
import math
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties

from inventories.exports.workbook import sheets

NUMBER = "#,##0.0#####"
PLAIN, TEXT = "General", "@"
DIGITS = 15
"""What a spreadsheet keeps of a number; longer ones are written as text, so that none of them is lost."""
ERROR: Literal["stop"] = "stop"
WARNING: Literal["warning"] = "warning"
"""How a drop-down takes a value that it does not offer: not at all, or after a question."""

FACE = "Calibri"
LINE_HEIGHT = 15
"""Points, of one line in a cell."""
TIGHT = 1.1
"""Letters that a column takes for each digit of its width."""
MOST_LINES = 20
"""Beyond which a row grows no further: a spreadsheet takes 409 points."""
LINE = Side(style="thin", color="8A94A0")
BOX = Border(left=LINE, right=LINE, top=LINE, bottom=LINE)
LOCKED_FILL = PatternFill("solid", fgColor="EEF1F4")
HEADER_FILL = PatternFill("solid", fgColor="D8DDE3")
TOP = Alignment(vertical="top", wrap_text=True)
RIGHT = Alignment(vertical="top", horizontal="right")

STYLES: Mapping[str, Mapping[str, Any]] = {
    "title": {"font": Font(name=FACE, bold=True, size=16, color="0B5F73")},
    "words": {"alignment": Alignment(vertical="top")},
    "strong": {"font": Font(name=FACE, bold=True), "alignment": TOP},
    "header": {"font": Font(name=FACE, bold=True), "fill": HEADER_FILL, "border": BOX, "alignment": TOP},
    "told": {"fill": LOCKED_FILL, "border": BOX, "alignment": TOP, "number_format": TEXT},
    "told_number": {"fill": LOCKED_FILL, "border": BOX, "alignment": RIGHT, "number_format": NUMBER},
    "text": {
        "border": BOX,
        "alignment": TOP,
        "number_format": TEXT,
        "protection": Protection(locked=False),
    },
    "number": {
        "border": BOX,
        "alignment": RIGHT,
        "number_format": NUMBER,
        "protection": Protection(locked=False),
    },
    "plain": {
        "border": BOX,
        "alignment": RIGHT,
        "number_format": PLAIN,
        "protection": Protection(locked=False),
    },
    "open_header": {
        "font": Font(name=FACE, bold=True),
        "border": BOX,
        "alignment": TOP,
        "number_format": TEXT,
        "protection": Protection(locked=False),
    },
}
"""What may be filled in is white and not locked; what is told is grey and locked; every sheet says so."""

Written = str | Decimal | int | datetime.date | None


@dataclass(frozen=True)
class Column:
    """A column of a sheet. `style` is that of its cells below the header."""

    key: str
    header: str
    width: float
    style: str = "told"
    header_style: str = "header"
    hidden: bool = False


class Pen:
    """Makes one workbook, sheet by sheet."""

    def __init__(self) -> None:
        self.book = Workbook(write_only=True)
        template = self.book.create_sheet("template")
        self.styles = {name: _style(template, looks) for name, looks in STYLES.items()}
        self.book.remove(template)

    def sheet(
        self,
        code: str,
        columns: Sequence[Column],
        *,
        frozen: str = "",
        portrait: bool = False,
        pages: int = 1,
        title: str = "",
    ) -> SheetPen:
        """`pages` is how many of them the sheet is broad in print; `title` is its name where it is not a
        sheet of a report."""
        title = title or str(sheets.TITLES[code])
        return SheetPen(self, code, columns, title=title, frozen=frozen, portrait=portrait, pages=pages)


class SheetPen:
    """Makes one sheet from its top to its end; drop-downs and protection are set before the first row."""

    def __init__(
        self,
        pen: Pen,
        code: str,
        columns: Sequence[Column],
        *,
        title: str,
        frozen: str,
        portrait: bool,
        pages: int,
    ) -> None:
        self.pen, self.code, self.columns = pen, code, columns
        self.sheet = pen.book.create_sheet(title)
        self.row = 0
        self._set_up(frozen, portrait, pages)

    def _set_up(self, frozen: str, portrait: bool, pages: int) -> None:
        sheet = self.sheet
        for at, column in enumerate(self.columns, start=1):
            dimension = sheet.column_dimensions[get_column_letter(at)]
            dimension.width, dimension.hidden = column.width, column.hidden
        for row in (sheets.MARKS, sheets.KEYS):
            sheet.row_dimensions[row].hidden = True
        sheet.row_dimensions[sheets.TITLE].height = 2 * LINE_HEIGHT
        sheet.freeze_panes = frozen or None
        sheet.sheet_view.showGridLines = False
        sheet.protection.sheet = True
        sheet.protection.formatColumns = sheet.protection.formatRows = False  # False: it is allowed
        sheet.page_setup.orientation = "portrait" if portrait else "landscape"
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = pages, 0
        sheet.page_margins = PageMargins(left=0.4, right=0.4, top=0.5, bottom=0.75, footer=0.35)
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        if not portrait:
            sheet.print_title_rows = f"{sheets.HEADER}:{sheets.HEADER}"
        if pages > 1:
            sheet.print_title_cols = "A:B"
        sheet.oddFooter.center.text = "&A  &P / &N"

    def keep_open(self) -> None:
        """Let lines be added: the styles of columns hold for cells in which nothing is written yet."""
        for at, column in enumerate(self.columns, start=1):
            for name, value in STYLES[column.style].items():
                setattr(self.sheet.column_dimensions[get_column_letter(at)], name, value)

    def begin(self, title: str, hint: str, *, unit: str = "") -> None:
        """The rows above the data. `unit` is that of the sheet's masses, if it has any."""
        blank: list[tuple[Written, str]] = [(None, "words")] * len(self.columns)
        first = [column.hidden for column in self.columns].index(False)
        self.write([(sheets.MARK, "words"), (self.code, "words"), (sheets.VERSION, "words")])
        self.write([(column.key, "words") for column in self.columns])
        for words, style in ((title, "title"), (hint, "words")):
            self.write([*blank[:first], (words, style), *blank[first + 1 :]])
        self.write([(_("Unit"), "strong"), (unit, "text"), *blank[2:]] if unit else blank)
        self.write([(column.header, column.header_style) for column in self.columns])

    def line(self, values: Mapping[str, Written], styles: Mapping[str, str] | None = None) -> None:
        """A row of data, by the keys of its columns; `styles` where one differs from its column's."""
        own = styles or {}
        self.write([(values.get(column.key), own.get(column.key, column.style)) for column in self.columns])

    def write(self, cells: Iterable[tuple[Written, str]]) -> None:
        self.row += 1
        made = [self.cell(at, *each) for at, each in enumerate(cells, start=1)]
        if self.row >= sheets.HEADER:
            lines = max(map(self._lines, made), default=1)
            if lines > 1:
                self.sheet.row_dimensions[self.row].height = LINE_HEIGHT * min(lines, MOST_LINES)
        self.sheet.append(made)

    def _lines(self, cell: Cell) -> int:
        """How many lines a text fills in its cell: spreadsheets do not all find out by themselves."""
        column = self.columns[cell.column - 1] if cell.column <= len(self.columns) else None
        if not isinstance(cell.value, str) or column is None or column.hidden:
            return 1
        return sum(
            math.ceil((_breadth(each) or 1) / (column.width * TIGHT)) for each in cell.value.split("\n")
        )

    def cell(self, column: int, value: Written, style: str) -> Cell:
        made = Cell(self.sheet, row=self.row, column=column, style_array=self.pen.styles[style])
        told = _number(value) if isinstance(value, Decimal) else value
        if isinstance(told, str):
            made.value = sheets.text_of_cell(told)
            made.data_type = "s"  # never a formula, whatever it begins with
            made.quotePrefix = told.startswith(FORMULA)  # nor once somebody has been in the cell
        else:
            made.value = told
        return made

    def choose(
        self, key: str, choices: str, *, last: int, first: int = sheets.FIRST, firm: bool = True
    ) -> None:
        """A drop-down in a column, from a range of the sheet of lists."""
        letter = self.letter(key)
        self.offer(f"{letter}{first}:{letter}{last}", choices, firm=firm)

    def offer(self, cells: str, choices: str, *, firm: bool = True) -> None:
        rule = DataValidation(
            type="list", formula1=choices, allow_blank=True, errorStyle=ERROR if firm else WARNING
        )
        rule.showErrorMessage = True
        rule.errorTitle = _("Choose from the list")
        rule.error = _("Choose one of the values that the list offers, or leave the cell blank.")
        rule.add(cells)
        self.sheet.data_validations.append(rule)

    def numbers(self, keys: Iterable[str], *, last: int) -> None:
        """Say at once, in the spreadsheet, that something is no number; it may be kept all the same."""
        rule = DataValidation(
            type="decimal", operator="between", formula1="-1E+15", formula2="1E+15", allow_blank=True
        )
        rule.errorStyle, rule.showErrorMessage = WARNING, True
        rule.errorTitle = _("Not a number")
        rule.error = _("Enter digits alone, for example 1234.5; a notation key stands in its own column.")
        for key in keys:
            letter = self.letter(key)
            rule.add(f"{letter}{sheets.FIRST}:{letter}{last}")
        if rule.sqref:
            self.sheet.data_validations.append(rule)

    def letter(self, key: str) -> str:
        return get_column_letter(1 + [column.key for column in self.columns].index(key))


FORMULA = ("=", "+", "-", "@", "\t", "\r")


def _number(value: Decimal) -> float | int | str:
    """A number that a spreadsheet keeps whole, else its digits as text."""
    digits = value.normalize().as_tuple()
    if len(digits.digits) > DIGITS or not isinstance(digits.exponent, int):
        return format(value, "f")
    return int(value) if value == value.to_integral_value() else float(value)


def _breadth(text: str) -> int:
    """How many digits a text is broad: a Chinese character as two."""
    return sum(2 if unicodedata.east_asian_width(each) in "WF" else 1 for each in text)


def _style(sheet: Any, looks: Mapping[str, Any]) -> Any:
    """The style as openpyxl keeps it: setting it as a whole is much faster than part by part."""
    cell = WriteOnlyCell(sheet)
    for name, value in {"font": Font(name=FACE), **looks}.items():
        setattr(cell, name, value)
    return cell._style  # type: ignore[attr-defined]  # as openpyxl's own copying of cells has it
