"""Methane from landfills: as a commitment of the waste of one year, and by first order decay.

Equations: GPC 1.1, chapter 8 (8.1, 8.2, 8.3, 8.4); IPCC 2006 Guidelines, Vol. 5, chapter 3 (3.1 to 3.6).
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from inventories.calculators import own, tables, units
from inventories.calculators.inputs import BadInput, Field, Inputs, Kind, Problem
from inventories.calculators.registry import calculator
from inventories.calculators.words import N_, NOTHING, Words
from inventories.calculators.working import Working

CH4_OF_C = (Decimal(16), Decimal(12))
"""Molecular weights: 16 g of methane hold 12 g of carbon."""
LONG_ENOUGH = 50
"""Years of waste that the first order decay asks for (IPCC 2006 Vol. 5, section 3.2.2)."""
BULK = "bulk"

ROWS = {"gpc": ("III.1.",), "china_provincial": ("W.1",), "operations": ("O.1.10",)}

DEGRADABLE = {
    code: words
    for code, words in tables.choices("waste_types").items()
    if code in ("food", "garden", "paper", "wood", "textiles", "nappies")
}
COMPOSITION = Field(
    "composition",
    N_("Composition of the waste, per cent of wet weight"),
    Kind.SHARES,
    choices=DEGRADABLE,
    required=False,
    help=N_(
        "What is left over counts as inert. Not needed if you enter the degradable organic carbon itself."
    ),
)
OWN_DOC = Field(
    "own_doc",
    N_("Own degradable organic carbon, per cent of wet weight"),
    Kind.SHARE,
    required=False,
    help=N_("In place of the composition; it needs a source below."),
)
SITE = Field("site", N_("Kind of landfill"), Kind.CHOICE, choices=tables.choices("sites"))
COVER = Field(
    "cover",
    N_("Cover"),
    Kind.CHOICE,
    choices={
        "other": Words(N_("Not covered, or with nothing that oxidises methane")),
        "covered": Words(N_("Managed and covered with soil or compost")),
    },
    default="other",
)


def degradable_carbon(working: Working, inputs: Inputs) -> Decimal:
    """DOC of the mixture, a share of the wet weight (GPC equation 8.1). Raises BadInput without ground."""
    if "own_doc" in inputs:
        made = own.factor(
            inputs, working, code="own.doc", gas="", value=inputs["own_doc"], unit="", label=N_("own DOC")
        )
        return made.number
    shares: Mapping[str, Decimal] = inputs.get("composition") or {}
    if not shares:
        raise _no_ground()
    terms = [(share, working.factor(f"ipcc2006.doc.{code}").number) for code, share in shares.items()]
    total = sum((share * carbon for share, carbon in terms), Decimal(0))
    worked = [units.measured(share * carbon, "") for share, carbon in terms]
    working.note(
        N_("Degradable organic carbon"),
        "DOC = Σ DOCi × Wi",
        worked,
        total,
        sign="+",
        equation="GPC 1.1, equation 8.1",
    )
    return total


def _no_ground() -> BadInput:
    return BadInput(
        Problem(
            "composition",
            N_("How much of the waste can decay is not said."),
            N_("Enter the composition, or your own degradable organic carbon with its source."),
        )
    )


@calculator(
    "landfill-commitment",
    version=1,
    label=N_("Landfill: methane commitment"),
    about=N_("All the methane that the waste of this year will ever give, counted now."),
    method=N_("Methane commitment of the waste landfilled in the year"),
    formula="CH₄ = MSW × L0 × (1 − f_rec) × (1 − OX),  L0 = MCF × DOC × DOCf × F × 16/12",
    rows=ROWS,
    fields=(
        Field("waste", N_("Waste landfilled in the year (wet)"), Kind.AMOUNT, units=units.of("mass")),
        COMPOSITION,
        OWN_DOC,
        SITE,
        COVER,
        Field(
            "recovered",
            N_("Share of the methane that is recovered, %"),
            Kind.SHARE,
            required=False,
            help=N_("Flared or used; blank is none."),
        ),
        *own.SOURCE,
    ),
)
def landfill_commitment(inputs: Inputs, working: Working) -> None:
    potential = working.product(
        N_("Methane generation potential, t CH₄ a t of waste"),
        "L0 = MCF × DOC × DOCf × F × 16/12",
        working.factor(f"ipcc2006.mcf.{inputs['site']}"),
        degradable_carbon(working, inputs),
        working.factor("ipcc2006.docf"),
        working.factor("ipcc2006.methane_share"),
        CH4_OF_C[0] / CH4_OF_C[1],
        to="",
        equation="GPC 1.1, equation 8.4",
    )
    oxidised = working.factor(f"ipcc2006.ox.{inputs['cover']}").number
    mass = working.product(
        own.MASS["ch4"],
        "CH₄ = MSW × L0 × (1 − f_rec) × (1 − OX)",
        inputs["waste"],
        potential,
        1 - inputs.get("recovered", Decimal(0)),
        1 - oxidised,
        to="tonne",
        equation="GPC 1.1, equation 8.3",
    )
    working.emit("ch4", mass)


@calculator(
    "landfill-decay",
    version=1,
    label=N_("Landfill: first order decay"),
    about=N_("The methane given off this year by the waste of all earlier years."),
    method=N_("First order decay of the waste landfilled in earlier years"),
    formula="CH₄ = (Σ DDOCma(T−1) × (1 − e^−k) × F × 16/12 − R) × (1 − OX)",
    rows=ROWS,
    fields=(
        Field(
            "deposits",
            N_("Waste landfilled, year by year (wet)"),
            Kind.SERIES,
            help=N_(
                "One year and its amount in each line, for example: 1990 12000. Two columns can be pasted."
            ),
        ),
        Field(
            "waste_unit",
            N_("Unit of these amounts"),
            Kind.CHOICE,
            choices={code: units.units()[code].words for code in units.of("mass")},
            default="t",
        ),
        COMPOSITION,
        OWN_DOC,
        Field("climate", N_("Climate"), Kind.CHOICE, choices=tables.choices("climates")),
        SITE,
        COVER,
        Field(
            "recovered",
            N_("Methane recovered in the year"),
            Kind.AMOUNT,
            units=units.of("mass"),
            required=False,
            help=N_("Measured, flared or used; blank is none."),
        ),
        *own.SOURCE,
    ),
)
def landfill_decay(inputs: Inputs, working: Working) -> None:
    generated = units.measured(Decimal(0), "tonne")
    for kind, carbon in _streams(working, inputs):
        generated = generated + _generated(working, inputs, kind, carbon)
    _emitted(working, inputs, generated)
    first = min(inputs["deposits"])
    if working.setting.year - first < LONG_ENOUGH:
        working.warn("short-history", detail=first)


def _streams(working: Working, inputs: Inputs) -> list[tuple[str, Decimal]]:
    """Each kind of waste with the degradable carbon in a tonne of the whole."""
    if "own_doc" in inputs:
        return [(BULK, degradable_carbon(working, inputs))]
    shares: Mapping[str, Decimal] = inputs.get("composition") or {}
    if not shares:
        raise _no_ground()
    return [(kind, share * working.factor(f"ipcc2006.doc.{kind}").number) for kind, share in shares.items()]


def _generated(working: Working, inputs: Inputs, kind: str, carbon: Decimal) -> units.Quantity:
    """Methane generated in the report's year by one kind of waste, t (IPCC 3.2, 3.4, 3.5 and 3.6)."""
    rate = working.factor(f"ipcc2006.k.{inputs['climate']}.{kind}").number
    decomposable = (
        carbon
        * working.factor("ipcc2006.docf").number
        * working.factor(f"ipcc2006.mcf.{inputs['site']}").number
    )
    stock = units.measured(_stock(inputs, working.setting.year, rate, decomposable), "tonne")
    about = tables.choices("waste_types").get(kind, NOTHING)
    first, last = min(inputs["deposits"]), working.setting.year - 1
    working.tell(
        N_("Decomposable carbon in the landfill at the end of the year before"),
        "DDOCma(T−1) = Σ W(x) × DOC × DOCf × MCF × e^(−k × (T−1−x))",
        f"Σ W(x) × {units.shown(decomposable)} × e^(−{units.shown(rate)} × ({last} − x)), "
        f"x = {first} … {last}: {units.shown(stock)}",
        equation="IPCC 2006 Vol. 5, equations 3.2 and 3.4",
        about=about,
    )
    return working.product(
        N_("Methane generated in the year"),
        "CH₄ = DDOCma(T−1) × (1 − e^−k) × F × 16/12",
        stock,
        1 - (-rate).exp(),
        working.factor("ipcc2006.methane_share"),
        CH4_OF_C[0] / CH4_OF_C[1],
        to="tonne",
        equation="IPCC 2006 Vol. 5, equations 3.5 and 3.6",
        about=about,
    )


