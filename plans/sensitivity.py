"""How the year of the peak and its level move as a driver moves by a point, or an action is left out."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from plans.forecast import ONE, Peak, Savings, Scenario, levels, moved, peak_of, savings
from plans.reductions import NOTHING, Promise, Shared

POPULATION, GDP, GRID = "population", "gdp", "grid"
MOVED = (POPULATION, GDP, GRID)
"""What is moved by one point a year, up and down."""


@dataclass(frozen=True)
class Move:
    """One change and the peak with actions after it.

    `driver` moves by `points` a year, or the action `left_out` does not count; the other of the two is empty.
    """

    peak: Peak
    driver: str = ""
    points: Decimal = NOTHING
    left_out: str = ""


def moves(
    scenario: Scenario,
    by_year: Mapping[int, Mapping[str, Decimal]],
    saved: Savings,
    promises: Sequence[Promise],
    shared: Sequence[Shared],
) -> list[Move]:
    """Every driver a point up and down, then every action that saves something left out, in their order.

    `by_year` and `saved` are forecast.levels and forecast.savings of the same scenario and actions: a driver
    changes only the first, an action only the second.
    """
    total = {year: sum(each.values(), NOTHING) for year, each in saved.items()}
    found = [
        Move(_peak(_sums(levels(moved(scenario, driver, points))), total), driver, points)
        for driver in MOVED
        for points in (ONE, -ONE)
    ]
    without = _sums(by_year)
    for promise in promises:
        if any(each[promise.key] for each in saved.values()):
            left = _without_one(promise.key, scenario, saved, total, promises, shared)
            found.append(Move(_peak(without, left), left_out=promise.key))
    return found


def _sums(by_year: Mapping[int, Mapping[str, Decimal]]) -> dict[int, Decimal]:
    return {year: sum(each.values(), NOTHING) for year, each in by_year.items()}


def _peak(without: Mapping[int, Decimal], saved: Mapping[int, Decimal]) -> Peak:
    return peak_of([(year, max(NOTHING, tonnes - saved[year])) for year, tonnes in without.items()])


def _without_one(
    key: str,
    scenario: Scenario,
    saved: Savings,
    total: Mapping[int, Decimal],
    promises: Sequence[Promise],
    shared: Sequence[Shared],
) -> dict[int, Decimal]:
    """What the others save together by year: more than the difference where they claimed the same tonnes."""
    near = set(_near(key, shared))
    if near == {key}:
        return {year: total[year] - saved[year][key] for year in total}
    kept = [each for each in promises if each.key in near and each.key != key]
    anew = savings(scenario, kept, [each for each in shared if _within(each, near - {key})])
    return {
        year: total[year]
        + sum(anew[year].values(), NOTHING)
        - sum((saved[year][each] for each in near), NOTHING)
        for year in total
    }


def _near(key: str, shared: Sequence[Shared]) -> Iterator[str]:
    """The action, and all that it is joined to by tonnes that two claim."""
    found, reached = {key}, [key]
    while reached:
        this = reached.pop()
        yield this
        for each in shared:
            for other in {each.first, each.second} - found if this in (each.first, each.second) else ():
                found.add(other)
                reached.append(other)


def _within(shared: Shared, keys: Collection[str]) -> bool:
    return shared.first in keys and shared.second in keys
