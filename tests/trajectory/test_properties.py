"""What holds for any input: scale and order do not matter, time only ages, errors are the judge's own."""

import contextlib
import json
from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.trajectory.cases import FULL_BASIS
from trajectory import (
    Amount,
    Basis,
    Evidence,
    Figure,
    Kind,
    Milestone,
    Missing,
    Reason,
    Start,
    Target,
    TrajectoryError,
    Verdict,
    YearQualifier,
    as_record,
    assess,
)

moderate = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])

years = st.integers(2000, 2040)
amounts = st.decimals("-10", "1000", places=2, allow_nan=False)
positive = st.decimals("0.01", "1000", places=2, allow_nan=False)
percents = st.decimals("0", "100", places=1, allow_nan=False)
days = st.dates(date(2000, 1, 1), date(2060, 12, 31))


def perhaps(values):
    """Mostly a value, sometimes none."""
    return st.one_of(values, values, values, st.just(Missing.NOT_STATED))


bases = st.sampled_from(
    [
        FULL_BASIS,
        Basis(source="one"),
        Basis(source="two"),
        Basis(),
        replace(FULL_BASIS, gwp_set=Missing.NOT_APPLICABLE),
    ]
)
figures = st.builds(Figure, years, amounts, bases, st.sampled_from(["", "a", "b"]))
milestones = st.builds(Milestone, years, level=amounts) | st.builds(
    Milestone, years, reduction_percent=percents
)
removals = st.lists(st.builds(Amount, years, positive), max_size=3, unique_by=lambda each: each.year).map(
    tuple
)


@st.composite
def evidences(draw, figure=figures):
    return Evidence(
        figures=tuple(draw(st.lists(figure, max_size=12, unique_by=lambda each: each.year))),
        milestones=tuple(draw(st.lists(milestones, max_size=3))),
        removals=draw(removals),
        credits=draw(removals),
    )


ANY_KIND = st.sampled_from(Kind)


@st.composite
def targets(draw, kinds=ANY_KIND):
    return Target(
        kind=draw(kinds),
        measure=draw(st.sampled_from(["ghg", "ghg", "ghg", Missing.NOT_STATED])),
        base_year=draw(perhaps(st.integers(2000, 2010))),
        target_year=draw(perhaps(st.integers(2012, 2040))),
        year_qualifier=draw(st.sampled_from(YearQualifier)),
        tolerance_years=draw(perhaps(st.integers(0, 3))),
        reduction_percent=draw(perhaps(percents)),
        level=draw(perhaps(amounts)),
        base_value=draw(perhaps(positive)),
        start=draw(perhaps(st.builds(Start, st.integers(2000, 2010), amounts))),
        residual=draw(perhaps(amounts)),
        assumed=draw(st.sampled_from([(), ("measure",)])),
    )


RULED = st.sampled_from([Kind.BASE_YEAR_REDUCTION, Kind.FIXED_LEVEL, Kind.PEAK, Kind.CARBON_NEUTRAL])
FALLING_IS_BETTER = st.sampled_from([Kind.BASE_YEAR_REDUCTION, Kind.FIXED_LEVEL, Kind.CARBON_NEUTRAL])


@st.composite
def stated_targets(draw, kinds=RULED):
    """Targets that lack nothing, so that the rules themselves are reached."""
    return Target(
        kind=draw(kinds),
        measure="ghg",
        base_year=draw(st.integers(2000, 2003)),
        target_year=draw(st.integers(2006, 2016)),
        year_qualifier=draw(st.sampled_from([YearQualifier.BY, YearQualifier.AROUND])),
        reduction_percent=draw(percents),
        level=draw(amounts),
        start=draw(perhaps(st.builds(Start, st.integers(2000, 2003), positive))),
        residual=draw(perhaps(positive)),
    )


@st.composite
def unbroken(draw):
    """A figure for each year from 2000 on, all made in the same way."""
    values = draw(st.lists(positive, min_size=4, max_size=16))
    return Evidence(
        figures=tuple(Figure(2000 + index, value, FULL_BASIS) for index, value in enumerate(values)),
        milestones=tuple(
            draw(st.lists(st.builds(Milestone, st.integers(2004, 2010), level=positive), max_size=2))
        ),
        removals=tuple(Amount(year, draw(positive)) for year in range(2006, 2017))
        if draw(st.booleans())
        else (),
        credits=tuple(Amount(year, Decimal(0)) for year in range(2006, 2017)) if draw(st.booleans()) else (),
    )


