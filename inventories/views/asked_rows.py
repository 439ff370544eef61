"""The rows that were asked for, as the page behind the link shows them, with what was published before."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy, pgettext_lazy

from inventories.enums import NotationKey, Publication
from inventories.forms.lines import UNITS, field_name
from inventories.forms.parts import PartForm
from inventories.frameworks import Row
from inventories.models import InventoryLine, PartRequest, ReportVersion
from inventories.views import former

NOTES = {
    "method": pgettext_lazy("of an inventory", "Method"),
    "source": gettext_lazy("Source of the activity data"),
    "quality": gettext_lazy("Quality of the activity data"),
    "factor_source": gettext_lazy("Source of the factor"),
    "factor_quality": gettext_lazy("Quality of the factor"),
    "masses": gettext_lazy("By gas, in tonnes"),
}
"""What may be said of a row beside its number, its key and the explanation."""


@dataclass(frozen=True)
class Number:
    unit: str
    field: BoundField
    before: Decimal | None


@dataclass(frozen=True)
class AskedRow:
    """One row to fill in."""

    row: Row
    numbers: list[Number]
    before_key: str
    key: BoundField
    included_in: BoundField
    explanation: BoundField
    notes: list[tuple[str, BoundField]]

    @property
    def errors(self) -> list[str]:
        bound = [number.field for number in self.numbers]
        bound += [self.key, self.included_in, self.explanation, *(field for _label, field in self.notes)]
        return [str(error) for field in bound for error in field.errors]

    @property
    def noted(self) -> bool:
        """Whether what is folded away is unfolded: where it holds something, or something is wrong in it."""
        return any(field.value() or field.errors for _label, field in self.notes)


def published_before(version: ReportVersion, part: PartRequest) -> dict[str, InventoryLine]:
    """The rows of the accepted version before, where everyone can read them all; else none.

    A section with a confidential row is left out as a whole: other rows may be withheld to protect it.
    """
    before = former.to_compare(version)
    if before is None or not before.is_public or before.publication != Publication.FULL:
        return {}
    lines = list(before.lines.filter(section=part.section).select_related("version__report"))
    if any(line.notation_key == NotationKey.C for line in lines):
        return {}
    return {line.row: line for line in lines}


def before_year(version: ReportVersion, before: dict[str, InventoryLine]) -> int | None:
    return next((line.version.report.year for line in before.values()), None)


def asked_row(row: Row, form: PartForm, before: dict[str, InventoryLine]) -> AskedRow:
    line = before.get(row.code)
    return AskedRow(
        row=row,
        numbers=[
            Number(UNITS[q], form[field_name(row.code, q)], getattr(line, q) if line else None)
            for q in row.quantities
        ],
        before_key=line.notation_key if line else "",
        key=form[field_name(row.code, "notation_key")],
        included_in=form[field_name(row.code, "included_in")],
        explanation=form[field_name(row.code, "explanation")],
        notes=[
            (str(label), form[field_name(row.code, what)])
            for what, label in NOTES.items()
            if field_name(row.code, what) in form.fields
        ],
    )
