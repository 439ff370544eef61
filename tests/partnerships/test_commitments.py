"""The rules of the four commitments, one row a case."""

import datetime

import pytest

from partnerships.commitments import (
    Dates,
    Facts,
    Inventory,
    Partnership,
    Plan,
    Promise,
    cooperation,
    four,
    inventory,
    plan,
    target,
    urgency,
)
from partnerships.steps import all_steps, of_member, reached

DAY = datetime.date
TODAY = DAY(2026, 11, 22)
SIGNED = DAY(2016, 6, 7)


def promise(year=None, **fields):
    return Promise(SIGNED, last_year=year, **fields)


def told(standing):
    return (standing.state.value, standing.due.code, standing.due.on)


TARGETS = {
    "nothing on record, nothing asked": (Facts(), ("none", "target-declare", None)),
    "nothing on record, but it was asked": (
        Facts(is_asked_for_target=True),
        ("none", "target-asked", None),
    ),
    "a number for a year to come": (
        Facts(promises=[promise(2030)]),
        ("kept", "target-year", DAY(2030, 12, 31)),
    ),
    "the target year itself still counts": (
        Facts(promises=[promise(2026)]),
        ("kept", "target-year", DAY(2026, 12, 31)),
    ),
    "the year before is past": (
        Facts(promises=[promise(2025)]),
        ("lapsed", "target-new", DAY(2026, 1, 1)),
    ),
    "past, but met": (Facts(promises=[promise(2020, is_met=True)]), ("kept", "nothing", None)),
    "one past, one ahead": (
        Facts(promises=[promise(2020), promise(2050)]),
        ("kept", "target-year", DAY(2050, 12, 31)),
    ),
    "of two ahead the nearer is next": (
        Facts(promises=[promise(2050), promise(2030)]),
        ("kept", "target-year", DAY(2030, 12, 31)),
    ),
    "open questions come first": (
        Facts(promises=[promise(2030)], questions=2),
        ("kept", "questions", None),
    ),
    "due every year without an end": (
        Facts(promises=[promise(is_lasting=True)]),
        ("kept", "nothing", None),
    ),
    "to be maintained from a year that is past": (
        Facts(promises=[promise(2020, is_lasting=True)]),
        ("kept", "nothing", None),
    ),
    "directions alone": (
        Facts(promises=[promise(2030, is_quantified=False)]),
        ("begun", "target-quantify", None),
    ),
    "a number without a year": (Facts(promises=[promise()]), ("begun", "target-quantify", None)),
    "a number without a year, asked": (
        Facts(promises=[promise()], questions=1),
        ("begun", "questions", None),
    ),
    "a direction beside a past target": (
        Facts(promises=[promise(2030, is_quantified=False), promise(2017)]),
        ("lapsed", "target-new", DAY(2018, 1, 1)),
    ),
}


@pytest.mark.parametrize(("facts", "expected"), TARGETS.values(), ids=TARGETS)
def test_target(facts, expected):
    assert told(target(facts, TODAY)) == expected


ACCEPTED = DAY(2024, 5, 3)
INVENTORIES = {
    "none": (None, TODAY, ("none", "inventory-first", None)),
    "of last year: the next is due by the end of the next": (
        2025,
        TODAY,
        ("kept", "report", DAY(2027, 12, 31)),
    ),
    "of this year already": (2026, TODAY, ("kept", "report", DAY(2028, 12, 31))),
    "of the year before last: last year's is due": (2024, TODAY, ("kept", "report", DAY(2026, 12, 31))),
    "three years old": (2023, TODAY, ("kept", "report", DAY(2026, 12, 31))),
    "four years old is kept to the end of the year": (
        2022,
        TODAY,
        ("kept", "inventory-lapses", DAY(2026, 12, 31)),
    ),
    "on the last day of its fourth year": (
        2022,
        DAY(2026, 12, 31),
        ("kept", "inventory-lapses", DAY(2026, 12, 31)),
    ),
    "on the day after": (2022, DAY(2027, 1, 1), ("lapsed", "inventory-new", DAY(2027, 1, 1))),
    "five years old": (2021, TODAY, ("lapsed", "inventory-new", DAY(2026, 1, 1))),
}


