"""The four commitments as pages show them: of one government as cards, of a network as a list that counts."""

from __future__ import annotations

import csv
import datetime
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from io import StringIO

from django.utils.translation import get_language, ngettext

from accounts.models import Government, GovernmentName, Network, NetworkMembership
from partnerships import commitment_words, commitments, standing, steps
from partnerships.commitments import Four, Standing
from partnerships.enums import Commitment, CommitmentState
from partnerships.steps import Reached
from portal.days import Day
from portal.tables_csv import BYTE_ORDER_MARK, plain

PER_PAGE = 50
URGENT = 20
"""Governments that the secretariat's desk names; the others are behind the link."""


@dataclass(frozen=True)
class Card:
    """One commitment in words."""

    standing: Standing

    @property
    def code(self) -> str:
        return self.standing.commitment.value

    @property
    def label(self) -> str:
        return str(self.standing.commitment.label)

    @property
    def state(self) -> str:
        return self.standing.state.value

    @property
    def word(self) -> str:
        return str(self.standing.state.label)

    @property
    def record(self) -> str:
        return commitment_words.record(self.standing)

    @property
    def due(self) -> str:
        return commitment_words.due(self.standing.due)

    @property
    def is_overdue(self) -> bool:
        return self.standing.due.is_overdue


@dataclass(frozen=True)
class Step:
    """A step of a network that asks for steps, in words."""

    reached: Reached

    @property
    def label(self) -> str:
        return str(self.reached.commitment.label)


@dataclass(frozen=True)
class Ladder:
    """A network's steps and how far the government is."""

    membership: NetworkMembership
    steps: Sequence[Step]

    @property
    def taken(self) -> int:
        return steps.reached([each.reached for each in self.steps])


@dataclass(frozen=True)
class Sheet:
    """The four of one government on a day."""

    day: Day
    cards: Sequence[Card]
    ladders: Sequence[Ladder]


def of_government(government: Government, memberships: Iterable[NetworkMembership], day: Day) -> Sheet:
    """In a constant number of queries; `memberships` with their networks."""
    found = standing.of_government(government, day.on)
    ladders = []
    for held in memberships:
        taken = steps.of_member(held.network.slug, held.since_year, found, day.on)
        if taken:
            ladders.append(Ladder(held, [Step(each) for each in taken]))
    return Sheet(day, [Card(each) for each in found], ladders)


def desk_rows(network: Network, day: datetime.date) -> dict[str, object]:
    """For the secretariat: how many lack something, and the most urgent of them."""
    picture = of_network(network, day)
    lacking = sum(four.kept < len(Commitment) for four in picture.found.values())
    return {"picture": picture, "rows": urgent(picture), "count": lacking, "shown": URGENT}


@dataclass(frozen=True)
class Row:
    """A government of a list."""

    government: Government
    cards: Sequence[Card]


@dataclass(frozen=True)
class Count:
    """One commitment counted over a network."""

    commitment: Commitment
    states: Counter[CommitmentState]

    @property
    def kept(self) -> int:
        return self.states[CommitmentState.KEPT]

    @property
    def all(self) -> list[tuple[CommitmentState, int]]:
        return [(state, self.states[state]) for state in CommitmentState]


@dataclass
class Picture:
    """A network on a day: the four of every member, by primary key."""

    network: Network
    day: datetime.date
    found: Mapping[int, Four]
    counts: Sequence[Count] = field(init=False)

    def __post_init__(self) -> None:
        self.counts = [
            Count(each, Counter(four.of(each).state for four in self.found.values())) for each in Commitment
        ]

    @property
    def members(self) -> int:
        return len(self.found)

    @property
    def kept(self) -> dict[str, int]:
        """How many keep each."""
        return {each.commitment.value: each.kept for each in self.counts}

    @property
    def all_kept(self) -> int:
        return sum(four.kept == len(Commitment) for four in self.found.values())


def of_network(network: Network, day: datetime.date) -> Picture:
    return Picture(network, day, standing.of_network(network, day))


