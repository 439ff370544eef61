"""What the chart of a record shows."""

import datetime
from decimal import Decimal

import pytest

from pledges.enums import Sense, TargetKind
from pledges.models import TargetVersion
from portal import plots
from portal.evidence import Datum

ON = datetime.date(2026, 3, 1)
BASIS = {"framework": "gpc", "gwp_set": "AR5", "source": "reports"}


def datum(year, value, reported=None, **basis):
    return Datum(year, Decimal(value), None if reported is None else Decimal(reported), basis=BASIS | basis)


def plot(data, record=None, **version):
    defaults = {"kind": TargetKind.BASE_YEAR_REDUCTION, "target_year": 2030}
    made = TargetVersion(**defaults | version)
    return plots.of_record(record or {}, data, version=made, unit="tCO2e", on=ON)


def test_the_projection_runs_between_the_pace_since_the_base_and_that_of_the_last_three_figures():
    """By hand: 100 in 2010 to 80 in 2020 leads to 60 in 2030; 90 in 2018 to 80 in 2020 leads to 30."""
    data = [datum(2010, 100), datum(2018, 90), datum(2019, 84), datum(2020, 80)]
    numbers = {"base_year": 2010, "target_year": 2030, "latest_year": 2020, "projection_value": "60"}
    band = plot(data, {"numbers": numbers}).band
    assert (band.start, band.ends) == ((2020, 80), ((2030, 60), (2030, 30)))


@pytest.mark.parametrize(
    ("record", "data"),
    [
        ({"open": ["stale"]}, [datum(2010, 100), datum(2014, 95), datum(2015, 90), datum(2016, 80)]),
        ({}, [datum(2010, 100), datum(2015, 90), datum(2016, 80)]),
        ({}, [datum(2010, 100), datum(2014, 95, gwp_set="AR2"), datum(2015, 90), datum(2016, 80)]),
    ],
    ids=["stale", "two figures after the base", "two figures made alike"],
)
def test_without_ground_there_is_no_projection(record, data):
    numbers = {"base_year": 2010, "target_year": 2030, "latest_year": 2016, "projection_value": "60"}
    assert plot(data, record | {"numbers": numbers}).band is None


def test_a_stale_verdict_hatches_the_years_since():
    data = [datum(2010, 100), datum(2015, 90)]
    found = plot(data, {"open": ["stale"]})
    assert (found.unknown_until, found.unknown_label) == (2026, "no figures since 2015")
    assert plot(data).unknown_until == 0


def test_figures_made_otherwise_break_the_line_and_restated_ones_are_known():
    data = [datum(2012, 52, gwp_set="AR4"), datum(2014, 35), datum(2015, 34, reported=36)]
    found = plot(data)
    assert (found.breaks, found.restated) == ({2014}, {2015})


def test_a_base_that_is_no_figure_stands_as_declared():
    numbers = {"base_year": 2005, "base_value": "120"}
    assert plot([datum(2010, 100)], {"numbers": numbers}).declared == (2005, 120)
    assert plot([datum(2005, 120)], {"numbers": numbers}).declared is None


def test_a_base_that_stays_stands_beside_the_figure_of_its_year():
    numbers = {"base_year": 2005, "base_value": "120"}
    stays = plot([datum(2005, 130), datum(2010, 100)], {"numbers": numbers}, keeps_base=True)
    assert stays.declared == (2005, 120)
    assert plot([datum(2005, 120)], {"numbers": numbers}, keeps_base=True).declared is None


def test_a_floor_says_at_least():
    numbers = {"target_year": 2030, "goal_value": "25"}
    found = plot([datum(2020, 10)], {"numbers": numbers}, kind=TargetKind.SHARE, sense=Sense.AT_LEAST)
    assert found.goal_label.replace("\N{NO-BREAK SPACE}", " ") == "goal 2030: at least 25.0 t"


def test_a_declared_baseline_is_drawn_in_the_order_of_years():
    scenario = [{"year": 2030, "value": "150"}, {"year": 2010, "value": "100"}]
    found = plot([datum(2010, 100)], {"inputs": {"evidence": {"scenario": scenario}}})
    assert found.scenario == [(2010, 100), (2030, 150)]