@pytest.mark.parametrize(("year", "today", "expected"), INVENTORIES.values(), ids=INVENTORIES)
def test_inventory(year, today, expected):
    held = Inventory(year, ACCEPTED) if year else None
    assert told(inventory(Facts(inventory=held), today)) == expected


ADOPTED = DAY(2019, 12, 18)
WHOLE = Plan("whole", 2020, 2030, ADOPTED)
PLANS = {
    "none": (Facts(), ("none", "plan-first", None)),
    "adopted and in its period": (Facts(plans=[WHOLE]), ("kept", "plan-ends", DAY(2030, 12, 31))),
    "in its last year": (
        Facts(plans=[Plan("whole", 2020, 2026, ADOPTED)]),
        ("kept", "plan-ends", DAY(2026, 12, 31)),
    ),
    "its period is over": (
        Facts(plans=[Plan("old", 2015, 2025, ADOPTED)]),
        ("lapsed", "plan-new", DAY(2026, 1, 1)),
    ),
    "not adopted": (Facts(plans=[Plan("new", 2020, 2030)]), ("begun", "plan-adopt", None)),
    "to be adopted tomorrow": (
        Facts(plans=[Plan("new", 2020, 2030, DAY(2026, 11, 23))]),
        ("begun", "plan-adopt", None),
    ),
    "adopted, begins later": (
        Facts(plans=[Plan("new", 2027, 2030, ADOPTED)]),
        ("begun", "plan-begins", DAY(2027, 1, 1)),
    ),
    "over, but another begins": (
        Facts(plans=[Plan("old", 2015, 2025, ADOPTED), Plan("new", 2027, 2030, ADOPTED)]),
        ("begun", "plan-begins", DAY(2027, 1, 1)),
    ),
    "of a neighbourhood alone": (
        Facts(plans=[Plan("part", 2020, 2030, ADOPTED, is_whole=False)]),
        ("begun", "plan-whole", None),
    ),
    "milestones overdue": (
        Facts(plans=[WHOLE], milestones=Dates(2, DAY(2025, 12, 31), DAY(2027, 1, 1))),
        ("kept", "milestones-overdue", DAY(2025, 12, 31)),
    ),
    "the next milestone": (
        Facts(plans=[WHOLE], milestones=Dates(next=DAY(2027, 1, 1))),
        ("kept", "milestone", DAY(2027, 1, 1)),
    ),
    "a milestone after the end of the plan": (
        Facts(plans=[WHOLE], milestones=Dates(next=DAY(2031, 1, 1))),
        ("kept", "plan-ends", DAY(2030, 12, 31)),
    ),
}


@pytest.mark.parametrize(("facts", "expected"), PLANS.values(), ids=PLANS)
def test_plan(facts, expected):
    assert told(plan(facts, TODAY)) == expected


