"""What a government's staff are reminded of: what comes due, or lapsed, each thing once.

`things` is pure and tells what there is to say on a day; `remind` writes the letters, one a government and
day, and notes what they said in the same transaction.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q, QuerySet

from accounts.models import Government, Membership, NetworkMembership
from partnerships import commitments, standing, steps
from partnerships.actions import reminder_letters
from partnerships.commitments import Facts
from partnerships.models import Deliverable, Partnership, Reminder
from partnerships.steps import Reached

INVENTORY_DAYS = 90
"""days before the latest inventory is too old, and before a report is due (Milepost's own)."""
PLAN_DAYS = 180
"""days before a plan ends: the next one takes longest to make (Milepost's own)."""
DELIVERABLE_DAYS = 30
"""days before a result is due that partners owe each other (Milepost's own)."""
STEP_DAYS = 90
"""days before a step of a network is due (Milepost's own)."""


@dataclass(frozen=True, slots=True)
class Owed:
    """A result of a living partnership that is not there yet; titles in English and Chinese."""

    pk: int
    due: datetime.date
    text_en: str = ""
    text_zh: str = ""


@dataclass(frozen=True, slots=True)
class Thing:
    """Something to say. `key` tells it from all others; `code` is put into words by reminder_letters."""

    key: str
    code: str
    on: datetime.date
    year: int = 0
    text_en: str = ""
    text_zh: str = ""
    commitment: str = ""


def things(
    facts: Facts, owed: Sequence[Owed], taken: Mapping[str, Sequence[Reached]], today: datetime.date
) -> list[Thing]:
    """Everything that is due soon or lapsed on the day, whether it was said before or not. `taken`: the steps
    by the network's slug."""
    found = [*_inventory(facts, today), *_plans(facts, today), *_owed(owed, today)]
    for network, reached in sorted(taken.items()):
        found += _steps(network, reached, today)
    return found


def _inventory(facts: Facts, today: datetime.date) -> Iterable[Thing]:
    held = facts.inventory
    if held is None:
        return
    last = commitments.lapses_after(held)
    if last < today:
        yield Thing(f"inventory-lapsed-{held.year}", "inventory-lapsed", last, held.year)
    elif last <= today + datetime.timedelta(days=INVENTORY_DAYS):
        yield Thing(f"inventory-lapses-{held.year}", "inventory-lapses", last, held.year)
    year = today.year - commitments.REPORT_YEARS
    due = commitments.report_due(year)
    if held.year < year and due <= today + datetime.timedelta(days=INVENTORY_DAYS):
        yield Thing(f"report-due-{year}", "report-due", due, year)


def _plans(facts: Facts, today: datetime.date) -> Iterable[Thing]:
    """Plans that end soon or have ended, unless another of the whole government reaches further."""
    adopted = [each for each in facts.plans if each.is_whole and each.adopted_on and each.adopted_on <= today]
    if not adopted:
        return
    held = max(adopted, key=lambda each: (each.last_year, each.code))
    last = commitments.last_day(held.last_year)
    key = f"{held.code}-{held.last_year}"
    if last < today:
        yield Thing(f"plan-ended-{key}", "plan-ended", last, held.last_year)
    elif last <= today + datetime.timedelta(days=PLAN_DAYS):
        yield Thing(f"plan-ends-{key}", "plan-ends", last, held.last_year)


def _owed(owed: Sequence[Owed], today: datetime.date) -> Iterable[Thing]:
    for each in owed:
        if each.due < today:
            code = "deliverable-overdue"
        elif each.due <= today + datetime.timedelta(days=DELIVERABLE_DAYS):
            code = "deliverable-due"
        else:
            continue
        key = f"{code}-{each.pk}-{each.due.isoformat()}"
        yield Thing(key, code, each.due, text_en=each.text_en, text_zh=each.text_zh)


def _steps(network: str, reached: Sequence[Reached], today: datetime.date) -> Iterable[Thing]:
    for each in reached:
        if each.is_kept or each.due is None:
            continue
        if today <= each.due <= today + datetime.timedelta(days=STEP_DAYS):
            key = f"step-{network}-{each.number}"
            yield Thing(key, "step-due", each.due, commitment=each.commitment.value)


def remind(*, now: datetime.datetime) -> int:
    """Write to the staff of every government of which there is something new to say; how many governments.

    However often it is called, each thing is said once, and no government hears twice on one day.
    """
    if not settings.COMMITMENT_REMINDERS:
        return 0
    today = now.date()
    staffed = Membership.objects.current().filter(government__isnull=False, user__is_active=True)
    governments = Government.objects.filter(pk__in=staffed.order_by().values("government"))
    found = _all_things(governments, today)
    said = _said(governments)
    told = 0
    for government in governments.with_names():
        fresh = [each for each in found[government.pk] if each.key not in said[government.pk]]
        if fresh and _tell(government, fresh, now):
            told += 1
    return told


def _said(governments: QuerySet[Government]) -> defaultdict[int, set[str]]:
    found: defaultdict[int, set[str]] = defaultdict(set)
    rows = Reminder.objects.filter(government__in=governments.values("pk")).order_by()
    for pk, key in rows.values_list("government", "key"):
        found[pk].add(key)
    return found


def _all_things(governments: QuerySet[Government], today: datetime.date) -> dict[int, list[Thing]]:
    facts = standing.facts(governments, today)
    owed = _owed_by(governments, today)
    joined: defaultdict[int, dict[str, int | None]] = defaultdict(dict)
    held = NetworkMembership.objects.current().filter(
        government__in=governments.values("pk"), network__slug__in=steps.all_steps()
    )
    for pk, slug, since in held.order_by().values_list("government", "network__slug", "since_year"):
        joined[pk][slug] = since
    found = {}
    for pk, each in facts.items():
        four = commitments.four(each, today)
        taken = {slug: steps.of_member(slug, since, four, today) for slug, since in joined[pk].items()}
        found[pk] = things(each, owed[pk], taken, today)
    return found


def _owed_by(governments: QuerySet[Government], today: datetime.date) -> defaultdict[int, list[Owed]]:
    """By government, what its living partnerships have not delivered and is due within the days."""
    found: defaultdict[int, list[Owed]] = defaultdict(list)
    rows = Deliverable.objects.filter(
        Q(done_on=None) | Q(done_on__gt=today),
        partnership__in=Partnership.objects.living(today).order_by().values("pk"),
        partnership__partners__government__in=governments.values("pk"),
        due__lte=today + datetime.timedelta(days=DELIVERABLE_DAYS),
    ).annotate(owner=F("partnership__partners__government"))
    columns = ("owner", "pk", "due", "text_en", "text_zh")
    for owner, pk, due, text_en, text_zh in rows.order_by("due", "pk").values_list(*columns):
        found[owner].append(Owed(pk, due, text_en, text_zh))
    return found


@transaction.atomic
def _tell(government: Government, found: Sequence[Thing], now: datetime.datetime) -> bool:
    """The letters and the note of what they say; whether this call wrote them. Two at once: the second waits
    for the first and finds it done."""
    list(Government.objects.select_for_update().filter(pk=government.pk).values_list("pk"))
    earlier = Reminder.objects.filter(government=government)
    if earlier.filter(Q(at__date=now.date()) | Q(key__in=[each.key for each in found])).exists():
        return False
    Reminder.objects.bulk_create(Reminder(government=government, key=each.key, at=now) for each in found)
    reminder_letters.due(government, found, now)
    return True
