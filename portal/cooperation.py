"""Cooperation as everyone sees it: partnerships that all partners confirmed, and what was done in them."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Government, GovernmentName, Network
from accounts.places import country_name
from partnerships import overview
from partnerships.enums import ExchangeKind, PartnershipKind, Topic
from partnerships.models import Deliverable, Exchange, Partner, Partnership, PartnershipDocument
from plans.overview import Doing
from pledges.models import Endorsement, Target
from portal.forms import select
from progress.models import Assessment

PER_PAGE = 25
AT_MOST = 10
"""Partnerships that a profile or a network's page lists; the others are one link away."""

STANDINGS = [
    ("living", pgettext_lazy("of partnerships", "Living")),
    ("over", pgettext_lazy("of partnerships", "Ended")),
]


class PartnershipFilter(forms.Form):
    """Which partnerships to list. A value that is no choice is as good as none."""

    q = forms.CharField(
        label=_("Title or partner"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"class": "form-control", "type": "search", "autocomplete": "off"}),
    )
    country = select(_("Between a partner in"), [])
    other = select(_("and one in"), [])
    kind = select(_("Kind"), PartnershipKind.choices)
    topic = select(_("Topic"), Topic.choices)
    network = select(_("Network"), [])
    standing = select(_("State"), STANDINGS)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs | {"auto_id": "filter-%s", "label_suffix": ""})
        codes = Partner.objects.order_by().values_list("government__country", flat=True).distinct()
        named = sorted((country_name(code), code) for code in codes)
        fields: dict[str, Any] = self.fields
        for name in ("country", "other"):
            fields[name].choices = [("", _("All")), *((code, label) for label, code in named)]
        networks = Network.objects.order_by("slug")
        fields["network"].choices = [("", _("All")), *((each.slug, each.label) for each in networks)]

    def chosen(self) -> dict[str, str]:
        """The values that are choices, without empty ones."""
        self.full_clean()
        return {name: value for name, value in self.cleaned_data.items() if value}


def listed(chosen: Mapping[str, str], today: datetime.date) -> QuerySet[Partnership]:
    """Public partnerships that the choices leave, the latest first, with what a row shows."""
    found = Partnership.objects.public()
    if "q" in chosen:
        found = found.filter(_named_like(chosen["q"]))
    if "kind" in chosen:
        found = found.filter(kind=chosen["kind"])
    if "topic" in chosen:
        told = found.annotate(told=Cast("topics", TextField()))
        found = told.filter(told__contains=f'"{chosen["topic"]}"')
    if "network" in chosen:
        found = found.filter(network__slug=chosen["network"])
    if "standing" in chosen:
        living = Partnership.objects.living(today).values("pk")
        found = (
            found.filter(pk__in=living) if chosen["standing"] == "living" else found.exclude(pk__in=living)
        )
    if "government" in chosen:
        found = found.filter(partners__government__slug=chosen["government"])
    return with_rows(_between(found, chosen.get("country", ""), chosen.get("other", "")))


def with_rows(found: QuerySet[Partnership]) -> QuerySet[Partnership]:
    return found.select_related("network").prefetch_related("partners__government__names")


def _named_like(words: str) -> Q:
    named = GovernmentName.objects.filter(text__icontains=words).values("government")
    partner = Partner.objects.filter(government__in=named).values("partnership")
    return Q(title_en__icontains=words) | Q(title_zh__icontains=words) | Q(pk__in=partner)


def _between(found: QuerySet[Partnership], one: str, other: str) -> QuerySet[Partnership]:
    """Those with partners in both countries; of the same country twice, those with two partners in it."""
    partners = Partner.objects.filter(partnership=OuterRef("pk"))
    for code in {one, other} - {""}:
        found = found.filter(Exists(partners.filter(government__country=code)))
    if one and one == other:
        there = Partner.objects.filter(government__country=one).values("partnership").order_by()
        two = there.annotate(count=Count("pk")).filter(count__gte=2).values("partnership")
        found = found.filter(pk__in=two)
    return found


# One partnership


@dataclass(frozen=True)
class Owed:
    """A deliverable and where it stands on the day."""

    deliverable: Deliverable
    state: str
    """A key of DELIVERED."""

    @property
    def label(self) -> str:
        return str(DELIVERED[self.state])


DELIVERED = {
    "done": pgettext_lazy("of a deliverable", "Delivered"),
    "late": pgettext_lazy("of a deliverable", "Overdue"),
    "not_started": pgettext_lazy("of a deliverable", "To come"),
    "cancelled": pgettext_lazy("of a deliverable", "Not delivered"),
}


