"""What an activity makes: amounts times factors by hand; units that do not go together are told."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from inventories import products
from inventories.activities import ActivityDraft


def draft(amount: str, unit: str, factor_unit: str, *, factor: str = "1", **fields: Any) -> ActivityDraft:
    factors = fields.pop("factors", {"co2": Decimal(factor)})
    return ActivityDraft(
        "Gas", amount=Decimal(amount), unit=unit, factors=factors, factor_unit=factor_unit, **fields
    )


@pytest.mark.parametrize(
    ("amount", "unit", "factor", "factor_unit", "tonnes"),
    [
        ("100", "TJ", "56100", "kg/TJ", "5610"),  # IPCC 2006, vol. 2, table 2.2: natural gas
        ("100", "TJ", "56100", "TJ", "5610"),  # as eCRF gives it: kilograms, of what they are counted on
        ("2", "GWh", "0.5703", "t CO2/MWh", "1140.6"),
        ("2", "GWh", "570.3", "gCO₂e/kWh", "1140.6"),
        ("3", "万吨", "2.53", "t/t", "75900"),
        ("10", "万千瓦时", "0.5703", "tCO2/MWh", "57.03"),
        ("1000", "US gallons", "8.887", "kg per gallon", "8.887"),
        ("5", "m3", "2.7", "kg CO2/L", "13.5"),
        ("200", "MMBtu", "53.06", "kg/mmBtu", "10.612"),
        ("2000", "lb", "1", "lb/lb", "0.907185"),
    ],
)
def test_the_amount_times_the_factor(
    amount: str, unit: str, factor: str, factor_unit: str, tonnes: str
) -> None:
    assert products.of(draft(amount, unit, factor_unit, factor=factor)).masses == {"co2": Decimal(tonnes)}


def test_only_the_share_that_burns_counts() -> None:
    made = products.of(draft("100", "TJ", "kg/TJ", factor="94600", oxidation=Decimal("0.98")))

    assert made.masses == {"co2": Decimal("9270.8")}


def test_each_gas_has_its_factor_and_the_report_its_potentials() -> None:
    factors = {"co2": Decimal(56100), "ch4": Decimal(5), "n2o": Decimal("0.1")}

    made = products.of(draft("1000", "TJ", "kg/TJ", factors=factors))

    assert made.masses == {"co2": Decimal(56100), "ch4": Decimal(5), "n2o": Decimal("0.1")}
    assert made.equivalent("AR5") == Decimal("56266.5")  # 56,100 + 5 x 28 + 0.1 x 265


def test_a_factor_of_co2_equivalent_makes_one() -> None:
    made = products.of(draft("10", "MWh", "kg/kWh", factors={"co2e": Decimal("0.6")}))

    assert made.equivalent("unknown") == Decimal(6)


@pytest.mark.parametrize(
    ("unit", "factor_unit", "said"),
    [
        ("t", "kg/TJ", "An amount in t and a factor in kg/TJ do not make a mass."),
        ("tons", "kg/t", "“tons” is not a unit that can be reckoned with"),
        ("barrels", "kg/t", "“barrels” is not a unit"),
        ("10**10**10", "kg/t", "is not a unit"),
        ("kWh", "g/kWh/day", "write one stroke, as in kg/TJ"),
        ("", "kg/t", "A unit is missing"),
        ("t", "/t", "A unit is missing"),
    ],
)
def test_units_that_make_nothing_are_said(unit: str, factor_unit: str, said: str) -> None:
    made = products.of(draft("1", unit, factor_unit))

    assert said in made.problem
    assert made.masses == {}


def test_a_result_beyond_the_world_is_refused() -> None:
    assert "larger than all the emissions" in products.of(draft("1e9", "亿吨", "t/t")).problem


def test_nothing_is_made_and_nothing_wrong_without_an_amount() -> None:
    assert products.of(ActivityDraft("Gas", factors={"co2": Decimal(1)}, factor_unit="kg/t")) == (
        products.Product({})
    )


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [("1000", "1004.9", False), ("1000", "1005.1", True), ("0.001", "0", False), ("0", "0.0011", True)],
)
def test_half_a_per_cent_and_a_kilogram_are_rounding(one: str, other: str, apart: bool) -> None:
    assert products.differ(Decimal(one), Decimal(other)) is apart


def test_a_sum_needs_every_result() -> None:
    given = ActivityDraft("Coal", co2e=Decimal(10))
    made = draft("100", "TJ", "kg/TJ", factor="56100")

    assert products.added_up([given, made], "AR5") == Decimal(5620)
    assert products.added_up([given, ActivityDraft("Wood")], "AR5") is None
    assert products.added_up([], "AR5") is None
