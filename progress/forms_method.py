"""What an administrator types to propose a method."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from progress.models import Method
from progress.switching import label_of
from progress.trials import SETTINGS
from trajectory.thresholds import DEFAULT

MOST_YEARS = 20
IN_WORDS = {
    "peak_decline_years": _("Whole years, from 1 to 20. A peak that lies less far back is not yet one."),
    "peak_exceedance": _(
        "A share from 0 to 1: 0.02 means that a promised peak is missed once a later year is more than 2 in "
        "a hundred above every year up to it."
    ),
    "trend_p": _(
        "A probability below 0.5: 0.1 means that a fall since the peak is called weak where figures without "
        "any trend would look like it more than one time in ten (Mann-Kendall test)."
    ),
    "base_change": _(
        "A share from 0 to 1: 0.05 means that a base year which changed by 5 in a hundred or more asks its "
        "government for a decision."
    ),
}
"""What each setting does, with its unit."""


class ProposeMethodForm(forms.Form):
    """The settings of a method, at first those in force, and why they change."""

    def __init__(self, *args: Any, held: Method | None, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        for name in SETTINGS:
            field = _years() if name == "peak_decline_years" else _share()
            field.label = label_of(name)
            field.help_text = IN_WORDS[name]
            field.initial = _written(getattr(held or DEFAULT, name))
            self.fields[name] = field
        self.fields["reason"] = forms.CharField(
            label=_("Why it is proposed"),
            widget=forms.Textarea({"rows": 4}),
            help_text=_("It stays with the method, for everyone in the secretariats."),
            error_messages={"required": _("Say why the method is proposed.")},
        )

    @property
    def values(self) -> dict[str, int | Decimal]:
        return {name: self.cleaned_data[name] for name in SETTINGS}


def _years() -> forms.Field:
    return forms.IntegerField(
        min_value=1,
        max_value=MOST_YEARS,
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"invalid": _("Write a whole number of years, for example 3.")},
    )


def _share() -> forms.Field:
    return forms.DecimalField(
        min_value=0,
        max_value=1,
        max_digits=5,
        decimal_places=4,
        widget=forms.TextInput({"inputmode": "decimal", "autocomplete": "off"}),
        error_messages={"invalid": _("Write a number with a decimal point, for example 0.05.")},
    )


def _written(value: int | Decimal) -> str:
    return f"{value.normalize():f}" if isinstance(value, Decimal) else str(value)
