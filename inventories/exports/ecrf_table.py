"""eCRF_2 of a report: sums of its rows as values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from inventories.exports.told import Told
from inventories.importers.ecrf import layout
from inventories.importers.ecrf.layout import COLUMNS_OF_TABLE, TableRow
from inventories.importers.ecrf.words import COMMUNITY
from inventories.lines import LineDraft

GRAND = "Total Emissions"
INCLUDED = "IE"


@dataclass
class Sum:
    """A running sum by column; None once something of it is withheld, nothing where nothing is told."""

    cells: dict[str, Decimal | None] = field(default_factory=dict)

    def add(self, column: str, tonnes: Decimal | None) -> None:
        before = self.cells.get(column, Decimal(0))
        self.cells[column] = None if tonnes is None or before is None else before + tonnes


@dataclass(frozen=True)
class Cell:
    co2e: Decimal | None = None
    key: str = ""


def rows(told: Told) -> Iterator[tuple[TableRow, Mapping[str, Cell]]]:
    """Each line of the sheet with its three columns; sums only of what is told."""
    lines = {line.row: line for line in told.lines.get(COMMUNITY, ())}
    sector, grand = Sum(), Sum()
    for row in layout.table():
        if row.kind == "sum":
            of_this = grand if row.label.startswith(GRAND) else sector
            yield row, {column: Cell(of_this.cells.get(column)) for column in COLUMNS_OF_TABLE}
            sector = Sum()
            continue
        cells = {column: _cell(row, column, lines, told) for column in COLUMNS_OF_TABLE}
        yield row, cells
        for column in COLUMNS_OF_TABLE:
            for sums in (sector,) if row.kind == "split" else (sector, grand):
                _count(sums, row, column, lines, told)


def _cell(row: TableRow, column: str, lines: Mapping[str, LineDraft], told: Told) -> Cell:
    if row.kind == "included":
        return Cell(key=INCLUDED)
    held = [lines[each] for each in row.cells[column] if each in lines]
    keys = list(dict.fromkeys(line.notation_key for line in held if line.notation_key))
    if _is_withheld(row.cells[column], told):
        return Cell(key="C")
    numbers = [line.co2e for line in held if line.co2e is not None]
    key = keys[0] if len(keys) == 1 and (not numbers or keys == ["C"]) else ""
    if row.kind == "split":  # how the row is shared among the three is not told
        return Cell(key="" if numbers else key)
    return Cell(sum(numbers, Decimal(0)) if numbers else None, key)


def _count(sums: Sum, row: TableRow, column: str, lines: Mapping[str, LineDraft], told: Told) -> None:
    rows_of_cell = row.cells[column]
    if row.kind == "split" and row.label != _first_of_generation():
        return
    if _is_withheld(rows_of_cell, told):
        sums.add(column, None)
    for each in rows_of_cell:
        line = lines.get(each)
        if line is not None and line.co2e is not None:
            sums.add(column, line.co2e)


def _first_of_generation() -> str:
    return next(each.label for each in layout.table() if each.kind == "split")


def _is_withheld(rows_of_cell: tuple[str, ...], told: Told) -> bool:
    return any((COMMUNITY, each) in told.withheld for each in rows_of_cell)
