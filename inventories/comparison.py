"""Two versions side by side, row by row and field by field."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import KW_ONLY, dataclass
from decimal import Decimal

from django.db.models import prefetch_related_objects
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts import numbers
from accounts.words import joined
from inventories import activities, figures, frameworks, gases, indicators, masses
from inventories.enums import SectionCode
from inventories.models import ActivityData, IndicatorValue, InventoryLine, Report, ReportVersion
from inventories.sections import ABOUT_FIELDS

WORDS = ("explanation", "method", "source", "quality", "factor_source", "factor_quality")


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
    words: tuple[FieldChange, ...] = ()
    """What is said of the row, and its activities: method, sources, qualities, each before and after."""

    @property
    def changed_words(self) -> list[FieldChange]:
        return [each for each in self.words if each.changed]

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
    """One field about the period, or one indicator, as it is read; `is_beside`: tonnes beside the totals."""

    field: str
    label: str
    before: str
    after: str
    _: KW_ONLY
    is_beside: bool = False

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
    prefetch_related_objects([version, other], "lines__masses", "indicators__measure", "activities")
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
    of_rows = [_activities(each) for each in (other, version)]
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
            words=tuple(_words(before.get(key), after.get(key), *(each.get(key, "") for each in of_rows))),
        )
        for key, row in known.items()
        if key in before or key in after
    ]


def _words(
    before: InventoryLine | None, after: InventoryLine | None, activities_before: str, activities_after: str
) -> Iterator[FieldChange]:
    """What is said of a row in each version; fields that neither fills are left out."""
    for name in WORDS:
        said = ["" if line is None else _shown(line, name) for line in (before, after)]
        if any(said):
            yield FieldChange(name, _label(after or before, name), *said)
    if activities_before or activities_after:
        yield FieldChange("activities", _("Activity data"), activities_before, activities_after)


def _activities(version: ReportVersion) -> dict[tuple[str, str], str]:
    """By section and row its activities, one a line."""
    found: dict[tuple[str, str], list[str]] = {}
    for each in version.activities.all():
        found.setdefault((each.section, each.row), []).append(activity_words(each))
    return {key: "\n".join(lines) for key, lines in found.items()}


def activity_words(held: ActivityData) -> str:
    """An activity as one reads it: what, how much, the factors and their unit, the result."""
    amount = f"{numbers.grouped(held.amount)} {held.unit}" if held.amount is not None else ""
    draft = activities.draft_of(held)
    factors = [f"{_gas(gas)} {numbers.grouped(number)}" for gas, number in draft.factors.items()]
    results = [f"{_gas(gas)} {numbers.grouped(tonnes)} t" for gas, tonnes in draft.masses.items()]
    if held.co2e is not None:
        results.append(f"{numbers.grouped(held.co2e)} t CO₂e")
    parts = (amount, f"{joined(factors)} {held.factor_unit}".strip() if factors else "", joined(results))
    told = joined(part for part in parts if part)
    if not told:
        return held.activity
    return _("%(activity)s: %(amounts)s") % {"activity": held.activity, "amounts": told}


def _gas(code: str) -> str:
    return gases.known()[code].label if code in gases.known() else "CO₂e"


def _known_rows(version: ReportVersion) -> dict[tuple[str, str], frameworks.Row]:
    return {
        (section.value, row.code): row
        for section in (SectionCode.COMMUNITY, SectionCode.OPERATIONS)
        for row in frameworks.rows(version.report.framework, section)
    }


def _about(version: ReportVersion, other: ReportVersion) -> list[FieldChange]:
    framework = [frameworks.get(each.report.framework).label for each in (other, version)]
    period = [_period(each.report) for each in (other, version)]
    fields = [
        FieldChange("framework", _label(version.report, "framework"), *framework),
        FieldChange("period", _("Period"), *period),
    ]
    return fields + [
        FieldChange(name, _label(version, name), _shown(other, name), _shown(version, name))
        for name in ABOUT_FIELDS
    ]


def _period(report: Report) -> str:
    """First and last day as the reader's language writes them."""
    return _("%(start)s to %(end)s") % {
        "start": date_format(report.period_start, "DATE_FORMAT"),
        "end": date_format(report.period_end, "DATE_FORMAT"),
    }


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
            is_beside=any(
                held[code, label, year].measure.quantity in indicators.BESIDE
                for held in (after, before)
                if (code, label, year) in held
            ),
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


def _shown(held: ReportVersion | InventoryLine, field: str) -> str:
    display = getattr(held, f"get_{field}_display", None)
    value = display() if display else getattr(held, field)
    return "" if value is None else str(value)
