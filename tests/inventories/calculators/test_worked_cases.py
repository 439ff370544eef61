"""Calculators against numbers worked by hand or published; the working stands beside each."""

from __future__ import annotations

import csv
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import pytest

import trajectory
from inventories import calculators
from inventories.calculators import Result, Setting
from trajectory import potentials

CASES = Path(__file__).parents[1] / "data" / "gpc_calculation_cases.csv"
POTENTIALS = potentials.read(
    Path(trajectory.__file__).with_name("gwp100.csv").read_text(encoding="utf-8").splitlines()
)


def work(code: str, year: int = 2022, country: str = "US", **raw: Any) -> Result:
    return calculators.get(code).calculate(raw, setting=Setting(year, country))


def amount(value: str, unit: str) -> dict[str, str]:
    return {"value": value, "unit": unit}


def rounded(value: Decimal, places: str) -> Decimal:
    return value.quantize(Decimal(places), ROUND_HALF_UP)


def co2e(result: Result, gwp_set: str = "AR5") -> Decimal:
    return sum(
        (mass * POTENTIALS[gwp_set][gas] for gas, mass in result.masses.items() if gas != "co2_biogenic"),
        Decimal(0),
    )


def published() -> list[dict[str, str]]:
    with CASES.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.mark.parametrize("case", published(), ids=lambda case: f"{case['id']} {case['case']}")
def test_published_case_comes_out_to_the_printed_digit(case: dict[str, str]) -> None:
    result = work(
        "stationary-fuel",
        fuel="natural_gas",
        users="residential",
        activity=amount(case["activity"], case["unit"]),
        own_co2=case["CO2_kg_per_unit"],
        own_ch4=case["CH4_kg_per_unit"],
        own_n2o=case["N2O_kg_per_unit"],
        own_source=case["source"],
    )
    assert rounded(co2e(result), "0.00001") == Decimal(case["computed_tCO2e"])
    assert rounded(co2e(result), "0.01") == Decimal(case["published_tCO2e"])


@pytest.mark.parametrize(
    ("case", "fuel", "users"),
    [
        ("G4", "anthracite", "residential"),
        ("G5", "lignite", "manufacturing"),
        ("G6", "sub_bituminous", "manufacturing"),
    ],
)
def test_published_case_comes_out_of_the_default_factors_too(case: str, fuel: str, users: str) -> None:
    expected = next(each for each in published() if each["id"] == case)
    result = work("stationary-fuel", fuel=fuel, users=users, activity=amount("100", "kg"))
    assert rounded(co2e(result), "0.00001") == Decimal(expected["computed_tCO2e"])


def test_stationary_fuel_shows_its_formula_with_the_numbers_in_it() -> None:
    result = work("stationary-fuel", fuel="anthracite", users="residential", activity=amount("100", "kg"))
    assert [(step.formula, step.worked) for step in result.steps] == [
        ("Q = AD × NCV", "100 kg × 26.7 TJ/Gg = 0.00267 TJ"),
        ("CO₂ = Q × EF", "0.00267 TJ × 98,300 kg/TJ = 0.262461 t"),
        ("CH₄ = Q × EF", "0.00267 TJ × 300 kg/TJ = 0.000801 t"),
        ("N₂O = Q × EF", "0.00267 TJ × 1.5 kg/TJ = 0.000004005 t"),
    ]
    assert result.sources == [
        "IPCC 2006 Guidelines, Vol. 2, Table 1.2",
        "IPCC 2006 Guidelines, Vol. 2, Tables 1.4 and 2.2",
        "IPCC 2006 Guidelines, Vol. 2, Table 2.5",
    ]


