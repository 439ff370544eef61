"""From activity data to emissions, in pure Python: no Django, no database, no clock."""

from inventories.calculators import balance, fuels, grid, landfill, units, waste
from inventories.calculators.inputs import BadInput, Field, Kind, Problem
from inventories.calculators.registry import Calculator, UnknownCalculator, codes, for_row, get
from inventories.calculators.working import WARNINGS, Result, Setting, Step, Warned

__all__ = [
    "WARNINGS",
    "BadInput",
    "Calculator",
    "Field",
    "Kind",
    "Problem",
    "Result",
    "Setting",
    "Step",
    "UnknownCalculator",
    "Warned",
    "balance",
    "codes",
    "for_row",
    "fuels",
    "get",
    "grid",
    "landfill",
    "units",
    "waste",
]
