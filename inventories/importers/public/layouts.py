"""The facts about CDP's files, as rows: headers of each year, names of totals, states, countries."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent.parent / "reference" / "layouts"
INVISIBLE = str.maketrans("", "", "\u200b\ufeff^")
"""Marks that stand in headers without being seen, and the footnote marks of 2024 and later."""

Row = dict[str, str]


@cache
def read(name: str) -> list[Row]:
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def plain(text: str) -> str:
    """A header or a name of a row without capitals, footnote marks and doubled spaces."""
    return " ".join(text.translate(INVISIBLE).split()).casefold()


@cache
def fields() -> dict[str, str]:
    """The field that a column of any year holds, by its plain header; columns that are not read have none."""
    return {plain(row["header"]): row["field"] for row in read("cdp_columns") if row["field"]}


@cache
def long_rows() -> tuple[tuple[str, str, str], ...]:
    """Plain name of a row, plain beginning of a column's name, field: the totals of the long format."""
    return tuple(
        (plain(row["row_name"]), plain(row["column_begins"]), row["field"]) for row in read("cdp_long_rows")
    )


@dataclass(frozen=True)
class Content:
    """What a total sums, and the measure that it is a figure of."""

    code: str
    measure: str
    measure_co2: str
    label_en: str
    label_zh: str


@cache
def contents() -> dict[str, Content]:
    found = (
        Content(**{name: row[name] for name in Content.__dataclass_fields__}) for row in read("cdp_totals")
    )
    return {each.code: each for each in found}


@cache
def states() -> dict[str, str]:
    """States of the United States by their code and by their name, both plain: 'or' and 'oregon'."""
    by_code = {row["code"].casefold(): row["name"].casefold() for row in read("us_states")}
    return by_code | {name: name for name in by_code.values()}


@cache
def other_names() -> dict[str, tuple[str, ...]]:
    """Further names of governments in others' tables, by slug."""
    found: dict[str, tuple[str, ...]] = {}
    for row in read("other_names"):
        found[row["slug"]] = (*found.get(row["slug"], ()), row["name"])
    return found


@cache
def country_names() -> dict[str, str]:
    """Codes of countries by names that are not Unicode's, plain."""
    return {row["name"].casefold(): row["code"] for row in read("country_names")}
