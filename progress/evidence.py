"""From rows to what the judge is given: the targets of governments with their figures.

Everything is read in a fixed number of queries for all the governments together. Figures come from accepted
reports if a government ever had one, else from public sources; the two are never mixed (docs/adr/0005).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TypeVar

import trajectory
from inventories.enums import ONCE_ACCEPTED, Gases, Level
from inventories.models import Figure, ReferenceFigure, ReportVersion
from pledges.enums import Provenance, TargetKind
from pledges.models import Measure, ScenarioPoint, TargetVersion
from trajectory import Missing

Key = tuple[int, str]
"""A measure's primary key and an inventory series; public figures have no series ('')."""

UNKNOWN = "unknown"
T = TypeVar("T")

PROVENANCE = {
    "measure": ("measure_id", "quantity_status"),
    "scope": ("measure_id", "boundary_status"),
    "base_year": ("base_year", "base_year_status"),
    "base_value": ("base_value", "base_value_status"),
    "target_year": ("target_year", "target_year_status"),
    "sense": ("level", "sense_status"),
}
"""By the judge's name of a field: where its value stands, and where it says what that rests on."""

REMOVALS, CREDITS = "removals", "credits_retired"
"""Quantities of measures that stand beside gross emissions and are never deducted from them."""


@dataclass(frozen=True, slots=True)
class Brief:
    """One target version in force, and what is known about it."""

    version: TargetVersion
    evidence: trajectory.Evidence


@dataclass(slots=True)
class Known:
    """What is known of one government: its figures by measure and series."""

    origin: trajectory.Origin = trajectory.Origin.REFERENCE
    series: defaultdict[Key, list[trajectory.Figure]] = field(default_factory=lambda: defaultdict(list))

    def of(self, measure_id: int | None, series: str) -> tuple[trajectory.Figure, ...]:
        """The figures of a measure; of public figures there is one series."""
        reported = self.origin is trajectory.Origin.REPORTED
        return tuple(self.series.get((measure_id or 0, series if reported else ""), ()))


def briefs(*, government_ids: Collection[int], until: date | None = None) -> dict[int, list[Brief]]:
    """A brief for each target version of the governments in force, in the order of targets.

    `until` leaves out figures of periods that were not over on that day; no report is submitted before.
    """
    versions: defaultdict[int, list[TargetVersion]] = defaultdict(list)
    in_force = TargetVersion.objects.in_force().filter(target__government__in=government_ids)
    for version in in_force.select_related("target", "measure", "activity").order_by("target_id"):
        versions[version.target.government_id].append(version)
    known = _known(list(versions), until)
    beside = _measures_beside()
    scenarios = _scenarios([each for of_place in versions.values() for each in of_place])
    return {
        government_id: [
            Brief(version, _evidence(version, of_place, known[government_id], beside, scenarios))
            for version in of_place
        ]
        for government_id, of_place in versions.items()
    }


def target_of(version: TargetVersion) -> trajectory.Target:
    """The typed fields of a version. Raises TrajectoryError where they contradict each other."""
    return trajectory.Target(
        kind=trajectory.Kind(version.kind),
        measure=version.measure.code if version.measure else Missing.NOT_STATED,
        base_year=_stated(version.base_year),
        target_year=_stated(version.target_year),
        year_qualifier=trajectory.YearQualifier(version.year_qualifier),
        tolerance_years=_stated(version.tolerance_years),
        reduction_percent=_stated(version.reduction_percent),
        level=_stated(version.level),
        base_value=_base_value(version),
        start=_start(version),
        residual=_stated(version.residual),
        activity=version.activity.code if version.activity else Missing.NOT_STATED,
        sense=trajectory.Sense(version.sense),
        first_year=_stated(version.first_year),
        assumed=tuple(_assumed(version)),
    )


def _evidence(
    version: TargetVersion,
    siblings: Iterable[TargetVersion],
    known: Known,
    beside: dict[str, dict[str, int]],
    scenarios: dict[int, tuple[trajectory.Point, ...]],
) -> trajectory.Evidence:
    boundary = version.measure.boundary if version.measure else ""
    is_neutral = version.kind == TargetKind.CARBON_NEUTRAL
    return trajectory.Evidence(
        figures=known.of(version.measure_id, version.series),
        milestones=tuple(_milestones(version, siblings)),
        removals=_amounts(known, beside[REMOVALS].get(boundary), version) if is_neutral else (),
        credits=_amounts(known, beside[CREDITS].get(boundary), version) if is_neutral else (),
        activity=known.of(version.activity_id, version.series) if version.activity_id else (),
        scenario=scenarios.get(version.pk, ()),
        origin=known.origin,
    )


