"""Inventories of several years from one file, with the basis they share."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from inventories import frameworks
from inventories.enums import Electricity, Gases, GwpSet, Level, Publication
from inventories.forms.about import AboutForm
from inventories.forms.lines import UploadForm


def like_about(name: str, **more: Any) -> forms.Field:
    """The field of "about this period", asked here for all years at once."""
    field = AboutForm.base_fields[name]
    known = {"label": field.label, "help_text": field.help_text, "required": field.required, **more}
    return type(field)(**known)


class HistoryForm(UploadForm):
    """The file, its framework, and what all its years have in common."""

    framework = forms.ChoiceField(label=_("Framework"), widget=forms.RadioSelect)
    level = like_about(
        "level",
        choices=[(Level.BASIC, Level.BASIC.label), (Level.BASIC_PLUS, Level.BASIC_PLUS.label)],
        widget=forms.RadioSelect,
        label=_("Reporting level, for the GPC"),
        initial=Level.BASIC,
        required=False,
    )
    boundary = like_about("boundary", max_length=240)
    gases = like_about("gases", choices=Gases.choices, initial=Gases.UNKNOWN)
    gwp_set = like_about("gwp_set", choices=GwpSet.choices, initial=GwpSet.UNKNOWN)
    electricity = like_about("electricity", choices=Electricity.choices, initial=Electricity.UNKNOWN)
    methodology = like_about("methodology", widget=forms.Textarea(attrs={"rows": 4}))
    release = like_about("release", max_length=60)
    publication = like_about(
        "publication", choices=Publication.choices, widget=forms.RadioSelect, initial=Publication.FULL
    )

    field_order = ("framework", "file")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["framework"].choices = frameworks.choices()  # type: ignore[attr-defined]

    def about(self) -> dict[str, Any]:
        """The shared basis, with a level that the framework has."""
        shared = ("boundary", "gases", "gwp_set", "electricity", "methodology", "release", "publication")
        framework = frameworks.get(self.cleaned_data["framework"])
        level = self.cleaned_data["level"]
        known = level if level in framework.levels else framework.default_level
        return {"level": known, **{name: self.cleaned_data[name] for name in shared}}
