"""The facts behind the four commitments, for many governments at once and for any day.

Ten queries for any number of governments. Only what everyone may read on the day counts: accepted reports and
plans, targets in force, public verdicts, partnerships that every partner confirmed.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Count, Exists, F, Min, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from accounts.models import Government, Network, NetworkMembership
from inventories.enums import ONCE_ACCEPTED, EventKind
from inventories.models import Event, Report
from partnerships.commitments import (
    Dates,
    Facts,
    Four,
    Inventory,
    Partnership,
    Plan,
    Promise,
    four,
)
from partnerships.enums import PartnershipState
from partnerships.models import Deliverable, Partner
from partnerships.models import Partnership as PartnershipRow
from plans.enums import ONCE_ACCEPTED as PLAN_ONCE_ACCEPTED
from plans.enums import PlanEventKind
from plans.models import Milestone, PlanEvent, PlanVersion, ProgressEntry
from pledges.enums import QuestionCode, TargetKind, TargetState, YearQualifier
from pledges.kinds import UNJUDGED, value_field
from pledges.models import Question, TargetVersion
from progress.enums import Origin, Verdict
from progress.models import Assessment

LASTING = (TargetKind.RECURRING_SHARE, TargetKind.MAINTAINED_SHARE)
"""Kinds that are due every year from some year on."""


@dataclass
class _Gathered:
    promises: list[Promise] = field(default_factory=list)
    inventory: Inventory | None = None
    plans: list[Plan] = field(default_factory=list)
    partnerships: list[Partnership] = field(default_factory=list)
    questions: int = 0
    is_asked_for_target: bool = False
    milestones: Dates = field(default_factory=Dates)
    deliverables: Dates = field(default_factory=Dates)

    def facts(self) -> Facts:
        return Facts(**{name: getattr(self, name) for name in self.__dataclass_fields__})


def of_network(network: Network, day: datetime.date) -> dict[int, Four]:
    """By government: those who are members on the day."""
    members = members_on(network, day)
    return of(members, day, countries=countries_of(network, day))


def of(
    governments: QuerySet[Government], day: datetime.date, *, countries: frozenset[str] = frozenset()
) -> dict[int, Four]:
    """By government, the four commitments as they stand at the end of the day.

    `countries`: those across which cooperation is looked for; none: any two.
    """
    return {pk: four(found, day) for pk, found in facts(governments, day, countries=countries).items()}


def of_government(government: Government, day: datetime.date) -> Four:
    """As the network sees it whose declaration the government signed."""
    network = Network.objects.filter(declarations__endorsements__government=government).order_by("pk").first()
    countries = countries_of(network, day) if network else frozenset()
    return of(Government.objects.filter(pk=government.pk), day, countries=countries)[government.pk]


def members_on(network: Network, day: datetime.date) -> QuerySet[Government]:
    """Those who belong to the network at the end of the day; a membership of unknown beginning counts."""
    held = NetworkMembership.objects.filter(network=network)
    held = held.filter(Q(since_year=None) | Q(since_year__lte=day.year), Q(until=None) | Q(until__gt=day))
    return Government.objects.filter(pk__in=held.values("government"))


def countries_of(network: Network, day: datetime.date) -> frozenset[str]:
    """Where the network's members are; nothing where all are in one country: then any other is across."""
    found = frozenset(members_on(network, day).order_by().values_list("country", flat=True).distinct())
    return found if len(found) > 1 else frozenset()


def facts(
    governments: QuerySet[Government], day: datetime.date, *, countries: frozenset[str] = frozenset()
) -> dict[int, Facts]:
    """What is on record of each at the end of the day."""
    found: dict[int, _Gathered] = {}
    ours = governments.order_by().values("pk")
    end = timezone.make_aware(datetime.datetime.combine(day + datetime.timedelta(days=1), datetime.time()))
    homes = _inventories(governments, found, end)
    _promises(ours, found, day, end)
    _questions(ours, found, end)
    _plans(ours, found, day, end)
    _partnerships(ours, found, homes, day, end, countries)
    return {pk: each.facts() for pk, each in found.items()}


