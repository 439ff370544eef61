"""Targets of real signatories on their public figures, as of real dates."""

from datetime import date
from decimal import Decimal

from tests.trajectory.cases import codes, figures, level, params, peak, real_series, reduction
from trajectory import (
    Evidence,
    FlagCode,
    Kind,
    Milestone,
    Missing,
    Reason,
    Target,
    Verdict,
    YearQualifier,
    assess,
)

TODAY = date(2026, 11, 22)
CALIFORNIA_1990 = Decimal(431_000_000)


def test_new_york_is_on_track_but_unsteady_with_the_figures_to_2020():
    found = assess(
        reduction(80, 2005, 2050), Evidence(real_series("New York", last=2020)), as_of=date(2021, 12, 31)
    )
    assert found.verdict is Verdict.ON_TRACK
    assert "unsteady" in codes(found)
    assert found.numbers["path_value"] == Decimal("47211061.48")  # 64378720.2 x (1 - 0.8 x 15/45)


def test_new_york_is_stale_in_2026_with_on_track_as_last_known():
    found = assess(reduction(80, 2005, 2050), Evidence(real_series("New York", last=2020)), as_of=TODAY)
    assert (found.verdict, found.reason, found.open) == (
        Verdict.UNDETERMINED,
        Reason.STALE,
        (Reason.STALE,),
    )
    assert (found.last_known, found.last_known_year) == (Verdict.ON_TRACK, 2020)


def test_new_york_is_off_track_with_the_figure_of_2023():
    found = assess(reduction(80, 2005, 2050), Evidence(real_series("New York")), as_of=TODAY)
    assert (found.verdict, found.reason) == (Verdict.OFF_TRACK, Reason.NONE)
    assert "unsteady" not in codes(found)


def test_new_york_from_1990_lacks_the_value_of_1990():
    found = assess(reduction(40, 1990, 2030), Evidence(real_series("New York")), as_of=TODAY)
    assert (found.verdict, found.reason) == (Verdict.UNDETERMINED, Reason.NO_BASE_VALUE)


def test_california_is_on_track_by_its_milestone_and_behind_the_straight_line():
    found = assess(
        reduction(40, 1990, 2030, base_value=CALIFORNIA_1990),
        Evidence(real_series("California"), milestones=(Milestone(2020, level=CALIFORNIA_1990),)),
        as_of=date(2022, 12, 31),
    )
    assert found.verdict is Verdict.ON_TRACK
    assert codes(found) == ["declared_base", "basis_unstated", "behind_straight_line"]
    assert found.path == ((1990, CALIFORNIA_1990), (2020, CALIFORNIA_1990), (2030, Decimal("258600000")))
    assert found.numbers["path_value"] == Decimal("396520000")  # 431 - 172.4 x 2/10 Mt
    assert found.numbers["straight_line_value"] == Decimal("293080000")  # 431 x (1 - 0.4 x 32/40) Mt


def test_california_declared_base_says_that_it_has_no_basis():
    found = assess(
        reduction(40, 1990, 2030, base_value=CALIFORNIA_1990),
        Evidence(real_series("California")),
        as_of=date(2022, 12, 31),
    )
    assert params(found, FlagCode.BASIS_UNSTATED) == {"basis_list": ("declared_base_value",)}
    assert found.verdict is Verdict.OFF_TRACK


def test_california_met_431_million_tonnes_by_2020_and_that_is_final():
    found = assess(level(CALIFORNIA_1990, 2020), Evidence(real_series("California")), as_of=date(2050, 1, 1))
    assert (found.verdict, found.reason, found.open) == (Verdict.MET, Reason.NONE, ())
    assert (found.numbers["latest_year"], found.numbers["latest_value"]) == (2020, Decimal("369116330.2"))


def test_connecticut_met_10_percent_by_2020():
    found = assess(reduction(10, 1990, 2020), Evidence(real_series("Connecticut")), as_of=TODAY)
    assert found.verdict is Verdict.MET


def test_connecticut_is_off_track_to_2050_as_of_2022_and_stale_as_of_2026():
    target, known = reduction(80, 2001, 2050), Evidence(real_series("Connecticut"))
    assert assess(target, known, as_of=date(2022, 12, 31)).verdict is Verdict.OFF_TRACK
    later = assess(target, known, as_of=TODAY)
    assert (later.verdict, later.reason, later.last_known) == (
        Verdict.UNDETERMINED,
        Reason.STALE,
        Verdict.OFF_TRACK,
    )


def test_saint_paul_without_base_year_is_undetermined():
    target = Target(Kind.BASE_YEAR_REDUCTION, measure="ghg", target_year=2020, reduction_percent=Decimal(20))
    found = assess(target, Evidence(real_series("Saint Paul")), as_of=TODAY)
    assert (found.verdict, found.open) == (Verdict.UNDETERMINED, (Reason.NO_BASE_YEAR,))
    assert found.last_known is Missing.NOT_APPLICABLE


def test_saint_paul_met_its_target_once_the_base_is_2005():
    found = assess(reduction(20, 2005, 2020), Evidence(real_series("Saint Paul")), as_of=TODAY)
    assert found.verdict is Verdict.MET
    assert round(found.numbers["reduction_percent"], 1) == Decimal("26.3")


def beijing(as_of):
    target = peak(2020, year_qualifier=YearQualifier.AROUND)
    return assess(target, Evidence(real_series("Beijing City", file="peak_series.csv")), as_of=as_of)


def test_beijing_is_on_track_with_a_confirmed_peak_in_2020():
    found = beijing(date(2020, 12, 31))
    assert found.verdict is Verdict.ON_TRACK
    assert {"peak_confirmed", "assumes"} <= set(codes(found))
    assert "weak_decline" not in codes(found)
    assert params(found, FlagCode.ASSUMES) == {"fields_list": ("tolerance_years",)}
    confirmed = params(found, FlagCode.PEAK_CONFIRMED)
    assert (confirmed["peak_year"], confirmed["since_peak_years"]) == (2010, 9)
    assert round(confirmed["below_peak_percent"], 1) == Decimal("16.1")


def test_beijing_is_stale_in_2026():
    found = beijing(TODAY)
    assert (found.verdict, found.open, found.last_known) == (
        Verdict.UNDETERMINED,
        (Reason.STALE,),
        Verdict.ON_TRACK,
    )


def test_hainan_has_not_yet_peaked_and_its_figures_are_old():
    found = assess(peak(2030), Evidence(real_series("Hainan Province", file="peak_series.csv")), as_of=TODAY)
    assert found.open == (Reason.NOT_YET_PEAKED, Reason.STALE)
    assert found.reason is Reason.NOT_YET_PEAKED
    assert found.last_known is Missing.NOT_APPLICABLE


def test_fort_collins_milestone_of_2020_is_joined():
    known = {2005: 2326122, 2020: "1773732.67"}
    found = assess(
        reduction(80, 2005, 2030),
        Evidence(
            figures=figures(known),
            milestones=(Milestone(2020, reduction_percent=Decimal(20)),),
        ),
        as_of=date(2021, 12, 31),
    )
    assert found.verdict is Verdict.ON_TRACK
    assert "behind_straight_line" in codes(found)
    assert found.numbers["path_value"] == Decimal("1860897.6")
