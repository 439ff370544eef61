"""The shape of what is typed and sent behind the link of a request for a part of a report.

`PartRequest.typed` is what stands in the form, as it was typed, and the files that were attached:
    {"fields": {name of the form's field: text}, "files": [file, ...]}
    file = {"id": "3f0c...", "name": "sales.csv", "path": in the storage, "sha256": "...", "size": bytes}
`PartRequest.answer` is what was sent, a line for each row that was filled in:
    [{"row": "I.1.2", "co2e": "1234.5", "explanation": "...", "masses": {"ch4": "0.5"}}, ...]
with the columns of `inventories.lines.LineDraft`; masses are tonnes as decimal text, and a column that holds
nothing is left out. For indicators (inventories.part_indicators) it is a value of the report's year for each
measure that was filled in, in the measure's unit:
    [{"measure": "gdp", "value": "285000", "price_year": 2020, "edition": "...", "source": "..."}, ...]
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from decimal import Decimal
from typing import Any

from inventories import lines, masses, sections
from inventories.lines import LineDraft
from inventories.models import PartRequest, ReportVersion

MASSES = ("co2e", "co2")


def checked(part: PartRequest, version: ReportVersion, drafts: Sequence[LineDraft]) -> list[dict[str, Any]]:
    """What is sent of rows, in the shape that the module's docstring tells. Raises InvalidLines."""
    place = {"framework": part.report.framework, "section": part.section}
    made, found = masses.completed(drafts, gwp_set=version.gwp_set, **place)
    found += lines.faults(made, **place)
    if found:
        raise sections.InvalidLines(found)
    return [as_json(draft) for draft in drafts]


def as_json(draft: LineDraft) -> dict[str, Any]:
    """A line in the shape that the module's docstring tells."""
    found: dict[str, Any] = {}
    for column in fields(LineDraft):
        value = getattr(draft, column.name)
        if isinstance(value, Decimal):
            found[column.name] = format(value, "f")
        elif isinstance(value, Mapping):
            found[column.name] = {name: format(mass, "f") for name, mass in value.items()}
        else:
            found[column.name] = value
    return {name: value for name, value in found.items() if value not in (None, "", {})}


def from_json(line: Mapping[str, Any]) -> LineDraft:
    """Columns that a later LineDraft does not know are left out."""
    known = {column.name for column in fields(LineDraft)}
    columns = {name: value for name, value in line.items() if name in known}
    columns |= {name: Decimal(columns[name]) for name in MASSES if name in columns}
    columns["masses"] = {gas: Decimal(tonnes) for gas, tonnes in line.get("masses", {}).items()}
    return LineDraft(**columns)


def drafts_of(part: PartRequest) -> list[LineDraft]:
    """The lines that were sent, as the domain takes them."""
    return [from_json(line) for line in part.answer]