STATIONARY = [
    # 100 therms gross = 10.55056 GJ; net 0.9 of it = 9.495504 GJ; x 56.1 kg/GJ = 532.6977744 kg
    ("therms are gross", "natural_gas", "100", "therm", {}, "0.5326977744"),
    # the same amount called net: 10.55056 GJ x 56.1
    ("therms said to be net", "natural_gas", "100", "therm", {"basis": "net"}, "0.591886416"),
    # 2 万吨 = 20,000 t x 25.8 GJ/t = 516,000 GJ = 516 TJ x 94,600 kg/TJ
    ("ten thousands of tonnes", "bituminous", "2", "wan_t", {}, "48813.6"),
    # 1 万tce = 293,076 GJ = 293.076 TJ x 94,600 kg/TJ
    ("coal equivalent", "bituminous", "1", "wan_tce", {}, "27724.9896"),
    # 1,000 L x 0.8439 kg/L x 43 MJ/kg = 36.2877 GJ x 74.1 kg/GJ
    ("litres by density", "diesel", "1000", "L", {}, "2.68891857"),
    # 1 short ton = 0.90718474 t x 26.7 GJ/t x 98.3 kg/GJ
    ("a short ton", "anthracite", "1", "short_ton", {}, "2.3810061404514"),
    # 10 t x 20 GJ/t = 200 GJ x 94.6 kg/GJ
    (
        "own heating value",
        "bituminous",
        "10",
        "t",
        {"ncv": {"value": "20", "unit": "GJ_per_t"}, "own_source": "Laboratory, 2021"},
        "18.92",
    ),
]


@pytest.mark.parametrize(
    ("fuel", "value", "unit", "more", "co2"),
    [case[1:] for case in STATIONARY],
    ids=[case[0] for case in STATIONARY],
)
def test_stationary_fuel_in_the_units_people_type(
    fuel: str, value: str, unit: str, more: dict[str, Any], co2: str
) -> None:
    result = work("stationary-fuel", fuel=fuel, users="manufacturing", activity=amount(value, unit), **more)
    assert result.masses["co2"] == Decimal(co2)


def test_biogenic_co2_stands_apart() -> None:
    """10 t of wood x 15.6 GJ/t = 0.156 TJ; x 112,000 kg/TJ = 17.472 t CO2, x 300 kg/TJ = 0.0468 t CH4."""
    result = work("stationary-fuel", fuel="wood", users="residential", activity=amount("10", "t"))
    assert result.masses == {
        "co2_biogenic": Decimal("17.472"),
        "ch4": Decimal("0.0468"),
        "n2o": Decimal("0.000624"),
    }


def test_road_fuel_sold() -> None:
    """1,000 t x 44.3 GJ/t x 60 % = 26.58 TJ; x 69,300, x 25, x 8 kg/TJ."""
    result = work("road-fuel-sold", fuel="gasoline_catalyst", activity=amount("1", "kt"), share="60")
    assert result.masses == {
        "co2": Decimal("1841.994"),
        "ch4": Decimal("0.6645"),
        "n2o": Decimal("0.21264"),
    }


def test_road_distance() -> None:
    """1 million km x 30 L/100 km x 0.8439 kg/L x 43 MJ/kg = 10.88631 TJ; x 74,100, x 3.9 kg/TJ."""
    result = work(
        "road-distance",
        fuel="diesel",
        distance=amount("1", "million_km"),
        consumption=amount("30", "L_per_100km"),
    )
    assert result.masses == {
        "co2": Decimal("806.675571"),
        "ch4": Decimal("0.042456609"),
        "n2o": Decimal("0.042456609"),
    }


def test_road_distance_with_a_factor_by_distance() -> None:
    """2,000 vehicle-miles x 0.4 kg = 0.8 t."""
    result = work(
        "road-distance",
        fuel="diesel",
        distance=amount("2000", "mile"),
        own_co2="0.4",
        own_source="State model, 2022, table 3",
    )
    assert result.masses == {"co2": Decimal("0.8")}
    assert [(each.code, each.detail) for each in result.warnings] == [
        ("gas-left-out", "CH₄"),
        ("gas-left-out", "N₂O"),
    ]


def test_grid_electricity_of_an_egrid_subregion() -> None:
    """1 GWh x 497.443 lb/MWh = 497,443 lb x 0.45359237 kg/lb = 225,636.34... kg."""
    result = work("grid-electricity", activity=amount("1", "GWh"), grid="egrid.camx")
    assert result.masses == {
        "co2": Decimal("225.63634930991"),
        "ch4": Decimal("0.0136077711"),
        "n2o": Decimal("0.00181436948"),
    }


