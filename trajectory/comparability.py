"""Whether figures may be compared at all; this comes before any number.

Restating masses to one set of GWPs, and comparing on the rows that both figures hold, come before `compare`
(trajectory.restating): they turn two figures into two comparable ones, say so with a flag, and `compare` then
finds them equal.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from trajectory.figures import Basis, Figure
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

ROW_FIELDS = ("level", "rows")
"""The fields that say which framework rows a figure sums."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs between figures, and what is not stated of either but agrees for being of one source."""

    differs: tuple[str, ...] = ()
    unstated: tuple[str, ...] = ()

    @property
    def agrees(self) -> bool:
        return not self.differs


COMPARABLE = Comparison()


@dataclass(frozen=True, slots=True)
class Difference:
    """One field of the basis that does not agree: its word in either figure, and where each is to be found.

    `base` is the figure that the `latest` is held against, of a peak that of the peak. Of 'level' and
    'rows', `base_only` and `latest_only` are the rows that the other lacks, where the rows are known; those
    of value zero, which also tell that nothing was left out, come last.
    """

    field: str
    base: str
    latest: str
    base_year: int
    latest_year: int
    base_source: str
    latest_source: str
    base_only: tuple[str, ...] = ()
    latest_only: tuple[str, ...] = ()


@lru_cache(maxsize=1024)
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
    if len(found) == 1:
        return found[0]
    return Comparison(
        differs=tuple(name for name in FIELDS if any(name in each.differs for each in found)),
        unstated=tuple(name for name in FIELDS if any(name in each.unstated for each in found)),
    )


def differences(base: Figure, others: Sequence[Figure]) -> tuple[Difference, ...]:
    """What keeps a figure from being compared with the others, field by field; of several that differ in a
    field the last is named."""
    found: dict[str, Difference] = {}
    for other in others:
        for name in compare(base.basis, other.basis).differs:
            found[name] = _difference(name, base, other)
    return tuple(found[name] for name in FIELDS if name in found)


def _difference(name: str, base: Figure, latest: Figure) -> Difference:
    rows = name in ROW_FIELDS and base.parts and latest.parts
    return Difference(
        field=name,
        base=str(getattr(base.basis, name)),
        latest=str(getattr(latest.basis, name)),
        base_year=base.year,
        latest_year=latest.year,
        base_source=base.source,
        latest_source=latest.source,
        base_only=_rows_beyond(base, latest) if rows else (),
        latest_only=_rows_beyond(latest, base) if rows else (),
    )


def _rows_beyond(figure: Figure, other: Figure) -> tuple[str, ...]:
    """The rows that only this figure holds, first those with emissions or removals."""
    held = {part.row for part in other.parts}
    beyond = [part for part in figure.parts if part.row not in held]
    beyond.sort(key=lambda each: (not each.value, each.row))
    return tuple(dict.fromkeys(part.row for part in beyond))


def _is_known(value: str | Missing) -> bool:
    return value is not Missing.NOT_STATED
