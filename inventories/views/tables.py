"""The rows of an inventory as a page shows them: by sector and group, with sums and the values before."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import Any

from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _

from inventories import figures, frameworks, row_counts
from inventories.enums import Level, NotationKey, Quality, SectionCode
from inventories.forms.lines import NOTES, UNITS, LinesForm, field_name
from inventories.forms.tonnes import TONNES
from inventories.forms.tonnes import choices as mass_units
from inventories.frameworks import Row
from inventories.models import InventoryLine, Remark, ReportVersion
from inventories.views import former
from inventories.views.trail import remarks_to_answer


@dataclass(frozen=True)
class Cell:
    """One number to fill in, with the value (tonnes) or key of what was accepted before."""

    quantity: str
    unit: str
    field: BoundField
    before: Decimal | None
    before_key: str
    follows: Decimal | None
    """Tonnes as saved that follow from masses by gas; then the cell is left blank."""


@dataclass(frozen=True)
class Line:
    row: Row
    cells: list[Cell | None]
    """One for each quantity of the framework; None where the row takes no such value."""
    key: BoundField
    notes: dict[str, BoundField]
    remarks: list[Remark]
    behind: str
    """What stands behind the row, in words: 2 activities, 1 file."""
    carried: bool
    """Whether its words come of an earlier report and are not saved yet."""
    counts: bool

    @property
    def is_filled(self) -> bool:
        """Whether it says something in the form as it stands: a number, a key, or masses that make one."""
        cells = [cell for cell in self.cells if cell]
        return any(cell.field.value() or cell.follows is not None for cell in cells) or bool(self.key.value())

    @property
    def errors(self) -> list[str]:
        fields = [*(cell.field for cell in self.cells if cell), self.key, *self.notes.values()]
        return [str(error) for bound in fields for error in bound.errors]

    @property
    def opened(self) -> bool:
        """Whether the notes are unfolded: where something is wrong in them, or a key wants them."""
        if any(bound.errors for bound in self.notes.values()):
            return True
        return bool(self.key.value()) and not self.notes["explanation"].value()

    @property
    def noted(self) -> bool:
        return any(bound.value() for bound in self.notes.values())


@dataclass(frozen=True)
class Group:
    code: str
    label: str
    lines: list[Line]

    @property
    def heading(self) -> str:
        """The group's name, where it says more than its only row or its sector."""
        only = self.lines[0].row if len(self.lines) == 1 else None
        if self.label == self.lines[0].row.sector_label or (only and only.label == self.label):
            return ""
        return self.label


@dataclass(frozen=True)
class Sum:
    """Tonnes as saved, and as accepted before; None where no row that counts holds a number."""

    now: Decimal | None
    before: Decimal | None


@dataclass(frozen=True)
class Sector:
    code: str
    label: str
    groups: list[Group]
    sums: list[Sum]

    @property
    def lines(self) -> list[Line]:
        return [line for group in self.groups for line in group.lines]

    @property
    def count(self) -> int:
        """Rows that count in the total: those to fill in."""
        return sum(line.counts for line in self.lines)

    @property
    def filled(self) -> int:
        return sum(line.counts and line.is_filled for line in self.lines)

    @property
    def worth_a_sum(self) -> bool:
        return sum(len(group.lines) for group in self.groups) > 1


def context(version: ReportVersion, form: LinesForm) -> dict[str, Any]:
    """What the page of rows shows beside the form."""
    framework = frameworks.get(version.report.framework)
    before = former.to_compare(version)
    quantities = framework.quantities
    level = level_of(version, form.section)
    sums = figures.totals(version)
    sums_before = figures.totals(before) if before else None
    shown = sectors(version, form, before, sums, sums_before)
    return {
        "sectors": shown,
        "filled": sum(sector.filled for sector in shown),
        "to_fill": sum(sector.count for sector in shown),
        "before": before,
        "before_words": before_words(version, before) if before else "",
        "quantities": [(quantity, heading(quantity, form.unit)) for quantity in quantities],
        "carried_year": version.carries.report.year if form.carried and version.carries else None,
        "totals": [
            Sum(
                sums.at(level, q, form.section),
                sums_before.at(level, q, form.section) if sums_before else None,
            )
            for q in quantities
        ],
        "notation_keys": frameworks.notation_keys(),
        "qualities": Quality.choices,
        "keys": NotationKey.choices,
        "is_community": form.section == SectionCode.COMMUNITY,
    }


