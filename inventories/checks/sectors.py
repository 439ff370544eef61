"""Whether a sector moved further than the history of the network makes likely."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby, pairwise
from statistics import median

from django.utils.translation import gettext as _

from accounts.models import NetworkMembership
from inventories import frameworks
from inventories.checks.registry import Remarked, Subject, check
from inventories.enums import SectionCode, Severity
from inventories.figures import counted
from inventories.models import InventoryLine, ReportVersion

DEVIATIONS = 3.5
"""Iglewicz and Hoaglin 1993, How to Detect and Handle Outliers: a modified z-score beyond 3.5 is an
outlier."""
NORMAL = 1.4826
"""A median absolute deviation times this estimates the standard deviation of a normal distribution."""
FLOOR = math.log(1.25)
"""Natural logarithm a year. Milepost's own: less than a quarter is never remarked on, however steady the
network. In C40's table 3.5 deviations are 0.15 (transportation) to 0.31 (waste) a year."""
FEWEST_CHANGES = 12
"""Milepost's own: with fewer, the network's history says nothing, and the floor holds."""
MOST_VERSIONS = 400
"""The latest accepted versions make the history: the page stays quick in a network of thousands."""

Sums = dict[str, Decimal]
"""Tonnes CO2e by sector."""


@dataclass(frozen=True)
class Likely:
    """What a sector's emissions likely change by in a year, as natural logarithms of the ratio."""

    middle: float = 0.0
    reach: float = FLOOR
    count: int = 0

    def holds(self, change: float) -> bool:
        return abs(change - self.middle) <= self.reach

    @property
    def least(self) -> int:
        return _percent(self.middle - self.reach)

    @property
    def most(self) -> int:
        return _percent(self.middle + self.reach)


@check("jump-sector", Severity.WARNING)
def jump_of_a_sector(subject: Subject) -> Iterable[Remarked]:
    changes = _changes_of(subject)
    if all(abs(change) <= FLOOR / 2 for change in changes.values()):
        return
    likely = _likely_in_network(subject)
    for sector, change in changes.items():
        known = likely.get(sector, Likely())
        if not known.holds(change):
            yield Remarked(
                _jumped(change, known)
                % {
                    "sector": _label(subject, sector),
                    "percent": _percent(change),
                    "year": subject.former.report.year if subject.former else 0,
                    "least": known.least,
                    "most": known.most,
                    "count": known.count,
                },
                _("Check the rows that changed most; if the change is real, say what caused it."),
                section=SectionCode.COMMUNITY,
                row=sector,
            )


def likely(changes: Iterable[float]) -> Likely:
    """From yearly changes as logarithms: their median, and 3.5 robust deviations, the floor at least."""
    changes = list(changes)
    if len(changes) < FEWEST_CHANGES:
        return Likely(count=len(changes))
    middle = median(changes)
    deviation = NORMAL * median(abs(change - middle) for change in changes)
    return Likely(middle, max(FLOOR, DEVIATIONS * deviation), len(changes))


def _jumped(change: float, known: Likely) -> str:
    if known.count < FEWEST_CHANGES:
        return _("%(sector)s changed by %(percent)s %% a year against %(year)s; up to %(most)s %% is likely.")
    return _(
        "%(sector)s changed by %(percent)s %% a year against %(year)s; after %(count)s changes in this "
        "network, %(least)s %% to %(most)s %% is likely."
    )


def _changes_of(subject: Subject) -> dict[str, float]:
    """This version against the former; none where one sector is all there is, which the total tells."""
    if subject.former is None or subject.former.report.framework != subject.report.framework:
        return {}
    level = subject.version.level
    now = _sums(subject.report.framework, level, subject.lines)
    before = _sums(subject.report.framework, level, subject.former_lines.values())
    years = subject.report.year - subject.former.report.year
    return _changes(before, now, years) if len(now) > 1 else {}


def _changes(before: Sums, after: Sums, years: int) -> dict[str, float]:
    return {
        sector: math.log(after[sector] / tonnes) / years
        for sector, tonnes in before.items()
        if tonnes > 0 and after.get(sector, 0) > 0
    }


def _sums(framework: str, level: str, lines: Iterable[InventoryLine]) -> Sums:
    of_community = [line for line in lines if line.section == SectionCode.COMMUNITY]
    total = counted.of_total(framework, SectionCode.COMMUNITY.value, level)
    found: defaultdict[str, Decimal] = defaultdict(Decimal)
    for row, tonnes in counted.summed(total, of_community, "co2e").items():
        found[_sector(row)] += tonnes
    return found


def _sector(row: frameworks.Row) -> str:
    """Its sector's code; of a row that is a sector's total, its own."""
    return row.code if row.sector == frameworks.catalogue.SECTOR_TOTALS else row.sector


def _likely_in_network(subject: Subject) -> Mapping[str, Likely]:
    """By sector, from every accepted series of the government's networks in one framework. Two queries."""
    changes: defaultdict[str, list[float]] = defaultdict(list)
    for change in _history(subject):
        for sector, value in change.items():
            changes[sector].append(value)
    return {sector: likely(values) for sector, values in changes.items()}


def _history(subject: Subject) -> Iterator[dict[str, float]]:
    networks = NetworkMembership.objects.current().filter(government=subject.report.government_id)
    members = NetworkMembership.objects.current().filter(network__in=networks.values("network"))
    versions = (
        ReportVersion.objects.accepted()
        .filter(
            report__framework=subject.report.framework, report__government__in=members.values("government")
        )
        .exclude(report=subject.report)
        .select_related("report")
        .prefetch_related("lines")
        .order_by("-report__year", "-pk")[:MOST_VERSIONS]
    )

    def series(version: ReportVersion) -> tuple[int, str, str]:
        return version.report.government_id, version.report.series, version.level

    ordered = sorted(versions, key=lambda each: (*series(each), each.report.year))
    for (_government, _series, level), each in groupby(ordered, key=series):
        for before, after in pairwise(each):
            sums = [_sums(subject.report.framework, level, one.lines.all()) for one in (before, after)]
            yield _changes(sums[0], sums[1], after.report.year - before.report.year)


def _label(subject: Subject, sector: str) -> str:
    rows = frameworks.rows(subject.report.framework, SectionCode.COMMUNITY)
    found = next(row for row in rows if _sector(row) == sector)
    return found.label if found.code == sector else found.sector_label


def _percent(change: float) -> int:
    return round(100 * math.expm1(change))
