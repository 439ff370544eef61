"""How a row of commitments.csv is read as a typed target. Pure: text in, field values out.

Three statuses: `stated` in the words; `inferred` from other words of the Declaration (columns
quantity_status and scope_status of commitments.csv, and every row of inferences.csv); `asked`, where the
kind needs a field and the words do not give it. Masses are turned into tonnes, taken as metric.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from pledges.enums import Provenance, TargetKind, YearQualifier
from pledges.kinds import needs
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
"""Tonnes in one of the unit; which ton 'million tons/yr' means is asked."""

PERCENT = "% reduction"


def inferences() -> dict[str, dict[str, Row]]:
    """Rows of inferences.csv by commitment and field."""
    found: dict[str, dict[str, Row]] = {}
    for row in read("pledges", "inferences"):
        found.setdefault(row["commitment"], {})[row["field"]] = row
    return found


def fields(row: Row, inferred: dict[str, Row], measure_id: int | None) -> dict[str, Any]:
    """The typed fields of a target version."""
    kind = KINDS.get(row["target_type"], row["target_type"])
    base_value = inferred.get("base_value")
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
        **_value(row, kind),
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
    if value is None or kind == TargetKind.CARBON_NEUTRAL:
        return {"reduction_percent": None, "level": None}
    return {"reduction_percent": None, "level": value * TONNES.get(row["unit"], Decimal(1))}
