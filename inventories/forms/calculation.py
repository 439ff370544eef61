"""The form of a calculator, made from its fields; what is typed becomes the calculator's raw inputs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext, gettext_lazy
from django.utils.translation import gettext as _

from inventories.calculators import BadInput, Calculator, Field, Kind, Result, Setting
from inventories.enums import Quality
from inventories.forms.amounts import FreeNumberField, SeriesField, UnitField, said, sentences, units_of

SIMPLE = (Kind.NUMBER, Kind.SHARE, Kind.YEAR, Kind.CHOICE, Kind.TEXT, Kind.SERIES)
FOLDED = ("own_", "ncv", "basis")
"""Fields that most people leave alone begin so: they are folded away until one of them is filled."""


@dataclass(frozen=True)
class Block:
    """A field of the calculator as the page shows it: one input, an amount with its unit, or a table."""

    field: Field
    label: str
    help: str
    parts: list[BoundField]
    unit: BoundField | None = None
    table: list[tuple[str, list[BoundField]]] | None = None
    units: list[BoundField] | None = None
    """Of a balance: the unit of each of its carriers."""

    @property
    def is_plain(self) -> bool:
        return self.table is None and len(self.parts) == 1 and self.field.kind is not Kind.SHARES

    @property
    def is_filled(self) -> bool:
        return any(part.errors or part.value() for part in self.parts)


class CalculationForm(forms.Form):
    """What a calculator asks for, and where the activity data come from."""

    title = forms.CharField(
        label=gettext_lazy("What is worked out here"),
        required=False,
        max_length=120,
        help_text=gettext_lazy("For example: natural gas of the households, sales of the utility."),
    )
    source = forms.CharField(
        label=gettext_lazy("Source of the activity data"), required=False, max_length=240
    )
    activity_quality = forms.ChoiceField(
        label=gettext_lazy("Quality of the activity data"),
        required=False,
        choices=[("", "—"), *Quality.choices],
    )
    factor_quality = forms.ChoiceField(
        label=gettext_lazy("Quality of the factor"), required=False, choices=[("", "—"), *Quality.choices]
    )

    def __init__(self, *args: Any, calculator: Calculator, setting: Setting, row: str, **kwargs: Any) -> None:
        self.calculator, self.setting, self.row = calculator, setting, row
        presets = {field.code: field.default for field in calculator.fields if field.default}
        presets |= calculator.presets(row, setting)
        super().__init__(*args, **kwargs | {"initial": presets | (kwargs.get("initial") or {})})
        self.result: Result | None = None
        for field in calculator.fields:
            self.fields.update(_MAKERS[field.kind](self, field))

    # Fields

    def one(self, field: Field) -> dict[str, forms.Field]:
        if field.kind is Kind.TEXT:
            made: forms.Field = forms.CharField(required=False, max_length=240)
        elif field.kind is Kind.YEAR:
            made = forms.CharField(required=False, max_length=4)
            made.widget.attrs["inputmode"] = "numeric"
        elif field.kind is Kind.SERIES:
            made = SeriesField()
        elif field.kind is Kind.CHOICE:
            made = forms.ChoiceField(required=False, choices=self.choices(field))
            if field.code == "row":
                made.widget = forms.HiddenInput()
        else:
            made = FreeNumberField()
        made.label, made.help_text = gettext(field.label), gettext(field.help) if field.help else ""
        return {field.code: made}

    def choices(self, field: Field) -> list[tuple[str, str]]:
        found = [(code, said(words)) for code, words in (field.choices or {}).items()]
        if field.code == "grid":  # the country's own grids first
            own = {"US": "egrid", "CN": "china_grid"}.get(self.setting.country, "egrid")
            found.sort(key=lambda choice: not choice[0].startswith(own))
        return found if field.default else [("", "—"), *found]

    def amount(self, field: Field) -> dict[str, forms.Field]:
        label = gettext(field.label)
        return {
            field.code: FreeNumberField(label=label, help_text=gettext(field.help) if field.help else ""),
            f"{field.code}-unit": UnitField(field.units, label, usual=False),
        }

    def shares(self, field: Field) -> dict[str, forms.Field]:
        return {
            f"{field.code}-{code}": FreeNumberField(label=said(words))
            for code, words in (field.choices or {}).items()
        }

    def balance(self, field: Field) -> dict[str, forms.Field]:
        found: dict[str, forms.Field] = {}
        for carrier, words in (field.choices or {}).items():
            found[f"{field.code}-unit-{carrier}"] = UnitField(units_of(carrier, field.units), said(words))
            for line, of_line in (field.lines or {}).items():
                label = f"{said(of_line)}, {said(words)}"
                found[f"{field.code}-{line}-{carrier}"] = FreeNumberField(label=label)
        return found

    # What is typed

    def raw(self) -> dict[str, Any]:
        """The calculator's raw inputs, of a form whose numbers could be read."""
        found = {field.code: self.raw_of(field) for field in self.calculator.fields}
        return {code: value for code, value in found.items() if value not in (None, "", {})}

    def raw_of(self, field: Field) -> Any:
        data = self.cleaned_data
        if field.kind is Kind.AMOUNT:
            value = data[field.code]
            return {"value": plain(value), "unit": data[f"{field.code}-unit"]} if value is not None else None
        if field.kind is Kind.SHARES:
            of_code = {code: data[f"{field.code}-{code}"] for code in field.choices or {}}
            return {code: plain(value) for code, value in of_code.items() if value is not None}
        if field.kind is Kind.BALANCE:
            return self.raw_balance(field)
        value = data[field.code]
        return plain(value) if isinstance(value, Decimal) else value

    def raw_balance(self, field: Field) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for line in field.lines or {}:
            for carrier in field.choices or {}:
                value = self.cleaned_data[f"{field.code}-{line}-{carrier}"]
                if value is not None:
                    unit = self.cleaned_data[f"{field.code}-unit-{carrier}"]
                    found.setdefault(line, {})[carrier] = {"value": plain(value), "unit": unit}
        return found

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.errors:
            try:
                self.result = self.calculator.calculate(self.raw(), setting=self.setting)
            except BadInput as error:
                for problem in error.problems:
                    self.add_problem(problem)
        return data

    def add_problem(self, problem: Any) -> None:
        """What the calculator finds wrong, at the field it is about."""
        text = sentences(gettext(problem.message), gettext(problem.remedy))
        if problem.value:
            text = sentences(text, _("Entered: %(value)s.") % {"value": problem.value})
        field = next(each for each in self.calculator.fields if each.code == problem.field)
        at = next((name for name in self.names_of(field) if name in self.fields), None)
        if at and isinstance(self.fields[at].widget, forms.HiddenInput):
            at = None
        self.add_error(at, text)

    # The page

    def names_of(self, field: Field) -> list[str]:
        """The inputs of a field, its units aside."""
        if field.kind is Kind.SHARES:
            return [f"{field.code}-{code}" for code in field.choices or {}]
        if field.kind is Kind.BALANCE:
            return [
                f"{field.code}-{line}-{carrier}"
                for line in field.lines or {}
                for carrier in field.choices or {}
            ]
        return [field.code]

    def block(self, field: Field) -> Block:
        parts = [self[name] for name in self.names_of(field)]
        label, words = gettext(field.label), gettext(field.help) if field.help else ""
        if field.kind is Kind.AMOUNT:
            return Block(field, label, words, parts, unit=self[f"{field.code}-unit"])
        if field.kind is not Kind.BALANCE:
            return Block(field, label, words, parts)
        table = [
            (said(of_line), [self[f"{field.code}-{line}-{carrier}"] for carrier in field.choices or {}])
            for line, of_line in (field.lines or {}).items()
        ]
        heads = [self[f"{field.code}-unit-{carrier}"] for carrier in field.choices or {}]
        return Block(field, label, words, parts, table=table, units=heads)

    def blocks(self) -> list[Block]:
        return [
            self.block(field)
            for field in self.calculator.fields
            if not is_folded(field) and not self.is_hidden(field)
        ]

    def folded(self) -> list[Block]:
        return [self.block(field) for field in self.calculator.fields if is_folded(field)]

    def opened(self) -> bool:
        """Whether the folded fields are open: one of them holds something, or is wrong."""
        return any(block.is_filled for block in self.folded() if block.field.code != "basis")

    def is_hidden(self, field: Field) -> bool:
        return field.kind is Kind.CHOICE and isinstance(self.fields[field.code].widget, forms.HiddenInput)

    def hidden(self) -> Iterable[BoundField]:
        return self.hidden_fields()


