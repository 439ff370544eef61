"""What is said when a report is corrected, remarked on, or returned."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from inventories.checks import explained
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


def _checks() -> list[tuple[str, str]]:
    return [("", ""), *((each.code, each.title) for each in explained.every())]


class WaiverForm(forms.Form):
    """Which finding is waived, and why."""

    code = forms.ChoiceField(
        label=_("Check"), choices=_checks, error_messages={"required": _("Choose a check.")}
    )
    section = forms.ChoiceField(
        label=_("Section"),
        choices=[("", ""), *SectionCode.choices],
        error_messages={"required": _("Choose a section.")},
    )
    row = forms.CharField(
        label=_("Row"),
        required=False,
        max_length=20,
        help_text=_("The code of the row as it stands beside the finding; blank where none does."),
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Published with the report: everyone can read it. Name nothing that is confidential."),
        error_messages={"required": _("Say why this need not be put right.")},
    )
