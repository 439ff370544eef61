"""Sums as tables: sector by scope at each level, gases, and the total for each person and for money."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal, localcontext

from django.utils.translation import gettext as _

from inventories import frameworks, gases
from inventories.enums import Level, SectionCode
from inventories.figures.sums import NOT_BY_GAS, Key, Sum, Sums, levels_of, own_level
from inventories.indicators import MONEY, POPULATION
from inventories.models import IndicatorValue, ReportVersion

UNITS = {"co2e": "t CO₂e", "co2": "t CO₂"}


@dataclass(frozen=True)
class Told:
    """One number of a table, tonnes; None where no row holds one, or where it is withheld."""

    tonnes: Decimal | None = None
    is_withheld: bool = False


@dataclass(frozen=True)
class Cell:
    """What a sector, or all, has in a scope."""

    scope: str
    told: Told


@dataclass(frozen=True)
class Line:
    """A sector, or the total of all: one cell for each scope, and their sum."""

    code: str
    label: str
    cells: tuple[Cell, ...]
    total: Told

    @property
    def all(self) -> list[Told]:
        return [*(cell.told for cell in self.cells), self.total]


@dataclass(frozen=True)
class Table:
    """Sector by scope at one level in one quantity. Without scopes, sums alone."""

    section: str
    level: str
    quantity: str
    label: str
    scopes: tuple[str, ...]
    lines: tuple[Line, ...]
    foot: Line
    is_own: bool
    """Whether it is of the level that the report is made at, whose total is the figure."""
    is_beyond: bool = False
    """Whether the level asks for more rows than the report's own does."""

    @property
    def unit(self) -> str:
        return UNITS[self.quantity]

    @property
    def key(self) -> str:
        """Tells it apart from others on a page."""
        return f"{self.section}-{self.level}-{self.quantity}"


@dataclass(frozen=True)
class GasLine:
    """Tonnes of a gas, and what they make in CO2 equivalent in the report's set."""

    label: str
    tonnes: Told | None
    co2e: Told | None


@dataclass(frozen=True)
class Ratio:
    """A total for each unit of something; `basis` tells prices or census."""

    label: str
    value: Decimal
    unit: str
    basis: str = ""


def of_section(
    version: ReportVersion, section: str, sums: Sums, withheld: Collection[Key] = (), gwp_set: str = ""
) -> list[Table]:
    """The tables of a section, the report's own level first; those without a number are left out."""
    framework = frameworks.get(version.report.framework)
    own = own_level(version, section)
    levels = sorted(levels_of(framework, section), key=lambda level: level != own)
    quantities = framework.quantities if not gwp_set else ("co2e",)
    keys = [Key(section, level, quantity, gwp_set=gwp_set) for quantity in quantities for level in levels]
    return [_table(version, key, sums, withheld) for key in keys if key in sums]


def by_gas(version: ReportVersion, section: str, sums: Sums, withheld: Collection[Key] = ()) -> list[GasLine]:
    """The gases of the section's own total; biogenic CO2, which is in no total, stands after them.

    Which gases are withheld is not said: one of them may be a single plant's.
    """
    key = Key(section, own_level(version, section), "co2e")
    known = gases.known()
    found = [each for each in sums if each.gas and each._replace(gas="") == key]
    order = {gas: place for place, gas in enumerate((*known, NOT_BY_GAS))}
    shown = [each for each in found if each not in withheld]
    lines = [
        _gas_line(version, each, sums[each])
        for each in sorted(shown, key=lambda each: (each.gas == gases.BIOGENIC, order[each.gas]))
    ]
    hidden = Told(is_withheld=True)
    return lines if len(shown) == len(found) else [*lines, GasLine(_("other gases"), hidden, hidden)]


def ratios(
    version: ReportVersion, sums: Sums, indicators: Iterable[IndicatorValue], withheld: Collection[Key] = ()
) -> list[Ratio]:
    """The community's own total for each person and each unit of product that the version holds."""
    framework = frameworks.get(version.report.framework)
    level = own_level(version, SectionCode.COMMUNITY)
    keys = [Key(SectionCode.COMMUNITY.value, level, quantity) for quantity in framework.quantities]
    of_year = [each for each in indicators if each.year == version.report.year]
    return [
        ratio
        for key in keys
        if key in sums and key not in withheld
        for ratio in _ratios(version, key.quantity, sums[key].tonnes, of_year)
    ]


def _table(version: ReportVersion, key: Key, sums: Sums, withheld: Collection[Key]) -> Table:
    framework = frameworks.get(version.report.framework)
    rows = frameworks.rows(framework.code, key.section)
    inside = [row for row in rows if key._replace(sector=row.sector) in sums]
    sectors = {row.sector: row.sector_label for row in inside}
    scopes = {row.scope: row.scope_label for row in sorted(inside, key=lambda row: row.scope)}
    held = [scope for scope in scopes if scope and key._replace(scope=scope) in sums]
    columns = held if len(held) > 1 else []

    def line(sector: str, label: str) -> Line:
        place = key._replace(sector=sector)
        cells = tuple(
            Cell(scopes[scope], _told(place._replace(scope=scope), sums, withheld)) for scope in columns
        )
        return Line(sector, label, cells, _told(place, sums, withheld))

    own = own_level(version, key.section)
    return Table(
        section=key.section,
        level=key.level,
        quantity=key.quantity,
        label=level_label(key.level),
        scopes=tuple(scopes[scope] for scope in columns),
        lines=tuple(line(code, label) for code, label in sectors.items()),
        foot=line("", _("Total")),
        is_own=key.level == own,
        is_beyond=(own, key.level) == (Level.BASIC.value, Level.BASIC_PLUS.value),
    )


def level_label(level: str) -> str:
    if level == frameworks.TERRITORIAL:
        return _("Territorial")
    return "" if level == Level.NONE else str(Level(level).label)


def _told(key: Key, sums: Sums, withheld: Collection[Key]) -> Told:
    if key not in sums:
        return Told()
    return Told(is_withheld=True) if key in withheld else Told(sums[key].tonnes)


def _gas_line(version: ReportVersion, key: Key, found: Sum) -> GasLine:
    told = Told(found.tonnes)
    if key.gas == NOT_BY_GAS:
        return GasLine(_("not told by gas"), None, told)
    label = gases.known()[key.gas].label
    if key.gas == gases.BIOGENIC:
        return GasLine(label, told, None)
    try:
        return GasLine(label, told, Told(gases.co2e({key.gas: found.tonnes}, version.gwp_set)))
    except gases.NoPotential:  # a set that was chosen before masses had to follow from it
        return GasLine(label, told, Told())


def _ratios(
    version: ReportVersion, quantity: str, tonnes: Decimal, indicators: Iterable[IndicatorValue]
) -> Iterable[Ratio]:
    indicators = list(indicators)
    counted = [each for each in indicators if each.measure.quantity == POPULATION and each.value]
    if counted:
        yield _ratio(_("Each person"), tonnes, counted[0].value, UNITS[quantity], counted[0].basis)
    elif version.population:
        yield _ratio(_("Each person"), tonnes, Decimal(version.population), UNITS[quantity])
    for each in indicators:
        if each.measure.quantity in MONEY and each.value:
            unit = f"{UNITS[quantity]}/{each.measure.unit}"
            yield _ratio(each.measure.label, tonnes, each.value, unit, each.basis)


def _ratio(label: str, tonnes: Decimal, by: Decimal, unit: str, basis: str = "") -> Ratio:
    with localcontext(prec=40):
        return Ratio(label, tonnes / by, unit, basis)
