"""Every sum of a version: by level, sector, scope, both, and gas; in its own GWP set or in another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from inventories import frameworks, gases
from inventories.enums import GwpSet, Level, SectionCode
from inventories.figures import counted
from inventories.models import InventoryLine, ReportVersion

COMMON_SETS = (GwpSet.AR4.value, GwpSet.AR5.value, GwpSet.AR6.value)
"""The sets that a report can be shown in besides its own."""
NOT_BY_GAS = "not by gas"
"""Stands in a key for the CO2 equivalent of rows whose gases are not told apart."""


class Key(NamedTuple):
    """What is summed: a quantity ('co2e', 'co2') at a level; '' stands for all sectors, scopes and gases.

    With a gas it is tonnes of that gas, with NOT_BY_GAS tonnes of CO2 equivalent. `gwp_set` is empty for the
    version's own numbers.
    """

    section: str
    level: str
    quantity: str
    sector: str = ""
    scope: str = ""
    gas: str = ""
    gwp_set: str = ""


@dataclass(frozen=True)
class Sum:
    tonnes: Decimal
    rows: tuple[str, ...]


Sums = Mapping[Key, Sum]
Line = tuple[frameworks.Row, InventoryLine]


class NotByGas(LookupError):
    """Rows hold no masses of gases, or a gas that the set gives no potential for; their codes."""

    def __init__(self, rows: Iterable[str]) -> None:
        self.rows = tuple(rows)
        super().__init__(", ".join(self.rows))


def levels_of(framework: frameworks.Framework, section: str) -> tuple[str, ...]:
    return (Level.NONE.value,) if section == SectionCode.OPERATIONS else framework.totals


def own_level(version: ReportVersion, section: str) -> str:
    """The level that the section's total is summed at."""
    return Level.NONE.value if section == SectionCode.OPERATIONS else str(version.level)


def of_version(version: ReportVersion, lines: Iterable[InventoryLine], gwp_set: str = "") -> dict[Key, Sum]:
    """Every sum of rows that hold a number, of the version's lines with their masses.

    In another `gwp_set`, those of CO2 equivalent alone. Raises NotByGas.
    """
    framework = frameworks.get(version.report.framework)
    lines = list(lines)
    found: dict[Key, Sum] = {}
    for section in (SectionCode.COMMUNITY.value, SectionCode.OPERATIONS.value):
        own = [line for line in lines if line.section == section]
        for level in levels_of(framework, section):
            total = counted.of_total(framework.code, section, level)
            for quantity in framework.quantities if not gwp_set else ("co2e",):
                held = _held(total, own, quantity)
                found |= _by_place(Key(section, level, quantity, gwp_set=gwp_set), held, gwp_set)
            if not gwp_set:
                found |= _by_gas(Key(section, level, "co2e"), _held(total, own, "co2e"))
    return found


def restated(line: InventoryLine, gwp_set: str) -> Decimal | None:
    """Tonnes of CO2 equivalent in another set; None where the masses do not give it."""
    masses = {each.gas: each.tonnes for each in line.masses.all()}
    if not masses.keys() - {gases.BIOGENIC}:
        return None if line.co2e else line.co2e
    try:
        return gases.co2e(masses, gwp_set)
    except gases.NoPotential:
        return None


def not_restatable(lines: Iterable[InventoryLine], gwp_set: str) -> list[InventoryLine]:
    """Lines that cannot be told in the set: their masses are not known, or the set lacks a gas."""
    return [line for line in lines if line.co2e is not None and restated(line, gwp_set) is None]


def _held(total: counted.Counted, lines: list[InventoryLine], quantity: str) -> list[Line]:
    by_row = {line.row: line for line in lines}
    return [(row, by_row[row.code]) for row in counted.summed(total, lines, quantity)]


def _by_place(key: Key, held: Iterable[Line], gwp_set: str) -> dict[Key, Sum]:
    found: dict[Key, list[tuple[str, Decimal]]] = {}
    for row, line in held:
        mass = restated(line, gwp_set) if gwp_set else getattr(line, key.quantity)
        if mass is None:
            raise NotByGas([row.code])
        places = {(sector, scope) for sector in ("", row.sector) for scope in ("", row.scope)}
        for sector, scope in places:
            found.setdefault(key._replace(sector=sector, scope=scope), []).append((row.code, mass))
    return {each: _sum(parts) for each, parts in found.items()}


def _by_gas(key: Key, held: Iterable[Line]) -> dict[Key, Sum]:
    """Tonnes of each gas; empty where no row tells any."""
    found: dict[str, list[tuple[str, Decimal]]] = {}
    rest: list[tuple[str, Decimal]] = []
    for row, line in held:
        masses = [(each.gas, each.tonnes) for each in line.masses.all()]
        for gas, tonnes in masses:
            found.setdefault(gas, []).append((row.code, tonnes))
        if not any(gas != gases.BIOGENIC for gas, _tonnes in masses) and line.co2e is not None:
            rest.append((row.code, line.co2e))
    if found and rest:
        found[NOT_BY_GAS] = rest
    return {key._replace(gas=gas): _sum(parts) for gas, parts in found.items()}


def _sum(parts: list[tuple[str, Decimal]]) -> Sum:
    return Sum(sum((mass for _row, mass in parts), Decimal(0)), tuple(row for row, _mass in parts))
