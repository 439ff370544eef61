"""Emission factors and parameters: facts as rows of reference/factors/*.csv, each with source and trust."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Any

from inventories.calculators import tables, units
from inventories.calculators.words import Words


class Trust(StrEnum):
    """How far a number is to be trusted."""

    CHECKED = "checked"
    """Transcribed, and compared with a second source."""
    TRANSCRIBED = "transcribed"
    """Transcribed, or equal at two third parties (its note says so); not compared with the official text."""
    UNSEEN = "unseen"
    """From one third party's transcription or from memory of the table: the official text was not seen."""
    OWN = "own"
    """The city's own, with the source that it names."""


class UnknownFactor(LookupError):
    """There is no factor of this id."""


@dataclass(frozen=True)
class Factor:
    """One number with its unit. `gas` is empty for a parameter.

    `year` is that of what it describes (a grid); None for the defaults of guidelines, which describe no year.
    """

    id: str
    gas: str
    value: Decimal
    unit: str
    words: Words
    region: str
    """The country it was made for, ISO 3166-1 alpha-2; empty for a default of the whole world."""
    year: int | None
    source: str
    trust: Trust
    note: str = ""

    @property
    def quantity(self) -> units.Quantity:
        return units.measured(self.value, self.unit)

    @property
    def number(self) -> Decimal:
        """A share or another bare number."""
        return self.value

    def as_data(self) -> dict[str, Any]:
        """As JSON keeps it; `from_data` gives the same factor back."""
        return {
            "id": self.id,
            "gas": self.gas,
            "value": format(self.value, "f"),
            "unit": self.unit,
            "label_en": self.words.en,
            "label_zh": self.words.zh,
            "region": self.region,
            "year": self.year,
            "source": self.source,
            "trust": self.trust.value,
            "note": self.note,
        }


Table = Mapping[str, Factor]


def from_data(data: Mapping[str, Any]) -> Factor:
    return Factor(
        id=data["id"],
        gas=data["gas"],
        value=Decimal(data["value"]),
        unit=data["unit"],
        words=Words(data["label_en"], data["label_zh"]),
        region=data["region"],
        year=int(data["year"]) if data["year"] else None,
        source=data["source"],
        trust=Trust(data["trust"]),
        note=data["note"],
    )


@cache
def shipped() -> Table:
    """Every factor that comes with Milepost, by its id."""
    found: dict[str, Factor] = {}
    for path in sorted((tables.REFERENCE / "factors").glob("*.csv")):
        for record in tables.read(path):
            if record["id"] in found:
                raise ValueError(f"two factors have the id {record['id']}")
            found[record["id"]] = from_data(record)
    return found


def years_of(grid: str, table: Table) -> list[int]:
    """The years for which the table has a factor of this grid, the earliest first."""
    prefix = f"{grid}."
    return sorted({each.year for each in table.values() if each.id.startswith(prefix) and each.year})
