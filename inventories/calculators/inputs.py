"""What a calculator asks for, and what people type read into quantities.

Raw inputs are JSON: text for a number, a choice or words; {"value": text, "unit": code} for an amount;
{year: text} for a series; {choice: text} for shares; {line: {carrier: {"value", "unit"}}} for a balance.
A blank is left out, never zero.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import Enum
from typing import Any

from inventories.calculators import units
from inventories.calculators.words import N_, Words

Raw = Mapping[str, Any]
Inputs = dict[str, Any]

HUNDRED = Decimal(100)


class Kind(Enum):
    AMOUNT = "amount"
    NUMBER = "number"
    SHARE = "share"
    YEAR = "year"
    CHOICE = "choice"
    TEXT = "text"
    SHARES = "shares"
    SERIES = "series"
    BALANCE = "balance"


@dataclass(frozen=True)
class Field:
    """One thing to fill in. `label` and `help` are message ids; `choices` by code."""

    code: str
    label: str
    kind: Kind
    units: tuple[str, ...] = ()
    choices: Mapping[str, Words] | None = None
    required: bool = True
    default: str = ""
    help: str = ""
    lines: Mapping[str, Words] | None = None
    """Of a balance: its lines; `choices` are then its carriers."""


@dataclass(frozen=True)
class Problem:
    """What is wrong with a field and how to put it right: message ids and what stands in them."""

    field: str
    message: str
    remedy: str
    value: str = ""


class BadInput(ValueError):
    """Inputs that nothing can be calculated from; `problems` names every one."""

    def __init__(self, *problems: Problem) -> None:
        self.problems = problems
        super().__init__("; ".join(f"{each.field}: {each.message}" for each in problems))


def read(fields: tuple[Field, ...], raw: Raw) -> Inputs:
    """Raw inputs as quantities, Decimals and codes; what is blank has no entry. Raises BadInput."""
    found: Inputs = {}
    problems: list[Problem] = []
    for field in fields:
        try:
            value = _read(field, raw.get(field.code))
        except BadInput as error:
            problems += error.problems
            continue
        if value is not None:
            found[field.code] = value
        elif field.required:
            problems.append(Problem(field.code, N_("This is missing."), _remedy(field)))
    if problems:
        raise BadInput(*problems)
    return found


def _read(field: Field, raw: Any) -> Any:
    if raw in (None, "", {}):
        return None
    if isinstance(raw, Mapping) is not (field.kind in _COMPOUND):
        raise BadInput(_not_understood(field))
    return _READERS[field.kind](field, raw)


def _not_understood(field: Field) -> Problem:
    return Problem(field.code, N_("This was not understood."), _remedy(field))


def _amount(field: Field, raw: Any) -> Any:
    text, unit = str(raw.get("value", "")), str(raw.get("unit", ""))
    if not text:
        return None
    _check_unit(field, unit)
    return units.quantity(_not_negative(field, text), unit)


def _number(field: Field, raw: Any) -> Decimal:
    return _not_negative(field, str(raw))


def _share(field: Field, raw: Any) -> Decimal:
    """Per cent as typed; a share of one as calculated with."""
    share = _not_negative(field, str(raw))
    if share > HUNDRED:
        raise BadInput(
            Problem(
                field.code, N_("A share is at most 100 %."), N_("Enter it in per cent, 0 to 100."), str(raw)
            )
        )
    return share / HUNDRED


def _year(field: Field, raw: Any) -> int:
    text = str(raw)
    if not (text.isascii() and text.isdigit() and 1900 <= int(text) <= 2200):
        raise BadInput(
            Problem(field.code, N_("This is not a year."), N_("Enter four digits, for example 2020."), text)
        )
    return int(text)


def _choice(field: Field, raw: Any) -> str:
    if not isinstance(raw, str) or raw not in (field.choices or {}):
        raise BadInput(
            Problem(
                field.code, N_("This is not one of the choices."), N_("Choose one of the list."), str(raw)
            )
        )
    return str(raw)


def _text(field: Field, raw: Any) -> str | None:
    return str(raw).strip() or None


def _shares(field: Field, raw: Any) -> dict[str, Decimal] | None:
    found = {_choice(field, code): _share(field, text) for code, text in raw.items() if text}
    if sum(found.values()) > 1:
        raise BadInput(
            Problem(
                field.code,
                N_("The shares add up to more than 100 %."),
                N_("Correct them: what is left over counts as inert or untreated."),
            )
        )
    return found or None


def _series(field: Field, raw: Any) -> dict[int, Decimal] | None:
    found = {_year(field, year): _not_negative(field, str(text)) for year, text in raw.items() if text != ""}
    return dict(sorted(found.items())) or None


def _balance(field: Field, raw: Any) -> dict[str, dict[str, Any]] | None:
    found: dict[str, dict[str, Any]] = {}
    for line, carriers in raw.items():
        if not isinstance(carriers, Mapping) or not all(
            isinstance(each, Mapping) for each in carriers.values()
        ):
            raise BadInput(_not_understood(field))
        if line not in (field.lines or {}):
            raise BadInput(
                Problem(field.code, N_("The balance has no such line."), N_("Choose one of the list."), line)
            )
        for carrier, amount in carriers.items():
            value = _cell(field, _choice(field, carrier), amount, signed=line == "transfer")
            if value is not None:
                found.setdefault(line, {})[carrier] = value
    return found or None


def _cell(field: Field, carrier: str, raw: Any, *, signed: bool) -> Any:
    text, unit = str(raw.get("value", "")), str(raw.get("unit", ""))
    if not text:
        return None
    _check_unit(field, unit)
    return units.quantity(_decimal(field, text) if signed else _not_negative(field, text), unit)


def _check_unit(field: Field, unit: str) -> None:
    if not unit:
        raise BadInput(Problem(field.code, N_("The unit is missing."), N_("Choose it beside the number.")))
    if unit not in field.units:
        raise BadInput(
            Problem(field.code, N_("This unit does not fit here."), N_("Choose one of the list."), unit)
        )


def _not_negative(field: Field, text: str) -> Decimal:
    value = _decimal(field, text)
    if value < 0:
        raise BadInput(Problem(field.code, N_("The value is below zero."), N_("Enter zero or more."), text))
    return value


def _decimal(field: Field, text: str) -> Decimal:
    try:
        value = Decimal(text)
    except InvalidOperation:
        value = Decimal("NaN")
    if not value.is_finite():
        raise BadInput(
            Problem(
                field.code,
                N_("This is not a number."),
                N_("Enter digits alone, for example 1234.5, and choose the unit beside them."),
                text,
            )
        )
    if value and not -30 < value.adjusted() < 30:
        raise BadInput(
            Problem(
                field.code, N_("This number is out of any range."), N_("Check the number and its unit."), text
            )
        )
    return value


def _remedy(field: Field) -> str:
    return {
        Kind.AMOUNT: N_("Enter the amount and choose its unit."),
        Kind.CHOICE: N_("Choose one of the list."),
        Kind.SERIES: N_("Enter one year and its amount in each line."),
        Kind.BALANCE: N_("Fill in at least one amount of the balance."),
        Kind.SHARES: N_("Enter at least one share in per cent."),
    }.get(field.kind, N_("Fill it in."))


_COMPOUND = frozenset({Kind.AMOUNT, Kind.SHARES, Kind.SERIES, Kind.BALANCE})

_READERS = {
    Kind.AMOUNT: _amount,
    Kind.NUMBER: _number,
    Kind.SHARE: _share,
    Kind.YEAR: _year,
    Kind.CHOICE: _choice,
    Kind.TEXT: _text,
    Kind.SHARES: _shares,
    Kind.SERIES: _series,
    Kind.BALANCE: _balance,
}
