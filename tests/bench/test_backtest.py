"""The backtest on a record small enough to work out by hand."""

import math
from decimal import Decimal
from pathlib import Path

import pytest

from bench import backtest, scores, synthetic_targets
from bench.scores import Forecast
from trajectory.likelihood import Likelihood, NoLikelihood

RECORD = {2010: 100, 2011: 100, 2012: 80, 2015: 70}
PLACES = {"Here": {year: Decimal(value) for year, value in RECORD.items()}}


def forecast(probability, came, verdict=0, place="Here"):
    return Forecast(place, probability, verdict, came)


def test_a_target_is_set_for_every_base_year_and_reduction():
    """From 2012 to 2015 (h = 3) with the bases 2010 and 2011, six reductions each."""
    found = list(synthetic_targets.reductions(PLACES, 3))
    assert len(found) == 2 * 6
    assert [each.came for each in found] == [True, True, True, False, False, False] * 2


def test_the_bare_verdict_is_the_straight_line_of_that_day():
    """80 in 2012 is allowed by the line for 30 % from 2010 (88) and 50 % (exactly 80), not for 60 % (76)."""
    found = list(synthetic_targets.reductions(PLACES, 3))[:6]
    assert [each.verdict for each in found] == [True, True, True, True, True, False]


def test_nothing_after_the_day_is_seen():
    later = {"Here": PLACES["Here"] | {2015: Decimal(5)}}
    then, now = (list(synthetic_targets.reductions(each, 3)) for each in (PLACES, later))
    assert [each.foreseen for each in then] == [each.foreseen for each in now]
    assert all(each.foreseen.latest_year == 2012 for each in then)
    assert [each.came for each in then] != [each.came for each in now]


def test_two_figures_give_a_target_without_a_number():
    found = list(synthetic_targets.reductions(PLACES, 4))
    assert [each.foreseen for each in found] == [NoLikelihood.TOO_FEW_FIGURES] * 6
    assert scores.forecasts(found) == []


def test_a_peak_is_tried_where_the_record_goes_on_for_long_enough():
    """From 2010 to 2015 alone: the maximum of 100 is not exceeded, and C40's test had not passed."""
    found = list(synthetic_targets.peaks(PLACES))
    assert [(each.came, each.verdict) for each in found] == [(True, False)]


def test_the_brier_score_is_the_mean_squared_distance():
    assert scores.brier([(0.8, 1), (0.4, 0), (1.0, 0)]) == pytest.approx((0.04 + 0.16 + 1) / 3)


def test_the_log_score_takes_nothing_for_certain():
    expected = -(math.log(0.8) + math.log(0.01)) / 2
    assert scores.log_score([(0.8, 1), (1.0, 0)]) == pytest.approx(expected)


def test_reliability_is_told_by_tenths():
    found = scores.reliability([forecast(0.05, 0), forecast(0.09, 1), forecast(0.1, 0), forecast(1.0, 1)])
    assert list(found) == [0, 1, 9]
    assert (found[0].count, found[0].came) == (2, 0.5)
    assert found[0].foreseen == pytest.approx(0.07)


def test_the_interval_is_drawn_by_places():
    """One place is right (0.01), the other wrong (0.81): every resample is one, the other, or their mean."""
    found = [forecast(0.9, 1, 1, "right"), forecast(0.9, 0, 1, "wrong")]
    (low, high), (worse_low, worse_high) = scores.interval(found)
    assert (low, high) == pytest.approx((0.01, 0.81))
    assert (worse_low, worse_high) == pytest.approx((-0.01, 0.19))


@pytest.fixture
def emissions(tmp_path):
    def write(text):
        path = tmp_path / "emissions.csv"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_the_whole_backtest_prints_its_tables(emissions, capsys):
    """For h = 3, t from 2001 to 2006 with 1 to 6 bases: 21 x 6 targets, the first 6 after two figures."""
    rows = [f"Here,{year},{100 - (year - 2000)}" for year in range(2000, 2010)]
    backtest.main([str(emissions("entity,year,tonnes\n" + "\n".join(rows)))])
    told = capsys.readouterr().out
    assert "emissions.csv: 1 places" in told
    (three,) = (line.split() for line in told.splitlines() if line.startswith("h = 3 "))
    assert three[3:5] == ["126", "95%"]
    assert "h = 3: of those given so many per cent, so many came true" in told


def test_a_signatory_may_stand_for_the_entity(emissions):
    path = emissions("signatory,year,tonnes\nHere,2001,5\nHere,2000,4.5\n")
    assert synthetic_targets.read(path) == {"Here": {2000: Decimal("4.5"), 2001: Decimal(5)}}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("place,when\nHere,2000\n", "needs the columns entity, year and tonnes; it has: place, when"),
        ("entity,year,tonnes\nHere,2000,1\nHere,20x1,1\n", "line 3: write the year as four digits"),
        ("entity,year,tonnes\nHere,2000,one\n", "line 2: write the year"),
    ],
)
def test_a_file_that_cannot_be_read_is_named(emissions, text, said):
    with pytest.raises(SystemExit, match=said):
        backtest.main([str(emissions(text))])


def test_without_a_file_it_says_what_to_do(tmp_path):
    with pytest.raises(SystemExit, match="make backtest FILE="):
        backtest.main([str(Path(tmp_path, "none.csv"))])


def test_every_number_is_a_likelihood():
    assert isinstance(next(synthetic_targets.reductions(PLACES, 3)).foreseen, Likelihood)
