"""Case studies for everyone: found by words, topic, sector, size and country; their claims checked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import OuterRef, Q, QuerySet, Subquery, TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from accounts.models import GovernmentName
from accounts.places import country_name
from inventories.models import Figure
from partnerships.enums import Topic
from partnerships.models import CaseStudy
from partnerships.profiles import POPULATION
from plans.enums import Sector
from pledges.models.target import MAIN_SERIES
from portal import disclosure
from portal.evidence import with_publication
from portal.forms import select

PER_PAGE = 20
MOST_WORDS = 8
"""Of what is searched for, as many words as are looked up."""

SIZES: dict[str, tuple[Any, Decimal | None, Decimal | None]] = {
    "small": (_("Fewer than 100,000 people"), None, Decimal(100_000)),
    "medium": (_("100,000 to 1 million people"), Decimal(100_000), Decimal(1_000_000)),
    "large": (_("1 to 5 million people"), Decimal(1_000_000), Decimal(5_000_000)),
    "largest": (_("5 million people and more"), Decimal(5_000_000), None),
}
"""By the people that the latest public accepted report counts: from, and below."""


class CaseFilter(forms.Form):
    """Which case studies to list. A value that is no choice is as good as none."""

    q = forms.CharField(
        label=_("Words"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"class": "form-control", "type": "search", "autocomplete": "off"}),
    )
    topic = select(_("Topic"), Topic.choices)
    sector = select(_("Sector"), Sector.choices)
    size = select(_("Size of place"), [(code, size[0]) for code, size in SIZES.items()])
    country = select(_("Country"), [])

    def __init__(self, data: Any) -> None:
        super().__init__(data, label_suffix="")
        found = CaseStudy.objects.public().order_by().values_list("government__country", flat=True)
        named = sorted((country_name(code), code) for code in found.distinct())
        chosen: Any = self.fields["country"]
        chosen.choices = [("", _("All")), *((code, name) for name, code in named)]

    def chosen(self) -> dict[str, str]:
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


def listed(chosen: dict[str, str]) -> QuerySet[CaseStudy]:
    """The published ones that the choices leave, the newest first, with their places' names."""
    found: QuerySet[CaseStudy] = CaseStudy.objects.public()
    for word in chosen.get("q", "").split()[:MOST_WORDS]:
        found = found.filter(_says(word))
    if topic := chosen.get("topic"):
        told = found.annotate(told_topics=Cast("topics", TextField()))
        found = told.filter(told_topics__contains=f'"{topic}"')
    if sector := chosen.get("sector"):
        found = found.filter(sector=sector)
    if country := chosen.get("country"):
        found = found.filter(government__country=country)
    if size := chosen.get("size"):
        found = _of_size(found, *SIZES[size][1:])
    ordered = found.select_related("government").prefetch_related("government__names")
    return ordered.order_by("-decided_at", "-pk")


def _says(word: str) -> Q:
    """Whether the title, the text or the place's name holds a word, in either language."""
    fields = ("title_en", "title_zh", "text_en", "text_zh")
    said = Q()
    for field in fields:
        said |= Q(**{f"{field}__icontains": word})
    named = GovernmentName.objects.filter(text__icontains=word).values("government")
    return said | Q(government__in=named)


def _of_size(found: QuerySet[CaseStudy], least: Decimal | None, below: Decimal | None) -> QuerySet[CaseStudy]:
    public: Any = with_publication(Figure.objects.current())  # is_withheld is annotated
    people = public.filter(
        government=OuterRef("government"),
        measure__code=POPULATION,
        series=MAIN_SERIES,
        amount__isnull=False,
        is_withheld=False,
    )
    counted = found.annotate(people=Subquery(people.order_by("-year").values("amount")[:1]))
    if least is not None:
        counted = counted.filter(people__gte=least)
    return counted.filter(people__lt=below) if below is not None else counted


def withheld(figures: Sequence[Figure]) -> set[int]:
    """Those of the figures that everyone may not see: of verdict alone, or telling what is kept."""
    rows: Any = with_publication(Figure.objects.filter(pk__in=[each.pk for each in figures]))
    closed = set(rows.filter(is_withheld=True).values_list("pk", flat=True))
    return closed | disclosure.telling(_open(figures, closed))


def _open(figures: Iterable[Figure], closed: set[int]) -> list[Figure]:
    return [each for each in figures if each.pk not in closed]
