"""What is wrong in a file, said so that it can be found and put right."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from accounts.words import joined


@dataclass(frozen=True)
class Problem:
    """One fault: where it is, what stands there, what is wrong with it and what to do.

    `row_number` counts the file's lines as a spreadsheet shows them, the header being 1; 0 is the whole file.
    `column` is a letter or the column's name; `sheet` is empty for a file of one table.
    """

    row_number: int
    column: str
    value: str
    message: str
    remedy: str
    sheet: str = ""

    @property
    def place(self) -> str:
        """'Sheet1, row 12, column C', as far as it is known."""
        return joined(
            [
                *([self.sheet] if self.sheet else []),
                *([_("row %(row)d") % {"row": self.row_number}] if self.row_number else []),
                *([_("column %(column)s") % {"column": self.column}] if self.column else []),
            ]
        )


class Unreadable(Exception):
    """The file as a whole cannot be read; `problem` says why."""

    def __init__(
        self,
        message: str,
        remedy: str,
        *,
        row_number: int = 0,
        column: str = "",
        value: str = "",
        sheet: str = "",
    ) -> None:
        self.problem = Problem(row_number, column, value, message, remedy, sheet)
        super().__init__(message)
