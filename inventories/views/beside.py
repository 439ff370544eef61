"""Two versions side by side, as the reviewer reads them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _

from inventories import frameworks
from inventories.comparison import Cell, Comparison, RowChange, TotalChange, compare
from inventories.enums import Level, SectionCode
from inventories.forms.lines import UNITS
from inventories.models import Calculation, Remark, ReportVersion
from inventories.views import former, reading
from inventories.views.trail import remarks_to_answer

GREAT = Decimal("0.1")
"""The share of the former value from which a difference is marked as great."""


@dataclass(frozen=True)
class ReviewCell:
    """A mass before and after (tonnes), with how the difference is marked: by sign, shape and weight."""

    before: Decimal | None
    after: Decimal | None
    difference: Decimal | None
    share: Decimal | None
    changed: bool
    unit: str

    @property
    def great(self) -> bool:
        return self.changed and (self.share is None or abs(self.share) >= GREAT)

    @property
    def mark(self) -> str:
        """▲ more, ▼ less (doubled where great); ◆ where only one of the two is a number."""
        if not self.changed:
            return ""
        if self.difference is None:
            return "◆"
        shape = "▲" if self.difference > 0 else "▼"
        return shape * 2 if self.great else shape

    @property
    def words(self) -> str:
        """What happened where the difference is no number."""
        if not self.changed or self.difference is not None:
            return ""
        return _("now a number") if self.before is None else _("no number now")


@dataclass(frozen=True)
class ReviewTotal:
    label: str
    cell: ReviewCell
    own: bool
    """Whether it is the total of the version's own level, the one that becomes a figure."""


@dataclass(frozen=True)
class ReviewRow:
    """A row of the two versions with the remarks made on it."""

    change: RowChange
    group_label: str
    cells: list[ReviewCell | None]
    remarks: list[Remark]
    calculations: list[Calculation]
    activities: list[str]
    same_report: bool

    @property
    def stands_out(self) -> bool:
        """Between versions of one report every change; between years, where all differ, a great one."""
        if self.same_report:
            return self.change.changed
        return any(cell.great for cell in self.cells if cell)


@dataclass(frozen=True)
class ReviewSection:
    code: str
    label: str
    rows: list[ReviewRow]
    totals: list[ReviewTotal]

    @property
    def changed(self) -> int:
        return sum(row.change.changed for row in self.rows)


def context(version: ReportVersion) -> dict[str, Any]:
    """The comparison with what was accepted before, or the version by itself where nothing was."""
    other = former.to_compare(version)
    prefetch_related_objects(
        [version, other] if other else [version], "lines__masses", "calculations", "indicators__measure"
    )
    found = compare(version, other or version)
    quantities = frameworks.get(version.report.framework).quantities
    remarks = remarks_to_answer(version)
    return {
        "other": other,
        "same_report": other is not None and other.report_id == version.report_id,
        "units": [UNITS[quantity] for quantity in quantities],
        "about_changes": found.about,
        "indicator_changes": [each for each in found.indicators if not each.is_beside],
        "beside_changes": [each for each in found.indicators if each.is_beside],
        "inventories": [
            section(found, code, quantities, remarks)
            for code in (SectionCode.COMMUNITY, SectionCode.OPERATIONS)
        ],
        "reading": reading.context(version),
        "whole_remarks": [remark for remark in remarks if not remark.section],
    }


def section(
    found: Comparison, code: SectionCode, quantities: tuple[str, ...], remarks: list[Remark]
) -> ReviewSection:
    return ReviewSection(
        code=code.value,
        label=str(code.label),
        rows=[review_row(row, found, quantities, remarks) for row in found.rows if row.section == code.value],
        totals=[
            review_total(total, found.version.level) for total in found.totals if total.section == code.value
        ],
    )


def review_row(
    row: RowChange, found: Comparison, quantities: tuple[str, ...], remarks: list[Remark]
) -> ReviewRow:
    cells = {cell.quantity: cell for cell in row.cells}
    return ReviewRow(
        change=row,
        group_label=group_label(found.version.report.framework, row),
        cells=[review_cell(cells[each]) if each in cells else None for each in quantities],
        remarks=[each for each in remarks if (each.section, each.row) == (row.section, row.row)],
        calculations=reading.calculations_of(found.version, row.section, row.row),
        activities=reading.activities_of(found.version, row.section, row.row),
        same_report=found.other.report_id == found.version.report_id,
    )


def group_label(framework: str, row: RowChange) -> str:
    """The group of a row; empty where it says no more than the row, or is of another framework."""
    try:
        label = frameworks.row(framework, row.section, row.row).group_label
    except frameworks.UnknownFramework:
        return ""
    return "" if label == row.label else label


def review_cell(cell: Cell) -> ReviewCell:
    return ReviewCell(
        cell.before, cell.after, cell.difference, cell.share, cell.changed, UNITS[cell.quantity]
    )


def review_total(total: TotalChange, own_level: str) -> ReviewTotal:
    unit = UNITS[total.cell.quantity]
    levels = {**dict(Level.choices), frameworks.TERRITORIAL: _("territorial")}
    if total.level == Level.NONE:
        label = _("Total, %(unit)s") % {"unit": unit}
    else:
        label = _("Total %(level)s, %(unit)s") % {"level": levels[total.level], "unit": unit}
    return ReviewTotal(label, review_cell(total.cell), own=total.level in (own_level, Level.NONE))
