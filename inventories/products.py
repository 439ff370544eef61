"""What an activity makes: its amount times its factors, with units that must go together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import cache

import pint
from django.utils.translation import gettext as _

from inventories import gases
from inventories.activities import ActivityDraft
from inventories.calculators import units

CO2E = "co2e"
CLOSE = Decimal("0.005")
"""A share. Milepost's own: factors are printed with three or four digits, so that what they make differs by
less than half a per cent from what was made with all digits."""
NEGLIGIBLE = Decimal("0.001")
"""Tonnes: less than a kilogram is no difference."""
LARGEST = Decimal(10) ** 12
"""Tonnes: more than the world emits; a unit went wrong."""

OF_GAS = re.compile(r"\s*[-]?\(?(?:co[2₂](?:[-\s]?eq?)?|ch[4₄]|n[2₂]o|sf[6₆]|nf[3₃])\)?", re.IGNORECASE)
ALIASES = {
    "g": "gram",
    "mg": "milligram",
    "tonnes": "tonne",
    "吨": "tonne",
    "千克": "kilogram",
    "公斤": "kilogram",
    "liter": "liter",
    "liters": "liter",
    "litre": "liter",
    "litres": "liter",
    "l": "liter",
    "升": "liter",
    "gallon": "gallon_of_us",
    "gallons": "gallon_of_us",
    "us gallon": "gallon_of_us",
    "us gallons": "gallon_of_us",
    "ft3": "cubic_feet",
    "scf": "cubic_feet",
    "cf": "cubic_feet",
    "m^3": "meter**3",
    "m3": "meter**3",
    "m³": "meter**3",
    "nm3": "meter**3",
    "立方米": "meter**3",
    "therms": "us_therm",
    "btu": "Btu",
    "mmbtu": "mmbtu",
    "pj": "petajoule",
    "j": "joule",
    "kj": "kilojoule",
    "wh": "watt_hour",
    "twh": "terawatt_hour",
    "gg": "gigagram",
    "千瓦时": "kilowatt_hour",
    "度": "kilowatt_hour",
    "miles": "statute_mile",
    "mi": "statute_mile",
    "vehicle-miles": "statute_mile",
    "公里": "kilometer",
    "vehicle-km": "kilometer",
    "vkm": "kilometer",
    "vmt": "statute_mile",
    "lbs": "pound",
    "磅": "pound",
    "吨标准煤": "tonne_of_coal_equivalent",
    "吉焦": "gigajoule",
    "太焦": "terajoule",
}
"""As activity data and factors name their units. Tons are metric to some and short to others: no unit."""


@dataclass(frozen=True)
class Product:
    """Tonnes by gas, `co2e` among them where a factor is of that; or why there are none, in words."""

    masses: Mapping[str, Decimal]
    problem: str = ""

    def equivalent(self, gwp_set: str) -> Decimal | None:
        """Tonnes of CO2 equivalent by the set; None where it knows a gas not, or nothing is made."""
        return equivalent(self.masses, None, gwp_set) if self.masses else None


def of(draft: ActivityDraft) -> Product:
    """What the amount makes with the factors. Empty, without a problem, where one of them is not given."""
    if draft.amount is None or not draft.factors:
        return Product({})
    try:
        return Product(_multiplied(draft, draft.amount))
    except UnknownUnit as error:
        return Product({}, str(error))


class UnknownUnit(ValueError):
    """A unit, or a pair of them, that nothing can be worked out with; the message says which."""


def given(draft: ActivityDraft, gwp_set: str) -> Decimal | None:
    """The result as it was given, tonnes of CO2 equivalent; None where none was."""
    return equivalent(draft.masses, draft.co2e, gwp_set)


def counted(draft: ActivityDraft, gwp_set: str) -> Decimal | None:
    """The result that the activity adds to its row: as given, else what amount and factors make."""
    held = given(draft, gwp_set)
    return of(draft).equivalent(gwp_set) if held is None else held


def equivalent(masses: Mapping[str, Decimal], co2e: Decimal | None, gwp_set: str) -> Decimal | None:
    """Tonnes of CO2 equivalent: as stated, else by the set from the masses that are not biogenic."""
    stated = co2e if co2e is not None else masses.get(CO2E)
    by_gas = {gas: mass for gas, mass in masses.items() if gas not in (CO2E, gases.BIOGENIC)}
    if stated is not None or not by_gas:
        return stated
    try:
        return gases.co2e(by_gas, gwp_set)
    except gases.NoPotential:
        return None


def differ(one: Decimal, other: Decimal) -> bool:
    """Whether two results are more than rounding apart."""
    return abs(one - other) > max(CLOSE * abs(one), NEGLIGIBLE)


def added_up(drafts: Iterable[ActivityDraft], gwp_set: str) -> Decimal | None:
    """Tonnes of CO2 equivalent of all; None where one of them makes nothing that is known."""
    found = [counted(draft, gwp_set) for draft in drafts]
    known = [each for each in found if each is not None]
    return sum(known, Decimal(0)) if found and len(known) == len(found) else None


def masses_of(draft: ActivityDraft) -> dict[str, Decimal]:
    """Tonnes by gas as given, else as made; empty where only an equivalent is known."""
    masses = draft.masses if draft.masses or draft.co2e is not None else of(draft).masses
    return {} if CO2E in masses else dict(masses)


def factor_expression(text: str) -> str:
    """The unit of a factor as pint reads it: of kilograms where it names only what they are counted on."""
    found = expression(text)
    return found if " / " in found else f"kilogram / {found}"


def expression(text: str) -> str:
    """A unit as pint reads it. Raises UnknownUnit.

    Known words and one stroke alone: what people type never reaches an evaluator as it is.
    """
    above, *below = [each.strip() for each in re.split(r"[/／每]|\bper\b", OF_GAS.sub("", text.strip()))]
    if len(below) > 1:
        raise UnknownUnit(_("“%(unit)s” is not a unit: write one stroke, as in kg/TJ.") % {"unit": text})
    return " / ".join(f"({_word(each, text)})" for each in (above, *below))


def _word(word: str, text: str) -> str:
    known = _known()
    found = known.get(word) or known.get(word.lower())
    if found:
        return found
    if not word:
        raise UnknownUnit(_("A unit is missing in “%(unit)s”.") % {"unit": text})
    raise UnknownUnit(
        _(
            "“%(unit)s” is not a unit that can be reckoned with: use for example t, m3, L, kWh, GJ, TJ, "
            "MMBtu, 万吨 or km."
        )
        % {"unit": word}
    )


@cache
def _known() -> dict[str, str]:
    """Pint's expression by every spelling; small letters where no other unit is written so."""
    found = dict(ALIASES)
    for unit in units.units().values():
        for word in (unit.code, unit.words.en, unit.words.zh, unit.words.en.split(" (")[0]):
            found[word] = unit.expression
            if unit.kind != "mass":  # mt and Mt are not the same
                found.setdefault(word.lower(), unit.expression)
    return found | {"KG": "kilogram", "T": "tonne", "Kg": "kilogram"}


def _multiplied(draft: ActivityDraft, value: Decimal) -> dict[str, Decimal]:
    """Tonnes by gas, to the gram. Raises UnknownUnit where amount and factor do not go together."""
    amount_unit, factor_unit = expression(draft.unit), factor_expression(draft.factor_unit)
    share = Decimal(1) if draft.oxidation is None else draft.oxidation
    with units.exactly():
        amount = units.measured(value * share, amount_unit)
        found = {}
        for gas, factor in draft.factors.items():
            product = amount * units.measured(factor, factor_unit)
            try:
                tonnes = product.to("tonne").magnitude
            except (pint.DimensionalityError, InvalidOperation):
                raise UnknownUnit(
                    _("An amount in %(amount)s and a factor in %(factor)s do not make a mass.")
                    % {"amount": draft.unit, "factor": draft.factor_unit}
                ) from None
            if abs(tonnes) > LARGEST:
                raise UnknownUnit(
                    _("The result is larger than all the emissions of the world: check both units.")
                )
            found[gas] = tonnes.quantize(gases.GRAM, ROUND_HALF_UP)
        return found
