"""Units: exact both ways, and the ones people type mean what they should."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inventories.calculators import units

KINDS = ("mass", "volume", "energy", "distance")
BASE = {"mass": "t", "volume": "m3", "energy": "MJ", "distance": "km"}
VALUES = st.decimals(
    min_value=Decimal("0"), max_value=Decimal("999999999999"), places=6, allow_nan=False, allow_infinity=False
)


def of_kinds() -> st.SearchStrategy[tuple[str, str]]:
    """A unit, and the base unit of its kind."""
    return st.sampled_from([(code, BASE[kind]) for kind in KINDS for code in units.of(kind)])


@settings(deadline=None)
@given(value=VALUES, pair=of_kinds())
def test_converting_there_and_back_is_exact(value: Decimal, pair: tuple[str, str]) -> None:
    typed, base = pair
    assert units.convert(units.convert(value, typed, base), base, typed) == value


@settings(deadline=None)
@given(one=VALUES, other=VALUES, pair=of_kinds())
def test_converting_a_sum_is_summing_what_was_converted(
    one: Decimal, other: Decimal, pair: tuple[str, str]
) -> None:
    typed, base = pair
    with units.exactly():
        apart = units.convert(one, typed, base) + units.convert(other, typed, base)
        assert units.convert(one + other, typed, base) == apart


@pytest.mark.parametrize(
    ("value", "source", "target", "expected"),
    [
        ("1", "wan_t", "t", "10000"),
        ("1", "yi_t", "Mt", "100"),
        ("1", "short_ton", "kg", "907.18474"),
        ("1", "lb", "kg", "0.45359237"),
        ("1", "wan_m3", "m3", "10000"),
        ("1", "gal", "L", "3.785411784"),
        ("1", "Mcf", "m3", "28.316846592"),
        ("1", "kWh", "MJ", "3.6"),
        ("1", "wan_kWh", "MWh", "10"),
        ("1", "tce", "GJ", "29.3076"),
        ("1", "wan_tce", "TJ", "293.076"),
        ("1", "therm", "MJ", "105.5056"),
        ("1", "MMBtu", "MJ", "1055.056"),
        ("1", "wan_km", "km", "10000"),
        ("1", "mile", "km", "1.609344"),
    ],
)
def test_units_people_type(value: str, source: str, target: str, expected: str) -> None:
    assert units.convert(Decimal(value), source, target) == Decimal(expected)


def test_every_unit_of_the_table_can_be_read_and_is_of_its_kind() -> None:
    for unit in units.units().values():
        quantity = units.quantity(Decimal(1), unit.code)
        assert units.kind_of(quantity) in (unit.kind, "")
        assert unit.words.en
        assert unit.words.zh


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        ("2.50", "wan_t", "2.5 万吨"),
        ("1234567.125", "kg", "1,234,567.125 kg"),
        ("30", "L_per_100km", "30 l/100 km"),
        ("0.0000004", "t", "0.0000004 t"),
        ("3", "million_km", "3 million km"),
    ],
)
def test_numbers_are_shown_with_their_unit(value: str, code: str, text: str) -> None:
    assert units.shown(units.quantity(Decimal(value), code)) == text
