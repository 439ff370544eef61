"""What people type into a calculator: numbers of any size, units, series; and its words in their language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext as _

from accounts.words import in_chinese
from inventories.calculators import units as measures
from inventories.calculators.words import Words
from inventories.forms.numbers import NumberField
from inventories.importers.numbers import NotANumber, number

DECIMALS, DIGITS = 18, 36
SERIES_LINE = re.compile(r"\s*(\d{4})\s*[,;:\t 　]\s*(\S.*?)\s*")


def said(words: Words) -> str:
    """A label in the reader's language."""
    if in_chinese() and words.zh:
        return words.zh
    return words.en if words.zh or not words.en else gettext(words.en)


def sentences(*each: str) -> str:
    """Sentences one after the other, as the reader's language sets them."""
    return ("" if in_chinese() else " ").join(each)


class FreeNumberField(NumberField):
    """A number of any unit: factors are small, balances large."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(decimals=DECIMALS, digits=DIGITS, **kwargs)

    def clean(self, value: Any) -> Decimal | None:
        text: str = forms.CharField.clean(self, value)
        if not text:
            return None
        try:
            return self.fit(number(text))
        except NotANumber as error:
            remedy = _("Write digits, with a point before the decimals, for example 1234.5.")
            raise ValidationError(sentences(error.message, remedy)) from None


class SeriesField(forms.CharField):
    """A year and its amount in each line; two columns pasted from a spreadsheet will do."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": 8}), **{"required": False, **kwargs})

    def clean(self, value: Any) -> dict[str, str]:
        found: dict[str, str] = {}
        for place, line in enumerate((super().clean(value) or "").splitlines(), start=1):
            if line.strip():
                year, amount = self.read(place, line)
                if year in found:
                    raise ValidationError(
                        _("Line %(line)d: %(year)s stands there twice. Add its amounts up."),
                        params={"line": place, "year": year},
                    )
                found[year] = amount
        return found

    def read(self, place: int, line: str) -> tuple[str, str]:
        match = SERIES_LINE.fullmatch(line)
        try:
            if match:
                return match[1], format(number(match[2]), "f")
        except NotANumber:
            pass
        raise ValidationError(
            _("Line %(line)d, “%(text)s”: write a year and its amount, for example 1990 12000."),
            params={"line": place, "text": line.strip()[:40]},
        )

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, Mapping):
            return "\n".join(f"{year} {amount}" for year, amount in value.items())
        return value


class UnitField(forms.ChoiceField):
    """The unit of an amount; `of` is what is measured."""

    def __init__(self, codes: Iterable[str], of: str, *, usual: bool = True) -> None:
        """With `usual` the first of the codes is chosen; else it must be, for a unit is not to be guessed."""
        self.of = of
        choices = [(code, said(measures.units()[code].words)) for code in codes]
        if not usual:
            choices.insert(0, ("", _("choose the unit")))
        super().__init__(label=_("Unit: %(of)s") % {"of": of}, required=False, choices=choices)


def units_of(carrier: str, codes: tuple[str, ...]) -> list[str]:
    """The units a carrier is counted in: coal and oil by mass, gases by volume, all by energy too."""
    of_network = {"electricity": "yi_kWh", "heat": "TJ"}
    physical = "volume" if carrier in ("natural_gas", "coke_oven_gas") else "mass"
    kinds = ("energy",) if carrier in of_network else (physical, "energy")
    usual = of_network.get(carrier, "yi_m3" if physical == "volume" else "wan_t")
    fitting = [code for code in codes if measures.units()[code].kind in kinds]
    return sorted(fitting, key=lambda code: code != usual)