def _inventories(
    governments: QuerySet[Government], found: dict[int, _Gathered], end: datetime.datetime
) -> dict[int, str]:
    """Fills `found` with every government; the country of each."""
    accepted = Event.objects.filter(kind=EventKind.ACCEPTED, at__lt=end)
    told = accepted.filter(version__report=OuterRef("pk"), version__state__in=ONCE_ACCEPTED)
    reports = Report.objects.filter(Exists(told), government=OuterRef("pk")).order_by("-year", "pk")
    when = reports.annotate(accepted_at=Subquery(told.order_by("at").values("at")[:1]))
    rows = governments.order_by().annotate(
        last_year=Subquery(reports.values("year")[:1]), last_at=Subquery(when.values("accepted_at")[:1])
    )
    homes = {}
    for pk, country, year, at in rows.values_list("pk", "country", "last_year", "last_at"):
        found[pk] = _Gathered(inventory=Inventory(year, at.date()) if year else None)
        homes[pk] = country
    return homes


def _promises(
    ours: QuerySet, found: dict[int, _Gathered], day: datetime.date, end: datetime.datetime
) -> None:
    verdicts = Assessment.objects.public(day).filter(government__in=ours, verdict=Verdict.MET)
    met = set(verdicts.filter(origin=Origin.REPORTED).values_list("target", flat=True))
    columns = (
        "target__government",
        "target",
        "kind",
        "target_year",
        "year_qualifier",
        "tolerance_years",
        "reduction_percent",
        "level",
        "valid_from",
    )
    versions = TargetVersion.objects.filter(
        Q(valid_until=None) | Q(valid_until__gte=end),
        target__government__in=ours,
        state__in=(TargetState.IN_FORCE, TargetState.SUPERSEDED),
        valid_from__lt=end,
    )
    for pk, target, kind, year, qualifier, tolerance, percent, level, since in versions.order_by(
        "target_id"
    ).values_list(*columns):
        found[pk].promises.append(
            Promise(
                since=since.date(),
                is_quantified=_is_quantified(kind, percent, level),
                last_year=_last_year(year, qualifier, tolerance),
                is_lasting=kind in LASTING,
                is_met=target in met,
            )
        )


def _is_quantified(kind: str, percent: object, level: object) -> bool:
    """A peak or neutrality says how much without a number; a direction never does."""
    if kind in UNJUDGED:
        return kind == TargetKind.OTHER and (percent is not None or level is not None)
    needed = value_field(kind)
    return {"": True, "reduction_percent": percent is not None, "level": level is not None}[needed]


def _last_year(year: int | None, qualifier: str, tolerance: int | None) -> int | None:
    if year is None:
        return None
    return year - 1 if qualifier == YearQualifier.BEFORE else year + (tolerance or 0)


def _questions(ours: QuerySet, found: dict[int, _Gathered], end: datetime.datetime) -> None:
    asked = Question.objects.filter(government__in=ours, asked_at__lt=end)
    asked = asked.exclude(answered_at__lt=end).exclude(settled_at__lt=end)
    rows = (
        asked.order_by()
        .values_list("government")
        .annotate(
            about=Count("pk", filter=Q(target__isnull=False)),
            asked=Count("pk", filter=Q(code=QuestionCode.TARGET)),
        )
    )
    for pk, about_targets, for_target in rows:
        found[pk].questions, found[pk].is_asked_for_target = about_targets, bool(for_target)


def plans_on(day: datetime.date, end: datetime.datetime) -> QuerySet[PlanVersion]:
    """The versions of plans that were accepted, and not superseded, at the end of the day."""
    events = PlanEvent.objects.filter(version=OuterRef("pk"), at__lt=end)
    return PlanVersion.objects.filter(
        Exists(events.filter(kind=PlanEventKind.ACCEPTED)),
        ~Exists(events.filter(kind=PlanEventKind.SUPERSEDED)),
        state__in=PLAN_ONCE_ACCEPTED,
    )