def _stock(inputs: Inputs, year: int, rate: Decimal, decomposable: Decimal) -> Decimal:
    """DDOCma at the end of the year before, t: what each earlier year brought, less what decayed since.

    Waste begins to decay on 1 January after the year it came in (IPCC's delay of six months on average).
    """
    keeps = (-rate).exp()
    stock = Decimal(0)
    for each in range(min(inputs["deposits"]), year):
        brought = inputs["deposits"].get(each, Decimal(0))
        stock = stock * keeps + units.convert(brought, inputs["waste_unit"], "t") * decomposable
    return stock


def _emitted(working: Working, inputs: Inputs, generated: units.Quantity) -> None:
    nothing = units.measured(Decimal(0), "tonne")
    recovered = inputs["recovered"].to("tonne") if "recovered" in inputs else nothing
    if recovered > generated:
        working.warn("recovered-all")
        recovered = generated
    left = working.note(
        N_("Methane that is not recovered"),
        "Σ CH₄ − R",
        [generated, recovered],
        generated - recovered,
        sign="−",
    )
    oxidised = working.factor(f"ipcc2006.ox.{inputs['cover']}").number
    mass = working.product(
        own.MASS["ch4"],
        "CH₄ = (Σ CH₄ − R) × (1 − OX)",
        left,
        1 - oxidised,
        to="tonne",
        equation="GPC 1.1, equation 8.2; IPCC 2006 Vol. 5, equation 3.1",
    )
    working.emit("ch4", mass)
