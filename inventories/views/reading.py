"""A version as it is read: every answer and row on one page."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import prefetch_related_objects

from inventories import figures, frameworks, indicators, masses
from inventories.comparison import activity_words
from inventories.enums import Level, SectionCode
from inventories.figures import tables
from inventories.figures.sums import Sums, of_version
from inventories.forms.about import AboutForm
from inventories.forms.lines import UNITS
from inventories.frameworks import Row
from inventories.models import Calculation, InventoryLine, ReportVersion
from inventories.shown_as import OTHER


@dataclass(frozen=True)
class ReadLine:
    """A framework row with the line it holds, and its masses (tonnes) with their units."""

    row: Row
    line: InventoryLine
    masses: list[tuple[Decimal | None, str]]
    by_gas: str
    calculations: list[Calculation]
    activities: list[str]
    """Each in words, one after the other."""


@dataclass(frozen=True)
class Inventory:
    """A section of rows, with its totals (tonnes) at the version's level and their units."""

    code: str
    label: str
    lines: list[ReadLine]
    blank: int
    totals: list[tuple[Decimal | None, str]]
    by_scope: list[tables.Table]
    gases: list[tables.GasLine]


def context(version: ReportVersion) -> dict[str, Any]:
    """What the page that reads a version shows. Each kind of row is asked for once."""
    prefetch_related_objects(
        [version],
        "lines__masses",
        "calculations",
        "activities",
        "indicators__measure",
        "evidence__added_by",
    )
    framework = frameworks.get(version.report.framework)
    lines = {(line.section, line.row): line for line in version.lines.all()}
    sums = figures.totals(version)
    told = of_version(version, version.lines.all())
    return {
        "about": about(version, framework),
        "other_framework": frameworks.get(OTHER[framework.code]) if framework.code in OTHER else None,
        "units": [UNITS[quantity] for quantity in framework.quantities],
        "inventories": [
            inventory(version, code, framework, lines, sums, told)
            for code in (SectionCode.COMMUNITY, SectionCode.OPERATIONS)
        ],
        "ratios": tables.ratios(version, told, version.indicators.all()),
        **indicators.told(version.indicators.all()),
        "evidence": list(version.evidence.all()),
    }


def about(version: ReportVersion, framework: frameworks.Framework) -> list[tuple[str, Any]]:
    """Question and answer, in the order of the form."""
    return [
        (str(field.label), answer(version, name))
        for name, field in AboutForm.base_fields.items()
        if name != "level" or len(framework.levels) > 1
    ]


def answer(version: ReportVersion, name: str) -> Any:
    display = getattr(version, f"get_{name}_display", None)
    return display() if display else getattr(version, name)


def inventory(
    version: ReportVersion,
    code: SectionCode,
    framework: frameworks.Framework,
    lines: dict[tuple[str, str], InventoryLine],
    sums: figures.Totals,
    told: Sums,
) -> Inventory:
    rows = frameworks.rows(framework.code, code)
    level = version.level if code == SectionCode.COMMUNITY else Level.NONE.value
    held = [row for row in rows if (code.value, row.code) in lines]
    return Inventory(
        code=code.value,
        label=str(code.label),
        lines=[read_line(row, lines[code.value, row.code], framework) for row in held],
        blank=len(rows) - len(held),
        totals=[(sums.at(level, quantity, code), UNITS[quantity]) for quantity in framework.quantities],
        by_scope=tables.of_section(version, code.value, told),
        gases=tables.by_gas(version, code.value, told),
    )


def read_line(row: Row, line: InventoryLine, framework: frameworks.Framework) -> ReadLine:
    quantities = [(getattr(line, quantity), UNITS[quantity]) for quantity in framework.quantities]
    place = (line.version, line.section, line.row)
    return ReadLine(row, line, quantities, masses.words(line), calculations_of(*place), activities_of(*place))


def calculations_of(version: ReportVersion, section: str, row: str) -> list[Calculation]:
    """How the row was worked out, of a version that knows its calculations."""
    return [each for each in version.calculations.all() if (each.section, each.row) == (section, row)]


def activities_of(version: ReportVersion, section: str, row: str) -> list[str]:
    """The row's activities in words, of a version that knows them."""
    held = [each for each in version.activities.all() if (each.section, each.row) == (section, row)]
    return [activity_words(each) for each in held]
