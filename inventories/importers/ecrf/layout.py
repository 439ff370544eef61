"""Names of the sheets, columns, rows and fields of eCRF, as rows of reference/layouts/ecrf_*.csv."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import inventories

HERE = Path(inventories.__file__).parent / "reference" / "layouts"
ABOUT, TABLE, ROWS = "eCRF_1", "eCRF_2", "eCRF_3"
LIGHT = "Light_"
"""What stands before the names of the sheets in the light form of the framework."""
CIRIS = "I - Stationary"
"""A sheet that only the workbooks of CIRIS have."""
GENERATION = "I.4.4"
"""The row that eCRF splits in three: electricity, combined heat and power, heat or cold."""
INSTITUTIONAL = "I.2"
"""Where the emissions of institutional buildings are included."""
COLUMNS_OF_TABLE = ("direct", "indirect", "outside")
ELSEWHERE = ".3"
"""How the reference of waste from elsewhere ends: III.1.3."""


@dataclass(frozen=True)
class Field:
    """A line of eCRF_1. Without a `code`, Milepost has no place for what it asks."""

    row: int
    section: str
    name: str
    code: str


@dataclass(frozen=True)
class TableRow:
    """A line of eCRF_2 and the GPC rows that its columns hold. `kind`: row, sum, split, included."""

    row: int
    label: str
    kind: str
    cells: dict[str, tuple[str, ...]]


@dataclass(frozen=True)
class Place:
    """A line of eCRF_3 as the empty form has it; `row` is empty where the GPC has no such row."""

    row: str
    sector: str
    subsector: str
    scope: str


@cache
def fields() -> tuple[Field, ...]:
    return tuple(
        Field(int(each["row"]), each["section"], each["field"], each["code"]) for each in _read("ecrf_1")
    )


@cache
def table() -> tuple[TableRow, ...]:
    return tuple(
        TableRow(
            int(each["row"]),
            each["label"],
            each["kind"],
            {column: tuple(each[column].split()) for column in COLUMNS_OF_TABLE},
        )
        for each in _read("ecrf_2")
    )


@cache
def columns() -> dict[str, str]:
    """Header of eCRF_3 and the code of its column, in order."""
    return {each["header"]: each["code"] for each in _read("ecrf_3_columns")}


@cache
def places() -> tuple[Place, ...]:
    return tuple(
        Place(each["gpc_ref"], each["sector"], each["subsector"], each["scope"])
        for each in _read("ecrf_3_rows")
    )


@cache
def columns_of_ciris() -> dict[str, str]:
    """Letter and code of the columns of CIRIS's sector sheets, as far as they are known."""
    return {each["column"]: each["code"] for each in _read("ciris_columns") if each["code"]}


@cache
def sheets_of_ciris() -> tuple[str, ...]:
    return tuple(each["sheet"] for each in _read("ciris_sheets"))


@cache
def kinds_of_generation() -> tuple[str, ...]:
    return tuple(each.subsector for each in places() if each.row == GENERATION)


def _read(name: str) -> list[dict[str, str]]:
    with (HERE / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))
