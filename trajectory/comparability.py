"""Whether figures may be compared at all; this comes before any number.

Restating masses to one set of GWPs, and comparing on the rows that both figures hold, belong in front of
`compare`: they turn two figures into two comparable ones (and say so with a flag), and `compare` then finds
them equal.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from trajectory.figures import Basis
from trajectory.vocabulary import Missing

FIELDS = (
    "framework",
    "level",
    "boundary",
    "gases",
    "gwp_set",
    "electricity",
    "edition",
    "rows",
    "price_year",
)
"""The parts of a basis that must agree, in the order in which they are named to a reader."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs between figures, and what is not stated of either but agrees for being of one source."""

    differs: tuple[str, ...] = ()
    unstated: tuple[str, ...] = ()

    @property
    def agrees(self) -> bool:
        return not self.differs


COMPARABLE = Comparison()


def compare(one: Basis, other: Basis) -> Comparison:
    """Compare two bases field by field; an unknown agrees only with an unknown of the same source and
    edition."""
    same_source = one.source == other.source and one.edition == other.edition and _is_known(one.source)
    differs: list[str] = []
    unstated: list[str] = []
    for name in FIELDS:
        mine, theirs = getattr(one, name), getattr(other, name)
        if mine != theirs:
            differs.append(name)
        elif mine is Missing.NOT_STATED:
            (unstated if same_source else differs).append(name)
    return Comparison(tuple(differs), tuple(unstated))


def compare_all(one: Basis, others: Iterable[Basis]) -> Comparison:
    """Compare one basis with each of the others; what differs anywhere differs."""
    found = [compare(one, other) for other in others]
    return Comparison(
        differs=tuple(name for name in FIELDS if any(name in each.differs for each in found)),
        unstated=tuple(name for name in FIELDS if any(name in each.unstated for each in found)),
    )


def _is_known(value: str | Missing) -> bool:
    return value is not Missing.NOT_STATED
