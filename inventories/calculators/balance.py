"""The energy balance table as Chinese cities keep it: carriers by lines, in physical units or tce.

One table serves many rows: each row of the report takes the lines of balance_lines.csv that name it. Fuels
are burnt with China's heating values and the IPCC's factors; electricity and heat with the factor of the
network. What industry uses as feedstock is not burnt: leave it out of the amounts.
"""

from __future__ import annotations

from collections.abc import Iterator

from inventories.calculators import fuels, grid, tables, units
from inventories.calculators.inputs import BadInput, Field, Inputs, Kind, Problem
from inventories.calculators.registry import calculator
from inventories.calculators.words import N_, Words
from inventories.calculators.working import Setting, Working

NETWORK = ("electricity", "heat")
CARS = ("gasoline",)
ROAD = {"gasoline": "gasoline_catalyst", "diesel": "diesel", "natural_gas": "natural_gas", "lpg": "lpg"}
"""Whose CH4 and N2O a carrier takes on the road; others burn as in engines of industry."""
COLUMNS = ("gpc_fuel", "gpc_grid", "china_provincial")


def rows_of(column: str) -> tuple[str, ...]:
    found = (record[column] for record in tables.table("balance_lines").values())
    return tuple(dict.fromkeys(row for row in found if row))


def lines_of(row: str) -> Iterator[tuple[str, str]]:
    """The lines that make up a row of the report, each with the column that names it."""
    for code, record in tables.table("balance_lines").items():
        for column in COLUMNS:
            if record[column] == row:
                yield code, column


def balance_presets(row: str, setting: Setting) -> dict[str, str]:
    return {"row": row} | grid.grid_presets(row, setting)


@calculator(
    "energy-balance",
    version=1,
    label=N_("Energy balance table of a Chinese city"),
    about=N_(
        "From the balance as statistics bureaus keep it: carriers by lines, in physical units or tce. "
        "Enter the whole table once, and take each row from it."
    ),
    method=N_("Energy balance: final and transformation consumption × heating value × emission factor"),
    formula="E = Σ AD × NCV × EF",
    rows={
        "gpc": (*rows_of("gpc_fuel"), *rows_of("gpc_grid")),
        "china_provincial": rows_of("china_provincial"),
    },
    fields=(
        Field(
            "row",
            N_("Row of the report"),
            Kind.CHOICE,
            choices={row: Words(row) for column in COLUMNS for row in rows_of(column)},
        ),
        Field(
            "balance",
            N_("Energy balance"),
            Kind.BALANCE,
            units=units.of("mass", "volume", "energy"),
            choices=tables.choices("carriers"),
            lines=tables.choices("balance_lines"),
            help=N_("Only what is burnt or consumed as energy: leave feedstock out."),
        ),
        grid.GRID,
        grid.GRID_YEAR,
    ),
    presets=balance_presets,
)
def energy_balance(inputs: Inputs, working: Working) -> None:
    worked = False
    for line, column in lines_of(inputs["row"]):
        for carrier, amount in inputs["balance"].get(line, {}).items():
            if takes(line, column, carrier):
                work_out(working, inputs, line, carrier, amount)
                worked = True
    if not worked:
        raise BadInput(
            Problem(
                "balance",
                N_("The balance holds no amount for this row."),
                N_("Fill in the lines that belong to the row, or choose another row."),
                inputs["row"],
            )
        )


def takes(line: str, column: str, carrier: str) -> bool:
    """Whether the row takes this carrier of the line: fuels in scope 1, the network's in scope 2 and memo."""
    of_network = carrier in NETWORK
    return of_network if column == "gpc_grid" or line == "transfer" else not of_network


def work_out(working: Working, inputs: Inputs, line: str, carrier: str, amount: units.Quantity) -> None:
    about = words_of(line, carrier)
    if carrier == "heat":
        grid.heat(working, inputs, as_energy(amount), about)
    elif carrier == "electricity":
        if "coal_equivalent" in str(amount.units):
            working.warn("calorific")
        grid.consume(working, inputs, as_energy(amount), grid.SCOPE_2, about)
    else:
        burn(working, line, carrier, amount, about)
    remind(working, line, carrier, amount)


def words_of(line: str, carrier: str) -> Words:
    """A cell of the balance."""
    of_line, of_carrier = tables.choices("balance_lines")[line], tables.choices("carriers")[carrier]
    return Words(f"{of_line.en}; {of_carrier.en}", f"{of_line.zh}；{of_carrier.zh}")


def as_energy(amount: units.Quantity) -> units.Quantity:
    """Electricity and heat are amounts of energy. Raises BadInput."""
    if units.kind_of(amount) != "energy":
        raise BadInput(
            Problem(
                "balance",
                N_("Electricity and heat are counted in units of energy."),
                N_("Choose kWh, GJ, tce or another unit of energy."),
                units.shown(amount),
            )
        )
    return amount


def burn(working: Working, line: str, carrier: str, amount: units.Quantity, about: Words) -> None:
    users = tables.table("balance_lines")[line]["users"]
    energy = energy_of(working, carrier, amount, about)
    if users == "road" and carrier in ROAD:
        parts = [f"ipcc2006.road.{gas}.{ROAD[carrier]}" for gas in ("ch4", "n2o")]
    else:
        group = tables.table("fuels")[carrier]["group"]
        of_users = "manufacturing" if users == "road" else users
        parts = [f"ipcc2006.{gas}.{of_users}.{group}" for gas in ("ch4", "n2o")]
    fuels.emit(
        working,
        energy,
        [f"ipcc2006.co2.{carrier}", *parts],
        fuels.ROAD if users == "road" else fuels.STATIONARY,
        about,
    )


def energy_of(working: Working, carrier: str, amount: units.Quantity, about: Words) -> units.Quantity:
    """Net energy by China's heating value; an amount in tce or joules is energy already. Raises BadInput."""
    if units.kind_of(amount) == "energy":
        return working.product(N_("Net energy"), "Q = AD", amount, to="terajoule", about=about)
    value = working.factor(f"cn.ncv.{carrier}")
    if not (amount * value.quantity).is_compatible_with("joule"):
        raise BadInput(
            Problem(
                "balance",
                N_("The unit does not fit the carrier."),
                N_("Use tonnes for coal and oil, cubic metres for gases, or a unit of energy."),
                f"{about.en}: {units.shown(amount)}",
            )
        )
    return working.product(N_("Net energy"), "Q = AD × NCV", amount, value, to="terajoule", about=about)


def remind(working: Working, line: str, carrier: str, amount: units.Quantity) -> None:
    """What the balance's lines hold that a reader of the row would not expect."""
    if line in ("urban", "rural") and carrier in CARS:
        working.warn("private-cars", tables.choices("carriers")[carrier])
    if line == "transport":
        working.warn("company-transport")
    if line == "transfer" and amount.magnitude < 0:
        working.warn("transfer-is-net")
