"""Fuel burnt: in buildings, industry and power plants, and on the road."""

from __future__ import annotations

from typing import Any

from inventories.calculators import own, tables, units
from inventories.calculators.inputs import BadInput, Field, Inputs, Kind, Problem
from inventories.calculators.registry import calculator
from inventories.calculators.words import N_, NOTHING, Words
from inventories.calculators.working import Setting, Working

STATIONARY = "GPC 1.1, chapter 6; IPCC 2006 Vol. 2, equation 2.1"
ROAD = "GPC 1.1, chapter 7; IPCC 2006 Vol. 2, equations 3.2.1 and 3.2.3"

USERS = {
    "residential": Words(N_("Homes, agriculture, forestry and fishing")),
    "commercial": Words(N_("Commerce and institutions")),
    "manufacturing": Words(N_("Manufacturing and construction")),
    "energy": Words(N_("Power and heating plants, energy industries")),
}
USERS_OF = {
    "I.1": "residential",
    "I.2": "commercial",
    "I.3": "manufacturing",
    "I.4": "energy",
    "I.5": "residential",
    "I.6": "commercial",
    "E.1": "energy",
    "E.2": "manufacturing",
    "E.4": "commercial",
    "E.5": "residential",
    "E.6": "residential",
}
"""Whose default CH4 and N2O a row takes: IPCC 2006 Vol. 2, tables 2.2 to 2.5."""

BASIS = {
    "usual": Words(N_("As is usual for the unit: gross for therms and MMBtu, net for all others")),
    "net": Words(N_("Net (lower heating value)")),
    "gross": Words(N_("Gross (higher heating value)")),
}
GROSS_BY_HABIT = ("us_therm", "mmbtu")

HEATING_VALUE = Field(
    "ncv",
    N_("Own net heating value"),
    Kind.AMOUNT,
    units=units.of("heat_by_mass", "heat_by_volume"),
    required=False,
    help=N_("For an amount by mass or volume, if you know your fuel's. It needs a source below."),
)
ENERGY_BASIS = Field(
    "basis",
    N_("An amount of energy is counted"),
    Kind.CHOICE,
    choices=BASIS,
    required=False,
    default="usual",
)


def stationary_presets(row: str, setting: Setting) -> dict[str, str]:
    users = USERS_OF.get(row) or USERS_OF.get(row.rpartition(".")[0], "commercial")
    return {"users": users}


@calculator(
    "stationary-fuel",
    version=1,
    label=N_("Fuel burnt in buildings, industry and power plants"),
    about=N_("From the amount of one fuel: by mass, volume or energy, for example from a utility's bill."),
    method=N_("Amount of fuel × heating value × emission factor"),
    formula="E = AD × NCV × EF",
    rows={
        "gpc": ("I.1.1", "I.2.1", "I.3.1", "I.4.1", "I.4.4", "I.5.1", "I.6.1", "II.5.1"),
        "china_provincial": ("E.1", "E.2", "E.4", "E.5", "E.6", "E.7"),
        "operations": ("O.1.",),
    },
    fields=(
        Field("fuel", N_("Fuel"), Kind.CHOICE, choices=tables.choices("fuels")),
        Field(
            "activity",
            N_("Amount burnt in the period"),
            Kind.AMOUNT,
            units=units.of("mass", "volume", "energy"),
        ),
        Field("users", N_("Burnt by"), Kind.CHOICE, choices=USERS),
        ENERGY_BASIS,
        HEATING_VALUE,
        *own.FIELDS,
    ),
    presets=stationary_presets,
)
def stationary_fuel(inputs: Inputs, working: Working) -> None:
    if own.given(inputs):
        own.emit(inputs, working, inputs["activity"], STATIONARY)
        return
    burn(working, inputs, fuel=inputs["fuel"], amount=inputs["activity"], users=inputs["users"])


