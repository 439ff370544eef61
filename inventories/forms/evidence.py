"""Adding a file or a link."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from inventories.enums import SectionCode


class EvidenceForm(forms.Form):
    """One piece of evidence: a file or a link, one of the two."""

    title = forms.CharField(
        label=_("Title"),
        required=False,
        max_length=200,
        help_text=_("For example: Utility sales data 2019. Without one, the file's name is shown."),
    )
    file = forms.FileField(label=_("File"), required=False)
    link = forms.URLField(
        label=_("or a link"),
        required=False,
        assume_scheme="https",
        help_text=_("An address that begins with https://"),
    )
    section = forms.ChoiceField(
        label=_("It backs"), required=False, choices=[("", _("The whole report")), *SectionCode.choices]
    )
    row = forms.CharField(
        label=_("Row"),
        required=False,
        max_length=20,
        help_text=_("If it backs one row: its code, for example I.1.1"),
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if "file" in self.errors or "link" in self.errors:
            return data
        if bool(data.get("file")) == bool(data.get("link")):
            self.add_error("file", _("Choose a file or give a link: one of the two."))
        return data
