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
    Part,
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


WRONG_YEAR, WRONG_AMOUNT = "as a year from 1750 to 2300, not 'x'.", "as a Decimal, not 'x'."
NAMED = {
    lambda: Milestone("x"): f"Enter the year of a milestone {WRONG_YEAR}",
    lambda: Milestone(2020, "x"): f"Give the reduction of the milestone of 2020 {WRONG_AMOUNT}",
    lambda: Milestone(2020, level="x"): f"Give the level of the milestone of 2020 {WRONG_AMOUNT}",
    lambda: Milestone(2020): "Give the milestone of 2020 either a reduction or a level, not both.",
    lambda: Start("x", Decimal(1)): f"Enter the year of the start {WRONG_YEAR}",
    lambda: Start(2020, "x"): f"Give the level of the start {WRONG_AMOUNT}",
    lambda: Point("x", Decimal(1)): f"Enter the year of a point of the scenario {WRONG_YEAR}",
    lambda: Point(2020, "x"): f"Give the scenario's value of 2020 {WRONG_AMOUNT}",
    lambda: Target("x"): "Give the kind of target as a member of Kind, not 'x'.",
    lambda: of_level(year_qualifier="x"): (
        "Give the qualifier of the target year as a member of YearQualifier, not 'x'."
    ),
    lambda: of_level(measure=""): "Name the measure, or mark it as missing.",
    lambda: of_level(base_year="x"): f"Enter the base year {WRONG_YEAR}",
    lambda: of_level(target_year="x"): f"Enter the target year {WRONG_YEAR}",
    lambda: of_level(first_year="x"): f"Enter the first year {WRONG_YEAR}",
    lambda: of_level(reduction_percent=Decimal(101)): (
        "Enter the reduction as a percentage from 0 to 100, not 101."
    ),
    lambda: of_level(reduction_percent="x"): f"Give the reduction {WRONG_AMOUNT}",
    lambda: of_level(level="x"): f"Give the level {WRONG_AMOUNT}",
    lambda: of_level(level=Decimal("nan")): "Enter the level as a number, not NaN.",
    lambda: of_level(level=Decimal("1e18")): "Enter the level with at most 18 digits and 18 decimals.",
    lambda: of_level(base_value="x"): f"Give the declared base value {WRONG_AMOUNT}",
    lambda: of_level(residual="x"): f"Give the residual {WRONG_AMOUNT}",
    lambda: of_level(activity=""): "Name the activity, or mark it as missing.",
    lambda: of_level(sense="x"): "Give the side of the level as a member of Sense, not 'x'.",
    lambda: of_level(tolerance_years=51): (
        "Enter the tolerance of 'around' as a number of years from 0 to 50, not 51."
    ),
    lambda: of_level(tolerance_years="x"): (
        "Enter the tolerance of 'around' as a number of years from 0 to 50, not 'x'."
    ),
    lambda: of_level(tolerance_years=True): (
        "Enter the tolerance of 'around' as a number of years from 0 to 50, not True."
    ),
    lambda: of_level(assumed=["x"]): "Give the assumed fields as a tuple of str.",
    lambda: of_level(base_value=Decimal(0)): (
        "The declared base value must be above zero; correct it or leave it open."
    ),
    lambda: of_level(keeps_base=True): (
        "A target stays with a base value that is declared; give one, or leave keeps_base out."
    ),
    lambda: Evidence(figures="x"): "Give the figures as a tuple of Figure.",
    lambda: Evidence(milestones="x"): "Give the milestones as a tuple of Milestone.",
    lambda: Evidence(removals="x"): "Give the removals as a tuple of Amount.",
    lambda: Evidence(credits="x"): "Give the credits as a tuple of Amount.",
    lambda: Evidence(activity="x"): "Give the activity as a tuple of Figure.",
    lambda: Evidence(scenario="x"): "Give the scenario as a tuple of Point.",
    lambda: Evidence(earlier="x"): "Give the earlier values of the base year as a tuple of Figure.",
    lambda: Evidence(method_changes=("x",)): "Give the years of changed methods as a tuple of int.",
    lambda: Evidence(origin="x"): "Give the origin of the figures as a member of Origin, not 'x'.",
    lambda: Basis(framework=""): "Name the basis field 'framework', or mark it as missing.",
    lambda: Part("", Decimal(1)): "Name the row of a part of a figure.",
    lambda: Part("a", "x"): f"Give the value of row a {WRONG_AMOUNT}",
    lambda: Part("a", Decimal(1), {"ch4": "x"}): f"Give the mass of ch4 in row a {WRONG_AMOUNT}",
    lambda: Figure("x", Decimal(1)): f"Enter the year of a figure {WRONG_YEAR}",
    lambda: Figure(2020, "x"): f"Give the figure of 2020 {WRONG_AMOUNT}",
    lambda: Amount("x", Decimal(1)): f"Enter the year of removals or credits {WRONG_YEAR}",
    lambda: Amount(2020, "x"): f"Give the removals or credits of 2020 {WRONG_AMOUNT}",
}


def of_level(**wrong):
    return Target(Kind.FIXED_LEVEL, **wrong)


@pytest.mark.parametrize(("build", "message"), NAMED.items(), ids=NAMED.values())
def test_what_is_wrong_is_named(build, message):
    with pytest.raises(TrajectoryError) as refused:
        build()
    assert str(refused.value) == message


def test_a_first_year_may_be_the_last_and_a_start_may_not():
    assert of_level(first_year=2020, target_year=2020).last_year == 2020
    with pytest.raises(TrajectoryError, match="start 2020 must lie before the target year 2020"):
        level(20, 2020, start=Start(2020, Decimal(1)))


def test_no_removals_and_fifty_years_are_within_bounds():
    assert Amount(2020, Decimal(0)).value == 0
    assert of_level(tolerance_years=50, target_year=2020).last_year == 2020
    assert of_level(tolerance_years=0).tolerance_years == 0


@pytest.mark.parametrize("year", [1750, 2300])
def test_the_first_and_the_last_year_are_years(year):
    assert Figure(year, Decimal(1)).year == year


@pytest.mark.parametrize("year", [1749, 2301])
def test_years_beyond_are_none(year):
    with pytest.raises(TrajectoryError, match="year from 1750 to 2300"):
        Figure(year, Decimal(1))


@pytest.mark.parametrize("value", ["1e-18", "999999999999999999", "0"])
def test_values_with_eighteen_digits_or_decimals_are_taken(value):
    assert Figure(2020, Decimal(value)).value == Decimal(value)


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
