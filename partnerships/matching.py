"""Who could learn from whom: proposals of partners, and why, in words.

Pure: the same profiles give the same proposals. Nobody is proposed to themselves or to whom they work with
already. Only interests that the reader may see are in a profile; the caller leaves out the others.

Points: a topic that one teaches and the other wants to learn counts 3, one more where the practice is proven;
the same kind of target, a like size, a like profile of sectors and a reduction shown by accepted figures
count 1 each. Those across the ocean come first: that is what the Declaration is about.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from partnerships.enums import Depth

LIKE_SIZE = Decimal(3)
"""Populations within this factor are of a like size."""
LIKE_SECTORS = Decimal("0.75")
"""Shares of sectors that overlap by this much are a like profile."""
TOPIC, PROVEN, ALIKE = 3, 1, 1
LIKENESS = 4 * ALIKE
"""As many points as likeness can add: the same kind of target, size, sectors, a reduction shown."""


@dataclass(frozen=True)
class Profile:
    """A government as far as matching needs it; shares of sectors sum to one.

    `reduction` is a share of the base by accepted figures; None where there are none. `teaches` maps a
    topic to its depth.
    """

    slug: str
    country: str
    population: int = 0
    sectors: Mapping[str, Decimal] = field(default_factory=dict)
    kinds: frozenset[str] = frozenset()
    reduction: Decimal | None = None
    teaches: Mapping[str, str] = field(default_factory=dict)
    learns: frozenset[str] = frozenset()
    partners: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Reason:
    """A reason as a code with what it names: partnerships.reasons puts it into words."""

    code: str
    topic: str = ""
    value: Decimal | None = None


@dataclass(frozen=True)
class Proposal:
    slug: str
    across: bool
    points: int
    reasons: tuple[Reason, ...]

    @property
    def about_topics(self) -> bool:
        return any(each.topic for each in self.reasons)


def propose(own: Profile, others: Iterable[Profile], most: int = 10) -> list[Proposal]:
    """Partners for `own`, the best first; none without a topic in common."""
    found = [
        _proposal(own, other)
        for other in others
        if other.slug != own.slug and other.slug not in own.partners and own.slug not in other.partners
    ]
    fitting = [each for each in found if each.about_topics]
    return sorted(fitting, key=lambda each: (not each.across, -each.points, each.slug))[:most]


def finalists(own: Profile, others: Iterable[Profile], most: int = 10) -> set[str]:
    """Of profiles that know topics, countries and partners alone, those that likeness can still bring among
    the first `most`: `propose` on these, told in full, says the same as on all of them."""
    ranked = propose(own, others, most=sys.maxsize)
    if len(ranked) <= most:
        return {each.slug for each in ranked}
    last = ranked[most - 1]
    return {
        each.slug for each in ranked if (each.across, each.points + LIKENESS) >= (last.across, last.points)
    }


def _proposal(own: Profile, other: Profile) -> Proposal:
    reasons = [*_topics(own, other), *_likeness(own, other)]
    across = own.country != other.country
    if across:
        reasons.insert(0, Reason("across"))
    points = sum(_points(each) for each in reasons)
    points += sum(
        PROVEN for each in reasons if each.code == "learn" and other.teaches[each.topic] == Depth.PROVEN
    )
    points += sum(
        PROVEN for each in reasons if each.code == "teach" and own.teaches[each.topic] == Depth.PROVEN
    )
    return Proposal(other.slug, across, points, tuple(reasons))


def _points(reason: Reason) -> int:
    if reason.code == "across":
        return 0
    return TOPIC if reason.topic else ALIKE


def _topics(own: Profile, other: Profile) -> list[Reason]:
    learned = sorted(own.learns & set(other.teaches))
    taught = sorted(other.learns & set(own.teaches))
    return [Reason("learn", topic) for topic in learned] + [Reason("teach", topic) for topic in taught]


def _likeness(own: Profile, other: Profile) -> list[Reason]:
    found = []
    if own.kinds & other.kinds:
        found.append(Reason("kind"))
    if own.population and other.population:
        large, small = sorted((own.population, other.population), reverse=True)
        if Decimal(large) / small <= LIKE_SIZE:
            found.append(Reason("size"))
    alike = overlap(own.sectors, other.sectors)
    if alike >= LIKE_SECTORS:
        found.append(Reason("sectors", value=alike))
    if other.reduction is not None and other.reduction > (own.reduction or 0):
        found.append(Reason("achieved", value=other.reduction))
    return found


def overlap(one: Mapping[str, Decimal], other: Mapping[str, Decimal]) -> Decimal:
    """How much two profiles of shares have in common: 0 nothing, 1 the same."""
    return sum((min(share, other.get(sector, Decimal(0))) for sector, share in one.items()), Decimal(0))
