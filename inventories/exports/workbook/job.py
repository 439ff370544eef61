"""What every sheet is made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from inventories import frameworks
from inventories.exports.told import INVENTORIES, Told
from inventories.exports.workbook.lists import Lists
from inventories.exports.workbook.pen import Pen
from inventories.importers import units
from inventories.importers.reading import RowKey
from inventories.lines import LineDraft

DRAWN = units.TONNE
"""The unit that masses are given in."""


@dataclass(frozen=True)
class Job:
    """A workbook to make: what it tells, whether its values are filled in, and with what it is written."""

    told: Told
    language: str
    filled: bool
    pen: Pen
    lists: Lists
    framework: frameworks.Framework

    @property
    def rows(self) -> list[tuple[str, frameworks.Row]]:
        """Section and row of all that a report can hold, in the framework's order."""
        return [
            (section, row) for section in INVENTORIES for row in frameworks.rows(self.framework.code, section)
        ]

    @property
    def held(self) -> Mapping[RowKey, LineDraft]:
        """The lines that are to be filled in."""
        if not self.filled:
            return {}
        return {
            (section, line.row): line for section in INVENTORIES for line in self.told.lines.get(section, ())
        }

    @property
    def unit(self) -> str:
        """The label of the unit that masses are given in."""
        return units.label(DRAWN)


def label_of(row: frameworks.Row) -> str:
    """The row in words, without saying the same twice: 'Stationary energy / Homes / Fuel combustion'."""
    return " / ".join(dict.fromkeys([row.sector_label, row.group_label, row.label]))
