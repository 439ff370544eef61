"""Rule 3: a reduction against a declared baseline scenario."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from tests.trajectory.cases import FULL_BASIS, LATER, codes, evidence, figures, params, scenario, told
from trajectory import (
    Evidence,
    FlagCode,
    Kind,
    Milestone,
    Missing,
    Point,
    Reason,
    Target,
    TrajectoryError,
    Verdict,
    assess,
    flag_sentence,
)
from trajectory.scenario import allowed, covers, curve

GROWING = curve((Point(2010, Decimal(100)), Point(2030, Decimal(200))))
"""100 in 2010, 150 in 2020, 200 in 2030"""


def test_the_allowance_shrinks_as_a_share_of_the_scenario():
    path = allowed(GROWING, 2010, 2030, Decimal(40))
    assert [path.at(year) for year in (2010, 2020, 2030)] == [100, 120, 120]  # 100, 150 x 0.8, 200 x 0.6
    assert path.points[15] == (2025, Decimal("122.5"))  # 175 x 0.7: it is not straight


def test_the_allowance_is_compared_exactly():
    thirds = allowed(curve((Point(2010, Decimal(3)), Point(2013, Decimal(3)))), 2010, 2013, Decimal(100))
    tenths = allowed(curve((Point(2010, Decimal(1)), Point(2013, Decimal(2)))), 2010, 2013, Decimal(0))
    assert thirds.allows(Decimal(2), 2011)
    assert tenths.allows(Fraction(4, 3), 2011)
    assert not tenths.allows(Decimal("1.333333333333333334"), 2011)
    assert tenths.allows(Decimal(4), 2011, times=3)


def test_the_allowances_of_several_years_are_summed():
    assert allowed(GROWING, 2010, 2030, Decimal(40)).total([2020, 2025]) == Decimal("242.5")


def test_the_share_runs_through_milestones_and_of_two_in_one_year_the_stricter_counts():
    milestones = (
        Milestone(2020, reduction_percent=Decimal(10)),
        Milestone(2020, level=Decimal(141)),
        Milestone(2005, level=Decimal(1)),
        Milestone(2030, level=Decimal(1)),
    )
    path = allowed(GROWING, 2010, 2030, Decimal(40), milestones)
    assert [path.at(year) for year in (2015, 2020, 2030)] == [
        Decimal("118.75"),  # 125 x 0.95
        135,  # 150 x 0.9; the level of 141 is less strict
        120,
    ]


def test_a_level_is_a_share_of_the_scenario_of_its_year():
    path = allowed(GROWING, 2010, 2030, Decimal(40), (Milestone(2020, level=Decimal(120)),))
    assert [path.at(year) for year in (2015, 2020)] == [Decimal("112.5"), 120]  # 125 x 0.9, 150 x 0.8
    small = curve((Point(2010, Decimal(1)), Point(2030, Decimal(1))))
    assert allowed(small, 2010, 2030, Decimal(40), (Milestone(2020, level=Decimal("0.5")),)).at(
        2020
    ) == Decimal("0.5")


def test_a_milestone_of_the_first_year_changes_nothing():
    milestones = (Milestone(2010, reduction_percent=Decimal(50)),)
    assert allowed(GROWING, 2010, 2030, Decimal(40), milestones) == allowed(GROWING, 2010, 2030, Decimal(40))


def test_a_level_cannot_be_a_share_of_a_scenario_at_zero():
    flat = curve((Point(2010, Decimal(0)), Point(2030, Decimal(0))))
    with pytest.raises(TrajectoryError, match="above zero in 2020"):
        allowed(flat, 2010, 2030, Decimal(40), (Milestone(2020, level=Decimal(1)),))


@pytest.mark.parametrize(
    ("first", "last", "is_covered"),
    [(2010, 2030, True), (2012, 2020, True), (2009, 2030, False), (2010, 2031, False), (2020, 2020, False)],
)
def test_a_scenario_covers_the_years_from_its_first_to_its_last(first, last, is_covered):
    assert covers(GROWING, first, last) is is_covered


def test_the_order_of_points_and_equal_points_do_not_matter():
    points = (Point(2030, Decimal(200)), Point(2010, Decimal(100)), Point(2010, Decimal("100.0")))
    assert curve(points) == GROWING


def test_one_point_is_no_scenario():
    assert curve((Point(2010, Decimal(1)), Point(2010, Decimal(1)))) is Missing.NOT_STATED


def test_two_values_of_one_year_are_refused():
    with pytest.raises(TrajectoryError, match="two values for 2010"):
        curve((Point(2010, Decimal(1)), Point(2010, Decimal(2))))


TARGET = Target(
    Kind.BASELINE_SCENARIO, measure="ghg", base_year=2010, target_year=2030, reduction_percent=Decimal(40)
)
BASELINE = scenario({2010: 100, 2030: 200})


def judge(values, target=TARGET, as_of=LATER, **more):
    return assess(target, evidence(values, scenario=BASELINE, **more), as_of=as_of)


@pytest.mark.parametrize(("value", "verdict"), [(120, Verdict.ON_TRACK), ("120.01", Verdict.OFF_TRACK)])
def test_before_the_target_year_the_scenario_less_the_share_decides(value, verdict):
    assert judge({2020: value}).verdict is verdict


@pytest.mark.parametrize(("value", "verdict"), [(120, Verdict.MET), ("120.01", Verdict.MISSED)])
def test_at_the_target_year_the_goal_decides(value, verdict):
    assert judge({2030: value}, as_of=date(2031, 6, 1)).verdict is verdict


def test_below_the_goal_is_no_excuse_while_the_scenario_is_still_low():
    tenth = replace(TARGET, reduction_percent=Decimal(10))
    found = judge({2015: 130}, tenth, date(2016, 12, 31))  # the goal is 180, but 2015 allows 125 x 0.975
    assert (found.verdict, found.numbers["path_value"]) == (Verdict.OFF_TRACK, Decimal("121.875"))
    assert codes(found) == ["basis_unstated"]
    assert "must now fall" not in told(found)


def test_without_a_base_year_the_reduction_counts_from_the_scenarios_first():
    found = judge({2020: 120}, replace(TARGET, base_year=Missing.NOT_STATED))
    assert (found.verdict, found.numbers["base_year"]) == (Verdict.ON_TRACK, 2010)


def test_a_base_year_within_the_scenario_starts_at_its_value():
    found = judge({2020: 132}, replace(TARGET, base_year=2015))
    assert found.numbers["base_value"] == 125
    assert found.numbers["path_value"] == 130  # 150 x (1 - 0.4 x 5/15)


def test_a_base_year_may_be_the_last_of_a_scenario_that_ends_too_early():
    found = judge({2020: 132}, replace(TARGET, base_year=2030, target_year=2040))
    assert (found.reason, found.numbers["base_value"]) == (Reason.NOT_QUANTIFIED, 200)


def test_it_is_said_that_nobody_stated_how_the_scenario_was_made():
    found = judge({2020: 120})
    assert params(found, FlagCode.BASIS_UNSTATED) == {"basis_list": ("declared_scenario",)}
    assert "How the declared baseline was worked out is not stated" in flag_sentence(found.flags[0]).id


def test_a_milestone_bends_the_allowance_and_the_benchmark_stays():
    found = judge({2020: 130}, milestones=(Milestone(2020, reduction_percent=Decimal(10)),))
    assert (found.verdict, codes(found)) == (Verdict.ON_TRACK, ["basis_unstated", "behind_straight_line"])
    assert (found.numbers["path_value"], found.numbers["straight_line_value"]) == (135, 120)


def test_unsteady_is_said_under_a_scenario_too():
    found = judge({2018: 140, 2019: 140, 2020: 120})
    assert (found.verdict, codes(found)) == (Verdict.ON_TRACK, ["basis_unstated", "unsteady"])


def test_a_scenario_awaits_its_last_year_and_grows_stale():
    known = {2020: 120}
    assert judge(known, as_of=date(2025, 1, 1)).open == (Reason.STALE,)
    awaiting = judge(known, as_of=date(2031, 1, 1))
    assert awaiting.open == (Reason.AWAITING_FINAL_INVENTORY, Reason.STALE)
    assert awaiting.last_known is Verdict.ON_TRACK


def test_the_numbers_beside_a_verdict_under_a_scenario():
    assert dict(judge({2010: 110, 2020: 135}).numbers) == {
        "base_year": 2010,
        "base_value": 100,  # the scenario's, not the figure's
        "target_year": 2030,
        "goal_value": 120,
        "target_reduction_percent": 40,
        "latest_year": 2020,
        "latest_value": 135,
        "goal_gap": 15,
        "path_value": 120,
        "straight_line_value": 120,
        "gap": 15,
        "gap_summed": 15,
        "gap_summed_count": 1,
        "scenario_value": 150,
        "below_scenario_percent": 10,
        "required_below_scenario_percent": 20,
        "required_annual_rate_percent": Decimal("1.5"),  # 15 in ten years, of 100
    }


def test_a_pace_needs_a_figure_of_the_first_year():
    assert judge({2010: 150, 2020: 135}).numbers["pace_year"] == 2030
    assert "pace_year" not in judge({2020: 135}).numbers


def test_a_pace_needs_figures_that_can_be_compared():
    first = figures({2010: 150}, replace(FULL_BASIS, gases="CO2"))
    known = Evidence((*first, *figures({2020: 135})), scenario=BASELINE)
    assert "pace_year" not in assess(TARGET, known, as_of=LATER).numbers


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({2020: 120}, "the figure is 20 below it. The promise is 40 below the baseline by 2030."),
        ({2020: 180}, "the figure is 20 above it. The promise is 40 below the baseline by 2030."),
        ({2020: 150}, "the figure is 0 below it. The promise is 40 below the baseline by 2030."),
        ({2020: "149.25"}, "the figure is 0.5 below it. The promise is 40 below the baseline by 2030."),
        ({2020: 180}, "it must now fall each year by 6 of the baseline's value for 2010."),
        ({2020: 180}, "allows only 120 in that year: the figure is 60 too high."),
    ],
)
def test_a_verdict_under_a_scenario_is_explained(values, expected):
    assert expected in told(judge(values))


def test_a_scenario_of_nothing_has_no_percentages():
    target = replace(TARGET, target_year=2020)
    known = evidence({2015: 1}, scenario=scenario({2010: 1, 2015: 0, 2020: 1}))
    numbers = assess(target, known, as_of=date(2016, 1, 1)).numbers
    assert numbers["scenario_value"] == 0
    assert "below_scenario_percent" not in numbers


def test_a_small_scenario_and_the_year_before_the_last_have_rates_too():
    known = evidence({2029: "0.7"}, scenario=scenario({2010: 1, 2030: 1}))
    numbers = assess(TARGET, known, as_of=date(2030, 1, 1)).numbers
    assert (numbers["below_scenario_percent"], numbers["required_annual_rate_percent"]) == (30, 10)


def test_a_base_year_between_later_points_of_a_scenario_is_covered():
    known = evidence({2020: 100}, scenario=scenario({2010: 100, 2012: 100, 2030: 100}))
    assert assess(replace(TARGET, base_year=2015), known, as_of=LATER).numbers["path_value"] == Decimal(
        "86.6666666667"
    )  # 100 x (1 - 0.4 x 5/15)
