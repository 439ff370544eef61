"""The yearly report of a network: how its members stood at the end of a year, and what changed in it.

Everything is read as it stood on the day: the end of the year, or today while the year runs.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Exists, Min, OuterRef, Q, QuerySet
from django.utils import timezone

from accounts.models import Government, Network, NetworkMembership
from inventories import frameworks
from inventories.enums import Publication
from inventories.models import Figure
from partnerships import standing
from partnerships.commitments import Standing
from partnerships.enums import Commitment, PartnershipState
from partnerships.models import Exchange, Partnership
from plans.enums import ONCE_ACCEPTED, PlanEventKind
from plans.models import PlanEvent, PlanVersion
from pledges.models import Measure, TargetVersion
from portal import disclosure, four, tallies
from portal.four import Card, Picture, Row
from portal.sums import BASIS, outermost, parents_of
from portal.tallies import Tally

YEARS_OF_SUMS = 5
"""years before the report's own of which accepted emissions are added up."""

LISTED = 300
"""Governments, changes and partnerships that a report names; of larger networks the table holds all."""


@dataclass(frozen=True)
class Change:
    """A commitment of a government that stood otherwise a year before."""

    government: Government
    before: Card
    after: Card


@dataclass(frozen=True)
class Counted:
    """How many kept a commitment at the end of the year, and of the year before."""

    commitment: Commitment
    now: int
    before: int

    @property
    def more(self) -> int:
        return self.now - self.before

    @property
    def fewer(self) -> int:
        return self.before - self.now


@dataclass(frozen=True)
class Sum:
    """Accepted emissions of a year that were counted alike, added up in tonnes.

    Of places that lie in one another only the outermost with a figure is added; `inside` are the others,
    `withheld` those that are not public.
    """

    measure: Measure
    year: int
    framework: str
    gwp_set: str
    tonnes: Decimal
    added: int
    inside: int
    withheld: int


@dataclass(frozen=True)
class Annual:
    """What the report holds."""

    network: Network
    year: int
    day: datetime.date
    before: datetime.date
    is_running: bool
    picture: Picture
    counted: Sequence[Counted]
    rows: Sequence[Row]
    changes: Sequence[Change]
    changed: int
    """Governments of which something changed, listed or not."""
    tally: Tally
    sums: Sequence[Sum]
    plans: Sequence[PlanVersion]
    begun: Sequence[Partnership]
    ended: Sequence[Partnership]
    exchanges: Sequence[Exchange]


def first_year(network: Network) -> int:
    """The year in which there was something to report: of the first member, or of the network itself."""
    joined = NetworkMembership.objects.filter(network=network).aggregate(first=Min("since_year"))["first"]
    return joined or network.founded_year or timezone.localdate().year


def of(network: Network, year: int, today: datetime.date) -> Annual:
    """The report of a year, in a constant number of queries."""
    day = min(datetime.date(year, 12, 31), today)
    before = datetime.date(year - 1, 12, 31)
    picture, earlier = four.of_network(network, day), four.of_network(network, before)
    members = standing.members_on(network, day)
    keys = four.chosen(picture, {})
    changed = [pk for pk in keys if _changed(picture, earlier, pk)]
    rows = four.rows(picture, keys[:LISTED])
    return Annual(
        network=network,
        year=year,
        day=day,
        before=before,
        is_running=day < datetime.date(year, 12, 31),
        picture=picture,
        counted=[
            Counted(now.commitment, now.kept, was.kept)
            for now, was in zip(picture.counts, earlier.counts, strict=True)
        ],
        rows=rows,
        changes=_changes(four.rows(picture, changed[:LISTED]), picture, earlier),
        changed=len(changed),
        tally=tallies.tally(members, day, in_force=_in_force(day)),
        sums=sums(members, day),
        plans=_plans(members, year, day),
        begun=_partnerships(members, confirmed_at__gte=_start(year), confirmed_at__lt=_end(day)),
        ended=_partnerships(
            members,
            state=PartnershipState.ENDED,
            ends_on__range=(datetime.date(year, 1, 1), day),
        ),
        exchanges=_exchanges(network, members, year, day),
    )


def _start(year: int) -> datetime.datetime:
    return _end(datetime.date(year - 1, 12, 31))


def _end(day: datetime.date) -> datetime.datetime:
    """The first moment after the day."""
    return timezone.make_aware(datetime.datetime.combine(day + datetime.timedelta(days=1), datetime.time()))


def _in_force(day: datetime.date) -> QuerySet[TargetVersion]:
    end = _end(day)
    return TargetVersion.objects.filter(Q(valid_until=None) | Q(valid_until__gte=end), valid_from__lt=end)


