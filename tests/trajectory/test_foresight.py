"""When an assessment has a likelihood, what it rests on, and how it is told."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tests.trajectory.cases import (
    FULL_BASIS,
    LATER,
    codes,
    evidence,
    figures,
    level,
    neutral,
    peak,
    reduction,
)
from trajectory import (
    LIKELIHOOD_LABELS,
    Evidence,
    Kind,
    Likelihood,
    Milestone,
    NoLikelihood,
    Sense,
    Start,
    Target,
    Thresholds,
    Verdict,
    YearQualifier,
    as_record,
    assess,
    sentences,
)
from trajectory.likelihood import Word

HALF_WAY = reduction(40, 2010, 2030)
STILL = {2018: 80, 2019: 80, 2020: 80}
FALLING = {2014: 90, 2015: 100, 2016: 99, 2017: 98, 2018: 97, 2019: 96, 2020: 90}
NONE = NoLikelihood


def judged(target, known, as_of=LATER, **more):
    return assess(target, known, as_of=as_of, **more)


def told(found):
    return [sentence.id % sentence.params for sentence in sentences(found)]


def test_a_reduction_rests_on_its_comparable_figures():
    """The figure of 2017 was made for another boundary: it is not counted."""
    other = figures({2017: 300}, replace(FULL_BASIS, boundary="metropolis"))
    found = judged(HALF_WAY, Evidence((*figures({2010: 100} | STILL), *other))).likelihood
    assert found.figures_count == 4
    assert (found.latest_year, found.years_ahead, found.gap_percent) == (2020, 10, Decimal("0.0"))


def test_the_likelihood_is_that_of_the_straight_line_whatever_the_milestones():
    alone = judged(HALF_WAY, evidence({2010: 100} | STILL))
    joined = judged(
        HALF_WAY,
        evidence({2010: 100} | STILL, milestones=(Milestone(2020, reduction_percent=Decimal(5)),)),
    )
    assert joined.likelihood == alone.likelihood


def test_old_figures_keep_their_likelihood():
    fresh = judged(HALF_WAY, evidence({2010: 100} | STILL))
    stale = judged(HALF_WAY, evidence({2010: 100} | STILL), as_of=date(2026, 1, 1))
    assert stale.verdict is Verdict.UNDETERMINED
    assert stale.likelihood == fresh.likelihood


CASES = {
    "a fixed level from its start": (
        level(60, 2030, start=Start(2010, Decimal(100))),
        evidence(STILL),
        Decimal("0.470"),
    ),
    "a fixed level without a path": (level(60, 2030), evidence(STILL), NONE.NOT_APPLICABLE),
    "a fixed level to be reached from below": (
        level(60, 2030, start=Start(2010, Decimal(10)), sense=Sense.AT_LEAST),
        evidence(STILL),
        NONE.NO_RECORD,
    ),
    "neutrality": (neutral(2030), evidence(STILL), NONE.NO_RECORD),
    "a direction": (Target(Kind.DIRECTION), evidence(STILL), NONE.NO_RECORD),
    "no base": (HALF_WAY, evidence(STILL), NONE.NOT_APPLICABLE),
    "a share whose year has passed without a figure": (
        Target(Kind.SHARE, measure="share", level=Decimal(50), target_year=2017, sense=Sense.AT_LEAST),
        evidence(STILL),
        NONE.NOT_APPLICABLE,
    ),
    "met": (reduction(20, 2010, 2020), evidence({2010: 100} | STILL), NONE.NOT_APPLICABLE),
    "the year has come, its tolerance open": (
        reduction(40, 2010, 2020, year_qualifier=YearQualifier.AROUND),
        evidence({2010: 100} | STILL),
        NONE.NOT_APPLICABLE,
    ),
    "two figures": (HALF_WAY, evidence({2010: 100, 2020: 80}), NONE.TOO_FEW_FIGURES),
    "eleven years ahead": (reduction(40, 2010, 2031), evidence({2010: 100} | STILL), NONE.TOO_FAR_AHEAD),
    "a peak with a gap": (
        peak(2030),
        evidence({year: value for year, value in FALLING.items() if year != 2018} | {2013: 80}),
        NONE.NOT_APPLICABLE,
    ),
    "a peak that is missed": (peak(2014), evidence(FALLING), NONE.NOT_APPLICABLE),
}


@pytest.mark.parametrize(("target", "known", "expected"), CASES.values(), ids=CASES.keys())
def test_where_there_is_ground_for_a_likelihood(target, known, expected):
    found = judged(target, known).likelihood
    assert getattr(found, "probability", found) == expected


def test_the_thresholds_say_how_far_it_reaches():
    found = judged(HALF_WAY, evidence({2010: 100} | STILL), thresholds=Thresholds(likelihood_years=9))
    assert found.likelihood is NONE.TOO_FAR_AHEAD
    strict = judged(peak(2030), evidence(FALLING), thresholds=Thresholds(likelihood_figures=8))
    assert strict.likelihood is NONE.TOO_FEW_FIGURES


def test_a_peak_rests_on_figures_like_the_latest():
    """Six comparable figures of falling emissions; that of 2014 was made in another way."""
    other = figures({2014: 90}, replace(FULL_BASIS, boundary="metropolis"))
    like = {year: value for year, value in FALLING.items() if year > 2014}
    found = judged(peak(2030), Evidence((*figures(like), *other)))
    assert found.verdict is Verdict.ON_TRACK
    assert (found.likelihood.figures_count, found.likelihood.word) == (6, Word.LIKELY)


def test_a_peak_not_yet_reached_has_a_likelihood():
    found = judged(peak(2030), evidence({2014 + index: 90 + 3 * index for index in range(7)}))
    assert found.likelihood.word is Word.UNLIKELY
    assert codes(found) == []


def test_the_record_holds_what_it_rests_on():
    found = judged(level(60, 2030, start=Start(2010, Decimal(100))), evidence(STILL))
    assert as_record(found)["likelihood"] == {
        "probability": "0.47",
        "word": "about_even",
        "latest_year": 2020,
        "years_ahead": 10,
        "figures_count": 3,
        "gap_percent": "0",
        "pace_percent": "0",
        "scatter_percent": "5.5",
        "method": "own pace and path, 1",
    }


RISING = {year: 200 - value for year, value in FALLING.items()}

SENTENCES = {
    "even": (
        level(60, 2030, start=Start(2010, Decimal(100))),
        STILL,
        "it is about even whether the target will be met (47).",
    ),
    "likely": (
        level(79, 2021, start=Start(2010, Decimal(100))),
        STILL | {2020: 60},
        "is likely to be met (99).",
    ),
    "unlikely": (level(20, 2021, start=Start(2010, Decimal(100))), STILL, "is unlikely to be met (1)."),
    "likely peaked": (
        peak(2030),
        FALLING,
        "it is likely that none of the next 5 exceeds the highest figure so far (",
    ),
    "perhaps peaked": (
        peak(2030),
        {2014: 100} | dict.fromkeys(range(2015, 2021), 100),
        "it is about even whether one of the next 5 exceeds the highest figure so far (43 that none does).",
    ),
    "hardly peaked": (
        peak(2030),
        {2014 + index: 90 + 3 * index for index in range(7)},
        "it is unlikely that the highest figure so far stays the highest for the next 5 (",
    ),
}


@pytest.mark.parametrize(("target", "values", "expected"), SENTENCES.values(), ids=SENTENCES.keys())
def test_it_is_told_in_a_sentence(target, values, expected):
    found = " ".join(told(judged(target, evidence(values))))
    assert expected in found
    assert f"This rests on {len(values)} figures up to 2020; " in found


def test_without_a_number_nothing_is_told():
    assert not any("Given how" in each for each in told(judged(level(60, 2030), evidence(STILL))))


def test_every_word_on_it_has_a_label():
    assert set(LIKELIHOOD_LABELS) == set(Word)
    assert isinstance(judged(HALF_WAY, evidence({2010: 100} | STILL)).likelihood, Likelihood)
