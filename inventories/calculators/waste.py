"""Biological treatment, incineration and waste water (GPC 1.1, chapter 8; IPCC 2006 Guidelines, Vol. 5)."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from inventories.calculators import own, tables, units
from inventories.calculators.inputs import Field, Inputs, Kind
from inventories.calculators.registry import calculator
from inventories.calculators.words import N_, Words
from inventories.calculators.working import Working

BIOLOGICAL = "GPC 1.1, equation 8.5; IPCC 2006 Vol. 5, equations 4.1 and 4.2"
CO2_OF_C = Decimal(44) / Decimal(12)
N2O_OF_N = Decimal(44) / Decimal(28)

RECOVERED = Field(
    "recovered",
    N_("Methane recovered in the year"),
    Kind.AMOUNT,
    units=units.of("mass"),
    required=False,
    help=N_("Measured, flared or used; blank is none."),
)


@calculator(
    "biological-treatment",
    version=1,
    label=N_("Composting and anaerobic digestion"),
    about=N_("From the mass of organic waste that is treated."),
    method=N_("Mass of waste treated × emission factor, less the methane recovered"),
    formula="CH₄ = m × EF − R,  N₂O = m × EF",
    rows={"gpc": ("III.2.",), "operations": ("O.1.10",)},
    fields=(
        Field("waste", N_("Waste treated in the year"), Kind.AMOUNT, units=units.of("mass")),
        Field("treatment", N_("Treatment"), Kind.CHOICE, choices=tables.choices("biological")),
        RECOVERED,
        *own.FIELDS,
    ),
)
def biological_treatment(inputs: Inputs, working: Working) -> None:
    if own.given(inputs):
        own.emit(inputs, working, inputs["waste"], BIOLOGICAL)
    else:
        for gas, symbol in (("ch4", "CH₄"), ("n2o", "N₂O")):
            factor = working.factor(f"ipcc2006.biological.{gas}.{inputs['treatment']}")
            mass = working.product(
                own.MASS[gas], f"{symbol} = m × EF", inputs["waste"], factor, to="tonne", equation=BIOLOGICAL
            )
            working.emit(gas, mass)
    take_off(working, inputs)


def take_off(working: Working, inputs: Inputs) -> None:
    """Take the recovered methane off the methane so far, down to zero."""
    if "recovered" not in inputs:
        return
    generated = units.measured(working.masses.get("ch4", Decimal(0)), "tonne")
    recovered = inputs["recovered"].to("tonne")
    if recovered > generated:
        working.warn("recovered-all")
        recovered = generated
    left = working.note(
        N_("Methane that is not recovered"),
        "CH₄ − R",
        [generated, recovered],
        generated - recovered,
        sign="−",
    )
    working.masses["ch4"] = left.magnitude


@calculator(
    "incineration",
    version=1,
    label=N_("Incineration and open burning"),
    about=N_("From the mass of waste burnt and its composition; CO₂ from biogenic carbon stands apart."),
    method=N_("Mass of waste burnt × carbon content × fossil share × oxidation; CH₄ and N₂O by technology"),
    formula="CO₂ = m × Σ(WFi × dmi × CFi × FCFi) × OF × 44/12",
    rows={
        "gpc": ("III.3.", "I.4.4"),
        "china_provincial": ("W.2",),
        "operations": ("O.1.10",),
    },
    fields=(
        Field("waste", N_("Waste burnt in the year (wet)"), Kind.AMOUNT, units=units.of("mass")),
        Field(
            "composition",
            N_("Composition of the waste, per cent of wet weight"),
            Kind.SHARES,
            choices=tables.choices("waste_types"),
        ),
        Field("technology", N_("Technology"), Kind.CHOICE, choices=tables.choices("incineration")),
        Field(
            "energy",
            N_("Is energy recovered?"),
            Kind.CHOICE,
            choices={"no": Words(N_("No")), "yes": Words(N_("Yes: electricity or heat is sold or used"))},
            default="no",
        ),
    ),
)
def incineration(inputs: Inputs, working: Working) -> None:
    if inputs["energy"] == "yes":
        working.warn("energy-recovered")
    open_air = inputs["technology"] == "open_burning"
    oxidised = working.factor(f"ipcc2006.of.{'open_burning' if open_air else 'incineration'}")
    fossil, biogenic, dry = _carbon(working, inputs["composition"])
    for gas, carbon in (("co2", fossil), ("co2_biogenic", biogenic)):
        mass = working.product(
            own.MASS[gas],
            f"{own.SYMBOL[gas]} = m × C × OF × 44/12",
            inputs["waste"],
            carbon,
            oxidised,
            CO2_OF_C,
            to="tonne",
            equation="GPC 1.1, equation 8.6; IPCC 2006 Vol. 5, equation 5.2",
        )
        working.emit(gas, mass)
    _burnt(working, inputs, "ch4", inputs["waste"], "GPC 1.1, equation 8.7; IPCC 2006 Vol. 5, equation 5.4")
    burnt = inputs["waste"]
    if open_air:
        burnt = working.product(N_("Dry weight"), "m × dm", burnt, dry, to=str(burnt.units))
    _burnt(working, inputs, "n2o", burnt, "GPC 1.1, equation 8.8; IPCC 2006 Vol. 5, equation 5.5")


def _burnt(working: Working, inputs: Inputs, gas: str, waste: units.Quantity, equation: str) -> None:
    factor = working.factor(f"ipcc2006.incineration.{gas}.{inputs['technology']}")
    mass = working.product(
        own.MASS[gas], f"{own.SYMBOL[gas]} = m × EF", waste, factor, to="tonne", equation=equation
    )
    working.emit(gas, mass)


def _carbon(working: Working, shares: Mapping[str, Decimal]) -> tuple[Decimal, Decimal, Decimal]:
    """Fossil carbon, biogenic carbon and dry matter in a tonne of wet waste."""
    fossil = biogenic = dry = Decimal(0)
    parts = []
    for kind, share in shares.items():
        matter = share * working.factor(f"ipcc2006.dm.{kind}").number
        carbon = matter * working.factor(f"ipcc2006.cf.{kind}").number
        of_fossil = carbon * working.factor(f"ipcc2006.fcf.{kind}").number
        fossil, biogenic, dry = fossil + of_fossil, biogenic + carbon - of_fossil, dry + matter
        parts.append(of_fossil)
    working.note(N_("Fossil carbon, t a t of waste"), "C = Σ WFi × dmi × CFi × FCFi", parts, fossil, sign="+")
    return fossil, biogenic, dry


@calculator(
    "waste-water",
    version=1,
    label=N_("Domestic waste water"),
    about=N_("CH₄ from the organic load by way of treatment, and N₂O from the nitrogen in the effluent."),
    method=N_("Population × BOD × Bo × MCF by way of treatment; N₂O from protein consumed"),
    formula="CH₄ = Σ Ti × TOW × Bo × MCFi − R,  N₂O = N × EF × 44/28",
    rows={"gpc": ("III.4.",), "china_provincial": ("W.3",), "operations": ("O.1.4",)},
    fields=(
        Field("population", N_("People served"), Kind.NUMBER),
        Field(
            "bod",
            N_("BOD a person"),
            Kind.AMOUNT,
            units=units.of("food"),
            help=N_(
                "IPCC 2006 Vol. 5, table 6.4: for example 85 g a day in the United States, 40 g in Asia."
            ),
        ),
        Field(
            "systems",
            N_("Ways of treatment and discharge, per cent of the people"),
            Kind.SHARES,
            choices=tables.choices("wastewater"),
        ),
        Field(
            "sewers",
            N_("Industry in the sewers"),
            Kind.CHOICE,
            choices={
                "collected": Words(N_("Sewers also take waste water of industry (factor 1.25)")),
                "uncollected": Words(N_("Households only (factor 1)")),
            },
            default="collected",
        ),
        Field(
            "protein",
            N_("Protein a person"),
            Kind.AMOUNT,
            units=units.of("food"),
            required=False,
            help=N_("For N₂O; blank leaves N₂O out."),
        ),
        Field(
            "sludge_nitrogen",
            N_("Nitrogen removed with sludge"),
            Kind.AMOUNT,
            units=units.of("mass"),
            required=False,
        ),
        RECOVERED,
    ),
)
def waste_water(inputs: Inputs, working: Working) -> None:
    load = working.product(
        N_("Organic load of the year"),
        "TOW = P × BOD × I × 365",
        inputs["population"],
        inputs["bod"],
        working.factor(f"ipcc2006.wastewater.i.{inputs['sewers']}"),
        units.measured(Decimal(365), "day"),
        to="tonne",
        equation="GPC 1.1, equation 8.10; IPCC 2006 Vol. 5, equation 6.3",
    )
    for system, share in inputs["systems"].items():
        mass = working.product(
            own.MASS["ch4"],
            "CH₄ = T × TOW × Bo × MCF",
            share,
            load,
            working.factor("ipcc2006.bo"),
            working.factor(f"ipcc2006.wastewater.mcf.{system}"),
            to="tonne",
            equation="GPC 1.1, equation 8.9; IPCC 2006 Vol. 5, equations 6.1 and 6.2",
            about=tables.choices("wastewater")[system],
        )
        working.emit("ch4", mass)
    take_off(working, inputs)
    _nitrous_oxide(working, inputs)


def _nitrous_oxide(working: Working, inputs: Inputs) -> None:
    if "protein" not in inputs:
        working.warn("gas-left-out", detail="N₂O")
        return
    nitrogen = working.product(
        N_("Nitrogen in the waste water"),
        "N = P × protein × F_NPR × F_NON-CON × F_IND-COM × 365",
        inputs["population"],
        inputs["protein"],
        working.factor("ipcc2006.wastewater.fnpr"),
        working.factor("ipcc2006.wastewater.fnoncon"),
        working.factor("ipcc2006.wastewater.findcom"),
        units.measured(Decimal(365), "day"),
        to="tonne",
        equation="IPCC 2006 Vol. 5, equation 6.8",
    )
    nothing = units.measured(Decimal(0), "tonne")
    removed = inputs["sludge_nitrogen"].to("tonne") if "sludge_nitrogen" in inputs else nothing
    left = max(nitrogen - removed, nothing)
    working.note(N_("Nitrogen in the effluent"), "N − N_sludge", [nitrogen, removed], left, sign="−")
    mass = working.product(
        own.MASS["n2o"],
        "N₂O = N × EF × 44/28",
        left,
        working.factor("ipcc2006.wastewater.n2o"),
        N2O_OF_N,
        to="tonne",
        equation="GPC 1.1, equation 8.11; IPCC 2006 Vol. 5, equation 6.7",
    )
    working.emit("n2o", mass)
