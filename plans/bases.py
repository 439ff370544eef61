"""What the accepted report of a year says by subsector: where a forecast begins."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from accounts.models import Government
from inventories import frameworks
from inventories.enums import NotationKey, Publication, SectionCode, State
from inventories.figures import counted
from inventories.models import InventoryLine, ReportVersion
from plans.enums import Sector
from plans.forecast import GDP, NONE, POPULATION
from plans.roadmaps import Source

SECTORS = {
    **{sector.value: sector for sector in Sector},
    "E": Sector.STATIONARY,
    "P": Sector.IPPU,
    "A": Sector.AFOLU,
    "L": Sector.AFOLU,
    "W": Sector.WASTE,
}
"""By the sectors of the GPC and of the provincial guidelines; transport lies within energy in the latter."""
OF_PEOPLE = ("I.1", "III")
"""Subsectors that are first taken to grow with people: homes and waste."""
FROM_THE_GRID = frozenset({("I", "2"), ("I", "3"), ("II", "2")})
"""Sector and scope of what is bought from the grid, its losses with it."""


@dataclass(frozen=True)
class Reported:
    """A subsector of a report, what it buys from the grid apart from the rest. Tonnes of CO2e."""

    key: str
    name: str
    sector: str
    electric: bool
    tonnes: Decimal

    @property
    def driver(self) -> str:
        if self.key.startswith(OF_PEOPLE):
            return POPULATION
        return NONE if self.sector == Sector.AFOLU else GDP


@dataclass(frozen=True)
class Base:
    """An accepted inventory as a forecast takes it; its parts sum to the report's own total."""

    year: int
    source: Source
    parts: tuple[Reported, ...]

    def tonnes_of(self, key: str) -> Decimal | None:
        return next((each.tonnes for each in self.parts if each.key == key), None)


def latest(government: Government, year: int | None = None) -> Base | None:
    """Of the latest accepted report, or of that of a year; None where none holds a number. Two queries."""
    versions = ReportVersion.objects.filter(
        report__government=government, report__series="main", state=State.ACCEPTED
    )
    if year is not None:
        versions = versions.filter(report__year=year)
    version = versions.select_related("report").order_by("-report__year").first()
    return of_version(version) if version else None


def of_version(version: ReportVersion) -> Base | None:
    lines = list(version.lines.all())
    community = [line for line in lines if line.section == SectionCode.COMMUNITY]
    rows = counted.of_total(version.report.framework, SectionCode.COMMUNITY, version.level)
    summed = counted.summed(rows, community, "co2e")
    parts = tuple(_parts(summed))
    if not parts:
        return None
    source = Source(version.report.reference, version.number, _is_open(version, lines))
    return Base(version.report.year, source, parts)


def _parts(summed: dict[frameworks.Row, Decimal]) -> Iterable[Reported]:
    sums: dict[str, Decimal] = {}
    of: dict[str, tuple[frameworks.Row, bool]] = {}
    for row, tonnes in summed.items():
        electric = (row.sector, row.scope) in FROM_THE_GRID
        key = f"{row.group or row.code}{'/grid' if electric else ''}"
        sums[key] = sums.get(key, Decimal(0)) + tonnes
        of.setdefault(key, (row, electric))
    for key, tonnes in sums.items():
        if tonnes:
            row, electric = of[key]
            sector = SECTORS.get(row.sector, Sector.ACROSS).value
            yield Reported(key, _name(row, electric), sector, electric, tonnes)


def _name(row: frameworks.Row, electric: bool) -> str:
    name = row.group_label or row.label
    return _("%(subsector)s: from the grid") % {"subsector": name} if electric else name


def _is_open(version: ReportVersion, lines: Iterable[InventoryLine]) -> bool:
    """Whether each row may be told: sums of some rows could tell one that is kept."""
    return version.publication == Publication.FULL and not any(
        line.notation_key == NotationKey.C for line in lines
    )
