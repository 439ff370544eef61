"""Tables as CDP's files have them, with places and amounts that are made up."""

from __future__ import annotations

import csv
import io
from typing import Any

from inventories.importers.book import Book, open_book
from inventories.importers.public import layouts, records
from inventories.importers.public.records import Record

HARBOUR = {
    "account": "50001",
    "organisation": "City of Harbour",
    "city": "Harbour",
    "country": "USA",
    "location": "(40.00, -80.00)",
    "gases": "CO2; CH4; N2O",
    "population": "200000",
}
"""A city of 200,000 people, for whom 80,000 t to 12 million t are likely."""
YEARS = {
    2016: "12/31/2014 12:00:00 AM",
    2017: "2015-01-01 - 2015-12-31",
    2018: "2016-01-01 - 2016-12-31",
    2019: "2017-01-01 - 2017-12-31",
    2020: "2018-01-01 - 2018-12-31",
    2021: "2019-01-01 - 2019-12-31",
}


def header(edition: int) -> list[tuple[str, str]]:
    """The columns of an edition: header and field."""
    rows = [row for row in layouts.read("cdp_columns") if row["edition"] == str(edition)]
    return [(row["header"], row["field"]) for row in rows]


def table(edition: int, *rows: dict[str, Any]) -> str:
    """CSV in the layout of an edition; rows by field, HARBOUR where they say nothing else."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    columns = header(edition)
    writer.writerow(name for name, _field in columns)
    for row in rows:
        known = {**HARBOUR, "edition": str(edition), "year": YEARS.get(edition, str(edition - 2)), **row}
        told = dict.fromkeys((field for _name, field in columns if field), "")
        held = {name: known.get(name, "") for name in told}
        written: set[str] = set()
        cells = []
        for _name, name in columns:
            cells.append(held.get(name, "") if name not in written else "")
            written.add(name)
        writer.writerow(cells)
    return text.getvalue()


def long_table(*rows: tuple[str, str, str], edition: str = "Cities 2023", **more: str) -> str:
    """CSV in the long format: row name, column name, answer."""
    known = {**HARBOUR, "edition": edition, "year": "2021", **more}
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    columns = header(2023)
    writer.writerow(name for name, _field in columns)
    for number, (row_name, column_name, answer) in enumerate(rows, start=1):
        told = {
            **known,
            "row_number": str(number),
            "row_name": row_name,
            "column_name": column_name,
            "answer": answer,
        }
        writer.writerow(told.get(name, "") for _header, name in columns)
    return text.getvalue()


def book(text: str) -> Book:
    return open_book(io.BytesIO(text.encode()), name="open_data.csv")


def read(text: str) -> list[Record]:
    return records.read(book(text))


def one(text: str) -> Record:
    (found,) = read(text)
    return found
