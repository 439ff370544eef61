"""Checks of what is likely: sectors beside the network, values beside former years, people and product."""

import math
from decimal import Decimal

import pytest

from inventories import checks, frameworks, sections
from inventories.checks import sectors
from inventories.indicators import IndicatorDraft
from inventories.models import IndicatorValue
from tests import make

pytestmark = pytest.mark.django_db


def gpc(**masses):
    """Rows of a GPC inventory at BASIC, 'I_1_1=5'; the others do not occur."""
    given = {row.replace("_", "."): mass for row, mass in masses.items()}
    return [
        make.line(row.code, given[row.code])
        if row.code in given
        else make.line(row.code, notation_key="NO", explanation="None here")
        for row in frameworks.rows("gpc", "community")
        if row.required_at("basic")
    ]


def draft(place, lines, year=2020, **fields):
    return make.ready(place, year, lines=lines, **fields)


def found(version, code):
    """Row and message of what one check finds."""
    return [(each.row, each.message) for each in checks.run(version) if each.code == code]


def test_without_a_history_a_sector_may_move_by_a_quarter():
    place = make.government()
    make.accepted(place, 2019, framework="gpc", lines=gpc(I_1_1=1000, II_1_1=1000))
    calm = draft(place, gpc(I_1_1=1250, II_1_1=900), framework="gpc")
    assert found(calm, "jump-sector") == []


def test_a_sector_that_moves_by_more_is_named_with_the_numbers():
    place = make.government()
    make.accepted(place, 2019, framework="gpc", lines=gpc(I_1_1=1000, II_1_1=1000))
    wild = draft(place, gpc(I_1_1=1010, II_1_1=1600), framework="gpc")
    assert found(wild, "jump-sector") == [
        ("II", "Transportation changed by 60 % a year against 2019; up to 25 % is likely.")
    ]


def test_a_change_over_several_years_counts_by_the_year():
    place = make.government()
    make.accepted(place, 2016, framework="gpc", lines=gpc(I_1_1=1000, II_1_1=1000))
    slow = draft(place, gpc(I_1_1=1000, II_1_1=2000), framework="gpc")
    assert found(slow, "jump-sector") == []  # 2 to the power of 1/4 is 1.19


def test_a_network_that_moves_a_lot_makes_a_great_change_likely():
    network = make.network()
    place = make.government(network=network)
    make.accepted(place, 2019, framework="gpc", lines=gpc(I_1_1=1000, II_1_1=1000))
    for at in range(sectors.FEWEST_CHANGES):
        member = make.government(network=network)
        make.accepted(member, 2017, framework="gpc", lines=gpc(I_1_1=1000, II_1_1=1000))
        after = 1500 if at % 2 else 700
        make.accepted(member, 2018, framework="gpc", lines=gpc(I_1_1=1000, II_1_1=after))
    version = draft(place, gpc(I_1_1=1600, II_1_1=1600), framework="gpc")
    assert found(version, "jump-sector") == [
        (
            "I",
            "Stationary energy changed by 60 % a year against 2019; after 12 changes in this network, "
            "-20 % to 25 % is likely.",
        )
    ]


def test_what_is_likely_is_the_median_and_robust_deviations_with_a_floor():
    steady = sectors.likely([0.01] * 20)
    assert (steady.middle, steady.reach, steady.count) == (0.01, math.log(1.25), 20)
    spread = sectors.likely([-0.3] * 6 + [0.0] + [0.3] * 6)
    assert spread.middle == 0.0
    assert spread.reach == pytest.approx(3.5 * 1.4826 * 0.3)
    assert sectors.likely([5.0] * 11).middle == 0.0


@pytest.mark.parametrize("count", [1, 3])
def test_the_checks_ask_the_database_no_more_for_more_rows(count, django_assert_num_queries):
    place = make.government(network=make.network())
    rows = dict.fromkeys(("I_1_1", "I_2_1", "II_1_1")[:count], 1000)
    for year in (2017, 2018, 2019):
        make.accepted(place, year, framework="gpc", lines=gpc(**rows, III_1_1=5))
    version = draft(place, gpc(**dict.fromkeys(rows, 1600), III_1_1=5), framework="gpc")
    version.refresh_from_db()
    with django_assert_num_queries(14):
        assert len([each for each in checks.run(version) if each.code == "jump-sector"]) == 1 + (count == 3)


def test_the_same_value_in_three_years_running():
    place = make.government()
    for year in (2018, 2019):
        make.accepted(place, year, lines=[make.line("T.I", 700), make.line("T.II", year)])
    version = draft(place, [make.line("T.I", 700), make.line("T.II", 2020)])
    assert found(version, "frozen-three-years") == [
        ("T.I", "Row T.I holds the same value for the third year.")
    ]


