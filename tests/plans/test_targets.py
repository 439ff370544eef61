"""What a plan is held against, read from the judge's records."""

from decimal import Decimal

import pytest

from plans import targets
from plans.gap import Goal
from plans.targets import NoGoal
from tests import make
from tests.portal import assessments

pytestmark = pytest.mark.django_db


def goal_of(version, values):
    """As the judge leaves it, after accepted reports of totals in tonnes by year."""
    for year, tonnes in values.items():
        make.accepted(version.government, year, lines=[make.line("T.1", tonnes)])
    (found,) = assessments.assess(version.government)
    return targets.goal_of(version, found.record)


def test_a_reduction_s_goal_is_the_base_less_its_share():
    """20 % below 1,000,000 t of 2005."""
    version = make.target(make.government(), target_year=2030)
    assert goal_of(version, {2005: 1_000_000, 2019: 950_000}) == Goal(
        2019, Decimal(950_000), 2030, Decimal(800_000)
    )


def test_a_fixed_level_is_the_goal_though_no_path_leads_to_it():
    version = make.target(
        make.government(),
        kind="fixed_level",
        base_year=None,
        target_year=2030,
        reduction_percent=None,
        level=700_000,
    )
    assert goal_of(version, {2019: 950_000}) == Goal(2019, Decimal(950_000), 2030, Decimal(700_000))


def test_the_record_of_public_figures_is_an_indication():
    version = make.target(make.government(), target_year=2030)
    assessments.public_figures(version.government, {2005: 1_000_000, 2019: 950_000})
    (found,) = assessments.assess(version.government)
    assert targets.is_indication(found.record)
    assert isinstance(targets.goal_of(version, found.record), Goal)


@pytest.mark.parametrize(
    ("fields", "values", "expected"),
    [
        pytest.param({"kind": "peak", "base_year": None, "reduction_percent": None}, {2019: 9}, NoGoal.PEAK),
        pytest.param({"kind": "intensity"}, {2019: 9}, NoGoal.INTENSITY),
        pytest.param(
            {"kind": "share", "base_year": None, "reduction_percent": None, "level": 33},
            {2019: 9},
            NoGoal.NOT_A_MASS,
        ),
        pytest.param({}, {}, NoGoal.NO_FIGURE),
        pytest.param({}, {2019: 950_000}, NoGoal.NO_LEVEL, id="no figure of the base year"),
        pytest.param({"target_year": 2015}, {2005: 10, 2015: 9}, NoGoal.OVER),
    ],
)
def test_a_target_without_tonnes_says_why(fields, values, expected):
    version = make.target(make.government(), **{"target_year": 2030, **fields})
    assert goal_of(version, values) == expected


def test_figures_counted_differently_have_no_distance():
    version = make.target(make.government(), target_year=2030)
    make.accepted(version.government, 2005, lines=[make.line("T.1", 1_000_000)])
    make.accepted(version.government, 2019, lines=[make.line("T.1", 950_000)], about={"gwp_set": "SAR"})
    (found,) = assessments.assess(version.government)
    assert targets.goal_of(version, found.record) == NoGoal.NOT_COMPARABLE
