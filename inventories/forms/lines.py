"""The rows of an inventory: a number or a notation key each, and where it comes from."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from inventories import frameworks
from inventories.enums import NotationKey, Quality
from inventories.forms.merging import Mergeable, Part
from inventories.forms.numbers import NumberField
from inventories.frameworks import Row
from inventories.lines import LineDraft, faults_of
from inventories.models import InventoryLine

WORDS = ("notation_key", "included_in", "explanation", "quality", "source")
UNITS = {"co2e": "t CO₂e", "co2": "t CO₂"}


def field_name(row: str, what: str) -> str:
    return f"{what}-{row}"


class TonnesField(NumberField):
    """Tonnes, or one of the notation keys typed in the number's place, as inventories often have it."""

    def clean(self, value: Any) -> Any:
        word = str(value or "").strip().upper()
        if word in NotationKey.values:
            return NotationKey(word)
        return super().clean(value)


class LinesForm(Mergeable):
    """All rows of a section at once; what is left blank has no line."""

    def __init__(
        self, *args: Any, framework: str, section: str, lines: Iterable[InventoryLine], **kwargs: Any
    ) -> None:
        self.framework, self.section = framework, section
        self.rows = frameworks.rows(framework, section)
        self.labels = {row.code: f"{row.code} {row.label}" for row in self.rows}
        initial = {
            field_name(line.row, what): getattr(line, what)
            for line in lines
            for what in ("co2e", "co2", *WORDS)
            if getattr(line, what) not in (None, "")
        }
        super().__init__(*args, **kwargs | {"initial": initial})
        for row in self.rows:
            self.fields.update(self.fields_of(row))

    def fields_of(self, row: Row) -> dict[str, forms.Field]:
        label = self.labels[row.code]
        fields: dict[str, forms.Field] = {
            field_name(row.code, quantity): TonnesField(label=f"{label}, {UNITS[quantity]}")
            for quantity in row.quantities
        }
        fields[field_name(row.code, "notation_key")] = forms.ChoiceField(
            label=label, required=False, choices=[("", "—"), *NotationKey.choices]
        )
        fields[field_name(row.code, "included_in")] = forms.CharField(
            label=label, required=False, max_length=20
        )
        fields[field_name(row.code, "explanation")] = forms.CharField(
            label=label, required=False, max_length=2000
        )
        fields[field_name(row.code, "quality")] = forms.ChoiceField(
            label=label, required=False, choices=[("", "—"), *Quality.choices]
        )
        fields[field_name(row.code, "source")] = forms.CharField(label=label, required=False, max_length=240)
        return fields

    def parts(self) -> list[Part]:
        return [Part(row.code, self.labels[row.code], tuple(self.names_of(row))) for row in self.rows]

    def names_of(self, row: Row) -> list[str]:
        return [field_name(row.code, what) for what in (*row.quantities, *WORDS)]

    def typed(self, name: str) -> str:
        value = super().typed(name)
        return value.upper() if value.upper() in NotationKey.values else value

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for row in self.rows:
            if not any(name in self.errors for name in self.names_of(row)):
                self.move_keys(row, data)
                self.add_faults(row, data)
        return data

    def move_keys(self, row: Row, data: dict[str, Any]) -> None:
        """A notation key typed in a number's place goes where it belongs."""
        for name in (field_name(row.code, quantity) for quantity in row.quantities):
            if isinstance(data[name], NotationKey):
                data[field_name(row.code, "notation_key")] = data[name].value
                data[name] = None

    def add_faults(self, row: Row, data: dict[str, Any]) -> None:
        """What the domain finds wrong with the row on its face, at the field it is about."""
        if self.is_blank(row, data):
            return
        draft = self.draft(row, data)
        for fault in faults_of(draft, framework=self.framework, section=self.section):
            name = field_name(row.code, fault.column)
            self.add_error(name if name in self.fields else None, f"{fault.message} {fault.remedy}")

    def is_blank(self, row: Row, data: dict[str, Any]) -> bool:
        return all(data[name] in (None, "") for name in self.names_of(row))

    def drafts(self) -> list[LineDraft]:
        """The rows that hold something, as the domain takes them."""
        data = self.cleaned_data
        return [self.draft(row, data) for row in self.rows if not self.is_blank(row, data)]

    def draft(self, row: Row, data: dict[str, Any]) -> LineDraft:
        values = {what: data[field_name(row.code, what)] for what in (*row.quantities, *WORDS)}
        return LineDraft(row=row.code, **values)


class UploadForm(forms.Form):
    """A file of rows in the layout of the template."""

    file = forms.FileField(
        label=_("CSV file"),
        help_text=_("Save the template from your spreadsheet program as CSV (UTF-8)."),
        error_messages={"required": _("Choose a file first.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].widget.attrs["accept"] = ".csv,text/csv"
