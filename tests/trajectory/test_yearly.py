"""Rule 6, what is due every year: recurring and maintained shares."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tests.trajectory.cases import LATER, codes, evidence, params, told
from trajectory import (
    FlagCode,
    Kind,
    Missing,
    Reason,
    Sense,
    Start,
    Target,
    TrajectoryError,
    Verdict,
    assess,
)

EVERY_YEAR = Target(
    Kind.RECURRING_SHARE, measure="electric cars bought", level=Decimal(50), sense=Sense.AT_LEAST
)
"""50 per cent of each year's purchases, without a first or a last year, as Los Angeles promised"""
UNTIL_2022 = replace(EVERY_YEAR, first_year=2019, target_year=2022)
KEPT = Target(
    Kind.MAINTAINED_SHARE, measure="modes", level=Decimal(50), target_year=2018, sense=Sense.AT_LEAST
)
"""50 per cent of all travel by 2018 and from then on, as San Francisco promised"""

RECURRING = {
    "kept in the latest year": (EVERY_YEAR, {2019: 50, 2020: 50}, Verdict.ON_TRACK, None),
    "not kept in the latest year": (EVERY_YEAR, {2019: 60, 2020: 49}, Verdict.OFF_TRACK, (2020,)),
    "not kept in an earlier year": (
        EVERY_YEAR,
        {2018: 40, 2019: 49, 2020: 50},
        Verdict.ON_TRACK,
        (2018, 2019),
    ),
    "years before the first do not count": (UNTIL_2022, {2018: 1, 2019: 50}, Verdict.ON_TRACK, None),
    "a year that is missing before the end": (UNTIL_2022, {2019: 50, 2021: 50}, Verdict.ON_TRACK, None),
    "kept in every year": (UNTIL_2022, {2019: 50, 2020: 51, 2021: 52, 2022: 50}, Verdict.MET, None),
    "not kept in one year": (UNTIL_2022, {2019: 50, 2020: 49, 2021: 52, 2022: 50}, Verdict.MISSED, (2020,)),
    "not kept in one year, another missing": (
        UNTIL_2022,
        {2020: 49, 2021: 52, 2022: 50},
        Verdict.MISSED,
        (2020,),
    ),
    "not kept after the last year": (
        UNTIL_2022,
        {2019: 50, 2020: 50, 2021: 50, 2022: 50, 2023: 1},
        Verdict.MET,
        None,
    ),
    "a ceiling kept in every year": (
        replace(UNTIL_2022, sense=Sense.AT_MOST, first_year=2021),
        {2021: 50, 2022: 49},
        Verdict.MET,
        None,
    ),
    "without a first year it begins with the first on record": (
        replace(UNTIL_2022, first_year=Missing.NOT_STATED),
        {2021: 50, 2022: 50},
        Verdict.MET,
        None,
    ),
}


@pytest.mark.parametrize(("target", "values", "verdict", "broken"), RECURRING.values(), ids=RECURRING.keys())
def test_each_year_on_its_own(target, values, verdict, broken):
    found = assess(target, evidence(values), as_of=LATER)
    assert found.verdict is verdict
    if broken is None:
        assert codes(found) == []
    else:
        assert params(found, FlagCode.NOT_KEPT_EVERY_YEAR) == {"years_list": broken}


@pytest.mark.parametrize(
    ("target", "values", "missing"),
    [
        (UNTIL_2022, {2019: 50, 2022: 50}, (2020, 2021)),
        (UNTIL_2022, {2019: 50, 2020: 50, 2021: 50, 2023: 50}, (2022,)),
        (UNTIL_2022, {2023: 50}, (2019, 2020, 2021, 2022)),
        (replace(UNTIL_2022, first_year=Missing.NOT_STATED), {2023: 50}, (2022,)),
    ],
)
def test_once_over_every_year_must_be_on_record(target, values, missing):
    found = assess(target, evidence(values), as_of=date(2050, 1, 1))
    assert (found.open, found.missing_years) == ((Reason.GAP_IN_SERIES,), missing)


def test_a_year_not_kept_decides_whatever_is_missing():
    found = assess(UNTIL_2022, evidence({2019: 49, 2022: 50}), as_of=LATER)
    assert (found.verdict, found.missing_years) == (Verdict.MISSED, ())


def test_the_last_year_is_awaited_once_it_is_over():
    known = evidence({2019: 50, 2021: 50})
    assert assess(UNTIL_2022, known, as_of=date(2022, 12, 31)).verdict is Verdict.ON_TRACK
    found = assess(UNTIL_2022, known, as_of=date(2023, 1, 1))
    assert (found.open, found.last_known) == ((Reason.AWAITING_FINAL_INVENTORY,), Verdict.ON_TRACK)


@pytest.mark.parametrize(("value", "known"), [(50, Verdict.ON_TRACK), (49, Verdict.OFF_TRACK)])
def test_what_recurs_grows_stale(value, known):
    found = assess(EVERY_YEAR, evidence({2017: value}), as_of=LATER)
    assert (found.open, found.last_known, found.last_known_year) == ((Reason.STALE,), known, 2017)


