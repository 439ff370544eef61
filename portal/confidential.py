"""What may be shown so that no value that is kept from the reader can be worked out, by any arithmetic.

Whatever is shown of a report is a sum: a row, a sector, a scope, a total, a gas, a figure of a promise. Each
is a vector over unknowns, and a reader can work out exactly the linear combinations of the vectors that are
shown. A row is told if one of these combinations, not nothing, is about that row alone (Gaussian elimination
over the integers, so that nothing is rounded).

`choose` goes through the sums in the order in which they matter and shows each that tells no row together
with those shown before it. What it withholds is therefore minimal: none of it could be shown beside what is
shown. It is deterministic: the order decides. Bounds are not looked at (docs/adr/0016).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import gcd
from typing import Any

Vector = Mapping[Any, int]
"""How often each unknown counts in a sum; whole numbers, nothing that counts zero times."""
Owner = Hashable
"""Whose an unknown is: a row, whose masses by gas are several unknowns."""


@dataclass(frozen=True)
class Cell:
    """Something that could be shown: one number, or several that are shown together or not at all.

    `guards`: rows that it may not newly tell, besides those that nothing may tell. `guessing`: the vectors
    for a reader who does not take a secret that is zero for known; where left out, the same.
    """

    key: Hashable
    vectors: tuple[Vector, ...]
    guards: frozenset[Owner] = frozenset()
    guessing: tuple[Vector, ...] | None = None


class Known:
    """What a reader can work out: the combinations of the sums shown, in reduced row echelon form.

    Unknowns are tuples (owner, part) that can be sorted; a row of the form is primitive: no common divisor.
    """

    def __init__(self) -> None:
        self._rows: dict[Any, Vector] = {}

    def copy(self) -> Known:
        found = Known()
        found._rows = dict(self._rows)
        return found

    def add(self, vector: Vector) -> bool:
        """Take one more sum in; False where it followed already."""
        row = self._reduced(vector)
        if not row:
            return False
        pivot = min(row)
        for each, other in self._rows.items():
            if pivot in other:
                self._rows[each] = _eliminated(other, row, pivot)
        self._rows[pivot] = row
        return True

    def holds(self, vector: Vector) -> bool:
        """Whether the sum follows from what is known."""
        return not self._reduced(vector)

    def told(self, owners: Collection[Owner]) -> set[Owner]:
        """Those of the owners about whom alone something follows."""
        by_owner: defaultdict[Owner, list[Vector]] = defaultdict(list)
        for pivot, row in self._rows.items():
            if pivot[0] in owners:  # a combination about one owner has its pivots among that owner's unknowns
                by_owner[pivot[0]].append(row)
        return {owner for owner, rows in by_owner.items() if _is_told(owner, rows)}

    def _reduced(self, vector: Vector) -> Vector:
        row = dict(vector)
        for pivot in [each for each in row if each in self._rows]:
            row = _eliminated(row, self._rows[pivot], pivot)
        return row


def _is_told(owner: Owner, rows: Iterable[Vector]) -> bool:
    """Whether a combination of the rows has nothing of others: whether what they hold of others is tied."""
    others = Known()
    return not all(
        others.add({each: count for each, count in row.items() if each[0] != owner}) for row in rows
    )


def _eliminated(row: Vector, other: Vector, pivot: Any) -> dict[Any, int]:
    """A multiple of `row` less one of `other`, such that `pivot` is gone; primitive."""
    divisor = gcd(row[pivot], other[pivot])
    by, times = other[pivot] // divisor, row[pivot] // divisor
    found = {each: count * by for each, count in row.items()}
    for each, count in other.items():
        left = found.get(each, 0) - count * times
        if left:
            found[each] = left
        else:
            found.pop(each, None)
    common = gcd(*found.values())
    return {each: count // common for each, count in found.items()} if common > 1 else found


@dataclass
class Shown:
    """What is shown and what is withheld, by key, and what a reader knows by it."""

    secrets: frozenset[Owner]
    shown: set[Hashable] = field(default_factory=set)
    withheld: set[Hashable] = field(default_factory=set)
    known: Known = field(default_factory=Known)
    guessing: Known = field(default_factory=Known)

    def offer(self, cell: Cell) -> bool:
        """Show the cell if it tells nothing that it may not. Whether it is shown."""
        plain = cell.vectors
        naive = plain if cell.guessing is None else cell.guessing
        known, is_safe = _with(self.known, plain, self.secrets, cell.guards)
        guessing, is_safe_too = (
            _with(self.guessing, naive, self.secrets, cell.guards) if is_safe else (known, False)
        )
        if is_safe and is_safe_too:
            self.known, self.guessing = known, guessing
            self.shown.add(cell.key)
            return True
        self.withheld.add(cell.key)
        return False


def choose(cells: Iterable[Cell], secrets: Collection[Owner], relations: Iterable[Vector] = ()) -> Shown:
    """What to show of the cells, the first of which matter most; `relations` are known to come to nothing."""
    found = Shown(frozenset(secrets))
    for vector in relations:
        found.known.add(vector)
        found.guessing.add(vector)
    for cell in cells:
        found.offer(cell)
    return found


def _with(
    known: Known, vectors: Sequence[Vector], secrets: Collection[Owner], guards: Collection[Owner]
) -> tuple[Known, bool]:
    """What is known with these sums too, and whether they newly tell none of the rows."""
    more = known.copy()
    added = sum(more.add(vector) for vector in vectors)  # each of them, also after the first
    if not added:
        return known, True
    told = more.told({*secrets, *guards})
    return more, not told - (known.told(told) if told else set())
