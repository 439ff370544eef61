"""Rule 5: carbon neutral."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tests.trajectory.cases import FULL_BASIS, LATER, codes, evidence, figures, neutral, told
from trajectory import Amount, Evidence, Reason, TrajectoryError, Verdict, assess


def at_2020(gross, removals=(), retired=()):
    known = evidence(
        {2020: gross},
        removals=tuple(Amount(2020, Decimal(value)) for value in removals),
        credits=tuple(Amount(2020, Decimal(value)) for value in retired),
    )
    return assess(neutral(2020), known, as_of=LATER)


@pytest.mark.parametrize(
    ("gross", "removals", "retired", "verdict"),
    [
        (100, [60], [40], Verdict.MET),
        (100, [60], ["39.99"], Verdict.MISSED),
        (100, [0], [0], Verdict.MISSED),
        (100, [100], [], Verdict.MET),
        (0, [], [], Verdict.MET),
        (-1, [], [], Verdict.MET),
    ],
)
def test_the_target_year_is_judged_on_what_remains(gross, removals, retired, verdict):
    assert at_2020(gross, removals, retired).verdict is verdict


@pytest.mark.parametrize(("removals", "retired"), [([], []), ([60], []), ([], [60])])
def test_what_is_not_recorded_is_not_read_as_zero(removals, retired):
    found = at_2020(100, removals, retired)
    assert found.open == (Reason.AWAITING_FINAL_INVENTORY,)
    assert "net_value" not in found.numbers


def test_what_is_not_recorded_is_awaited_with_a_declared_path_too():
    target = neutral(2020, base_year=2010, residual=Decimal(10))
    found = assess(target, evidence({2010: 100, 2020: 10}), as_of=LATER)
    assert found.open == (Reason.AWAITING_FINAL_INVENTORY,)
    assert found.path == found.straight_line == ((2010, 100), (2020, 10))


def test_where_removals_alone_make_up_for_all_no_credits_are_told():
    assert told(at_2020(100, [100])) == (
        "Gross emissions in the target year 2020 were 100. The removals and retired credits on record make "
        "up for all of it, so the target is met."
    )


def test_gross_emissions_are_told_while_the_rest_is_awaited():
    assert told(at_2020(100)).startswith("Gross emissions in 2020 were 100. Removals and retired credits")


def test_nothing_recorded_deducts_nothing():
    assert at_2020("0.5").open == (Reason.AWAITING_FINAL_INVENTORY,)


def test_the_three_are_shown_apart():
    numbers = at_2020(100, [60], [30]).numbers
    assert {
        name: numbers[name] for name in ("gross_value", "removals_value", "credits_value", "net_value")
    } == {
        "gross_value": Decimal(100),
        "removals_value": Decimal(60),
        "credits_value": Decimal(30),
        "net_value": Decimal(10),
    }


@pytest.mark.parametrize(("gross", "verdict"), [(55, Verdict.ON_TRACK), (56, Verdict.OFF_TRACK)])
def test_on_the_way_gross_follows_the_declared_path(gross, verdict):
    known = evidence({2010: 100, 2020: gross}, credits=(Amount(2020, Decimal(50)),))
    found = assess(neutral(2030, base_year=2010, residual=Decimal(10)), known, as_of=LATER)
    assert found.verdict is verdict
    assert found.numbers["path_value"] == Decimal(55)


def test_without_a_declared_residual_there_is_no_path():
    known = evidence({2010: 100, 2020: 1})
    assert assess(neutral(2030, base_year=2010), known, as_of=LATER).open == (Reason.NO_PATH,)


def test_a_residual_without_a_base_year_is_no_goal():
    found = assess(neutral(2030, residual=Decimal(10)), evidence({2020: 1}), as_of=LATER)
    assert found.open == (Reason.NO_PATH,)
    assert "goal_value" not in found.numbers


def test_a_declared_base_value_serves_as_base():
    target = neutral(2030, base_year=2010, base_value=Decimal(100), residual=Decimal(10))
    found = assess(target, evidence({2020: 55}), as_of=LATER)
    assert (found.verdict, codes(found)) == (Verdict.ON_TRACK, ["declared_base", "basis_unstated"])


def test_the_target_year_needs_no_base():
    target = neutral(2020, base_year=2010, residual=Decimal(10))
    assert assess(target, evidence({2020: 0}), as_of=date(2090, 1, 1)).verdict is Verdict.MET


def test_the_target_year_is_not_counted_against_a_base_that_cannot_be_compared():
    other = replace(FULL_BASIS, gases="CO2")
    known = Evidence((*figures({2010: 100}, other), *figures({2020: 0})))
    found = assess(neutral(2020, base_year=2010, residual=Decimal(10)), known, as_of=LATER)
    assert found.verdict is Verdict.MET
    assert (found.numbers["base_value"], found.numbers["gross_value"]) == (Decimal(100), Decimal(0))
    assert "reduction_percent" not in found.numbers


def test_two_different_amounts_of_one_year_are_refused():
    with pytest.raises(TrajectoryError, match="Two amounts .* of 2020 differ"):
        at_2020(100, [1, 2])
