"""Targets and evidence of every kind, for the properties of the judge."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from tests.trajectory.cases import FULL_BASIS
from trajectory import (
    Amount,
    Basis,
    Evidence,
    Figure,
    Kind,
    Milestone,
    Missing,
    Point,
    Sense,
    Start,
    Target,
    YearQualifier,
)

years = st.integers(2000, 2040)
amounts = st.decimals("-10", "1000", places=2, allow_nan=False)
positive = st.decimals("0.01", "1000", places=2, allow_nan=False)
percents = st.decimals("0", "100", places=1, allow_nan=False)
days = st.dates(date(2000, 1, 1), date(2060, 12, 31))
soon = st.dates(date(2005, 1, 1), date(2022, 12, 31))


def perhaps(values):
    """Mostly a value, sometimes none."""
    return st.one_of(values, values, values, st.just(Missing.NOT_STATED))


def each_year(values, most=12):
    """Rows of different years."""
    return st.lists(values, max_size=most, unique_by=lambda each: each.year).map(tuple)


bases = st.sampled_from(
    [
        FULL_BASIS,
        Basis(source="one"),
        Basis(source="two"),
        Basis(),
        replace(FULL_BASIS, gwp_set=Missing.NOT_APPLICABLE),
        replace(FULL_BASIS, price_year="2015"),
    ]
)
sources = st.sampled_from(["", "a", "b"])
figures = st.builds(Figure, years, amounts, bases, sources)
milestones = st.builds(Milestone, years, level=positive) | st.builds(
    Milestone, years, reduction_percent=percents
)
removals = each_year(st.builds(Amount, years, positive), 3)


@st.composite
def evidences(draw):
    return Evidence(
        figures=draw(each_year(figures)),
        milestones=tuple(draw(st.lists(milestones, max_size=3))),
        removals=draw(removals),
        credits=draw(removals),
        activity=draw(each_year(st.builds(Figure, years, positive, bases, sources))),
        scenario=draw(each_year(st.builds(Point, years, positive), 4)),
        method_changes=tuple(draw(st.lists(years, max_size=2))),
    )


ANY_KIND = st.sampled_from(Kind)


@st.composite
def targets(draw, kinds=ANY_KIND):
    base_value = draw(perhaps(positive))
    return Target(
        kind=draw(kinds),
        measure=draw(st.sampled_from(["ghg", "ghg", "ghg", Missing.NOT_STATED])),
        base_year=draw(perhaps(st.integers(2000, 2010))),
        target_year=draw(perhaps(st.integers(2012, 2040))),
        year_qualifier=draw(st.sampled_from(YearQualifier)),
        tolerance_years=draw(perhaps(st.integers(0, 3))),
        reduction_percent=draw(perhaps(percents)),
        level=draw(perhaps(amounts)),
        base_value=base_value,
        keeps_base=not isinstance(base_value, Missing) and draw(st.booleans()),
        start=draw(perhaps(st.builds(Start, st.integers(2000, 2010), amounts))),
        residual=draw(perhaps(amounts)),
        activity=draw(perhaps(st.just("people"))),
        sense=draw(st.sampled_from(Sense)),
        first_year=draw(perhaps(st.integers(2000, 2011))),
        assumed=draw(st.sampled_from([(), ("measure",)])),
    )


RULED = st.sampled_from([kind for kind in Kind if kind not in (Kind.DIRECTION, Kind.OTHER)])
NO_PEAK = st.sampled_from([kind for kind in Kind if kind not in (Kind.PEAK, Kind.DIRECTION, Kind.OTHER)])


@st.composite
def stated_targets(draw, kinds=RULED):
    """Targets that lack nothing, so that the rules themselves are reached."""
    return Target(
        kind=draw(kinds),
        measure="ghg",
        base_year=draw(st.integers(2000, 2003)),
        target_year=draw(st.integers(2006, 2016)),
        year_qualifier=draw(st.sampled_from([YearQualifier.BY, YearQualifier.AROUND])),
        reduction_percent=draw(percents),
        level=draw(amounts),
        start=draw(perhaps(st.builds(Start, st.integers(2000, 2003), positive))),
        residual=draw(perhaps(positive)),
        activity=draw(perhaps(st.just("people"))),
        sense=draw(st.sampled_from(Sense)),
        first_year=draw(perhaps(st.integers(2000, 2005))),
    )


@st.composite
def unbroken(draw):
    """A figure for each year from 2000 on, all made in the same way, with all that a kind needs besides."""
    values = draw(st.lists(positive, min_size=4, max_size=16))
    divisors = draw(st.lists(positive, min_size=len(values), max_size=len(values)))
    return Evidence(
        figures=tuple(Figure(2000 + index, value, FULL_BASIS) for index, value in enumerate(values)),
        milestones=tuple(
            draw(st.lists(st.builds(Milestone, st.integers(2004, 2010), level=positive), max_size=2))
        ),
        removals=tuple(Amount(year, draw(positive)) for year in range(2006, 2017))
        if draw(st.booleans())
        else (),
        credits=tuple(Amount(year, Decimal(0)) for year in range(2006, 2017)) if draw(st.booleans()) else (),
        activity=tuple(Figure(2000 + index, value, FULL_BASIS) for index, value in enumerate(divisors)),
        scenario=tuple(Point(year, draw(positive)) for year in (2000, 2009, 2016)),
    )


any_case = st.tuples(targets(), evidences(), days) | st.tuples(stated_targets(), unbroken(), soon)
