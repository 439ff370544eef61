"""The figures that accepted versions leave in the record."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from decimal import Decimal

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from inventories import frameworks
from inventories.enums import EventKind, Gases, SectionCode
from inventories.figures import activity, counted, methods
from inventories.models import Event, Figure, InventoryLine, Report, ReportVersion
from pledges.models import Measure


def record(version: ReportVersion, now: datetime.datetime) -> list[Figure]:
    """Write the figures of an accepted version; those that they replace are superseded."""
    report = version.report
    former = Figure.objects.current().filter(
        government=report.government, series=report.series, year=report.year, tonnes__isnull=False
    )
    former.update(superseded_at=now)
    applies = Q(government__isnull=True) | Q(government=report.government_id)
    measures = Measure.objects.filter(applies, is_mass=True).exclude(rows="")
    made = _mass_figures(version, measures) + activity.record(version, now)
    for figure in made:
        _state_basis(figure, now)
    return Figure.objects.bulk_create(made)


def backfill(*, government_id: int) -> list[Figure]:
    """Write the figures of a government's own measures that its accepted versions lack.

    A measure whose rows the signatory confirms today counts in what was accepted before; its figures are as
    old as the acceptance. Two queries where nothing is to do, and no writes.
    """
    measures = list(Measure.objects.filter(government=government_id, is_mass=True).exclude(rows=""))
    if not measures or not _lacking(government_id, measures):
        return []
    with transaction.atomic():
        list(Report.objects.select_for_update().filter(government=government_id).order_by("pk"))
        lacking = _lacking(government_id, measures)
        made = [figure for version in lacking for figure in _lacking_figures(version, measures)]
        return Figure.objects.bulk_create(made)


def _lacking(government_id: int, measures: Iterable[Measure]) -> list[ReportVersion]:
    """The accepted versions that hold a number in a row of a measure of which they have no figure."""
    wanted = Q(pk__in=[])
    for measure in measures:
        recorded = Figure.objects.current().filter(version=OuterRef("pk"), measure=measure)
        wanted |= Q(_counting(measure), ~Exists(recorded))
    accepted = ReportVersion.objects.accepted().filter(wanted, report__government=government_id)
    return list(accepted.select_related("report").prefetch_related("lines", "figures"))


def _counting(measure: Measure) -> Q:
    """Versions that hold a number in a row of the measure, for a query."""
    found = Q(pk__in=[])
    for framework, _label in frameworks.choices():
        for level in frameworks.get(framework).levels:
            rows = counted.of_measure(measure, framework=framework, level=level)
            if rows is None:
                continue
            lines = InventoryLine.objects.filter(
                version=OuterRef("pk"),
                section=rows.section,
                row__in=[row.code for row in rows.rows],
                **{f"{counted.quantity_of(measure)}__isnull": False},
            )
            found |= Q(Exists(lines), report__framework=framework, level=level)
    return found


def _lacking_figures(version: ReportVersion, measures: Iterable[Measure]) -> list[Figure]:
    recorded = {figure.measure_id for figure in version.figures.all() if figure.superseded_at is None}
    accepted = Event.objects.filter(version=version, kind=EventKind.ACCEPTED).latest("pk")
    made = _mass_figures(version, [measure for measure in measures if measure.pk not in recorded])
    for figure in made:
        _state_basis(figure, accepted.at)
    return made


def _mass_figures(version: ReportVersion, measures: Iterable[Measure]) -> list[Figure]:
    lines, method = list(version.lines.all()), methods.reflected(version)
    found = [_mass_figure(version, measure, lines) for measure in measures]
    made = [figure for figure in found if figure]
    for figure in made:
        figure.method = method
    return made


def _mass_figure(version: ReportVersion, measure: Measure, lines: Iterable[InventoryLine]) -> Figure | None:
    framework = version.report.framework
    rows = counted.of_measure(measure, framework=framework, level=version.level)
    if rows is None:
        return None
    quantity = counted.quantity_of(measure)
    own = [line for line in lines if line.section == rows.section]
    summed = counted.summed(rows, own, quantity)
    if not summed:
        return None
    in_operations = rows.section == SectionCode.OPERATIONS
    return Figure(
        version=version,
        measure=measure,
        year=version.report.year,
        tonnes=sum(summed.values(), Decimal(0)),
        framework=frameworks.OPERATIONS if in_operations else framework,
        level=rows.level,
        gases=Gases.CO2 if quantity == "co2" else version.gases,
        edition=version.release,
        rows=counted.token(counted.held(rows, own, quantity)),
    )


def _state_basis(figure: Figure, now: datetime.datetime) -> None:
    version = figure.version
    figure.government = version.report.government
    figure.series = version.report.series
    figure.boundary = version.boundary
    figure.gwp_set = version.gwp_set
    figure.electricity = version.electricity
    figure.recorded_at = now