def test_the_same_value_after_a_gap_is_not_three_years_running():
    place = make.government()
    for year in (2017, 2019):
        make.accepted(place, year, lines=[make.line("T.I", 700)])
    assert found(draft(place, [make.line("T.I", 700)]), "frozen-three-years") == []


@pytest.mark.parametrize(
    ("line", "warned"),
    [
        (make.line("T.II", 0), True),
        (make.line("T.II", notation_key="NO", explanation="Closed"), True),
        (make.line("T.II", notation_key="NE", explanation="Later"), False),
        (make.line("T.II", 1), False),
    ],
)
def test_nothing_where_there_was_something(line, warned):
    place = make.government()
    make.accepted(place, 2019, lines=[make.line("T.I", 9), make.line("T.II", 5)])
    version = draft(place, [make.line("T.I", 10), line])
    message = "Row T.II is nothing now and was not in 2019."
    assert found(version, "zero-after-value") == ([("T.II", message)] if warned else [])


@pytest.mark.parametrize(
    ("tonnes", "code"),
    [
        (5, "per-person-unit"),  # of 100 people: 0.05 t, a thousand times as much is 50
        (39, "per-person-range"),
        (40, ""),
        (6000, ""),
        (6001, "per-person-range"),
        (600_000, "per-person-unit"),  # 6,000 t, a thousandth is 6
        (7_000_000, "per-person-range"),  # 70,000 t, and a thousandth is 70
    ],
)
def test_emissions_for_each_person(tonnes, code):
    version = draft(None, [make.line("T.1", tonnes)], about={"population": 100})
    warned = {each.code for each in checks.run(version) if each.code.startswith("per-person")}
    assert warned == ({code} if code else set())


@pytest.mark.parametrize(
    ("people", "warned"), [(499, True), (500, False), (150_000_000, False), (150_000_001, True)]
)
def test_a_population_that_no_place_has(people, warned):
    version = draft(None, [make.line("T.1", people * 5)], about={"population": people})
    assert [each for each, _message in found(version, "population-range")] == ([""] if warned else [])


@pytest.mark.parametrize(
    ("now", "warned"), [(110_000, False), (110_001, True), (90_910, False), (90_909, True)]
)
def test_a_population_that_changes_by_more_than_a_tenth_a_year(now, warned):
    place = make.government()
    make.accepted(place, 2019, lines=[make.line("T.1", 500_000)], about={"population": 100_000})
    version = draft(place, [make.line("T.1", 500_000)], about={"population": now})
    assert bool(found(version, "population-jump")) is warned


def product():
    return make.measure("gdp-usd", quantity="gdp", is_mass=False, rows="", unit="1,000 US dollars")


def with_product(place, value, year=2020, price_year=2015, population=1000, make_it=draft):
    measure = product()
    return make_it(
        place,
        year=year,
        lines=[make.line("T.1", 5000)],
        indicators=[IndicatorDraft(measure, Decimal(value), price_year=price_year)],
        about={"population": population},
    )


@pytest.mark.parametrize(
    ("value", "warned"), [(500, False), (499, True), (1_200_000, False), (1_200_001, True)]
)
def test_a_product_for_each_person_that_no_place_has(value, warned):
    assert bool(found(with_product(None, value), "product-range")) is warned


@pytest.mark.parametrize(
    ("now", "warned"), [(50_000, False), (50_001, True), (32_000, False), (31_999, True)]
)
def test_a_product_that_changes_by_more_than_a_quarter(now, warned):
    place = make.government()
    with_product(place, 40_000, 2019, make_it=make.accepted)
    assert bool(found(with_product(place, now), "product-jump")) is warned


def test_a_product_at_other_prices_is_not_compared_but_named():
    place = make.government()
    with_product(place, 40_000, 2019, price_year=2010, make_it=make.accepted)
    version = with_product(place, 90_000)
    assert found(version, "product-jump") == []
    assert [row for row, _message in found(version, "price-year-changed")] == ["gdp-usd"]


def test_a_product_without_the_year_of_its_prices_cannot_be_signed():
    version = with_product(None, 40_000)
    assert found(version, "price-year-missing") == []
    IndicatorValue.objects.filter(version=version).update(price_year=None)
    (finding,) = [each for each in checks.run(version) if each.code == "price-year-missing"]
    assert finding.is_error


def test_what_a_target_divides_by_is_asked_for():
    place = make.government()
    people = make.measure("population", quantity="population", is_mass=False, rows="", unit="people")
    make.target(place, kind="intensity", activity=people, base_year=2005)
    bare = draft(place, [make.line("T.1", 5000)])
    assert [row for row, _message in found(bare, "activity-missing")] == ["population"]
    sections.set_about(bare, {"population": 1000})
    assert found(bare, "activity-missing") == []
