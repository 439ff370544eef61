"""Rules 1 and 2: reductions from a base year, and fixed levels."""

from datetime import date
from decimal import Decimal

import pytest

from tests.trajectory.cases import LATER, codes, evidence, figures, level, params, reduction, told
from trajectory import (
    Evidence,
    FlagCode,
    Milestone,
    Reason,
    Start,
    Thresholds,
    Verdict,
    YearQualifier,
    assess,
)

HALF_WAY = reduction(40, 2010, 2030)  # 100 in 2010, 80 in 2020, 60 in 2030


@pytest.mark.parametrize(
    ("value", "verdict"),
    [
        ("79.999", Verdict.ON_TRACK),
        ("80", Verdict.ON_TRACK),
        ("80.000000000000000001", Verdict.OFF_TRACK),
        ("101", Verdict.OFF_TRACK),
    ],
)
def test_before_the_target_year_the_path_decides_and_the_line_itself_is_on_track(value, verdict):
    found = assess(HALF_WAY, evidence({2010: 100, 2020: value}), as_of=LATER)
    assert found.verdict is verdict


def test_a_path_that_has_no_end_as_a_decimal_is_compared_exactly():
    third = reduction(100, 2010, 2013)  # 1 falls to two thirds in 2011
    over = assess(third, evidence({2010: 1, 2011: "0.666666666666666667"}), as_of=date(2012, 1, 1))
    under = assess(third, evidence({2010: 1, 2011: "0.666666666666666666"}), as_of=date(2012, 1, 1))
    assert (over.verdict, under.verdict) == (Verdict.OFF_TRACK, Verdict.ON_TRACK)
    assert over.numbers["path_value"] == Decimal("0.666666666667")


@pytest.mark.parametrize(("value", "verdict"), [("60", Verdict.MET), ("60.0001", Verdict.MISSED)])
def test_at_the_target_year_its_own_figure_decides(value, verdict):
    found = assess(HALF_WAY, evidence({2010: 100, 2030: value, 2031: 10}), as_of=date(2032, 1, 1))
    assert found.verdict is verdict


def test_reaching_the_goal_early_is_on_track_and_said():
    found = assess(HALF_WAY, evidence({2010: 100, 2020: 60}), as_of=LATER)
    assert found.verdict is Verdict.ON_TRACK
    assert codes(found) == ["already_below_target"]


def test_before_a_year_means_the_year_before():
    target = reduction(40, 2010, 2031, year_qualifier=YearQualifier.BEFORE)
    found = assess(target, evidence({2010: 100, 2030: 60}), as_of=date(2031, 1, 1))
    assert found.verdict is Verdict.MET
    assert found.numbers["target_year"] == 2030


def test_around_a_year_is_not_missed_until_the_tolerance_is_confirmed():
    known = evidence({2010: 100, 2020: 90})
    open_ = assess(reduction(40, 2010, 2020, year_qualifier=YearQualifier.AROUND), known, as_of=LATER)
    assert (open_.verdict, open_.reason) == (Verdict.UNDETERMINED, Reason.MANUAL_REVIEW)
    assert "assumes" in codes(open_)
    exact = reduction(40, 2010, 2020, year_qualifier=YearQualifier.AROUND, tolerance_years=0)
    assert assess(exact, known, as_of=LATER).verdict is Verdict.MISSED


def test_a_confirmed_tolerance_moves_the_target_year():
    target = reduction(40, 2010, 2018, year_qualifier=YearQualifier.AROUND, tolerance_years=2)
    found = assess(target, evidence({2010: 100, 2018: 90, 2020: 60}), as_of=LATER)
    assert found.verdict is Verdict.MET


def test_the_path_runs_through_milestones_between_base_and_goal_only():
    milestones = (
        Milestone(2020, reduction_percent=Decimal(10)),
        Milestone(2010, level=Decimal(1)),
        Milestone(2030, level=Decimal(1)),
        Milestone(2040, reduction_percent=Decimal(90)),
    )
    found = assess(HALF_WAY, Evidence(figures({2010: 100, 2020: 90}), milestones), as_of=LATER)
    assert found.path == ((2010, Decimal(100)), (2020, Decimal(90)), (2030, Decimal(60)))
    assert found.verdict is Verdict.ON_TRACK
    assert codes(found) == ["behind_straight_line"]


def test_of_two_milestones_in_one_year_the_stricter_counts():
    milestones = (Milestone(2020, level=Decimal(85)), Milestone(2020, reduction_percent=Decimal(20)))
    found = assess(HALF_WAY, Evidence(figures({2010: 100, 2020: 82}), milestones), as_of=LATER)
    assert found.numbers["path_value"] == Decimal(80)


def test_a_level_as_milestone_does_not_follow_a_restated_base():
    milestones = (Milestone(2020, level=Decimal(90)),)
    found = assess(HALF_WAY, Evidence(figures({2010: 200, 2020: 90}), milestones), as_of=LATER)
    assert found.path == ((2010, Decimal(200)), (2020, Decimal(90)), (2030, Decimal(120)))


def test_a_figure_of_the_base_year_counts_before_a_declared_base():
    target = reduction(40, 2010, 2030, base_value=Decimal(500))
    found = assess(target, evidence({2010: 100, 2020: 90}), as_of=LATER)
    assert found.verdict is Verdict.OFF_TRACK
    assert "declared_base" not in codes(found)


def test_the_declared_base_is_used_where_no_figure_exists():
    target = reduction(40, 2010, 2030, base_value=Decimal(100))
    found = assess(target, evidence({2020: 80}), as_of=LATER)
    assert found.verdict is Verdict.ON_TRACK
    assert params(found, FlagCode.DECLARED_BASE) == {"base_year": 2010, "base_amount": Decimal(100)}


