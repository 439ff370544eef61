"""Masses as people type them: with a unit behind the number, or in the unit that the page was opened in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.words import joined
from inventories import gases
from inventories.enums import NotationKey
from inventories.forms.numbers import NumberField, grouped, parse
from inventories.importers import units

TONNES = units.TONNE
BETWEEN = re.compile(r"\s*[:：=\t ]\s*")
NUMBER = re.compile(r"[-−]?[\d.].*")
WITH_UNIT = re.compile(r"(.*?\d[\d.,\s]*(?:[eE][-+]?\d+)?)\s*([^\d\s.,].*)?")


def choices() -> list[tuple[str, str]]:
    """The units of mass, tonnes first."""
    return units.choices()


def unit_of(word: str) -> str:
    """The code of a unit of mass. Raises ValidationError that names the word."""
    found = units.units_in(word)
    if len(found) == 1:
        return found[0]
    if found:
        raise ValidationError(
            _("“%(unit)s” can mean %(meanings)s: write which."),
            params={"unit": word.strip()[:20], "meanings": joined(map(units.label, found))},
        )
    raise ValidationError(
        _("“%(unit)s” is not a unit of mass: write kg, t, kt, Mt, 万吨, 亿吨, short tons or lb."),
        params={"unit": word.strip()[:20]},
    )


def tonnes(text: str, unit: str = TONNES) -> Decimal:
    """The tonnes that `text` says, in `unit` where it names none. Raises ValidationError.

    What was typed in tonnes stays as it is; anything else is kept to the gram.
    """
    match = WITH_UNIT.fullmatch(text.strip())
    if match is None or not match[2]:
        number = parse(text)
    else:
        number, unit = parse(match[1]), unit_of(match[2])
    if unit == TONNES:
        return number
    return units.to_gram(units.tonnes(number, unit))


class TonnesField(NumberField):
    """Tonnes, or one of the notation keys typed in the number's place, as inventories often have it."""

    unit = TONNES
    """Of numbers that come without one."""

    def clean(self, value: Any) -> Any:
        word = str(value or "").strip()
        if word.upper() in NotationKey.values:
            return NotationKey(word.upper())
        if not word:
            return None
        return self.fit(tonnes(forms.CharField.clean(self, word), self.unit))

    def prepare_value(self, value: Any) -> Any:
        """What is saved is in tonnes, and says so where the page is in another unit."""
        shown = super().prepare_value(value)
        return f"{shown} t" if isinstance(value, Decimal) and self.unit != TONNES else shown

    def normal(self, text: str) -> str:
        try:
            return grouped(tonnes(text, self.unit)) if text else ""
        except ValidationError:
            return text


class MassesField(forms.CharField):
    """Gases and their masses, a pair in each line; as a mapping by the codes of gases, in tonnes."""

    unit = TONNES

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}), **kwargs)
        self.number = NumberField()

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        behind = "" if self.unit == TONNES else " t"
        return "\n".join(f"{gas}: {grouped(mass)}{behind}" for gas, mass in value.items())

    def normal(self, text: str) -> str:
        try:
            return "\n".join(f"{gas}: {grouped(mass)}" for gas, mass in self.clean(text).items())
        except ValidationError:
            return text

    def clean(self, value: Any) -> dict[str, Decimal]:
        found: dict[str, Decimal] = {}
        for line in super().clean(value).splitlines():
            if line.strip():
                gas, mass = self.pair(line.strip())
                if gas in found:
                    raise ValidationError(
                        _("%(gas)s stands in two lines: add its masses up."), params={"gas": gas}
                    )
                found[gas] = mass
        return found

    def pair(self, line: str) -> tuple[str, Decimal]:
        """One line. Raises ValidationError that names it."""
        code, mass = next(self.ways_to_read(line), ("", ""))
        if not code:
            raise ValidationError(
                _("“%(line)s”: write a gas and its tonnes in each line, for example ch4: 12.5."),
                params={"line": line[:40]},
            )
        try:
            return code, self.number.fit(tonnes(mass, self.unit))
        except ValidationError:
            raise ValidationError(
                _(
                    "“%(line)s”: the mass is not a number that can be kept. Write digits alone for tonnes, "
                    "or a unit behind them: 12.5 kg."
                ),
                params={"line": line[:40]},
            ) from None

    @staticmethod
    def ways_to_read(line: str) -> Iterator[tuple[str, str]]:
        """A gas and its mass, wherever the line can be parted into them: names of gases hold digits too."""
        for between in BETWEEN.finditer(line):
            code, mass = gases.code_of(line[: between.start()]), line[between.end() :]
            if code and NUMBER.fullmatch(mass):
                yield code, mass
