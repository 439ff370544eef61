"""Charts: scales, gaps, and labels that keep apart. Values worked out by hand."""

from decimal import Decimal

import pytest
from django.utils import translation

from portal import charts
from portal.axes import nice_ticks, year_ticks
from portal.charts import Band, Series, runs
from portal.sparks import spark

FIGURES = [(2005, Decimal(50_000_000)), (2010, Decimal(55_000_000)), (2020, Decimal(45_000_000))]


def series(**fields):
    return Series(**{"figures": FIGURES, "is_reference": False, "unit": "tCO2e", **fields})


@pytest.mark.parametrize(
    ("highest", "expected"),
    [
        ("479", [0, 200, 400, 600]),
        ("100", [0, 25, 50, 75, 100]),
        ("0.9", [0, Decimal("0.25"), Decimal("0.5"), Decimal("0.75"), 1]),
        ("0", [0]),
    ],
)
def test_ticks_are_round_begin_at_zero_and_reach_the_highest(highest, expected):
    assert nice_ticks(Decimal(highest)) == expected


def test_years_on_the_axis_find_room():
    assert year_ticks(1990, 2050, 700) == [1990, 1995, *range(2000, 2055, 5)]
    assert year_ticks(1990, 2050, 240) == [2000, 2020, 2040]


def test_a_missing_year_breaks_the_line():
    assert [len(run) for run in runs([(2005, 1), (2006, 1), (2008, 1)])] == [2, 1]


def test_the_axis_begins_at_zero_and_its_top_names_the_unit():
    wide, _narrow = charts.drawings(series())
    texts = [tick.text for tick in wide.y_ticks]
    assert texts == ["0", "20", "40", "60 Mt"]
    assert wide.y_ticks[0].y == wide.bottom
    with translation.override("zh-hans"):
        assert charts.drawings(series())[0].y_ticks[-1].text == "6,000 万吨"


def test_higher_values_lie_higher_and_later_years_further_right():
    wide, _narrow = charts.drawings(series())
    (x1, y1), (_x, y2), (x3, y3) = [(float(x), float(y)) for x, y in wide.figures]
    assert y2 < y1 < y3
    assert x1 < x3 <= float(wide.right)


def test_no_label_covers_another():
    path = [(2005, Decimal(50_000_000)), (2030, Decimal(30_000_000))]
    for drawing in charts.drawings(
        series(
            path=path,
            path_label="path to the goal",
            goal_year=2030,
            goal_value=Decimal(30_000_000),
            goal_label="goal 2030: 30.0 Mt",
            peak_year=2010,
        )
    ):
        texts = {label.text.replace("\N{NO-BREAK SPACE}", " ") for label in drawing.labels}
        assert texts >= {"2020: 45.0 Mt", "peak 2010: 55.0 Mt", "path to the goal", "goal 2030: 30.0 Mt"}
        places = [(label.x, label.y) for label in drawing.labels]
        assert len(set(places)) == len(places) == 5


def test_a_goal_without_a_value_is_a_year_alone():
    wide, _narrow = charts.drawings(series(goal_year=2025, goal_label="promised peak: by 2025"))
    assert wide.goal is None
    assert wide.goal_line
    assert float(wide.goal_line) > float(wide.figures[-1][0])


def at(drawing, year, value):
    """Where a point lies, by the axis: linear between its ends."""
    low, high = drawing.y_ticks[0], drawing.y_ticks[-1]
    top = Decimal(high.text.split()[0]) * 1_000_000
    return float(low.y) - (float(low.y) - float(high.y)) * float(Decimal(value) / top)


def test_the_projection_lies_between_its_two_paces_and_starts_at_the_latest_figure():
    low, high = (2030, Decimal(20_000_000)), (2030, Decimal(40_000_000))
    wide, _narrow = charts.drawings(series(band=Band(FIGURES[-1], (low, high), "projection"), goal_year=2030))
    corners = [tuple(map(float, corner.split(","))) for corner in wide.band.split()]
    start, end = float(wide.figures[-1][0]), float(wide.goal_line)
    assert {corner[0] for corner in corners} == {start, end}
    assert [y for x, y in corners if x == end] == [at(wide, 2030, 20_000_000)] * 2 + [
        at(wide, 2030, 40_000_000)
    ] * 2
    assert "projection" in [label.text for label in wide.labels]


def test_a_projection_below_zero_goes_on_along_the_ground():
    """By hand: from 45 Mt in 2020 to -45 Mt in 2030 the ground is reached in 2025."""
    ends = ((2030, Decimal(-45_000_000)), (2030, Decimal(45_000_000)))
    wide, _narrow = charts.drawings(series(band=Band(FIGURES[-1], ends, "projection"), goal_year=2030))
    corners = [tuple(map(float, corner.split(","))) for corner in wide.band.split()]
    middle = (float(wide.figures[-1][0]) + float(wide.goal_line)) / 2
    assert corners[1] == pytest.approx((middle, float(wide.bottom)), abs=0.1)


def test_restated_figures_are_ringed_and_a_declared_value_stands_apart():
    wide, _narrow = charts.drawings(series(restated={2010}, declared=(2000, Decimal(40_000_000))))
    assert wide.rings == [wide.figures[1]]
    assert float(wide.declared[0]) < float(wide.figures[0][0])
    texts = [label.text.replace("\N{NO-BREAK SPACE}", " ") for label in wide.labels]
    assert "declared for 2000: 40.0 Mt" in texts


def test_no_line_runs_over_a_change_in_how_figures_are_made():
    figures = [(year, Decimal(value)) for year, value in ((2012, 50), (2013, 49), (2014, 30), (2015, 29))]
    wide, _narrow = charts.drawings(series(figures=figures, breaks={2014}))
    assert len(wide.joined) == 2
    (place,) = wide.breaks
    assert float(wide.figures[1][0]) < float(place) < float(wide.figures[2][0])
    assert "counted otherwise" in [label.text for label in wide.labels]


def test_years_without_figures_are_hatched_from_the_last_one_to_the_day():
    wide, _narrow = charts.drawings(series(unknown_until=2026, unknown_label="no figures since 2020"))
    left, width = map(float, wide.unknown)
    assert left == float(wide.figures[-1][0])
    assert left + width == pytest.approx(float(wide.right))


def test_a_peak_is_marked_only_when_a_later_figure_lies_below_it():
    assert charts.drawings(series(peak_year=2010))[0].peak
    assert charts.drawings(series(figures=FIGURES[:2], peak_year=2010))[0].peak is None


def test_nothing_to_show_draws_nothing():
    assert charts.drawings(series(figures=[])) == []


def test_a_spark_ends_in_a_dot_on_its_last_figure():
    line = spark(FIGURES, is_reference=True, unit="t")
    assert (line.first_year, line.last_year, len(line.dots)) == (2005, 2020, 1)
    assert line.line.endswith(",".join(line.dots[0]))
    assert spark([], is_reference=False, unit="t") is None
