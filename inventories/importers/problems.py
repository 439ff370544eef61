"""What is wrong in a file, said so that it can be found and put right."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One fault: where it is, what stands there, what is wrong with it and what to do.

    `row_number` counts the file's lines as a spreadsheet shows them, the header being 1; 0 is the whole file.
    """

    row_number: int
    column: str
    value: str
    message: str
    remedy: str


class Unreadable(Exception):
    """The file as a whole cannot be read; `problem` says why."""

    def __init__(
        self, message: str, remedy: str, *, row_number: int = 0, column: str = "", value: str = ""
    ) -> None:
        self.problem = Problem(row_number, column, value, message, remedy)
        super().__init__(message)
