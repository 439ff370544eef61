"""Units as people type them, through pint with Decimal: tonnes, 万吨, gallons, tce, vehicle-kilometres.

Every unit is a finite decimal multiple of its kind's base unit, so that converting to it and back is exact.
A tonne of coal equivalent is 7,000 kcal a kilogram (GB/T 2589): 29.3076 GJ, a kilocalorie being 4.1868 kJ.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Context, Decimal, localcontext
from functools import cache
from typing import Any

import pint

from inventories.calculators import tables
from inventories.calculators.words import Words

PRECISION = 50
"""Digits that a calculation carries: more than any input has, so that no step rounds what can be exact."""
SHOWN = 10
"""Significant digits of a number on a page; what is shorter is shown whole."""

# Pint's own foot, mile and gallon come of a yard divided by 3, which no Decimal holds.
DEFINITIONS = (
    "wan_tonne = 10000 * tonne = 万吨",
    "yi_tonne = 100000000 * tonne = 亿吨",
    "wan_cubic_meter = 10000 * meter ** 3 = 万立方米",
    "yi_cubic_meter = 100000000 * meter ** 3 = 亿立方米",
    "cubic_feet = 0.028316846592 * meter ** 3 = cu_ft",
    "mille_cubic_feet = 1000 * cubic_feet = Mcf",
    "gallon_of_us = 3.785411784 * liter = us_gal",
    "statute_mile = 1.609344 * kilometer = miles",
    "wan_kilowatt_hour = 10000 * kilowatt_hour = 万千瓦时",
    "yi_kilowatt_hour = 100000000 * kilowatt_hour = 亿千瓦时",
    "us_therm = 100000 * Btu = therms",
    "mmbtu = 1000000 * Btu = MMBtu",
    "tonne_of_coal_equivalent = 29.3076 * gigajoule = tce",
    "wan_tonne_of_coal_equivalent = 10000 * tonne_of_coal_equivalent = 万tce",
    "wan_kilometer = 10000 * kilometer = 万公里",
    "million_kilometer = 1000000 * kilometer = million_km",
    "hundred_kilometer = 100 * kilometer = hundred_km",
)

SYMBOLS = {
    "hundred_km": "100 km",
    "million_km": "million km",
    "common_year": "a",
    "cu_ft": "ft³",
    "us_gal": "gal",
}
"""How a symbol is written where pint's own cannot have a space, or is a word."""

Quantity = Any  # pint's own class is made anew for each registry


@dataclass(frozen=True)
class Unit:
    code: str
    expression: str
    """As pint reads it."""
    kind: str
    words: Words


@cache
def units() -> dict[str, Unit]:
    """Every unit a person can choose, by its code."""
    return {
        code: Unit(code, record["unit"], record["kind"], tables.words(record))
        for code, record in tables.table("units").items()
    }


def of(*kinds: str) -> tuple[str, ...]:
    """The codes of the units of these kinds, in the table's order."""
    return tuple(unit.code for kind in kinds for unit in units().values() if unit.kind == kind)


@contextmanager
def exactly() -> Iterator[None]:
    """Decimal arithmetic with PRECISION digits."""
    with localcontext(Context(prec=PRECISION)):
        yield


@cache
def registry() -> pint.UnitRegistry:
    with exactly():
        made: pint.UnitRegistry = pint.UnitRegistry(non_int_type=Decimal)
        for definition in DEFINITIONS:
            made.define(definition)
        return made


def quantity(value: Decimal, code: str) -> Quantity:
    """`value` in the unit of this code."""
    return registry().Quantity(value, units()[code].expression)


def measured(value: Decimal, expression: str) -> Quantity:
    """`value` in a unit as pint writes it; without one, a bare number."""
    return registry().Quantity(value, expression or "dimensionless")


def convert(value: Decimal, source: str, target: str) -> Decimal:
    """`value` from one unit to another of the same kind, both by their codes: exact where it can be."""
    with exactly():
        one, other = (quantity(Decimal(1), code).to_base_units() for code in (source, target))
        if one.units != other.units:
            raise ValueError(f"{source} and {target} are not of one kind")
        converted: Decimal = value * one.magnitude / other.magnitude
        return converted


def kind_of(amount: Quantity) -> str:
    """'mass', 'volume', 'energy' or 'distance'; empty for anything else."""
    for kind, base in (("mass", "tonne"), ("volume", "liter"), ("energy", "joule"), ("distance", "meter")):
        if amount.is_compatible_with(base):
            return kind
    return ""


def shown(value: Quantity | Decimal) -> str:
    """A number as a person reads it, with its unit: 2.5 万吨, 26.7 TJ/Gg."""
    if isinstance(value, Decimal):
        return _digits(value)
    symbol = f"{value.units:~P}"
    for name, written in SYMBOLS.items():
        symbol = symbol.replace(name, written)
    return f"{_digits(value.magnitude)} {symbol}".strip()


def _digits(value: Decimal) -> str:
    rounded = Context(prec=SHOWN).plus(Decimal(value))
    text = f"{rounded:,f}"
    return (text.rstrip("0").rstrip(".") or "0") if "." in text else text
