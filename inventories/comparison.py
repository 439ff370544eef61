"""Two versions side by side, row by row and field by field."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _

from accounts import numbers
from inventories import figures, frameworks, masses
from inventories.enums import SectionCode
from inventories.models import IndicatorValue, InventoryLine, ReportVersion
from inventories.sections import ABOUT_FIELDS


@dataclass(frozen=True)
class Cell:
    """A mass before and after, in tonnes; None where the row was or is blank or holds a notation key."""

    quantity: str
    before: Decimal | None
    after: Decimal | None

    @property
    def difference(self) -> Decimal | None:
        if self.before is None or self.after is None:
            return None
        return self.after - self.before

    @property
    def share(self) -> Decimal | None:
        """The difference in parts of the value before (0.1 is a tenth more), None where that is no number."""
        if self.difference is None or not self.before:
            return None
        return self.difference / abs(self.before)

    @property
    def changed(self) -> bool:
        return self.before != self.after


@dataclass(frozen=True)
class RowChange:
    """One framework row of two versions."""

    section: str
    row: str
    label_en: str
    label_zh: str
    before: InventoryLine | None
    after: InventoryLine | None
    cells: tuple[Cell, ...]
    gases_before: str = ""
    gases_after: str = ""

    @property
    def label(self) -> str:
        return self.label_zh if frameworks.catalogue.in_chinese() else self.label_en

    @property
    def changed(self) -> bool:
        """Whether a mass or the notation key differs; other words are not a change of the inventory."""
        keys = [
            (line.notation_key, line.included_in) if line else ("", "") for line in (self.before, self.after)
        ]
        by_gas = self.gases_before != self.gases_after
        return by_gas or keys[0] != keys[1] or any(cell.changed for cell in self.cells)


@dataclass(frozen=True)
class FieldChange:
    """One field about the period, or one indicator, as it is read."""

    field: str
    label: str
    before: str
    after: str

    @property
    def changed(self) -> bool:
        return self.before != self.after


@dataclass(frozen=True)
class TotalChange:
    section: str
    level: str
    cell: Cell


@dataclass(frozen=True)
class Comparison:
    version: ReportVersion
    other: ReportVersion
    rows: tuple[RowChange, ...]
    about: tuple[FieldChange, ...]
    totals: tuple[TotalChange, ...]
    indicators: tuple[FieldChange, ...]

    @property
    def changed_rows(self) -> list[RowChange]:
        return [row for row in self.rows if row.changed]

    @property
    def changed_about(self) -> list[FieldChange]:
        return [field for field in self.about if field.changed]


def compare(version: ReportVersion, other: ReportVersion) -> Comparison:
    """`version` beside the earlier `other`: every row that either of them fills, in the framework's order."""
    prefetch_related_objects([version, other], "lines__masses", "indicators__measure")
    return Comparison(
        version=version,
        other=other,
        rows=tuple(_rows(version, other)),
        about=tuple(_about(version, other)),
        totals=tuple(_totals(version, other)),
        indicators=tuple(_indicators(version, other)),
    )


def _rows(version: ReportVersion, other: ReportVersion) -> list[RowChange]:
    after = {(line.section, line.row): line for line in version.lines.all()}
    before = {(line.section, line.row): line for line in other.lines.all()}
    known = _known_rows(other) | _known_rows(version)
    return [
        RowChange(
            section=key[0],
            row=key[1],
            label_en=row.label_en,
            label_zh=row.label_zh,
            before=before.get(key),
            after=after.get(key),
            cells=tuple(
                Cell(
                    quantity,
                    getattr(before.get(key), quantity, None),
                    getattr(after.get(key), quantity, None),
                )
                for quantity in row.quantities
            ),
            gases_before=masses.words(before[key]) if key in before else "",
            gases_after=masses.words(after[key]) if key in after else "",
        )
        for key, row in known.items()
        if key in before or key in after
    ]


def _known_rows(version: ReportVersion) -> dict[tuple[str, str], frameworks.Row]:
    return {
        (section.value, row.code): row
        for section in (SectionCode.COMMUNITY, SectionCode.OPERATIONS)
        for row in frameworks.rows(version.report.framework, section)
    }


def _about(version: ReportVersion, other: ReportVersion) -> list[FieldChange]:
    framework = [frameworks.get(each.report.framework).label for each in (other, version)]
    period = [f"{each.report.period_start} – {each.report.period_end}" for each in (other, version)]
    fields = [
        FieldChange("framework", _label(version.report, "framework"), *framework),
        FieldChange("period", _("Period"), *period),
    ]
    return fields + [
        FieldChange(name, _label(version, name), _shown(other, name), _shown(version, name))
        for name in ABOUT_FIELDS
    ]


def _totals(version: ReportVersion, other: ReportVersion) -> list[TotalChange]:
    after, before = figures.totals(version), figures.totals(other)
    keys = [
        (section, total.level, total.quantity)
        for section in (SectionCode.COMMUNITY.value, SectionCode.OPERATIONS.value)
        for totals in (after, before)
        for total in (totals.operations if section == SectionCode.OPERATIONS else totals.community)
    ]
    return [
        TotalChange(
            section,
            level,
            Cell(quantity, before.at(level, quantity, section), after.at(level, quantity, section)),
        )
        for section, level, quantity in dict.fromkeys(keys)
    ]


def _indicators(version: ReportVersion, other: ReportVersion) -> list[FieldChange]:
    """The values of each one's own year beside each other, restated years by the year that they are of."""
    after, before = _indicators_of(version), _indicators_of(other)
    return [
        FieldChange(
            field=f"{code} {year}".strip(),
            label=f"{label}, {year}" if year else label,
            before=_amount(before.get((code, label, year))),
            after=_amount(after.get((code, label, year))),
        )
        for code, label, year in sorted({*after, *before})
    ]


def _indicators_of(version: ReportVersion) -> dict[tuple[str, str, str], IndicatorValue]:
    """By the measure's code and label, and the year where it is not the report's own."""
    return {
        (
            each.measure.code,
            each.measure.label,
            "" if each.year == version.report.year else str(each.year),
        ): each
        for each in version.indicators.all()
    }


def _amount(value: IndicatorValue | None) -> str:
    """With unit and basis; the source is no part of what is compared."""
    if value is None:
        return ""
    amount = numbers.exact_amount(value.value, value.measure.unit)
    return f"{amount} ({value.basis})" if value.basis else amount


def _label(obj: object, field: str) -> str:
    return str(obj._meta.get_field(field).verbose_name)  # type: ignore[attr-defined]


def _shown(version: ReportVersion, field: str) -> str:
    display = getattr(version, f"get_{field}_display", None)
    value = display() if display else getattr(version, field)
    return "" if value is None else str(value)
