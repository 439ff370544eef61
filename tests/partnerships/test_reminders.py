"""What governments are reminded of, on which days, and that each thing is said once."""

import datetime

import pytest

from accounts.models import Mail
from inventories.models import Event
from partnerships import reminders
from partnerships.commitments import Facts, Inventory, Plan, four
from partnerships.models import Reminder
from partnerships.reminders import Owed, things
from partnerships.steps import of_member
from partnerships.tasks import remind_of_commitments
from tests import make

DAY = datetime.date
ACCEPTED = DAY(2024, 5, 3)
PLAN = Plan("plan", 2020, 2026, DAY(2019, 12, 18))


def of(year):
    return Facts(inventory=Inventory(year, ACCEPTED))


CASES = {
    "an inventory is too old after the year's end: 91 days before, nothing": (
        of(2022),
        [],
        DAY(2026, 10, 1),
        [],
    ),
    "90 days before, that it lapses, and that last year's report is due": (
        of(2022),
        [],
        DAY(2026, 10, 2),
        ["inventory-lapses-2022", "report-due-2025"],
    ),
    "on its last day, the same": (
        of(2022),
        [],
        DAY(2026, 12, 31),
        ["inventory-lapses-2022", "report-due-2025"],
    ),
    "the day after, that it lapsed": (of(2022), [], DAY(2027, 1, 1), ["inventory-lapsed-2022"]),
    "last year's report is there": (of(2025), [], DAY(2026, 12, 1), []),
    "no inventory was ever accepted: nothing lapses": (Facts(), [], DAY(2026, 12, 1), []),
    "181 days before the plan ends": (Facts(plans=[PLAN]), [], DAY(2026, 7, 3), []),
    "180 days before the plan ends": (Facts(plans=[PLAN]), [], DAY(2026, 7, 4), ["plan-ends-plan-2026"]),
    "the plan has ended": (Facts(plans=[PLAN]), [], DAY(2027, 1, 1), ["plan-ended-plan-2026"]),
    "another plan reaches further": (
        Facts(plans=[PLAN, Plan("next", 2026, 2035, DAY(2026, 1, 1))]),
        [],
        DAY(2026, 12, 1),
        [],
    ),
    "a result due in 31 days": (Facts(), [Owed(7, DAY(2026, 12, 1))], DAY(2026, 10, 31), []),
    "a result due in 30 days": (
        Facts(),
        [Owed(7, DAY(2026, 12, 1))],
        DAY(2026, 11, 1),
        ["deliverable-due-7-2026-12-01"],
    ),
    "a result overdue": (
        Facts(),
        [Owed(7, DAY(2026, 12, 1))],
        DAY(2026, 12, 2),
        ["deliverable-overdue-7-2026-12-01"],
    ),
}


@pytest.mark.parametrize(("facts", "owed", "today", "expected"), CASES.values(), ids=CASES)
def test_things(facts, owed, today, expected):
    assert [each.key for each in things(facts, owed, {}, today)] == expected


def test_a_step_of_the_compact_is_told_90_days_before():
    keys = {}
    for today in (DAY(2026, 10, 1), DAY(2026, 10, 2), DAY(2027, 1, 1)):
        taken = of_member("compact-of-mayors", 2025, four(Facts(), today), today)
        found = things(Facts(), [], {"compact-of-mayors": taken}, today)
        keys[today] = [each.key for each in found]
    assert list(keys.values()) == [[], ["step-compact-of-mayors-1"], []]


@pytest.fixture
def place(db):
    """Its latest inventory is of 2019: too old since 2024."""
    make.measure()
    made = make.government("saint-paul", name="Saint Paul", name_zh="圣保罗市")
    make.accepted(made, 2019)
    return made


def due_letters():
    return Mail.objects.filter(key__startswith="due/").order_by("pk")


def on(day):
    return datetime.datetime.combine(day, datetime.time(6, 35), datetime.UTC)


def test_everybody_on_the_staff_gets_one_letter_in_their_language(place):
    """The certifier who signed and the contributor who wrote read English; a colleague reads Chinese."""
    staffed = place.memberships.count()
    colleague = make.certifier(place)
    colleague.language = "zh-hans"
    colleague.save()
    assert reminders.remind(now=on(DAY(2026, 11, 22))) == 1
    letters = due_letters()
    assert len(letters) == staffed + 1
    assert "Saint Paul: 2 things are due" in letters[0].subject
    assert "Since Dec. 31, 2023 it is too old to count" in letters[0].body
    assert "The report for 2025 is due by Dec. 31, 2026." in letters[0].body
    chinese = letters.get(to=colleague.email)
    assert chinese.subject == "圣保罗市：有2项到期"
    assert "已过于陈旧" in chinese.body
    assert "/zh-hans/desk/governments/saint-paul/" in chinese.body


def test_each_thing_is_said_once_and_new_things_on_another_day(place):
    first = reminders.remind(now=on(DAY(2027, 9, 1)))
    count = due_letters().count()
    again = [reminders.remind(now=on(day)) for day in (DAY(2027, 9, 1), DAY(2027, 9, 2), DAY(2027, 10, 1))]
    assert (first, again) == (1, [0, 0, 0])
    assert due_letters().count() == count
    assert reminders.remind(now=on(DAY(2027, 10, 2))) == 1, "last year's report comes due"
    assert set(Reminder.objects.values_list("key", flat=True)) == {
        "inventory-lapsed-2019",
        "report-due-2026",
    }


def test_no_government_hears_twice_on_one_day(place):
    Reminder.objects.create(government=place, key="something", at=on(DAY(2026, 11, 22)))
    assert reminders.remind(now=on(DAY(2026, 11, 22)) + datetime.timedelta(hours=6)) == 0
    assert reminders.remind(now=on(DAY(2026, 11, 23))) == 1


def test_nothing_is_noted_where_nobody_reads_it(place):
    place.memberships.update(ended_at=make.NOW)
    assert reminders.remind(now=make.NOW) == 0
    assert not Reminder.objects.exists()


def test_an_installation_may_do_without_these_letters(place, settings):
    settings.COMMITMENT_REMINDERS = False
    remind_of_commitments()
    assert not due_letters().exists()
    settings.COMMITMENT_REMINDERS = True
    remind_of_commitments()
    assert due_letters().exists()
    assert Event.objects.filter(kind="accepted").exists()
