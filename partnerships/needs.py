"""The capacity assessment of a network: needs that nobody meets, offers that nobody asks for, who works with
nobody across the ocean, and who has said nothing. The secretariat sees also what is not public.
"""

from __future__ import annotations

import csv
import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from io import StringIO
from typing import Any

from django import forms
from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.models import Government, Network
from accounts.models.government import GovernmentQuerySet
from accounts.places import country_name
from partnerships.enums import Direction, Topic
from partnerships.models import Interest, Partner, Partnership

PER_PAGE = 50
BYTE_ORDER_MARK = "\ufeff"
"""Spreadsheets read Chinese with it."""
DANGEROUS = ("=", "+", "-", "@", "\t", "\r")

LISTS = (
    ("unmet", _("Wants to learn what nobody offers")),
    ("unasked", _("Offers what nobody asked for")),
    ("alone", _("No living partnership across the ocean")),
    ("silent", _("Has said nothing yet")),
)


class NeedsFilter(forms.Form):
    """The filters in the address. One that makes no sense is left out."""

    show = forms.ChoiceField(label=_("Show"), required=False, choices=LISTS)
    topic = forms.ChoiceField(label=_("Topic"), required=False, choices=[("", _("All")), *Topic.choices])
    country = forms.ChoiceField(label=_("Country"), required=False)
    q = forms.CharField(label=_("Name"), required=False, max_length=100, widget=forms.SearchInput)

    def __init__(self, data: Any, *, network: Network) -> None:
        super().__init__(data, label_suffix="")
        found = Government.objects.in_network(network).order_by().values_list("country", flat=True)
        named = sorted((country_name(code), code) for code in found.distinct())
        chosen: Any = self.fields["country"]
        chosen.choices = [("", _("All")), *((code, name) for name, code in named)]
        for each in self.fields.values():
            is_select = isinstance(each.widget, forms.Select)
            each.widget.attrs["class"] = "form-select" if is_select else "form-control"

    def asked(self) -> dict[str, str]:
        self.is_valid()
        found = {name: value for name, value in self.cleaned_data.items() if value}
        return {"show": LISTS[0][0], **found}


@dataclass
class TopicRow:
    """How many of the network want to learn a topic and how many can teach it."""

    topic: str
    learners: int = 0
    teachers: int = 0
    only_learner: int = 0
    only_teacher: int = 0
    """The government's id where it is the only one; else one of them."""

    @property
    def label(self) -> str:
        return str(Topic(self.topic).label)

    @property
    def is_unmet(self) -> bool:
        """Whether somebody wants to learn it and nobody else offers it."""
        return bool(self.learners) and (self.teachers == 0 or self._is_one_alone)

    @property
    def is_unasked(self) -> bool:
        return bool(self.teachers) and (self.learners == 0 or self._is_one_alone)

    @property
    def _is_one_alone(self) -> bool:
        """The one who teaches is the one who wants to learn."""
        return (self.learners, self.teachers, self.only_learner) == (1, 1, self.only_teacher)


@dataclass
class Member:
    """A government of the list, with what it said as far as the list is about it."""

    government: Government
    said: list[Interest] = field(default_factory=list)


def topics(network: Network) -> list[TopicRow]:
    """Every topic in its order; one query."""
    rows = {topic: TopicRow(topic) for topic in Topic.values}
    counted = _interests(network).order_by().values("topic", "direction")
    for each in counted.annotate(count=Count("pk"), one=Min("government")):
        row = rows[each["topic"]]
        if each["direction"] == Direction.TEACH:
            row.teachers, row.only_teacher = each["count"], each["one"]
        else:
            row.learners, row.only_learner = each["count"], each["one"]
    return list(rows.values())


def _interests(network: Network) -> QuerySet[Interest]:
    return Interest.objects.current().filter(government__in=Government.objects.in_network(network))


def listed(
    network: Network, asked: dict[str, str], rows: Iterable[TopicRow], today: datetime.date
) -> GovernmentQuerySet:
    """The governments that the choices leave, by name. `rows` are the topics of the network."""
    found = Government.objects.in_network(network).ordered_by_name(get_language() or "en").with_names()
    if country := asked.get("country"):
        found = found.filter(country=country)
    if words := asked.get("q", "").strip():
        found = found.filter(pk__in=Government.objects.named_like(words).values("pk"))
    show = asked["show"]
    if show == "silent":
        return found.filter(~Exists(Interest.objects.current().filter(government=OuterRef("pk"))))
    if show == "alone":
        return found.filter(~Exists(_across(today)))
    said = matching(network, asked, rows).filter(government=OuterRef("pk"))
    return found.filter(Exists(said))


def matching(network: Network, asked: dict[str, str], rows: Iterable[TopicRow]) -> QuerySet[Interest]:
    """The needs that nobody meets, or the offers that nobody asks for.

    A need is met where another government offers the topic, an offer is asked for where another wants it.
    """
    direction = Direction.TEACH if asked["show"] == "unasked" else Direction.LEARN
    chosen = Q(pk__in=[])
    for row in rows:
        if asked.get("topic", row.topic) != row.topic:
            continue
        others = row.learners if direction == Direction.TEACH else row.teachers
        one = row.only_learner if direction == Direction.TEACH else row.only_teacher
        if others == 0:
            chosen |= Q(topic=row.topic)
        elif others == 1:  # whoever is that one has nobody else
            chosen |= Q(topic=row.topic, government=one)
    return _interests(network).filter(chosen, direction=direction)


def _across(today: datetime.date) -> QuerySet[Partner]:
    """Of a government, the partners of another country in a partnership that lives on the day."""
    living = Partnership.objects.living(today).filter(partners__government=OuterRef(OuterRef("pk")))
    others = Partner.objects.filter(partnership__in=living.values("pk"))
    return others.exclude(government__country=OuterRef("country"))


def members(
    governments: Iterable[Government], network: Network, asked: dict[str, str], rows: Iterable[TopicRow]
) -> list[Member]:
    """The governments of a page with what they said; one query."""
    found = {each.pk: Member(each) for each in governments}
    said: defaultdict[int, list[Interest]] = defaultdict(list)
    if asked["show"] in ("unmet", "unasked"):
        for row in matching(network, asked, rows).filter(government__in=found).order_by("topic"):
            said[row.government_id].append(row)
    for pk, each in found.items():
        each.said = said[pk]
    return list(found.values())


def table(found: Iterable[Member], shown: str) -> str:
    """The list as CSV: one row for each thing said, one for a government of whom nothing is."""
    text = StringIO()
    text.write(BYTE_ORDER_MARK)
    writer = csv.writer(text)
    writer.writerow(
        ["list", "government", "name_en", "name_zh", "country", "topic", "depth", "public", "words"]
    )
    for member in found:
        place = member.government
        names = (place.name_in("en"), place.name_in("zh-hans"))
        about = (shown, place.slug, *names, place.country)
        rows: list[Interest | None] = [*member.said] or [None]
        for said in rows:
            told = (
                ("", "", "", "")
                if said is None
                else (said.topic, said.depth, "yes" if said.is_public else "no", said.text)
            )
            writer.writerow([_plain(value) for value in (*about, *told)])
    return text.getvalue()


def _plain(value: str) -> str:
    """Text that no spreadsheet takes for a formula."""
    return f"'{value}" if value.startswith(DANGEROUS) else value
