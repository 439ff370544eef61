"""Factors: facts with sources; warnings where one is old, foreign or unchecked; kept values stay."""

from __future__ import annotations

import dataclasses
from decimal import Decimal
from typing import Any

import pytest

from inventories import calculators
from inventories.calculators import Setting, factors, registry, tables
from inventories.calculators.factors import Trust

COAL: dict[str, Any] = {
    "fuel": "anthracite",
    "users": "residential",
    "activity": {"value": "100", "unit": "kg"},
}


def warned(code: str, raw: dict[str, Any], year: int = 2022, country: str = "US") -> set[tuple[str, str]]:
    result = calculators.get(code).calculate(raw, setting=Setting(year, country))
    return {(each.code, each.detail) for each in result.warnings}


def test_every_factor_has_a_source_and_words_in_both_languages() -> None:
    assert len(factors.shipped()) > 400
    for factor in factors.shipped().values():
        assert factor.source, factor.id
        assert factor.words.en, factor.id
        assert factor.words.zh, factor.id
        assert factor.quantity.magnitude == factor.value


def test_every_fuel_has_every_factor_that_a_calculator_asks_for() -> None:
    table = factors.shipped()
    for code, fuel in tables.table("fuels").items():
        wanted = [f"ipcc2006.ncv.{code}", f"ipcc2006.co2.{code}"]
        wanted += [
            f"ipcc2006.{gas}.{users}.{fuel['group']}"
            for gas in ("ch4", "n2o")
            for users in calculators.fuels.USERS
        ]
        assert [each for each in wanted if each not in table] == []


def test_the_grids_of_both_countries_have_factors() -> None:
    for grid in tables.choices("grids"):
        assert factors.years_of(grid, factors.shipped())


def test_egrid_factors_agree_with_the_equivalent_computed_from_them() -> None:
    """CAMX: 497.443 + 28 x 0.03 + 265 x 0.004 lb/MWh = 0.22650 kg/kWh, as the reference table has it."""
    table = factors.shipped()
    pounds = sum(
        table[f"egrid.camx.2022.{gas}"].value * potential
        for gas, potential in (("co2", 1), ("ch4", 28), ("n2o", 265))
    )
    assert (pounds * Decimal("0.45359237") / 1000).quantize(Decimal("0.00001")) == Decimal("0.22650")


def test_a_checked_default_draws_no_warning() -> None:
    assert warned("stationary-fuel", COAL) == set()


@pytest.mark.parametrize(
    ("year", "country", "expected"),
    [
        (2022, "US", {("unchecked", "transcribed")}),
        (2027, "US", {("unchecked", "transcribed")}),
        (2028, "US", {("unchecked", "transcribed"), ("old", "2022")}),
        (2021, "US", {("unchecked", "transcribed"), ("later", "2022")}),
        (2022, "CN", {("unchecked", "transcribed"), ("foreign", "US")}),
    ],
)
def test_an_old_foreign_or_unchecked_factor_is_warned_of(
    year: int, country: str, expected: set[tuple[str, str]]
) -> None:
    raw = {"activity": {"value": "1", "unit": "GWh"}, "grid": "egrid.camx"}
    assert warned("grid-electricity", raw, year, country) == expected


def test_an_own_factor_is_named_with_its_source_and_warned_of_when_old() -> None:
    raw = COAL | {"own_co2": "2", "own_ch4": "0", "own_n2o": "0", "own_source": "Lab", "own_year": "2010"}
    result = calculators.get("stationary-fuel").calculate(raw, setting=Setting(2022, "CN"))
    assert result.sources == ["Lab"]
    assert {factor.trust for factor in result.factors} == {Trust.OWN}
    assert [each.code for each in result.warnings] == ["old"]


def test_a_factor_that_changes_does_not_alter_what_was_kept() -> None:
    """Worked out again from the values as used, the result is the same; from changed ones it is another."""
    calculator, setting = calculators.get("stationary-fuel"), Setting(2022, "US")
    first = calculator.calculate(COAL, setting=setting)
    kept = {each["id"]: factors.from_data(each) for each in (f.as_data() for f in first.factors)}
    assert calculator.calculate(COAL, setting=setting, table=kept) == first

    name = "ipcc2006.co2.anthracite"
    changed = dict(factors.shipped()) | {
        name: dataclasses.replace(factors.shipped()[name], value=Decimal("99000"))
    }
    assert calculator.calculate(COAL, setting=setting, table=changed).masses["co2"] == Decimal("0.26433")
    assert calculator.calculate(COAL, setting=setting, table=kept).masses["co2"] == Decimal("0.262461")


@pytest.mark.parametrize(
    ("framework", "row", "expected"),
    [
        ("gpc", "I.1.1", ["stationary-fuel", "energy-balance"]),
        ("gpc", "I.1.2", ["grid-electricity", "network-heat", "energy-balance"]),
        ("gpc", "I.1.3", ["grid-losses"]),
        ("gpc", "II.1.1", ["road-fuel-sold", "road-distance", "energy-balance"]),
        ("gpc", "III.1.3", ["landfill-commitment", "landfill-decay"]),
        ("gpc", "III.2.1", ["biological-treatment"]),
        ("gpc", "III.3.1", ["incineration"]),
        ("gpc", "III.4.2", ["waste-water"]),
        ("china_provincial", "M.1", ["energy-balance"]),
        ("gpc", "V.1", []),
    ],
)
def test_a_row_is_offered_the_calculators_that_fit(framework: str, row: str, expected: list[str]) -> None:
    fitting = {each.code for each in calculators.for_row(framework, row)}
    assert fitting == set(expected)


def test_a_calculator_keeps_its_code_to_itself() -> None:
    with pytest.raises(ValueError, match="there is a calculator stationary-fuel already"):
        registry.calculator(
            "stationary-fuel", version=1, label="", about="", method="", formula="", rows={}, fields=()
        )(lambda inputs, working: None)


def test_an_unknown_calculator_is_named() -> None:
    with pytest.raises(calculators.UnknownCalculator, match="abacus"):
        calculators.get("abacus")


@pytest.mark.parametrize(
    ("country", "region", "grid"),
    [
        ("CN", "Jiangsu", "china_grid.jiangsu"),
        ("CN", "Inner Mongolia", "china_grid.innermongolia"),
        ("CN", "beijing", "china_grid.beijing"),
        ("CN", "somewhere", "china_grid.national"),
        ("US", "Georgia", "egrid.us"),
        ("FR", "", None),
    ],
)
def test_the_empty_form_begins_with_the_grid_of_the_place(
    country: str, region: str, grid: str | None
) -> None:
    presets = calculators.get("grid-electricity").presets("I.1.2", Setting(2022, country, region))
    assert presets.get("grid") == grid
