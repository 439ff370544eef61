"""Figures that may not be shown, because a value that is kept from the reader would follow from them.

A figure of a promise is one more sum beside those that the report's pages show; it is withheld where a
confidential row, or any further row of a report of which only totals are published, follows from all of these
together, in any version of the report.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db.models import Exists, OuterRef, Q, QuerySet

from inventories.enums import ONCE_ACCEPTED, NotationKey, Publication
from inventories.figures import counted
from inventories.models import Figure, InventoryLine, ReportVersion
from portal import openness
from portal.confidential import Cell
from portal.openness import Openness


def telling(figures: Iterable[Figure]) -> set[int]:
    """Those of the figures (with their versions) that tell a value that is kept from the reader.

    One query where no report of theirs keeps any; five where one does.
    """
    wanted = [figure for figure in figures if figure.tonnes is not None]
    reports = {figure.version.report_id for figure in wanted}
    versions = (
        ReportVersion.objects.filter(report__in=reports, state__in=ONCE_ACCEPTED)
        .filter(has_secrets("report"))
        .select_related("report")
        .prefetch_related("lines__masses", "figures__measure")
        .order_by("report_id", "-number")
    )
    by_report: defaultdict[int, list[ReportVersion]] = defaultdict(list)
    for version in versions if wanted else ():
        by_report[version.report_id].append(version)
    found = {pk for each in by_report.values() for pk in _telling(each)}
    return found & {figure.pk for figure in wanted}


def may_tell(figures: QuerySet[Figure]) -> QuerySet[Figure]:
    """Those of reports that keep a value from the reader: the others tell none."""
    return figures.filter(has_secrets("version__report"))


def has_secrets(report: str) -> Q:
    """Whether a public version of the report has a confidential row or publishes totals only, for a query."""
    totals = ReportVersion.objects.filter(report=OuterRef(report), publication=Publication.TOTALS)
    return Q(Exists(confidential_lines(report))) | Q(Exists(totals.filter(state__in=ONCE_ACCEPTED)))


def confidential_lines(report: str) -> QuerySet[InventoryLine]:
    """The confidential rows of a report's public versions, for a query over something that has a report."""
    return InventoryLine.objects.filter(
        version__report=OuterRef(report), version__state__in=ONCE_ACCEPTED, notation_key=NotationKey.C
    )


def _telling(versions: Sequence[ReportVersion]) -> set[int]:
    """The figures of one report's public versions that tell what is kept, one after the other."""
    found = openness.of(versions)
    if found.shown is None:
        return set()
    offered = [
        cell
        for version in versions
        for figure in version.figures.all()
        if (cell := _cell(found, version, figure))
    ]
    return {pk for (_order, pk, cell) in sorted(offered, key=_first) if not found.shown.offer(cell)}


def _first(offered: tuple[tuple[bool, int, int], int, Cell]) -> tuple[bool, int, int]:
    """Totals come first, which are shown anyway."""
    return offered[0]


def _cell(
    found: Openness, version: ReportVersion, figure: Figure
) -> tuple[tuple[bool, int, int], int, Cell] | None:
    rows = counted.of_measure(figure.measure, framework=version.report.framework, level=version.level)
    if figure.tonnes is None or rows is None:
        return None
    quantity, source = counted.quantity_of(figure.measure), found.source(version)
    held = [line for (section, _row), line in source.lines.items() if section == rows.section]
    lines = [source.lines[rows.section, row.code] for row in counted.summed(rows, held, quantity)]
    cell = found.cells.sum_cell(("figure", figure.pk), lines, quantity, source, figure.tonnes)
    return (rows.is_list, figure.measure_id, figure.pk), figure.pk, cell
