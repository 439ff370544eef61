"""The files that a report can be given as. A new one is a module with its FORMAT, and a line in ALL.

See told.Format for what a format says of itself, and told.Told for all that it is given.
"""

from __future__ import annotations

from inventories.exports import cdp, document_json, ecrf, pdf, provincial, rows_csv, workbook
from inventories.exports.told import Format

ALL: tuple[Format, ...] = (
    workbook.BLANK,
    workbook.FILLED,
    rows_csv.FORMAT,
    document_json.FORMAT,
    ecrf.FORMAT,
    cdp.FORMAT,
    provincial.FORMAT,
    pdf.FORMAT,
)
"""In the order in which they are offered."""


def for_desk(framework: str) -> list[Format]:
    """Those that can carry the framework."""
    return [each for each in ALL if each.carries(framework)]


def for_everyone(framework: str) -> list[Format]:
    """Those of them that are offered on public pages."""
    return [each for each in for_desk(framework) if each.for_everyone]


def of(code: str, framework: str) -> Format | None:
    return next((each for each in for_desk(framework) if each.code == code), None)
