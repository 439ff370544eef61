"""How much a file may hold, so that reading one stays under 300 MB and 10 seconds whatever it claims."""

from __future__ import annotations

from django.utils.translation import gettext as _

from inventories.importers.problems import Unreadable
from inventories.importers.sheets import Row, Value

MOST_ROWS = 5000
"""The most filled rows in a sheet: fifty years of every row of a framework."""
MOST_COLUMNS = 400
MOST_CELLS = 600_000
"""The most filled cells in a file."""
MOST_CHARACTERS = 32_767
"""The most in one cell: as much as Excel takes."""

MOST_MEMBERS = 2000
"""The most parts in a workbook's archive."""
MOST_UNFOLDED = 40 * 1024 * 1024
"""The most bytes to which a workbook's archive may unfold."""
MOST_RATIO = 100
"""How many times its packed size a large part may unfold to: sheets do 5 to 30 times, a bomb up to 1,000."""
SMALL = 1024 * 1024
"""Parts up to this many bytes may have any ratio."""


class Counter:
    """Counts what has been read of a file, and refuses what is too much."""

    def __init__(self, most_rows: int = MOST_ROWS) -> None:
        self.most_rows = most_rows
        self.cells = 0

    def add(self, rows: list[Row], row: Row, sheet: str = "") -> None:
        """Append a filled row to those of its sheet. Raises Unreadable."""
        number, cells = row
        if len(rows) >= self.most_rows:
            raise Unreadable(
                _("The table has more than %(count)d rows.") % {"count": self.most_rows},
                _("Split it into several files, or take out the rows that are not about your figures."),
                row_number=number,
                sheet=sheet,
            )
        if len(cells) > MOST_COLUMNS:
            raise too_wide(number, cells[-1], sheet)
        self.cells += len(cells)
        if self.cells > MOST_CELLS:
            raise Unreadable(
                _("The file has more than %(count)d cells.") % {"count": MOST_CELLS},
                _("Keep only the sheets and columns that hold the figures."),
                row_number=number,
                sheet=sheet,
            )
        rows.append(row)


def too_wide(number: int, value: Value, sheet: str) -> Unreadable:
    return Unreadable(
        _("The table has more than %(count)d columns.") % {"count": MOST_COLUMNS},
        _("Keep only the columns that hold the figures."),
        row_number=number,
        value=str(value)[:40],
        sheet=sheet,
    )


def too_long(number: int, value: str, sheet: str) -> Unreadable:
    return Unreadable(
        _("A cell holds more than %(count)d characters.") % {"count": MOST_CHARACTERS},
        _("Shorten it, and add the whole text as evidence."),
        row_number=number,
        value=value[:40] + "…",
        sheet=sheet,
    )
