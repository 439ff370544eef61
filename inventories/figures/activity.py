"""Amounts that are not emissions: of each measure and year the value that was stated last.

A report states values of its own year, and may restate earlier years. The later statement counts, whichever
report makes it; a correction that merely repeats what the version before it said states nothing new. Where a
correction takes a statement back, what was stated before it counts again.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from inventories.enums import ONCE_ACCEPTED, EventKind, Gases, Level, State
from inventories.indicators import POPULATION
from inventories.models import Event, Figure, IndicatorValue, ReportVersion
from pledges.models import Measure

Key = tuple[int, int]
"""A measure's primary key and a year."""


@dataclass(frozen=True)
class Statement:
    version: ReportVersion
    measure_id: int
    year: int
    value: Decimal
    price_year: int | None = None
    edition: str = ""

    @property
    def key(self) -> Key:
        return self.measure_id, self.year

    @property
    def words(self) -> tuple[object, ...]:
        """What a repetition repeats."""
        return self.value, self.price_year, self.edition


def record(version: ReportVersion, now: datetime.datetime) -> list[Figure]:
    """Bring the current amounts up to date with an accepted version: those it states, and those it no longer
    does."""
    report = version.report
    said = _statements(report.government_id, report.series)
    touched = {each.key for each in said if each.version.report_id == report.pk}
    counting = {key: statement for key, statement in _counting(said).items() if key in touched}
    current = Figure.objects.current().filter(
        government=report.government_id,
        series=report.series,
        amount__isnull=False,
        measure__in={measure for measure, _year in touched},
    )
    kept: set[Key] = set()
    replaced: list[int] = []
    for figure in current:
        key = figure.measure_id, figure.year
        if key in counting and counting[key].version.pk == figure.version_id:
            kept.add(key)
        elif key in touched:
            replaced.append(figure.pk)
    Figure.objects.filter(pk__in=replaced).update(superseded_at=now)
    return [_figure(statement) for key, statement in counting.items() if key not in kept]


def _statements(government_id: int, series: str) -> list[Statement]:
    """What versions ever accepted state, the values among indicators before the population of the period."""
    versions = list(
        ReportVersion.objects.filter(
            report__government=government_id, report__series=series, state__in=ONCE_ACCEPTED
        ).select_related("report")
    )
    by_pk = {version.pk: version for version in versions}
    found = [
        Statement(
            by_pk[each.version_id], each.measure_id, each.year, each.value, each.price_year, each.edition
        )
        for each in IndicatorValue.objects.filter(version__in=by_pk)
    ]
    people = Measure.objects.filter(code=POPULATION).first()
    if people:
        given = {(each.version.pk, each.key) for each in found}
        found += [
            statement
            for version in versions
            if version.population is not None
            and (statement := _population(version, people.pk, version.population))
            and (version.pk, statement.key) not in given
        ]
    return found


def _population(version: ReportVersion, measure_id: int, people: int) -> Statement:
    return Statement(version, measure_id, version.report.year, Decimal(people))


def _counting(said: Iterable[Statement]) -> dict[Key, Statement]:
    """Of each measure and year the statement of an accepted version that was made last."""
    by_report: defaultdict[tuple[Key, int], list[Statement]] = defaultdict(list)
    for each in said:
        by_report[each.key, each.version.report_id].append(each)
    accepted = _acceptances({each.version.pk for group in by_report.values() for each in group})
    standing: defaultdict[Key, list[tuple[int, Statement]]] = defaultdict(list)
    for (key, _report), group in by_report.items():
        latest = max(group, key=lambda each: each.version.number)
        if latest.version.state == State.ACCEPTED:
            standing[key].append((_made(group, accepted), latest))
    return {key: max(found, key=lambda pair: pair[0])[1] for key, found in standing.items()}


def _made(group: Sequence[Statement], accepted: dict[int, int]) -> int:
    """When the latest version's words were first said, and not taken back since: the acceptance's number."""
    ordered = sorted(group, key=lambda each: each.version.number, reverse=True)
    first = ordered[0]
    for earlier in ordered[1:]:
        if earlier.words != first.words:
            break
        first = earlier
    return accepted[first.version.pk]


def _acceptances(versions: Iterable[int]) -> dict[int, int]:
    """By version the event of its acceptance; later ones have greater numbers."""
    events = Event.objects.filter(version__in=list(versions), kind=EventKind.ACCEPTED)
    return dict(events.order_by("pk").values_list("version", "pk"))


def _figure(statement: Statement) -> Figure:
    version = statement.version
    return Figure(
        version=version,
        measure_id=statement.measure_id,
        year=statement.year,
        amount=statement.value,
        price_year=statement.price_year,
        edition=statement.edition or version.release,
        framework="indicator",
        level=Level.NONE,
        gases=Gases.UNKNOWN,
    )
