"""The secretariat brings open data, and says by which names others know a government."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import Government, Network
from inventories.importers.public.matching import ACCOUNT, NAME

SCHEMES = [(ACCOUNT, _("Account number at CDP")), (NAME, _("Name as others print it"))]


class BringPublicForm(forms.Form):
    file = forms.FileField(label=_("File"), error_messages={"required": _("Choose a file first.")})

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].widget.attrs["accept"] = ".csv,.xlsx,text/csv"
        self.fields["file"].help_text = gettext(
            "A CSV file or an Excel workbook (.xlsx) of at most %(size)s, as it was downloaded. It is read "
            "and shown to you first."
        ) % {"size": filesizeformat(settings.UPLOAD_MAX_BYTES)}


class KnownAsForm(forms.Form):
    """A name or number of one of the network's governments."""

    government = forms.ModelChoiceField(Government.objects.none(), label=_("Government"))
    scheme = forms.ChoiceField(label=_("What it is"), choices=SCHEMES, widget=forms.RadioSelect)
    name = forms.CharField(label=_("Name or number"), max_length=200)

    def __init__(self, *args: Any, network: Network, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = Government.objects.in_network(network).prefetch_related("names")
        field = self.fields["government"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101  it is declared so above
        field.queryset = own.ordered_by_name(get_language() or "en")

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        number = cleaned.get("name", "")
        if cleaned.get("scheme") == ACCOUNT and number and not (number.isascii() and number.isdigit()):
            self.add_error("name", gettext("A number at CDP has digits only, for example 54048."))
        return cleaned