@pytest.mark.parametrize(
    ("year", "chosen", "co2"),
    [
        # 1 亿千瓦时 = 100 million kWh; Shandong 0.6838 kg/kWh in 2021, 0.641 in 2022
        (2021, "", "68380"),
        (2019, "", "68380"),
        (2024, "", "64100"),
        (2021, "2022", "64100"),
    ],
)
def test_grid_electricity_takes_the_chosen_or_nearest_year(year: int, chosen: str, co2: str) -> None:
    result = work(
        "grid-electricity",
        year,
        "CN",
        activity=amount("1", "yi_kWh"),
        grid="china_grid.shandong",
        grid_year=chosen,
    )
    assert result.masses == {"co2": Decimal(co2)}


def test_network_heat() -> None:
    """500 GJ x 0.11 t/GJ."""
    result = work("network-heat", 2015, "CN", activity=amount("500", "GJ"))
    assert result.masses == {"co2": Decimal("55.00")}


LOSSES = [
    # 95 GWh at 5 % of what is sent out: 5 GWh lost; x 0.5366 kg/kWh
    ("sent_out", "2683"),
    # 95 GWh at 5 % of what is consumed: 4.75 GWh lost
    ("consumed", "2548.85"),
]


@pytest.mark.parametrize(("rate_of", "co2"), LOSSES)
def test_grid_losses(rate_of: str, co2: str) -> None:
    result = work(
        "grid-losses",
        2022,
        "CN",
        activity=amount("95", "GWh"),
        rate="5",
        rate_of=rate_of,
        grid="china_grid.national",
    )
    assert rounded(result.masses["co2"], "0.000001") == Decimal(co2)


# Landfills, IPCC 2006 Guidelines, Vol. 5, chapter 3, and GPC 1.1, chapter 8


def test_methane_commitment() -> None:
    """GPC equations 8.1, 8.4 and 8.3, worked by hand.

    DOC = 0.4 x 0.15 + 0.3 x 0.40 + 0.1 x 0.43 = 0.223
    L0 = 0.8 x 0.223 x 0.5 x 0.5 x 16/12 = 0.0594666...
    CH4 = 10,000 x L0 x (1 - 0.25) x (1 - 0.1) = 401.4
    """
    result = work(
        "landfill-commitment",
        waste=amount("1", "wan_t"),
        composition={"food": "40", "paper": "30", "wood": "10"},
        site="deep",
        cover="covered",
        recovered="25",
    )
    assert rounded(result.masses["ch4"], "0.000001") == Decimal("401.4")
    assert "0.06 + 0.12 + 0.043 = 0.223" in [step.worked for step in result.steps]
    assert [step.equation for step in result.steps] == [
        "GPC 1.1, equation 8.1",
        "GPC 1.1, equation 8.4",
        "GPC 1.1, equation 8.3",
    ]


DECAY = [
    # (3.2) DDOCm = 1,000 x 0.15 x 0.5 x 1.0 = 75; (3.5) 75 x (1 - e^-0.185), e^-0.185 = 0.831104283907;
    # (3.6) 12.667178707 x 0.5 x 16/12 = 8.444785805
    ("one year before", {"2000": "1000"}, 2001, "other", None, "8.444786"),
    # (3.4) 75 x 0.831104283907 = 62.332821293; x 0.168895716093 x 2/3 = 7.018497658
    ("one year later it is less", {"2000": "1000"}, 2002, "other", None, "7.018498"),
    # (3.4) 62.332821293 + 37.5 = 99.832821293; x 0.168895716093 x 2/3 = 11.240890561
    ("two years add up", {"2000": "1000", "2001": "500"}, 2002, "other", None, "11.240891"),
    # (3.1) (11.240890561 - 1.240890561) x (1 - 0.1) = 9
    (
        "recovered and oxidised",
        {"2000": "1000", "2001": "500"},
        2002,
        "covered",
        "1.240890561",
        "9.000000",
    ),
    # waste of the year itself begins to decay on 1 January of the next
    ("the year's own waste waits", {"2000": "1000", "2002": "500"}, 2002, "other", None, "7.018498"),
    # a gap of years is a gap: 75 x e^(-0.185 x 2) = 51.805074... ; x 0.168895716093 x 2/3 = 5.833103468
    ("a gap in the record", {"2000": "1000", "2003": "0"}, 2003, "other", None, "5.833103"),
]


