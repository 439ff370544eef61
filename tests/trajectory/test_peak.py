"""Rule 4: emissions peak by a year."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tests.trajectory.cases import FULL_BASIS, codes, evidence, figures, params, peak, told
from trajectory import Evidence, FlagCode, Missing, Reason, Thresholds, Verdict, YearQualifier, assess

AS_OF = date(2021, 1, 1)


def series(*values, last=2020):
    """Evidence with one value a year, up to the last."""
    return evidence({last - len(values) + 1 + index: value for index, value in enumerate(values)})


CONFIRMED = series(90, 100, 99, 98, 97, 96, 90)  # highest in 2015, 10 per cent below five years on


def test_a_confirmed_peak_before_its_year_is_on_track():
    found = assess(peak(2030), CONFIRMED, as_of=AS_OF)
    assert (found.verdict, codes(found)) == (Verdict.ON_TRACK, ["peak_confirmed"])


def test_a_confirmed_peak_at_its_year_is_met_and_final():
    found = assess(peak(2020), CONFIRMED, as_of=date(2090, 1, 1))
    assert (found.verdict, found.open, codes(found)) == (Verdict.MET, (), ["peak_confirmed"])


def test_a_peak_in_the_promised_year_itself_keeps_the_promise():
    assert assess(peak(2015), CONFIRMED, as_of=AS_OF).verdict is Verdict.MET


def test_a_peak_in_the_promised_year_is_held_only_against_what_came_after():
    other = replace(FULL_BASIS, gases="CO2")
    known = Evidence((*figures({2013: 80, 2014: 90}, other), *CONFIRMED.figures[1:]))
    assert assess(peak(2015), known, as_of=AS_OF).verdict is Verdict.MET
    assert assess(peak(2014), known, as_of=AS_OF).reason is Reason.NOT_COMPARABLE


def test_after_the_promised_year_a_likelihood_rests_on_the_figures_since_too():
    found = assess(peak(2018), series(80, 90, 100, 95, 92, 91, 90), as_of=AS_OF)  # not yet confirmed
    assert (found.verdict, found.likelihood.latest_year) == (Verdict.ON_TRACK, 2020)
    assert found.likelihood.figures_count == 7


def test_the_numbers_beside_a_peak():
    numbers = dict(assess(peak(2030), CONFIRMED, as_of=AS_OF).numbers)
    assert round(numbers.pop("mann_kendall_z"), 2) == Decimal("-2.63")  # (1 - 15) / sqrt(6 * 5 * 17 / 18)
    assert numbers == {
        "target_year": 2030,
        "latest_year": 2020,
        "latest_value": 90,
        "peak_year": 2015,
        "peak_value": 100,
        "years_since_peak": 5,
        "percent_below_peak": 10,
        "figures_count": 7,
    }


def test_a_peak_of_one_unit_is_judged_as_any_other():
    found = assess(peak(2030), series("0.9", 1, "0.99", "0.98", "0.97", "0.96", "0.9"), as_of=AS_OF)
    assert (found.verdict, found.numbers["percent_below_peak"]) == (Verdict.ON_TRACK, 10)


@pytest.mark.parametrize(
    ("known", "lacking"),
    [
        (series(80, 90, 100, 95, 92, 91, 90), ("years",)),
        (series(90, 100, 99, 98, 97, 96, "90.01"), ("fall",)),
        (series(80, 90, 100, 99, 98, 97, 96), ("years", "fall")),
    ],
    ids=["four years", "less than ten per cent", "both"],
)
def test_a_peak_that_fails_the_test_is_on_track_and_says_what_is_lacking(known, lacking):
    found = assess(peak(2020), known, as_of=AS_OF)
    assert found.verdict is Verdict.ON_TRACK
    assert params(found, FlagCode.PEAK_UNCONFIRMED)["lacking_list"] == lacking


def test_the_peak_is_the_latest_year_of_the_maximum():
    found = assess(peak(2030), series(100, 90, 100, 99, 98, 97), as_of=AS_OF)
    assert (found.numbers["peak_year"], found.numbers["years_since_peak"]) == (2017, 3)
    assert found.verdict is Verdict.ON_TRACK


def test_two_years_below_are_not_yet_a_peak():
    found = assess(peak(2030), series(80, 90, 95, 100, 50, 40), as_of=AS_OF)
    assert (found.reason, codes(found)) == (Reason.NOT_YET_PEAKED, [])


def test_a_peak_in_the_promised_year_is_not_told_as_late():
    found = assess(peak(2018), series(80, 90, 95, 100, 50, 40), as_of=AS_OF)
    assert (found.reason, found.numbers["peak_year"]) == (Reason.NOT_YET_PEAKED, 2018)
    assert "A peak shows only once emissions have stayed below it" in told(found)


@pytest.mark.parametrize(
    ("later", "verdict"),
    [("102.01", Verdict.MISSED), ("102", Verdict.UNDETERMINED), ("100.5", Verdict.UNDETERMINED)],
)
def test_missed_where_a_later_year_exceeds_every_promised_year_by_more_than_two_percent(later, verdict):
    found = assess(peak(2018), series(96, 97, 98, 99, 100, later, 50, last=2020), as_of=AS_OF)
    assert found.verdict is verdict


def test_missed_is_final():
    found = assess(peak(2018), series(96, 97, 98, 99, 100, 110, 50), as_of=date(2090, 1, 1))
    assert (found.verdict, found.open) == (Verdict.MISSED, ())


def test_around_a_year_is_not_missed_until_the_tolerance_is_confirmed():
    known = series(96, 97, 98, 99, 100, 110, 50)
    open_ = assess(peak(2018, year_qualifier=YearQualifier.AROUND), known, as_of=AS_OF)
    assert (open_.reason, open_.last_known) == (Reason.NOT_YET_PEAKED, Missing.NOT_APPLICABLE)
    none = peak(2018, year_qualifier=YearQualifier.AROUND, tolerance_years=0)
    assert assess(none, known, as_of=AS_OF).verdict is Verdict.MISSED
    one = peak(2018, year_qualifier=YearQualifier.AROUND, tolerance_years=1)
    assert assess(one, known, as_of=AS_OF).reason is Reason.NOT_YET_PEAKED


def test_before_a_year_means_the_year_before():
    known = series(96, 97, 98, 99, 100, 110, 50)  # highest in 2019
    before = peak(2020, year_qualifier=YearQualifier.BEFORE)
    assert assess(before, known, as_of=AS_OF).numbers["target_year"] == 2019
    earlier = peak(2019, year_qualifier=YearQualifier.BEFORE)
    assert assess(earlier, known, as_of=AS_OF).verdict is Verdict.MISSED


def test_a_late_peak_without_a_year_to_compare_with_is_not_missed():
    found = assess(peak(2013), series(100, 99, 98, 97, 96, 95), as_of=AS_OF)
    assert found.reason is Reason.NOT_YET_PEAKED


BEFORE_A_GAP = {2010: 90, 2011: 94, 2012: 92, 2013: 93, 2014: 94}


@pytest.mark.parametrize(
    ("values", "missing"),
    [
        (BEFORE_A_GAP | {2021: 100, 2022: 101}, (2015, 2016, 2017, 2018, 2019, 2020)),
        (BEFORE_A_GAP | {2015: 90, 2020: 93, 2021: 100, 2022: 101}, (2016, 2017, 2018, 2019)),
        (BEFORE_A_GAP | {2015: 90, 2020: 95, 2021: 100, 2022: 101}, ()),
        (BEFORE_A_GAP | {2020: 95, 2022: 101}, (2021,)),
        (BEFORE_A_GAP | {2020: 95, 2021: 101, 2023: 90}, (2022,)),
    ],
    ids=[
        "no year from the highest on",
        "some years from the highest on",
        "years before the highest",
        "a year before the late peak",
        "a year after it",
    ],
)
def test_a_late_peak_is_missed_only_where_every_year_since_the_highest_before_is_known(values, missing):
    found = assess(peak(2020), evidence(values), as_of=date(2024, 1, 1))
    assert found.missing_years == missing
    assert found.reason is (Reason.GAP_IN_SERIES if missing else Reason.NONE)
    assert found.verdict is (Verdict.UNDETERMINED if missing else Verdict.MISSED)


def test_of_a_late_peak_the_years_are_named_in_which_emissions_may_have_been_as_high():
    values = {2010: 90, 2011: 91, 2012: 92, 2013: 93, 2014: 94, 2020: 94, 2022: 101}
    found = told(assess(peak(2020), evidence(values), as_of=date(2024, 1, 1)))
    assert found.startswith(
        "Emissions were highest in 2022, after the promised year 2020, but they may have been as high in "
        "years without a figure: (2021,). Reports for these years would settle this."
    )
    after = told(assess(peak(2020), evidence(values | {2021: 102}), as_of=date(2024, 1, 1)))
    assert "so it was missed" in after


def test_a_gap_after_a_late_peak_is_told_as_any_other():
    values = BEFORE_A_GAP | {2020: 95, 2021: 101, 2023: 90}
    assert "Figures are missing between the peak of 2021 and 2023: (2022,)." in told(
        assess(peak(2020), evidence(values), as_of=date(2024, 1, 1))
    )


def test_a_weak_decline_is_said():
    found = assess(peak(2030), series(80, 100, 70, 80, 75, 85, 72), as_of=AS_OF)
    assert codes(found) == ["peak_confirmed", "weak_decline"]
    assert params(found, FlagCode.WEAK_DECLINE) == {"peak_year": 2015}


@pytest.mark.parametrize("unit", [1, Decimal("0.01")])
def test_a_peak_across_a_missing_year_has_no_verdict_but_tells_of_the_test(unit):
    values = {2013: 80, 2014: 100, 2015: 95, 2017: 93, 2018: 92, 2019: 85, 2020: 84}
    known = evidence({year: value * unit for year, value in values.items()})
    found = assess(peak(2030), known, as_of=AS_OF)
    assert (found.reason, found.missing_years) == (Reason.GAP_IN_SERIES, (2016,))
    assert codes(found) == ["peak_confirmed"]


def test_figures_that_cannot_be_compared_pass_no_test():
    other = replace(FULL_BASIS, gases="CO2")
    known = Evidence((*figures({2014: 98, 2015: 100}), *figures({2018: 93, 2019: 85, 2020: 84}, other)))
    found = assess(peak(2030), known, as_of=AS_OF)
    assert (found.reason, codes(found)) == (Reason.NOT_COMPARABLE, [])


def test_a_single_year_without_emissions_passes_no_test():
    found = assess(peak(2030), series(0), as_of=AS_OF)
    assert (found.open, codes(found)) == ((Reason.TOO_FEW_FIGURES,), [])


def test_without_a_figure_the_promised_year_is_all_that_is_told():
    found = assess(peak(2030), Evidence(), as_of=AS_OF)
    assert (found.open, found.numbers) == ((Reason.NO_INVENTORY,), {"target_year": 2030})


def test_thresholds_are_settable():
    mild = Thresholds(peak_age_years=4, peak_fall=Decimal("0.05"), peak_minimum_figures=5)
    found = assess(peak(2030), series(100, 99, 98, 97, 95), as_of=AS_OF, thresholds=mild)
    assert codes(found) == ["peak_confirmed"]


def test_a_series_without_emissions_is_left_to_the_secretariat():
    found = assess(peak(2030), series(0, 0, 0, 0, 0, 0), as_of=AS_OF)
    assert found.open == (Reason.MANUAL_REVIEW,)
    assert (found.numbers["peak_year"], found.numbers["peak_value"]) == (2020, 0)
    years_later = assess(peak(2030), series(0, 0, 0, 0, 0, 0), as_of=date(2090, 1, 1))
    assert years_later.open == (Reason.MANUAL_REVIEW,)


def test_a_target_year_that_is_over_does_not_await_a_figure():
    found = assess(peak(2021), CONFIRMED, as_of=date(2024, 1, 1))
    assert (found.verdict, found.last_known) == (Verdict.ON_TRACK, Missing.NOT_APPLICABLE)
