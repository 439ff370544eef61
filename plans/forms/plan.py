"""The plan itself: titles, period, adoption, what it serves; hazards and goals; words to a decision."""

from __future__ import annotations

from typing import Any, cast

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout, Submit
from django import forms
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from accounts.models import Government
from plans.actions.writing import PLAN_FIELDS
from plans.models import Hazard, PlanVersion, ResilienceGoal
from pledges.models import Target

TEXTS = ("summary_en", "summary_zh", "makers_en", "makers_zh")


class PlanForm(forms.ModelForm):
    """PLAN_FIELDS and the targets; `revision` is that of the draft as it was read."""

    targets = forms.ModelMultipleChoiceField(
        Target.objects.none(),
        label=_("Targets it serves"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    link = forms.URLField(
        label=_("Link"),
        required=False,
        assume_scheme="https",
        help_text=_("Where everyone can read the plan."),
    )

    class Meta:
        model = PlanVersion
        fields = [*PLAN_FIELDS, "targets"]
        widgets = {
            "adopted_on": forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
            **{name: forms.Textarea({"rows": 3}) for name in TEXTS},
        }
        help_texts = {
            "place_en": _("Only where the plan is of a neighbourhood, a park or a district: its name."),
            "makers_en": _("Who made it there: residents, committees, schools, companies."),
            "adopted_on": _("Leave both blank while the plan is not adopted."),
            "adopted_by": _("The body that adopted it, for example the city council."),
        }

    def __init__(self, *args: Any, government: Government, submit: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.government = government
        places = [government.pk, *([government.parent_id] if government.parent_id else [])]
        chosen: Any = self.fields["targets"]
        chosen.queryset = Target.objects.public().filter(government__in=places).order_by("code")
        chosen.label_from_instance = lambda target: f"{target.code}: {target.quote}"
        self.helper = helper(
            submit,
            Fieldset(_("What it is"), "title_en", "title_zh", "summary_en", "summary_zh", "link"),
            Fieldset(_("Its time and its adoption"), "first_year", "last_year", "adopted_on", "adopted_by"),
            Fieldset(_("What it is for"), "mitigation", "resilience", "targets"),
            Fieldset(_("A plan of a place inside"), "place_en", "place_zh", "makers_en", "makers_zh"),
        )

    @property
    def values(self) -> dict[str, Any]:
        """Values of PLAN_FIELDS."""
        return {name: self.cleaned_data[name] for name in PLAN_FIELDS}


class HazardForm(forms.ModelForm):
    class Meta:
        model = Hazard
        fields = ["kind", "likelihood", "impact", "note"]
        widgets = {"note": forms.TextInput()}


class GoalForm(forms.ModelForm):
    class Meta:
        model = ResilienceGoal
        fields = ["text_en", "text_zh", "indicator", "year"]
        widgets = {"text_en": forms.TextInput(), "text_zh": forms.TextInput()}


class RowsFormSet(forms.BaseFormSet):
    """Rows of which blank ones are passed over; `rows` are the values of the others."""

    def add_fields(self, form: forms.BaseForm, index: int | None) -> None:
        super().add_fields(form, index)
        form.empty_permitted = True
        form.use_required_attribute = False

    @property
    def rows(self) -> list[dict[str, Any]]:
        kept = [form.cleaned_data for form in self.forms if form.has_changed() or form.initial]
        return [
            {name: value for name, value in row.items() if name != "DELETE"}
            for row in kept
            if row and not row.get("DELETE")
        ]


def rows_of(form: type[forms.BaseForm], extra: int = 2) -> type[RowsFormSet]:
    """A set of rows with some blank ones to fill and a box at each to take it away."""
    made: Any = forms.formset_factory(form, formset=RowsFormSet, extra=extra, can_delete=True, max_num=200)
    return cast(type[RowsFormSet], made)


HazardRows = rows_of(HazardForm)
GoalRows = rows_of(GoalForm)


class ReasonForm(forms.Form):
    """Why: asked where a plan is changed, returned or discarded."""

    reason = forms.CharField(
        label=_("Why"),
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": _("Say why: everyone concerned reads it.")},
    )

    def __init__(self, *args: Any, submit: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = helper(submit, "reason")


class DocumentForm(forms.Form):
    """The plan's document as a file."""

    file = forms.FileField(label=_("The plan as a file"))

    def __init__(self, *args: Any, most: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.most = most
        self.fields["file"].help_text = _("A PDF file of at most %(size)s.") % {"size": filesizeformat(most)}
        self.helper = helper(_("Add the file"), "file")

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > self.most:
            raise ValidationError(_("The file is too large: make it smaller, or give a link instead."))
        if not file.read(5).startswith(b"%PDF-"):
            raise ValidationError(_("This is not a PDF file: save the plan as PDF and add it again."))
        file.seek(0)
        return file


def helper(submit: Any, *layout: Any) -> FormHelper:
    made = FormHelper()
    made.attrs = {"novalidate": True}
    made.layout = Layout(*layout)
    made.add_input(Submit("", submit))
    return made
