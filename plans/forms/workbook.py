"""A workbook that is brought to a plan."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext, gettext_lazy

from plans.forms.plan import helper


class BringForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("The workbook, filled in"),
        error_messages={"required": gettext_lazy("Choose a file first.")},
        widget=forms.ClearableFileInput({"accept": ".xlsx"}),
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # as a form takes them
        self.fields["file"].help_text = gettext(
            "An Excel workbook (.xlsx) of at most %(size)s. It is read and shown to you first."
        ) % {"size": filesizeformat(settings.UPLOAD_MAX_BYTES)}
        self.helper = helper(gettext("Read the workbook"), "file")
