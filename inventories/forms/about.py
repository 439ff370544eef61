"""About this period: what the inventory covers and how it was made."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from inventories import verification
from inventories.enums import Assurance, Electricity, Gases, GwpSet, Publication
from inventories.forms.indicators import YearField
from inventories.forms.merging import Mergeable
from inventories.forms.numbers import NumberField
from inventories.models import ReportVersion
from inventories.sections import ABOUT_FIELDS


class AboutForm(Mergeable):
    """The answers that say what a figure can be compared with. All may wait, except how much is published."""

    level = forms.ChoiceField(
        label=_("Reporting level"),
        widget=forms.RadioSelect,
        help_text=_(
            "BASIC+ also counts industrial processes, agriculture and land use, grid losses and journeys "
            "beyond the boundary. A target counts the level that its base year was reported at."
        ),
    )
    boundary = forms.CharField(
        label=_("Boundary"),
        required=False,
        max_length=240,
        help_text=_("The area covered, for example: the city limits as of 2019."),
    )
    gases = forms.ChoiceField(
        label=_("Gases counted"),
        choices=Gases.choices,
        help_text=_("Only figures with the same gases are compared."),
    )
    gwp_set = forms.ChoiceField(
        label=_("Global warming potentials"),
        choices=GwpSet.choices,
        help_text=_("The IPCC report whose 100-year values turned each gas into CO₂ equivalent."),
    )
    electricity = forms.ChoiceField(
        label=_("Electricity from the grid"),
        choices=Electricity.choices,
        help_text=_("Location-based: the grid's average. Market-based: what the supply contracts say."),
    )
    methodology = forms.CharField(
        label=_("Method and sources"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("How the figures were made, in a few sentences that someone else could follow."),
    )
    method_change = forms.CharField(
        label=_("What changed in the methods since the report before"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "Leave blank if nothing did. After a change, earlier figures are compared with care until the "
            "base year is restated by the same methods."
        ),
    )
    release = forms.CharField(
        label=_("Release"),
        required=False,
        max_length=60,
        help_text=_(
            "Only where several years were made or restated together: a name that their reports share, for "
            "example “2021 restatement”."
        ),
    )
    population = NumberField(
        label=_("Population"),
        decimals=0,
        digits=12,
        help_text=_("People living within the boundary in this period."),
    )
    publication = forms.ChoiceField(
        label=_("What everyone may read once the report is accepted"),
        choices=Publication.choices,
        widget=forms.RadioSelect,
        help_text=_("Rows marked confidential are never shown. A verdict is always published."),
    )

    assurance = forms.ChoiceField(
        label=_("Verification"),
        required=False,
        choices=Assurance.choices,
        help_text=_("Whether somebody independent checked the inventory, and how far they vouch for it."),
    )
    verifier = forms.CharField(
        label=_("Verified by"),
        required=False,
        max_length=200,
        help_text=_("The body that signed the verification statement."),
    )
    verified_in = YearField(label=_("Year of the verification"))

    def __init__(
        self, *args: Any, version: ReportVersion, levels: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        """`levels`: those of the framework; where there is but one, nothing is asked."""
        initial = {name: getattr(version, name) for name in ABOUT_FIELDS}
        super().__init__(*args, **kwargs | {"initial": initial})
        if len(levels) < 2:
            del self.fields["level"]
        else:
            self.fields["level"].choices = levels  # type: ignore[attr-defined]

    def clean_assurance(self) -> str:
        """Without a word, as it is saved."""
        given: str = self.cleaned_data["assurance"]
        return given or self.initial["assurance"]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not set(verification.FIELDS) & set(self.errors):
            for name, words in verification.faults(data).items():
                self.add_error(name, words)
        return data

    def clean_population(self) -> int | None:
        value = self.cleaned_data["population"]
        if value is None:
            return None
        if value <= 0:
            raise forms.ValidationError(_("Give the number of people, more than 0, or leave this blank."))
        return int(value)
