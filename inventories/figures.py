"""Sums of a version, and the figures an accepted one leaves in the record. All in Decimal tonnes.

A blank is not a zero: a sum of no numbers is no sum. Confidential rows that hold a value are summed.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from inventories import frameworks
from inventories.enums import Gases, Level, SectionCode
from inventories.models import Figure, InventoryLine, ReportVersion
from pledges.models import Measure


@dataclass(frozen=True)
class Part:
    """The sum of a sector or of a scope at one level."""

    code: str
    label_en: str
    label_zh: str
    tonnes: Decimal

    @property
    def label(self) -> str:
        return self.label_zh if frameworks.catalogue.in_chinese() else self.label_en


@dataclass(frozen=True)
class Total:
    """What a section sums to at one level ('basic', 'basic_plus', 'territorial', 'none') in one quantity."""

    level: str
    quantity: str
    tonnes: Decimal
    by_sector: tuple[Part, ...] = ()
    by_scope: tuple[Part, ...] = ()


@dataclass(frozen=True)
class Totals:
    """Every total of a version that has at least one number."""

    level: str
    """The version's own reporting level."""
    quantities: tuple[str, ...]
    community: tuple[Total, ...] = field(default=())
    operations: tuple[Total, ...] = field(default=())

    def at(self, level: str, quantity: str = "co2e", section: str = SectionCode.COMMUNITY) -> Decimal | None:
        """Tonnes, or None where no row that counts holds a number."""
        totals = self.operations if section == SectionCode.OPERATIONS else self.community
        for total in totals:
            if (total.level, total.quantity) == (level, quantity):
                return total.tonnes
        return None

    @property
    def headline(self) -> Total | None:
        """The community's total at the version's own level, in the quantity that counts first."""
        own = [total for total in self.community if total.level == self.level]
        return next(
            (total for quantity in self.quantities for total in own if total.quantity == quantity), None
        )


def totals(version: ReportVersion, lines: Iterable[InventoryLine] | None = None) -> Totals:
    """Every total of the version, from its lines as they are now, or as the caller has just read them."""
    framework = frameworks.get(version.report.framework)
    lines = list(version.lines.all() if lines is None else lines)
    return Totals(
        level=version.level,
        quantities=framework.quantities,
        community=tuple(_totals(lines, framework, SectionCode.COMMUNITY, framework.totals)),
        operations=tuple(_totals(lines, framework, SectionCode.OPERATIONS, (Level.NONE.value,))),
    )


def record(version: ReportVersion, now: datetime.datetime) -> list[Figure]:
    """Write the figures of an accepted version; those of the versions before it are superseded."""
    report = version.report
    former = Figure.objects.current().filter(
        government=report.government, series=report.series, year=report.year
    )
    former.update(superseded_at=now)
    found = totals(version)
    figures = [_mass_figure(version, measure, found) for measure in Measure.objects.exclude(rows="")]
    figures += [
        Figure(
            measure=each.measure,
            amount=each.value,
            framework="indicator",
            level=Level.NONE,
            gases=Gases.UNKNOWN,
        )
        for each in version.indicators.select_related("measure")
    ]
    made = [figure for figure in figures if figure]
    for figure in made:
        _state_basis(figure, version, now)
    return Figure.objects.bulk_create(made)


def fitting_rows(measure: Measure, framework: str) -> tuple[str, str] | None:
    """Section and level word that `measure` sums in a report of `framework`, None where it sums nothing.

    `measure.rows` reads 'gpc:LEVEL;totals:TOTAL' or 'operations:TOTAL'.
    """
    words = dict(part.strip().split(":", 1) for part in measure.rows.split(";") if ":" in part)
    if framework in words:
        return SectionCode.COMMUNITY, words[framework].upper()
    if frameworks.OPERATIONS in words:
        return SectionCode.OPERATIONS, words[frameworks.OPERATIONS].upper()
    return None


def _totals(
    lines: Iterable[InventoryLine], framework: frameworks.Framework, section: str, levels: Iterable[str]
) -> Iterable[Total]:
    rows = {row.code: row for row in frameworks.rows(framework.code, section)}
    own = [line for line in lines if line.section == section and line.row in rows]
    for quantity in framework.quantities:
        held = {line.row: mass for line in own if (mass := getattr(line, quantity)) is not None}
        replaced = {part for code in held for part in rows[code].sum_of}
        for level in levels:
            summed = {
                rows[code]: mass
                for code, mass in held.items()
                if rows[code].in_total(level) and code not in replaced
            }
            if summed:
                yield Total(
                    level=level,
                    quantity=quantity,
                    tonnes=sum(summed.values(), Decimal(0)),
                    by_sector=_parts(summed, lambda row: (row.sector, row.sector_en, row.sector_zh), rows),
                    by_scope=_parts(summed, lambda row: (row.scope, row.scope, row.scope), rows),
                )


def _parts(
    summed: dict[frameworks.Row, Decimal], named: object, rows: dict[str, frameworks.Row]
) -> tuple[Part, ...]:
    sums: dict[tuple[str, str, str], Decimal] = {}
    for row in rows.values():
        if row in summed:
            name = named(row)  # type: ignore[operator]
            sums[name] = sums.get(name, Decimal(0)) + summed[row]
    return tuple(Part(*name, tonnes) for name, tonnes in sums.items() if name[0])


def _mass_figure(version: ReportVersion, measure: Measure, found: Totals) -> Figure | None:
    fitting = fitting_rows(measure, version.report.framework)
    if fitting is None:
        return None
    section, word = fitting
    quantity = "co2" if measure.quantity == "co2" else "co2e"
    in_operations = section == SectionCode.OPERATIONS
    level = version.level if word == "LEVEL" else Level.NONE.value
    tonnes = found.at(level, quantity, section)
    if tonnes is None:
        return None
    return Figure(
        measure=measure,
        tonnes=tonnes,
        framework=frameworks.OPERATIONS if in_operations else version.report.framework,
        level=level,
        gases=Gases.CO2 if quantity == "co2" else version.gases,
    )


def _state_basis(figure: Figure, version: ReportVersion, now: datetime.datetime) -> None:
    figure.government = version.report.government
    figure.version = version
    figure.series = version.report.series
    figure.year = version.report.year
    figure.boundary = version.boundary
    figure.gwp_set = version.gwp_set
    figure.electricity = version.electricity
    figure.recorded_at = now
