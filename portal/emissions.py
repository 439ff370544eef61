"""A government's emissions without a promise to hold them against; drawn by the same chart as promises."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any

from accounts.models import Government
from inventories import public_series
from inventories.enums import Publication
from inventories.models import Figure, ReferenceFigure, ReferenceSource
from pledges.models import Measure
from portal import axes, charts, disclosure, findings
from portal.evidence import Datum, public_sources


@dataclass
class Emissions:
    """One measure's figures over the years, all of one origin and source, in tonnes."""

    government: Government
    measure: Measure
    data: list[Datum]
    assessment: None = None
    record: Mapping[str, Any] = field(default_factory=dict)

    key = "emissions"

    @property
    def code(self) -> str:
        return self.government.name

    @property
    def unit(self) -> str:
        return self.measure.unit

    @property
    def is_by_public_figures(self) -> bool:
        return any(each.reference for each in self.data)

    @property
    def sources(self) -> list[ReferenceSource]:
        return public_sources(self.data)

    @property
    def finding(self) -> str:
        return findings.of_series(self.data)

    @property
    def chart_unit(self) -> str:
        return axes.unit_words(max(each.value for each in self.data), self.unit)

    @cached_property
    def chart(self) -> list[charts.Drawing]:
        figures = [(each.year, each.value) for each in self.data]
        highest = max(self.data, key=lambda each: (each.value, each.year))
        return charts.drawings(
            charts.Series(figures, self.is_by_public_figures, self.unit, peak_year=highest.year)
        )

    @property
    def table(self) -> list[tuple[int, Datum, None]]:
        return [(each.year, each, None) for each in self.data]


def of_government(government: Government) -> Emissions | None:
    """Its reported figures, else public ones of the source that counts; the measure with most years. None
    without any."""
    mine = Figure.objects.current().filter(government=government, tonnes__isnull=False, series="main")
    reported = list(mine.select_related("measure", "version__report").order_by("year"))
    if reported:
        open_to_all = [each for each in reported if each.version.publication != Publication.VERDICT]
        told = disclosure.telling(open_to_all)
        shown = [each for each in open_to_all if each.pk not in told]
        return _fullest(government, shown)
    found = ReferenceFigure.objects.filter(government=government).select_related("measure", "source")
    return _fullest(government, _of_one_source(list(found.order_by("year"))))


def _of_one_source(rows: list[ReferenceFigure]) -> list[ReferenceFigure]:
    """Of each measure the rows of the source that counts."""
    years: dict[int, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        years[row.measure_id][row.source_id].append(row.year)
    counting = {measure: public_series.chosen(each) for measure, each in years.items()}
    return [row for row in rows if row.source_id == counting[row.measure_id]]


def _fullest(government: Government, rows: Iterable[Figure | ReferenceFigure]) -> Emissions | None:
    groups: dict[int, list[Figure | ReferenceFigure]] = defaultdict(list)
    for row in rows:
        groups[row.measure_id].append(row)
    if not groups:
        return None
    fullest = max(groups.values(), key=lambda each: (len(each), each[-1].year))
    return Emissions(government, fullest[0].measure, [_datum(row) for row in fullest])


def _datum(row: Figure | ReferenceFigure) -> Datum:
    tonnes = row.tonnes if row.tonnes is not None else Decimal(0)  # the query leaves those without out
    if isinstance(row, Figure):
        return Datum(row.year, tonnes, figure=row)
    return Datum(row.year, tonnes, reference=row)
