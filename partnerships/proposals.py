"""Partners proposed to a government, each with why in words and with what they say of themselves."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field

from accounts.models import Government
from partnerships import profiles, reasons
from partnerships.enums import Direction
from partnerships.matching import Proposal, propose
from partnerships.models import Interest


@dataclass(frozen=True)
class Why:
    """A reason, and the partner's own words on the topic where there are any."""

    sentence: str
    words: str = ""
    language: str = ""


@dataclass(frozen=True)
class Proposed:
    government: Government
    is_across: bool
    whys: list[Why]
    topics: list[str]


@dataclass(frozen=True)
class Found:
    """What the page shows; without a word of one's own there is nothing to go by."""

    says_something: bool
    proposals: list[Proposed] = field(default_factory=list)


def of_government(government: Government, today: datetime.date) -> Found:
    """Proposals for the government, the best first. A constant number of queries."""
    own = profiles.of_one(government, today)
    if not own.teaches and not own.learns:
        return Found(says_something=False)
    others = {each.slug: each for each in profiles.among(government, own, today)}
    ranked = propose(own, others.values())
    named = {
        each.slug: each
        for each in Government.objects.with_names().filter(slug__in=[each.slug for each in ranked])
    }
    words = _words([each.pk for each in named.values()])
    return Found(
        says_something=True,
        proposals=[
            Proposed(
                government=place,
                is_across=each.across,
                whys=[
                    Why(
                        reasons.told(reason, own, others[each.slug], government.name, place.name),
                        *words.get((place.pk, _theirs(reason.code), reason.topic), ("", "")),
                    )
                    for reason in each.reasons
                ],
                topics=_topics(each),
            )
            for each in ranked
            if (place := named[each.slug])
        ],
    )


def _theirs(code: str) -> str:
    """What the partner said, of a reason: where one learns, the partner teaches."""
    return {"learn": Direction.TEACH.value, "teach": Direction.LEARN.value}.get(code, "")


def _topics(proposal: Proposal) -> list[str]:
    return list(dict.fromkeys(reason.topic for reason in proposal.reasons if reason.topic))


def _words(governments: list[int]) -> dict[tuple[int, str, str], tuple[str, str]]:
    """By government, direction and topic: what they say in public, and in which language."""
    said = Interest.objects.current().filter(government__in=governments, is_public=True).exclude(text="")
    columns = ("government", "direction", "topic", "text", "language")
    return {
        (pk, way, topic): (text, language) for pk, way, topic, text, language in said.values_list(*columns)
    }
