"""A city's own factor in place of the default: kg a unit of activity, never without a source."""

from __future__ import annotations

from decimal import Decimal

from inventories.calculators import units
from inventories.calculators.factors import Factor, Trust
from inventories.calculators.inputs import BadInput, Field, Inputs, Kind, Problem
from inventories.calculators.words import N_, Words
from inventories.calculators.working import Working

GASES = {"co2": "CO₂", "ch4": "CH₄", "n2o": "N₂O"}

SOURCE = (
    Field(
        "own_source",
        N_("Source of your own factor"),
        Kind.TEXT,
        required=False,
        help=N_("Needed with any number of your own: the publication, its year, the table."),
    ),
    Field("own_year", N_("Year of your own factor"), Kind.YEAR, required=False),
)
FIELDS = (
    Field(
        "own_co2",
        N_("Own factor: kg CO₂ a unit of activity"),
        Kind.NUMBER,
        required=False,
        help=N_("Leave all three blank to use the defaults. The unit of activity is the one chosen above."),
    ),
    Field("own_ch4", N_("Own factor: kg CH₄ a unit of activity"), Kind.NUMBER, required=False),
    Field("own_n2o", N_("Own factor: kg N₂O a unit of activity"), Kind.NUMBER, required=False),
    *SOURCE,
)


def given(inputs: Inputs) -> bool:
    return any(f"own_{gas}" in inputs for gas in GASES)


def source_of(inputs: Inputs) -> str:
    """What the city names as its source. Raises BadInput where it names none."""
    source: str = inputs.get("own_source", "")
    if not source:
        raise BadInput(
            Problem(
                "own_source",
                N_("A number of your own needs its source."),
                N_("Name the publication, its year and the table, or clear the number."),
            )
        )
    return source


def factor(
    inputs: Inputs, working: Working, *, code: str, gas: str, value: Decimal, unit: str, label: str
) -> Factor:
    """A number of the city's own as a factor. Raises BadInput without a source."""
    made = Factor(
        id=code,
        gas=gas,
        value=value,
        unit=unit,
        words=Words(label),
        region=working.setting.country,
        year=inputs.get("own_year"),
        source=source_of(inputs),
        trust=Trust.OWN,
    )
    return working.use(made)


def emit(inputs: Inputs, working: Working, activity: units.Quantity, equation: str) -> None:
    """AD × EF for each gas that the city gives a factor of."""
    source_of(inputs)
    for gas, symbol in GASES.items():
        if f"own_{gas}" not in inputs:
            working.warn("gas-left-out", detail=symbol)
            continue
        made = factor(
            inputs,
            working,
            code=f"own.{gas}",
            gas=gas,
            value=inputs[f"own_{gas}"],
            unit=f"kilogram/({activity.units})",
            label=N_("own factor"),
        )
        mass = working.product(
            MASS[gas], f"{symbol} = AD × EF", activity, made, to="tonne", equation=equation
        )
        working.emit(gas, mass)


MASS = {
    "co2": N_("Mass of CO₂"),
    "co2_biogenic": N_("Mass of biogenic CO₂, apart from the total"),
    "ch4": N_("Mass of CH₄"),
    "n2o": N_("Mass of N₂O"),
}
SYMBOL = GASES | {"co2_biogenic": "CO₂bio"}
