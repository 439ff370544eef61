"""What people type about promises: answers, new targets, revisions, decisions."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any, cast

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pledges import rules
from pledges.actions.questions import fields_asked
from pledges.enums import QuestionCode, TargetKind, YearQualifier
from pledges.fields import DECIMALS
from pledges.kinds import FIELDS, needs
from pledges.models import Measure, Question, TargetVersion

GROUPED = re.compile(r"\d{1,3}(,\d{3})+(\.\d+)?")
"""431,000,000 and 1,234.5: commas that can only be thousands."""


class AmountField(forms.DecimalField):
    """A number as people write it, with or without commas between thousands."""

    widget = forms.TextInput

    def __init__(self, **kwargs: Any) -> None:
        message = _("Write a number like 431000000, 431,000,000 or 12.5.")
        super().__init__(error_messages={"invalid": message}, **kwargs)
        self.widget.attrs.update({"inputmode": "decimal", "autocomplete": "off"})

    def to_python(self, value: Any) -> Any:
        text = str(value or "").strip().replace(" ", "").replace("\N{NO-BREAK SPACE}", "")
        return super().to_python(text.replace(",", "") if GROUPED.fullmatch(text) else text)


class YearField(forms.IntegerField):
    widget = forms.TextInput

    def __init__(self, **kwargs: Any) -> None:
        message = _("Write the year with four digits, for example 2030.")
        super().__init__(error_messages={"invalid": message}, **kwargs)
        self.widget.attrs.update({"inputmode": "numeric", "autocomplete": "off"})


def _measures(_version: TargetVersion | None) -> forms.Field:
    return forms.ModelChoiceField(
        Measure.objects.order_by("boundary", "code"),
        label=_("What the target counts"),
        empty_label=_("Choose"),
    )


def _tolerance(_version: TargetVersion | None) -> forms.Field:
    return forms.IntegerField(
        label=_("Tolerance in years"),
        help_text=_("For “around”: how many years before and after the year named still count."),
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"invalid": _("Write a whole number of years, for example 1.")},
    )


MAKERS: dict[str, Callable[[TargetVersion | None], forms.Field]] = {
    "measure": _measures,
    "reduction_percent": lambda _v: AmountField(
        label=_("Reduction in per cent"),
        max_digits=7,
        decimal_places=3,
        help_text=_("Of the base year's value."),
    ),
    "level": lambda _v: AmountField(
        label=_("Level"),
        max_digits=19,
        decimal_places=6,
        help_text=_(
            "In the unit of what is counted; emissions in tonnes: 431 million tonnes are 431,000,000."
        ),
    ),
    "base_year": lambda _v: YearField(label=_("Base year")),
    "base_value": lambda _v: AmountField(
        label=_("Value of the base year"), max_digits=19, decimal_places=DECIMALS, help_text=_("In tonnes.")
    ),
    "target_year": lambda _v: YearField(label=_("Target year")),
    "year_qualifier": lambda _v: forms.ChoiceField(
        label=_("The year is meant"), choices=YearQualifier.choices, initial=YearQualifier.BY
    ),
    "tolerance_years": _tolerance,
}


class TypedForm(forms.Form):
    """Typed fields of one kind of target. What is wrong is said at its field, with the remedy."""

    kind_of_target: str
    asked: tuple[str, ...]
    base: TargetVersion | None
    submit: Any

    def add_typed_fields(self, *, may_lack: frozenset[str]) -> None:
        """A needed field that may be lacking is neither marked as required nor as optional."""
        for name in self.asked:
            field = MAKERS[name](self.base)
            field.required = needs(self.kind_of_target, name) and name not in may_lack
            if field.required and name in rules.LACKS:
                field.error_messages["required"] = rules.LACKS[name]()
            if not needs(self.kind_of_target, name) and name != "tolerance_years":
                field.label = _("%(label)s (optional)") % {"label": field.label}
            if self.base is not None:
                field.initial = _initial(self.base, name)
            self.fields[name] = field

    @property
    def helper(self) -> FormHelper:
        made = FormHelper()
        made.attrs = {"novalidate": True}
        made.add_input(Submit("", self.submit))
        return made

    @property
    def typed(self) -> dict[str, Any]:
        """The values of the typed fields, for the actions."""
        return {name: self.cleaned_data.get(name) for name in self.asked}

    def check_typed(self, *, may_lack: frozenset[str] = frozenset()) -> None:
        found = rules.problems(self.kind_of_target, self.whole(), may_lack=may_lack)
        for name, message in found.items():
            field = name if name in self.fields else self.asked[0]
            if field not in self.errors:
                self.add_error(field, message)

    def whole(self) -> dict[str, Any]:
        """All typed fields: those of the form, and what the target says already."""
        before = (
            {name: getattr(self.base, name) for name in FIELDS[self.kind_of_target].all} if self.base else {}
        )
        return before | {name: self.cleaned_data.get(name) for name in self.asked}


def _initial(version: TargetVersion, name: str) -> Any:
    value = getattr(version, name)
    return f"{value.normalize():f}" if isinstance(value, Decimal) else value


class AnswerForm(TypedForm):
    """The field that a question asks for, and words beside it or instead of it."""

    submit = _("Send the answer to the secretariat")
    text = forms.CharField(widget=forms.Textarea({"rows": 4}), required=False, label=_("In your words"))

    def __init__(self, *args: Any, question: Question, base: TargetVersion | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.question, self.base = question, base
        self.kind_of_target = base.kind if base else TargetKind.OTHER
        self.asked = fields_asked(question, self.kind_of_target) if base else ()
        self.add_typed_fields(may_lack=frozenset(self.asked))
        self.order_fields([*self.asked, "text"])
        self.fields["text"].initial = question.answer
        if "measure" in self.fields and base:
            cast(forms.ModelChoiceField, self.fields["measure"]).queryset = measures_for(question, base)
        if self.asked:
            self.fields["text"].help_text = _(
                "A note for the secretariat and the public. If the field cannot hold your answer, leave it "
                "empty and say it here."
            )

    def clean(self) -> dict[str, Any]:
        text = self.cleaned_data.get("text", "").strip()
        if not self.asked:
            if not text:
                self.add_error("text", gettext("Say in a sentence or two what the words mean."))
            return self.cleaned_data
        first = self.asked[0]
        if self.cleaned_data.get(first) is None and first not in self.errors:
            if not text:
                self.add_error(first, rules.LACKS[first]())
            return self.cleaned_data
        self.check_typed(may_lack=rules.left_open(self.base).difference(self.asked))
        return self.cleaned_data

    @property
    def values(self) -> dict[str, Any]:
        """Empty where the answer is in words alone."""
        return self.typed if self.asked and self.cleaned_data.get(self.asked[0]) is not None else {}


def measures_for(question: Question, base: TargetVersion) -> QuerySet[Measure]:
    """Of a target whose quantity is known, the boundaries that are possible, and the other way round."""
    measures, known = Measure.objects.order_by("boundary", "code"), base.measure
    if known is None:
        return measures
    if question.code == QuestionCode.BOUNDARY:
        return measures.filter(quantity=known.quantity, unit=known.unit)
    return measures.filter(boundary=known.boundary, sector=known.sector)


class KindForm(forms.Form):
    """What sort of promise it is: the fields follow from it."""

    kind = forms.ChoiceField(label=_("Kind of promise"), choices=TargetKind.choices, widget=forms.RadioSelect)

    @property
    def helper(self) -> FormHelper:
        made = FormHelper()
        made.form_method = "get"
        made.disable_csrf = True
        made.attrs = {"novalidate": True}
        made.add_input(Submit("", _("Continue"), css_id="choose-kind"))
        return made


class DeclareForm(TypedForm):
    """A new target: its words and source, and the fields of its kind."""

    submit = _("Propose the target")
    quote = forms.CharField(
        label=_("The promise, word for word"),
        widget=forms.Textarea({"rows": 4}),
        help_text=_("As your decision, plan or declaration puts it. It is shown to everyone."),
        error_messages={"required": _("Quote the words of the promise.")},
    )
    source = forms.CharField(
        label=_("Where the words stand"),
        widget=forms.Textarea({"rows": 2}),
        help_text=_("Title, date, page, and the address if it is on the web."),
        error_messages={"required": _("Say where the words can be read.")},
    )
    kind = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.base, self.kind_of_target = None, kind
        self.asked = FIELDS[kind].asked
        self.fields["kind"].initial = kind
        self.add_typed_fields(may_lack=frozenset())

    def clean(self) -> dict[str, Any]:
        self.check_typed()
        return self.cleaned_data

    @property
    def values(self) -> dict[str, Any]:
        return {"kind": self.kind_of_target, **self.typed}


class ReviseForm(TypedForm):
    """What a target shall mean from now on, and why."""

    submit = _("Propose the revision")
    reason = forms.CharField(
        label=_("Why it changes"),
        widget=forms.Textarea({"rows": 3}),
        help_text=_("For example the decision that changed it, with its date. It is shown to everyone."),
        error_messages={"required": _("Say why the target changes.")},
    )
    kind = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, kind: str, base: TargetVersion | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.base, self.kind_of_target = base, kind
        self.asked = FIELDS[kind].asked
        self.fields["kind"].initial = kind
        self.add_typed_fields(may_lack=rules.left_open(base))
        self.order_fields([*self.asked, "reason"])

    def clean(self) -> dict[str, Any]:
        self.check_typed(may_lack=rules.left_open(self.base))
        return self.cleaned_data

    @property
    def values(self) -> dict[str, Any]:
        return {"kind": self.kind_of_target, **self.typed}


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
