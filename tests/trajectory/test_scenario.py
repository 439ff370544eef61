"""Rule 3: a reduction against a declared baseline scenario."""

from decimal import Decimal
from fractions import Fraction

import pytest

from trajectory import Milestone, Missing, Point, TrajectoryError
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
