"""From rows to what the judge is given: one government's targets with their figures.

Everything is read in a fixed number of queries for the whole government. Figures come from accepted reports
if the government ever had one, else from public sources; the two are never mixed (docs/adr/0005).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeVar

import trajectory
from inventories.enums import ONCE_ACCEPTED, Gases, Level
from inventories.models import Figure, ReferenceFigure, ReportVersion
from pledges.enums import Provenance, TargetKind
from pledges.models import TargetVersion
from trajectory import Missing

Series = dict[tuple[int, str], tuple[trajectory.Figure, ...]]
"""Figures by a measure's primary key and an inventory series; public figures have no series ('')."""

UNKNOWN = "unknown"
T = TypeVar("T")

PROVENANCE = {
    "measure": ("measure_id", "quantity_status"),
    "scope": ("measure_id", "boundary_status"),
    "base_year": ("base_year", "base_year_status"),
    "base_value": ("base_value", "base_value_status"),
    "target_year": ("target_year", "target_year_status"),
}
"""By the judge's name of a field: where its value stands, and where it says what that rests on."""


@dataclass(frozen=True, slots=True)
class Brief:
    """One target version in force, and what is known about it."""

    version: TargetVersion
    evidence: trajectory.Evidence


def briefs(*, government_id: int, as_of: date) -> list[Brief]:
    """A brief for each target version of a government in force, in the order of targets."""
    versions = list(
        TargetVersion.objects.in_force()
        .filter(target__government=government_id)
        .select_related("target", "measure")
        .order_by("target_id")
    )
    origin = _origin(government_id)
    reported = origin is trajectory.Origin.REPORTED
    series = _reported(government_id, as_of) if reported else _referenced(government_id, as_of)
    return [
        Brief(
            version,
            trajectory.Evidence(
                figures=series.get((version.measure_id or 0, version.series if reported else ""), ()),
                milestones=tuple(_milestones(version, versions)),
                origin=origin,
            ),
        )
        for version in versions
    ]


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
        assumed=tuple(_assumed(version)),
    )


def _origin(government_id: int) -> trajectory.Origin:
    """A government is judged on its own figures from its first accepted report on."""
    accepted = ReportVersion.objects.filter(report__government=government_id, state__in=ONCE_ACCEPTED)
    return trajectory.Origin.REPORTED if accepted.exists() else trajectory.Origin.REFERENCE


def _reported(government_id: int, as_of: date) -> Series:
    """Accepted figures of periods that were over on the day."""
    rows = (
        Figure.objects.current()
        .filter(government=government_id, version__report__period_end__lte=as_of)
        .order_by("measure_id", "series", "year")
    )
    found: defaultdict[tuple[int, str], list[trajectory.Figure]] = defaultdict(list)
    for row in rows:
        value = row.amount if row.tonnes is None else row.tonnes
        if value is not None:
            made = trajectory.Figure(row.year, value, _reported_basis(row), f"figure:{row.pk}")
            found[row.measure_id, row.series].append(made)
    return {key: tuple(figures) for key, figures in found.items()}


def _reported_basis(row: Figure) -> trajectory.Basis:
    return trajectory.Basis(
        framework=_word(row.framework),
        level=Missing.NOT_APPLICABLE if row.level == Level.NONE else _word(row.level),
        boundary=_word(row.boundary),
        gases=_word(row.gases),
        gwp_set=_gwp_set(row.gases, row.gwp_set),
        electricity=_word(row.electricity),
        # A report belongs to a release only if it names one.
        edition=row.edition or Missing.NOT_APPLICABLE,
        source=f"reports of the government, series {row.series}",
    )


def _referenced(government_id: int, as_of: date) -> Series:
    """Public figures of years that were over on the day: of each measure those of one source."""
    rows = (
        ReferenceFigure.objects.filter(government=government_id, year__lt=as_of.year)
        .select_related("source")
        .order_by("measure_id", "year", "source_id")
    )
    by_measure: defaultdict[int, list[ReferenceFigure]] = defaultdict(list)
    for row in rows:
        by_measure[row.measure_id].append(row)
    return {
        (measure_id, ""): tuple(
            trajectory.Figure(row.year, row.tonnes, _referenced_basis(row), f"reference:{row.pk}")
            for row in _of_newest_source(of_measure)
        )
        for measure_id, of_measure in by_measure.items()
    }


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


def _milestones(version: TargetVersion, siblings: Iterable[TargetVersion]) -> Iterator[trajectory.Milestone]:
    """The other points that the government declared for the same measure, series and base year."""
    for sibling in siblings:
        if sibling.pk == version.pk or not _share_a_base(version, sibling):
            continue
        year = _last_year(sibling)
        if isinstance(year, Missing):
            continue
        if sibling.kind == TargetKind.BASE_YEAR_REDUCTION and sibling.reduction_percent is not None:
            yield trajectory.Milestone(year, reduction_percent=sibling.reduction_percent)
        elif sibling.kind == TargetKind.FIXED_LEVEL and sibling.level is not None:
            yield trajectory.Milestone(year, level=sibling.level)


def _last_year(version: TargetVersion) -> int | Missing:
    """The year by which a version is to be kept; Missing also where it contradicts itself."""
    try:
        return target_of(version).last_year
    except trajectory.TrajectoryError:
        return Missing.NOT_STATED


def _share_a_base(one: TargetVersion, other: TargetVersion) -> bool:
    if one.measure_id is None or one.base_year is None:
        return False
    return (one.measure_id, one.series, one.base_year) == (other.measure_id, other.series, other.base_year)


def _assumed(version: TargetVersion) -> Iterator[str]:
    """The fields that hold something which the signatory's words do not state."""
    for name, (value, status) in PROVENANCE.items():
        if getattr(version, value) is not None and getattr(version, status) != Provenance.STATED:
            yield name


def _base_value(version: TargetVersion) -> Decimal | Missing:
    """The declared value of the base year, in tonnes: it can only be one of a measure that is a mass."""
    if version.measure is None or not version.measure.is_mass:
        return Missing.NOT_STATED
    return version.base_value or Missing.NOT_STATED


def _start(version: TargetVersion) -> trajectory.Start | Missing:
    """Where the path to a fixed level begins: at a declared value of a declared year."""
    level = _base_value(version)
    if version.kind != TargetKind.FIXED_LEVEL or version.base_year is None or isinstance(level, Missing):
        return Missing.NOT_STATED
    return trajectory.Start(version.base_year, level)


def _gwp_set(gases: str, gwp_set: str) -> str | Missing:
    """Warming potentials do not matter to carbon dioxide alone."""
    return Missing.NOT_APPLICABLE if gases == Gases.CO2 else _word(gwp_set)


def _word(value: str) -> str | Missing:
    return Missing.NOT_STATED if value in ("", UNKNOWN) else value


def _stated(value: T | None) -> T | Missing:
    return Missing.NOT_STATED if value is None else value
