"""The words of each check: what it looks at, why, and what to do. A check has one row in explained.csv.

Thresholds stand in braces in the file and are filled in from the constants that the checks use.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from accounts.words import in_chinese
from inventories import products
from inventories.checks import activity, bases, sectors, series
from inventories.checks.registry import codes, severity_of
from inventories.enums import Severity

FILE = Path(__file__).parent / "explained.csv"


@dataclass(frozen=True)
class Explained:
    """A check in words; properties read in the reader's language."""

    code: str
    severity: Severity
    words: Mapping[str, str]

    def _read(self, name: str) -> str:
        return self.words[f"{name}_zh" if in_chinese() else f"{name}_en"].format(**thresholds())

    @property
    def title(self) -> str:
        return self._read("title")

    @property
    def looks(self) -> str:
        return self._read("looks")

    @property
    def why(self) -> str:
        return self._read("why")

    @property
    def todo(self) -> str:
        return self._read("todo")


def every() -> list[Explained]:
    """Errors first, each kind in the order in which the checks run."""
    found = [of(code) for code in codes()]
    return sorted(found, key=lambda each: each.severity != Severity.ERROR)


def of(code: str) -> Explained:
    return Explained(code, severity_of(code), _words()[code])


@cache
def thresholds() -> dict[str, str]:
    """The numbers that the words name."""
    return {
        "jump": f"{100 * series.JUMP:.0f}",
        "low": f"{series.THOUSAND_LOW}",
        "high": f"{series.THOUSAND_HIGH}",
        "repeated": f"{series.FEWEST_REPEATED}",
        "base_change": f"{100 * bases.BASE_CHANGE:.0f}",
        "rounding": f"{100 * bases.ROUNDING:.1f}",
        "deviations": f"{sectors.DEVIATIONS}",
        "floor": f"{sectors.Likely().most}",
        "close": f"{100 * products.CLOSE.normalize():f}",
        "fewest": f"{sectors.FEWEST_CHANGES}",
        "most_versions": f"{sectors.MOST_VERSIONS}",
        "person_low": f"{activity.PER_PERSON_LOW}",
        "person_high": f"{activity.PER_PERSON_HIGH}",
        "people_low": f"{activity.POPULATION_LOW:,}",
        "people_high": f"{activity.POPULATION_HIGH:,}",
        "people_change": f"{100 * activity.POPULATION_CHANGE:.0f}",
        "product_change": f"{100 * activity.PRODUCT_CHANGE:.0f}",
        "usd_low": f"{activity.PRODUCT_PER_PERSON['gdp-usd'][1]:,}",
        "usd_high": f"{activity.PRODUCT_PER_PERSON['gdp-usd'][2]:,}",
        "cny_low": f"{activity.PRODUCT_PER_PERSON['gdp-cny'][1]:,}",
        "cny_high": f"{activity.PRODUCT_PER_PERSON['gdp-cny'][2]:,}",
    }


@cache
def _words() -> dict[str, dict[str, str]]:
    with FILE.open(encoding="utf-8", newline="") as lines:
        return {row["code"]: row for row in csv.DictReader(lines)}
