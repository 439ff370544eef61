"""What everyone may read of an accepted report: in full, totals only, or the verdict only."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from inventories import figures, frameworks
from inventories.enums import ONCE_ACCEPTED, EventKind, NotationKey, Publication, SectionCode
from inventories.figures import Total
from inventories.models import Event, InventoryLine, ReportVersion
from portal.confidential import Cell, Withheld, withheld

PUBLIC_EVENTS = (
    EventKind.SUBMITTED,
    EventKind.TAKEN,
    EventKind.RETURNED,
    EventKind.ACCEPTED,
    EventKind.SUPERSEDED,
)


@dataclass(frozen=True)
class Line:
    """A row as it may be shown: its masses in tonnes, a notation key, or neither where it is withheld."""

    row: frameworks.Row
    masses: tuple[Decimal | None, ...] = ()
    notation_key: str = ""
    included_in: str = ""
    explanation: str = ""
    source: str = ""
    is_withheld: bool = False

    @property
    def notation(self) -> str:
        return str(NotationKey(self.notation_key).label) if self.notation_key else ""


@dataclass
class Sector:
    """The sum of a sector, by quantity (None where there is none), and its rows."""

    code: str
    label: str
    sums: list[Decimal | None]
    lines: list[Line] = field(default_factory=list)
    is_withheld: bool = False


@dataclass
class Section:
    """The inventory of the community or of the government's operations; sums by quantity, in tonnes."""

    code: str
    quantities: tuple[str, ...]
    totals: list[Decimal | None]
    sectors: list[Sector]

    @property
    def label(self) -> str:
        return str(SectionCode(self.code).label)

    @property
    def units(self) -> list[str]:
        return ["t CO₂e" if quantity == "co2e" else "t CO₂" for quantity in self.quantities]

    @property
    def has_withheld(self) -> bool:
        return any(
            sector.is_withheld or any(line.is_withheld for line in sector.lines) for sector in self.sectors
        )


def versions_of(reference: str) -> list[ReportVersion]:
    """The public versions of a report, the newest first."""
    found = ReportVersion.objects.filter(report__reference=reference, state__in=ONCE_ACCEPTED)
    return list(found.select_related("report__government").order_by("-number"))


def events_of(version: ReportVersion) -> list[Event]:
    """The steps of a version that concern everyone; who took them stays inside."""
    return list(version.events.filter(kind__in=PUBLIC_EVENTS).only("version", "kind", "at").order_by("pk"))


def sections(version: ReportVersion) -> list[Section]:
    """What the report's publication lets everyone see; sections without rows are left out."""
    if version.publication == Publication.VERDICT:
        return []
    sums = figures.totals(version)
    lines = list(version.lines.all())
    both = (
        (SectionCode.COMMUNITY, sums.community, version.level),
        (SectionCode.OPERATIONS, sums.operations, "none"),
    )
    found = [_section(version, code, totals, level, lines) for code, totals, level in both]
    return [section for section in found if section.sectors]


def _section(
    version: ReportVersion, code: str, totals: Sequence[Total], level: str, lines: Iterable[InventoryLine]
) -> Section:
    framework = frameworks.get(version.report.framework)
    held = {line.row: line for line in lines if line.section == code}
    rows = [row for row in frameworks.rows(framework.code, code) if row.code in held]
    own = {total.quantity: total for total in totals if total.level == level}
    hidden = _hidden(rows, held, framework.quantities, level)
    return Section(
        code=code,
        quantities=framework.quantities,
        totals=[own[quantity].tonnes if quantity in own else None for quantity in framework.quantities],
        sectors=_sectors(version, rows, held, own, hidden, framework.quantities),
    )


def _sectors(
    version: ReportVersion,
    rows: Iterable[frameworks.Row],
    held: dict[str, InventoryLine],
    own: dict[str, Total],
    hidden: Withheld,
    quantities: Sequence[str],
) -> list[Sector]:
    sums = {quantity: {part.code: part.tonnes for part in total.by_sector} for quantity, total in own.items()}
    found: dict[str, Sector] = {}
    for row in rows:
        if row.sector not in found:
            is_hidden = row.sector in hidden.sectors
            values = [sums.get(quantity, {}).get(row.sector) for quantity in quantities]
            shown: list[Decimal | None] = [None] * len(values) if is_hidden else values
            found[row.sector] = Sector(row.sector, row.sector_label, shown, is_withheld=is_hidden)
        if version.publication == Publication.FULL:
            found[row.sector].lines.append(_line(row, held[row.code], hidden, quantities))
    return list(found.values())


def _line(row: frameworks.Row, line: InventoryLine, hidden: Withheld, quantities: Sequence[str]) -> Line:
    if line.notation_key == NotationKey.C:
        return Line(row, tuple(None for _ in quantities), notation_key=NotationKey.C, is_withheld=True)
    if row.code in hidden.rows:
        return Line(row, tuple(None for _ in quantities), is_withheld=True)
    return Line(
        row,
        tuple(getattr(line, quantity) for quantity in quantities),
        line.notation_key,
        line.included_in,
        line.explanation,
        line.source,
    )


def _hidden(
    rows: Sequence[frameworks.Row], held: dict[str, InventoryLine], quantities: Sequence[str], level: str
) -> Withheld:
    """Over all quantities: a row withheld in one is withheld in all."""
    families = {part: row.code for row in rows for part in (*row.sum_of, row.code) if row.sum_of}
    found = Withheld()
    for quantity in quantities:
        cells = [
            Cell(
                code=row.code,
                sector=row.sector,
                tonnes=mass,
                is_secret=held[row.code].notation_key == NotationKey.C,
                family=families.get(row.code, ""),
            )
            for row in rows
            if row.in_total(level) and (mass := getattr(held[row.code], quantity)) is not None
        ]
        found |= withheld(cells)
    return found