@dataclass(frozen=True)
class Whole:
    """A public partnership with everything its page shows."""

    partnership: Partnership
    partners: list[Government]
    deliverables: list[Owed]
    documents: list[PartnershipDocument]
    exchanges: list[Exchange]
    verdicts: list[tuple[Target, Assessment | None]]
    doings: list[Doing]
    is_living: bool


def whole(partnership: Partnership, today: datetime.date) -> Whole:
    """`partnership` comes with its partners' names."""
    targets = list(
        partnership.targets.filter(pk__in=Target.objects.public().values("pk"))
        .select_related("government")
        .prefetch_related("government__names")
    )
    ended = partnership.ends_on is not None and partnership.ends_on < today
    return Whole(
        partnership=partnership,
        partners=[each.government for each in partnership.partners.all()],
        deliverables=[
            Owed(each, state_of(each, today, is_over=ended or partnership.state == "ended"))
            for each in partnership.deliverables.all()
        ],
        documents=list(partnership.documents.all()),
        exchanges=list(partnership.exchanges.all()),
        verdicts=_verdicts(targets, today),
        doings=overview.actions_of(partnership, today),
        is_living=Partnership.objects.living(today).filter(pk=partnership.pk).exists(),
    )


def state_of(deliverable: Deliverable, today: datetime.date, *, is_over: bool) -> str:
    """Delivered, overdue, to come; not delivered where the partnership is over."""
    if deliverable.done_on is not None:
        return "done"
    if is_over:
        return "cancelled"
    return "late" if deliverable.due < today else "not_started"


def _verdicts(targets: list[Target], today: datetime.date) -> list[tuple[Target, Assessment | None]]:
    """Each target with what stands of it before the public, one query."""
    public = Assessment.objects.public(today).filter(target__in=targets)
    standing = {each.target_id: each for each in public}
    return [(target, standing.get(target.pk)) for target in targets]


# Of a government, of a network


@dataclass(frozen=True)
class Part:
    """What a profile or a network's page shows, and how many partnerships there are in all."""

    partnerships: list[Partnership]
    count: int
    living: int
    exchanges: list[Exchange]

    @property
    def more(self) -> int:
        return self.count - len(self.partnerships)


def of_government(government: Government, today: datetime.date) -> Part:
    found = Partnership.objects.public().filter(partners__government=government)
    return _part(found, overview.exchanges_of(government), today)


@dataclass(frozen=True)
class OfNetwork:
    part: Part
    organisations: list[Any]
    unsigned: list[Government]
    """Members that endorsed no declaration, as far as AT_MOST go, and how many there are."""
    unsigned_count: int


def of_network(network: Network, today: datetime.date) -> OfNetwork:
    exchanges = Exchange.objects.filter(network=network, partnership__isnull=True)
    members = Government.objects.in_network(network)
    signed = Endorsement.objects.values("government")
    unsigned = members.exclude(pk__in=signed).order_by("slug")
    return OfNetwork(
        part=_part(Partnership.objects.public().filter(network=network), exchanges, today),
        organisations=list(network.organisations.select_related("organisation")),
        unsigned=list(unsigned.with_names()[:50]),
        unsigned_count=unsigned.count(),
    )


def _part(found: QuerySet[Partnership], exchanges: QuerySet[Exchange], today: datetime.date) -> Part:
    living = Q(pk__in=Partnership.objects.living(today).values("pk"))
    counted = found.aggregate(count=Count("pk"), living=Count("pk", filter=living))
    return Part(
        partnerships=list(with_rows(found)[:AT_MOST]),
        count=counted["count"],
        living=counted["living"],
        exchanges=list(exchanges[:AT_MOST]),
    )


def public_exchanges() -> QuerySet[Exchange]:
    """Those of public partnerships, and those that the documents tell."""
    public = Partnership.objects.public().values("pk")
    return Exchange.objects.filter(Q(partnership__isnull=True) | Q(partnership__in=public))


def is_summit(exchange: Exchange) -> bool:
    return exchange.kind == ExchangeKind.SUMMIT


def governments(exchange: Exchange) -> list[Government]:
    """Who took part, sorted by name; hosts are marked with `is_host`."""
    found: Iterable[Any] = exchange.participations.filter(government__isnull=False)
    rows = [
        (each.government, each.is_host)
        for each in found.select_related("government__parent").prefetch_related(  # type: ignore[attr-defined]
            "government__names", "government__parent__names"
        )
    ]
    for government, is_host in rows:
        government.is_host = is_host
    return sorted((government for government, _host in rows), key=lambda each: (each.country, each.name))
