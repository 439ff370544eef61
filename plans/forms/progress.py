"""What was done for an action in a year, and the days on which milestones were reached."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from inventories.forms.numbers import NumberField
from plans.forms.plan import helper


class ProgressForm(forms.Form):
    """One yearly entry."""

    year = forms.IntegerField(label=_("Year"), min_value=1990, max_value=2200)
    percent = forms.IntegerField(
        label=_("How far the whole action is, in per cent"),
        min_value=0,
        max_value=100,
        help_text=_("100 says that the action is done."),
    )
    text = forms.CharField(
        label=_("What was done in the year"), widget=forms.Textarea({"rows": 4}), required=False
    )
    tonnes = NumberField(label=_("Saved in the year, t CO₂e (an estimate)"))
    spent = NumberField(label=_("Spent in the year, in the action's currency"), decimals=2)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = helper(_("Save the entry"), "year", "percent", "text", "tonnes", "spent")


class ReachedForm(forms.Form):
    """The day on which a milestone was reached; blank where it was not after all."""

    done_on = forms.DateField(
        label=_("Reached on"),
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
    )
