"""Electricity and heat from a network, and what is lost on the way."""

from __future__ import annotations

from decimal import Decimal

from inventories.calculators import factors, own, tables, units
from inventories.calculators.inputs import BadInput, Field, Inputs, Kind, Problem
from inventories.calculators.registry import calculator
from inventories.calculators.words import N_, NOTHING, Words
from inventories.calculators.working import Setting, Working

SCOPE_2 = "GPC 1.1, chapter 6, scope 2 (location-based)"
LOSSES = "GPC 1.1, chapter 6, scope 3: transmission and distribution losses"

GRID_ROWS = {
    "gpc": (
        "I.1.2",
        "I.2.2",
        "I.3.2",
        "I.4.2",
        "I.5.2",
        "I.6.2",
        "II.1.2",
        "II.2.2",
        "II.3.2",
        "II.4.2",
        "II.5.2",
    ),
    "operations": ("O.1.",),
}
LOSS_ROWS = {"gpc": tuple(f"{row[:-1]}3" for row in GRID_ROWS["gpc"])}

GRID = Field(
    "grid",
    N_("Grid"),
    Kind.CHOICE,
    choices=tables.choices("grids"),
    required=False,
    help=N_(
        "The eGRID subregion, or the Chinese province or regional grid. Not needed with your own factor."
    ),
)
GRID_YEAR = Field(
    "grid_year",
    N_("Year of the factor"),
    Kind.YEAR,
    required=False,
    help=N_("Blank takes the year nearest to the report's."),
)


def grid_presets(row: str, setting: Setting) -> dict[str, str]:
    """The grid of a Chinese province; the average where it is not known, and in the United States."""
    if setting.country == "CN":
        of_province = f"china_grid.{setting.region.lower().replace(' ', '')}"
        return {"grid": of_province if of_province in (GRID.choices or {}) else "china_grid.national"}
    return {"grid": "egrid.us"} if setting.country == "US" else {}


@calculator(
    "grid-electricity",
    version=1,
    label=N_("Electricity from the grid"),
    about=N_("From the electricity consumed, with the average factor of the grid (location-based)."),
    method=N_("Electricity consumed × average factor of the grid (location-based)"),
    formula="E = AD × EF",
    rows=GRID_ROWS,
    fields=(
        Field("activity", N_("Electricity consumed"), Kind.AMOUNT, units=units.of("energy")),
        GRID,
        GRID_YEAR,
        *own.FIELDS,
    ),
    presets=grid_presets,
)
def grid_electricity(inputs: Inputs, working: Working) -> None:
    consume(working, inputs, inputs["activity"], SCOPE_2)


def consume(
    working: Working,
    inputs: Inputs,
    electricity: units.Quantity,
    equation: str,
    about: Words = NOTHING,
) -> None:
    """Emit the gases of electricity with the grid's factor, or with the city's own."""
    if own.given(inputs):
        own.emit(inputs, working, electricity, equation)
        return
    if "grid" not in inputs:
        raise BadInput(
            Problem(
                "grid", N_("No grid is chosen."), N_("Choose one, or enter your own factor with its source.")
            )
        )
    year = year_of(inputs, working)
    for gas, symbol in own.GASES.items():
        code = f"{inputs['grid']}.{year}.{gas}"
        if not working.has(code):
            working.warn("gas-left-out", detail=symbol)
            continue
        mass = working.product(
            own.MASS[gas],
            f"{symbol} = AD × EF",
            electricity,
            working.factor(code),
            to="tonne",
            equation=equation,
            about=about,
        )
        working.emit(gas, mass)


def year_of(inputs: Inputs, working: Working) -> int:
    """The year chosen, or the one nearest to the report's, the earlier of two. Raises BadInput."""
    known = factors.years_of(inputs["grid"], working.table)
    chosen = inputs.get("grid_year")
    if chosen is None:
        return min(known, key=lambda year: (abs(year - working.setting.year), year))
    if chosen not in known:
        raise BadInput(
            Problem(
                "grid_year",
                N_("There is no factor of this grid for that year."),
                N_("Leave it blank for the nearest year, or enter your own factor with its source."),
                str(chosen),
            )
        )
    return int(chosen)


@calculator(
    "network-heat",
    version=1,
    label=N_("Heat, steam or cold from a network"),
    about=N_("From the heat consumed. The default is China's for purchased heat; elsewhere bring your own."),
    method=N_("Heat consumed × factor of the network"),
    formula="E = AD × EF",
    rows=GRID_ROWS,
    fields=(
        Field("activity", N_("Heat consumed"), Kind.AMOUNT, units=units.of("energy")),
        *own.FIELDS,
    ),
)
def network_heat(inputs: Inputs, working: Working) -> None:
    heat(working, inputs, inputs["activity"])


def heat(working: Working, inputs: Inputs, amount: units.Quantity, about: Words = NOTHING) -> None:
    """Emit the gases of heat from a network."""
    if own.given(inputs):
        own.emit(inputs, working, amount, SCOPE_2)
        return
    mass = working.product(
        own.MASS["co2"],
        "CO₂ = AD × EF",
        amount,
        working.factor("cn.heat"),
        to="tonne",
        equation=SCOPE_2,
        about=about,
    )
    working.emit("co2", mass)


@calculator(
    "grid-losses",
    version=1,
    label=N_("Transmission and distribution losses"),
    about=N_("From the electricity consumed in the city and the rate that is lost on the way to it."),
    method=N_("Electricity lost on the way × average factor of the grid"),
    formula="E = AD × r × EF,  E = AD × r/(1 − r) × EF",
    rows=LOSS_ROWS,
    fields=(
        Field("activity", N_("Electricity consumed"), Kind.AMOUNT, units=units.of("energy")),
        Field("rate", N_("Rate of loss, %"), Kind.SHARE),
        Field(
            "rate_of",
            N_("The rate is a share of"),
            Kind.CHOICE,
            choices={
                "sent_out": Words(N_("the electricity sent out by the plants, as grid companies state it")),
                "consumed": Words(N_("the electricity consumed")),
            },
            default="sent_out",
        ),
        GRID,
        GRID_YEAR,
        *own.FIELDS,
    ),
    presets=grid_presets,
)
def grid_losses(inputs: Inputs, working: Working) -> None:
    rate, consumed = inputs["rate"], inputs["activity"]
    to = str(consumed.units)
    if inputs["rate_of"] == "consumed":
        lost = working.product(N_("Electricity lost"), "L = AD × r", consumed, rate, to=to, equation=LOSSES)
    elif rate == 1:
        raise BadInput(Problem("rate", N_("Not everything can be lost."), N_("Enter a rate below 100 %.")))
    else:
        share = working.note(
            N_("Lost for each unit consumed"),
            "r/(1 − r)",
            [rate, Decimal(1) - rate],
            rate / (1 - rate),
            sign="÷",
        )
        lost = working.product(
            N_("Electricity lost"), "L = AD × r/(1 − r)", consumed, share, to=to, equation=LOSSES
        )
    consume(working, inputs, lost, LOSSES)
