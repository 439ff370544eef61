"""What the secretariat says with a decision."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class ConfirmForm(forms.Form):
    note = forms.CharField(
        label=_("Note (optional)"),
        widget=forms.Textarea({"rows": 2}),
        required=False,
        help_text=_("Stands with the version and in the letter to the government."),
    )


class RefuseForm(forms.Form):
    reason = forms.CharField(
        label=_("What is missing or wrong"),
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Goes to the government in a letter; what it wrote is kept."),
        error_messages={"required": _("Say in a sentence what the government should do.")},
    )
