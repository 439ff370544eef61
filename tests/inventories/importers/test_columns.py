"""What the names of columns make likely."""

import pytest

from inventories.importers import columns


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("排放量(万吨二氧化碳)", "co2"),
        ("排放量（万吨CO2）", "co2"),
        ("排放量(万吨二氧化碳当量)", "co2e"),
        ("Emissions (kt CO₂)", "co2"),
        ("Emissions (kt CO2e)", "co2e"),
        ("Total (t CO₂-eq)", "co2e"),
        ("温室气体排放量", "co2e"),
    ],
)
def test_a_unit_of_carbon_dioxide_is_not_one_of_its_equivalent(name, field):
    assert columns.likely(name) == field