def is_folded(field: Field) -> bool:
    return field.code.startswith(FOLDED)


def plain(value: Decimal) -> str:
    return format(value, "f")


def initial_of(inputs: Mapping[str, Any]) -> dict[str, Any]:
    """What a kept calculation puts into the form: its raw inputs, taken apart into the form's fields."""
    found: dict[str, Any] = {}
    for code, value in inputs.items():
        if not isinstance(value, Mapping):
            found[code] = value
        elif "unit" in value and "value" in value:
            found |= {code: value["value"], f"{code}-unit": value["unit"]}
        elif any(isinstance(each, Mapping) for each in value.values()):
            for line, carriers in value.items():
                for carrier, amount in carriers.items():
                    found[f"{code}-{line}-{carrier}"] = amount["value"]
                    found[f"{code}-unit-{carrier}"] = amount["unit"]
        else:
            found |= {f"{code}-{part}": each for part, each in value.items()} | {code: value}
    return found


Maker = Callable[[CalculationForm, Field], Mapping[str, forms.Field]]
_MAKERS: dict[Kind, Maker] = {
    Kind.AMOUNT: CalculationForm.amount,
    Kind.SHARES: CalculationForm.shares,
    Kind.BALANCE: CalculationForm.balance,
    **dict.fromkeys(SIMPLE, CalculationForm.one),
}