def _known(government_ids: Collection[int], until: date | None) -> defaultdict[int, Known]:
    """A government is judged on its own figures from its first accepted report on."""
    found: defaultdict[int, Known] = defaultdict(Known)
    accepted = ReportVersion.objects.filter(report__government__in=government_ids, state__in=ONCE_ACCEPTED)
    for government_id in accepted.values_list("report__government", flat=True).distinct():
        found[government_id].origin = trajectory.Origin.REPORTED
    reporting = list(found)
    _read_reported(found, reporting, until)
    _read_referenced(found, set(government_ids) - set(reporting), until)
    return found


def _read_reported(found: dict[int, Known], government_ids: Collection[int], until: date | None) -> None:
    """Accepted figures. Figures made alike share one basis."""
    rows = Figure.objects.current().filter(government__in=government_ids).order_by("government", "year")
    if until:
        rows = rows.filter(version__report__period_end__lte=until)
    bases: dict[tuple[str, ...], trajectory.Basis] = {}
    columns = ("government_id", "measure_id", "series", "pk", "year", "tonnes", "amount", *BASIS_COLUMNS)
    for government_id, measure_id, series, pk, year, tonnes, amount, *made in rows.values_list(*columns):
        key = (series, *made)
        basis = bases.get(key) or bases.setdefault(key, _reported_basis(series, *made))
        value = amount if tonnes is None else tonnes
        figure = trajectory.Figure(year, value, basis, f"figure:{pk}")
        found[government_id].series[measure_id, series].append(figure)


BASIS_COLUMNS = ("framework", "level", "boundary", "gases", "gwp_set", "electricity", "edition")


def _reported_basis(
    series: str,
    framework: str,
    level: str,
    boundary: str,
    gases: str,
    gwp_set: str,
    electricity: str,
    edition: str,
) -> trajectory.Basis:
    return trajectory.Basis(
        framework=_word(framework),
        level=Missing.NOT_APPLICABLE if level == Level.NONE else _word(level),
        boundary=_word(boundary),
        gases=_word(gases),
        gwp_set=_gwp_set(gases, gwp_set),
        electricity=_word(electricity),
        # A report belongs to a release only if it names one.
        edition=edition or Missing.NOT_APPLICABLE,
        source=f"reports of the government, series {series}",
    )


def _read_referenced(found: dict[int, Known], government_ids: Collection[int], until: date | None) -> None:
    """Public figures: of each measure those of one source."""
    rows = ReferenceFigure.objects.filter(government__in=government_ids).select_related("source")
    if until:
        rows = rows.filter(year__lt=until.year)
    by_measure: defaultdict[tuple[int, int], list[ReferenceFigure]] = defaultdict(list)
    for row in rows.order_by("government", "measure", "year", "source"):
        by_measure[row.government_id, row.measure_id].append(row)
    bases: dict[int, trajectory.Basis] = {}
    for (government_id, measure_id), of_measure in by_measure.items():
        for row in _of_newest_source(of_measure):
            basis = bases.get(row.source_id) or bases.setdefault(row.source_id, _referenced_basis(row))
            figure = trajectory.Figure(row.year, row.tonnes, basis, f"reference:{row.pk}")
            found[government_id].series[measure_id, ""].append(figure)


def _of_newest_source(rows: list[ReferenceFigure]) -> list[ReferenceFigure]:
    """The rows of the source that reaches furthest; of two that reach as far, of the one taken in last."""
    _, newest = max((row.year, row.source_id) for row in rows)
    return [row for row in rows if row.source_id == newest]


def _referenced_basis(row: ReferenceFigure) -> trajectory.Basis:
    source = row.source
    return trajectory.Basis(
        gases=_word(source.gases),
        gwp_set=_gwp_set(source.gases, source.gwp_set),
        edition=_word(source.edition),
        source=_word(source.text),
    )


