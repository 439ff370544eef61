"""Inputs that contradict themselves are refused with a message that says what to do."""

from datetime import date
from decimal import Decimal

import pytest

from tests.trajectory.cases import LATER, evidence, figures, level, reduction
from trajectory import (
    Amount,
    Basis,
    Evidence,
    Figure,
    Kind,
    Milestone,
    Missing,
    Point,
    Start,
    Target,
    TrajectoryError,
    YearQualifier,
    assess,
)

REFUSED = {
    "a base year after the target year": (
        lambda: reduction(20, 2030, 2020),
        "base year 2030 must lie before the target year 2020",
    ),
    "a base year that 'before' leaves no time": (
        lambda: reduction(20, 2019, 2020, year_qualifier=YearQualifier.BEFORE),
        "must lie before the target year 2019",
    ),
    "a start after the target year": (
        lambda: level(20, 2020, start=Start(2021, Decimal(1))),
        "start 2021 must lie before",
    ),
    "a reduction of more than all": (lambda: reduction(101, 2010, 2020), "percentage from 0 to 100"),
    "a negative reduction": (lambda: reduction(-1, 2010, 2020), "percentage from 0 to 100"),
    "a declared base of zero": (
        lambda: reduction(20, 2010, 2020, base_value=Decimal(0)),
        "base value must be above zero",
    ),
    "a base that stays without a value": (
        lambda: reduction(20, 2010, 2020, keeps_base=True),
        "give one, or leave keeps_base out",
    ),
    "a base that stays in words": (
        lambda: reduction(20, 2010, 2020, base_value=Decimal(1), keeps_base="no"),
        "as True or False whether the base stays, not 'no'",
    ),
    "a tolerance below zero": (
        lambda: reduction(20, 2010, 2020, tolerance_years=-1),
        "number of years from 0 to 50",
    ),
    "a year that is none": (lambda: Figure(20, Decimal(1)), "year from 1750 to 2300"),
    "a year that is true": (lambda: Figure(True, Decimal(1)), "year from 1750 to 2300"),
    "a float": (lambda: Figure(2020, 1.5), "as a Decimal"),
    "not a number": (lambda: Figure(2020, Decimal("nan")), "as a number"),
    "an infinite value": (lambda: Figure(2020, Decimal("-inf")), "as a number"),
    "a number too large": (lambda: Figure(2020, Decimal("1e18")), "at most 18 digits"),
    "a number too fine": (lambda: Figure(2020, Decimal("1e-19")), "at most 18 digits"),
    "a milestone of nothing": (lambda: Milestone(2020), "either a reduction or a level"),
    "a milestone of both": (
        lambda: Milestone(2020, reduction_percent=Decimal(1), level=Decimal(1)),
        "either a reduction or a level",
    ),
    "a figure without a value": (lambda: Figure(2020, Missing.NOT_STATED), "leave the figure of 2020 out"),
    "a point of a scenario without a value": (lambda: Point(2020, Missing.NOT_STATED), "leave 2020 out"),
    "a part of a figure that is none": (
        lambda: Figure(2020, Decimal(1), parts=("I.1.1",)),
        "the parts of the figure of 2020 as a tuple of Part",
    ),
    "negative removals": (lambda: Amount(2020, Decimal(-1)), "without a minus"),
    "an empty word in a basis": (lambda: Basis(framework=""), "mark it as missing"),
    "None for a missing word": (lambda: Basis(framework=None), "mark it as missing"),
    "a kind as text": (lambda: Target("peak"), "member of Kind"),
    "figures in a list": (lambda: Evidence([]), "tuple of Figure"),
    "a basis as text": (lambda: Figure(2020, Decimal(1), "GPC"), "as a Basis"),
}


@pytest.mark.parametrize(("build", "message"), REFUSED.values(), ids=REFUSED.keys())
def test_refused(build, message):
    with pytest.raises(TrajectoryError, match=message):
        build()


def test_two_different_figures_of_one_year_are_refused():
    known = Evidence((*figures({2020: 1}), *figures({2020: 2})))
    with pytest.raises(TrajectoryError, match=r"Two figures of 2020 differ \(1 and 2\)"):
        assess(Target(Kind.OTHER), known, as_of=LATER)


def test_as_of_must_be_a_date():
    with pytest.raises(TrajectoryError, match="as of which date"):
        assess(Target(Kind.OTHER), evidence({}), as_of="2020-01-01")


def test_a_reduction_of_all_and_of_nothing_are_promises():
    known = evidence({2010: 100, 2020: 0})
    assert assess(reduction(100, 2010, 2020), known, as_of=date(2021, 1, 1)).verdict.value == "met"
    same = evidence({2010: 100, 2020: 100})
    assert assess(reduction(0, 2010, 2020), same, as_of=date(2021, 1, 1)).verdict.value == "met"
