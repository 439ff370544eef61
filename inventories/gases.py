"""The gases that a line can hold by mass, and their warming potentials over 100 years (IPCC, gwp100.csv)."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, localcontext
from functools import cache
from pathlib import Path

from django.utils.translation import gettext as _

import trajectory
from accounts.words import in_chinese
from trajectory import potentials

FILE = Path(trajectory.__file__).parent / "gwp100.csv"
CO2 = "co2"
BIOGENIC = "co2_biogenic"
"""Carbon dioxide of living matter: stands apart, in no total (GPC 1.1, section 2.2; LGOP 1.1)."""
GRAM = Decimal("0.000001")
PLAIN = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")


class NoPotential(LookupError):
    """The set gives no warming potential for the gas."""

    def __init__(self, gas: str, gwp_set: str) -> None:
        self.gas, self.gwp_set = gas, gwp_set
        super().__init__(gas)


@dataclass(frozen=True)
class Gas:
    code: str
    label_en: str
    label_zh: str

    @property
    def label(self) -> str:
        if self.code == BIOGENIC:
            return _("biogenic CO₂")
        return self.label_zh if in_chinese() else self.label_en


@cache
def known() -> dict[str, Gas]:
    """By code, in the order of the table; biogenic carbon dioxide last."""
    with FILE.open(encoding="utf-8", newline="") as lines:
        found = {
            row["gas"]: Gas(row["gas"], row["label_en"], row["label_zh"]) for row in csv.DictReader(lines)
        }
    return found | {BIOGENIC: Gas(BIOGENIC, "", "")}


@cache
def table() -> potentials.Table:
    with FILE.open(encoding="utf-8", newline="") as lines:
        return potentials.read(lines)


@cache
def _spellings() -> dict[str, str]:
    return {
        _plain(word): gas.code for gas in known().values() for word in (gas.code, gas.label_en, gas.label_zh)
    }


def code_of(word: str) -> str | None:
    """The code of a gas as people write it: CH4, CH₄, HFC-134a, 甲烷（化石来源）; None for other words."""
    return _spellings().get(_plain(word)) if word.strip() else None


def co2e(masses: Mapping[str, Decimal], gwp_set: str) -> Decimal:
    """Tonnes of CO2 equivalent, to the gram; biogenic carbon dioxide is left out. Raises NoPotential."""
    factors = table().get(gwp_set, {})
    with localcontext(prec=60):
        total = sum(
            (tonnes * _potential(gas, gwp_set, factors) for gas, tonnes in masses.items() if gas != BIOGENIC),
            Decimal(0),
        )
        return total.quantize(GRAM, rounding=ROUND_HALF_UP)


def _potential(gas: str, gwp_set: str, factors: Mapping[str, Decimal]) -> Decimal:
    if gas == CO2:
        return Decimal(1)
    if gas not in factors:
        raise NoPotential(gas, gwp_set)
    return factors[gas]


def _plain(word: str) -> str:
    return re.sub(r"[\s_-]", "", word.translate(PLAIN).lower().replace("（", "(").replace("）", ")"))
