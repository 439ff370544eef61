"""A note on a statement of the declaration."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from plans.forms.plan import helper
from progress.enums import Language


class NoteForm(forms.Form):
    note = forms.CharField(
        label=_("What became of it, in your words"),
        max_length=2000,
        widget=forms.Textarea({"rows": 5}),
        help_text=_("Everyone reads it beside the statement, at once."),
        error_messages={"required": _("Write what became of the statement.")},
    )
    language = forms.ChoiceField(label=_("Written in"), choices=Language.choices)

    def __init__(self, *args: Any, action: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("language", get_language())
        self.helper = helper(_("Publish the note"), "note", "language")
        self.helper.form_action = action
