"""What holds of every calculator: twice the activity is twice the mass, to the gram, whatever the unit."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inventories import calculators
from inventories.calculators import Setting, units

SHARED: dict[str, Any] = {"composition": {"food": "40", "paper": "20"}, "site": "managed", "cover": "covered"}
LINEAR: dict[str, tuple[str, str, dict[str, Any]]] = {
    "stationary-fuel": ("activity", "t", {"fuel": "bituminous", "users": "manufacturing"}),
    "road-fuel-sold": ("activity", "gal", {"fuel": "diesel", "share": "80"}),
    "road-distance": (
        "distance",
        "mile",
        {"fuel": "gasoline_light", "consumption": {"value": "8", "unit": "L_per_100km"}},
    ),
    "grid-electricity": ("activity", "wan_kWh", {"grid": "egrid.nycw"}),
    "network-heat": ("activity", "GJ", {}),
    "grid-losses": ("activity", "MWh", {"grid": "egrid.us", "rate": "5", "rate_of": "sent_out"}),
    "landfill-commitment": ("waste", "short_ton", SHARED),
    "biological-treatment": ("waste", "t", {"treatment": "compost_wet"}),
    "incineration": (
        "waste",
        "wan_t",
        {"composition": {"plastics": "10"}, "technology": "continuous_stoker", "energy": "no"},
    ),
}
VALUES = st.decimals(min_value=Decimal("0.001"), max_value=Decimal("9999999"), places=3)


def masses(code: str, value: Decimal, unit: str = "") -> dict[str, Decimal]:
    field, usual, rest = LINEAR[code]
    raw = rest | {field: {"value": format(value, "f"), "unit": unit or usual}}
    result = calculators.get(code).calculate(raw, setting=Setting(2022, "US"))
    return {gas: mass.quantize(Decimal("0.000001"), ROUND_HALF_UP) for gas, mass in result.masses.items()}


@pytest.mark.parametrize("code", LINEAR)
@settings(max_examples=25, deadline=None)
@given(value=VALUES)
def test_twice_the_activity_is_twice_the_mass(code: str, value: Decimal) -> None:
    once, twice = masses(code, value), masses(code, value * 2)
    assert once.keys() == twice.keys()
    for gas, mass in once.items():
        assert abs(twice[gas] - 2 * mass) <= Decimal("0.000001")


@pytest.mark.parametrize(
    ("code", "unit", "other"),
    [
        ("stationary-fuel", "wan_t", "kg"),
        ("stationary-fuel", "tce", "TJ"),
        ("grid-electricity", "GWh", "GJ"),
        ("road-distance", "km", "mile"),
        ("landfill-commitment", "lb", "kg"),
    ],
)
@settings(max_examples=25, deadline=None)
@given(value=VALUES)
def test_the_unit_does_not_matter(code: str, unit: str, other: str, value: Decimal) -> None:
    """To the gram: a quotient of two units, such as kilometres in a mile, may have no end."""
    with units.exactly():
        converted = round(units.convert(value, unit, other), 20)
    before, after = masses(code, value, unit), masses(code, converted, other)
    for gas, mass in before.items():
        assert abs(after[gas] - mass) <= Decimal("0.000001")


def test_no_result_holds_a_float() -> None:
    for code in LINEAR:
        assert all(isinstance(mass, Decimal) for mass in masses(code, Decimal("12.345")).values())