def _measures_beside() -> dict[str, dict[str, int]]:
    """The measures of removals and of retired credits, by boundary."""
    found: dict[str, dict[str, int]] = {REMOVALS: {}, CREDITS: {}}
    measures = Measure.objects.filter(quantity__in=found, government__isnull=True)
    for pk, quantity, boundary in measures.values_list("pk", "quantity", "boundary"):
        found[quantity][boundary] = pk
    return found


def _amounts(known: Known, measure_id: int | None, version: TargetVersion) -> tuple[trajectory.Amount, ...]:
    figures = known.of(measure_id, version.series) if measure_id else ()
    return tuple(trajectory.Amount(each.year, each.value, each.source) for each in figures)


def _scenarios(versions: Iterable[TargetVersion]) -> dict[int, tuple[trajectory.Point, ...]]:
    """The declared baselines, by version."""
    wanted = [each.pk for each in versions if each.kind == TargetKind.BASELINE_SCENARIO]
    found: defaultdict[int, list[trajectory.Point]] = defaultdict(list)
    if wanted:
        for point in ScenarioPoint.objects.filter(version__in=wanted).order_by("year"):
            found[point.version_id].append(trajectory.Point(point.year, point.tonnes))
    return {version_id: tuple(points) for version_id, points in found.items()}


def _milestones(version: TargetVersion, siblings: Iterable[TargetVersion]) -> Iterator[trajectory.Milestone]:
    """The other points that the government declared for the same measure, series and base year."""
    for sibling in siblings:
        if sibling.pk == version.pk or not _share_a_base(version, sibling):
            continue
        year = _last_year(sibling)
        if isinstance(year, Missing):
            continue
        if sibling.reduction_percent is not None:
            yield trajectory.Milestone(year, reduction_percent=sibling.reduction_percent)
        elif sibling.level is not None:
            yield trajectory.Milestone(year, level=sibling.level)


def _last_year(version: TargetVersion) -> int | Missing:
    """The year by which a version is to be kept; Missing also where it contradicts itself."""
    try:
        return target_of(version).last_year
    except trajectory.TrajectoryError:
        return Missing.NOT_STATED


TAKES_REDUCTIONS = (TargetKind.BASE_YEAR_REDUCTION, TargetKind.FIXED_LEVEL, TargetKind.CARBON_NEUTRAL)
"""Kinds whose path may pass through declared reductions of the same measure."""


def _share_a_base(one: TargetVersion, other: TargetVersion) -> bool:
    if one.measure_id is None or one.base_year is None:
        return False
    alike = one.kind == other.kind or {one.kind, other.kind} <= set(TAKES_REDUCTIONS)
    return alike and (one.measure_id, one.activity_id, one.series, one.base_year) == (
        other.measure_id,
        other.activity_id,
        other.series,
        other.base_year,
    )


def _assumed(version: TargetVersion) -> Iterator[str]:
    """The fields that hold something which the signatory's words do not state."""
    for name, (value, status) in PROVENANCE.items():
        if getattr(version, value) is not None and getattr(version, status) != Provenance.STATED:
            yield name


def _base_value(version: TargetVersion) -> Decimal | Missing:
    """The declared value of the base year: tonnes for a mass, else in the measure's unit."""
    if version.measure is None:
        return Missing.NOT_STATED
    declared = version.base_value if version.measure.is_mass else version.base_amount
    return declared or Missing.NOT_STATED


STARTED = (
    TargetKind.FIXED_LEVEL,
    TargetKind.SHARE,
    TargetKind.COUNT,
    TargetKind.INCREMENT,
    TargetKind.MAINTAINED_SHARE,
)
"""Kinds whose path begins at a declared value of a declared year, which may be zero."""


def _start(version: TargetVersion) -> trajectory.Start | Missing:
    if version.kind not in STARTED or version.base_year is None or version.measure is None:
        return Missing.NOT_STATED
    level = version.base_value if version.measure.is_mass else version.base_amount
    return Missing.NOT_STATED if level is None else trajectory.Start(version.base_year, level)


def _gwp_set(gases: str, gwp_set: str) -> str | Missing:
    """Warming potentials do not matter to carbon dioxide alone."""
    return Missing.NOT_APPLICABLE if gases == Gases.CO2 else _word(gwp_set)


def _word(value: str) -> str | Missing:
    return Missing.NOT_STATED if value in ("", UNKNOWN) else value


def _stated(value: T | None) -> T | Missing:
    return Missing.NOT_STATED if value is None else value
