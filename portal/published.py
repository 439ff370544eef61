"""What everyone may read of an accepted report: in full, totals only, or the verdict only.

A correction that hides something hides it in the versions before it too.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import prefetch_related_objects

from inventories import figures, frameworks, masses
from inventories.enums import ONCE_ACCEPTED, EventKind, NotationKey, Publication, SectionCode
from inventories.figures import Total
from inventories.models import Event, InventoryLine, ReportVersion
from portal.confidential import Cell, Withheld, withheld_together

PUBLIC_EVENTS = (
    EventKind.SUBMITTED,
    EventKind.TAKEN,
    EventKind.RETURNED,
    EventKind.ACCEPTED,
    EventKind.SUPERSEDED,
)

STRICTER = (Publication.FULL, Publication.TOTALS, Publication.VERDICT)


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
    by_gas: str = ""

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
    is_withheld: bool = False
    """Whether the total is: it would be a confidential value."""

    @property
    def label(self) -> str:
        return str(SectionCode(self.code).label)

    @property
    def units(self) -> list[str]:
        return ["t CO₂e" if quantity == "co2e" else "t CO₂" for quantity in self.quantities]

    @property
    def has_withheld(self) -> bool:
        return self.is_withheld or any(
            sector.is_withheld or any(line.is_withheld for line in sector.lines) for sector in self.sectors
        )


def versions_of(reference: str) -> list[ReportVersion]:
    """The public versions of a report, the newest first."""
    found = ReportVersion.objects.filter(report__reference=reference, state__in=ONCE_ACCEPTED)
    return list(found.select_related("report__government").order_by("-number"))


def events_of(version: ReportVersion) -> list[Event]:
    """The steps of a version that concern everyone; who took them stays inside."""
    return list(version.events.filter(kind__in=PUBLIC_EVENTS).only("version", "kind", "at").order_by("pk"))


def publication_of(version: ReportVersion, versions: Iterable[ReportVersion]) -> Publication:
    """The strictest of the version's own and those of later ones; `versions` are the public ones."""
    chosen = [each.publication for each in versions if each.number > version.number]
    return max((Publication(each) for each in (version.publication, *chosen)), key=STRICTER.index)


def sections(version: ReportVersion, versions: Sequence[ReportVersion]) -> list[Section]:
    """What the report's publication lets everyone see; sections without rows are left out.

    `versions` are the public ones of the report, `version` among them.
    """
    publication = publication_of(version, versions)
    if publication == Publication.VERDICT:
        return []
    prefetch_related_objects([version, *versions], "lines__masses")
    lines = list(version.lines.all())
    sums = figures.totals(version, lines)
    both = ((SectionCode.COMMUNITY, sums.community), (SectionCode.OPERATIONS, sums.operations))
    found = [_section(version, versions, code, totals, publication) for code, totals in both]
    return [section for section in found if section.sectors]


def _section(
    version: ReportVersion,
    versions: Sequence[ReportVersion],
    code: str,
    totals: Sequence[Total],
    publication: Publication,
) -> Section:
    framework = frameworks.get(version.report.framework)
    own = {total.quantity: total for total in totals if total.level == level_of(version, code)}
    sums = [own[quantity].tonnes if quantity in own else None for quantity in framework.quantities]
    withheld = withheld_of(versions, code)
    return Section(
        code=code,
        quantities=framework.quantities,
        totals=[None] * len(sums) if withheld.total else sums,
        sectors=_sectors(version, code, own, withheld, publication),
        is_withheld=withheld.total,
    )


def level_of(version: ReportVersion, code: str) -> str:
    """The level that the section's total is summed at."""
    return "none" if code == SectionCode.OPERATIONS else version.level


def _held(version: ReportVersion, code: str) -> dict[str, InventoryLine]:
    return {line.row: line for line in version.lines.all() if line.section == code}


def _sectors(
    version: ReportVersion, code: str, own: dict[str, Total], hidden: Withheld, publication: Publication
) -> list[Sector]:
    framework, held = frameworks.get(version.report.framework), _held(version, code)
    quantities, rows = framework.quantities, frameworks.rows(framework.code, code)
    sums = {quantity: {part.code: part.tonnes for part in total.by_sector} for quantity, total in own.items()}
    found: dict[str, Sector] = {}
    for row in (row for row in rows if row.code in held):
        if row.sector not in found:
            is_hidden = row.sector in hidden.sectors
            values = [sums.get(quantity, {}).get(row.sector) for quantity in quantities]
            shown: list[Decimal | None] = [None] * len(values) if is_hidden else values
            found[row.sector] = Sector(row.sector, row.sector_label, shown, is_withheld=is_hidden)
        if publication == Publication.FULL:
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
        by_gas=masses.words(line),
    )


def secrets_of(versions: Iterable[ReportVersion], code: str) -> set[str]:
    """The rows that are confidential in one of the versions."""
    held = (line for version in versions for line in _held(version, code).values())
    return {line.row for line in held if line.notation_key == NotationKey.C}


def withheld_of(versions: Collection[ReportVersion], code: str) -> Withheld:
    """Over all public versions and quantities: a row withheld in one is withheld in all."""
    secret = secrets_of(versions, code)
    return withheld_together(
        [
            _cells(version, code, _held(version, code), quantity, secret)
            for version in versions
            for quantity in frameworks.get(version.report.framework).quantities
        ],
        secret,
    )


def _cells(
    version: ReportVersion, code: str, held: dict[str, InventoryLine], quantity: str, secrets: Collection[str]
) -> list[Cell]:
    """The rows of a version that hold a mass and count in its total."""
    rows = frameworks.rows(version.report.framework, code)
    families = {
        part: row.code for row in rows if row.code in held and row.sum_of for part in (*row.sum_of, row.code)
    }
    return [
        Cell(
            code=row.code,
            sector=row.sector,
            tonnes=mass,
            is_secret=row.code in secrets,
            family=families.get(row.code, ""),
        )
        for row in rows
        if row.code in held
        and row.in_total(level_of(version, code))
        and (mass := getattr(held[row.code], quantity)) is not None
    ]
