"""An activity behind a row: how much of what, times which factors, makes how much."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from inventories import gases
from inventories.activities import ActivityDraft
from inventories.enums import NotationKey, Quality
from inventories.forms.indicators import YearField
from inventories.forms.numbers import NumberField, grouped, parse
from inventories.forms.tonnes import BETWEEN, NUMBER, MassesField, TonnesField
from inventories.products import CO2E

QUALITIES = [("", "—"), *Quality.choices]
EQUIVALENTS = {"co2e", "co2eq", "co₂e", "co₂eq", "co2当量", "二氧化碳当量"}


class FactorsField(forms.CharField):
    """Gases and their factors, a pair in each line; as a mapping by the codes of gases, `co2e` among them."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}), **kwargs)
        self.number = NumberField(decimals=18, digits=36)

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        return "\n".join(f"{gas}: {grouped(number)}" for gas, number in value.items())

    def clean(self, value: Any) -> dict[str, Decimal]:
        found: dict[str, Decimal] = {}
        for line in super().clean(value).splitlines():
            if line.strip():
                gas, number = self.pair(line.strip())
                if gas in found:
                    raise ValidationError(
                        _("%(gas)s stands in two lines: keep one factor."), params={"gas": gas}
                    )
                found[gas] = number
        if CO2E in found and len(found) > 1:
            raise ValidationError(
                _("A factor of CO₂ equivalent holds every gas: give it alone, or the gases without it.")
            )
        return found

    def pair(self, line: str) -> tuple[str, Decimal]:
        code, text = next(ways_to_read(line), ("", ""))
        if not code:
            raise ValidationError(
                _("“%(line)s”: write a gas and its factor in each line, for example co2: 56.1."),
                params={"line": line[:40]},
            )
        try:
            return code, self.number.fit(parse(text))
        except ValidationError:
            raise ValidationError(
                _("“%(line)s”: the factor is not a number that can be kept. Write it as digits alone."),
                params={"line": line[:40]},
            ) from None


def ways_to_read(line: str) -> Iterator[tuple[str, str]]:
    """A gas and the number behind it, wherever the line can be parted into them."""
    for between in BETWEEN.finditer(line):
        name, text = line[: between.start()], line[between.end() :]
        code = CO2E if name.strip().lower() in EQUIVALENTS else gases.code_of(name)
        if code and NUMBER.fullmatch(text):
            yield code, text


class EquivalentField(TonnesField):
    """Tonnes; a notation key is of the row, not of an activity."""

    def clean(self, value: Any) -> Any:
        found = super().clean(value)
        if isinstance(found, NotationKey):
            raise ValidationError(
                _("A notation key is of the whole row: enter it there, and a number or nothing here.")
            )
        return found


def words(label: Any, longest: int, *, required: bool = False, **kwargs: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=longest, required=required, **kwargs)


def text(label: Any, **kwargs: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        **kwargs,
    )


class ActivityForm(forms.Form):
    """One source of the row's emissions. Only what it is must be said; the rest may wait."""

    activity = words(
        _("Fuel or activity"), 120, required=True, help_text=_("For example: natural gas, households.")
    )
    amount = NumberField(label=_("Amount"), decimals=9, digits=28)
    unit = words(_("Unit"), 40, help_text=_("For example TJ, MWh, m3, t, 万吨, US gallons, km."))
    description = text(
        _("Description and method"),
        help_text=_("How the amount was found: meters, sales, a survey, a model."),
    )
    source = words(_("Source of the activity data"), 240)
    quality = forms.ChoiceField(label=_("Quality of the activity data"), required=False, choices=QUALITIES)
    factors = FactorsField(
        label=_("Emission factors by gas"),
        help_text=_(
            "A gas and its factor in each line: co2: 56.1. Where only a factor of CO₂ equivalent is known: "
            "co2e: 0.6."
        ),
    )
    factor_unit = words(_("Unit of the factors"), 60, help_text=_("For example kg/TJ, kg/kWh, t/t."))
    oxidation = NumberField(
        label=_("Oxidation factor"),
        decimals=6,
        digits=12,
        help_text=_("The share that burns, from 0 to 1; leave blank where the factor holds it already."),
    )
    factor_year = YearField(label=_("Year of the factors"))
    factor_scale = words(
        _("Scale of the factors"), 60, help_text=_("For example: city, regional, national, default.")
    )
    factor_description = text(_("Description of the factors"))
    factor_source = words(_("Source of the factors"), 240)
    factor_quality = forms.ChoiceField(label=_("Quality of the factors"), required=False, choices=QUALITIES)
    masses = MassesField(
        label=_("Result by gas"), help_text=_("A gas and its mass in each line: ch4: 12.5 t.")
    )
    co2e = EquivalentField(
        label=_("Result, t CO₂e"),
        help_text=_(
            "Leave both results blank to take what amount and factors make; a result that is given counts."
        ),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("amount") is not None and not data.get("unit") and "unit" not in self.errors:
            self.add_error("unit", _("Say in which unit the amount is."))
        if data.get("factors") and not data.get("factor_unit") and "factor_unit" not in self.errors:
            self.add_error("factor_unit", _("Say in which unit the factors are, for example kg/TJ."))
        oxidation = data.get("oxidation")
        if oxidation is not None and not 0 <= oxidation <= 1:
            self.add_error("oxidation", _("A share is from 0 to 1: write 0.99 for 99 %."))
        return data

    def draft(self) -> ActivityDraft:
        return ActivityDraft(**self.cleaned_data)


def initial_of(draft: ActivityDraft) -> dict[str, Any]:
    return {name: getattr(draft, name) for name in ActivityDraft.__dataclass_fields__}
