"""The list of checks. A new check is a function with @check: nothing else changes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from inventories import activities, figures, frameworks
from inventories.activities import ActivityDraft
from inventories.enums import Severity
from inventories.indicators import POPULATION
from inventories.models import Calculation, IndicatorValue, InventoryLine, LineMass, ReportVersion
from pledges.models import TargetVersion


@dataclass(frozen=True)
class Finding:
    """One thing that a check noticed, in words for the person who enters the report."""

    code: str
    severity: Severity
    section: str
    row: str
    message: str
    remedy: str

    @property
    def is_error(self) -> bool:
        return self.severity == Severity.ERROR

    @property
    def key(self) -> tuple[str, str, str]:
        """By which answers and waivers name it."""
        return self.code, self.section, self.row


@dataclass(frozen=True)
class Remarked:
    """What a check yields: the rest of the finding is the same for all of its findings."""

    message: str
    remedy: str
    section: str = ""
    row: str = ""
    severity: Severity | None = None


class Subject:
    """The version under check, with what several checks need, read once."""

    def __init__(self, version: ReportVersion) -> None:
        self.version = version
        self.report = version.report
        self.framework = frameworks.get(version.report.framework)

    @cached_property
    def lines(self) -> list[InventoryLine]:
        return list(self.version.lines.all())

    @cached_property
    def calculations(self) -> list[Calculation]:
        return list(self.version.calculations.all())

    @cached_property
    def activities(self) -> dict[tuple[str, str], list[ActivityDraft]]:
        """By section and row."""
        found: dict[tuple[str, str], list[ActivityDraft]] = {}
        for each in self.version.activities.all():
            found.setdefault((each.section, each.row), []).append(activities.draft_of(each))
        return found

    def lines_of(self, section: str) -> dict[str, InventoryLine]:
        return {line.row: line for line in self.lines if line.section == section}

    @cached_property
    def evidence(self) -> set[tuple[str, str]]:
        """The sections and rows that evidence stands for."""
        return set(self.version.evidence.order_by().values_list("section", "row"))

    @cached_property
    def masses(self) -> dict[int, dict[str, Decimal]]:
        """Tonnes by gas of the lines that have them, by the line's primary key."""
        found: dict[int, dict[str, Decimal]] = {}
        held = LineMass.objects.filter(line__version=self.version).order_by()
        for line, gas, tonnes in held.values_list("line", "gas", "tonnes"):
            found.setdefault(line, {})[gas] = tonnes
        return found

    @cached_property
    def indicators(self) -> list[IndicatorValue]:
        return list(self.version.indicators.select_related("measure"))

    @cached_property
    def former_indicators(self) -> list[IndicatorValue]:
        return list(self.former.indicators.select_related("measure")) if self.former else []

    @cached_property
    def population(self) -> Decimal | None:
        return population_of(self.version, self.indicators)

    @cached_property
    def statuses(self) -> dict[str, str]:
        """The status of each section, by its code."""
        return {section.code: section.status for section in self.version.sections.all()}

    @cached_property
    def totals(self) -> figures.Totals:
        return figures.totals(self.version, self.lines)

    @cached_property
    def former(self) -> ReportVersion | None:
        """The accepted version of the latest earlier year of the same series."""
        earlier = [each for each in self.accepted_years if each.report.year < self.report.year]
        return earlier[-1] if earlier else None

    @cached_property
    def base_years(self) -> list[ReportVersion]:
        """The accepted versions of other years that a target in force counts from."""
        years = {target.base_year for target in self.targets} - {self.report.year}
        return [each for each in self.accepted_years if each.report.year in years]

    @cached_property
    def targets(self) -> list[TargetVersion]:
        """The targets in force that this series of inventories is counted for."""
        of_government = TargetVersion.objects.in_force().filter(
            target__government=self.report.government_id, series=self.report.series
        )
        return list(of_government.select_related("target", "measure", "activity").order_by("target__code"))

    @cached_property
    def accepted_years(self) -> list[ReportVersion]:
        """The accepted versions of the same series, the earliest year first; a year has one at most."""
        accepted = ReportVersion.objects.accepted().select_related("report")
        of_series = accepted.filter(
            report__government=self.report.government_id, report__series=self.report.series
        )
        return list(of_series.order_by("report__year"))

    @cached_property
    def former_lines(self) -> dict[tuple[str, str], InventoryLine]:
        if self.former is None:
            return {}
        return {(line.section, line.row): line for line in self.former.lines.order_by("section", "row")}

    @cached_property
    def lines_before_former(self) -> dict[tuple[str, str], InventoryLine]:
        """Those of the year before the former one, where both are accepted and no year lies between."""
        years = {each.report.year: each for each in self.accepted_years}
        before = years.get(self.report.year - 2)
        if before is None or self.report.year - 1 not in years:
            return {}
        return {(line.section, line.row): line for line in before.lines.all()}

    @cached_property
    def former_totals(self) -> figures.Totals | None:
        return figures.totals(self.former, self.former_lines.values()) if self.former else None


Check = Callable[[Subject], Iterable[Remarked]]
_checks: dict[str, tuple[Severity, Check]] = {}


def check(code: str, severity: Severity) -> Callable[[Check], Check]:
    """Register a check under a code that stays: answers to its warnings name it."""

    def register(function: Check) -> Check:
        if code in _checks:
            raise ValueError(f"there is a check {code} already")
        _checks[code] = (severity, function)
        return function

    return register


def codes() -> list[str]:
    return list(_checks)


def severity_of(code: str) -> Severity:
    return _checks[code][0]


def population_of(version: ReportVersion, indicators: Iterable[IndicatorValue]) -> Decimal | None:
    """People in the report's year, as stated about the period or among the version's `indicators`."""
    if version.population is not None:
        return Decimal(version.population)
    year = version.report.year
    said = (each.value for each in indicators if each.measure.code == POPULATION and each.year == year)
    return next(said, None)


def run(version: ReportVersion) -> list[Finding]:
    """Everything the checks find, errors first, in the active language. Writes nothing."""
    return sorted(_findings(version), key=lambda finding: not finding.is_error)


def _findings(version: ReportVersion) -> Iterator[Finding]:
    subject = Subject(version)
    for code, (severity, function) in _checks.items():
        for each in function(subject):
            yield Finding(code, each.severity or severity, each.section, each.row, each.message, each.remedy)
