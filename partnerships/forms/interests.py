"""Offers and needs as a person enters them: a block for each topic."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from partnerships.actions.interests import Wish
from partnerships.enums import Depth, Direction, Topic
from partnerships.models import Interest
from progress.enums import Language

MOST_WORDS = 1000
NOT_OFFERED = ("", _("We do not offer it"))


@dataclass(frozen=True)
class Block:
    """The fields of one topic, for the template."""

    label: str
    teach: tuple[forms.BoundField, ...]
    learn: tuple[forms.BoundField, ...]
    is_open: bool


class InterestsForm(forms.Form):
    """Every topic in both directions. `rows` are the interests that stand."""

    language = forms.ChoiceField(label=_("Your words are in"), choices=Language.choices)
    seen = forms.CharField(required=False)

    def __init__(self, data: Any = None, *, rows: Iterable[Interest]) -> None:
        self.rows = {(row.direction, row.topic): row for row in rows}
        super().__init__(data, label_suffix="")
        self.fields["language"].initial = (
            Language.CHINESE if (get_language() or "").startswith("zh") else Language.ENGLISH
        )
        self.fields["language"].widget.attrs["class"] = "form-select"
        for topic, label in Topic.choices:
            self._add_topic(topic, str(label))

    def _add_topic(self, topic: str, label: str) -> None:
        teach, learn = (self.rows.get((direction.value, topic)) for direction in Direction)
        self.fields[f"{topic}-depth"] = forms.ChoiceField(
            label=_("We can teach it"),
            required=False,
            choices=[NOT_OFFERED, *Depth.choices],
            initial=teach.depth if teach else "",
            widget=forms.Select({"class": "form-select"}),
        )
        self.fields[f"{topic}-learn"] = forms.BooleanField(
            label=_("We want to learn it"),
            required=False,
            initial=learn is not None,
            widget=forms.CheckboxInput({"class": "form-check-input"}),
        )
        for name, row in (("teach", teach), ("learn", learn)):
            self.fields[f"{topic}-{name}-text"] = forms.CharField(
                label=_("In your words"),
                required=False,
                max_length=MOST_WORDS,
                initial=row.text if row else "",
                widget=forms.Textarea({"rows": 2, "class": "form-control"}),
            )
            self.fields[f"{topic}-{name}-private"] = forms.BooleanField(
                label=_("Only the secretariat may see it"),
                required=False,
                initial=bool(row and not row.is_public),
                widget=forms.CheckboxInput({"class": "form-check-input"}),
            )
        for name, field in self.fields.items():
            if name.startswith(f"{topic}-"):  # the topic stands above each group of fields; alone it is read
                field.widget.attrs["aria-label"] = f"{label}: {field.label}"

    def clean(self) -> dict[str, Any]:
        """Words about something that is neither offered nor wanted would be lost: ask."""
        found: dict[str, Any] = super().clean() or {}
        for topic in Topic.values:
            if found.get(f"{topic}-teach-text", "").strip() and not found.get(f"{topic}-depth"):
                self.add_error(
                    f"{topic}-depth", _("Say how far you are with it, or take your words about it away.")
                )
            if found.get(f"{topic}-learn-text", "").strip() and not found.get(f"{topic}-learn"):
                self.add_error(
                    f"{topic}-learn", _("Tick that you want to learn it, or take your words about it away.")
                )
        return found

    @property
    def blocks(self) -> list[Block]:
        return [self._block(topic, str(label)) for topic, label in Topic.choices]

    def _block(self, topic: str, label: str) -> Block:
        teach = tuple(self[f"{topic}-{name}"] for name in ("depth", "teach-text", "teach-private"))
        learn = tuple(self[f"{topic}-{name}"] for name in ("learn", "learn-text", "learn-private"))
        says = any(field.value() for field in (*teach, *learn))
        return Block(label, teach, learn, is_open=says or any(field.errors for field in (*teach, *learn)))

    @property
    def wishes(self) -> list[Wish]:
        return [wish for topic in Topic.values for wish in self._wishes(topic)]

    def _wishes(self, topic: str) -> Iterator[Wish]:
        given = self.cleaned_data
        if depth := given[f"{topic}-depth"]:
            yield self._wish(Direction.TEACH, topic, given, depth=depth)
        if given[f"{topic}-learn"]:
            yield self._wish(Direction.LEARN, topic, given)

    def _wish(self, direction: Direction, topic: str, given: Mapping[str, Any], depth: str = "") -> Wish:
        """Words that were not touched stay in the language they were written in."""
        text = given[f"{topic}-{direction.value}-text"].strip().replace("\r\n", "\n")
        row = self.rows.get((direction.value, topic))
        language = row.language if row and row.text == text else given["language"]
        private = given[f"{topic}-{direction.value}-private"]
        return Wish(direction.value, topic, depth, text, language, is_public=not private)
