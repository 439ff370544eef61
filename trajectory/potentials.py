"""The table of global warming potentials: facts as rows of gwp100.csv, each with its source."""

import csv
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation

from trajectory.errors import TrajectoryError

SETS = ("SAR", "TAR", "AR4", "AR5", "AR6")
"""The assessment reports of the IPCC that the columns stand for."""

Table = dict[str, dict[str, Decimal]]


def read(lines: Iterable[str]) -> Table:
    """The potentials over 100 years, t CO2e a tonne, by set and by gas ('ch4' is methane not of fossil
    origin, or of an origin not told apart).

    `lines` are those of a CSV with a column 'gas' and one a set; a blank cell is a potential that the set
    does not give, and is left out. Raises TrajectoryError where a gas has no name, or where a potential is no
    number above zero.
    """
    found: Table = {name: {} for name in SETS}
    for number, row in enumerate(csv.DictReader(lines), start=1):
        gas = row.get("gas")
        if not gas:
            raise TrajectoryError(f"Name the gas of row {number} of the potentials in a column 'gas'.")
        for name in SETS:
            text = row.get(name)
            if text:
                found[name][gas] = _potential(text, gas, name)
    return found


def _potential(text: str, gas: str, name: str) -> Decimal:
    try:
        value = Decimal(text)
    except InvalidOperation:
        value = Decimal(0)
    if not (value.is_finite() and value > 0):
        raise TrajectoryError(f"Enter the potential of {gas} in {name} as a number above zero, not {text!r}.")
    return value