def burn(working: Working, inputs: Inputs, *, fuel: str, amount: units.Quantity, users: str) -> None:
    """Emit CO2, CH4 and N2O of `amount` (mass, volume or energy) of a fuel burnt in a stationary source."""
    energy = energy_of(working, inputs, fuel, amount)
    group = tables.table("fuels")[fuel]["group"]
    ids = [f"ipcc2006.co2.{fuel}", f"ipcc2006.ch4.{users}.{group}", f"ipcc2006.n2o.{users}.{group}"]
    emit(working, energy, ids, STATIONARY)


def emit(
    working: Working, energy: units.Quantity, ids: list[str], equation: str, about: Words = NOTHING
) -> None:
    """Energy × each factor (mass an energy), written down gas by gas."""
    for factor in map(working.factor, ids):
        mass = working.product(
            own.MASS[factor.gas],
            f"{own.SYMBOL[factor.gas]} = Q × EF",
            energy,
            factor,
            to="tonne",
            equation=equation,
            about=about,
        )
        working.emit(factor.gas, mass)


def energy_of(working: Working, inputs: Inputs, fuel: str, amount: units.Quantity) -> units.Quantity:
    """The net energy of an amount of fuel, in TJ. Raises BadInput where its heating value is not known."""
    kind = units.kind_of(amount)
    if kind == "energy":
        return _net(working, inputs, fuel, amount)
    if "ncv" in inputs:
        return _by_own_value(working, inputs, amount, kind)
    if kind == "volume":
        return _by_volume(working, fuel, amount)
    value = working.factor(f"ipcc2006.ncv.{fuel}")
    return working.product(N_("Net energy"), "Q = AD × NCV", amount, value, to="terajoule")


def _net(working: Working, inputs: Inputs, fuel: str, amount: units.Quantity) -> units.Quantity:
    basis = inputs.get("basis", "usual")
    gross = basis == "gross" or (basis == "usual" and str(amount.units) in GROSS_BY_HABIT)
    if not gross:
        return working.product(N_("Net energy"), "Q = AD", amount, to="terajoule")
    kind = "gas" if tables.table("fuels")[fuel]["group"] == "gas" else "other"
    share = working.factor(f"ipcc2006.net_of_gross.{kind}")
    return working.product(N_("Net energy"), "Q = AD × NCV/GCV", amount, share, to="terajoule")


def _by_own_value(working: Working, inputs: Inputs, amount: units.Quantity, kind: str) -> units.Quantity:
    value = inputs["ncv"]
    if not (value * amount).is_compatible_with("joule"):
        raise BadInput(
            Problem(
                "ncv",
                N_("The heating value does not fit the unit of the amount."),
                N_("Give it by mass for kg and t, by volume for litres and cubic metres."),
                units.shown(value),
            )
        )
    made = own.factor(
        inputs,
        working,
        code="own.ncv",
        gas="",
        value=value.magnitude,
        unit=str(value.units),
        label=N_("own heating value"),
    )
    return working.product(N_("Net energy"), "Q = AD × NCV", amount, made, to="terajoule")


def _by_volume(working: Working, fuel: str, amount: units.Quantity) -> units.Quantity:
    density, by_volume = f"iea.density.{fuel}", working.table.get(f"cn.ncv.{fuel}")
    if by_volume and by_volume.unit.endswith("m**3"):
        value = working.use(by_volume)
        return working.product(N_("Net energy"), "Q = AD × NCV", amount, value, to="terajoule")
    if not working.has(density):
        raise BadInput(
            Problem(
                "activity",
                N_("There is no default heating value of this fuel by volume."),
                N_("Enter the amount by mass or energy, or your own heating value with its source."),
                units.shown(amount),
            )
        )
    terms: list[Any] = [amount, working.factor(density), working.factor(f"ipcc2006.ncv.{fuel}")]
    return working.product(N_("Net energy"), "Q = AD × ρ × NCV", *terms, to="terajoule")


# On the road

ROAD_ROWS = {
    "gpc": ("II.1.1", "II.1.3"),
    "china_provincial": ("E.3",),
    "operations": ("O.1.7", "O.1.8", "O.1.11"),
}


