"""Real targets and series with published or hand-checked results (the two tables are in data/)."""

from datetime import date
from decimal import Decimal

import pytest

from tests.trajectory.cases import codes, evidence, peak, real_series, reduction, rows
from trajectory import Evidence, Reason, Verdict, assess

BASE_YEAR_CASES = rows("base_year_cases.csv")
PEAK_CASES = rows("peak_cases.csv")


def judge_alone(row):
    """Each case is a lone target: the straight line from base to goal."""
    target = reduction(row["reduction_pct"], int(row["base_year"]), int(row["target_year"]))
    known = {
        int(row["base_year"]): row["base_emissions"],
        int(row["inventory_year"]): row["inventory_emissions"],
    }
    return assess(target, evidence(known), as_of=date(int(row["inventory_year"]) + 1, 1, 1))


@pytest.mark.parametrize("row", BASE_YEAR_CASES, ids=lambda row: f"{row['id']} {row['target']}")
def test_base_year_case_has_the_published_status(row):
    assert judge_alone(row).verdict.name == row["status_by_linear_rule"]


@pytest.mark.parametrize("row", BASE_YEAR_CASES, ids=lambda row: f"{row['id']} {row['target']}")
@pytest.mark.parametrize(
    ("number", "column"),
    [
        ("goal_value", "target_level"),
        ("path_value", "linear_path_at_inventory_year"),
        ("reduction_percent", "actual_reduction_pct"),
        ("required_reduction_percent", "expected_reduction_pct"),
        ("share_achieved_percent", "pct_of_target_achieved"),
    ],
)
def test_base_year_case_has_the_published_number(row, number, column):
    published = Decimal(row[column])
    assert judge_alone(row).numbers[number].quantize(published) == published


@pytest.mark.parametrize("row", PEAK_CASES, ids=lambda row: row["signatory"])
def test_peak_case_is_confirmed_where_c40_would(row):
    found = judge_peak(row)
    assert ("peak_confirmed" in codes(found)) is (row["c40_test_5y_and_10pct"] == "yes")


@pytest.mark.parametrize("row", PEAK_CASES, ids=lambda row: row["signatory"])
def test_peak_case_has_the_published_numbers(row):
    numbers = judge_peak(row).numbers
    assert numbers["figures_count"] == int(row["n_years"])
    assert numbers["peak_year"] == int(row["peak_year"])
    assert numbers["latest_year"] == int(row["last_year"])
    assert numbers["years_since_peak"] == int(row["years_since_peak"])
    assert round(numbers["peak_value"] / 10**6, 3) == Decimal(row["peak_Mt"])
    assert round(numbers["percent_below_peak"], 2) == Decimal(row["pct_below_peak"])


@pytest.mark.parametrize("row", PEAK_CASES, ids=lambda row: row["signatory"])
def test_peak_case_has_the_published_trend(row):
    z = judge_peak(row).numbers.get("mann_kendall_z")
    if row["mann_kendall_Z_after_peak_incl"] == "too few":
        assert z is None
    else:
        assert round(z, 2) == Decimal(row["mann_kendall_Z_after_peak_incl"])


def test_peak_cases_with_a_year_missing_since_the_peak_have_no_verdict():
    stopped = {row["signatory"] for row in PEAK_CASES if judge_peak(row).reason is Reason.GAP_IN_SERIES}
    assert stopped == {"Jiyuan City", "Lanzhou City", "Urumqi City"}


def judge_peak(row):
    known = Evidence(real_series(row["signatory"], file="peak_series.csv"))
    return assess(peak(2030), known, as_of=date(int(row["last_year"]) + 1, 12, 31))


def test_peak_cases_on_track_are_those_three_years_past_an_unbroken_peak():
    on_track = {row["signatory"] for row in PEAK_CASES if judge_peak(row).verdict is Verdict.ON_TRACK}
    past = {row["signatory"] for row in PEAK_CASES if int(row["years_since_peak"]) >= 3}
    assert on_track == past - {"Jiyuan City", "Lanzhou City", "Urumqi City"}
