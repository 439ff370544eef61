"""Bringing a file, and answering what it leaves open."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from inventories import frameworks
from inventories.enums import Electricity, Gases, GwpSet, Level, Publication, SectionCode
from inventories.forms.about import AboutForm

ACCEPTED = ".csv,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
COLUMN = "column"
"""How codes of questions begin that ask what a column means."""
NAME = re.compile(r"[a-z0-9_-]+")
BASIS = ("boundary", "gases", "gwp_set", "electricity", "methodology", "release", "publication")


class BringForm(forms.Form):
    """A file, and what its rows are where it does not say so itself."""

    file = forms.FileField(label=_("File"), error_messages={"required": _("Choose a file first.")})
    section = forms.ChoiceField(
        label=_("Its rows are, where the file does not say,"),
        choices=[
            (SectionCode.COMMUNITY.value, SectionCode.COMMUNITY.label),
            (SectionCode.OPERATIONS.value, SectionCode.OPERATIONS.label),
        ],
        initial=SectionCode.COMMUNITY,
        widget=forms.RadioSelect,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].widget.attrs["accept"] = ACCEPTED
        self.fields["file"].help_text = gettext(
            "A CSV file or an Excel workbook (.xlsx) of at most %(size)s. It is read and shown to you first."
        ) % {"size": filesizeformat(settings.UPLOAD_MAX_BYTES)}

    def clean_section(self) -> str:
        return self.cleaned_data["section"] or SectionCode.COMMUNITY.value


def like_about(name: str, **more: Any) -> forms.Field:
    """The field of "about this period", asked here for all years at once."""
    field = AboutForm.base_fields[name]
    known = {"label": field.label, "help_text": field.help_text, "required": False, **more}
    return type(field)(**known)


class HistoryForm(BringForm):
    """The file, its framework, and what its years have in common where it does not say so itself."""

    framework = forms.ChoiceField(label=_("Framework"), widget=forms.RadioSelect)
    level = like_about(
        "level",
        choices=[("", "—"), (Level.BASIC, Level.BASIC.label), (Level.BASIC_PLUS, Level.BASIC_PLUS.label)],
        label=_("Reporting level, for the GPC"),
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

    field_order = ("framework", "file", "section")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["framework"].choices = frameworks.choices()  # type: ignore[attr-defined]

    def about(self) -> dict[str, Any]:
        """The shared basis, without what was left blank, with a level that the framework has."""
        framework = frameworks.get(self.cleaned_data["framework"])
        known = {name: self.cleaned_data[name] for name in BASIS}
        if self.cleaned_data["level"] in framework.levels:
            known["level"] = self.cleaned_data["level"]
        return {name: value for name, value in known.items() if value not in ("", None, "unknown")}


def name_of(code: str) -> str:
    """The name of a question's field: its code, or a digest of one that holds words of the file."""
    if NAME.fullmatch(code):
        return code
    return f"answer-{hashlib.sha256(code.encode()).hexdigest()[:12]}"


class QuestionsForm(forms.Form):
    """What a file leaves open, question by question; `known` are the answers of last time."""

    def __init__(
        self, data: Any, *, questions: Sequence[Mapping[str, Any]], known: Mapping[str, str], **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        self.codes = {name_of(question["code"]): question["code"] for question in questions}
        for question in questions:
            choices = [(str(value), str(label)) for value, label in question["choices"]]
            likely = known.get(question["code"], question["default"])
            self.fields[name_of(question["code"])] = forms.ChoiceField(
                label=question["text"],
                choices=choices if likely in dict(choices) else [("", "—"), *choices],
                initial=likely,
                error_messages={"required": _("Choose one.")},
            )

    @property
    def answers(self) -> dict[str, str]:
        """By the code of the question."""
        return {code: self.cleaned_data[name] for name, code in self.codes.items()}

    @property
    def columns(self) -> list[forms.BoundField]:
        """Those that ask what a column means."""
        return [self[name] for name, code in self.codes.items() if code.startswith(COLUMN)]

    @property
    def others(self) -> list[forms.BoundField]:
        return [self[name] for name, code in self.codes.items() if not code.startswith(COLUMN)]


class ConfirmForm(forms.Form):
    """How a file is taken over: which years, and whether in place of what is there."""

    seen = forms.CharField()
    in_place = forms.ChoiceField(choices=[("", ""), ("yes", "")], required=False)
    years = forms.TypedMultipleChoiceField(coerce=int, required=False)

    def __init__(self, data: Any, *, years: Sequence[int]) -> None:
        super().__init__(data)
        self.fields["years"].choices = [(year, year) for year in years]  # type: ignore[attr-defined]
