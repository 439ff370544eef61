"""How a row of commitments.csv is read as a typed target. Pure: text in, field values out.

Three statuses: `stated` in the words; `inferred` from other words of the Declaration (columns
quantity_status and scope_status of commitments.csv, every row of inferences.csv, and what starts.csv says);
`asked`, where the kind needs a field and the words do not give it. Masses are turned into tonnes, taken as
metric. A promise of nothing (no coal, no waste) is kept at most at its level, any other share or count at
least.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from pledges.enums import Provenance, Sense, TargetKind, YearQualifier
from pledges.kinds import needs, usual_sense
from pledges.loading.tables import Row, number, read

KINDS = {
    "peaking": TargetKind.PEAK,
    "maintain_share": TargetKind.MAINTAINED_SHARE,
}
"""Words of commitments.csv that the vocabulary spells otherwise; all others are its own values."""

STATUSES = {
    "stated": Provenance.STATED,
    "inferred": Provenance.INFERRED,
    "unstated": Provenance.ASKED,
}
QUALIFIERS = {
    "before": YearQualifier.BEFORE,
    "around": YearQualifier.AROUND,
    "in": YearQualifier.IN,
    "by the end of": YearQualifier.BY_END,
}
"""Everything else ('by', 'by March 2018', nothing) binds like 'by'."""

TONNES = {"MtCO2e": Decimal(10**6), "million tons/yr": Decimal(10**6)}
"""Tonnes in one of the unit; which ton 'million tons/yr' means is inferred, and asked."""

PERCENT = "% reduction"
MULTIPLE = "x (multiple)"
"""Times a value that the words do not give: how much that is has to be asked."""


def inferences() -> dict[str, dict[str, Row]]:
    """Rows of inferences.csv by commitment and field."""
    found: dict[str, dict[str, Row]] = {}
    for row in read("pledges", "inferences"):
        found.setdefault(row["commitment"], {})[row["field"]] = row
    return found


def starts() -> dict[str, Row]:
    """From which value in which year the words say that a share or a count begins, by commitment."""
    return {row["commitment"]: row for row in read("pledges", "starts")}


def fields(row: Row, inferred: dict[str, Row], start: Row | None, measure_id: int | None) -> dict[str, Any]:
    """The typed fields of a target version."""
    kind = KINDS.get(row["target_type"], row["target_type"])
    base_value = inferred.get("base_value")
    value = _value(row, kind)
    return {
        "kind": str(TargetKind(kind)),
        "measure_id": measure_id,
        "quantity_status": str(STATUSES[row["quantity_status"]]),
        "boundary_status": str(STATUSES[row["scope_status"]]),
        "base_year": number(row["base_year"]),
        "base_year_status": _status(row, inferred, kind, "base_year"),
        "base_value": Decimal(base_value["value"]) if base_value else None,
        "base_value_status": str(Provenance.INFERRED if base_value else Provenance.STATED),
        "target_year": number(row["target_year"]),
        "target_year_status": _status(row, inferred, kind, "target_year"),
        "year_qualifier": str(QUALIFIERS.get(row["year_qualifier"], YearQualifier.BY)),
        "unit": row["unit"],
        "sense": str(Sense.AT_MOST if value["level"] == 0 else usual_sense(kind)),
        "sense_status": str(Provenance.INFERRED if "sense" in inferred else Provenance.STATED),
        **value,
        **_start(start),
    }


def _start(start: Row | None) -> dict[str, Any]:
    if start is None:
        return {"base_amount": None}
    return {
        "base_year": int(start["base_year"]),
        "base_year_status": str(STATUSES[start["status"]]),
        "base_amount": Decimal(start["base_amount"]),
        "base_value_status": str(STATUSES[start["status"]]),
    }


def _status(row: Row, inferred: dict[str, Row], kind: str, field: str) -> str:
    if field in inferred:
        if inferred[field]["value"] != row[field]:
            raise ValueError(f"{row['id']}: inferences.csv and commitments.csv differ on {field}")
        return str(Provenance.INFERRED)
    return str(Provenance.ASKED if not row[field] and needs(kind, field) else Provenance.STATED)


def _value(row: Row, kind: str) -> dict[str, Decimal | None]:
    """A percentage, or a level in the measure's unit. A peak and neutrality promise none of their own."""
    value = Decimal(row["value"]) if row["value"] else None
    if row["unit"] == PERCENT:
        return {"reduction_percent": value, "level": None}
    is_unsaid = kind == TargetKind.COUNT and row["unit"] == MULTIPLE
    if value is None or kind == TargetKind.CARBON_NEUTRAL or is_unsaid:
        return {"reduction_percent": None, "level": None}
    return {"reduction_percent": None, "level": value * TONNES.get(row["unit"], Decimal(1))}