def _plans(ours: QuerySet, found: dict[int, _Gathered], day: datetime.date, end: datetime.datetime) -> None:
    versions = plans_on(day, end).filter(plan__government__in=ours)
    columns = ("plan__government", "plan__code", "first_year", "last_year", "adopted_on")
    rows = versions.order_by("plan_id").values_list(*columns, "place_en", "place_zh")
    for pk, code, first, last, adopted, place_en, place_zh in rows:
        is_whole = not (place_en or place_zh)
        found[pk].plans.append(Plan(code, first, last, adopted, is_whole=is_whole))
    finished = ProgressEntry.objects.filter(
        plan=OuterRef("action__version__plan"), key=OuterRef("action__key"), percent=100, at__lt=end
    )
    milestones = Milestone.objects.filter(
        Q(action__cancelled_on=None) | Q(action__cancelled_on__gt=day),
        ~Exists(finished),
        action__version__in=versions.order_by().values("pk"),
    )
    for pk, dates in _dates(milestones, "action__version__plan__government", day):
        found[pk].milestones = dates


def _dates(rows: QuerySet, key: str, day: datetime.date) -> Iterable[tuple[int, Dates]]:
    """Of rows with `due` and `done_on`, by `key`, those still open on the day."""
    waiting = Q(done_on=None) | Q(done_on__gt=day)
    late, ahead = waiting & Q(due__lt=day), waiting & Q(due__gte=day)
    counted = (
        rows.order_by()
        .values_list(key)
        .annotate(
            late=Count("pk", filter=late), since=Min("due", filter=late), following=Min("due", filter=ahead)
        )
    )
    for pk, overdue, since, following in counted:
        yield pk, Dates(overdue, since, following)


def confirmed_on(end: datetime.datetime) -> QuerySet[PartnershipRow]:
    """The partnerships that every partner had confirmed by the end of the day."""
    return PartnershipRow.objects.public().filter(confirmed_at__lt=end)


def _partnerships(
    ours: QuerySet,
    found: dict[int, _Gathered],
    homes: dict[int, str],
    day: datetime.date,
    end: datetime.datetime,
    countries: frozenset[str],
) -> None:
    held = Partner.objects.filter(government__in=ours).values("partnership")
    shared = confirmed_on(end).filter(pk__in=held)
    columns = ("partnership", "government", "government__country")
    partners: defaultdict[int, list[tuple[int, str]]] = defaultdict(list)
    for pk, government, country in (
        Partner.objects.filter(partnership__in=shared.order_by().values("pk"))
        .order_by("pk")
        .values_list(*columns)
    ):
        partners[pk].append((government, country))
    for pk, reference, state, starts, ends in shared.order_by("pk").values_list(
        "pk", "reference", "state", "starts_on", "ends_on"
    ):
        if state == PartnershipState.ENDED and ends is not None:
            ends -= datetime.timedelta(days=1)  # the day on which it was over is none of its days
        for government, country in partners[pk]:
            if government in homes:
                across = any(_is_across(country, other, countries) for _, other in partners[pk])
                found[government].partnerships.append(Partnership(reference, starts, ends, across))
    _deliverables(ours, found, day, end)


def _is_across(own: str, other: str, countries: frozenset[str]) -> bool:
    return own != other and (not countries or (own in countries and other in countries))


def _deliverables(
    ours: QuerySet, found: dict[int, _Gathered], day: datetime.date, end: datetime.datetime
) -> None:
    living = confirmed_on(end).filter(
        Q(ends_on=None) | Q(ends_on__gte=day, state=PartnershipState.CONFIRMED) | Q(ends_on__gt=day),
        starts_on__lte=day,
    )
    owed = Deliverable.objects.filter(
        partnership__in=living.order_by().values("pk"), partnership__partners__government__in=ours
    )
    owed = owed.annotate(owner=F("partnership__partners__government"))
    for pk, dates in _dates(owed, "owner", day):
        if pk in found:
            found[pk].deliverables = dates
