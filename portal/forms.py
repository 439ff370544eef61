"""What readers choose on public pages; it lives in the address."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.enums import GovernmentKind
from accounts.places import country_name
from partnerships.enums import Commitment, CommitmentState
from progress.enums import Verdict

SORTS = [
    ("name", _("Name")),
    ("promises", _("Most promises first")),
    ("report", _("Latest report first")),
]


def select(label: Any, choices: Iterable[Any]) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        required=False,
        choices=[("", _("All")), *choices],
        widget=forms.Select(attrs={"class": "form-select"}),
    )


class SignatoryFilter(forms.Form):
    """Which governments of a network to list. A value that is no choice is as good as none."""

    q = forms.CharField(
        label=_("Name"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"class": "form-control", "type": "search", "autocomplete": "off"}),
    )
    country = select(_("Country"), [])
    kind = select(_("Kind"), GovernmentKind.choices)
    verdict = select(_("Verdict"), [*Verdict.choices, ("none", _("Not declared yet"))])
    report = select(_("Accepted report"), [("yes", _("Has one")), ("no", _("Has none"))])
    sort = forms.ChoiceField(
        label=_("Sorted by"),
        required=False,
        choices=SORTS,
        widget=forms.Select(attrs={"class": "form-select"}),
    )

    def __init__(self, *args: Any, countries: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs | {"auto_id": "filter-%s", "label_suffix": ""})
        found = sorted((country_name(code), code) for code in countries)
        field = self.fields["country"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  as declared above
        field.choices = [("", _("All")), *((code, name) for name, code in found)]

    def chosen(self) -> dict[str, str]:
        """The values that are choices, without empty ones."""
        self.full_clean()
        return {name: value for name, value in self.cleaned_data.items() if value}


class CommitmentFilter(SignatoryFilter):
    """Which governments to list by the four commitments."""

    commitment = select(_("Commitment"), Commitment.choices)
    state = select(_("State"), CommitmentState.choices)
    kind = verdict = report = sort = None  # type: ignore[assignment]  # a form drops a field that is set to None

    field_order = ("q", "country", "commitment", "state")
