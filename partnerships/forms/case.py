"""A case study as a person writes it: its words, what it is about, and its claims."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from accounts import numbers
from accounts.models import Government
from inventories.models import Figure
from partnerships.actions.cases import FIELDS, Claim
from partnerships.claims import value_of
from partnerships.enums import PartnershipState, Topic
from partnerships.models import CaseClaim, CaseStudy, Partnership
from plans.enums import PlanState
from plans.forms.plan import RowsFormSet
from plans.models import Action, Plan
from pledges.models import Target

LONGEST = 20_000
BLANK = ("", "–")


class CaseForm(forms.ModelForm):
    """FIELDS of a case study."""

    topics = forms.MultipleChoiceField(
        label=_("Topics"), required=False, choices=Topic.choices, widget=forms.CheckboxSelectMultiple
    )
    link = forms.URLField(
        label=_("Link"),
        required=False,
        assume_scheme="https",
        help_text=_("Where more can be read."),
    )

    class Meta:
        model = CaseStudy
        fields = FIELDS
        widgets = {name: forms.Textarea({"rows": 12}) for name in ("text_en", "text_zh")}
        help_texts = {
            "text_en": _("Plain text; leave a line blank to begin a paragraph."),
            "text_zh": _("Plain text; leave a line blank to begin a paragraph."),
        }

    def __init__(self, *args: Any, government: Government, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        linked: Any = self.fields["partnership"]
        linked.queryset = Partnership.objects.filter(
            partners__government=government, state__in=(PartnershipState.CONFIRMED, PartnershipState.ENDED)
        )
        linked.label_from_instance = lambda each: f"{each.reference}: {each.title}"
        for name in ("text_en", "text_zh"):
            self.fields[name].max_length = LONGEST  # type: ignore[attr-defined]
            self.fields[name].validators.append(_not_too_long)

    @property
    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in FIELDS}


def _not_too_long(text: str) -> None:
    if len(text) > LONGEST:
        raise ValidationError(
            _now("This text has %(length)s characters; %(most)s is the most: link to the rest."),
            params={"length": len(text), "most": LONGEST},
        )


class ClaimForm(forms.Form):
    """A result, and the one record that shows it."""

    text_en = forms.CharField(label=_("Claim in English"), max_length=300, required=False)
    text_zh = forms.CharField(label=_("Claim in Chinese"), max_length=300, required=False)
    figure = forms.ChoiceField(label=_("Accepted figure"), required=False)
    since = forms.ChoiceField(
        label=_("Held against the earlier figure"),
        required=False,
        help_text=_("Then the difference is worked out and shown."),
    )
    target = forms.ChoiceField(label=_("or a target, with its verdict"), required=False)
    action = forms.ChoiceField(label=_("or an action of an accepted plan"), required=False)

    def __init__(self, *args: Any, records: Records, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.records = records
        for name, choices in (
            ("figure", records.figure_choices),
            ("since", records.figure_choices),
            ("target", records.target_choices),
            ("action", records.action_choices),
        ):
            field: Any = self.fields[name]
            field.choices = [BLANK, *choices]

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        if found.get("DELETE") or not self.has_changed():
            return found
        if not (found.get("text_en") or found.get("text_zh")):
            self.add_error("text_en", _now("Say what came of it, in at least one language."))
        chosen = [name for name in ("figure", "target", "action") if found.get(name)]
        if len(chosen) != 1:
            self.add_error("figure", _now("Point the claim to one record: a figure, a target or an action."))
        if found.get("since") and not found.get("figure"):
            self.add_error("since", _now("Choose also the figure that is held against this one."))
        return found

    @property
    def claim(self) -> Claim:
        given = self.cleaned_data
        plan, _slash, key = given["action"].partition("/")
        return Claim(
            text_en=given["text_en"],
            text_zh=given["text_zh"],
            figure=self.records.figures.get(given["figure"]),
            since=self.records.figures.get(given["since"]),
            target=self.records.targets.get(given["target"]),
            plan=self.records.plans.get(plan),
            action_key=key,
        )


class Records:
    """What claims of a government can point to: its accepted figures, targets, and actions of plans.

    Records that a claim points to already stay to be chosen, although others took their place. Four queries.
    """

    def __init__(self, government: Government, claims: Iterable[CaseClaim] = ()) -> None:
        held = [pk for each in claims for pk in (each.figure_id, each.since_id) if pk]
        mine = Figure.objects.filter(government=government)
        found = (mine.current() | mine.filter(pk__in=held)).select_related("measure", "version__report")
        ordered = sorted(found, key=lambda each: (each.measure.code, each.series, -each.year, each.pk))
        self.figures = {str(each.pk): each for each in ordered}
        targets = Target.objects.public().filter(government=government).order_by("code")
        self.targets = {each.code: each for each in targets}
        self.plans = {each.code: each for each in Plan.objects.public().filter(government=government)}
        actions = Action.objects.filter(
            version__plan__government=government, version__state=PlanState.ACCEPTED
        )
        self.actions = list(actions.select_related("version__plan"))

    @property
    def figure_choices(self) -> list[tuple[str, str]]:
        return [(pk, _figure_words(each)) for pk, each in self.figures.items()]

    @property
    def target_choices(self) -> list[tuple[str, str]]:
        return [(code, f"{code}: {each.quote[:100]}") for code, each in self.targets.items()]

    @property
    def action_choices(self) -> list[tuple[str, str]]:
        return [
            (f"{each.version.plan.code}/{each.key}", f"{each.version.plan.code}: {each.title}")
            for each in self.actions
        ]


def _figure_words(figure: Figure) -> str:
    words = _now("%(measure)s, %(year)s: %(value)s (%(report)s, version %(number)s)") % {
        "measure": figure.measure.label,
        "year": figure.year,
        "value": numbers.amount(value_of(figure), figure.measure.unit),
        "report": figure.version.report.reference,
        "number": figure.version.number,
    }
    return f"{words} · {_now('superseded')}" if figure.superseded_at else words


ClaimRows: Any = forms.formset_factory(ClaimForm, formset=RowsFormSet, extra=2, can_delete=True, max_num=20)


def initial_of(claim: CaseClaim) -> dict[str, str]:
    """A claim as the form shows it."""
    return {
        "text_en": claim.text_en,
        "text_zh": claim.text_zh,
        "figure": str(claim.figure_id or ""),
        "since": str(claim.since_id or ""),
        "target": claim.target.code if claim.target else "",
        "action": f"{claim.plan.code}/{claim.action_key}" if claim.plan else "",
    }


def claims_of(rows: Any) -> list[Claim]:
    """The claims of a valid set, without those blank or taken away."""
    kept = [form for form in rows.forms if form.has_changed() or form.initial]
    return [form.claim for form in kept if form.cleaned_data and not form.cleaned_data.get("DELETE")]
