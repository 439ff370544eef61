"""Charts: scales, gaps, and labels that keep apart. Values worked out by hand."""

from decimal import Decimal

import pytest
from django.utils import translation

from portal import charts
from portal.charts import Series, nice_ticks, runs, year_ticks
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
        assert texts >= {"2020: 45.0 Mt", "2010: 55.0 Mt", "path to the goal", "goal 2030: 30.0 Mt"}
        places = [(label.x, label.y) for label in drawing.labels]
        assert len(set(places)) == len(places) == 5


def test_a_goal_without_a_value_is_a_year_alone():
    wide, _narrow = charts.drawings(series(goal_year=2025, goal_label="promised peak: by 2025"))
    assert wide.goal is None
    assert wide.goal_line
    assert float(wide.goal_line) > float(wide.figures[-1][0])


def test_nothing_to_show_draws_nothing():
    assert charts.drawings(series(figures=[])) == []


def test_a_spark_ends_in_a_dot_on_its_last_figure():
    line = spark(FIGURES, is_reference=True, unit="t")
    assert (line.first_year, line.last_year, len(line.dots)) == (2005, 2020, 1)
    assert line.line.endswith(",".join(line.dots[0]))
    assert spark([], is_reference=False, unit="t") is None
