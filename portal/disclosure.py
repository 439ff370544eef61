"""Figures that may not be shown, because a value that is kept from the reader would follow from them.

A reader knows what the report page shows: rows, sums of sectors, the total. A figure of a promise is one more
sum; it is withheld where a confidential row, or any row of a report of which only totals are published,
follows from all of these together, in any version of the report.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Exists, OuterRef, Q, QuerySet

from inventories import frameworks
from inventories.enums import ONCE_ACCEPTED, NotationKey, Publication
from inventories.figures import counted
from inventories.models import Figure, InventoryLine, ReportVersion
from portal import published
from portal.confidential import Withheld, follow


def telling(figures: Iterable[Figure]) -> set[int]:
    """Those of the figures (with their versions) that tell a value that is kept from the reader.

    One query where no report of theirs keeps any; four where one does.
    """
    wanted = [figure for figure in figures if figure.tonnes is not None]
    reports = {figure.version.report_id for figure in wanted}
    versions = (
        ReportVersion.objects.filter(report__in=reports, state__in=ONCE_ACCEPTED)
        .filter(_has_secrets("report"))
        .select_related("report")
        .prefetch_related("lines", "figures__measure")
        .order_by("report_id", "-number")
    )
    by_report: defaultdict[int, list[ReportVersion]] = defaultdict(list)
    for version in versions if wanted else ():
        by_report[version.report_id].append(version)
    found = {pk for each in by_report.values() for pk in _telling(each)}
    return found & {figure.pk for figure in wanted}


def may_tell(figures: QuerySet[Figure]) -> QuerySet[Figure]:
    """Those of reports that keep a value from the reader: the others tell none."""
    return figures.filter(_has_secrets("version__report"))


def _has_secrets(report: str) -> Q:
    """Whether a public version of the report has a confidential row or publishes totals only, for a query."""
    lines = InventoryLine.objects.filter(version__report=OuterRef(report), notation_key=NotationKey.C)
    totals = ReportVersion.objects.filter(report=OuterRef(report), publication=Publication.TOTALS)
    return Q(Exists(lines.filter(version__state__in=ONCE_ACCEPTED))) | Q(
        Exists(totals.filter(state__in=ONCE_ACCEPTED))
    )


@dataclass(frozen=True)
class _Sum:
    """Rows that a figure sums, none of them zero; `order` puts totals, which are shown anyway, first."""

    figure: int
    kind: tuple[str, str]
    codes: frozenset[str]
    order: tuple[bool, int, int]


def _telling(versions: Sequence[ReportVersion]) -> set[int]:
    """The figures of one report's public versions that tell what is kept, one after the other."""
    sums = [
        found for version in versions for figure in version.figures.all() if (found := _sum(version, figure))
    ]
    by_kind: defaultdict[tuple[str, str], list[_Sum]] = defaultdict(list)
    for each in sums:
        by_kind[each.kind].append(each)
    return {pk for kind, each in by_kind.items() for pk in _telling_of_kind(versions, *kind, each)}


def _telling_of_kind(
    versions: Sequence[ReportVersion], section: str, quantity: str, sums: Iterable[_Sum]
) -> set[int]:
    secrets = published.secrets_of(versions, section) | _rows_in_totals(versions, section)
    if not secrets:
        return set()
    hidden = published.withheld_of(versions, section)
    known = _known_rows(versions, section, hidden)
    shown = _shown(versions, section, quantity, hidden, known)
    told, found = follow(shown), set()
    for each in sorted(sums, key=lambda each: each.order):
        more = [*shown, each.codes - known]
        if secrets & (follow(more) - told):
            found.add(each.figure)
        else:
            shown = more
    return found


def _sum(version: ReportVersion, figure: Figure) -> _Sum | None:
    rows = counted.of_measure(figure.measure, framework=version.report.framework, level=version.level)
    if figure.tonnes is None or rows is None:
        return None
    quantity = counted.quantity_of(figure.measure)
    lines = [line for line in version.lines.all() if line.section == rows.section]
    codes = _codes(counted.summed(rows, lines, quantity))
    return _Sum(figure.pk, (rows.section, quantity), codes, (rows.is_list, figure.measure_id, figure.pk))


def _rows_in_totals(versions: Sequence[ReportVersion], section: str) -> set[str]:
    """Rows of versions of which everyone sees totals only."""
    return {
        line.row
        for version in versions
        if published.publication_of(version, versions) == Publication.TOTALS
        for line in version.lines.all()
        if line.section == section
    }


def _known_rows(versions: Sequence[ReportVersion], section: str, hidden: Withheld) -> frozenset[str]:
    """Rows that the report page shows."""
    return frozenset(
        line.row
        for version in versions
        if published.publication_of(version, versions) == Publication.FULL
        for line in version.lines.all()
        if line.section == section and line.row not in hidden.rows
    )


def _shown(
    versions: Iterable[ReportVersion], section: str, quantity: str, hidden: Withheld, known: Collection[str]
) -> list[frozenset[str]]:
    """The sums on the report page, as the rows in them that a reader does not know."""
    found: list[frozenset[str]] = []
    for version in versions:
        level = published.level_of(version, section)
        lines = [line for line in version.lines.all() if line.section == section]
        summed = counted.summed(counted.of_total(version.report.framework, section, level), lines, quantity)
        if not hidden.total:
            found.append(_codes(summed) - frozenset(known))
        by_sector: defaultdict[str, dict[frameworks.Row, Decimal]] = defaultdict(dict)
        for row, mass in summed.items():
            by_sector[row.sector][row] = mass
        found += [
            _codes(rows) - frozenset(known) for name, rows in by_sector.items() if name not in hidden.sectors
        ]
    return found


def _codes(summed: Mapping[frameworks.Row, Decimal]) -> frozenset[str]:
    """A zero adds nothing, and may be guessed."""
    return frozenset(row.code for row, mass in summed.items() if mass)
