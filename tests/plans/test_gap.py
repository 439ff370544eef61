"""A worked plan by hand: three actions that overlap, one of them late, against a target of 2030."""

from decimal import Decimal

import pytest

from plans import gap
from plans.gap import Goal
from plans.reductions import Promise, Shared, claimed, costs, wedges

BUSES = Promise(
    "buses", 2020, 2028, {2022: Decimal(20_000), 2026: Decimal(60_000)}, Decimal(9_000_000), "USD"
)
HEAT = Promise("heat", 2023, 2030, {2025: Decimal(100_000)}, Decimal(25_000_000), "USD")
SOLAR = Promise("solar", 2022, 2030, {2024: Decimal(40_000)}, None, late=True)
PLAN = (BUSES, HEAT, SOLAR)
SHARED = (Shared("heat", "solar", Decimal(15_000)),)
GOAL = Goal(latest_year=2023, latest=Decimal(1_000_000), target_year=2030, level=Decimal(800_000))


@pytest.mark.parametrize(
    ("year", "tonnes"), [(2021, 0), (2022, 20_000), (2025, 20_000), (2026, 60_000), (2040, 60_000)]
)
def test_a_declared_value_holds_until_another_is_declared(year, tonnes):
    assert claimed(BUSES, year) == tonnes


def test_a_zero_ends_a_saving_and_a_cancelled_action_saves_nothing():
    ended = Promise("pilot", 2020, 2024, {2021: Decimal(5), 2025: Decimal(0)})
    assert [claimed(ended, year) for year in (2024, 2025, 2030)] == [5, 0, 0]
    assert claimed(Promise("x", 2020, 2030, {2021: Decimal(5)}, cancelled=True), 2025) == 0


def test_an_overlap_is_taken_off_once_and_from_the_second():
    assert [(each.key, each.claimed, each.overlap) for each in wedges(PLAN, SHARED, 2030)] == [
        ("buses", 60_000, 0),
        ("heat", 100_000, 0),
        ("solar", 40_000, 15_000),
    ]


def test_an_overlap_is_no_more_than_both_claim():
    """In 2024 heat saves nothing yet: solar's 40,000 t are its own."""
    assert [each.overlap for each in wedges(PLAN, SHARED, 2024)] == [0, 0, 0]
    large = (Shared("heat", "solar", Decimal(70_000)), Shared("buses", "solar", Decimal(70_000)))
    assert wedges(PLAN, large, 2030)[2].counted == 0


def test_the_plan_falls_short_to_the_tonne():
    """Needed 200,000. After 2023: buses 60,000 - 20,000, heat 100,000, solar 40,000 - 15,000: 165,000."""
    found = gap.of(GOAL, PLAN, SHARED)
    assert [(each.key, each.counted) for each in found.parts] == [
        ("buses", 40_000),
        ("heat", 100_000),
        ("solar", 25_000),
    ]
    assert (found.needed, found.promised, found.remaining, found.hanging) == (
        200_000,
        165_000,
        35_000,
        25_000,
    )
    assert not found.is_closed


def test_what_is_missing_must_begin_the_plan_s_own_lead_before_the_target_year():
    """Each of the three saves for the first time two years after it starts: 2030 - 2."""
    found = gap.of(GOAL, PLAN, SHARED)
    assert (found.lead_years, found.begin_by) == (2, 2028)


def test_a_closed_gap_asks_for_nothing_more():
    easy = Goal(2023, Decimal(1_000_000), 2030, Decimal(835_000))
    found = gap.of(easy, PLAN, SHARED)
    assert (found.remaining, found.begin_by, found.is_closed) == (0, 0, True)


def test_a_goal_that_is_met_needs_nothing():
    found = gap.of(Goal(2023, Decimal(700), 2030, Decimal(800)), PLAN, ())
    assert (found.needed, found.remaining) == (0, 0)


def test_a_tonne_costs_what_the_action_costs_by_what_it_counts():
    """To 2030: buses 4 x 20,000 + 5 x 60,000 = 380,000 t; heat 6 x 100,000; solar 40,000 + 6 x 25,000."""
    found = costs(PLAN, SHARED, 2020, 2030)
    assert [(each.key, each.tonnes) for each in found] == [
        ("buses", 380_000),
        ("heat", 600_000),
        ("solar", 190_000),
    ]
    assert [each.per_tonne and round(each.per_tonne, 2) for each in found] == [
        Decimal("23.68"),
        Decimal("41.67"),
        None,
    ]