ACROSS = Partnership("PA-1", DAY(2017, 1, 1))
WITHIN = Partnership("PA-2", DAY(2017, 1, 1), is_across=False)
COOPERATIONS = {
    "none": (Facts(), ("none", "cooperation-first", None)),
    "across the ocean, without an end": (Facts(partnerships=[ACROSS]), ("kept", "nothing", None)),
    "across the ocean, with an end": (
        Facts(partnerships=[Partnership("PA-1", DAY(2017, 1, 1), DAY(2027, 6, 30))]),
        ("kept", "cooperation-ends", DAY(2027, 6, 30)),
    ),
    "one ends, one does not": (
        Facts(partnerships=[ACROSS, Partnership("PA-3", DAY(2017, 1, 1), DAY(2027, 6, 30))]),
        ("kept", "nothing", None),
    ),
    "on its last day": (
        Facts(partnerships=[Partnership("PA-1", DAY(2017, 1, 1), TODAY)]),
        ("kept", "cooperation-ends", TODAY),
    ),
    "the day after its last": (
        Facts(partnerships=[Partnership("PA-1", DAY(2017, 1, 1), DAY(2026, 11, 21))]),
        ("lapsed", "cooperation-new", None),
    ),
    "within one country": (Facts(partnerships=[WITHIN]), ("begun", "cooperation-across", None)),
    "over across, living within": (
        Facts(partnerships=[Partnership("PA-1", DAY(2017, 1, 1), DAY(2020, 1, 1)), WITHIN]),
        ("begun", "cooperation-across", None),
    ),
    "begins later": (
        Facts(partnerships=[Partnership("PA-1", DAY(2027, 3, 1))]),
        ("begun", "cooperation-begins", DAY(2027, 3, 1)),
    ),
    "a result is overdue": (
        Facts(partnerships=[ACROSS], deliverables=Dates(1, DAY(2026, 10, 1))),
        ("kept", "deliverables-overdue", DAY(2026, 10, 1)),
    ),
    "the next result": (
        Facts(partnerships=[ACROSS], deliverables=Dates(next=DAY(2027, 1, 1))),
        ("kept", "deliverable", DAY(2027, 1, 1)),
    ),
}


@pytest.mark.parametrize(("facts", "expected"), COOPERATIONS.values(), ids=COOPERATIONS)
def test_cooperation(facts, expected):
    assert told(cooperation(facts, TODAY)) == expected


def test_whoever_has_been_overdue_longest_is_most_urgent_then_whoever_keeps_least():
    late = four(Facts(promises=[promise(2017)]), TODAY)
    later = four(Facts(inventory=Inventory(2020, ACCEPTED)), TODAY)
    one = four(Facts(promises=[promise(2030)]), TODAY)
    nothing = four(Facts(), TODAY)
    assert sorted([one, nothing, later, late], key=urgency) == [late, later, nothing, one]
    assert [each.kept for each in (late, later, one, nothing)] == [0, 0, 1, 0]


def test_the_compact_asks_for_three_steps_in_as_many_years():
    assert [(each.commitment.value, each.years) for each in all_steps()["compact-of-mayors"]] == [
        ("inventory", 1),
        ("target", 2),
        ("plan", 3),
    ]


STEPS = {
    "nothing, all overdue": (
        Facts(),
        2015,
        0,
        [(DAY(2016, 12, 31), True), (DAY(2017, 12, 31), True), (DAY(2018, 12, 31), True)],
    ),
    "an inventory, joined last year": (
        Facts(inventory=Inventory(2025, ACCEPTED)),
        2025,
        1,
        [(DAY(2026, 12, 31), False), (DAY(2027, 12, 31), False), (DAY(2028, 12, 31), False)],
    ),
    "a target without the inventory before it is no step": (
        Facts(promises=[promise(2030)]),
        2024,
        0,
        [(DAY(2025, 12, 31), True), (DAY(2026, 12, 31), False), (DAY(2027, 12, 31), False)],
    ),
    "joined in a year that is not known": (
        Facts(inventory=Inventory(2025, ACCEPTED), promises=[promise(2030)], plans=[WHOLE]),
        None,
        3,
        [(None, False), (None, False), (None, False)],
    ),
}


@pytest.mark.parametrize(("facts", "since", "taken", "dues"), STEPS.values(), ids=STEPS)
def test_steps_of_the_compact(facts, since, taken, dues):
    found = of_member("compact-of-mayors", since, four(facts, TODAY), TODAY)
    assert reached(found) == taken
    assert [(each.due, each.is_overdue) for each in found] == dues


def test_another_network_asks_for_no_steps():
    assert of_member("climate-leaders", 2015, four(Facts(), TODAY), TODAY) == []
