"""What holds for any input: scale and order do not matter, time only ages, errors are the judge's own."""

import contextlib
import json
from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.trajectory.cases import FULL_BASIS
from tests.trajectory.strategies import NO_PEAK, any_case, positive, soon, stated_targets, unbroken
from trajectory import (
    Evidence,
    Figure,
    Kind,
    Missing,
    Point,
    Reason,
    Sense,
    Target,
    TrajectoryError,
    Verdict,
    as_record,
    assess,
    replay,
)
from trajectory.course import COUNTED
from trajectory.sentences import PLACEHOLDER
from trajectory.sentences_verdicts import messages

moderate = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])

RANK = {Verdict.MISSED: 0, Verdict.OFF_TRACK: 0, Verdict.UNDETERMINED: 1, Verdict.ON_TRACK: 2, Verdict.MET: 2}


@moderate
@given(any_case)
def test_any_input_is_answered_and_recorded(case):
    target, known, as_of = case
    found = assess(target, known, as_of=as_of)
    stored = json.loads(json.dumps(as_record(found)))
    assert as_record(replay(stored, as_of=as_of)) == stored
    assert (found.verdict is Verdict.UNDETERMINED) is bool(found.open)
    assert found.reason is (found.open[0] if found.open else Reason.NONE)
    assert list(found.open) == [reason for reason in Reason if reason in found.open]


@moderate
@given(any_case, st.randoms(use_true_random=False))
def test_order_and_exact_duplicates_do_not_matter(case, random):
    target, known, as_of = case
    shuffled = {
        name: [*getattr(known, name), *getattr(known, name)[:3]]
        for name in ("figures", "milestones", "removals", "credits", "activity", "scenario", "method_changes")
    }
    for rows in shuffled.values():
        random.shuffle(rows)
    again = replace(known, **{name: tuple(rows) for name, rows in shuffled.items()})
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
@given(stated_targets(NO_PEAK), unbroken(), soon, positive)
def test_a_better_figure_in_the_judged_year_never_worsens_a_verdict(target, known, as_of, better):
    before = assess(target, known, as_of=as_of)
    year = before.numbers.get("latest_year")
    if year is None or year == target.base_year:
        return
    step = better if target.kind in COUNTED and target.sense is Sense.AT_LEAST else -better
    moved = tuple(
        replace(each, value=each.value + step) if each.year == year else each for each in known.figures
    )
    after = assess(target, replace(known, figures=moved), as_of=as_of)
    assert RANK[told(after)] >= RANK[told(before)]


@moderate
@given(any_case)
def test_a_verdict_carries_exactly_the_numbers_that_its_sentences_use(case):
    target, known, as_of = case
    found = assess(target, known, as_of=as_of)
    carried = {abs(value) for value in found.numbers.values()} | {100 * found.thresholds.peak_exceedance}
    for message, params in messages(found):
        assert {abs(params[name]) for name in PLACEHOLDER.findall(message)} <= carried


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
@given(st.sampled_from(Kind), st.decimals(allow_nan=True, allow_infinity=True), st.integers(), st.booleans())
def test_a_strange_number_is_refused_with_the_judges_own_error(kind, value, year, divided):
    """Strange values of emissions, of activity, of levels and of years."""
    with contextlib.suppress(TrajectoryError):
        plain = tuple(Figure(each, Decimal(each), FULL_BASIS) for each in (2000, 2010, 2020))
        strange = (*plain, Figure(year, value, FULL_BASIS))
        known = Evidence(
            figures=strange,
            activity=strange if divided else plain,
            scenario=(Point(2000, value), Point(2030, value)),
        )
        target = Target(
            kind,
            "ghg",
            base_year=2000,
            target_year=2030,
            level=value,
            reduction_percent=Decimal(20),
            activity="people",
        )
        as_record(assess(target, known, as_of=date(2026, 1, 1)))


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
        scenario=tuple(map(scale, known.scenario)),
        milestones=tuple(replace(each, level=times(each.level, factor)) for each in known.milestones),
    )


def times(value, factor):
    return value if isinstance(value, Missing) else value * factor
