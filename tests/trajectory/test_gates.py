"""What stands in the way of a verdict, in the order in which it is named."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tests.trajectory.cases import (
    FULL_BASIS,
    LATER,
    evidence,
    figures,
    level,
    neutral,
    peak,
    reduction,
    scenario,
)
from trajectory import Evidence, Kind, Milestone, Missing, Reason, Start, Target, Verdict, assess

NONE = Evidence()
FALLING = {2010: 100, 2020: 60}


def bare(kind, **more):
    return Target(kind, measure=more.pop("measure", "ghg"), **more)


CASES = {
    "a reduction without measure": (
        reduction(20, 2010, 2030).__class__(Kind.BASE_YEAR_REDUCTION, reduction_percent=Decimal(20)),
        NONE,
        ["not_quantified", "no_base_year", "no_target_year", "no_inventory"],
    ),
    "a reduction by no stated percentage": (
        bare(Kind.BASE_YEAR_REDUCTION, base_year=2010, target_year=2030),
        evidence(FALLING),
        ["not_quantified"],
    ),
    "a fixed level without the level": (
        bare(Kind.FIXED_LEVEL, target_year=2030),
        evidence(FALLING),
        ["not_quantified"],
    ),
    "a reduction without base year": (
        bare(Kind.BASE_YEAR_REDUCTION, target_year=2030, reduction_percent=Decimal(20)),
        evidence(FALLING),
        ["no_base_year"],
    ),
    "a reduction without target year": (
        bare(Kind.BASE_YEAR_REDUCTION, base_year=2010, reduction_percent=Decimal(20)),
        evidence(FALLING),
        ["no_target_year"],
    ),
    "a reduction without any figure": (
        reduction(20, 2010, 2030),
        NONE,
        ["no_inventory", "no_base_value"],
    ),
    "a reduction with a declared base and no figure": (
        reduction(20, 2010, 2030, base_value=Decimal(100)),
        NONE,
        ["no_inventory"],
    ),
    "a reduction without the base year's figure": (
        reduction(20, 2010, 2030),
        evidence({2011: 100, 2020: 60}),
        ["no_base_value"],
    ),
    "a reduction from a base of zero": (
        reduction(20, 2010, 2030),
        evidence({2010: 0, 2020: 60}),
        ["no_base_value"],
    ),
    "a reduction with the base year as latest": (
        reduction(20, 2010, 2030),
        evidence({2005: 90, 2010: 100}),
        ["too_early", "stale"],
    ),
    "a reduction whose year passed without a figure": (
        reduction(20, 2010, 2020),
        evidence({2010: 100, 2019: 60}),
        ["awaiting_final_inventory"],
    ),
    "a reduction with a figure only after its year": (
        reduction(20, 2010, 2020),
        evidence({2010: 100, 2021: 60}),
        ["awaiting_final_inventory"],
    ),
    "a fixed level with a figure only after its year": (
        level(80, 2020),
        evidence({2021: 60}),
        ["awaiting_final_inventory"],
    ),
    "a fixed level before its year without start": (level(50, 2030), evidence(FALLING), ["no_path"]),
    "a fixed level past its year without start": (
        level(50, 2021),
        evidence(FALLING),
        ["awaiting_final_inventory"],
    ),
    "a fixed level with figures before its start": (
        level(50, 2030, start=Start(2020, Decimal(100))),
        evidence(FALLING),
        ["too_early"],
    ),
    "a peak without year": (bare(Kind.PEAK), evidence({2020: 1}), ["no_target_year", "too_few_figures"]),
    "a peak without figures": (peak(2030), NONE, ["no_inventory"]),
    "a peak with five figures": (
        peak(2030),
        evidence({2018: 9, 2019: 8, 2020: 7, 2021: 6, 2022: 5}),
        ["too_few_figures"],
    ),
    "a peak with a year missing since": (
        peak(2030),
        evidence({2014: 9, 2015: 8, 2017: 7, 2018: 6, 2019: 5, 2020: 4}),
        ["gap_in_series"],
    ),
    "neutrality without year": (bare(Kind.CARBON_NEUTRAL), evidence(FALLING), ["no_target_year"]),
    "neutrality without figures": (neutral(2030), NONE, ["no_inventory"]),
    "neutrality without path": (neutral(2030), evidence(FALLING), ["no_path"]),
    "neutrality with path and no base value": (
        neutral(2030, base_year=2009, residual=Decimal(10)),
        evidence(FALLING),
        ["no_base_value"],
    ),
    "neutrality with a base year and nothing that may remain": (
        neutral(2030, base_year=2009),
        evidence(FALLING),
        ["no_path"],
    ),
    "neutrality with a base year that is the latest and nothing that may remain": (
        neutral(2030, base_year=2020),
        evidence(FALLING),
        ["no_path"],
    ),
    "neutrality with what may remain and no base year": (
        neutral(2030, residual=Decimal(10)),
        evidence(FALLING),
        ["no_path"],
    ),
    "neutrality past its year without figure": (
        neutral(2021),
        evidence(FALLING),
        ["awaiting_final_inventory"],
    ),
    "an intensity by a level without start": (
        bare(Kind.INTENSITY, target_year=2030, level=Decimal(2)),
        evidence(FALLING),
        ["no_path"],
    ),
    "an intensity of emissions that nothing is known to divide by": (
        bare(
            Kind.INTENSITY, activity="people", base_year=2010, target_year=2030, reduction_percent=Decimal(20)
        ),
        evidence(FALLING),
        ["no_inventory", "no_base_value"],
    ),
    "an intensity of emissions without the base year's people": (
        bare(
            Kind.INTENSITY, activity="people", base_year=2010, target_year=2030, reduction_percent=Decimal(20)
        ),
        evidence(FALLING, activity=figures({2020: 5})),
        ["no_base_value"],
    ),
    "an intensity from no stated base year": (
        bare(Kind.INTENSITY, target_year=2030, reduction_percent=Decimal(20)),
        evidence(FALLING),
        ["no_base_year"],
    ),
    "a baseline that is not declared": (
        bare(Kind.BASELINE_SCENARIO, target_year=2030, reduction_percent=Decimal(20)),
        evidence(FALLING),
        ["not_quantified"],
    ),
    "a baseline that does not reach the target year": (
        bare(Kind.BASELINE_SCENARIO, target_year=2030, reduction_percent=Decimal(20)),
        evidence(FALLING, scenario=scenario({2010: 100, 2029: 200})),
        ["not_quantified"],
    ),
    "a baseline that begins after the base year": (
        bare(Kind.BASELINE_SCENARIO, base_year=2010, target_year=2030, reduction_percent=Decimal(20)),
        evidence(FALLING, scenario=scenario({2011: 100, 2030: 200})),
        ["not_quantified"],
    ),
    "a baseline that begins only in the target year": (
        bare(Kind.BASELINE_SCENARIO, target_year=2030, reduction_percent=Decimal(20)),
        evidence({2030: 100, 2031: 60}, scenario=scenario({2030: 100, 2040: 200})),
        ["not_quantified"],
    ),
    "a baseline without target year": (
        bare(Kind.BASELINE_SCENARIO, reduction_percent=Decimal(20)),
        evidence(FALLING, scenario=scenario({2010: 100, 2040: 200})),
        ["no_target_year"],
    ),
    "a baseline with figures before it only": (
        bare(Kind.BASELINE_SCENARIO, target_year=2030, reduction_percent=Decimal(20)),
        evidence(FALLING, scenario=scenario({2020: 100, 2040: 200})),
        ["too_early"],
    ),
    "a share without level": (
        bare(Kind.SHARE, target_year=2030, reduction_percent=Decimal(20)),
        evidence(FALLING),
        ["not_quantified"],
    ),
    "an increment from no stated year": (
        bare(Kind.INCREMENT, level=Decimal(30), target_year=2030),
        evidence(FALLING),
        ["no_base_year"],
    ),
    "an increment from a year without figure": (
        bare(Kind.INCREMENT, level=Decimal(30), base_year=2009, target_year=2030),
        evidence(FALLING),
        ["no_base_value"],
    ),
    "a recurring share that is not yet due": (
        bare(Kind.RECURRING_SHARE, level=Decimal(33), first_year=2021),
        evidence(FALLING),
        ["too_early"],
    ),
    "an intensity without number": (
        bare(Kind.INTENSITY, target_year=2030),
        evidence(FALLING),
        ["not_quantified"],
    ),
    "a share without year": (bare(Kind.SHARE, level=Decimal(33)), evidence(FALLING), ["no_target_year"]),
    "a share without figures": (
        bare(Kind.SHARE, level=Decimal(33), target_year=2020),
        NONE,
        ["no_inventory"],
    ),
    "a recurring share without level": (bare(Kind.RECURRING_SHARE), evidence(FALLING), ["not_quantified"]),
    "a maintained share needs no year": (
        bare(Kind.MAINTAINED_SHARE, level=Decimal(33)),
        NONE,
        ["no_inventory"],
    ),
    "a direction": (Target(Kind.DIRECTION), NONE, ["manual_review"]),
    "another promise": (Target(Kind.OTHER), evidence({1990: 1}), ["manual_review"]),
}


@pytest.mark.parametrize(("target", "known", "expected"), CASES.values(), ids=CASES.keys())
def test_what_is_open_is_named_in_gate_order(target, known, expected):
    found = assess(target, known, as_of=LATER)
    assert [reason.value for reason in found.open] == expected
    assert found.verdict is Verdict.UNDETERMINED
    assert found.reason is found.open[0]


def test_awaiting_carries_the_last_known_verdict():
    found = assess(reduction(20, 2010, 2020), evidence({2010: 100, 2019: 60}), as_of=LATER)
    assert (found.last_known, found.last_known_year) == (Verdict.ON_TRACK, 2019)


def test_the_target_year_is_awaited_only_once_it_is_over():
    target, known = reduction(20, 2010, 2020), evidence({2010: 100, 2019: 60})
    assert assess(target, known, as_of=date(2020, 12, 31)).verdict is Verdict.ON_TRACK
    assert assess(target, known, as_of=date(2021, 1, 1)).reason is Reason.AWAITING_FINAL_INVENTORY


@pytest.mark.parametrize(("year", "stale"), [(2024, False), (2025, True)])
def test_a_verdict_is_stale_once_its_figure_is_more_than_four_years_old(year, stale):
    found = assess(reduction(80, 2010, 2050), evidence(FALLING), as_of=date(year, 6, 1))
    assert (found.reason is Reason.STALE) is stale
    assert (found.last_known is Verdict.ON_TRACK) is stale


@pytest.mark.parametrize(("last", "verdict"), [(60, Verdict.MET), (90, Verdict.MISSED)])
def test_met_and_missed_do_not_go_stale(last, verdict):
    found = assess(reduction(20, 2010, 2020), evidence({2010: 100, 2020: last}), as_of=date(2100, 1, 1))
    assert (found.verdict, found.open) == (verdict, ())


def test_an_undetermined_case_still_shows_what_is_known():
    found = assess(
        reduction(20, 2010, 2030, base_value=Decimal(100)),
        Evidence(milestones=(Milestone(2020, level=Decimal(95)),)),
        as_of=LATER,
    )
    assert found.reason is Reason.NO_INVENTORY
    assert found.path == ((2010, Decimal(100)), (2020, Decimal(95)), (2030, Decimal(80)))
    assert found.straight_line == ((2010, Decimal(100)), (2030, Decimal(80)))
    assert dict(found.numbers) == {
        "base_year": 2010,
        "base_value": Decimal(100),
        "target_year": 2030,
        "goal_value": Decimal(80),
        "target_reduction_percent": Decimal(20),
    }
    assert found.last_known is Missing.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("target", "lacks"),
    [
        (bare(Kind.SHARE, target_year=2020), ("promised_level",)),
        (bare(Kind.BASE_YEAR_REDUCTION, base_year=2010, target_year=2020), ("reduction_percent",)),
        (bare(Kind.INTENSITY, target_year=2020), ("reduction_percent",)),
    ],
)
def test_what_a_promise_does_not_say_is_named(target, lacks):
    assert assess(target, NONE, as_of=LATER).lacks == lacks


def test_where_no_figure_is_judged_the_latest_is_held_against_the_base():
    other = replace(FULL_BASIS, gases="CO2")
    known = Evidence((*figures({2010: 100}), *figures({2022: 60}, other)))
    found = assess(reduction(20, 2010, 2020), known, as_of=LATER)
    assert found.open == (Reason.NOT_COMPARABLE, Reason.AWAITING_FINAL_INVENTORY)


def test_a_later_figure_made_differently_does_not_touch_the_judged_one():
    other = replace(FULL_BASIS, gases="CO2")
    known = Evidence((*figures({2010: 100, 2020: 80}), *figures({2022: 60}, other)))
    assert assess(reduction(20, 2010, 2020), known, as_of=LATER).verdict is Verdict.MET


def test_only_a_peak_misses_years_on_the_way():
    assert assess(reduction(20, 2010, 2030), evidence({2010: 100, 2020: 60}), as_of=LATER).missing_years == ()


def test_what_has_no_rule_lacks_nothing():
    assert assess(Target(Kind.DIRECTION), NONE, as_of=LATER).lacks == ()


def test_a_verdict_says_of_which_day_it_is_and_has_no_verdict_before_it():
    found = assess(reduction(80, 2010, 2050), evidence(FALLING), as_of=date(2020, 6, 1))
    assert (found.as_of, found.last_known_year) == (date(2020, 6, 1), Missing.NOT_APPLICABLE)


def test_what_has_no_rule_has_no_goal():
    target = bare(Kind.OTHER, level=Decimal(2), target_year=2030)
    assert assess(target, evidence({2020: 3}), as_of=LATER).numbers == {
        "target_year": 2030,
        "latest_year": 2020,
        "latest_value": 3,
    }
