"""The rows of an inventory: a number or a notation key each, and where it comes from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django import forms

from inventories import frameworks, gases, masses
from inventories.enums import NotationKey, Quality
from inventories.forms.merging import Mergeable, Part
from inventories.forms.tonnes import TONNES, MassesField, TonnesField
from inventories.forms.tonnes import choices as mass_units
from inventories.frameworks import Row
from inventories.lines import LineDraft, faults_of
from inventories.models import InventoryLine

NOTES = ("included_in", "explanation", "quality", "source", "method", "factor_quality", "factor_source")
WORDS = ("notation_key", *NOTES)
KEYED = ("notation_key", "included_in", "explanation")
UNITS = {"co2e": "t CO₂e", "co2": "t CO₂"}


def field_name(row: str, what: str) -> str:
    return f"{what}-{row}"


class LinesForm(Mergeable):
    """All rows of a section at once; what is left blank has no line.

    Numbers without a unit are in `unit`: tonnes, or what the page was opened in (?unit=kt) and posts.
    A row that is not saved yet begins with the words that the last report had (`carried`), never its numbers.
    """

    def __init__(
        self,
        *args: Any,
        framework: str,
        section: str,
        lines: Iterable[InventoryLine],
        gwp_set: str,
        carried: Mapping[str, Mapping[str, str]] | None = None,
        **kwargs: Any,
    ) -> None:
        """`lines` come with their masses; what follows from masses by `gwp_set` stands in no field.

        `carried`: by row, the words (WORDS) of an earlier report.
        """
        self.framework, self.section, self.gwp_set = framework, section, gwp_set
        self.rows = frameworks.rows(framework, section)
        self.labels = {row.code: f"{row.code} {row.label}" for row in self.rows}
        self.follows: dict[str, dict[str, Decimal | None]] = {}
        held = {line.row: self.saved_line(line) for line in lines}
        keys_are_saved = any(values.get(field_name(row, "notation_key")) for row, values in held.items())
        self.carried = {
            row: self.offered(row, words, with_key=not keys_are_saved)
            for row, words in (carried or {}).items()
            if row not in held
        }
        self.held = {name: value for values in held.values() for name, value in values.items()}
        offered = {name: value for values in self.carried.values() for name, value in values.items()}
        super().__init__(*args, **kwargs | {"initial": self.held | offered})
        for row in self.rows:
            self.fields.update(self.fields_of(row))
        self.open_in(self.data.get("unit", TONNES))

    def open_in(self, unit: str) -> None:
        """Read and show numbers without a unit as of this one; any other word than a unit's is tonnes."""
        self.unit = unit if unit in dict(mass_units()) else TONNES
        for field in self.fields.values():
            if isinstance(field, TonnesField | MassesField):
                field.unit = self.unit

    @property
    def units(self) -> list[tuple[str, str]]:
        return mass_units()

    def offered(self, row: str, words: Mapping[str, str], *, with_key: bool) -> dict[str, str]:
        """What an earlier report said of a row, by the names of the fields.

        Its notation key is offered until the section holds one: the first save takes them over; a C until
        the row holds something.
        """
        key = words.get("notation_key")
        with_key = bool(key) and (with_key or key == NotationKey.C)
        names = WORDS if with_key else [n for n in NOTES if n not in KEYED]
        return {field_name(row, what): words[what] for what in names if words.get(what)}

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

        def choice(what: str, choices: list[tuple[str, Any]]) -> None:
            fields[field_name(row.code, what)] = forms.ChoiceField(
                label=label, required=False, choices=[("", "—"), *choices]
            )

        def text(what: str, longest: int) -> None:
            fields[field_name(row.code, what)] = forms.CharField(
                label=label, required=False, max_length=longest
            )

        choice("notation_key", NotationKey.choices)
        text("included_in", 20)
        text("explanation", 2000)
        choice("quality", Quality.choices)
        text("source", 240)
        text("method", 240)
        choice("factor_quality", Quality.choices)
        text("factor_source", 240)
        fields[field_name(row.code, "masses")] = MassesField(label=label)
        return fields

    def parts(self) -> list[Part]:
        return [Part(row.code, self.labels[row.code], tuple(self.names_of(row))) for row in self.rows]

    def names_of(self, row: Row) -> list[str]:
        return [field_name(row.code, what) for what in (*row.quantities, *WORDS, "masses")]

    def saved(self, name: str) -> str:
        return self.normal(name, super().saved(name))

    def typed(self, name: str) -> str:
        """As it would be typed in tonnes; what the page did not send is as it is saved."""
        if self.add_prefix(name) not in self.data:
            return self.saved(name) if name in self.held else ""
        value = self.normal(name, str(self.data.get(self.add_prefix(name), "")).strip().replace("\r\n", "\n"))
        return value.upper() if value.upper() in NotationKey.values else value

    def normal(self, name: str, text: str) -> str:
        field = self.fields[name]
        return field.normal(text) if isinstance(field, TonnesField | MassesField) else text

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        self.keep_what_is_not_shown(data)
        for row in self.rows:
            if not any(name in self.errors for name in self.names_of(row)):
                self.move_keys(row, data)
                self.add_faults(row, data)
        return data

    def keep_what_is_not_shown(self, data: dict[str, Any]) -> None:
        """What the page did not send stays as it is saved."""
        for name, value in self.held.items():
            if self.add_prefix(name) not in self.data:
                data[name] = value

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
        """Whether nothing was entered: words that the last report left are no entry by themselves.

        Nor is its C, which stands beside a number.
        """
        filled = {name: data[name] for name in self.names_of(row) if data[name] not in (None, "", {})}
        offered = self.carried.get(row.code, {})
        key = field_name(row.code, "notation_key")
        if key in filled and not filled[key] == offered.get(key) == NotationKey.C:
            return False
        return all(offered.get(name) == value for name, value in filled.items())

    def drafts(self) -> list[LineDraft]:
        """The rows that hold something, as the domain takes them."""
        data = self.cleaned_data
        return [self.draft(row, data) for row in self.rows if not self.is_blank(row, data)]

    def draft(self, row: Row, data: dict[str, Any]) -> LineDraft:
        values = {what: data[field_name(row.code, what)] for what in (*row.quantities, *WORDS, "masses")}
        return LineDraft(row=row.code, **values)
