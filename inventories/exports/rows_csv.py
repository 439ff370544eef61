"""A report's rows as CSV: the template filled, with masses by gas. importers.layouts.rows reads it back."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from inventories import canonical, frameworks, gases
from inventories.exports.told import INVENTORIES, Format, Told
from inventories.importers.template import BYTE_ORDER_MARK, CHINESE, escaped
from inventories.lines import LineDraft

CO2_MASS = "co2_mass"
BEFORE = ("row", "label", "year")
AFTER = (
    "notation_key",
    "included_in",
    "explanation",
    "quality",
    "source",
    "method",
    "factor_quality",
    "factor_source",
)


def make(told: Told, language: str) -> bytes:
    """Every row of both sections, blank ones too. Masses in tonnes; of a row that is withheld, words only.

    Text that a spreadsheet would take for a formula has an apostrophe before it; numbers have none.
    """
    held = {(section, line.row): line for section in INVENTORIES for line in told.lines.get(section, ())}
    masses = _masses(told, held.values())
    columns = [*BEFORE, *masses, *AFTER]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([CHINESE.get(each, each) if language.startswith("zh") else each for each in columns])
    for section in INVENTORIES:
        for row in frameworks.rows(told.identity.framework, section):
            cells = _cells(row, held.get((section, row.code)), told.identity.year)
            if (section, row.code) in told.withheld:
                cells["explanation"] = _withheld(cells.get("explanation", ""))
            writer.writerow(
                [cells.get(each, "") if each in masses else escaped(cells.get(each, "")) for each in columns]
            )
    return (BYTE_ORDER_MARK + text.getvalue()).encode()


def _masses(told: Told, lines: Iterable[LineDraft]) -> list[str]:
    """The columns of the framework's quantities, and of every gas that a row holds.

    In a framework without CO2 as a quantity, `co2` is that gas. In one with it, `co2` is the quantity, and
    `co2_mass` the gas of the rows that are given by gas.
    """
    quantities = frameworks.get(told.identity.framework).quantities
    held = {gas for line in lines for gas in line.masses}
    by_gas = [gas for gas in gases.known() if gas in held and gas not in quantities]
    apart = [CO2_MASS] if held and gases.CO2 in quantities else []
    return [*quantities, *apart, *by_gas]


def _cells(row: frameworks.Row, line: LineDraft | None, year: int) -> dict[str, str]:
    label = " / ".join(dict.fromkeys([row.sector_label, row.group_label, row.label]))
    cells = {"row": row.code, "label": label, "year": str(year)}
    if line is None:
        return cells
    words = {name: getattr(line, name) for name in AFTER}
    follows = {"co2e": line.co2e, "co2": line.co2}
    masses: Mapping[str, Decimal | None] = {**line.masses, **follows}
    if line.co2 is not None and gases.CO2 in line.masses:
        masses = {**masses, CO2_MASS: line.masses[gases.CO2]}
    elif line.co2 is None:
        masses = {**masses, gases.CO2: line.masses.get(gases.CO2)}
    numbers = {name: canonical.plain(mass) for name, mass in masses.items() if mass is not None}
    return cells | words | numbers


def _withheld(explanation: str) -> str:
    return " ".join(each for each in (str(_("Withheld.")), explanation) if each)


FORMAT = Format(
    code="csv",
    label=_("CSV, a row a line"),
    sentence=_(
        "The rows with their masses by gas, as a table that any programme opens; it can be uploaded again."
    ),
    media_type="text/csv; charset=utf-8",
    suffix="csv",
    make=make,
    in_languages=True,
)