@pytest.mark.parametrize(
    ("deposits", "year", "cover", "recovered", "ch4"),
    [case[1:] for case in DECAY],
    ids=[case[0] for case in DECAY],
)
def test_first_order_decay_of_food_in_a_wet_temperate_climate(
    deposits: dict[str, str], year: int, cover: str, recovered: str | None, ch4: str
) -> None:
    result = work(
        "landfill-decay",
        year,
        deposits=deposits,
        waste_unit="t",
        composition={"food": "100"},
        climate="temperate_wet",
        site="managed",
        cover=cover,
        recovered=amount(recovered, "t") if recovered else None,
    )
    assert rounded(result.masses["ch4"], "0.000001") == Decimal(ch4)


def test_first_order_decay_adds_up_kinds_of_waste_that_decay_at_their_own_rates() -> None:
    """Half food, a fifth paper: 1,000 t each year as above.

    food:  1,000 x 0.5 x 0.15 x 0.5 = 37.5;  x (1 - e^-0.185) x 2/3 = 4.222392902
    paper: 1,000 x 0.2 x 0.40 x 0.5 = 40.0;  x (1 - e^-0.06) x 2/3, e^-0.06 = 0.941764533584: 1.552945771
    """
    result = work(
        "landfill-decay",
        2001,
        deposits={"2000": "1000"},
        waste_unit="t",
        composition={"food": "50", "paper": "20"},
        climate="temperate_wet",
        site="managed",
        cover="other",
    )
    assert rounded(result.masses["ch4"], "0.000001") == Decimal("5.775339")


def test_first_order_decay_never_gives_more_than_the_commitment() -> None:
    """Over 200 years 1,000 t of food give, to the gram, the 50 t that the commitment counts at once."""
    shared: dict[str, Any] = {"composition": {"food": "100"}, "site": "managed", "cover": "other"}
    committed = work("landfill-commitment", waste=amount("1000", "t"), **shared).masses["ch4"]
    given_off = sum(
        work(
            "landfill-decay",
            year,
            deposits={"1900": "1000"},
            waste_unit="t",
            climate="temperate_wet",
            **shared,
        ).masses["ch4"]
        for year in range(1901, 2101)
    )
    assert rounded(committed, "0.000001") == Decimal("50")
    assert rounded(given_off, "0.000001") == Decimal("50")


# Other waste


def test_composting() -> None:
    """1,000 t wet x 4 g/kg = 4 t CH4, less 1 t recovered; x 0.3 g/kg = 0.3 t N2O (IPCC Vol. 5, table 4.1)."""
    result = work(
        "biological-treatment",
        waste=amount("1000", "t"),
        treatment="compost_wet",
        recovered=amount("1000", "kg"),
    )
    assert result.masses == {"ch4": Decimal(3), "n2o": Decimal("0.3")}


def test_more_recovered_than_generated_is_zero_and_said() -> None:
    result = work(
        "biological-treatment", waste=amount("1000", "t"), treatment="compost_wet", recovered=amount("9", "t")
    )
    assert result.masses["ch4"] == 0
    assert "recovered-all" in {each.code for each in result.warnings}