def heading(quantity: str, unit: str) -> str:
    """What heads a column of numbers: its unit, where a number names none."""
    tonnes = UNITS[quantity]
    return tonnes if unit == TONNES else f"{dict(mass_units())[unit]} {tonnes.removeprefix('t ')}"


def before_words(version: ReportVersion, before: ReportVersion) -> str:
    """What heads the values beside the cells: a version of the same report, or an earlier year."""
    if before.report_id == version.report_id:
        return _("Version %(number)s") % {"number": before.number}
    return str(before.report.year)


def level_of(version: ReportVersion, section: str) -> str:
    """The level whose rows are summed."""
    return version.level if section == SectionCode.COMMUNITY else Level.NONE.value


def sectors(
    version: ReportVersion,
    form: LinesForm,
    before: ReportVersion | None,
    sums: figures.Totals,
    sums_before: figures.Totals | None,
) -> list[Sector]:
    known = {line.row: line for line in before.lines.filter(section=form.section)} if before else {}
    remarks = [remark for remark in remarks_to_answer(version) if remark.section == form.section]
    level = level_of(version, form.section)
    behind = row_counts.words_by_row(version, form.section)
    lines = [
        line_of(row, form, known.get(row.code), remarks, level, behind.get(row.code, "")) for row in form.rows
    ]
    return [
        Sector(
            code=code,
            label=label,
            groups=groups(rows),
            sums=[
                Sum(
                    part_of(sums, level, quantity, form.section, code),
                    part_of(sums_before, level, quantity, form.section, code),
                )
                for quantity in frameworks.get(form.framework).quantities
            ],
        )
        for (code, label), rows in by(lines, lambda line: (line.row.sector, line.row.sector_label))
    ]


def by(lines: Iterable[Line], key: Any) -> list[tuple[Any, list[Line]]]:
    return [(value, list(members)) for value, members in groupby(lines, key)]


def groups(lines: list[Line]) -> list[Group]:
    return [
        Group(code, label, members)
        for (code, label), members in by(lines, lambda line: (line.row.group, line.row.group_label))
    ]


def line_of(
    row: Row, form: LinesForm, before: InventoryLine | None, remarks: list[Remark], level: str, behind: str
) -> Line:
    return Line(
        row=row,
        cells=[
            cell_of(row, quantity, form, before) for quantity in frameworks.get(form.framework).quantities
        ],
        key=form[field_name(row.code, "notation_key")],
        notes={what: form[field_name(row.code, what)] for what in (*NOTES, "masses")},
        remarks=[remark for remark in remarks if remark.row == row.code],
        behind=behind,
        carried=row.code in form.carried,
        counts=row.in_total(level) or not row.totals,
    )


def cell_of(row: Row, quantity: str, form: LinesForm, before: InventoryLine | None) -> Cell | None:
    if quantity not in row.quantities:
        return None
    return Cell(
        quantity=quantity,
        unit=UNITS[quantity],
        field=form[field_name(row.code, quantity)],
        before=getattr(before, quantity) if before else None,
        before_key=before.notation_key if before else "",
        follows=form.follows.get(row.code, {}).get(quantity),
    )


def part_of(
    totals: figures.Totals | None, level: str, quantity: str, section: str, sector: str
) -> Decimal | None:
    """The sector's sum in tonnes; None where none of its rows that count holds a number."""
    if totals is None:
        return None
    found = totals.operations if section == SectionCode.OPERATIONS else totals.community
    for total in found:
        if (total.level, total.quantity) == (level, quantity):
            return next((part.tonnes for part in total.by_sector if part.code == sector), None)
    return None
