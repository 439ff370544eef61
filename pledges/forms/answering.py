"""What a signatory answers."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pledges import rules
from pledges.actions.questions import CHOICES, fields_asked
from pledges.enums import BaseChoice, QuestionCode, TargetKind
from pledges.forms.typed import TypedForm, measures_of
from pledges.models import Measure, Question, TargetVersion

BOTH = (QuestionCode.START,)
"""Questions of which every field is to be answered; of the others the first is."""


class AnswerForm(TypedForm):
    """The field that a question asks for, and words beside it or instead of it."""

    submit = _("Send the answer to the secretariat")
    text = forms.CharField(widget=forms.Textarea({"rows": 4}), required=False, label=_("In your words"))

    def __init__(self, *args: Any, question: Question, base: TargetVersion | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.question, self.base, self.government = question, base, question.government
        self.kind_of_target = base.kind if base else TargetKind.OTHER
        self.asked = fields_asked(question, self.kind_of_target) if base else ()
        self.wanted = self.asked if question.code in BOTH else self.asked[:1]
        self.add_typed_fields(may_lack=frozenset(self.asked))
        self._word_fields()
        self._add_choice()
        self.order_fields(["choice", *self.asked, "text"])
        self.fields["text"].initial = question.answer
        if "measure" in self.fields and base:
            cast(forms.ModelChoiceField, self.fields["measure"]).queryset = measures_for(question, base)

    def _word_fields(self) -> None:
        if self.question.code == QuestionCode.BASE_CHANGED and "base_value" in self.fields:
            self.fields["base_value"].label = _("The value that the target stays with")
        elif self.asked:
            self.fields["text"].help_text = _(
                "A note for the secretariat and the public. If the field cannot hold your answer, leave it "
                "empty and say it here."
            )

    def _add_choice(self) -> None:
        """Two decisions to choose from, where the question has them."""
        choices = CHOICES.get(self.question.code, ())
        if not choices:
            return
        self.fields["choice"] = forms.ChoiceField(
            label=_("Your decision"),
            choices=[(each.value, each.label) for each in choices],
            widget=forms.RadioSelect,
            initial=self.question.choice,
            error_messages={"required": _("Choose one of the two.")},
        )
        is_divided = self.base is not None and self.base.activity_id is not None
        if "base_value" in self.fields and self.question.amount is not None and not is_divided:
            self.fields["base_value"].initial = f"{self.question.amount.normalize():f}"

    def clean(self) -> dict[str, Any]:
        text = self.cleaned_data.get("text", "").strip()
        if self.question.code in CHOICES:
            return self._clean_choice()
        if not self.asked:
            if not text:
                self.add_error("text", gettext("Say in a sentence or two what the words mean."))
            return self.cleaned_data
        first = self.asked[0]
        if self._lacks(first) and first not in self.errors:
            if not text:
                self.add_error(first, rules.LACKS[first]())
            return self.cleaned_data
        self.check_typed(may_lack=rules.left_open(self.base).difference(self.asked))
        return self.cleaned_data

    def _clean_choice(self) -> dict[str, Any]:
        if self.cleaned_data.get("choice") == BaseChoice.STAYS:
            if self._lacks("base_value") and "base_value" not in self.errors:
                self.add_error("base_value", rules.LACKS["base_value"]())
            self.check_typed(may_lack=rules.left_open(self.base).difference(self.asked))
        return self.cleaned_data

    def _lacks(self, name: str) -> bool:
        return self.cleaned_data.get(name) in rules.NOTHING

    @property
    def has_choice(self) -> bool:
        return "choice" in self.fields

    @property
    def choice(self) -> str:
        return self.cleaned_data.get("choice", "")

    @property
    def values(self) -> dict[str, Any]:
        """Empty where the answer is in words, or a decision, alone."""
        if self.choice and self.choice != BaseChoice.STAYS:
            return {}
        return self.typed if self.asked and not self._lacks(self.asked[0]) else {}


def measures_for(question: Question, base: TargetVersion) -> QuerySet[Measure]:
    """Of a target whose quantity is known, the boundaries that are possible, and the other way round."""
    measures, known = measures_of(question.government), base.measure
    if known is None:
        return measures
    if question.code == QuestionCode.BOUNDARY:
        return measures.filter(quantity=known.quantity, unit=known.unit)
    return measures.filter(boundary=known.boundary, sector=known.sector)
