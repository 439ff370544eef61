"""Rule 6: shares, counts and increments, on either side of their level."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tests.trajectory.cases import FULL_BASIS, LATER, codes, evidence, figures, params, told
from trajectory import (
    Evidence,
    FlagCode,
    Kind,
    Milestone,
    Missing,
    Point,
    Reason,
    Sense,
    Start,
    Target,
    Verdict,
    assess,
)


def promise(kind, value, target, sense=Sense.AT_LEAST, **more):
    return Target(
        kind, measure="renewable share", level=Decimal(value), target_year=target, sense=sense, **more
    )


HALF = promise(Kind.SHARE, 50, 2025)
"""at least 50 per cent by 2025; no start is declared"""
FROM_20 = replace(HALF, start=Start(2015, Decimal(20)))
"""20 in 2015, 35 in 2020, 50 in 2025"""
NO_COAL = promise(Kind.SHARE, 0, 2025, Sense.AT_MOST, start=Start(2015, Decimal(40)))
"""40 in 2015, 20 in 2020, nothing in 2025"""
THIRTY_MORE = promise(Kind.INCREMENT, 30, 2025, base_year=2015)

BEFORE = {
    "on the path from a start": (FROM_20, {2020: 35}, Verdict.ON_TRACK, []),
    "short of the path from a start": (FROM_20, {2020: "34.99"}, Verdict.OFF_TRACK, []),
    "a ceiling on its path": (NO_COAL, {2020: 20}, Verdict.ON_TRACK, []),
    "a ceiling above its path": (NO_COAL, {2020: "20.01"}, Verdict.OFF_TRACK, []),
    "a ceiling reached early": (NO_COAL, {2020: 0}, Verdict.ON_TRACK, ["already_below_target"]),
    "a floor reached early": (FROM_20, {2020: 50}, Verdict.ON_TRACK, ["already_there"]),
    "a floor reached early without path": (HALF, {2020: 50}, Verdict.ON_TRACK, ["already_there"]),
    "a share from the figure of its base year": (
        replace(HALF, base_year=2015),
        {2015: 20, 2020: 35},
        Verdict.ON_TRACK,
        [],
    ),
    "a share from a declared value of its base year": (
        replace(HALF, base_year=2015, base_value=Decimal(20)),
        {2020: 35},
        Verdict.ON_TRACK,
        ["declared_base", "basis_unstated"],
    ),
    "a count that starts from nothing": (
        promise(Kind.COUNT, 100, 2025, base_year=2015),
        {2015: 0, 2020: 50},
        Verdict.ON_TRACK,
        [],
    ),
    "an increment on its path": (THIRTY_MORE, {2015: 100, 2020: 115}, Verdict.ON_TRACK, []),
    "an increment short of its path": (THIRTY_MORE, {2015: 100, 2020: 114}, Verdict.OFF_TRACK, []),
    "an increment reached early": (THIRTY_MORE, {2015: 100, 2020: 130}, Verdict.ON_TRACK, ["already_there"]),
    "an increment from a declared start": (
        replace(THIRTY_MORE, base_year=Missing.NOT_STATED, start=Start(2015, Decimal(100))),
        {2020: 114},
        Verdict.OFF_TRACK,
        [],
    ),
    "a share that a good last year alone puts on track": (
        FROM_20,
        {2018: 20, 2019: 20, 2020: 35},
        Verdict.ON_TRACK,
        ["unsteady"],
    ),
}


@pytest.mark.parametrize(("target", "values", "verdict", "flags"), BEFORE.values(), ids=BEFORE.keys())
def test_before_its_year(target, values, verdict, flags):
    found = assess(target, evidence(values), as_of=LATER)
    assert (found.verdict, codes(found)) == (verdict, flags)


AT_ITS_YEAR = {
    "a floor that is reached": (HALF, {2025: 50}, Verdict.MET),
    "a floor that is not": (HALF, {2025: "49.9"}, Verdict.MISSED),
    "a ceiling that is kept": (NO_COAL, {2025: 0}, Verdict.MET),
    "a ceiling that is not": (NO_COAL, {2025: "0.1"}, Verdict.MISSED),
    "a count that is reached": (promise(Kind.COUNT, 50000, 2025), {2025: 50000}, Verdict.MET),
    "an increment that is reached": (THIRTY_MORE, {2015: 100, 2025: 130}, Verdict.MET),
    "an increment that is not": (THIRTY_MORE, {2015: 100, 2025: 129}, Verdict.MISSED),
}


@pytest.mark.parametrize(("target", "values", "verdict"), AT_ITS_YEAR.values(), ids=AT_ITS_YEAR.keys())
def test_at_its_year(target, values, verdict):
    found = assess(target, evidence(values), as_of=date(2060, 1, 1))
    assert (found.verdict, found.open) == (verdict, ())


def test_short_of_a_level_without_a_path_there_is_no_verdict_but_the_figure_is_told():
    found = assess(HALF, evidence({2020: 30}), as_of=LATER)
    assert found.open == (Reason.NO_PATH,)
    assert told(found).endswith("The figure for 2020 is 30; the target is 50 or more in 2025.")
    ceiling = assess(replace(NO_COAL, start=Missing.NOT_STATED), evidence({2020: 30}), as_of=LATER)
    assert told(ceiling).endswith("The figure for 2020 is 30; the target is 0 or less in 2025.")


def test_a_base_year_of_which_nothing_is_known_is_no_start():
    for year in (2015, 2021):
        found = assess(replace(HALF, base_year=year), evidence({2020: 30}), as_of=LATER)
        assert found.open == (Reason.NO_PATH,)


def test_a_baseline_that_contradicts_itself_stops_no_promise_that_does_not_count_from_it():
    known = evidence({2020: 50}, scenario=(Point(2020, Decimal(1)), Point(2020, Decimal(2))))
    assert assess(HALF, known, as_of=LATER).verdict is Verdict.ON_TRACK


def test_a_share_awaits_the_figure_of_its_year():
    found = assess(FROM_20, evidence({2024: 60}), as_of=date(2026, 1, 1))
    assert (found.open, found.last_known) == ((Reason.AWAITING_FINAL_INVENTORY,), Verdict.ON_TRACK)


def test_a_share_grows_stale():
    found = assess(FROM_20, evidence({2018: 40}), as_of=date(2023, 1, 1))
    assert (found.open, found.last_known) == ((Reason.STALE,), Verdict.ON_TRACK)


def test_a_figure_of_the_start_itself_is_too_early():
    assert assess(replace(HALF, base_year=2020), evidence({2020: 30}), as_of=LATER).open == (
        Reason.TOO_EARLY,
    )


MILESTONES = (Milestone(2018, level=Decimal(30)), Milestone(2018, level=Decimal(32)))


def test_milestones_make_a_path_of_their_own_and_the_stricter_counts():
    found = assess(HALF, evidence({2020: 37}, milestones=MILESTONES), as_of=LATER)
    assert found.path == ((2018, 32), (2025, 50))
    assert found.verdict is Verdict.OFF_TRACK  # of 32 + 18 x 2/7 = 37.1; from 30 it would be 35.7
    assert "straight_line_value" not in found.numbers


@pytest.mark.parametrize(("value", "verdict"), [(32, Verdict.ON_TRACK), (31, Verdict.OFF_TRACK)])
def test_in_the_year_of_the_first_milestone_the_path_begins(value, verdict):
    found = assess(HALF, evidence({2018: value}, milestones=MILESTONES), as_of=date(2019, 6, 1))
    assert (found.verdict, found.numbers["path_value"]) == (verdict, 32)
    assert (found.numbers["gap_summed"], found.numbers["gap_summed_count"]) == (0, 0)


def test_before_the_first_milestone_there_is_no_path():
    found = assess(HALF, evidence({2017: 20}, milestones=MILESTONES), as_of=date(2018, 6, 1))
    assert found.open == (Reason.NO_PATH,)


def test_a_ceiling_takes_the_lowest_of_its_milestones():
    target = replace(NO_COAL, start=Missing.NOT_STATED)
    assert assess(target, evidence({2020: 1}, milestones=MILESTONES), as_of=LATER).path[0] == (2018, 30)


def test_reductions_and_late_points_are_no_milestones_of_a_share_without_start():
    milestones = (Milestone(2018, reduction_percent=Decimal(5)), Milestone(2025, level=Decimal(1)))
    found = assess(HALF, evidence({2020: 30}, milestones=milestones), as_of=LATER)
    assert (found.open, found.path) == ((Reason.NO_PATH,), ())


def test_a_milestone_bends_the_path_from_a_start():
    found = assess(
        FROM_20, evidence({2020: 34}, milestones=(Milestone(2020, level=Decimal(30)),)), as_of=LATER
    )
    assert (found.verdict, codes(found)) == (Verdict.ON_TRACK, ["behind_straight_line"])


@pytest.mark.parametrize("milestones", [MILESTONES, MILESTONES[::-1]], ids=["as written", "turned"])
def test_on_the_way_from_a_start_the_stricter_of_two_milestones_counts(milestones):
    found = assess(FROM_20, evidence({2020: 40}, milestones=milestones), as_of=LATER)
    assert found.path == ((2015, 20), (2018, 32), (2025, 50))


def test_the_milestones_of_an_increment_count_from_its_base():
    milestones = (Milestone(2020, level=Decimal(20)), Milestone(2018, reduction_percent=Decimal(0)))
    found = assess(THIRTY_MORE, evidence({2015: 100, 2020: 119}, milestones=milestones), as_of=LATER)
    assert found.path == ((2015, 100), (2018, 100), (2020, 120), (2025, 130))
    assert found.verdict is Verdict.OFF_TRACK


def test_a_start_that_cannot_be_compared_gives_no_path():
    other = replace(FULL_BASIS, boundary="metropolitan area")
    known = Evidence((*figures({2015: 20}, other), *figures({2020: 35})))
    found = assess(replace(HALF, base_year=2015), known, as_of=LATER)
    assert (found.open, found.differs) == ((Reason.NOT_COMPARABLE,), ("boundary",))


def test_at_its_year_a_level_needs_no_comparison_with_its_start():
    other = replace(FULL_BASIS, boundary="metropolitan area")
    known = Evidence((*figures({2015: 20}, other), *figures({2025: 49})))
    found = assess(replace(HALF, base_year=2015), known, as_of=date(2026, 1, 1))
    assert found.verdict is Verdict.MISSED
    assert found.numbers["goal_gap"] == -1
    assert "path_value" not in found.numbers


def test_an_increment_rests_on_its_base_even_at_its_year():
    other = replace(FULL_BASIS, boundary="metropolitan area")
    known = Evidence((*figures({2015: 100}, other), *figures({2025: 130})))
    assert assess(THIRTY_MORE, known, as_of=date(2026, 1, 1)).open == (Reason.NOT_COMPARABLE,)


def test_the_numbers_beside_a_share():
    assert dict(assess(FROM_20, evidence({2017: 26, 2020: 32}), as_of=LATER).numbers) == {
        "base_year": 2015,
        "base_value": 20,
        "target_year": 2025,
        "goal_value": 50,
        "latest_year": 2020,
        "latest_value": 32,
        "goal_gap": -18,
        "path_value": 35,
        "straight_line_value": 35,
        "gap": -3,
        "gap_summed": -3,  # on the path in 2017
        "gap_summed_count": 2,
        "required_annual_value": Decimal("3.6"),
        "share_achieved_percent": 40,
        "achieved_annual_value": Decimal("2.4"),
        "projection_value": 44,
        "pace_year": 2028,  # 18 more at 2.4 a year take 7.5 years
    }


@pytest.mark.parametrize(
    ("target", "values", "expected"),
    [
        (FROM_20, {2020: 35}, "The path to the target asks for at least 35 in that year."),
        (FROM_20, {2020: 32}, "asks for at least 35 in that year: the figure is 3 too low."),
        (FROM_20, {2020: 32}, "Since 2015, 40 of the way to the target has been covered."),
        (FROM_20, {2020: "20.15"}, "Since 2015, 0.5 of the way to the target has been covered."),
        (FROM_20, {2020: 20}, "Since 2015, 0 of the way to the target has been covered."),
        (FROM_20, {2024: "46.5"}, "it must now rise each year by 3.5."),
        (replace(FROM_20, target_year=2055), {2020: 23}, "it must now rise each year by 0.771428571429."),
        (FROM_20, {2020: 15}, "Since 2015 it has moved away from the target."),
        (FROM_20, {2020: 32}, "it must now rise each year by 3.6. At the pace since 2015 the goal would be "),
        (NO_COAL, {2020: 30}, "it must now fall each year by 6. At the pace since 2015 the goal would be "),
        (NO_COAL, {2020: 30}, "allows only 20 in that year: the figure is 10 too high."),
        (NO_COAL, {2020: 30}, "Since 2015, 25 of the way to the target has been covered."),
        (HALF, {2020: 60}, "The target is 50 or more in 2025. The figure already reaches the target"),
        (HALF, {2025: 60}, "The target was 50 or more, so it is met."),
        (HALF, {2025: 45}, "The target was 50 or more, so it was missed by 5."),
    ],
)
def test_a_verdict_on_a_level_is_explained(target, values, expected):
    assert expected in told(assess(target, evidence(values), as_of=date(max(values) + 1, 1, 1)))


def test_a_level_below_its_start_has_no_share_of_the_way():
    found = assess(replace(FROM_20, start=Start(2015, Decimal(60))), evidence({2020: 55}), as_of=LATER)
    assert (found.verdict, codes(found)) == (Verdict.ON_TRACK, ["already_there"])
    assert "share_achieved_percent" not in found.numbers


def test_no_single_year_decides_where_a_path_is_steady():
    found = assess(FROM_20, evidence({2018: 30, 2019: 33, 2020: 42}), as_of=LATER)
    assert codes(found) == []
    other = assess(FROM_20, evidence({2018: 30, 2019: 33, 2020: 41}), as_of=LATER)
    assert params(other, FlagCode.UNSTEADY) == {"figures_count": 3}  # mean 34.67, where 35 is asked


def test_in_its_year_a_share_has_no_rate_and_no_projection():
    numbers = assess(FROM_20, evidence({2025: 45}), as_of=date(2026, 1, 1)).numbers
    assert numbers["pace_year"] == 2027  # 5 more at 2.5 a year
    assert not {"required_annual_value", "projection_value"} & set(numbers)


def test_the_year_before_a_share_still_has_both():
    numbers = assess(FROM_20, evidence({2024: "47"}), as_of=date(2025, 1, 1)).numbers
    assert (numbers["required_annual_value"], numbers["projection_value"]) == (3, 50)


@pytest.mark.parametrize("sense", Sense)
def test_a_start_at_the_level_itself_has_no_share_of_the_way(sense):
    target = promise(Kind.SHARE, 50, 2025, sense, start=Start(2015, Decimal(50)))
    found = assess(target, evidence({2020: 50}), as_of=LATER)
    assert found.verdict is Verdict.ON_TRACK
    assert "share_achieved_percent" not in found.numbers


@pytest.mark.parametrize(
    ("sense", "level", "value"), [(Sense.AT_LEAST, "0.6", "0.3"), (Sense.AT_MOST, "0.1", "0.175")]
)
def test_a_small_step_has_a_share_of_the_way(sense, level, value):
    target = promise(Kind.SHARE, level, 2025, sense, start=Start(2015, Decimal("0.2")))
    assert assess(target, evidence({2020: value}), as_of=LATER).numbers["share_achieved_percent"] == 25
