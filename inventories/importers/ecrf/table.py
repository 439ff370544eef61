"""eCRF_2: the same emissions as a table, to check what eCRF_3 says, or to read where that is empty."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from accounts import numbers
from inventories.importers import sources
from inventories.importers.book import Sheet
from inventories.importers.ecrf import layout, words
from inventories.importers.ecrf.emissions import KILOGRAM, Pass
from inventories.importers.ecrf.layout import TableRow
from inventories.importers.problems import Problem
from inventories.importers.reading import LeftOut, Question, Wanted
from inventories.importers.records import Record, as_text, plain, to_gram
from inventories.importers.sources import Source

AT = {"direct": 1, "indirect": 3, "outside": 5}
"""Where the number of each column stands, counted from the label; its notation key is next to it."""
LETTERS = {
    f"{name}{end}": "ABCDEFG"[at + plus] for name, at in AT.items() for plus, end in ((0, ""), (1, "_key"))
}
WASTE = "ecrf_waste"
HERE_ONLY, ALL_WASTE = "here", "all"
GENERATION = tuple(each for each in layout.table() if each.kind == "split")


@dataclass(frozen=True)
class Cell:
    """A number of the table, tonnes of CO2 equivalent, or a notation key."""

    row: TableRow
    column: str
    place: str
    co2e: Decimal | None
    key: str

    @property
    def rows(self) -> tuple[str, ...]:
        """The rows of the GPC that the cell holds."""
        if self.row.kind == "included":
            return (f"{layout.INSTITUTIONAL}.{layout.COLUMNS_OF_TABLE.index(self.column) + 1}",)
        return self.row.cells[self.column]


def read(sheet: Sheet | None, problems: list[Problem]) -> list[Cell]:
    """Every cell that is filled, of rows and of sums."""
    if sheet is None:
        return []
    return [cell for row, cells in sheet for cell in _cells(sheet.name, row, cells, problems)]


def _cells(sheet: str, row: int, cells: tuple[object, ...], problems: list[Problem]) -> Iterator[Cell]:
    known = _by_label()
    at = next((at for at, cell in enumerate(cells[:3]) if plain(as_text(cell)) in known), None)  # type: ignore[arg-type]
    if at is None:
        return
    named = known[plain(as_text(cells[at]))]  # type: ignore[arg-type]
    held = {
        f"{name}{end}": cells[at + where + plus]
        for name, where in AT.items()
        for plus, end in ((0, ""), (1, "_key"))
        if at + where + plus < len(cells)
    }
    record = Record(sheet, row, held, LETTERS, problems)  # type: ignore[arg-type]
    for column in AT:
        key = words.key_of(record.text(f"{column}_key")) or words.key_of(record.text(column))
        number = None if words.key_of(record.text(column)) else record.number(column)
        if number is not None or key:
            place = Problem(row, LETTERS[column], "", "", "", sheet).place
            yield Cell(named, column, place, None if number is None else to_gram(number), key)


def _by_label() -> Mapping[str, TableRow]:
    found: dict[str, TableRow] = {}
    for each in layout.table():
        found[plain(each.label)] = each
        found[plain(each.label.rsplit(">", 1)[-1])] = each
    return found


def differences(cells: Iterable[Cell], co2e: Mapping[str, Decimal]) -> Iterator[LeftOut]:
    """Where the table says another number than the rows that were read (tonnes by row)."""
    for (label, column), of_rows in _together(cells).items():
        told = sum((cell.co2e or Decimal(0) for cell in of_rows), Decimal(0))
        rows = list(dict.fromkeys(row for cell in of_rows for row in cell.rows))
        if not rows or not any(cell.co2e is not None for cell in of_rows):
            continue
        without = [row for row in rows if not _from_elsewhere(row)]
        sums = [sum((co2e.get(row, Decimal(0)) for row in each), Decimal(0)) for each in (rows, without)]
        if all(abs(told - each) > KILOGRAM for each in sums):
            yield LeftOut(
                of_rows[0].place,
                f"{label}: {numbers.grouped(told)}",
                _("The rows of %(sheet)s make %(sum)s t CO₂e here; they are taken (column %(column)s).")
                % {"sheet": layout.ROWS, "sum": numbers.grouped(sums[0]), "column": LETTERS[column]},
            )


def _together(cells: Iterable[Cell]) -> dict[tuple[str, str], list[Cell]]:
    """Cells that hold the same rows of the GPC stand together: commercial and institutional buildings."""
    found: dict[tuple[str, ...], list[Cell]] = {}
    for cell in cells:
        if cell.row.kind != "sum":
            found.setdefault((*cell.rows, cell.column), []).append(cell)
    return {(each[0].row.label, each[0].column): each for each in found.values()}


def _from_elsewhere(row: str) -> bool:
    return row.startswith("III.") and row.endswith(layout.ELSEWHERE)


def as_sources(cells: Iterable[Cell], wanted: Wanted, now: Pass) -> Iterator[Source]:
    """The table's cells as sources of their rows, as far as a cell is one row."""
    for cell in cells:
        rows = cell.rows
        number = cell.co2e if not cell.key or cell.key == "C" else None
        if cell.row.kind == "sum" or (number is None and not cell.key) or not rows:
            if cell.row.kind == "row" and cell.co2e:
                _leave(now, cell, _("The GPC has no row for it."))
            continue
        if cell.row.kind == "included" and cell.key == "IE":
            continue
        if len(rows) > 1 and _from_elsewhere(rows[-1]) and wanted.answers.get(WASTE) == HERE_ONLY:
            rows = rows[:1]
        if len(rows) > 1 and number:
            _leave(now, cell, _("It holds several rows of the GPC, which cannot be told apart here."))
            continue
        for row in rows:
            yield _source(cell, row, number)


def _source(cell: Cell, row: str, number: Decimal | None) -> Source:
    name = cell.row.label.rsplit(">", 1)[-1].strip()
    told_apart = cell.row.kind == "split" and number is not None
    activity = sources.activity(activity=name, co2e=number) if told_apart else None
    included = words.included_in(layout.INSTITUTIONAL, row) if cell.key == "IE" else ""
    return Source(
        row=row, place=cell.place, co2e=number, key=cell.key, included_in=included, activity=activity
    )


def question(cells: Iterable[Cell], wanted: Wanted) -> Question | None:
    """Whether direct emissions of waste are those of the community's own waste alone."""
    waste = [cell for cell in cells if any(_from_elsewhere(row) for row in cell.rows) and cell.co2e]
    if not waste or wanted.answers.get(WASTE) in (HERE_ONLY, ALL_WASTE):
        return None
    return Question(
        WASTE,
        _(
            "The table gives direct emissions of waste in one number. "
            "Are they of the community’s own waste alone?"
        ),
        [
            (HERE_ONLY, _("Yes, or none comes from elsewhere: they are rows III.1.1 to III.4.1")),
            (ALL_WASTE, _("No, waste from elsewhere is in them: leave them out")),
        ],
    )


def _leave(now: Pass, cell: Cell, reason: str) -> None:
    told = f"{cell.row.label}: {'' if cell.co2e is None else numbers.grouped(cell.co2e)}"
    now.left_out.append(LeftOut(cell.place, told, reason))


def is_filled(cells: Iterable[Cell]) -> bool:
    """Whether the table says more than the zeros and keys of an empty form."""
    return any(cell.row.kind in ("row", "split") and (cell.co2e or cell.key) for cell in cells)
