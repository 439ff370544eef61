"""Cells of the workbook of a plan: days, keys of actions, amounts."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from inventories.importers.own.tables import Table, fits, text
from inventories.importers.records import Record, as_text

DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")


def lines(table: Table) -> Iterable[Record]:
    """Those in which something is filled in."""
    return (line for line in table.lines() if not line.is_blank)


def day(line: Record, key: str) -> datetime.date | None:
    """A day, None where the cell is blank. What is no day becomes a problem."""
    value = line.cells.get(key, "")
    if isinstance(value, datetime.date):
        return value
    words = as_text(value)
    if not words:
        return None
    match = DAY.fullmatch(words)
    try:
        if match:
            return datetime.date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:  # the thirty-first of February
        pass
    line.wrong(key, _("This is not a day."), _("Write it as 2026-03-31."))
    return None


def amount(line: Record, key: str, model: Any) -> Decimal | None:
    """A number that the column of the model takes; less than zero makes no sense in any of them."""
    found = line.number(key)
    if found is None:
        return None
    if found < 0:
        line.wrong(key, _("The number is less than zero."), _("Correct the number."))
        return None
    return found if fits(line, key, model._meta.get_field(key), found) else None


def words(line: Record, key: str, model: Any) -> str:
    """A text that the column of the model takes."""
    found = text(line, key)
    return found if not found or fits(line, key, model._meta.get_field(key), found) else ""


class Keys:
    """How other sheets name an action: by its key, or by a title that only one has."""

    def __init__(self) -> None:
        self._named: dict[str, set[str]] = {}

    def add(self, key: str, titles: Iterable[str]) -> None:
        for name in {key, *titles} - {""}:
            self._named.setdefault(name.casefold(), set()).add(key)

    def find(self, line: Record, column: str) -> str:
        """The key of the action; empty where the cell names none, which becomes a problem."""
        name = text(line, column)
        found = self._named.get(name.casefold(), set())
        if len(found) == 1:
            return next(iter(found))
        if not name:
            line.wrong(
                column,
                _("The line does not say of which action it is."),
                _("Enter the action’s key or its title."),
            )
        elif found:
            line.wrong(column, _("Several actions have this title."), _("Enter the action’s key instead."))
        else:
            line.wrong(
                column,
                _("There is no action “%(name)s” on the sheet of actions.") % {"name": name[:60]},
                _("Add it there, or correct the name."),
            )
        return ""
