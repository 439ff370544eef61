"""An action of a plan: its own fields, and rows of what hangs on it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from inventories.forms.indicators import EarlierField
from inventories.forms.numbers import NumberField
from plans.actions.writing import ACTION_FIELDS, ActionDraft
from plans.enums import CoBenefitKind
from plans.forms.plan import rows_of
from plans.models import Action, Funding, Milestone, PlanVersion
from plans.models.action import LESS_THAN_NOTHING
from pledges.fields import to_grams
from pledges.models import Measure, Statement

DAYS = {"type": "date"}


class ActionForm(forms.ModelForm):
    """ACTION_FIELDS, the reductions a year in each line, the co-benefits, the linked indicators."""

    reductions = EarlierField(
        label=_("Expected reduction, t CO₂e a year"),
        help_text=_(
            "A year and its tonnes in each line, for example 2025: 12,000. "
            "A value holds until the next; a zero ends it."
        ),
    )
    indicators = forms.ModelMultipleChoiceField(
        Measure.objects.none(),
        label=_("Linked indicators"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = Action
        fields = [name for name in ACTION_FIELDS if name != "position"]
        widgets = {
            "starts_on": forms.DateInput(DAYS, format="%Y-%m-%d"),
            "ends_on": forms.DateInput(DAYS, format="%Y-%m-%d"),
            "cancelled_on": forms.DateInput(DAYS, format="%Y-%m-%d"),
            "description_en": forms.Textarea({"rows": 3}),
            "description_zh": forms.Textarea({"rows": 3}),
            "cancel_reason": forms.Textarea({"rows": 2}),
        }
        help_texts = {
            "owner": _("The department or body that answers for it."),
            "cost": _("The whole cost over its time, at the prices of the year below."),
            "statement": _("The words of the Declaration that it comes from, if it does."),
        }

    def __init__(self, *args: Any, version: PlanVersion, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.version = version
        fields: dict[str, Any] = self.fields
        fields["statement"].queryset = Statement.objects.filter(government=version.government)
        fields["statement"].label_from_instance = lambda each: each.text[:120]
        cost = fields["cost"]
        fields["cost"] = NumberField(label=cost.label, help_text=cost.help_text, decimals=2)
        measures = Measure.objects.filter(government__in=[version.government.pk]) | Measure.objects.filter(
            government__isnull=True, is_mass=False
        )
        fields["indicators"].queryset = measures.order_by("code")
        fields["indicators"].label_from_instance = lambda each: each.label
        for kind in CoBenefitKind:
            fields[f"benefit-{kind.value}"] = NumberField(required=False, label=UNITS[kind])
            fields[f"note-{kind.value}"] = forms.CharField(
                required=False, max_length=240, label=_("In words")
            )
        if self.instance.pk:
            self._fill(self.instance)

    def _fill(self, action: Action) -> None:
        self.initial["reductions"] = {each.year: each.tonnes for each in action.reductions.all()}
        self.initial["indicators"] = list(action.indicators.all())
        for each in action.co_benefits.all():
            self.initial[f"benefit-{each.kind}"] = each.amount
            self.initial[f"note-{each.kind}"] = each.note

    def clean_reductions(self) -> dict[int, Decimal]:
        found: dict[int, Decimal] = self.cleaned_data["reductions"]
        for year, tonnes in found.items():
            if not 1990 <= year <= 2200:
                raise ValidationError(_("%(year)s is not a year of a plan."), params={"year": str(year)})
            if tonnes < 0:
                raise ValidationError(LESS_THAN_NOTHING)
            to_grams(tonnes)
        return found

    @property
    def benefits(self) -> list[tuple[Any, Any]]:
        """Pairs of fields for the page, a co-benefit each."""
        return [(self[f"benefit-{kind.value}"], self[f"note-{kind.value}"]) for kind in CoBenefitKind]

    def co_benefits(self) -> list[dict[str, Any]]:
        found = [
            {
                "kind": kind.value,
                "amount": self.cleaned_data[f"benefit-{kind.value}"],
                "note": self.cleaned_data[f"note-{kind.value}"],
            }
            for kind in CoBenefitKind
        ]
        return [each for each in found if each["amount"] is not None or each["note"]]


UNITS = {
    CoBenefitKind.PM25: _("Fine dust (PM2.5) avoided, t a year"),
    CoBenefitKind.SO2: _("Sulphur dioxide (SO₂) avoided, t a year"),
    CoBenefitKind.NOX: _("Nitrogen oxides (NOₓ) avoided, t a year"),
    CoBenefitKind.JOBS: _("Jobs"),
    CoBenefitKind.RESILIENCE: _("Resilience: a number, if there is one"),
}


class MilestoneForm(forms.ModelForm):
    class Meta:
        model = Milestone
        fields = ["text_en", "text_zh", "due", "done_on"]
        widgets = {
            "due": forms.DateInput(DAYS, format="%Y-%m-%d"),
            "done_on": forms.DateInput(DAYS, format="%Y-%m-%d"),
        }


class FundingForm(forms.ModelForm):
    class Meta:
        model = Funding
        fields = ["source", "amount", "note"]


MilestoneRows = rows_of(MilestoneForm)
FundingRows = rows_of(FundingForm, extra=1)


class OverlapForm(forms.Form):
    """Two actions that claim the same tonnes."""

    first = forms.ChoiceField(label=_("This action"), required=False)
    second = forms.ChoiceField(label=_("and this one, from which it is taken off"), required=False)
    tonnes = NumberField(label=_("both claim, t CO₂e a year"), required=False)
    note = forms.CharField(label=_("Why"), max_length=400, required=False)

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("first", "second"):
            chosen: Any = self.fields[name]
            chosen.choices = [("", "–"), *choices]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        named = [data.get(name) for name in ("first", "second", "tonnes")]
        if any(named) and not all(named):
            raise ValidationError(_("Name both actions and the tonnes that both claim."))
        if data.get("first") and data.get("first") == data.get("second"):
            raise ValidationError(_("An action overlaps with another one, not with itself."))
        return data


OverlapRows = rows_of(OverlapForm)


class WholeAction:
    """The action's form and its rows, checked and taken together."""

    def __init__(self, data: QueryDict | None, *, version: PlanVersion, action: Action | None) -> None:
        self.version = version
        self.form = ActionForm(data, version=version, instance=action)
        self.milestones = MilestoneRows(data, prefix="milestones", initial=_initial(action, "milestones"))
        self.fundings = FundingRows(data, prefix="fundings", initial=_initial(action, "fundings"))

    def is_valid(self) -> bool:
        return all([self.form.is_valid(), self.milestones.is_valid(), self.fundings.is_valid()])

    def draft(self, key: str) -> ActionDraft:
        names = self.form.Meta.fields
        return ActionDraft(
            key,
            {name: self.form.cleaned_data[name] for name in names},
            milestones=self.milestones.rows,
            reductions=self.form.cleaned_data["reductions"],
            fundings=self.fundings.rows,
            co_benefits=self.form.co_benefits(),
            indicators=list(self.form.cleaned_data["indicators"]),
        )


def _initial(action: Action | None, name: str) -> list[dict[str, Any]]:
    return [] if action is None else list(getattr(action, name).values())
