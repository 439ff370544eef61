"""The numbers of a line of CityCatalyst's CSV: its total in tonnes, its gases, the unit of its factors."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.translation import gettext as _

from accounts import numbers
from inventories.importers import warming
from inventories.importers.problems import Problem
from inventories.importers.reading import LeftOut, Wanted
from inventories.importers.records import Record, plain, to_gram

GASES = ("co2", "ch4", "n2o")
UNITS = {"t": Decimal(1), "kg": Decimal("0.001"), "kt": Decimal(1000)}
KG = Decimal("0.001")


@dataclass
class Pass:
    """What is gathered while the lines are read."""

    wanted: Wanted
    gwp_set: str
    problems: list[Problem] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    units_left_open: int = 0


def numbers_of(record: Record) -> dict[str, Decimal]:
    """The numbers of a line that has them: total, amount, factors, and gases in kg of CO2 equivalent."""
    names = ("total", "amount", "factor_co2", "factor_ch4", "factor_n2o", *GASES)
    found = {name: record.number(name) for name in names}
    return {name: value for name, value in found.items() if value is not None}


def total(record: Record, values: Mapping[str, Decimal], now: Pass) -> Decimal | None:
    """Tonnes of CO2 equivalent: the total in its unit, or what the gases make where there is none."""
    given = sum((values[gas] for gas in GASES if gas in values), Decimal(0)) * KG
    if "total" not in values:
        return to_gram(given)
    unit = _unit(record.text("unit"))
    if not record.text("unit"):
        unit = next((code for code, in_t in UNITS.items() if values["total"] * in_t == given), "")
        if not unit and values["total"]:
            now.units_left_open += 1
            unit = now.wanted.answers.get("emission_unit", "t")
    if unit not in UNITS and values["total"]:
        record.wrong(
            "unit",
            _("“%(unit)s” is not a unit of emissions that is known here.")
            % {"unit": record.text("unit")[:20]},
            _("Write t CO2e, kg CO2e or kt CO2e."),
        )
        return None
    return to_gram(values["total"] * UNITS.get(unit, Decimal(1)))


def _unit(text: str) -> str:
    """'t CO2e', 'tCO2eq', 'kg of CO2 equivalent' as the unit of mass: t, kg."""
    words = plain(text).replace("co2 equivalent", "").replace("co2eq", "").replace("co2e", "")
    words = words.replace(" of", "").replace("metric", "").strip(" .")
    return {"tonnes": "t", "tons": "t", "tonne": "t", "kilograms": "kg", "kilogram": "kg"}.get(words, words)


def masses(record: Record, values: Mapping[str, Decimal], total: Decimal, now: Pass) -> dict[str, Decimal]:
    """Tonnes by gas where they make up the total to the kilogram; a single gas is the total itself."""
    given = {gas: values[gas] * KG for gas in GASES if gas in values}
    known = warming.potentials(now.gwp_set)
    if not given or any(gas not in known and value for gas, value in given.items()):
        return {}
    told = {gas: value for gas, value in given.items() if value}
    lacking = abs(total - sum(given.values(), Decimal(0)))
    if lacking and len(told) == 1 and lacking <= max(known[gas] for gas in told) * KG:
        given |= dict.fromkeys(told, total)
    elif lacking > KG / 2:
        made = sum(given.values(), Decimal(0))
        now.left_out.append(
            LeftOut(
                record.place,
                ", ".join(f"{gas.upper()} {value}" for gas, value in told.items()),
                _(
                    "The gases make %(gases)s t CO₂e, the total says %(total)s t: the total is taken, "
                    "and the row stays in CO₂e."
                )
                % {
                    "gases": numbers.grouped(made),
                    "total": numbers.grouped(total),
                },
            )
        )
        return {}
    return {gas: warming.mass(gas, value, now.gwp_set) for gas, value in given.items() if gas in known}


def as_given(values: Mapping[str, Decimal], gwp_set: str) -> dict[str, Decimal]:
    """Tonnes of the gases as the line gives them, whatever its total."""
    known = warming.potentials(gwp_set)
    return {
        gas: warming.mass(gas, values[gas] * KG, gwp_set) for gas in GASES if gas in values and gas in known
    }


def factor_unit(
    record: Record, values: Mapping[str, Decimal], factors: Mapping[str, Decimal], now: Pass
) -> str:
    """The unit that amount, factor and mass show together; what the file says where they show none."""
    stated, amount, per = record.text("factor_unit"), values.get("amount"), record.text("amount_unit")
    masses = as_given(values, now.gwp_set)
    found = ""
    for gas, factor in factors.items():
        if amount and per and factor and masses.get(gas):
            for unit, in_tonnes in UNITS.items():
                if abs(amount * factor * in_tonnes - masses[gas]) <= max(KG, masses[gas] / 10**6):
                    found = f"{unit}/{per}"
    if found and stated and plain(found) != plain(stated):
        now.left_out.append(
            LeftOut(
                record.place,
                stated,
                _("The factor times the amount makes the emissions only in %(unit)s: that unit is taken.")
                % {"unit": found},
            )
        )
    return found or stated
