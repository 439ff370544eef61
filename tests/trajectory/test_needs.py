"""What it would take: the rate from now on, when the present pace would get there, what has added up."""

from datetime import date
from decimal import Decimal

import pytest

from tests.trajectory.cases import LATER, evidence, figures, level, neutral, reduction, scenario, told
from trajectory import Amount, Evidence, Kind, Start, Target, assess

HALF_WAY = reduction(40, 2010, 2030)  # 100 in 2010, 80 in 2020, 60 in 2030


def judge(values, target=HALF_WAY, **more):
    return assess(target, evidence(values, **more), as_of=LATER)


@pytest.mark.parametrize(
    ("value", "year"),
    [
        (80, 2030),  # 20 more at 2 a year
        (85, 2037),  # 25 more at 1.5 a year take 16 years and 8 months
        (99, 2410),
        ("98.62", 2300),  # 38.62 more at 0.138 a year take 279.9 years
        ("98.63", 2302),
    ],
)
def test_the_pace_reaches_the_goal_in_the_first_year_that_keeps_it(value, year):
    found = judge({2010: 100, 2020: value}).numbers.get("pace_year", "beyond the years that are dealt with")
    assert found == (year if year <= 2300 else "beyond the years that are dealt with")


def test_the_last_year_that_is_dealt_with_still_counts():
    target = reduction(58, 2010, 2030)  # 56 more at 0.2 a year take 280 years
    assert judge({2010: 100, 2020: 98}, target).numbers["pace_year"] == 2300


@pytest.mark.parametrize("value", [60, 50, 100, 101])
def test_there_is_no_pace_where_the_goal_is_reached_or_nothing_fell(value):
    assert "pace_year" not in judge({2010: 100, 2020: value}).numbers


def test_an_intensity_has_a_pace_too():
    target = Target(
        Kind.INTENSITY,
        measure="ghg",
        activity="people",
        base_year=2010,
        target_year=2030,
        reduction_percent=Decimal(40),
    )
    assert (
        judge({2010: 300, 2020: 240}, target, activity=figures({2010: 3, 2020: 3})).numbers["pace_year"]
        == 2030
    )
    assert (
        judge({2010: 300, 2020: 255}, target, activity=figures({2010: 3, 2020: 3})).numbers["pace_year"]
        == 2037
    )


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({2010: 100, 2020: 85}, "it must now fall each year by 2.5 of what it was in 2010."),
        ({2010: 100, 2020: 85}, "At the pace since 2010 the goal would be reached in 2037."),
        ({2010: 100, 2020: 75}, "At the pace since 2010 the goal would be reached in 2026."),
        (
            {2010: 100, 2015: 95, 2020: 85},
            "Over the 2 years on record since 2010, 10 more was emitted than the ",
        ),
        (
            {2010: 100, 2015: 80, 2020: 79},
            "Over the 2 years on record since 2010, 11 less was emitted than the ",
        ),
    ],
)
def test_what_it_would_take_is_told(values, expected):
    assert expected in told(judge(values))


@pytest.mark.parametrize(
    "values",
    [
        {2010: 100, 2020: 85},  # a single year: the gap itself has been told
        {2010: 100, 2015: 89, 2020: 81},  # one above by as much as one below
    ],
)
def test_sums_that_say_nothing_are_not_told(values):
    assert "years on record since" not in told(judge(values))


def test_what_is_met_or_missed_takes_nothing_more():
    for value in (60, 70):
        found = assess(HALF_WAY, evidence({2010: 100, 2025: 80, 2030: value}), as_of=date(2031, 1, 1))
        assert "must now fall" not in told(found)
        assert "At the pace" not in told(found)
        assert "years on record since" not in told(found)


def test_intensities_and_levels_do_not_add_up():
    target = Target(
        Kind.INTENSITY, measure="kWh", base_year=2010, target_year=2030, reduction_percent=Decimal(40)
    )
    assert "years on record since" not in told(judge({2010: 100, 2015: 95, 2020: 85}, target))
    fixed = level(60, 2030, start=Start(2010, Decimal(100)))
    assert "years on record since" not in told(judge({2015: 95, 2020: 85}, fixed))


def test_neutrality_on_its_way_tells_what_it_would_take():
    target = neutral(2030, base_year=2010, residual=Decimal(10))
    assert "must now fall each year by 5 of what it was in 2010" in told(judge({2010: 100, 2020: 60}, target))


@pytest.mark.parametrize(
    ("gross", "expected"), [(10, "That is within the 10 that"), (11, "That is more than the 10 that")]
)
def test_the_declared_residual_is_told_beside_neutrality(gross, expected):
    known = Evidence(
        figures({2020: gross}), removals=(Amount(2020, Decimal(11)),), credits=(Amount(2020, Decimal(0)),)
    )
    found = assess(neutral(2020, residual=Decimal(10)), known, as_of=LATER)
    assert found.verdict.value == "met"
    assert found.numbers["residual_value"] == 10
    assert expected in told(found)


def test_small_numbers_and_the_year_before_the_last_have_rates_too():
    numbers = assess(HALF_WAY, evidence({2010: 1, 2029: "0.7"}), as_of=date(2030, 1, 1)).numbers
    assert numbers["share_achieved_percent"] == 75
    assert numbers["required_annual_rate_percent"] == 10
    assert numbers["projection_value"] == Decimal("0.684210526316")  # 0.7 - 0.3 / 19
    assert numbers["pace_year"] == 2036  # 0.1 more at 0.3 / 19 a year take 6 years and 4 months


def test_the_last_year_has_no_rate_and_no_projection():
    for target in (HALF_WAY, level(60, 2030, start=Start(2010, Decimal(100)))):
        numbers = assess(target, evidence({2010: 100, 2030: 70}), as_of=date(2031, 1, 1)).numbers
        assert numbers["pace_year"] == 2037
        assert not {"required_annual_rate_percent", "projection_value"} & set(numbers)


def test_a_start_from_nothing_has_no_percentages():
    found = judge({2020: 5}, level(10, 2030, start=Start(2010, Decimal(0))))
    assert "reduction_percent" not in found.numbers


def test_a_scenario_beside_another_kind_of_target_changes_nothing():
    points = scenario({2010: 100, 2030: 100})
    assert judge({2010: 100, 2020: 85}, scenario=points).numbers == judge({2010: 100, 2020: 85}).numbers


def test_a_slow_fall_is_told_too():
    target = reduction(10, 2010, 2030)
    assert "must now fall each year by 0.6 of what it was in 2010." in told(
        judge({2010: 100, 2020: 96}, target)
    )


def test_nothing_is_asked_of_a_ceiling_that_cannot_be_a_percentage():
    rising = level(10, 2030, start=Start(2010, Decimal(0)))
    found = judge({2020: 20}, rising)
    assert found.verdict.value == "off_track"
    assert "must now" not in told(found)
