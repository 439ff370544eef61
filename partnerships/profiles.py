"""Governments as matching needs them: what everyone may know of each, and of oneself also what is private.

A government that keeps anything of an accepted report to itself is known by its topics, its size where others
count it, and its kinds of targets: neither its sectors nor its reduction tell anything.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from typing import Any

from django.db.models import Max, Q

from accounts.models import Government, NetworkMembership
from inventories.enums import ONCE_ACCEPTED, NotationKey, Publication, SectionCode, State
from inventories.figures.totals import totals
from inventories.models import Figure, InventoryLine, ReportVersion
from partnerships.enums import Direction, PartnershipState
from partnerships.matching import Profile, finalists
from partnerships.models import Interest, Partner
from pledges.models import TargetVersion
from pledges.models.target import MAIN_SERIES
from progress.enums import Origin
from progress.models import Assessment

POPULATION = "population"
TOGETHER = (PartnershipState.PROPOSED, PartnershipState.CONFIRMED)
"""Those in such a partnership are not proposed to each other; one that ended may begin anew."""


def of_one(government: Government, today: datetime.date) -> Profile:
    """The government itself, with its own private interests and with whom it works already."""
    own = Profile(government.slug, government.country, partners=_partners(government))
    rows = Interest.objects.current().filter(government=government)
    return _told({government.pk: own}, rows, today)[government.pk]


def among(government: Government, own: Profile, today: datetime.date) -> list[Profile]:
    """The others of its networks that can be among the first proposals, told in full.

    Only public offers of what it wants to learn and public needs of what it can teach count. A constant
    number of queries.
    """
    rows = _fitting(government, own)
    names = Government.objects.filter(pk__in={row.government_id for row in rows})
    bare = {pk: Profile(slug, country) for pk, slug, country in names.values_list("pk", "slug", "country")}
    spoken = _with_interests(bare, rows)
    chosen = finalists(own, spoken.values())
    return list(_with_facts({pk: each for pk, each in spoken.items() if each.slug in chosen}, today).values())


def _fitting(government: Government, own: Profile) -> list[Interest]:
    networks = NetworkMembership.objects.current().filter(government=government).values("network")
    members = NetworkMembership.objects.current().filter(network__in=networks).values("government")
    taught = Q(direction=Direction.TEACH, topic__in=own.learns)
    wanted = Q(direction=Direction.LEARN, topic__in=own.teaches)
    found = Interest.objects.current().filter(taught | wanted, is_public=True, government__in=members)
    return list(found.exclude(government=government).only("government", "direction", "topic", "depth"))


def _partners(government: Government) -> frozenset[str]:
    mine = Partner.objects.filter(government=government, partnership__state__in=TOGETHER)
    others = Partner.objects.filter(partnership__in=mine.values("partnership")).exclude(government=government)
    return frozenset(others.values_list("government__slug", flat=True))


def _told(bare: dict[int, Profile], rows: Iterable[Interest], today: datetime.date) -> dict[int, Profile]:
    return _with_facts(_with_interests(bare, rows), today)


def _with_interests(bare: dict[int, Profile], rows: Iterable[Interest]) -> dict[int, Profile]:
    teaches: defaultdict[int, dict[str, str]] = defaultdict(dict)
    learns: defaultdict[int, set[str]] = defaultdict(set)
    for row in rows:
        if row.direction == Direction.TEACH:
            teaches[row.government_id][row.topic] = row.depth
        else:
            learns[row.government_id].add(row.topic)
    return {
        pk: replace(each, teaches=teaches.get(pk, {}), learns=frozenset(learns.get(pk, ())))
        for pk, each in bare.items()
    }


def _with_facts(bare: dict[int, Profile], today: datetime.date) -> dict[int, Profile]:
    """Targets, size, sectors and reduction; seven queries for any number."""
    kinds: defaultdict[int, set[str]] = defaultdict(set)
    in_force = TargetVersion.objects.in_force().filter(target__government__in=bare).order_by()
    for pk, kind in in_force.values_list("target__government", "kind"):
        kinds[pk].add(kind)
    secretive = keeping(bare)
    open_ones = [pk for pk in bare if pk not in secretive]
    people, sectors, fallen = populations(open_ones), shares(open_ones), reductions(open_ones, today)
    return {
        pk: replace(
            each,
            kinds=frozenset(kinds.get(pk, ())),
            population=people.get(pk, 0),
            sectors=sectors.get(pk, {}),
            reduction=fallen.get(pk),
        )
        for pk, each in bare.items()
    }


def keeping(governments: Collection[int]) -> set[int]:
    """Those that keep a row, or more than the totals, of any accepted report from the public. Two queries."""
    versions = ReportVersion.objects.filter(report__government__in=governments, state__in=ONCE_ACCEPTED)
    closed = versions.exclude(publication=Publication.FULL)
    rows = InventoryLine.objects.filter(version__in=versions, notation_key=NotationKey.C)
    found = set(closed.values_list("report__government", flat=True).distinct())
    return found | set(rows.values_list("version__report__government", flat=True).distinct())


def populations(governments: Collection[int]) -> dict[int, int]:
    """By government the people it counted last, by its accepted reports."""
    counted = Figure.objects.current().filter(
        government__in=governments, measure__code=POPULATION, series=MAIN_SERIES, amount__gt=0
    )
    told = counted.order_by("year").values_list("government", "amount")
    return {pk: int(amount) for pk, amount in told if amount is not None}


def shares(governments: Collection[int]) -> dict[int, dict[str, Decimal]]:
    """By government the shares of sectors in the total of its latest accepted report, by its codes.

    None where a sector is below zero, for shares of such a sum say nothing. Three queries.
    """
    accepted = ReportVersion.objects.filter(
        state=State.ACCEPTED, report__government__in=governments, report__series=MAIN_SERIES
    )
    latest = accepted.order_by().values("report__government").annotate(year=Max("report__year"))
    years = {row["report__government"]: row["year"] for row in latest}
    by_year = accepted.filter(report__year__in=set(years.values())).select_related("report").defer("document")
    chosen = {
        each.report.government_id: each
        for each in by_year
        if years[each.report.government_id] == each.report.year
    }
    lines: defaultdict[int, list[InventoryLine]] = defaultdict(list)
    of_community = InventoryLine.objects.filter(
        version__in=list(chosen.values()), section=SectionCode.COMMUNITY
    )
    for line in of_community.only("version", "section", "row", "co2e", "co2"):
        lines[line.version_id].append(line)
    found = {pk: _shares(version, lines[version.pk]) for pk, version in chosen.items()}
    return {pk: each for pk, each in found.items() if each}


def _shares(version: ReportVersion, lines: list[InventoryLine]) -> dict[str, Decimal]:
    headline = totals(version, lines).headline
    if headline is None or headline.tonnes <= 0:
        return {}
    parts = {part.code: part.tonnes for part in headline.by_sector}
    if len(parts) < 2 or any(tonnes < 0 for tonnes in parts.values()):
        return {}
    framework = version.report.framework
    return {f"{framework}:{code}": tonnes / headline.tonnes for code, tonnes in parts.items() if tonnes}


def reductions(governments: Collection[int], today: datetime.date) -> dict[int, Decimal]:
    """By government the largest reduction, as a share of its base, that a public verdict shows by reports."""
    public = Assessment.objects.public(today).filter(
        government__in=governments,
        origin=Origin.REPORTED,
        target_version__kind="base_year_reduction",
    )
    told = public.values_list("government", "record__numbers__reduction_percent")
    found: dict[int, Decimal] = {}
    for pk, percent in told:
        share = _share(percent)
        if share is not None and share > found.get(pk, Decimal(0)):
            found[pk] = share
    return found


def _share(percent: Any) -> Decimal | None:
    """Of the record's text of a number."""
    try:
        return Decimal(str(percent)) / 100 if percent is not None else None
    except InvalidOperation:
        return None
