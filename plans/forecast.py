"""A forecast of emissions by sector and end use under declared drivers, with and without actions; its peak.

The shape of end-use accounting models (LBNL's GREAT among them): an activity grows with a driver, energy
intensity and the grid's factor change, and emissions are their product. All rates are declared, in per cent
a year, and hold from a year until another is declared. Pure arithmetic in Decimal: a spreadsheet that
multiplies year by year gives the same numbers.

    E(y) = E(y-1) * (1 + elasticity * g) * (1 + i) * (1 + e)

with g the growth of the driver, i that of the end use's intensity, e that of the grid's factor (electricity
only), each in the year y.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from plans.reductions import NOTHING, Promise, Shared, wedges

VERSION = "1.0"
ONE = Decimal(1)
HUNDRED = Decimal(100)

POPULATION, GDP, GDP_PER_PERSON, NONE = "population", "gdp", "gdp_per_person", "none"
DRIVERS = (POPULATION, GDP, GDP_PER_PERSON, NONE)

Rates = Mapping[int, Decimal]
"""Per cent a year from a year on, until the next; before the first year named, nothing changes."""


Savings = Mapping[int, Mapping[str, Decimal]]
"""Tonnes by year and action."""


@dataclass(frozen=True)
class EndUse:
    """Emissions of an end use in the base year, tonnes of CO2e, and what moves them.

    `origin` says where `tonnes` come from: a value of enums.Origin. `name` is what people call it, `key`
    the part of the report that it comes from, if it does.
    """

    code: str
    sector: str
    tonnes: Decimal
    driver: str = GDP
    elasticity: Decimal = ONE
    intensity: Rates = field(default_factory=dict)
    electric: bool = False
    origin: str = "declared"
    name: str = ""
    key: str = ""


@dataclass(frozen=True)
class Scenario:
    """What a forecast rests on. `population` and `gdp` grow, `grid` is the change of the grid's factor."""

    base_year: int
    last_year: int
    end_uses: Sequence[EndUse]
    population: Rates = field(default_factory=dict)
    gdp: Rates = field(default_factory=dict)
    grid: Rates = field(default_factory=dict)


@dataclass(frozen=True)
class Year:
    """Tonnes of one year: by end use without actions, what actions save, what is left."""

    year: int
    by_end_use: Mapping[str, Decimal]
    saved: Mapping[str, Decimal]

    @property
    def without(self) -> Decimal:
        return sum(self.by_end_use.values(), NOTHING)

    @property
    def with_actions(self) -> Decimal:
        """Never below zero: actions that promise more than is emitted save what there is."""
        return max(NOTHING, self.without - sum(self.saved.values(), NOTHING))


@dataclass(frozen=True)
class Peak:
    """The latest year of the highest emissions; `ahead` where that is the last year, so no peak is seen."""

    year: int
    tonnes: Decimal
    ahead: bool


@dataclass(frozen=True)
class Forecast:
    years: Sequence[Year]

    @property
    def peak_without(self) -> Peak:
        return peak_of([(each.year, each.without) for each in self.years])

    @property
    def peak_with_actions(self) -> Peak:
        return peak_of([(each.year, each.with_actions) for each in self.years])


def forecast(scenario: Scenario, promises: Sequence[Promise] = (), shared: Sequence[Shared] = ()) -> Forecast:
    """Year by year from the base year to the last.

    What an action saves counts from the base year on: what it saved by then is in the base already.
    """
    return together(levels(scenario), savings(scenario, promises, shared))


def together(by_year: Mapping[int, Mapping[str, Decimal]], saved: Savings) -> Forecast:
    """Emissions without actions and what these save, of the same years."""
    return Forecast(tuple(Year(year, level, saved[year]) for year, level in by_year.items()))


def levels(scenario: Scenario) -> dict[int, dict[str, Decimal]]:
    """Tonnes by year and end use, without actions."""
    level = {each.code: each.tonnes for each in scenario.end_uses}
    found = {scenario.base_year: level}
    for year in range(scenario.base_year + 1, scenario.last_year + 1):
        level = {each.code: level[each.code] * growth(scenario, each, year) for each in scenario.end_uses}
        found[year] = level
    return found


def savings(scenario: Scenario, promises: Sequence[Promise], shared: Sequence[Shared]) -> Savings:
    """Tonnes by year and action beyond those of the base year."""
    already = _saved(promises, shared, scenario.base_year)
    found: dict[int, Mapping[str, Decimal]] = {scenario.base_year: dict.fromkeys(already, NOTHING)}
    for year in range(scenario.base_year + 1, scenario.last_year + 1):
        saved = _saved(promises, shared, year)
        found[year] = {key: tonnes - already[key] for key, tonnes in saved.items()}
    return found


def growth(scenario: Scenario, end_use: EndUse, year: int) -> Decimal:
    """By what the end use's emissions are multiplied from the year before to this one."""
    activity = ONE + end_use.elasticity * driver_rate(scenario, end_use.driver, year) / HUNDRED
    factor = max(NOTHING, activity) * _times(end_use.intensity, year)
    return factor * _times(scenario.grid, year) if end_use.electric else factor


def driver_rate(scenario: Scenario, driver: str, year: int) -> Decimal:
    """Growth of the driver in the year, per cent; product per person from product and people.

    Where nobody is left there is no product per person either: it falls by all of it.
    """
    population, gdp = rate(scenario.population, year), rate(scenario.gdp, year)
    if driver == POPULATION:
        return population
    if driver == GDP:
        return gdp
    if driver == GDP_PER_PERSON:
        if population <= -HUNDRED:
            return -HUNDRED
        return ((HUNDRED + gdp) / (HUNDRED + population) - ONE) * HUNDRED
    return NOTHING


def rate(rates: Rates, year: int) -> Decimal:
    """The rate that holds in the year: that of the latest year named until then."""
    known = [each for each in rates if each <= year]
    return rates[max(known)] if known else NOTHING


def moved(scenario: Scenario, driver: str, points: Decimal) -> Scenario:
    """The scenario with one driver ('population', 'gdp', 'grid') so many points higher in every year."""
    before: Rates = getattr(scenario, driver)
    start = {scenario.base_year + 1: rate(before, scenario.base_year + 1)}
    later = {year: each for year, each in before.items() if year > scenario.base_year + 1}
    changed: dict[str, Any] = {driver: {year: each + points for year, each in (start | later).items()}}
    return replace(scenario, **changed)


def _saved(promises: Sequence[Promise], shared: Sequence[Shared], year: int) -> dict[str, Decimal]:
    return {each.key: each.counted for each in wedges(promises, shared, year)}


def _times(rates: Rates, year: int) -> Decimal:
    return max(NOTHING, ONE + rate(rates, year) / HUNDRED)


def peak_of(totals: Sequence[tuple[int, Decimal]]) -> Peak:
    """Of totals in the order of their years, at least one."""
    highest = max(tonnes for _year, tonnes in totals)
    year = max(each for each, tonnes in totals if tonnes == highest)
    return Peak(year, highest, ahead=year == totals[-1][0])