def _changed(picture: Picture, earlier: Picture, pk: int) -> bool:
    """Whether a member then and now stands otherwise."""
    if pk not in earlier.found:
        return False
    pairs = zip(earlier.found[pk], picture.found[pk], strict=True)
    return any(was.state != now.state for was, now in pairs)


def _changes(rows: Iterable[Row], picture: Picture, earlier: Picture) -> list[Change]:
    """By name and in the order of the commitments."""
    found = []
    for row in rows:
        pk = row.government.pk
        pairs: Iterable[tuple[Standing, Standing]] = zip(earlier.found[pk], picture.found[pk], strict=True)
        found += [
            Change(row.government, Card(was), Card(now)) for was, now in pairs if was.state != now.state
        ]
    return found


def sums(members: QuerySet[Government], day: datetime.date) -> list[Sum]:
    """Accepted masses of the whole community by measure and year, as they stood on the day.

    What is withheld from the reader enters no sum, so that none tells it.
    """
    end = _end(day)
    figures = Figure.objects.filter(
        Q(superseded_at=None) | Q(superseded_at__gte=end),
        government__in=members.order_by().values("pk"),
        recorded_at__lt=end,
        tonnes__isnull=False,
        series="main",
        measure__quantity__in=("ghg", "co2"),
        measure__boundary="community",
        measure__sector="",
        measure__government=None,
        year__range=(day.year - YEARS_OF_SUMS, day.year),
    )
    hidden = disclosure.telling(disclosure.may_tell(figures).select_related("version"))
    groups: defaultdict[tuple[object, ...], list[Figure]] = defaultdict(list)
    for figure in figures.order_by("pk").select_related("measure", "version").defer("version__document"):
        basis = (getattr(figure, "measure_id" if name == "measure" else name) for name in BASIS)
        groups[tuple(basis)].append(figure)
    parents = parents_of({each.government_id for group in groups.values() for each in group})
    made = [_sum(group, hidden, parents) for group in groups.values()]
    return sorted(made, key=lambda each: (each.measure.code, -each.year, -each.added, each.gwp_set))


def _sum(group: Sequence[Figure], hidden: Collection[int], parents: Mapping[int, int]) -> Sum:
    shown = {
        each.government_id: each.tonnes or Decimal(0)
        for each in group
        if each.pk not in hidden and each.version.publication != Publication.VERDICT
    }
    outer = outermost(shown, parents)
    first = group[0]
    return Sum(
        first.measure,
        first.year,
        frameworks.get(first.framework).label,
        first.gwp_set,
        tonnes=sum((shown[pk] for pk in outer), Decimal(0)),
        added=len(outer),
        inside=len(shown) - len(outer),
        withheld=len(group) - len(shown),
    )


def _plans(members: QuerySet[Government], year: int, day: datetime.date) -> list[PlanVersion]:
    """The plans of which a first version was accepted in the year, by the day of acceptance."""
    accepted = PlanEvent.objects.filter(kind=PlanEventKind.ACCEPTED, version__plan=OuterRef("plan"))
    events = PlanEvent.objects.filter(
        kind=PlanEventKind.ACCEPTED, version=OuterRef("pk"), at__gte=_start(year), at__lt=_end(day)
    )
    found = PlanVersion.objects.filter(
        ~Exists(accepted.filter(at__lt=_start(year))),
        Exists(events),
        plan__government__in=members.order_by().values("pk"),
        state__in=ONCE_ACCEPTED,
    )
    newest: dict[int, PlanVersion] = {}
    for version in found.select_related("plan__government").prefetch_related("plan__government__names"):
        newest.setdefault(version.plan_id, version)
    return list(newest.values())[:LISTED]


def _partnerships(members: QuerySet[Government], **wanted: object) -> list[Partnership]:
    found = Partnership.objects.public().filter(
        partners__government__in=members.order_by().values("pk"), **wanted
    )
    return list(
        found.distinct().prefetch_related("partners__government__names").order_by("starts_on", "pk")[:LISTED]
    )


def _exchanges(
    network: Network, members: QuerySet[Government], year: int, day: datetime.date
) -> list[Exchange]:
    """Those that began in the year: the network's own, and of its members' confirmed partnerships."""
    ours = Partnership.objects.public().filter(partners__government__in=members.order_by().values("pk"))
    found = Exchange.objects.filter(
        Q(network=network, partnership=None) | Q(partnership__in=ours.values("pk")),
        starts_on__range=(datetime.date(year, 1, 1), day),
    )
    return list(found.order_by("starts_on", "pk")[:LISTED])
