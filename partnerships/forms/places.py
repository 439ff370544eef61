"""Choosing governments among thousands: those chosen stand as boxes, others are found by their name."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import Q
from django.forms.utils import ErrorDict
from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.models import Government
from accounts.places import country_name

AT_MOST = 20
"""Governments that one search offers."""


class PlacesField(forms.ModelMultipleChoiceField):
    """Governments by slug. The page shows a box for each of `offer`, whatever else may be sent."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            Government.objects.all(),
            to_field_name="slug",
            widget=forms.CheckboxSelectMultiple,
            **kwargs,
        )

    def offer(self, governments: Iterable[Government]) -> None:
        self.choices = [(each.slug, _label(each)) for each in governments]


class FindField(forms.CharField):
    """Part of a name, to search by."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            required=False,
            max_length=100,
            widget=forms.TextInput({"type": "search", "autocomplete": "off"}),
            help_text=_("Part of a name in English or Chinese. Found ones appear below, to be ticked."),
            **kwargs,
        )


class Searching:
    """A form that may be shown again with what was typed, where only a search was asked for."""

    _errors: Any

    def forget_complaints(self) -> None:
        self._errors = ErrorDict()


def chosen(data: QueryDict | None, name: str, held: Iterable[str]) -> list[str]:
    """The slugs that are ticked: those sent, or those that are held where nothing was sent."""
    return list(held) if data is None else data.getlist(name)


def offered(slugs: Iterable[str], words: str) -> list[Government]:
    """Those of the slugs, and those whose name holds the words; three queries."""
    asked = Q(slug__in=list(slugs))
    found = Government.objects.with_names().ordered_by_name(get_language() or "en")
    named = list(found.named_like(words.strip())[:AT_MOST]) if words.strip() else []
    kept = list(found.filter(asked))
    return kept + [each for each in named if each not in kept]


def _label(government: Government) -> str:
    return f"{government.name} ({country_name(government.country)})"
