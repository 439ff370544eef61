"""Which rows and sums to withhold so that no confidential value can be worked out by subtraction.

A reader knows the grand total, the sums of sectors and every row that is shown. A secret that stands alone
in a sum is the sum less the rest; so in every published sum either nothing is withheld or at least two values
are (complementary suppression). The grand total stays public, because promises are judged by it, unless one
value alone makes it and that one is confidential. The versions of a report are read side by side: what one
withholds, all withhold.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction


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
    """Codes of rows and of sectors whose values are not shown, and whether the grand total is not."""

    rows: set[str] = field(default_factory=set)
    sectors: set[str] = field(default_factory=set)
    total: bool = False

    def __or__(self, other: Withheld) -> Withheld:
        return Withheld(self.rows | other.rows, self.sectors | other.sectors, self.total or other.total)


def withheld(cells: Collection[Cell], known: Withheld | None = None) -> Withheld:
    """What to withhold beside the secrets, smallest values first; rows `known` to be withheld are secrets."""
    known = known or Withheld()
    cells = [replace(cell, is_secret=cell.is_secret or cell.code in known.rows) for cell in cells]
    found = Withheld(rows=_secret_families(cells), total=told_by_the_total(cells))
    found |= known
    for sector, inside in _by_sector(cells).items():
        hidden = [cell for cell in inside if cell.code in found.rows]
        if len(hidden) == 1:
            open_cells = [cell for cell in inside if cell.code not in found.rows and cell.tonnes]
            if open_cells:
                found.rows.add(_smallest(open_cells).code)
            else:
                found.sectors.add(sector)
    _hide_a_second_sector(cells, found)
    return found


def withheld_together(inventories: Sequence[Collection[Cell]], secrets: Collection[str] = ()) -> Withheld:
    """What all of the `inventories` withhold, so that none tells what another keeps; `secrets` are rows.

    A row withheld for one may stand alone in another, which then withholds a second: until nothing is added.
    """
    found = Withheld(rows=set(secrets))
    while True:
        more = found
        for cells in inventories:
            more |= withheld(cells, more)
        if more == found:
            return found
        found = more


def told_by_the_total(cells: Iterable[Cell]) -> bool:
    """One value alone makes the total, and it is a secret."""
    counted = [cell for cell in cells if cell.tonnes]
    return len(counted) == 1 and counted[0].is_secret


def _hide_a_second_sector(cells: Collection[Cell], found: Withheld) -> None:
    """One withheld sector is the total less the others: withhold the smallest other too, with its rows."""
    sums = {name: abs(sum(cell.tonnes for cell in inside)) for name, inside in _by_sector(cells).items()}
    others = {name: inside for name, inside in _by_sector(cells).items() if name not in found.sectors}
    if len(found.sectors & sums.keys()) == 1 and others:
        name = min(others, key=lambda each: (sums[each] == 0, sums[each], each))
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
    return min(cells, key=lambda cell: (abs(cell.tonnes), cell.code))


def follow(sums: Iterable[Collection[str]]) -> set[str]:
    """The unknowns whose values follow from the values of these sums of unknowns, by any arithmetic.

    The sums are brought to reduced row echelon form: an unknown follows if and only if a row holds it alone.
    """
    pivots: dict[str, dict[str, Fraction]] = {}
    for members in sums:
        row = {code: Fraction(1) for code in members}
        for code in sorted(row.keys() & pivots.keys()):
            row = _less(row, pivots[code], row[code])
        if not row:
            continue
        pivot = min(row)
        row = {code: share / row[pivot] for code, share in row.items()}
        pivots = {
            code: _less(other, row, other[pivot]) if pivot in other else other
            for code, other in pivots.items()
        }
        pivots[pivot] = row
    return {code for code, row in pivots.items() if len(row) == 1}


def _less(row: dict[str, Fraction], other: dict[str, Fraction], times: Fraction) -> dict[str, Fraction]:
    """`row` less `times` the other; what comes to nothing is left out."""
    zero = Fraction(0)
    found = {code: row.get(code, zero) - times * other.get(code, zero) for code in row | other}
    return {code: share for code, share in found.items() if share}
