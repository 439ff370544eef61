"""Roadmaps as pages show them: the sentence, the chart, the table by year, what moves the peak."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts import numbers
from accounts.models import Government
from accounts.words import Text
from inventories.enums import Publication
from inventories.models import Figure
from plans.enums import Origin, Sector
from plans.forecast import Peak, Rates, Year
from plans.forms.roadmap import DRIVERS
from plans.models import Roadmap
from plans.roadmaps import Inputs, Results, inputs_of, results_of
from plans.sensitivity import GDP, GRID, POPULATION, Move
from portal import axes, disclosure
from portal.roadmap_charts import UNIT, WITH, WITHOUT, Chart, Layer, Line, chart

NOTHING = Decimal(0)


@dataclass(frozen=True)
class Row:
    """A year of the table. `origin` names in words where its numbers come from."""

    year: int
    origin: str
    sectors: Sequence[Decimal]
    without: Decimal
    saved: Decimal
    with_actions: Decimal
    reported: Decimal | None
    notes: Sequence[str]

    @property
    def difference(self) -> Decimal | None:
        """What was reported less what was projected with the actions."""
        return None if self.reported is None else self.reported - self.with_actions

    @property
    def percent(self) -> Decimal | None:
        known = self.difference is not None and self.with_actions > 0
        return 100 * self.difference / self.with_actions if known and self.difference is not None else None


@dataclass(frozen=True)
class Moved:
    """A change and what it does to the peak with actions."""

    what: Text | str
    peak: str
    years: str
    level: str
    left_out: bool


@dataclass
class Shown:
    """A roadmap for its page; `key` tells the charts of a page apart."""

    results: Results
    reported: Mapping[int, Decimal]
    key: str = "roadmap"
    roadmap: Roadmap | None = None

    @property
    def inputs(self) -> Inputs:
        return self.results.inputs

    @property
    def years(self) -> list[int]:
        return [each.year for each in self.results.forecast.years]

    @property
    def has_actions(self) -> bool:
        return self.inputs.counted is not None

    @cached_property
    def peaks(self) -> tuple[Peak, Peak]:
        """Without and with actions."""
        return self.results.forecast.peak_without, self.results.forecast.peak_with_actions

    @property
    def sentence(self) -> str:
        without, with_actions = self.peaks
        if not self.has_actions:
            return _alone(without, self.inputs)
        return f"{_without(without, self.inputs)} {_with(with_actions, self.inputs)}"

    @cached_property
    def chart(self) -> Chart:
        return chart(self.years, self.layers, self.lines(), self.reported)

    @property
    def chart_unit(self) -> str:
        return axes.unit_words(self.peaks[0].tonnes, UNIT)

    @property
    def layers(self) -> list[Layer]:
        forecast = self.results.forecast
        return [
            Layer(
                number, str(sector.label), [self.results.of_sector(year, sector) for year in forecast.years]
            )
            for number, sector in enumerate(self.inputs.sectors, start=1)
        ]

    def lines(self) -> list[Line]:
        years, (before, after) = self.results.forecast.years, self.peaks
        without = [(each.year, each.without) for each in years]
        if not self.has_actions:
            return [Line(WITHOUT, "", without, before)]
        with_actions = [(each.year, each.with_actions) for each in years]
        return [
            Line(WITHOUT, _("without actions"), without, before),
            Line(WITH, _("with actions"), with_actions, after),
        ]

    @property
    def sectors(self) -> list[Sector]:
        return self.inputs.sectors

    @cached_property
    def rows(self) -> list[Row]:
        return [self._row(year) for year in self.results.forecast.years]

    def _row(self, year: Year) -> Row:
        without, with_actions = self.peaks
        notes = []
        if year.year == without.year and not without.ahead:
            notes.append(_("peak without actions") if self.has_actions else _("peak"))
        if self.has_actions and year.year == with_actions.year and not with_actions.ahead:
            notes.append(_("peak with actions"))
        return Row(
            year.year,
            self._origin(year.year),
            [self.results.of_sector(year, sector) for sector in self.sectors],
            year.without,
            year.without - year.with_actions,
            year.with_actions,
            self.reported.get(year.year),
            notes,
        )

    def _origin(self, year: int) -> str:
        if year > self.inputs.scenario.base_year:
            return str(Origin.PROJECTED.label)
        origin = self.inputs.base_origin
        return str(origin.label) if origin else _("Reported in part, declared in part")

    @cached_property
    def moves(self) -> list[Moved]:
        before = self.peaks[1]
        return [
            Moved(self._what(each), peak_words(each.peak), *_change(before, each.peak), bool(each.left_out))
            for each in self.results.moves
        ]

    def _what(self, move: Move) -> Text | str:
        if move.left_out:
            return self.inputs.counted.title_of(move.left_out) if self.inputs.counted else move.left_out
        return {
            POPULATION: (_("Population grows by one point less"), _("Population grows by one point more")),
            GDP: (_("GDP grows by one point less"), _("GDP grows by one point more")),
            GRID: (
                _("The grid’s factor one point lower a year"),
                _("The grid’s factor one point higher a year"),
            ),
        }[move.driver][move.points > 0]

    @property
    def drivers(self) -> list[tuple[str, str]]:
        """Name and declared rates of what everything grows with."""
        scenario = self.inputs.scenario
        return [
            (_("Growth of GDP"), rates(scenario.gdp)),
            (_("Growth of population"), rates(scenario.population)),
            (_("Change of the grid’s emission factor"), rates(scenario.grid)),
        ]

    @property
    def end_uses(self) -> list[dict[str, Any]]:
        names = dict(DRIVERS)
        return [
            {
                "name": each.name,
                "sector": Sector(each.sector).label,
                "tonnes": each.tonnes,
                "origin": Origin(each.origin).label,
                "driver": names[each.driver],
                "elasticity": numbers.grouped(each.elasticity),
                "intensity": rates(each.intensity),
                "electric": each.electric,
            }
            for each in self.inputs.scenario.end_uses
        ]


def rates(told: Rates) -> str:
    """Rates as people write them: 'from 2021 8%, from 2026 6%'."""
    pairs = [
        _("from %(year)s %(rate)s") % {"year": year, "rate": f"{numbers.grouped(told[year])}%"}
        for year in sorted(told)
    ]
    return "; ".join(pairs) if pairs else _("no change")


def peak_words(peak: Peak) -> str:
    told = {"year": peak.year, "level": numbers.mass(peak.tonnes)}
    return _("%(year)s or later, %(level)s") % told if peak.ahead else "{year}, {level}".format(**told)


def _change(before: Peak, after: Peak) -> tuple[str, str]:
    """By how many years and how much the peak moves."""
    years = after.year - before.year
    if not years:
        told = _("same year")
    elif years > 0:
        told = ngettext("%(count)s year later", "%(count)s years later", years) % {"count": years}
    else:
        told = ngettext("%(count)s year earlier", "%(count)s years earlier", -years) % {"count": -years}
    by = after.tonnes - before.tonnes
    sign = "+" if by > 0 else ""
    return told, f"{sign}{numbers.mass(by)}" if by else _("same level")


def _told(peak: Peak) -> dict[str, Any]:
    return {"year": peak.year, "level": numbers.mass(peak.tonnes)}


def _alone(peak: Peak, inputs: Inputs) -> str:
    if peak.ahead:
        return _(
            "Emissions are highest in %(year)s, the last year, at %(level)s: no peak is in sight."
        ) % _told(peak)
    if peak.year == inputs.scenario.base_year:
        return _("Emissions are highest in the base year %(year)s, at %(level)s.") % _told(peak)
    return _("Emissions peak in %(year)s at %(level)s.") % _told(peak)


def _without(peak: Peak, inputs: Inputs) -> str:
    if peak.ahead:
        words = _(
            "Without the actions emissions are highest in %(year)s, the last year, at %(level)s: "
            "no peak is in sight."
        )
    elif peak.year == inputs.scenario.base_year:
        words = _("Without the actions emissions are highest in the base year %(year)s, at %(level)s.")
    else:
        words = _("Without the actions emissions peak in %(year)s at %(level)s.")
    return words % _told(peak)


def _with(peak: Peak, inputs: Inputs) -> str:
    if peak.ahead:
        words = _("With them they are highest in %(year)s, the last year, at %(level)s.")
    elif peak.year == inputs.scenario.base_year:
        words = _("With them they are highest in the base year %(year)s, at %(level)s.")
    else:
        words = _("With them they peak in %(year)s at %(level)s.")
    return words % _told(peak)


# Saved ones


def shown(roadmap: Roadmap, reported: Mapping[int, Decimal], key: str = "roadmap") -> Shown:
    """A saved roadmap, as it was computed then."""
    inputs = inputs_of(roadmap.inputs)
    later = {year: tonnes for year, tonnes in reported.items() if year > roadmap.base_year}
    within = {year: tonnes for year, tonnes in later.items() if year <= roadmap.last_year}
    return Shown(results_of(roadmap.results, inputs), within, key, roadmap)


def accepted_figures(government: Government, *, for_everyone: bool) -> dict[int, Decimal]:
    """The community's emissions by year as accepted reports have them, tonnes of CO2e."""
    found = Figure.objects.current().filter(
        government=government,
        series="main",
        tonnes__isnull=False,
        measure__quantity="ghg",
        measure__boundary="community",
        measure__government__isnull=True,
    )
    figures = list(found.select_related("version__report").order_by("year"))
    if for_everyone:
        figures = [each for each in figures if each.version.publication != Publication.VERDICT]
        told = disclosure.telling(figures)
        figures = [each for each in figures if each.pk not in told]
    return {each.year: each.tonnes for each in figures if each.tonnes is not None}
