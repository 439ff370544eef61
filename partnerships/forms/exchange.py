"""An exchange: when, where, about what, who came, what came of it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from accounts.models import Government
from partnerships.actions.exchanges import FIELDS
from partnerships.enums import ExchangeKind, Topic
from partnerships.forms.partnership import DAYS
from partnerships.forms.places import FindField, PlacesField, Searching, chosen, offered
from partnerships.models import Exchange, Organisation, Partnership


class ExchangeForm(Searching, forms.ModelForm):
    """FIELDS, and who took part; governments outside the partnership are found by name."""

    kind = forms.ChoiceField(
        label=_("kind"), choices=[each for each in ExchangeKind.choices if each[0] != ExchangeKind.SUMMIT]
    )
    topics = forms.MultipleChoiceField(
        label=_("Topics"), choices=Topic.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    governments = PlacesField(label=_("Governments that took part"), required=False)
    find = FindField(label=_("Find another government"))
    hosts = PlacesField(label=_("Host"), required=False)
    organisations = forms.ModelMultipleChoiceField(
        Organisation.objects.order_by("label_en"),
        label=_("Organisations that took part"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    language = forms.ChoiceField(label=_("language of outcome and what followed"), choices=settings.LANGUAGES)

    class Meta:
        model = Exchange
        fields = list(FIELDS)
        widgets = {
            "starts_on": forms.DateInput(DAYS, format="%Y-%m-%d"),
            "ends_on": forms.DateInput(DAYS, format="%Y-%m-%d"),
            "outcome": forms.Textarea({"rows": 4}),
            "followed": forms.Textarea({"rows": 4}),
        }
        labels = {"participants": _("Number of people who took part")}
        help_texts = {"followed": _("What was done because of it: a pilot, a law, a purchase.")}

    def __init__(
        self, data: QueryDict | None = None, *, partnership: Partnership, own: Government, **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        fields: dict[str, Any] = self.fields
        partners = [each.government for each in partnership.partners.all()]
        held = (
            [each.government for each in self.instance.participations.select_related("government")]
            if self.instance.pk
            else partners
        )
        slugs = chosen(data, "governments", [each.slug for each in held if each])
        places = offered({*slugs, *(each.slug for each in partners)}, data.get("find", "") if data else "")
        fields["governments"].offer(places)
        fields["hosts"].offer(places)
        if data is None:
            self.initial["governments"] = slugs
            self._fill()

    def _fill(self) -> None:
        if self.instance.pk:
            took_part = self.instance.participations.select_related("government", "organisation")
            self.initial["hosts"] = [each.government.slug for each in took_part if each.is_host]
            self.initial["organisations"] = [each.organisation for each in took_part if each.organisation]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        there = set(data.get("governments", []))
        if not there:
            self.add_error("governments", _("Name at least one government that took part."))
        elif set(data.get("hosts", [])) - there:
            self.add_error("hosts", ValidationError(_("A host takes part as well: tick it above too.")))
        return data

    @property
    def details(self) -> dict[str, Any]:
        """What actions.exchanges.save takes."""
        return {
            "values": {name: self.cleaned_data[name] for name in FIELDS},
            "governments": self.cleaned_data["governments"],
            "organisations": self.cleaned_data["organisations"],
            "hosts": self.cleaned_data["hosts"],
        }
