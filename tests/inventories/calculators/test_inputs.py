"""What is typed badly is named with its field and a remedy."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inventories import calculators
from inventories.calculators import BadInput, Setting

FUEL: dict[str, Any] = {
    "fuel": "anthracite",
    "users": "residential",
    "activity": {"value": "100", "unit": "kg"},
}
DECAY: dict[str, Any] = {
    "deposits": {"2000": "1000"},
    "waste_unit": "t",
    "composition": {"food": "100"},
    "climate": "temperate_wet",
    "site": "managed",
    "cover": "other",
}
GRID: dict[str, Any] = {"activity": {"value": "1", "unit": "GWh"}, "grid": "egrid.camx"}
LOSSES = GRID | {"rate": "5", "rate_of": "sent_out"}
BALANCE: dict[str, Any] = {
    "row": "I.1.1",
    "grid": "china_grid.national",
    "balance": {"urban": {"natural_gas": {"value": "1", "unit": "wan_m3"}}},
}
NUMBER = "This is not a number."

WRONG = [
    ("stationary-fuel", FUEL | {"activity": None}, "activity", "This is missing."),
    ("stationary-fuel", FUEL | {"activity": {"value": "ten", "unit": "kg"}}, "activity", NUMBER),
    ("stationary-fuel", FUEL | {"activity": {"value": "NaN", "unit": "kg"}}, "activity", NUMBER),
    ("stationary-fuel", FUEL | {"activity": {"value": "1e99", "unit": "kg"}}, "activity", "out of any range"),
    ("stationary-fuel", FUEL | {"activity": {"value": "-1", "unit": "kg"}}, "activity", "below zero"),
    ("stationary-fuel", FUEL | {"activity": {"value": "1", "unit": "km"}}, "activity", "unit does not fit"),
    ("stationary-fuel", FUEL | {"activity": {"value": "1", "unit": "m3"}}, "activity", "by volume"),
    ("stationary-fuel", FUEL | {"activity": {"value": "1", "unit": ""}}, "activity", "unit is missing"),
    (
        "stationary-fuel",
        FUEL | {"activity": {"value": "999999999999999999", "unit": "Mt"}},
        "activity",
        "larger than all the emissions",
    ),
    ("stationary-fuel", FUEL | {"fuel": "hay"}, "fuel", "not one of the choices"),
    ("stationary-fuel", FUEL | {"own_co2": "2"}, "own_source", "needs its source"),
    ("stationary-fuel", FUEL | {"own_co2": "2", "own_source": "  "}, "own_source", "needs its source"),
    (
        "stationary-fuel",
        FUEL | {"ncv": {"value": "20", "unit": "GJ_per_t"}},
        "own_source",
        "needs its source",
    ),
    (
        "stationary-fuel",
        FUEL | {"ncv": {"value": "20", "unit": "MJ_per_L"}, "own_source": "Lab"},
        "ncv",
        "does not fit the unit",
    ),
    (
        "stationary-fuel",
        FUEL | {"own_co2": "2", "own_source": "Lab", "own_year": "20"},
        "own_year",
        "not a year",
    ),
    ("landfill-decay", DECAY | {"deposits": {}}, "deposits", "This is missing."),
    ("landfill-decay", DECAY | {"deposits": {"20": "1"}}, "deposits", "not a year"),
    ("landfill-decay", DECAY | {"deposits": {"2000": "much"}}, "deposits", NUMBER),
    ("landfill-decay", DECAY | {"composition": {}}, "composition", "can decay is not said"),
    (
        "landfill-decay",
        DECAY | {"composition": {"food": "60", "paper": "50"}},
        "composition",
        "more than 100 %",
    ),
    ("landfill-decay", DECAY | {"composition": {"food": "101"}}, "composition", "at most 100 %"),
    ("landfill-decay", DECAY | {"own_doc": "15"}, "own_source", "needs its source"),
    ("grid-electricity", GRID | {"grid": ""}, "grid", "No grid is chosen."),
    ("grid-electricity", GRID | {"grid_year": "1999"}, "grid_year", "no factor of this grid"),
    ("grid-losses", LOSSES | {"rate": "100"}, "rate", "Not everything can be lost."),
    ("grid-losses", LOSSES | {"rate": "101"}, "rate", "at most 100 %"),
    ("energy-balance", BALANCE | {"row": "I.3.1"}, "balance", "no amount for this row"),
    (
        "energy-balance",
        BALANCE | {"balance": {"urban": {"natural_gas": {"value": "1", "unit": "t"}}}},
        "balance",
        "does not fit the carrier",
    ),
    (
        "energy-balance",
        BALANCE | {"row": "I.1.2", "balance": {"urban": {"electricity": {"value": "1", "unit": "t"}}}},
        "balance",
        "units of energy",
    ),
    ("energy-balance", BALANCE | {"balance": {"moon": {}}}, "balance", "no such line"),
    ("energy-balance", BALANCE | {"balance": {"urban": "much"}}, "balance", "not understood"),
    ("energy-balance", BALANCE | {"balance": {"urban": {"hay": {}}}}, "balance", "not one of the choices"),
    ("stationary-fuel", FUEL | {"activity": "100 kg"}, "activity", "not understood"),
]


@pytest.mark.parametrize(("code", "raw", "field", "message"), WRONG)
def test_bad_input_names_the_field_and_the_remedy(
    code: str, raw: dict[str, Any], field: str, message: str
) -> None:
    with pytest.raises(BadInput) as caught:
        calculators.get(code).calculate(raw, setting=Setting(2022, "US"))
    (problem,) = caught.value.problems
    assert problem.field == field
    assert message in problem.message
    assert problem.remedy


def test_every_problem_is_named_at_once() -> None:
    with pytest.raises(BadInput) as caught:
        calculators.get("stationary-fuel").calculate({}, setting=Setting(2022, "US"))
    assert [problem.field for problem in caught.value.problems] == ["fuel", "activity", "users"]


TYPED = st.one_of(
    st.text(max_size=12),
    st.sampled_from(["1", "-1", "1e30", "1e-40", "100", "0", "NaN", "Infinity", "2000", "anthracite"]),
)
ANYTHING = st.one_of(
    TYPED,
    st.none(),
    st.fixed_dictionaries(
        {"value": TYPED, "unit": st.one_of(TYPED, st.sampled_from(["kg", "t", "GJ", "m3"]))}
    ),
    st.dictionaries(TYPED, TYPED, max_size=3),
    st.lists(TYPED, max_size=2),
    st.dictionaries(
        st.sampled_from(["urban", "transfer"]), st.dictionaries(TYPED, TYPED, max_size=2), max_size=2
    ),
    st.integers(),
)


@settings(deadline=None)
@given(code=st.sampled_from(calculators.codes()), data=st.data())
def test_no_input_whatever_raises_anything_but_bad_input(code: str, data: st.DataObject) -> None:
    chosen = calculators.get(code)
    raw = {field.code: data.draw(ANYTHING) for field in chosen.fields}
    with suppress(BadInput):
        chosen.calculate(raw, setting=Setting(2022, "US"))
