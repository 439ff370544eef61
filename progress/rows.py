"""The figures of many governments: read in a fixed number of queries, made for one government at a time.

Figures come from accepted reports if a government ever had one, else from public sources; the two are never
mixed (docs/adr/0005).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

import trajectory
from inventories import public_series
from inventories.enums import ONCE_ACCEPTED, Gases, Level
from inventories.models import Figure, ReferenceFigure, ReportVersion
from inventories.models.figure import FigureQuerySet
from inventories.parts import parts
from pledges.fields import DECIMALS
from pledges.models import TargetVersion
from progress import comparing
from progress.bundles import Bundle
from trajectory import Missing

Key = tuple[int, str]
"""A measure's primary key and an inventory series; public figures have no series ('')."""

Series = dict[Key, list[trajectory.Figure]]

UNKNOWN = "unknown"
FIGURE = "figure:"
"""How the judge's record says where a figure is kept; its key follows."""
INDICATOR = "indicator"
"""What figures of indicators have for a framework."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of one government, by measure and series: its figures, and those that later ones
    replaced."""

    origin: trajectory.Origin
    figures: Series
    replaced: Series = field(default_factory=dict)

    def of(self, measure_id: int | None, series: str) -> tuple[trajectory.Figure, ...]:
        return tuple(self.figures.get(self._key(measure_id, series), ()))

    def before(self, version: TargetVersion) -> tuple[trajectory.Figure, ...]:
        """Earlier values of the base year, the first one first."""
        found = self.replaced.get(self._key(version.measure_id, version.series), ())
        return tuple(each for each in found if each.year == version.base_year)

    def _key(self, measure_id: int | None, series: str) -> Key:
        """Of public figures there is one series."""
        return measure_id or 0, series if self.origin is trajectory.Origin.REPORTED else ""


Row = tuple[Any, ...]
"""Figures of a measure that were made alike: COLUMNS, then BASIS_COLUMNS."""

Table = defaultdict[int, list[Row]]
"""Rows by government."""


@dataclass(slots=True)
class Rows:
    """The rows of many governments as they were read; figures are made of them for one at a time."""

    reporting: set[int]
    reported: Table
    replaced: Table
    parts: dict[int, tuple[trajectory.Part, ...]]
    referenced: defaultdict[int, list[ReferenceFigure]]
    bases: dict[Hashable, trajectory.Basis] = field(default_factory=dict)

    @classmethod
    def of(cls, government_ids: Collection[int], until: date | None) -> Rows:
        """A government is judged on its own figures from its first accepted report on."""
        accepted = ReportVersion.objects.filter(
            report__government__in=government_ids, state__in=ONCE_ACCEPTED
        )
        reporting = set(accepted.values_list("report__government", flat=True).distinct())
        figures = Figure.objects.filter(government__in=reporting)
        reported = _read_reported(figures.current(), until)
        return cls(
            reporting,
            reported,
            _read_reported(figures.filter(superseded_at__isnull=False), until),
            _parts_of_mixed(reported.values()),
            _read_referenced(set(government_ids) - reporting, until),
        )

    def known(self, government_id: int) -> Known:
        """What is known of a government."""
        if government_id not in self.reporting:
            return Known(trajectory.Origin.REFERENCE, self._of_sources(self.referenced[government_id]))
        return Known(
            trajectory.Origin.REPORTED,
            self._of_reports(self.reported[government_id]),
            self._of_reports(self.replaced[government_id]),
        )

    def _of_reports(self, rows: Iterable[Row]) -> Series:
        """Accepted figures in the order in which they were recorded. Those made alike share one basis."""
        found: defaultdict[Key, dict[int, trajectory.Figure]] = defaultdict(dict)
        for _government, measure_id, bundle, *made in rows:
            key = tuple(made)
            basis = self.bases.get(key) or self.bases.setdefault(key, _reported_basis(*made))
            of_series = found[measure_id, made[0]]
            for pk, year, grams, amount in bundle:
                value = Decimal(amount) if grams is None else Decimal(grams).scaleb(-DECIMALS)
                source = f"{FIGURE}{pk}"
                of_series[pk] = trajectory.Figure(year, value, basis, source, self.parts.get(pk, ()))
        return {key: [figures[pk] for pk in sorted(figures)] for key, figures in found.items()}

    def _of_sources(self, rows: Iterable[ReferenceFigure]) -> Series:
        """Public figures: of each measure those of one source."""
        by_measure: defaultdict[int, list[ReferenceFigure]] = defaultdict(list)
        for row in rows:
            by_measure[row.measure_id].append(row)
        return {
            (measure_id, ""): [self._of_source(row) for row in _of_one_source(of_measure)]
            for measure_id, of_measure in by_measure.items()
        }

    def _of_source(self, row: ReferenceFigure) -> trajectory.Figure:
        key = row.source_id
        basis = self.bases.get(key) or self.bases.setdefault(key, _referenced_basis(row))
        return trajectory.Figure(row.year, row.tonnes, basis, f"reference:{row.pk}")