def burn_on_road(working: Working, inputs: Inputs, *, road_fuel: str, amount: units.Quantity) -> None:
    """Emit CO2, CH4 and N2O of an amount of fuel burnt by vehicles of this technology."""
    fuel = tables.table("road_fuels")[road_fuel]["fuel"]
    energy = energy_of(working, inputs, fuel, amount)
    ids = [f"ipcc2006.co2.{fuel}", f"ipcc2006.road.ch4.{road_fuel}", f"ipcc2006.road.n2o.{road_fuel}"]
    emit(working, energy, ids, ROAD)


@calculator(
    "road-fuel-sold",
    version=1,
    label=N_("On-road transport by fuel sold"),
    about=N_(
        "From the fuel sold in the city (GPC: fuel sales method), and the share of it that counts here."
    ),
    method=N_("Fuel sold × heating value × emission factor (fuel sales method)"),
    formula="E = AD × s × NCV × EF",
    rows=ROAD_ROWS,
    fields=(
        Field("fuel", N_("Fuel and vehicles"), Kind.CHOICE, choices=tables.choices("road_fuels")),
        Field("activity", N_("Fuel sold"), Kind.AMOUNT, units=units.of("volume", "mass", "energy")),
        Field(
            "share",
            N_("Share that counts in this row, %"),
            Kind.SHARE,
            required=False,
            help=N_("Blank is 100 %. Fuel that out-of-town vehicles take away can be left out."),
        ),
        ENERGY_BASIS,
        HEATING_VALUE,
        *own.FIELDS,
    ),
)
def road_fuel_sold(inputs: Inputs, working: Working) -> None:
    sold = inputs["activity"]
    if "share" in inputs:
        amount = working.product(
            N_("Fuel that counts here"), "AD × s", sold, inputs["share"], to=str(sold.units)
        )
    else:
        amount = sold
    if own.given(inputs):
        own.emit(inputs, working, amount, ROAD)
        return
    burn_on_road(working, inputs, road_fuel=inputs["fuel"], amount=amount)


@calculator(
    "road-distance",
    version=1,
    label=N_("On-road transport by vehicle-kilometres"),
    about=N_(
        "From the distance that vehicles of one kind travel, and the fuel they take (GPC: induced activity)."
    ),
    method=N_("Vehicle-kilometres × fuel consumption × heating value × emission factor"),
    formula="E = VKT × FC × NCV × EF",
    rows=ROAD_ROWS,
    fields=(
        Field("fuel", N_("Fuel and vehicles"), Kind.CHOICE, choices=tables.choices("road_fuels")),
        Field(
            "distance",
            N_("Distance travelled by all these vehicles"),
            Kind.AMOUNT,
            units=units.of("distance"),
        ),
        Field(
            "consumption",
            N_("Fuel consumption"),
            Kind.AMOUNT,
            units=tuple(code for code in units.of("consumption") if code != "kWh_per_100km"),
            required=False,
            help=N_("Not needed with your own factor by distance."),
        ),
        HEATING_VALUE,
        *own.FIELDS,
    ),
)
def road_distance(inputs: Inputs, working: Working) -> None:
    if own.given(inputs):
        own.emit(inputs, working, inputs["distance"], "GPC 1.1, chapter 7; IPCC 2006 Vol. 2, equation 3.2.5")
        return
    if "consumption" not in inputs:
        raise BadInput(
            Problem(
                "consumption",
                N_("This is missing."),
                N_("Enter the fuel consumption, or your own factor by distance with its source."),
            )
        )
    distance, consumption = inputs["distance"], inputs["consumption"]
    amount = distance * consumption
    to = next(unit for unit in ("liter", "kilogram") if amount.is_compatible_with(unit))
    burnt = working.product(N_("Fuel burnt"), "AD = VKT × FC", distance, consumption, to=to)
    burn_on_road(working, inputs, road_fuel=inputs["fuel"], amount=burnt)
