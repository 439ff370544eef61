"""Every answer is explained, in sentences whose values the page can write."""

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tests.trajectory import test_gates
from tests.trajectory.cases import (
    FULL_BASIS,
    LATER,
    evidence,
    figures,
    level,
    neutral,
    peak,
    plain,
    reduction,
)
from trajectory import (
    FIELD_LABELS,
    FLAG_LABELS,
    KIND_LABELS,
    REASON_LABELS,
    VERDICT_LABELS,
    Amount,
    Evidence,
    Figure,
    FlagCode,
    Kind,
    Missing,
    Reason,
    Target,
    Verdict,
    YearQualifier,
    assess,
    sentences,
)
from trajectory.comparability import FIELDS

SUFFIXES = ("_amount", "_percent", "_year", "_years", "_count", "_list")
HALF_WAY = reduction(40, 2010, 2030)
ABOUT_2020 = {"year_qualifier": YearQualifier.AROUND}
FALLING = {2014: 90, 2015: 100, 2016: 99, 2017: 98, 2018: 97, 2019: 96, 2020: 90}
RISING = {2014: 96, 2015: 97, 2016: 98, 2017: 99, 2018: 100, 2019: 110, 2020: 50}
REMOVED = {"removals": (Amount(2020, Decimal(6)),), "credits": (Amount(2020, Decimal(4)),)}
OTHER_GASES = Figure(2019, Decimal(4), replace(FULL_BASIS, gases="CO2"))

CASES = {
    "on track": (
        HALF_WAY,
        evidence({2010: 100, 2020: 80}),
        "The path to the target allows up to 80 in that year.",
    ),
    "off track": (HALF_WAY, evidence({2010: 100, 2020: 90}), "the figure is 10 too high."),
    "risen": (
        HALF_WAY,
        evidence({2010: 100, 2020: 105}),
        "it rose by 5; the promise is a fall of 40 by 2030.",
    ),
    "met": (level(60, 2020), evidence({2020: 60}), "The target was 60 or less, so it is met."),
    "missed": (level(60, 2020), evidence({2020: 63}), "The target was 60 or less, so it was missed by 3."),
    "reached early": (level(60, 2030), evidence({2020: 50}), "The target is 60 or less in 2030."),
    "peak on track": (peak(2030), evidence(FALLING), "emissions have stayed below it since 2015."),
    "peak too young": (
        peak(2030),
        evidence({2014: 80, 2015: 85, 2016: 90, 2017: 100, 2018: 99, 2019: 98, 2020: 90}),
        "it lies only 3 back, which is too short.",
    ),
    "peak too flat": (
        peak(2030),
        evidence({2014: 90, 2015: 100, 2016: 99, 2017: 98, 2018: 97, 2019: 96, 2020: 91}),
        "the latest figure is only 9 below it, which is too little.",
    ),
    "peak too young and too flat": (
        peak(2030),
        evidence({2014: 80, 2015: 85, 2016: 90, 2017: 100, 2018: 99, 2019: 98, 2020: 91}),
        "it lies only 3 back, and the latest figure is only 9 below it.",
    ),
    "peak of figures that cannot be compared": (
        peak(2030),
        Evidence((*figures({year: 100 - year % 100 for year in range(2013, 2019)}), OTHER_GASES)),
        "of 2013 is held against cannot be compared with it. What differs, or is not known to agree: "
        "('gases',).",
    ),
    "peak met": (peak(2020), evidence(FALLING), "It came in time and is confirmed, so the target is met."),
    "peak missed": (
        peak(2018),
        evidence(RISING),
        "In 2019 emissions were 110, more than 2 above every year up to then, so it was missed.",
    ),
    "peak too late but not missed": (
        peak(2018),
        evidence(RISING | {2019: 101}),
        "It is not certain yet that the promise was missed",
    ),
    "peak around": (peak(2018, **ABOUT_2020), evidence(RISING), "without saying how many years that allows"),
    "missed around": (
        reduction(40, 2010, 2020, **ABOUT_2020),
        evidence({2010: 100, 2020: 90}),
        "The promise says 'around' 2020",
    ),
    "neutral": (neutral(2020), evidence({2020: 10}, **REMOVED), "retired credits of 4, 0 remain"),
    "not neutral": (neutral(2020), evidence({2020: 11}, **REMOVED), "retired credits of 4, 1 remain"),
    "covered": (neutral(2020), evidence({2020: 0}), "make up for all of it"),
    "not recorded": (neutral(2020), evidence({2020: 5}), "are not fully recorded"),
    "stale": (HALF_WAY, evidence({2010: 100, 2017: 80}), "By the figure for 2017 the target was on track."),
    "stale, off track": (
        HALF_WAY,
        evidence({2010: 100, 2017: 99}),
        "By the figure for 2017 the target was off track.",
    ),
}


