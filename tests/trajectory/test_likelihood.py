"""How likely: worked by hand, the words, when there is no number, and what must hold of any series."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trajectory.likelihood import Likelihood, NoLikelihood, Word, of_peak, of_reduction
from trajectory.thresholds import Thresholds

STANDING_STILL = [(2018, Decimal(100)), (2019, Decimal(100)), (2020, Decimal(100))]


def reduction(known, goal, base=(2016, Decimal(100)), **more):
    return of_reduction(known, base=base, goal=goal, **more)


def falling(first, last, factor, start=100.0):
    return [(year, Decimal(str(start * factor ** (year - first)))) for year in range(first, last + 1)]


def with_probability(value):
    none = Decimal(0)
    return Likelihood(Decimal(value), 2020, 5, 3, none, none, none, "")


def test_a_reduction_is_worked_out_as_documented():
    """100 in 2018, 2019 and 2020; 40 % below 100 (2016) by 2024, so that the line allows 80 in 2020.

    Scatter: sqrt(4 x 0.06^2 / 5) = 0.053666. Own pace, none over 2 years, weighs 2 / (2 + 4 x 4) = 1/9.
    Expected: ln 100 + 8/9 ln(60/80) = ln 100 - 0.255717; wanted: ln 60 = ln 100 - 0.510826.
    Odds: 1.5 x -0.255109 / (0.053666 x 2) = -3.56526; 1 / (1 + e^3.56526) = 0.02751.
    """
    assert reduction(STANDING_STILL, (2024, Decimal(60))) == Likelihood(
        probability=Decimal("0.028"),
        latest_year=2020,
        years_ahead=4,
        figures_count=3,
        gap_percent=Decimal("25.0"),
        pace_percent=Decimal("0.0"),
        scatter_percent=Decimal("5.5"),
        method="own pace and path, 1",
    )


def test_a_peak_is_worked_out_as_documented():
    """100, 90, 81 from 2018 to 2020: a pace of ln 0.9 = -0.105361 a year without scatter of its own.

    Scatter: 0.053666. Own pace over 2 years weighs 2 / (2 + 5): expected ln 81 - 5 x 2/7 x 0.105361 =
    ln 100 - 0.210721 - 0.150515. Odds: 1.5 x 0.361236 / (0.053666 x 2.236068) - 0.3 = 4.21546.
    """
    found = of_peak([(2018, Decimal(100)), (2019, Decimal(90)), (2020, Decimal(81))])
    assert found.probability == Decimal("0.985")
    assert (found.years_ahead, found.gap_percent, found.pace_percent) == (
        5,
        Decimal("-19.0"),
        Decimal("-10.0"),
    )
    assert found.method == "own pace below the maximum, 1"


def test_standing_still_where_nothing_more_is_asked_is_even():
    found = reduction(STANDING_STILL, (2024, Decimal(100)))
    assert found.probability == Decimal("0.500")
    assert found.word is Word.ABOUT_EVEN


def test_only_the_last_ten_years_make_the_pace():
    old = [(1990, Decimal(400)), (2009, Decimal(400))]
    recent = [(2010, Decimal(100)), (2015, Decimal(100)), (2020, Decimal(100))]
    assert reduction(old + recent, (2024, Decimal(60))).pace_percent == 0


def test_two_figures_far_apart_still_make_a_pace():
    """1990 to 2020 from 400 to 100: (ln 100 - ln 400) / 30 years = -4.5 %."""
    known = [(1980, Decimal(400)), (1990, Decimal(400)), (2020, Decimal(100))]
    assert reduction(known, (2024, Decimal(60))).pace_percent == Decimal("-4.5")


def test_a_longer_record_of_falling_counts_for_more():
    """Both fell by 8 % a year to 52 in 2020, on the line, which then asks for 5 % a year to 40 in 2025."""
    goal, base = (2025, Decimal(40)), (2000, Decimal(100))
    short = of_reduction(falling(2018, 2020, 0.92, 52 / 0.92**2), base=base, goal=goal)
    long = of_reduction(falling(2014, 2020, 0.92, 52 / 0.92**6), base=base, goal=goal)
    assert (short.pace_percent, long.pace_percent) == (Decimal("-8.0"), Decimal("-8.0"))
    assert long.probability > short.probability


def test_the_scatter_is_that_about_the_mean_change_of_a_year():
    """100, 80 five years on, 90 the year after: ln 0.8^2 / 5 + ln 1.125^2 - ln 0.9^2 / 6 = 0.0219813.

    With the usual scatter: sqrt((4 x 0.06^2 + 0.0219813) / 5) = 0.0853011, which is 8.9 %.
    """
    known = [(2010, Decimal(100)), (2015, Decimal(80)), (2016, Decimal(90))]
    assert reduction(known, (2024, Decimal(60)), (2010, Decimal(100))).scatter_percent == Decimal("8.9")


def test_figures_that_scatter_make_it_less_certain():
    steady = [(year, Decimal(value)) for year, value in ((2017, 80), (2018, 79), (2019, 81), (2020, 80))]
    jumping = [(year, Decimal(value)) for year, value in ((2017, 80), (2018, 50), (2019, 120), (2020, 80))]
    goal = (2024, Decimal(90))
    assert reduction(steady, goal).probability > reduction(jumping, goal).probability > Decimal("0.5")


def test_nothing_is_certain():
    assert reduction(STANDING_STILL, (2021, Decimal(1))).probability == Decimal("0.01")
    assert reduction(STANDING_STILL, (2021, Decimal(500))).probability == Decimal("0.99")


@pytest.mark.parametrize(
    ("value", "goal", "probability"),
    [("1e17", 0, "0.010"), (1, 100, "0.990")],
    ids=["far above", "far below"],
)
def test_however_far_from_the_goal_a_probability_has_its_bounds(value, goal, probability):
    """Centuries without scatter: odds beyond e^709 either way, which no floating point number holds."""
    known = [(year, Decimal(value)) for year in range(1750, 2021)]
    found = reduction(known, (2021, Decimal(goal)))
    assert found.probability == Decimal(probability)


def test_a_goal_of_zero_is_all_but_out_of_reach():
    assert reduction(STANDING_STILL, (2024, Decimal(0))).probability == Decimal("0.01")


def test_figures_and_goals_below_zero_have_a_number():
    """Both count as 1, a hundredth of the base; the line of 2020 is (100 - 1) / 2 = 49.5."""
    known = [(2018, Decimal(5)), (2019, Decimal(0)), (2020, Decimal(-3))]
    found = reduction(known, (2024, Decimal(-1)))
    assert (found.probability, found.gap_percent) == (Decimal("0.99"), Decimal("-98.0"))


def test_nothing_left_of_a_small_maximum_counts_as_a_hundredth_of_it():
    """0.5, 0.4 and 0.005. Own pace: ln 0.01 / 2 = -2.302585. Scatter: sqrt((4 x 0.06^2 + 8.648154) / 5) =
    1.316249. Odds: 1.5 x (4.605170 + 5 x 2/7 x 2.302585) / (1.316249 x sqrt(5)) - 0.3 = 3.723437.
    """
    found = of_peak([(2018, Decimal("0.5")), (2019, Decimal("0.4")), (2020, Decimal(0))])
    assert (found.probability, found.gap_percent) == (Decimal("0.976"), Decimal("-99.0"))


def test_intensities_may_be_fractions():
    known = [(year, Fraction(1, 3)) for year in (2018, 2019, 2020)]
    found = of_reduction(known, base=(2016, Fraction(1, 3)), goal=(2024, Fraction(1, 5)))
    assert found.probability == Decimal("0.028")


@pytest.mark.parametrize(
    ("years", "expected"),
    [(2030, Decimal("0.500")), (2031, NoLikelihood.TOO_FAR_AHEAD)],
    ids=["ten years ahead is near enough", "eleven are too many"],
)
def test_how_far_ahead_there_is_a_number(years, expected):
    found = reduction(STANDING_STILL, (years, Decimal(100)))
    assert getattr(found, "probability", found) == expected


def test_two_figures_are_too_few():
    assert reduction(STANDING_STILL[1:], (2024, Decimal(60))) is NoLikelihood.TOO_FEW_FIGURES
    assert of_peak(STANDING_STILL[1:]) is NoLikelihood.TOO_FEW_FIGURES


def test_one_figure_is_too_few_whatever_is_set():
    lenient = Thresholds(likelihood_figures=0)
    assert (
        reduction(STANDING_STILL[2:], (2024, Decimal(60)), thresholds=lenient) is NoLikelihood.TOO_FEW_FIGURES
    )
    assert isinstance(reduction(STANDING_STILL[1:], (2024, Decimal(60)), thresholds=lenient), Likelihood)


def test_a_base_of_nothing_has_no_record():
    assert reduction(STANDING_STILL, (2024, Decimal(60)), (2016, Decimal(0))) is NoLikelihood.NO_RECORD


def test_a_peak_of_nothing_has_no_record():
    assert of_peak([(year, Decimal(0)) for year in (2018, 2019, 2020)]) is NoLikelihood.NO_RECORD


@pytest.mark.parametrize(
    ("probability", "word"),
    [
        ("0.667", Word.LIKELY),
        ("0.666", Word.ABOUT_EVEN),
        ("0.334", Word.ABOUT_EVEN),
        ("0.333", Word.UNLIKELY),
    ],
)
def test_words_change_at_a_third_and_two_thirds(probability, word):
    assert with_probability(probability).word is word


amounts = st.decimals("-1e18", "1e18", places=2) | st.decimals("1e-18", "1e-17", places=18)
records = st.dictionaries(st.integers(1750, 2020), amounts, min_size=3, max_size=8).map(
    lambda held: sorted(held.items())
)


@given(records, st.decimals("1e-18", "1e18", places=18), amounts, st.integers(1, 10))
def test_any_series_has_a_probability(known, start, end, ahead):
    year = known[-1][0]
    found = of_reduction(known, base=(year - 1, start), goal=(year + ahead, end))
    assert Decimal("0.01") <= found.probability <= Decimal("0.99")
    of_peak(known)


modest = st.lists(st.integers(10, 1000).map(Decimal), min_size=3, max_size=8)


@given(modest, st.integers(1, 1000).map(Decimal), st.integers(1, 10), st.integers(2, 50).map(Decimal))
def test_scale_does_not_matter(values, end, ahead, factor):
    def probability(times):
        known = [(2000 + index, value * times) for index, value in enumerate(values)]
        year = known[-1][0]
        return of_reduction(
            known, base=(1990, values[0] * times), goal=(year + ahead, end * times)
        ).probability

    assert abs(probability(1) - probability(factor)) <= Decimal("0.001")
