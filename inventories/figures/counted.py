"""Which rows a figure counts, and what they hold in a version.

`Measure.rows` reads 'gpc:LEVEL;totals:TOTAL;operations:TOTAL' (the total that the report's own level, or a
framework without levels, has) or 'gpc:I.1.1+I.1.2' (the rows that the signatory confirmed), framework by
framework.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from inventories import frameworks
from inventories.enums import Level, NotationKey, SectionCode
from inventories.models import InventoryLine
from pledges.models import Measure

TOKEN_LENGTH = 16


@dataclass(frozen=True)
class Counted:
    """The rows of a section that a figure sums, whether a report fills them or not."""

    section: str
    level: str
    """The level whose total it is; 'none' for the total of a framework without levels, and for any list."""
    rows: tuple[frameworks.Row, ...]
    is_list: bool = False


def quantity_of(measure: Measure) -> str:
    """Which of a line's masses the measure counts."""
    return "co2" if measure.quantity == "co2" else "co2e"


def of_measure(measure: Measure, *, framework: str, level: str) -> Counted | None:
    """What `measure` counts in a report of `framework` at `level`; None where it counts nothing."""
    words = dict(part.strip().split(":", 1) for part in measure.rows.split(";") if ":" in part)
    for name, section in (
        (framework, SectionCode.COMMUNITY),
        (frameworks.OPERATIONS, SectionCode.OPERATIONS),
    ):
        if name in words:
            return _of_word(words[name].strip(), framework, section.value, level)
    return None


@cache
def of_total(framework: str, section: str, level: str) -> Counted:
    """The rows that the total of `level` sums."""
    rows = frameworks.rows(framework, section)
    return Counted(section, level, tuple(row for row in rows if row.in_total(level)))


def summed(counted: Counted, lines: Iterable[InventoryLine], quantity: str) -> dict[frameworks.Row, Decimal]:
    """Tonnes by row, in the framework's order; a row whose total holds a number too is not summed again."""
    masses = {line.row: mass for line in lines if (mass := getattr(line, quantity)) is not None}
    held = [row for row in counted.rows if row.code in masses]
    replaced = {part for row in held for part in row.sum_of}
    return {row: masses[row.code] for row in held if row.code not in replaced}


def held(counted: Counted, lines: Iterable[InventoryLine], quantity: str) -> list[InventoryLine]:
    """The lines that a figure rests on: those it sums, and those that do not occur or are included elsewhere.

    None where the sum rests on a total whose rows are not known. A row not estimated, or confidential without
    a value, is a gap.
    """
    by_row = {line.row: line for line in lines}
    sums = summed(counted, by_row.values(), quantity)
    if any(row.sum_of for row in sums):
        return []
    known = [
        row
        for row in counted.rows
        if row in sums
        or (quantity in row.quantities and not row.sum_of and _is_nothing(by_row.get(row.code)))
    ]
    return [by_row[row.code] for row in known] if sums else []


def token(lines: Iterable[InventoryLine]) -> str:
    """Equal words for equal rows, empty for none: the beginning of a SHA-256 over their sorted codes."""
    codes = sorted(line.row for line in lines)
    return hashlib.sha256("+".join(codes).encode()).hexdigest()[:TOKEN_LENGTH] if codes else ""


def _of_word(word: str, framework: str, section: str, level: str) -> Counted | None:
    if word.upper() in ("LEVEL", "TOTAL"):
        return of_total(framework, section, level if word.upper() == "LEVEL" else Level.NONE.value)
    codes = {code.strip() for code in word.split("+")}
    rows = tuple(row for row in frameworks.rows(framework, section) if row.code in codes)
    if len(rows) < len(codes):  # a row that is not there cannot be summed, and the others are not the sector
        return None
    return Counted(section, Level.NONE.value, rows, is_list=True)


def _is_nothing(line: InventoryLine | None) -> bool:
    return line is not None and line.notation_key in (NotationKey.NO, NotationKey.IE)
