"""The rows of an inventory: a number or a notation key each, and where it comes from."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from inventories import frameworks, gases, masses
from inventories.enums import NotationKey, Quality
from inventories.forms.merging import Mergeable, Part
from inventories.forms.numbers import NumberField, grouped, parse
from inventories.frameworks import Row
from inventories.lines import LineDraft, faults_of
from inventories.models import InventoryLine

WORDS = ("notation_key", "included_in", "explanation", "quality", "source")
MASS = re.compile(r"(\S.*?)\s*[:：=\t ]\s*([-−]?[\d.][\d., eE+-]*)")
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


class MassesField(forms.CharField):
    """Gases and their masses in tonnes, a pair in each line; as a mapping by the codes of gases."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, max_length=2000, **kwargs)
        self.number = NumberField()

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        return "\n".join(f"{gas}: {grouped(tonnes)}" for gas, tonnes in value.items())

    def clean(self, value: Any) -> dict[str, Decimal]:
        found: dict[str, Decimal] = {}
        for line in super().clean(value).splitlines():
            if line.strip():
                gas, tonnes = self.pair(line.strip())
                if gas in found:
                    raise forms.ValidationError(
                        _("%(gas)s stands in two lines: add its masses up."), params={"gas": gas}
                    )
                found[gas] = tonnes
        return found

    def pair(self, line: str) -> tuple[str, Decimal]:
        """One line. Raises ValidationError that names it."""
        match = MASS.fullmatch(line)
        code = gases.code_of(match[1]) if match else None
        if match is None or code is None:
            raise forms.ValidationError(
                _("“%(line)s”: write a gas and its tonnes in each line, for example ch4: 12.5."),
                params={"line": line[:40]},
            )
        try:
            return code, self.number.fit(parse(match[2]))
        except forms.ValidationError:
            raise forms.ValidationError(
                _("“%(line)s”: the mass is not a number that can be kept. Write tonnes as digits alone."),
                params={"line": line[:40]},
            ) from None


class LinesForm(Mergeable):
    """All rows of a section at once; what is left blank has no line."""

    def __init__(
        self,
        *args: Any,
        framework: str,
        section: str,
        lines: Iterable[InventoryLine],
        gwp_set: str,
        **kwargs: Any,
    ) -> None:
        """`lines` come with their masses; what follows from masses by `gwp_set` stands in no field."""
        self.framework, self.section, self.gwp_set = framework, section, gwp_set
        self.rows = frameworks.rows(framework, section)
        self.labels = {row.code: f"{row.code} {row.label}" for row in self.rows}
        self.follows: dict[str, dict[str, Decimal | None]] = {}
        initial: dict[str, Any] = {}
        for line in lines:
            initial |= self.saved_line(line)
        super().__init__(*args, **kwargs | {"initial": initial})
        for row in self.rows:
            self.fields.update(self.fields_of(row))

    def saved_line(self, line: InventoryLine) -> dict[str, Any]:
        held = {each.gas: each.tonnes for each in line.masses.all()}
        columns: tuple[str, ...] = ("co2e", "co2")
        if set(held) - {gases.BIOGENIC}:
            self.follows[line.row] = {quantity: getattr(line, quantity) for quantity in columns}
            columns = ()
        found = {
            field_name(line.row, what): getattr(line, what)
            for what in (*columns, *WORDS)
            if getattr(line, what) not in (None, "")
        }
        return found | ({field_name(line.row, "masses"): held} if held else {})

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
        fields[field_name(row.code, "masses")] = MassesField(label=label)
        return fields

    def parts(self) -> list[Part]:
        return [Part(row.code, self.labels[row.code], tuple(self.names_of(row))) for row in self.rows]

    def names_of(self, row: Row) -> list[str]:
        return [field_name(row.code, what) for what in (*row.quantities, *WORDS, "masses")]

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
        place = {"framework": self.framework, "section": self.section}
        (draft,), faults = masses.completed([self.draft(row, data)], gwp_set=self.gwp_set, **place)
        for fault in faults or faults_of(draft, **place):
            name = field_name(row.code, fault.column)
            self.add_error(name if name in self.fields else None, f"{fault.message} {fault.remedy}")

    def is_blank(self, row: Row, data: dict[str, Any]) -> bool:
        return all(data[name] in (None, "", {}) for name in self.names_of(row))

    def drafts(self) -> list[LineDraft]:
        """The rows that hold something, as the domain takes them."""
        data = self.cleaned_data
        return [self.draft(row, data) for row in self.rows if not self.is_blank(row, data)]

    def draft(self, row: Row, data: dict[str, Any]) -> LineDraft:
        values = {what: data[field_name(row.code, what)] for what in (*row.quantities, *WORDS, "masses")}
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
