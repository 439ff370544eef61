"""Tonnes of CO2 equivalent by gas, as eCRF lists them, made masses of the gases."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.translation import gettext as _

from accounts import numbers
from accounts.words import joined
from inventories import gases
from inventories.importers import warming
from inventories.importers.ecrf.words import key_of
from inventories.importers.problems import Problem
from inventories.importers.reading import LeftOut
from inventories.importers.records import Record, to_gram

GASES = ("co2", "ch4", "n2o")
KILOGRAM = Decimal("0.001")
THOUSAND = Decimal(1000)
SHARE = Decimal("0.000001")
"""So near, as a share, sums made by a spreadsheet come to their total."""


@dataclass
class Pass:
    """What is gathered while rows are read. `apart` are remarks on the gases of a row, by its reference."""

    gwp_set: str = warming.UNKNOWN
    problems: list[Problem] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    apart: list[tuple[str, LeftOut]] = field(default_factory=list)
    needs_set: bool = False


@dataclass(frozen=True)
class Emissions:
    """`masses` in tonnes; besides biogenic carbon dioxide only where they make up `co2e`."""

    co2e: Decimal | None = None
    masses: Mapping[str, Decimal] = field(default_factory=dict)
    key: str = ""
    """A notation key that stands in place of a number."""


def read(record: Record, row: str, now: Pass) -> Emissions:
    """The columns of greenhouse gases of a row."""
    key = next((found for name in (*GASES, "co2e") if (found := key_of(record.text(name)))), "")
    given = {
        gas: value
        for gas in GASES
        if not key_of(record.text(gas)) and (value := record.number(gas)) is not None
    }
    total = None if key_of(record.text("co2e")) else record.number("co2e")
    biogenic = record.number("co2_biogenic")
    apart = {} if biogenic is None else {gases.BIOGENIC: to_gram(biogenic)}
    if total is None and not given:
        return Emissions(None, apart, key)
    made = sum(given.values(), Decimal(0))
    if total is None:
        total = made
    elif _in_kilograms(made, total):
        given = {gas: value / THOUSAND for gas, value in given.items()}
        now.apart.append((row, _remark(record, given, _("They are in kilograms: divided by 1,000."))))
        made /= THOUSAND
    return Emissions(to_gram(total), _masses(record, row, given, made, total, now) | apart)


def _masses(
    record: Record, row: str, given: Mapping[str, Decimal], made: Decimal, total: Decimal, now: Pass
) -> dict[str, Decimal]:
    if abs(made - total) > KILOGRAM:
        if any(given.values()):
            now.apart.append(
                (
                    row,
                    _remark(
                        record,
                        given,
                        _("They make %(made)s t CO₂e, the total says %(total)s t: the total alone is taken.")
                        % {"made": numbers.grouped(to_gram(made)), "total": numbers.grouped(to_gram(total))},
                    ),
                )
            )
        return {}
    known = warming.potentials(now.gwp_set)
    if any(gas not in known and value for gas, value in given.items()):
        now.needs_set = True
        return {}
    return {gas: warming.mass(gas, value, now.gwp_set) for gas, value in given.items() if gas in known}


def _in_kilograms(made: Decimal, total: Decimal) -> bool:
    """Whether the gases make a thousand times the total: some tools fill them in kilograms."""
    return bool(total) and abs(made / THOUSAND - total) <= max(KILOGRAM, abs(total) * SHARE)


def _remark(record: Record, given: Mapping[str, Decimal], reason: str) -> LeftOut:
    told = joined(f"{gases.known()[gas].label} {record.text(gas)}" for gas in given)
    return LeftOut(record.place, told, reason)
