"""The list of a network's governments: filtered, sorted, and what a page of it shows."""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import Count, Exists, F, Max, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import get_language

from accounts.models import Government, Network
from accounts.models.government import GovernmentQuerySet
from inventories import public_series
from inventories.enums import Publication, State
from inventories.models import Figure, ReferenceFigure, ReportVersion
from partnerships.commitments import Four
from pledges.enums import TargetState
from pledges.models import Endorsement, TargetVersion
from portal import disclosure
from portal.four import Card, cards
from portal.sparks import Spark, spark
from progress.enums import Verdict
from progress.models import Assessment

PER_PAGE = 50
ORDER = {verdict: place for place, verdict in enumerate(Verdict.values)}


@dataclass(frozen=True)
class Standing:
    """So many promises of one government stand alike."""

    verdict: str
    origin: str
    reason: str
    last_known: str
    latest_year: int | None
    count: int


@dataclass
class Row:
    """A government in the list."""

    government: Government
    standings: list[Standing] = field(default_factory=list)
    spark: Spark | None = None
    last_report_year: int | None = None
    waiting: int = 0
    """Promises in force without a published verdict."""
    is_asked_for_target: bool = False
    cards: Sequence[Card] = ()
    """The four commitments."""


def listed(network: Network, chosen: Mapping[str, str], today: datetime.date) -> GovernmentQuerySet:
    """The network's governments that the choices leave, in order."""
    found = Government.objects.in_network(network).ordered_by_name(get_language() or "en")
    if "q" in chosen:
        found = found.filter(pk__in=Government.objects.named_like(chosen["q"]).values("pk"))
    found = found.filter(**{name: chosen[name] for name in ("country", "kind") if name in chosen})
    if "verdict" in chosen:
        found = with_verdict(found, chosen["verdict"], today)
    if "report" in chosen:
        has_report = Exists(accepted().filter(report__government=OuterRef("pk")))
        found = found.filter(has_report if chosen["report"] == "yes" else ~has_report)
    return in_order(found, chosen.get("sort", "name"))


def with_verdict(governments: GovernmentQuerySet, verdict: str, today: datetime.date) -> GovernmentQuerySet:
    """Those with a promise of this verdict; 'none': those that declared no promise yet."""
    if verdict == "none":
        return governments.exclude(targets__versions__state=TargetState.IN_FORCE)
    public = Assessment.objects.public(today).filter(government=OuterRef("pk"), verdict=verdict)
    return governments.filter(Exists(public))


def in_order(governments: GovernmentQuerySet, sort: str) -> GovernmentQuerySet:
    if sort == "promises":
        in_force = Q(targets__versions__state=TargetState.IN_FORCE)
        counted = governments.annotate(promises=Count("targets", filter=in_force, distinct=True))
        return counted.order_by("-promises", "sort_name")  # type: ignore[misc]  # annotated by ordered_by_name
    if sort == "report":
        years = accepted().filter(report__government=OuterRef("pk")).order_by("-report__year")
        dated = governments.annotate(last_report=Subquery(years.values("report__year")[:1]))
        return dated.order_by(F("last_report").desc(nulls_last=True), "sort_name")  # type: ignore[misc]
    return governments


def accepted() -> QuerySet[ReportVersion]:
    return ReportVersion.objects.filter(state=State.ACCEPTED)


def countries(network: Network) -> list[str]:
    members = Government.objects.in_network(network).order_by("country")
    return list(members.values_list("country", flat=True).distinct())


def rows(
    governments: Iterable[Government], today: datetime.date, commitments: Mapping[int, Four] | None = None
) -> list[Row]:
    """What the page shows of each, in a fixed number of queries; governments come with their names."""
    found = {government.pk: Row(government) for government in governments}
    for pk, standings in standings_of(found, today).items():
        found[pk].standings = standings
    for pk, line in sparks_of(found).items():
        found[pk].spark = line
    last = accepted().filter(report__government__in=found).order_by().values("report__government")
    for group in last.annotate(year=Max("report__year")):
        found[group["report__government"]].last_report_year = group["year"]
    in_force = TargetVersion.objects.in_force().filter(target__government__in=found).order_by()
    for pk, count in in_force.values_list("target__government").annotate(Count("pk")):
        found[pk].waiting = max(count - sum(each.count for each in found[pk].standings), 0)
    asked = Endorsement.objects.filter(government__in=found, target_to_be_added=True)
    for pk in asked.values_list("government", flat=True):
        found[pk].is_asked_for_target = not (found[pk].standings or found[pk].waiting)
    for pk, four in (commitments or {}).items():
        if pk in found:
            found[pk].cards = cards(four)
    return list(found.values())


def standings_of(governments: Iterable[int], today: datetime.date) -> dict[int, list[Standing]]:
    """By government: its promises as everyone may see them, equal ones together, in the order of trust."""
    public = Assessment.objects.public(today).filter(government__in=list(governments))
    columns = ("government", "verdict", "origin", "reason", "last_known", "latest_year")
    groups: dict[int, Counter[tuple[str, str, str, str, int | None]]] = defaultdict(Counter)
    for pk, verdict, origin, reason, known, year in public.values_list(*columns):
        if not known:  # what tells undetermined ones apart stands on their own page
            origin, reason, year = (origin if verdict != Verdict.UNDETERMINED else ""), "", None
        groups[pk][verdict, origin, reason, known, year] += 1
    return {
        pk: sorted(
            (Standing(*key, count) for key, count in counts.items()),
            key=lambda each: (ORDER[each.verdict], not each.last_known, each.origin == "reference"),
        )
        for pk, counts in groups.items()
    }


def sparks_of(governments: Iterable[int]) -> dict[int, Spark]:
    """By government: its reported figures, public ones of the source that counts where it never reported.

    Of several measures, the one with most years.
    """
    pks = list(governments)
    columns = ("government", "measure", "year", "tonnes")
    reported = Figure.objects.current().filter(government__in=pks, tonnes__isnull=False, series="main")
    public = reported.exclude(version__publication=Publication.VERDICT)
    told = disclosure.telling(disclosure.may_tell(public).select_related("version"))
    public = public.exclude(pk__in=told)
    reference = ReferenceFigure.objects.filter(government__in=pks)
    found = _fullest(reference.order_by("year").values_list(*columns, "source"), is_reference=True)
    has_reported = set(reported.order_by().values_list("government", flat=True).distinct())
    kept = {pk: line for pk, line in found.items() if pk not in has_reported}
    return kept | _fullest(public.order_by("year").values_list(*columns), is_reference=False)


def _fullest(values: Iterable[tuple[Any, ...]], *, is_reference: bool) -> dict[int, Spark]:
    series: dict[int, dict[int, dict[int, list[tuple[int, Decimal]]]]] = defaultdict(
        lambda: defaultdict(lambda: defaultdict(list))
    )
    for government, measure, year, tonnes, *source in values:
        series[government][measure][source[0] if source else 0].append((year, tonnes))
    lines = {
        pk: spark(
            max((_of_one_source(each) for each in measures.values()), key=len),
            is_reference=is_reference,
            unit="t",
        )
        for pk, measures in series.items()
    }
    return {pk: line for pk, line in lines.items() if line}


def _of_one_source(sources: dict[int, list[tuple[int, Decimal]]]) -> list[tuple[int, Decimal]]:
    years = {source: [year for year, _tonnes in points] for source, points in sources.items()}
    return sources[public_series.chosen(years)]