def written(found):
    """The sentences with their plain values."""
    return [
        sentence.id % {name: plain(value) for name, value in sentence.params.items()}
        for sentence in sentences(found)
    ]


@pytest.mark.parametrize(("target", "known", "expected"), CASES.values(), ids=CASES.keys())
def test_the_answer_is_explained(target, known, expected):
    assert expected in " ".join(written(assess(target, known, as_of=LATER)))


@pytest.mark.parametrize(
    ("target", "known", "expected"), test_gates.CASES.values(), ids=test_gates.CASES.keys()
)
def test_all_that_is_open_is_explained(target, known, expected):
    told = written(assess(target, known, as_of=LATER))
    assert len(set(told)) == len(told) >= len(expected)


def test_what_would_settle_a_missing_base_value_is_said():
    found = assess(HALF_WAY, evidence({2020: 90}), as_of=LATER)
    assert written(found) == [
        "No figure is known for the base year 2010. A report for that year, or a declared base value, would "
        "settle this."
    ]


NO_FALL = (
    "No percentage can be taken of zero or less, and no path falls from it. A corrected report for that "
    "year, or another base year, would settle this."
)


@pytest.mark.parametrize("value", ["0", "-3"])
@pytest.mark.parametrize("declared", [Missing.NOT_STATED, Decimal(50)])
def test_a_base_year_of_zero_or_less_is_known_and_no_base(value, declared):
    target = reduction(40, 2010, 2030, base_value=declared)
    found = assess(target, evidence({2010: value, 2020: 90}), as_of=LATER)
    assert written(found) == [f"The figure for the base year 2010 is {value}. {NO_FALL}"]


def test_an_intensity_of_zero_in_the_base_year_is_known_and_no_base():
    target = Target(
        Kind.INTENSITY,
        measure="ghg",
        activity="people",
        base_year=2010,
        target_year=2030,
        reduction_percent=Decimal(20),
    )
    known = evidence({2010: 0, 2020: 5}, activity=figures({2010: 5, 2020: 5}))
    assert written(assess(target, known, as_of=LATER)) == [
        f"The figure for the base year 2010 is 0. {NO_FALL}"
    ]


@pytest.mark.parametrize(
    ("target", "known", "expected"), [*CASES.values(), *test_gates.CASES.values()], ids=lambda value: ""
)
def test_every_value_says_how_it_is_written_out(target, known, expected):
    for sentence in sentences(assess(target, known, as_of=date(2026, 1, 1))):
        named = re.findall(r"%\((\w+)\)s", sentence.id)
        assert set(named) == set(sentence.params)
        assert all(name.endswith(SUFFIXES) for name in named)
        assert "%" not in re.sub(r"%\(\w+\)s", "", sentence.id)


def test_every_word_has_a_label():
    assert set(KIND_LABELS) == set(Kind)
    assert set(VERDICT_LABELS) == set(Verdict)
    assert set(REASON_LABELS) == set(Reason) - {Reason.NONE}
    assert set(FLAG_LABELS) == set(FlagCode)
    assert set(FIELDS) <= set(FIELD_LABELS)


def test_a_promise_without_first_year_is_asked_in_its_own_words():
    increment = Target(Kind.INCREMENT, measure="trees", level=Decimal(30), target_year=2030)
    reduced = Target(Kind.BASE_YEAR_REDUCTION, measure="ghg", reduction_percent=Decimal(30), target_year=2030)
    told = [written(assess(target, evidence({2020: 1}), as_of=LATER))[0] for target in (increment, reduced)]
    assert told[0].startswith("The promise does not say from which year the increase counts.")
    assert told[1].startswith("The promise does not say from which year the reduction counts.")


def test_what_a_promise_lacks_is_listed():
    target = Target(Kind.BASELINE_SCENARIO, target_year=2030)
    assert (
        "Missing: ('measure', 'reduction_percent', 'scenario')."
        in written(assess(target, evidence({2020: 1}), as_of=LATER))[0]
    )
