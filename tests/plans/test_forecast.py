"""A roadmap of Changsha's shape: two end uses, growth that slows, a grid that gets cleaner, a peak by 2025.

The numbers are those of a spreadsheet that multiplies year by year (columns beside each year):
industry grows with product at half its rate while its intensity falls; buildings use electricity and grow
with people, their grid's factor falling.
"""

from dataclasses import replace
from decimal import Decimal

import pytest

from plans.forecast import EndUse, Scenario, forecast, moved
from plans.reductions import Promise

INDUSTRY = EndUse(
    "industry", "I", Decimal(30_000_000), "gdp", Decimal("0.5"), {2021: Decimal("-2"), 2024: Decimal("-4")}
)
BUILDINGS = EndUse("buildings", "I", Decimal(20_000_000), "population", Decimal(1), electric=True)
CHANGSHA = Scenario(
    2020,
    2030,
    (INDUSTRY, BUILDINGS),
    population={2021: Decimal("1.5"), 2026: Decimal("0.5")},
    gdp={2021: Decimal(8), 2024: Decimal(6)},
    grid={2021: Decimal("-1"), 2025: Decimal("-3")},
)
"""Industry: x 1.04 x 0.98 = 1.0192 until 2023, then x 1.03 x 0.96 = 0.9888.
Buildings: x 1.015 x 0.99 = 1.00485 until 2024, x 0.98455 in 2025, then x 1.005 x 0.97 = 0.97485."""


def test_the_years_are_those_of_the_spreadsheet():
    found = {each.year: each for each in forecast(CHANGSHA).years}
    assert found[2020].without == 50_000_000
    assert found[2021].by_end_use == {"industry": Decimal("30576000"), "buildings": Decimal("20097000")}
    industry = Decimal(30_000_000) * Decimal("1.0192") ** 3
    buildings = Decimal(20_000_000) * Decimal("1.00485") ** 3
    assert found[2023].by_end_use == {"industry": industry, "buildings": buildings}
    assert found[2024].by_end_use["industry"] == industry * Decimal("0.9888")
    assert round(found[2023].without) == 52_053_804
    assert round(found[2024].without) == 51_796_494


def test_the_peak_is_its_latest_highest_year():
    peak = forecast(CHANGSHA).peak_without
    assert (peak.year, round(peak.tonnes), peak.ahead) == (2023, 52_053_804, False)


def test_two_points_of_growth_move_the_peak():
    """Two more points: industry x 1.05 x 0.98 = 1.029 until 2023, then x 1.04 x 0.96 = 0.9984."""
    peak = forecast(moved(CHANGSHA, "gdp", Decimal(2))).peak_without
    industry = Decimal(30_000_000) * Decimal("1.029") ** 3 * Decimal("0.9984")
    buildings = Decimal(20_000_000) * Decimal("1.00485") ** 4
    assert (peak.year, peak.tonnes) == (2024, industry + buildings)


def test_one_point_of_growth_moves_the_peak_s_level_and_year_as_computed():
    """One point: industry x 1.045 x 0.98 = 1.0241, then x 1.035 x 0.96 = 0.9936."""
    peak = forecast(moved(CHANGSHA, "gdp", Decimal(1))).peak_without
    industry = Decimal(30_000_000) * Decimal("1.0241") ** 3
    assert (peak.year, peak.tonnes) == (2023, industry + Decimal(20_000_000) * Decimal("1.00485") ** 3)


def test_an_action_counts_from_the_base_year_on_and_moves_the_peak():
    """It saved 100,000 t in the base year already, which the base knows; 1,100,000 t from 2022 on."""
    action = Promise("retrofit", 2018, 2030, {2019: Decimal(100_000), 2022: Decimal(1_100_000)})
    found = forecast(CHANGSHA, (action,))
    by_year = {each.year: each for each in found.years}
    assert (by_year[2021].saved, by_year[2022].saved) == ({"retrofit": 0}, {"retrofit": 1_000_000})
    assert by_year[2023].with_actions == by_year[2023].without - 1_000_000
    assert found.peak_with_actions.year == 2023


def test_a_peak_in_the_last_year_is_not_seen():
    growing = replace(CHANGSHA, last_year=2022)
    assert forecast(growing).peak_without.ahead


def test_actions_never_save_more_than_there_is():
    whole = Promise("all", 2021, 2030, {2021: Decimal(10**9)})
    assert forecast(CHANGSHA, (whole,)).years[1].with_actions == 0


def test_product_per_person_grows_by_both_rates():
    """1.08 / 1.015 - 1 = 6.4039 per cent."""
    use = EndUse("services", "I", Decimal(1_000), "gdp_per_person")
    found = forecast(replace(CHANGSHA, end_uses=(use,), last_year=2021)).years[1].without
    assert found == pytest.approx(Decimal("1064.0394"), abs=Decimal("0.0001"))


def test_product_per_person_ends_with_the_people():
    """A population that falls by all of it, or by a point more than it can, divides nothing by zero."""
    homes = EndUse("homes", "I", Decimal(1_000), driver="gdp_per_person")
    for fall in (Decimal(-100), Decimal(-101)):
        scenario = Scenario(2020, 2021, (homes,), population={2021: fall}, gdp={2021: Decimal(5)})
        assert forecast(scenario).years[-1].without == 0