@pytest.mark.parametrize(
    ("values", "unsteady"),
    [
        ({2010: 100, 2018: 90, 2019: 90, 2020: 78}, True),  # mean 86
        ({2010: 100, 2018: 81, 2019: 81, 2020: 78}, False),  # mean 80, on the line
        ({2010: 100, 2018: 70, 2019: 70, 2020: 81}, True),  # off track, mean 73.7
        ({2010: 100, 2019: 95, 2020: 78}, False),  # two figures after the base
    ],
)
def test_unsteady_where_the_mean_of_three_would_change_the_verdict(values, unsteady):
    assert ("unsteady" in codes(assess(HALF_WAY, evidence(values), as_of=LATER))) is unsteady


def test_the_number_of_figures_for_steadiness_is_settable():
    known = evidence({2010: 100, 2019: 95, 2020: 78})
    found = assess(HALF_WAY, known, as_of=LATER, thresholds=Thresholds(steady_figures=2))
    assert params(found, FlagCode.UNSTEADY) == {"figures_count": 2}


def test_assumed_fields_are_said():
    target = reduction(40, 2010, 2030, assumed=("measure", "base_year"))
    found = assess(target, evidence({2010: 100, 2020: 80}), as_of=LATER)
    assert params(found, FlagCode.ASSUMES) == {"fields_list": ("measure", "base_year")}


def test_the_numbers_beside_the_verdict():
    known = evidence({2010: 100, 2015: 95, 2020: 85})
    assert dict(assess(HALF_WAY, known, as_of=LATER).numbers) == {
        "base_year": 2010,
        "base_value": Decimal(100),
        "target_year": 2030,
        "goal_value": Decimal(60),
        "target_reduction_percent": Decimal(40),
        "latest_year": 2020,
        "latest_value": Decimal(85),
        "path_value": Decimal(80),
        "straight_line_value": Decimal(80),
        "goal_gap": Decimal(25),
        "gap": Decimal(5),
        "gap_summed": Decimal(10),  # 95 - 90 in 2015, 85 - 80 in 2020
        "gap_summed_count": 2,
        "reduction_percent": Decimal(15),
        "required_reduction_percent": Decimal(20),
        "share_achieved_percent": Decimal("37.5"),
        "achieved_annual_rate_percent": Decimal("1.5"),
        "required_annual_rate_percent": Decimal("2.5"),
        "projection_value": Decimal(70),
        "pace_year": 2037,  # 25 more at 1.5 a year take 16.7 years
    }


def test_a_fixed_level_follows_the_path_from_its_declared_start():
    target = level(60, 2030, start=Start(2010, Decimal(100)))
    assert assess(target, evidence({2020: 80}), as_of=LATER).verdict is Verdict.ON_TRACK
    assert assess(target, evidence({2020: 81}), as_of=LATER).verdict is Verdict.OFF_TRACK


def test_a_fixed_level_reached_early_is_on_track_without_a_path():
    found = assess(level(60, 2030), evidence({2020: 60}), as_of=LATER)
    assert (found.verdict, codes(found)) == (Verdict.ON_TRACK, ["already_below_target"])
    assert found.path == ()


@pytest.mark.parametrize(("value", "verdict"), [(60, Verdict.MET), ("60.01", Verdict.MISSED)])
def test_a_fixed_level_is_decided_by_the_figure_of_its_year(value, verdict):
    assert assess(level(60, 2020), evidence({2020: value}), as_of=LATER).verdict is verdict


def test_a_level_that_is_kept_for_years_is_steady():
    found = assess(level(60, 2020), evidence({2018: 50, 2019: 50, 2020: 50}), as_of=LATER)
    assert (found.verdict, codes(found)) == (Verdict.MET, [])


def test_gaps_are_summed_from_the_year_after_the_base_to_the_target_year():
    known = evidence({2010: 100, 2011: 99, 2030: 70})
    numbers = assess(HALF_WAY, known, as_of=date(2031, 1, 1)).numbers
    assert (numbers["gap_summed"], numbers["gap_summed_count"]) == (11, 2)  # 99 - 98 and 70 - 60
    assert numbers["path_value"] == 60


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (100, "it fell by 0; the promise is 20 by 2030."),
        ("99.5", "it fell by 0.5; the promise is 20 by 2030."),
        (101, "it rose by 1; the promise is a fall of 20 by 2030."),
    ],
)
def test_the_change_since_the_base_is_told(value, expected):
    found = assess(reduction(20, 2010, 2030), evidence({2010: 100, 2020: value}), as_of=LATER)
    assert f"From 2010 to 2020 {expected}" in told(found)


def test_a_rise_against_a_level_is_told_without_a_percentage_of_the_promise():
    target = level(80, 2030, start=Start(2010, Decimal(100)))
    found = assess(target, evidence({2020: 101}), as_of=LATER)
    assert "From 2010 to 2020 it rose by 1." in told(found)


def test_little_more_than_the_path_allows_is_told_as_more():
    found = assess(reduction(20, 2010, 2030), evidence({2010: 100, 2019: 91, 2020: "90.5"}), as_of=LATER)
    assert "Over the 2 years on record since 2010, 0.5 more was emitted" in told(found)


def test_a_base_of_nothing_is_not_told_as_an_intensity():
    found = assess(reduction(20, 2010, 2030), evidence({2010: 0, 2020: 5}), as_of=LATER)
    assert "to be divided by" not in told(found)


def test_a_declared_base_is_told_to_have_no_basis():
    target = reduction(20, 2010, 2030, base_value=Decimal(100))
    found = assess(target, evidence({2020: 90}), as_of=LATER)
    assert "How the declared base value was worked out is not stated" in told(found)