def chosen(picture: Picture, choices: Mapping[str, str]) -> list[int]:
    """The primary keys that the choices leave, by name. One query."""
    governments = Government.objects.filter(
        pk__in=standing.members_on(picture.network, picture.day).values("pk")
    )
    if country := choices.get("country"):
        governments = governments.filter(country=country)
    if words := choices.get("q"):
        governments = governments.filter(pk__in=Government.objects.named_like(words).values("pk"))
    names = governments.ordered_by_name(get_language() or "en").values_list("pk", flat=True)
    return [pk for pk in names if fits(picture.found[pk], choices)]


def fits(four: Four, choices: Mapping[str, str]) -> bool:
    """A state alone: in any of the four. A commitment alone: where it is not kept."""
    state, commitment = choices.get("state"), choices.get("commitment")
    if not state and not commitment:
        return True
    looked_at = [four.of(commitment)] if commitment else list(four)
    if state:
        return any(each.state == state for each in looked_at)
    return any(not each.is_kept for each in looked_at)


def rows(picture: Picture, keys: Sequence[int]) -> list[Row]:
    """What a page shows of these, in their order. Three queries."""
    found = Government.objects.with_names().select_related("parent").in_bulk(list(keys))
    return [Row(found[pk], cards(picture.found[pk])) for pk in keys]


def cards(four: Four) -> list[Card]:
    return [Card(each) for each in four]


def of_page(governments: Iterable[Government], network: Network, day: datetime.date) -> dict[int, list[Card]]:
    """The cards of governments that another list shows."""
    keys = [each.pk for each in governments]
    countries = standing.countries_of(network, day)
    found = standing.of(Government.objects.filter(pk__in=keys), day, countries=countries)
    return {pk: cards(four) for pk, four in found.items()}


def urgent(picture: Picture) -> list[Row]:
    """Those who lack something, the most urgent first, as many as a desk names."""
    lacking = [pk for pk, four in picture.found.items() if four.kept < len(Commitment)]
    first = sorted(lacking, key=lambda pk: (*commitments.urgency(picture.found[pk]), pk))[:URGENT]
    return rows(picture, first)


def table(picture: Picture, keys: Sequence[int]) -> str:
    """As a file of rows: states as codes, days as in ISO 8601. Two queries for any number."""
    members = standing.members_on(picture.network, picture.day).order_by()
    places = {pk: (slug, country) for pk, slug, country in members.values_list("pk", "slug", "country")}
    named = GovernmentName.objects.filter(government__in=members.values("pk")).order_by()
    names = {(pk, code): text for pk, code, text in named.values_list("government", "language", "text")}
    text = StringIO()
    text.write(BYTE_ORDER_MARK)
    writer = csv.writer(text)
    writer.writerow(_heads())
    for pk in keys:
        slug, country = places[pk]
        row: list[object] = [slug, names.get((pk, "en")), names.get((pk, "zh-hans")), country, picture.day]
        for each in picture.found[pk]:
            row += [each.state.value, each.since, each.year or "", each.last_year or "", each.due.code]
            row += [each.due.on]
        writer.writerow([plain(value) for value in row])
    return text.getvalue()


def _heads() -> list[str]:
    parts = ("state", "since", "first_year", "last_year", "next", "next_on")
    own = ["government", "name_en", "name_zh", "country", "on"]
    return own + [f"{each.value}_{part}" for each in Commitment for part in parts]


def sentence(picture: Picture) -> str:
    """The sentence that counts."""
    words = ngettext(
        "Of %(members)s government, %(target)s has a target in force, %(inventory)s an inventory not older "
        "than %(years)s years, %(plan)s a plan in force, %(cooperation)s a living partnership across the "
        "ocean.",
        "Of %(members)s governments, %(target)s have a target in force, %(inventory)s an inventory not older "
        "than %(years)s years, %(plan)s a plan in force, %(cooperation)s a living partnership across the "
        "ocean.",
        picture.members,
    )
    return words % {"members": picture.members, "years": commitments.INVENTORY_YEARS, **picture.kept}
