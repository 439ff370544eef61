"""What everyone may read of an accepted report: in full, totals only, or the verdict only.

A correction that hides something hides it in the versions before it too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from inventories import frameworks, masses
from inventories.enums import ONCE_ACCEPTED, EventKind, NotationKey, Publication, Quality, SectionCode
from inventories.figures import sums, tables
from inventories.figures.sums import Key
from inventories.models import ActivityData, Calculation, Event, Evidence, InventoryLine, ReportVersion
from portal.openness import Openness
from portal.sources import Owner, Source

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
    line: InventoryLine | None = None
    """The line itself, where nothing of it is withheld."""
    is_withheld: bool = False
    by_gas: str = ""
    activities: Sequence[ActivityData] = ()
    calculations: Sequence[Calculation] = ()

    @property
    def notation(self) -> str:
        return str(NotationKey(self.notation_key).label) if self.notation_key else ""

    @property
    def quality(self) -> str:
        return str(Quality(self.line.quality).label) if self.line and self.line.quality else ""


@dataclass
class Sector:
    """The sum of a sector, by quantity (None where there is none), and its rows."""

    code: str
    label: str
    sums: list[tables.Told]
    lines: list[Line] = field(default_factory=list)


@dataclass
class Section:
    """The inventory of the community or of the government's operations; sums by quantity, in tonnes."""

    code: str
    quantities: tuple[str, ...]
    totals: list[tables.Told]
    sectors: list[Sector]
    by_scope: list[tables.Table]
    gases: list[tables.GasLine]

    @property
    def label(self) -> str:
        return str(SectionCode(self.code).label)

    @property
    def units(self) -> list[str]:
        return [tables.UNITS[quantity] for quantity in self.quantities]

    @property
    def has_lines(self) -> bool:
        return any(sector.lines for sector in self.sectors)

    @property
    def has_withheld(self) -> bool:
        shown = [*self.totals, *(each for sector in self.sectors for each in sector.sums)]
        for table in self.by_scope:
            shown += [each for line in (*table.lines, table.foot) for each in line.all]
        return any(each.is_withheld for each in shown) or any(
            line.is_withheld for sector in self.sectors for line in sector.lines
        )


@dataclass(frozen=True)
class Working:
    """How rows were worked out, by row; of those that are shown."""

    activities: Mapping[Owner, Sequence[ActivityData]] = field(default_factory=dict)
    calculations: Mapping[Owner, Sequence[Calculation]] = field(default_factory=dict)


def versions_of(reference: str) -> list[ReportVersion]:
    """The public versions of a report, the newest first."""
    found = ReportVersion.objects.filter(report__reference=reference, state__in=ONCE_ACCEPTED)
    return list(found.select_related("report__government").order_by("-number"))


def events_of(version: ReportVersion) -> list[Event]:
    """The steps of a version that concern everyone; who took them stays inside."""
    return list(version.events.filter(kind__in=PUBLIC_EVENTS).only("version", "kind", "at").order_by("pk"))


def working_of(version: ReportVersion, openness: Openness) -> Working:
    """Two queries; nothing of rows that are not shown."""
    if not openness.is_full(version):
        return Working()
    hidden = openness.hidden_rows(version)
    activities: defaultdict[Owner, list[ActivityData]] = defaultdict(list)
    calculations: defaultdict[Owner, list[Calculation]] = defaultdict(list)
    for activity in version.activities.all():
        if (activity.section, activity.row) not in hidden:
            activities[activity.section, activity.row].append(activity)
    for calculation in version.calculations.all():
        if (calculation.section, calculation.row) not in hidden:
            calculations[calculation.section, calculation.row].append(calculation)
    return Working(activities, calculations)


def evidence_of(version: ReportVersion, openness: Openness) -> list[Evidence]:
    """Links that back what is shown; those of a row that is not shown are left out."""
    if not openness.is_full(version):
        return []
    hidden = openness.hidden_rows(version)
    linked = version.evidence.exclude(link="")
    return [each for each in linked if (each.section, each.row) not in hidden]


def sections(
    version: ReportVersion, openness: Openness, working: Working | None = None, gwp_set: str = ""
) -> list[Section]:
    """What the report's publication lets everyone see; sections without rows are left out.

    In another `gwp_set` (one that the source has sums in), CO2 equivalent alone.
    """
    source = openness.source(version)
    if source.publication == Publication.VERDICT:
        return []
    withheld = openness.withheld_sums(version)
    codes = (SectionCode.COMMUNITY.value, SectionCode.OPERATIONS.value)
    page = _Page(source, openness, withheld, working or Working(), gwp_set)
    return [page.section(code) for code in codes if any(section == code for section, _row in source.lines)]


@dataclass(frozen=True)
class _Page:
    """One version as it is shown."""

    source: Source
    openness: Openness
    withheld: set[Key]
    working: Working
    gwp_set: str

    def section(self, code: str) -> Section:
        version = self.source.version
        quantities = self._quantities()
        told = tables.of_section(version, code, self.source.sums, self.withheld, self.gwp_set)
        own = {table.quantity: table for table in told if table.is_own}
        return Section(
            code=code,
            quantities=quantities,
            totals=[own[each].foot.total if each in own else tables.Told() for each in quantities],
            sectors=self._sectors(code, quantities, own),
            by_scope=told,
            gases=[] if self.gwp_set else tables.by_gas(version, code, self.source.sums, self.withheld),
        )

    def _quantities(self) -> tuple[str, ...]:
        framework = frameworks.get(self.source.version.report.framework)
        return ("co2e",) if self.gwp_set else framework.quantities

    def _sectors(self, code: str, quantities: Sequence[str], own: Mapping[str, tables.Table]) -> list[Sector]:
        framework = self.source.version.report.framework
        sector_sums = {
            (quantity, line.code): line.total for quantity, table in own.items() for line in table.lines
        }
        found: dict[str, Sector] = {}
        for row in frameworks.rows(framework, code):
            if (code, row.code) not in self.source.lines:
                continue
            if row.sector not in found:
                values = [sector_sums.get((each, row.sector), tables.Told()) for each in quantities]
                found[row.sector] = Sector(row.sector, row.sector_label, values)
            if self.source.publication == Publication.FULL:
                found[row.sector].lines.append(self._line(row, (code, row.code), quantities))
        return list(found.values())

    def _line(self, row: frameworks.Row, owner: Owner, quantities: Sequence[str]) -> Line:
        line = self.source.lines[owner]
        if self.openness.is_hidden(self.source.version, owner):
            key = line.notation_key if line.notation_key == NotationKey.C else ""
            return Line(row, tuple(None for _ in quantities), notation_key=key, is_withheld=True)
        return Line(
            row,
            tuple(self._mass(line, each) for each in quantities),
            line.notation_key,
            line,
            by_gas=masses.words(line),
            activities=self.working.activities.get(owner, ()),
            calculations=self.working.calculations.get(owner, ()),
        )

    def _mass(self, line: InventoryLine, quantity: str) -> Decimal | None:
        if self.gwp_set and line.co2e is not None:
            return sums.restated(line, self.gwp_set)
        found: Decimal | None = getattr(line, quantity)
        return found
