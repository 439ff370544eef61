"""A report as the rows of CDP's questionnaire: sums by sector and scope, BASIC and BASIC+, a row a line.

Which of the GPC's rows each of CDP's sums takes stands in reference/layouts/cdp_matrix.csv. A sum over a row
that is withheld is not told; BASIC and BASIC+ are told where they are told anyway.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from decimal import Decimal

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from accounts.places import country_name
from inventories import canonical
from inventories.enums import Gases, SectionCode
from inventories.exports.told import Format, Told
from inventories.importers.public import layouts
from inventories.importers.public.matching import ACCOUNT
from inventories.lines import LineDraft

EDITION = "2023"
COLUMN = "Emissions (metric tonnes CO2e)"
PROTOCOL = "Global Protocol for Community Greenhouse Gas Emissions Inventories (GPC)"
GASES: Mapping[str, str] = {
    Gases.CO2: "CO2",
    Gases.CO2_CH4_N2O: "CO2; CH4; N2O",
    Gases.KYOTO_6: "CO2; CH4; N2O; HFCs; PFCs; SF6",
    Gases.KYOTO_7: "CO2; CH4; N2O; HFCs; PFCs; SF6; NF3",
}
FORMULA = "=+-@\t\r"
"""With one of these a spreadsheet programme takes a cell for a formula."""


def make(told: Told, language: str) -> bytes:
    """CSV with CDP's own column names, one line a row of the questionnaire."""
    header = [row for row in layouts.read("cdp_columns") if row["edition"] == EDITION]
    about = _about(told)
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(row["header"] for row in header)
    for row in layouts.read("cdp_matrix"):
        told_of_row = {
            "row_number": row["number"],
            "row_name": row["row_name"],
            "column_name": COLUMN,
            "answer": _answer(told, row["level"], row["rows"].split("+")),
        }
        writer.writerow(_cell(column["field"], about | told_of_row) for column in header)
    return ("\ufeff" + text.getvalue()).encode()


def _cell(field: str, told: Mapping[str, str]) -> str:
    text = told.get(field, "")
    return f"'{text}" if text[:1] in FORMULA and text and field != "answer" else text


def _about(told: Told) -> dict[str, str]:
    """What stands beside every answer. CDP's number of the government is blank where it is not known."""
    government = told.identity.government
    numbers = government.known_as.filter(scheme=ACCOUNT).order_by("pk").values_list("name", flat=True)
    with override("en"):
        country = country_name(government.country)
    name = government.name_in("en") or government.slug
    return {
        "edition": f"Cities {EDITION}",
        "account": next(iter(numbers), ""),
        "organisation": name,
        "city": name,
        "country": country,
        "protocol": PROTOCOL,
        "year": str(told.identity.year),
        "gases": GASES.get(str(told.about.get("gases", "")), ""),
        "boundary": str(told.about.get("boundary") or ""),
        "population": str(told.about.get("population") or ""),
    }


def _answer(told: Told, level: str, rows: list[str]) -> str:
    """Tonnes, or the notation key that all of its rows have, or nothing."""
    community = SectionCode.COMMUNITY.value
    if level:
        total = told.totals.at(level) if told.totals else None
        return "" if total is None else canonical.plain(total)
    if any((community, row) in told.withheld for row in rows):
        return ""
    lines = [line for row in rows if (line := told.line(community, row))]
    held = [line.co2e for line in lines if line.co2e is not None]
    return canonical.plain(sum(held, Decimal(0))) if held else _key(lines, rows)


def _key(lines: list[LineDraft], rows: list[str]) -> str:
    """A key that stands in every row; a row left blank, or another key, makes it none."""
    keys = {line.notation_key for line in lines}
    return keys.pop() if len(lines) == len(rows) and len(keys) == 1 else ""


FORMAT = Format(
    code="cdp",
    label=_("Rows of CDP's questionnaire (CSV)"),
    sentence=_("Sums by sector and scope, BASIC and BASIC+, in the order in which CDP asks for them."),
    media_type="text/csv; charset=utf-8",
    suffix="csv",
    make=make,
    frameworks=frozenset({"gpc"}),
)
