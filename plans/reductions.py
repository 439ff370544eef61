"""What actions promise to save, year by year: declared values held on, overlaps taken off once.

Pure arithmetic in tonnes of CO2e a year; no interpolation. A declared value holds until another is declared,
a zero ends it; nothing is saved before the first.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

NOTHING = Decimal(0)


@dataclass(frozen=True)
class Promise:
    """An action as far as it counts: `tonnes` by year as declared, cost in `currency` over its whole time."""

    key: str
    starts: int
    ends: int
    tonnes: Mapping[int, Decimal]
    cost: Decimal | None = None
    currency: str = ""
    sector: str = ""
    cancelled: bool = False
    late: bool = False


@dataclass(frozen=True)
class Shared:
    """Tonnes a year that two actions both claim; taken off from `second`."""

    first: str
    second: str
    tonnes: Decimal


@dataclass(frozen=True)
class Wedge:
    """What one action saves in a year: claimed, taken off because another claims it too, counted."""

    key: str
    claimed: Decimal
    overlap: Decimal

    @property
    def counted(self) -> Decimal:
        return self.claimed - self.overlap


def claimed(promise: Promise, year: int) -> Decimal:
    """Tonnes in the year as declared; a cancelled action saves nothing."""
    known = [each for each in promise.tonnes if each <= year]
    return promise.tonnes[max(known)] if known and not promise.cancelled else NOTHING


def wedges(promises: Sequence[Promise], shared: Iterable[Shared], year: int) -> list[Wedge]:
    """Each action's part of the year, in the order given.

    An overlap is never more than either action claims in the year, and never takes off more than is left.
    """
    claims = {each.key: claimed(each, year) for each in promises}
    off = dict.fromkeys(claims, NOTHING)
    for each in shared:
        if each.first in claims and each.second in claims:
            left = claims[each.second] - off[each.second]
            off[each.second] += max(NOTHING, min(each.tonnes, claims[each.first], left))
    return [Wedge(key, tonnes, off[key]) for key, tonnes in claims.items()]


def counted(promises: Sequence[Promise], shared: Sequence[Shared], year: int) -> Decimal:
    """All that the actions save in the year together."""
    return sum((each.counted for each in wedges(promises, shared, year)), NOTHING)


@dataclass(frozen=True)
class Costed:
    """An action's tonnes over a time and what each costs; no `per_tonne` where cost or tonnes are missing."""

    key: str
    tonnes: Decimal
    cost: Decimal | None
    currency: str
    per_tonne: Decimal | None = field(default=None)


def costs(
    promises: Sequence[Promise], shared: Sequence[Shared], first_year: int, last_year: int
) -> list[Costed]:
    """Each action's counted tonnes over the years and its cost divided by them, in the order given."""
    sums = dict.fromkeys((each.key for each in promises), NOTHING)
    for year in range(first_year, last_year + 1):
        for wedge in wedges(promises, shared, year):
            sums[wedge.key] += wedge.counted
    return [
        Costed(
            each.key,
            sums[each.key],
            each.cost,
            each.currency,
            each.cost / sums[each.key] if each.cost is not None and sums[each.key] > 0 else None,
        )
        for each in promises
    ]
