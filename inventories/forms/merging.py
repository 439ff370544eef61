"""Two people in one section: what each of them changed, side by side, and the choice between the two.

A form that can meet a conflict (`Mergeable`) says which of its fields belong together (a row of an inventory,
one answer of "about this period"). The page carries, for each such part, a fingerprint of what it showed when
it was opened; so a part that only the colleague changed is told from one that both did.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict

from inventories.forms.numbers import NumberField

MINE, THEIRS = "mine", "theirs"


@dataclass(frozen=True)
class Part:
    """Fields that are kept or given up together."""

    key: str
    label: str
    names: tuple[str, ...]


@dataclass(frozen=True)
class Difference:
    """A part that reads differently in the form at hand and in what a colleague saved."""

    part: Part
    mine: list[str]
    theirs: list[str]
    touched_by_me: bool
    touched_by_them: bool

    @property
    def choice(self) -> str:
        """What is proposed: the words of the one who changed them; of both, those at hand."""
        return MINE if self.touched_by_me else THEIRS

    @property
    def both(self) -> bool:
        return self.touched_by_me and self.touched_by_them

    @property
    def field_name(self) -> str:
        return f"choose-{self.part.key}"


class Mergeable(forms.Form):
    """A form whose parts can be compared with, and taken over from, what is saved (`initial`)."""

    def parts(self) -> list[Part]:
        return [Part(name, str(field.label), (name,)) for name, field in self.fields.items()]

    def saved(self, name: str) -> str:
        """What is saved in a field, as it would be typed."""
        value = self.fields[name].prepare_value(self.get_initial_for_field(self.fields[name], name))
        return "" if value is None else str(value)

    def typed(self, name: str) -> str:
        value = str(self.data.get(self.add_prefix(name), "")).strip().replace("\r\n", "\n")
        field = self.fields[name]
        return field.normal(value) if isinstance(field, NumberField) else value

    def worded(self, name: str, value: str) -> str:
        """A value of a field as it is shown: the words of a choice, not its code."""
        choices = getattr(self.fields[name], "choices", None)
        if value and choices is not None:
            return next((str(label) for code, label in choices if str(code) == value), value)
        return value

    def fingerprint(self, part: Part) -> str:
        return fingerprint(self.saved(name) for name in part.names)

    def fingerprints(self) -> list[tuple[str, str]]:
        """Hidden fields of the page: what each part showed when it was first opened."""
        named = [(f"was-{part.key}", part) for part in self.parts()]
        return [(name, self.data.get(name) or self.fingerprint(part)) for name, part in named]

    def differences(self) -> list[Difference]:
        """The parts of a bound form that are not what is saved now."""
        return [
            Difference(
                part=part,
                mine=[self.worded(name, self.typed(name)) for name in part.names],
                theirs=[self.worded(name, self.saved(name)) for name in part.names],
                touched_by_me=self.data.get(f"was-{part.key}") != fingerprint(map(self.typed, part.names)),
                touched_by_them=self.data.get(f"was-{part.key}") != self.fingerprint(part),
            )
            for part in self.parts()
            if any(not self.alike(name) for name in part.names)
        ]

    def unsaved(self) -> dict[str, str]:
        """What this person typed that is not what is saved now, with what its parts showed before."""
        found: dict[str, str] = {}
        for each in self.differences():
            if each.touched_by_me:
                found |= {name: self.typed(name) for name in each.part.names if not self.alike(name)}
                found[f"was-{each.part.key}"] = self.data.get(f"was-{each.part.key}", "")
        return found

    def alike(self, name: str) -> bool:
        return self.typed(name) == self.saved(name)

    def hidden(self) -> list[tuple[str, str]]:
        """All that was typed, to be carried through the page that asks."""
        return [(name, self.typed(name)) for name in self.fields]


def filled(form: Mergeable, typed: Mapping[str, str]) -> QueryDict:
    """The form as it is saved, with `typed` written over it: what a browser sends that changed only that."""
    data = QueryDict(mutable=True)
    for name in form.fields:
        data[form.add_prefix(name)] = typed.get(name, form.saved(name))
    for part in form.parts():
        was = f"was-{part.key}"
        data[was] = typed.get(was) or form.fingerprint(part)
    return data


def fingerprint(values: Any) -> str:
    return hashlib.sha256("\x1f".join(values).encode()).hexdigest()[:12]


def merged(data: QueryDict, form: Mergeable) -> QueryDict:
    """What was typed, with the parts that were given up (`choose-<part>` is `theirs`) as they are saved."""
    chosen = data.copy()
    for part in form.parts():
        if data.get(f"choose-{part.key}") == THEIRS:
            for name in part.names:
                chosen[form.add_prefix(name)] = form.saved(name)
    return chosen
