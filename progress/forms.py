"""What people type to a verdict: replies, appeals, decisions."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from progress.enums import Language, Outcome, Verdict

LONGEST = 10_000
"""Characters: about four pages."""


class SeenForm(forms.Form):
    """`assessment` is the verdict that the person has before them."""

    name = "seen"
    assessment = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"auto_id": f"{self.name}-%s", "label_suffix": "", **kwargs})

    def show(self, assessment: int) -> None:
        """Let it be about another verdict when it is sent again."""
        self.data = {name: self.data[name] for name in self.data} | {"assessment": str(assessment)}


def _text(label: Any, help_text: Any, required: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 6}),
        error_messages={"required": required},
    )


class WrittenForm(SeenForm):
    """With a text in one of the languages, at first the reader's own."""

    language = forms.ChoiceField(label=_("Written in"), choices=Language.choices)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].initial = get_language()
        self.order_fields([*(name for name in self.fields if name != "language"), "language"])


class ReplyForm(WrittenForm):
    name = "reply"
    text = _text(
        _("Your reply"),
        _("It is published beside the verdict as you write it, and cannot be changed afterwards."),
        _("Write your reply."),
    )


class AppealForm(WrittenForm):
    name = "appeal"
    grounds = _text(
        _("Why the verdict is wrong"),
        _("Name the figures, the reading or the rule that you dispute. It is published with the verdict."),
        _("Say why the verdict is wrong."),
    )


def _link() -> forms.URLField:
    return forms.URLField(
        label=_("Link to evidence (optional)"),
        required=False,
        assume_scheme="https",
        error_messages={"invalid": _("Write the whole address, for example https://example.org/inventory.")},
    )


class DecideForm(WrittenForm):
    name = "decide"
    verdict = forms.ChoiceField(
        label=_("Verdict"),
        choices=Verdict.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a verdict.")},
    )
    because = _text(
        _("Reason"),
        _("It is published with the verdict."),
        _("Give the reason: a verdict by hand is published with it."),
    )
    link = _link()


class AppealDecisionForm(WrittenForm):
    """The verdict is chosen only where it changes."""

    name = "outcome"
    outcome = forms.ChoiceField(
        label=_("Outcome"),
        choices=Outcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose an outcome.")},
    )
    verdict = forms.ChoiceField(
        label=_("The verdict, if it is changed"),
        required=False,
        choices=[("", _("It is not changed")), *Verdict.choices],
    )
    answer = _text(
        _("Answer to the signatory"),
        _("It is published with the outcome; of a changed verdict it is the reason."),
        _("Answer the signatory."),
    )
    link = _link()

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        if cleaned.get("outcome") == Outcome.CHANGED and not cleaned.get("verdict"):
            self.add_error("verdict", gettext("Choose the verdict to which it is changed."))
        return cleaned
