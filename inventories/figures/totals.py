"""Every total of a version, by sector and scope."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from inventories import frameworks
from inventories.enums import Level, SectionCode
from inventories.figures import counted
from inventories.models import InventoryLine, ReportVersion


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


def _totals(
    lines: Iterable[InventoryLine], framework: frameworks.Framework, section: str, levels: Iterable[str]
) -> Iterable[Total]:
    rows = frameworks.rows(framework.code, section)
    own = [line for line in lines if line.section == section]
    for quantity in framework.quantities:
        for level in levels:
            summed = counted.summed(counted.of_total(framework.code, section, level), own, quantity)
            if summed:
                yield Total(
                    level=level,
                    quantity=quantity,
                    tonnes=sum(summed.values(), Decimal(0)),
                    by_sector=_parts(summed, lambda row: (row.sector, row.sector_en, row.sector_zh), rows),
                    by_scope=_parts(summed, lambda row: (row.scope, row.scope, row.scope), rows),
                )


def _parts(
    summed: dict[frameworks.Row, Decimal], named: object, rows: Iterable[frameworks.Row]
) -> tuple[Part, ...]:
    sums: dict[tuple[str, str, str], Decimal] = {}
    for row in rows:
        if row in summed:
            name = named(row)  # type: ignore[operator]
            sums[name] = sums.get(name, Decimal(0)) + summed[row]
    return tuple(Part(*name, tonnes) for name, tonnes in sums.items() if name[0])
