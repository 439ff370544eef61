"""Masses behind CO2 equivalents: the set of warming potentials that a file used, stated, seen or asked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal, localcontext

from django.utils.translation import gettext as _

from inventories import gases
from inventories.enums import GwpSet
from inventories.importers.reading import Question, Wanted
from inventories.importers.records import to_gram

CODE = "gwp_set"
UNKNOWN = GwpSet.UNKNOWN.value
SETS = tuple(each.value for each in GwpSet if each != GwpSet.UNKNOWN)
WORDS = {
    "second assessment": "SAR",
    "third assessment": "TAR",
    "fourth assessment": "AR4",
    "fifth assessment": "AR5",
    "sixth assessment": "AR6",
    "第二次评估": "SAR",
    "第三次评估": "TAR",
    "第四次评估": "AR4",
    "第五次评估": "AR5",
    "第六次评估": "AR6",
}
NUMBERED = {"2": "SAR", "3": "TAR", "4": "AR4", "5": "AR5", "6": "AR6"}
LEAST_VALUES = 3
"""So many values that are whole multiples of a set's potentials show that they were made with it."""


def set_of(text: str) -> str:
    """The set that words name: 'IPCC AR5', '5AR', 'Fourth Assessment Report'; 'unknown' for others."""
    plain = " ".join(text.casefold().split())
    found = {code for words, code in WORDS.items() if words in plain}
    found |= {code for code in ("SAR", "TAR") if re.search(rf"\b{code.lower()}\b", plain)}
    found |= {NUMBERED[digit] for digit in re.findall(r"\bar\s?-?([2-6])\b", plain)}
    found |= {NUMBERED[digit] for digit in re.findall(r"\b([2-6])\s?ar\b", plain)}
    return found.pop() if len(found) == 1 else UNKNOWN


def question(wanted: Wanted, *, likely: str = UNKNOWN) -> Question:
    """By which set the file's CO2 equivalents were made. The answer 'unknown' keeps them as they are."""
    default = likely if likely != UNKNOWN else wanted.gwp_set
    return Question(
        CODE,
        _("The gases are given in CO₂ equivalents. By which set of warming potentials were they made?"),
        [
            *((each, str(GwpSet(each).label)) for each in SETS),
            (UNKNOWN, _("Not known: keep the CO₂ equivalents, without masses by gas")),
        ],
        "" if default == UNKNOWN else default,
    )


def answered(wanted: Wanted) -> str | None:
    """The set that was answered; None where nothing was answered yet."""
    answer = wanted.answers.get(CODE, "")
    return answer if answer in (*SETS, UNKNOWN) else None


def potentials(gwp_set: str) -> Mapping[str, Decimal]:
    return {gases.CO2: Decimal(1)} | dict(gases.table().get(gwp_set, {}))


def mass(gas: str, co2e: Decimal, gwp_set: str) -> Decimal:
    """Tonnes of the gas that make `co2e` tonnes of CO2 equivalent, to the gram. Raises NoPotential."""
    known = potentials(gwp_set)
    if gas not in known:
        raise gases.NoPotential(gas, gwp_set)
    with localcontext(prec=60):
        return to_gram(co2e / known[gas])


def seen_in(values: Iterable[tuple[str, Decimal]]) -> str:
    """The one set of which all whole numbers (gas, CO2 equivalent) are multiples; 'unknown' without one.

    Tools that keep whole kilograms of a gas show their potentials so.
    """
    found = [(gas, value) for gas, value in values if value and gas != gases.CO2]
    if len(found) < LEAST_VALUES:
        return UNKNOWN
    fitting = [each for each in SETS if _fits(found, potentials(each))]
    return fitting[0] if len(fitting) == 1 else UNKNOWN


def _fits(values: Iterable[tuple[str, Decimal]], known: Mapping[str, Decimal]) -> bool:
    return all(gas in known and value % known[gas] == 0 for gas, value in values)
