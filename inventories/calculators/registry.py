"""The list of calculators. A new one is a function with @calculator: nothing else changes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from inventories.calculators import factors, units
from inventories.calculators.inputs import BadInput, Field, Inputs, Kind, Problem, Raw, read
from inventories.calculators.words import N_
from inventories.calculators.working import Result, Setting, Working

LARGEST = Decimal(10) ** 12
"""Tonnes: twenty times what the world emits in a year."""
QUANTITIES = (Kind.AMOUNT, Kind.NUMBER, Kind.SERIES, Kind.BALANCE)

Work = Callable[[Inputs, Working], None]
Presets = Callable[[str, Setting], dict[str, str]]


class UnknownCalculator(LookupError):
    """There is no calculator of this code."""


def nothing_preset(row: str, setting: Setting) -> dict[str, str]:
    return {}


@dataclass(frozen=True)
class Calculator:
    """One way to work out a row. `label`, `about` and `method` are message ids.

    `version` counts changes of the arithmetic: what was worked out by an older one keeps its result.
    """

    code: str
    version: int
    label: str
    about: str
    method: str
    formula: str
    rows: Mapping[str, tuple[str, ...]]
    """By framework, the rows that it fits; a code that ends in '.' stands for every row below it."""
    fields: tuple[Field, ...]
    work: Work
    presets: Presets = nothing_preset
    """Choices that follow from the row and the place, for the empty form."""

    def fits(self, framework: str, row: str) -> bool:
        return any(
            row == pattern or (pattern.endswith(".") and row.startswith(pattern))
            for pattern in (*self.rows.get(framework, ()), *self.rows.get("operations", ()))
        )

    def calculate(self, raw: Raw, *, setting: Setting, table: factors.Table | None = None) -> Result:
        """Work it out from raw inputs. Raises BadInput.

        `table` is the factors to use: those that ship, or those that a kept calculation stored.
        """
        with units.exactly():
            working = Working(factors.shipped() if table is None else table, setting)
            self.work(read(self.fields, raw), working)
            if any(abs(mass) > LARGEST for mass in working.masses.values()):
                raise BadInput(self._too_large())
            return working.result(self.method)

    def _too_large(self) -> Problem:
        amount = next(field for field in self.fields if field.kind in QUANTITIES)
        return Problem(
            amount.code,
            N_("The result is larger than all the emissions of the world."),
            N_("Check the number and its unit."),
        )


_calculators: dict[str, Calculator] = {}


def calculator(
    code: str,
    *,
    version: int,
    label: str,
    about: str,
    method: str,
    formula: str,
    rows: Mapping[str, tuple[str, ...]],
    fields: tuple[Field, ...],
    presets: Presets = nothing_preset,
) -> Callable[[Work], Work]:
    """Register the function as a calculator under a code that stays: kept calculations name it."""

    def register(function: Work) -> Work:
        if code in _calculators:
            raise ValueError(f"there is a calculator {code} already")
        _calculators[code] = Calculator(
            code, version, label, about, method, formula, rows, fields, function, presets
        )
        return function

    return register


def get(code: str) -> Calculator:
    """The calculator. Raises UnknownCalculator."""
    try:
        return _calculators[code]
    except KeyError:
        raise UnknownCalculator(code) from None


def codes() -> list[str]:
    return list(_calculators)


def for_row(framework: str, row: str) -> list[Calculator]:
    """The calculators that fit a row, in the order they are registered."""
    return [each for each in _calculators.values() if each.fits(framework, row)]
