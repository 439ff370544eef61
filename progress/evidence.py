"""From rows to what the judge is given: the targets of governments with their figures.

Everything is read in a fixed number of queries for all the governments together. Figures come from accepted
reports if a government ever had one, else from public sources; the two are never mixed (docs/adr/0005).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeVar

from django.db.models import F

import trajectory
from pledges.enums import Provenance, TargetKind
from pledges.kinds import is_level_inferred
from pledges.models import Measure, ScenarioPoint, TargetVersion
from progress import comparing
from progress.rows import Known, Rows
from trajectory import Missing

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
    """One target version in force, whose it is, and what is known about it."""

    government_id: int
    version: TargetVersion
    evidence: trajectory.Evidence


def briefs(*, government_ids: Collection[int], until: date | None = None) -> Iterator[Brief]:
    """A brief for each target version of the governments in force, government by government.

    `until` leaves out figures of periods that were not over on that day; no report is submitted before.
    """
    versions = _in_force(government_ids)
    rows = Rows.of(list(versions), until)
    beside = _measures_beside()
    scenarios = _scenarios([each for of_place in versions.values() for each in of_place])
    for government_id, of_place in versions.items():
        known = rows.known(government_id)
        for version in of_place:
            yield Brief(government_id, version, _evidence(version, of_place, known, beside, scenarios))


NOT_NEEDED = (
    "reason",
    "decision_note",
    "rows",
    "proposed_at",
    "decided_at",
    "valid_from",
    "valid_until",
)
"""Columns of a version that say nothing to the judge."""


def _in_force(government_ids: Collection[int]) -> dict[int, list[TargetVersion]]:
    """The versions in force by government, in the order of targets. What many count is read once."""
    rows = TargetVersion.objects.in_force().filter(target__government__in=government_ids)
    placed = rows.annotate(place=F("target__government"))
    versions = list(placed.defer(*NOT_NEEDED).order_by("target_id"))
    counted = {each.measure_id for each in versions} | {each.activity_id for each in versions}
    measures = Measure.objects.in_bulk(counted - {None})
    found: defaultdict[int, list[TargetVersion]] = defaultdict(list)
    for version in versions:
        version.measure = measures[version.measure_id] if version.measure_id else None
        version.activity = measures[version.activity_id] if version.activity_id else None
        found[version.place].append(version)
    return found


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
        keeps_base=version.keeps_base and not isinstance(_base_value(version), Missing),
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
    figures = known.of(version.measure_id, version.series)
    return trajectory.Evidence(
        figures=figures,
        milestones=tuple(_milestones(version, siblings)),
        removals=_amounts(known, beside[REMOVALS].get(boundary), version) if is_neutral else (),
        credits=_amounts(known, beside[CREDITS].get(boundary), version) if is_neutral else (),
        activity=known.of(version.activity_id, version.series) if version.activity_id else (),
        scenario=scenarios.get(version.pk, ()),
        earlier=known.before(version),
        method_changes=comparing.method_changes(figures),
        potentials=comparing.potentials_for(figures),
        origin=known.origin,
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
    if one.measure_id is None or one.base_year is None or one.measure_id != other.measure_id:
        return False
    alike = one.kind == other.kind or {one.kind, other.kind} <= set(TAKES_REDUCTIONS)
    return alike and (one.activity_id, one.series, one.base_year) == (
        other.activity_id,
        other.series,
        other.base_year,
    )


def _assumed(version: TargetVersion) -> Iterator[str]:
    """The fields that hold something which the signatory's words do not state."""
    for name, (value, status) in PROVENANCE.items():
        if getattr(version, value) is not None and getattr(version, status) != Provenance.STATED:
            yield name
    if is_level_inferred(version):
        yield "promised_level"


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


def _stated(value: T | None) -> T | Missing:
    return Missing.NOT_STATED if value is None else value
