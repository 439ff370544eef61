"""A partnership as it is drafted: what it is, with whom, what it serves; what is owed; who is asked."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from accounts.models import Government, Network
from partnerships.actions.partnerships import FIELDS
from partnerships.enums import Topic
from partnerships.forms.places import FindField, PlacesField, Searching, chosen, offered
from partnerships.models import Deliverable, Organisation, Partner, Partnership, PartnershipDocument
from plans.enums import PlanState
from plans.forms.plan import helper, rows_of
from plans.models import Action
from pledges.models import Target

DAYS = {"type": "date"}
FIND = "find"
"""The button that searches and saves nothing."""


class DraftForm(Searching, forms.ModelForm):
    """What it takes to begin: the rest is asked once the partners are known."""

    topics = forms.MultipleChoiceField(
        label=_("Topics"), choices=Topic.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    partners = PlacesField(label=_("Partners beside your own government"), required=False)
    find = FindField(label=_("Find another government"))

    class Meta:
        model = Partnership
        fields = [name for name in FIELDS if name != "actions"]
        widgets = {
            "starts_on": forms.DateInput(DAYS, format="%Y-%m-%d"),
            "ends_on": forms.DateInput(DAYS, format="%Y-%m-%d"),
            "description_en": forms.Textarea({"rows": 4}),
            "description_zh": forms.Textarea({"rows": 4}),
        }
        help_texts = {
            "ends_on": _("Leave it blank where no end is agreed."),
            "network": _("Only where it belongs to one."),
        }

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        own: Government,
        held: list[str] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(data, **kwargs)
        self.own = own
        fields: dict[str, Any] = self.fields
        fields["network"].queryset = Network.objects.order_by("slug")
        slugs = chosen(data, "partners", held or [])
        places = offered(slugs, data.get("find", "") if data else "")
        self.offered = [each for each in places if each != own]
        fields["partners"].offer(self.offered)
        if data is None:
            self.initial["partners"] = slugs

    def clean_topics(self) -> list[str]:
        return list(self.cleaned_data["topics"])

    def clean_partners(self) -> list[Government]:
        found = [each for each in self.cleaned_data["partners"] if each != self.own]
        if not found:
            raise ValidationError(_("Find and tick at least one other government."))
        return found

    @property
    def places(self) -> list[Government]:
        """One's own government and the partners."""
        return [self.own, *self.cleaned_data["partners"]]

    @property
    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in FIELDS if name in self.cleaned_data}


class PartnershipForm(DraftForm):
    """The whole draft: with targets, actions and organisations."""

    targets = forms.ModelMultipleChoiceField(
        Target.objects.none(),
        label=_("Targets of the partners that it serves"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    actions = forms.MultipleChoiceField(
        label=_("Actions of the partners' plans that it serves"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    organisations = forms.ModelMultipleChoiceField(
        Organisation.objects.order_by("label_en"),
        label=_("Organisations that work with you"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        places = [self.own, *self.offered]
        fields["targets"].queryset = Target.objects.public().filter(government__in=places).order_by("code")
        fields["targets"].label_from_instance = lambda target: f"{target.code}: {target.quote}"
        fields["actions"].choices = [
            (f"{each.version.plan.code}/{each.key}", f"{each.version.plan.code}: {each.title}")
            for each in Action.objects.filter(
                version__state=PlanState.ACCEPTED, version__plan__government__in=places
            )
            .select_related("version__plan")
            .order_by("version__plan__code", "position", "pk")
        ]
        if self.instance.pk and not self.is_bound:
            self.initial["targets"] = list(self.instance.targets.all())
            self.initial["organisations"] = list(self.instance.organisations.all())
            self.initial["actions"] = ["/".join(pair) for pair in self.instance.actions]

    def clean_actions(self) -> list[list[str]]:
        return [each.split("/", 1) for each in self.cleaned_data["actions"]]


class DeliverableForm(forms.ModelForm):
    class Meta:
        model = Deliverable
        fields = ["text_en", "text_zh", "due"]
        widgets = {"due": forms.DateInput(DAYS, format="%Y-%m-%d")}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("due") and not (data.get("text_en") or data.get("text_zh")):
            self.add_error("text_en", _("Say what is delivered, in at least one language."))
        return data


DeliverableRows = rows_of(DeliverableForm)


class ContactForm(forms.ModelForm):
    """Whom the partners ask at one's own side."""

    class Meta:
        model = Partner
        fields = ["contact", "email"]
        help_texts = {"contact": _("Name and office. Only the partners see it.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = helper(_("Save the contact"), "contact", "email")


class DocumentForm(forms.ModelForm):
    """A paper: a file or a link."""

    title = forms.CharField(
        label=_("Title"),
        max_length=200,
        required=False,
        help_text=_("Without one, the file's name is shown."),
    )
    link = forms.URLField(label=_("or a link"), required=False, assume_scheme="https")

    class Meta:
        model = PartnershipDocument
        fields = ["title", "file", "link"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = helper(_("Add the document"), "title", "file", "link")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not {"file", "link"} & set(self.errors) and bool(data.get("file")) == bool(data.get("link")):
            self.add_error("file", _("Choose a file or give a link: one of the two."))
        return data

    def _post_clean(self) -> None:
        """What the row must hold is checked where it is made: the form has no partnership yet."""


class DeliveredForm(forms.Form):
    done_on = forms.DateField(required=False)
    link = forms.URLField(required=False, assume_scheme="https", max_length=200)


class EndForm(forms.Form):
    """That it is over, since when, and why."""

    day = forms.DateField(label=_("It ended on"), widget=forms.DateInput(DAYS, format="%Y-%m-%d"))
    note = forms.CharField(
        label=_("What came of it, or why it ended"), required=False, widget=forms.Textarea({"rows": 3})
    )

    def __init__(self, data: QueryDict | None = None, *, today: datetime.date) -> None:
        super().__init__(data, initial={"day": today})
        self.helper = helper(_("End the partnership"), "day", "note")


class DeclineForm(forms.Form):
    """Why not, or what would have to change."""

    note = forms.CharField(
        label=_("What would have to change, or why not"),
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": _("Say what would have to change, or why not.")},
    )