def test_incineration() -> None:
    """1,000 t with 10 % plastics and 20 % paper (IPCC Vol. 5, equation 5.2).

    fossil carbon: 0.1 x 1 x 0.75 x 1 + 0.2 x 0.9 x 0.46 x 0.01 = 0.075828; x 1,000 x 44/12 = 278.036
    biogenic: 0.2 x 0.9 x 0.46 x 0.99 = 0.081972; x 1,000 x 44/12 = 300.564
    CH4: 0.2 kg/Gg x 1 Gg = 0.2 kg; N2O: 50 g/t x 1,000 t = 50 kg
    """
    result = work(
        "incineration",
        waste=amount("1", "kt"),
        composition={"plastics": "10", "paper": "20"},
        technology="continuous_stoker",
        energy="no",
    )
    assert {gas: rounded(mass, "0.000001") for gas, mass in result.masses.items()} == {
        "co2": Decimal("278.036"),
        "co2_biogenic": Decimal("300.564"),
        "ch4": Decimal("0.0002"),
        "n2o": Decimal("0.05"),
    }


def test_open_burning_counts_n2o_by_dry_weight() -> None:
    """100 t of food: dry 40 t x 150 g/t = 6 kg N2O; 6,500 g CH4 a wet tonne = 0.65 t."""
    result = work(
        "incineration",
        waste=amount("100", "t"),
        composition={"food": "100"},
        technology="open_burning",
        energy="no",
    )
    assert (result.masses["ch4"], result.masses["n2o"]) == (Decimal("0.65"), Decimal("0.006"))
    assert result.masses["co2"] == 0


def test_waste_water() -> None:
    """100,000 people, 60 g BOD a day, half in septic tanks (IPCC Vol. 5, equations 6.1 to 6.3, 6.7, 6.8).

    TOW = 100,000 x 0.060 x 365 x 1 = 2,190 t; CH4 = 0.5 x 2,190 x 0.6 x 0.5 = 328.5
    N = 100,000 x 30 kg x 0.16 x 1.1 x 1.25 = 660 t, less 100 t in sludge; N2O = 560 x 0.005 x 44/28 = 4.4
    """
    result = work(
        "waste-water",
        population="100000",
        bod=amount("60", "g_per_day"),
        systems={"septic": "50", "aerobic": "50"},
        sewers="uncollected",
        protein=amount("30", "kg_per_year"),
        sludge_nitrogen=amount("100", "t"),
    )
    assert result.masses["ch4"] == Decimal("328.5")
    assert rounded(result.masses["n2o"], "0.000001") == Decimal("4.4")


# The energy balance

BALANCE: dict[str, Any] = {
    "urban": {"natural_gas": amount("1.5", "yi_m3"), "electricity": amount("10", "yi_kWh")},
    "rural": {"bituminous": amount("2", "wan_t"), "heat": amount("100", "TJ")},
    "industry": {"bituminous": amount("3", "wan_tce"), "coke": amount("1", "wan_t")},
    "transfer": {"electricity": amount("-5", "yi_kWh"), "heat": amount("10", "TJ")},
}
OF_ROW = [
    # 150 million m3 x 38.931 MJ/m3 = 5,839.65 TJ x 56,100; 20,000 t x 20.908 GJ/t = 418.16 TJ x 94,600
    ("I.1.1", "367162.301"),
    # 1,000 million kWh x 0.5366 kg; 100,000 GJ x 0.11 t
    ("I.1.2", "547600"),
    # 3 万tce = 879.228 TJ x 94,600; 10,000 t x 28.435 GJ/t = 284.35 TJ x 107,000
    ("I.3.1", "113600.4188"),
    ("E.5", "367162.301"),
    # -500 million kWh x 0.5366 kg; 10,000 GJ x 0.11 t
    ("M.1", "-267200"),
]


@pytest.mark.parametrize(("row", "co2"), OF_ROW)
def test_one_energy_balance_serves_each_row(row: str, co2: str) -> None:
    result = work("energy-balance", 2022, "CN", row=row, balance=BALANCE, grid="china_grid.national")
    assert result.masses["co2"] == Decimal(co2)


def test_energy_balance_reminds_of_what_its_lines_hold() -> None:
    result = work(
        "energy-balance",
        2022,
        "CN",
        row="I.1.1",
        balance={"urban": {"gasoline": amount("2", "wan_t")}},
        grid="china_grid.national",
    )
    assert "private-cars" in {each.code for each in result.warnings}
