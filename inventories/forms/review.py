"""What is said when a report is corrected, remarked on, or returned."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from inventories.enums import SectionCode


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Why is the report corrected?"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "For example: electricity was counted with the factor of the year before. Everyone can read this."
        ),
        error_messages={"required": _("Say in a sentence what is corrected and why.")},
    )


class ReturnForm(forms.Form):
    note = forms.CharField(
        label=_("Note to the signatory"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("What has to change before the report can be accepted. Your remarks are sent along."),
    )


class RemarkForm(forms.Form):
    """A word on a row, a section, or (both empty) the whole."""

    section = forms.ChoiceField(required=False, choices=[("", _("The whole report")), *SectionCode.choices])
    row = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("Remark"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write what is to be changed or explained.")},
    )
