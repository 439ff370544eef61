"""Which rows and sums to withhold so that no confidential value can be worked out by subtraction.

A reader knows the grand total, the sums of sectors and every row that is shown. A secret that stands alone
in a sum is the sum less the rest; so in every published sum either nothing is withheld or at least two values
are (complementary suppression). The grand total itself stays public: it is what promises are judged by.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(frozen=True)
class Cell:
    """One row of an inventory that counts in the total. `family`: rows of which one is the sum of others."""

    code: str
    sector: str
    tonnes: Decimal
    is_secret: bool
    family: str = ""


@dataclass
class Withheld:
    """Codes of rows and of sectors whose values are not shown."""

    rows: set[str] = field(default_factory=set)
    sectors: set[str] = field(default_factory=set)

    def __or__(self, other: Withheld) -> Withheld:
        return Withheld(self.rows | other.rows, self.sectors | other.sectors)


def withheld(cells: Collection[Cell]) -> Withheld:
    """What to withhold beside the secrets themselves, smallest values first."""
    found = Withheld(rows=_secret_families(cells))
    for sector, inside in _by_sector(cells).items():
        hidden = [cell for cell in inside if cell.code in found.rows]
        if len(hidden) == 1:
            open_cells = [cell for cell in inside if cell.code not in found.rows]
            if open_cells:
                found.rows.add(_smallest(open_cells).code)
            else:
                found.sectors.add(sector)
    _hide_a_second_sector(cells, found)
    return found


def _hide_a_second_sector(cells: Collection[Cell], found: Withheld) -> None:
    """One withheld sector is the total less the others: withhold the smallest other too, with its rows."""
    if len(found.sectors) != 1:
        return
    others = {name: inside for name, inside in _by_sector(cells).items() if name not in found.sectors}
    if others:
        name = min(others, key=lambda each: (abs(sum(cell.tonnes for cell in others[each])), each))
        found.sectors.add(name)
        found.rows |= {cell.code for cell in others[name]}


def _secret_families(cells: Iterable[Cell]) -> set[str]:
    """Secret rows, and all rows of a family that holds one: a sum and its parts tell each other."""
    cells = list(cells)
    families = {cell.family for cell in cells if cell.is_secret and cell.family}
    return {cell.code for cell in cells if cell.is_secret or cell.family in families}


def _by_sector(cells: Iterable[Cell]) -> dict[str, list[Cell]]:
    found: dict[str, list[Cell]] = {}
    for cell in cells:
        found.setdefault(cell.sector, []).append(cell)
    return found


def _smallest(cells: Iterable[Cell]) -> Cell:
    """The smallest that is not zero: a zero would hide nothing."""
    return min(cells, key=lambda cell: (cell.tonnes == 0, abs(cell.tonnes), cell.code))