def test_the_level_is_drawn_over_the_years_that_are_due():
    found = assess(UNTIL_2022, evidence({2019: 50, 2021: 50}), as_of=LATER)
    assert found.path == ((2019, 50), (2021, 50))
    assert assess(UNTIL_2022, evidence({2019: 50}), as_of=LATER).path == ()


def test_the_numbers_beside_what_recurs():
    found = assess(UNTIL_2022, evidence({2018: 9, 2019: 49, 2021: 52}), as_of=LATER)
    assert dict(found.numbers) == {
        "target_year": 2022,
        "latest_year": 2021,
        "latest_value": 52,
        "goal_value": 50,
        "goal_gap": 2,
        "first_year": 2019,
        "due_count": 2,
        "kept_count": 1,
    }


def test_a_first_year_after_the_last_is_refused():
    with pytest.raises(TrajectoryError, match="first year 2023 must not lie after the target year 2022"):
        replace(UNTIL_2022, first_year=2023)


MAINTAINED = {
    "reached and kept": (KEPT, {2018: 50, 2019: 51}, Verdict.ON_TRACK, []),
    "lost again": (KEPT, {2018: 50, 2019: 49}, Verdict.OFF_TRACK, ["not_kept_every_year"]),
    "found again": (KEPT, {2018: 49, 2019: 50}, Verdict.ON_TRACK, ["not_kept_every_year"]),
    "known only after its year": (KEPT, {2020: 50}, Verdict.ON_TRACK, []),
    "years before its year do not count": (KEPT, {2015: 20, 2020: 50}, Verdict.ON_TRACK, []),
    "reached early": (replace(KEPT, target_year=2024), {2020: 50}, Verdict.ON_TRACK, ["already_there"]),
    "on its path": (
        replace(KEPT, target_year=2024, start=Start(2016, Decimal(30))),
        {2020: 40},
        Verdict.ON_TRACK,
        [],
    ),
    "short of its path": (
        replace(KEPT, target_year=2024, start=Start(2016, Decimal(30))),
        {2020: 39},
        Verdict.OFF_TRACK,
        [],
    ),
    "without a year": (
        replace(KEPT, target_year=Missing.NOT_STATED),
        {2019: 49, 2020: 50},
        Verdict.ON_TRACK,
        ["not_kept_every_year"],
    ),
    "from a base year that no longer matters": (
        replace(KEPT, base_year=2010),
        {2010: 70, 2019: 50},
        Verdict.ON_TRACK,
        [],
    ),
}


@pytest.mark.parametrize(("target", "values", "verdict", "flags"), MAINTAINED.values(), ids=MAINTAINED.keys())
def test_what_is_maintained_is_judged_each_year_from_its_year_on(target, values, verdict, flags):
    found = assess(target, evidence(values), as_of=LATER)
    assert (found.verdict, codes(found)) == (verdict, flags)


def test_what_is_maintained_is_never_final():
    found = assess(KEPT, evidence({2018: 50}), as_of=date(2023, 1, 1))
    assert (found.open, found.last_known) == ((Reason.STALE,), Verdict.ON_TRACK)


def test_what_is_maintained_is_awaited_only_until_some_year_is_known():
    found = assess(KEPT, evidence({2017: 40}), as_of=date(2020, 1, 1))
    assert found.open == (Reason.AWAITING_FINAL_INVENTORY,)
    assert "no figure is known for that year or a later one" in told(found)


@pytest.mark.parametrize(
    ("target", "values", "expected"),
    [
        (EVERY_YEAR, {2020: 50}, "The promise for every year is 50 or more, so it was kept in that year."),
        (
            EVERY_YEAR,
            {2020: 49},
            "The promise for every year is 50 or more, so it was not kept in that year.",
        ),
        (EVERY_YEAR, {2019: 40, 2020: 50}, "The level was not kept in (2019,)."),
        (
            replace(EVERY_YEAR, sense=Sense.AT_MOST),
            {2020: 50},
            "every year is 50 or less, so it was kept in that year.",
        ),
        (
            replace(EVERY_YEAR, sense=Sense.AT_MOST),
            {2020: 51},
            "every year is 50 or less, so it was not kept in that year.",
        ),
        (
            replace(UNTIL_2022, first_year=2021),
            {2021: 50, 2022: 50},
            "50 or more in every year from 2021 to 2022. It was kept in each of them, so it is met.",
        ),
        (
            UNTIL_2022,
            {2021: 49, 2022: 50},
            "every year from 2019 to 2022. Of the years on record (2) it was kept in 1, so it was missed.",
        ),
        (
            UNTIL_2022,
            {2021: 50, 2022: 50},
            "every year from 2019 to 2022, and figures are missing for (2019, 2020).",
        ),
        (replace(UNTIL_2022, first_year=2021), {2020: 9}, "not later than the year from which"),
    ],
)
def test_what_is_due_every_year_is_explained(target, values, expected):
    assert expected in told(assess(target, evidence(values), as_of=LATER))