soon = st.dates(date(2005, 1, 1), date(2022, 12, 31))
any_case = st.tuples(targets(), evidences(), days) | st.tuples(stated_targets(), unbroken(), soon)
RANK = {Verdict.MISSED: 0, Verdict.OFF_TRACK: 0, Verdict.UNDETERMINED: 1, Verdict.ON_TRACK: 2, Verdict.MET: 2}


@moderate
@given(any_case)
def test_any_input_is_answered_and_recorded(case):
    target, known, as_of = case
    found = assess(target, known, as_of=as_of)
    json.dumps(as_record(found))
    assert (found.verdict is Verdict.UNDETERMINED) is bool(found.open)
    assert found.reason is (found.open[0] if found.open else Reason.NONE)
    assert list(found.open) == [reason for reason in Reason if reason in found.open]


@moderate
@given(any_case, st.randoms(use_true_random=False))
def test_order_and_exact_duplicates_do_not_matter(case, random):
    target, known, as_of = case
    shuffled = [*known.figures, *known.figures[:3]]
    random.shuffle(shuffled)
    again = replace(known, figures=tuple(shuffled), milestones=known.milestones[::-1])
    assert as_record(assess(target, again, as_of=as_of)) == as_record(assess(target, known, as_of=as_of))


@moderate
@given(any_case, st.sampled_from([Decimal("0.001"), Decimal("7"), Decimal("1000")]))
def test_scaling_emissions_and_target_leaves_the_verdict(case, factor):
    target, known, as_of = case
    one = assess(target, known, as_of=as_of)
    other = assess(scaled_target(target, factor), scaled_evidence(known, factor), as_of=as_of)
    assert (one.verdict, one.open, one.last_known) == (other.verdict, other.open, other.last_known)
    assert [flag.code for flag in one.flags] == [flag.code for flag in other.flags]


@moderate
@given(stated_targets(FALLING_IS_BETTER), unbroken(), soon, positive)
def test_less_emissions_in_the_judged_year_never_worsen_a_verdict(target, known, as_of, less):
    before = assess(target, known, as_of=as_of)
    year = before.numbers.get("latest_year")
    if year is None or year == target.base_year:
        return
    lower = tuple(
        replace(each, value=each.value - less) if each.year == year else each for each in known.figures
    )
    after = assess(target, replace(known, figures=lower), as_of=as_of)
    assert RANK[told(after)] >= RANK[told(before)]


@moderate
@given(any_case, soon)
def test_time_alone_only_makes_a_verdict_old(case, other):
    target, known, one = case
    early, late = sorted([one, other])
    before, after = assess(target, known, as_of=early), assess(target, known, as_of=late)
    if after.verdict is not before.verdict:
        assert after.reason in (Reason.STALE, Reason.AWAITING_FINAL_INVENTORY)
        assert after.last_known is before.verdict
        assert not before.verdict.is_final
    assert set(before.open) - {Reason.NO_PATH} <= set(after.open)
    assert set(after.open) - set(before.open) <= {Reason.STALE, Reason.AWAITING_FINAL_INVENTORY}


@moderate
@given(st.decimals(allow_nan=True, allow_infinity=True), st.integers())
def test_a_strange_number_is_refused_with_the_judges_own_error(value, year):
    with contextlib.suppress(TrajectoryError):
        known = Evidence((Figure(year, value),))
        assess(Target(Kind.FIXED_LEVEL, "ghg", target_year=2030, level=value), known, as_of=date(2026, 1, 1))


def told(found):
    """The verdict, or the one it was before it grew old."""
    return found.verdict if isinstance(found.last_known, Missing) else found.last_known


def scaled_target(target, factor):
    start = target.start
    return replace(
        target,
        level=times(target.level, factor),
        base_value=times(target.base_value, factor),
        residual=times(target.residual, factor),
        start=start if isinstance(start, Missing) else replace(start, level=times(start.level, factor)),
    )


def scaled_evidence(known, factor):
    def scale(each):
        return replace(each, value=times(each.value, factor))

    return replace(
        known,
        figures=tuple(map(scale, known.figures)),
        removals=tuple(map(scale, known.removals)),
        credits=tuple(map(scale, known.credits)),
        milestones=tuple(replace(each, level=times(each.level, factor)) for each in known.milestones),
    )


def times(value, factor):
    return value if isinstance(value, Missing) else value * factor