def _read_reported(rows: FigureQuerySet, until: date | None) -> Table:
    if until:
        rows = rows.filter(version__report__period_end__lte=until)
    bundled = rows.order_by().values("government_id", "measure_id", *BASIS_COLUMNS).annotate(bundle=Bundle())
    found: Table = defaultdict(list)
    for row in bundled.values_list(*COLUMNS, *BASIS_COLUMNS):
        found[row[0]].append(row)
    return found


COLUMNS = ("government_id", "measure_id", "bundle")
BASIS_COLUMNS = (
    "series",
    "framework",
    "level",
    "boundary",
    "gases",
    "gwp_set",
    "electricity",
    "edition",
    "rows",
    "price_year",
    "method",
)


def _reported_basis(
    series: str,
    framework: str,
    level: str,
    boundary: str,
    gases: str,
    gwp_set: str,
    electricity: str,
    edition: str,
    rows: str,
    price_year: int | None,
    method: str,
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
        rows=Missing.NOT_APPLICABLE if framework == INDICATOR else _word(rows),
        price_year=str(price_year) if price_year else Missing.NOT_APPLICABLE,
        source=f"reports of the government, series {series}",
        method=method or Missing.NOT_APPLICABLE,
    )


def _read_referenced(
    government_ids: Collection[int], until: date | None
) -> defaultdict[int, list[ReferenceFigure]]:
    rows = ReferenceFigure.objects.filter(government__in=government_ids).select_related("source")
    if until:
        rows = rows.filter(year__lt=until.year)
    found: defaultdict[int, list[ReferenceFigure]] = defaultdict(list)
    for row in rows.order_by("government", "measure", "year", "source"):
        found[row.government_id].append(row)
    return found


def _of_one_source(rows: list[ReferenceFigure]) -> list[ReferenceFigure]:
    """The rows of the source that counts (inventories.public_series)."""
    years: defaultdict[int, list[int]] = defaultdict(list)
    for row in rows:
        years[row.source_id].append(row.year)
    counting = public_series.chosen(years)
    return [row for row in rows if row.source_id == counting]


def _referenced_basis(row: ReferenceFigure) -> trajectory.Basis:
    source = row.source
    return trajectory.Basis(
        gases=_word(source.gases),
        gwp_set=_gwp_set(source.gases, source.gwp_set),
        edition=_word(source.edition),
        source=_word(source.text),
    )


def _gwp_set(gases: str, gwp_set: str) -> str | Missing:
    """Warming potentials do not matter to carbon dioxide alone."""
    return Missing.NOT_APPLICABLE if gases == Gases.CO2 else _word(gwp_set)


def _word(value: str) -> str | Missing:
    return Missing.NOT_STATED if value in ("", UNKNOWN) else value


def _parts_of_mixed(governments: Iterable[Iterable[Row]]) -> dict[int, tuple[trajectory.Part, ...]]:
    """The parts of every figure in a series whose figures differ in what rows and masses may settle. Two
    queries for all such series together, none where there is none."""
    wanted = [pk for rows in governments for pk in _mixed(rows)]
    found = parts(wanted) if wanted else {}
    return {pk: comparing.guarded(each) for pk, each in found.items()}


def _mixed(rows: Iterable[Row]) -> Iterator[int]:
    """The figures of series that differ in level, rows or GWP set."""
    ways: defaultdict[Key, set[tuple[str, ...]]] = defaultdict(set)
    keys: defaultdict[Key, list[int]] = defaultdict(list)
    for _government, measure_id, bundle, series, _framework, level, _, _, gwp_set, _, _, held, *_rest in rows:
        key = measure_id, series
        ways[key].add((level, held, gwp_set))
        keys[key] += [pk for pk, *_value in bundle]
    for key, found in ways.items():
        if len(found) > 1:
            yield from keys[key]
