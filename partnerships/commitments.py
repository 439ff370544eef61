"""The four commitments of a government on a day: target, inventory, plan, cooperation.

Pure rules over what is on record: no clock, no database. Every day is a date; every year is a calendar year.
The words of these rules stand on the method page; `partnerships.standing` brings the facts.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TypedDict

from partnerships.enums import Commitment, CommitmentState
from trajectory.thresholds import STALE_YEARS

INVENTORY_YEARS = STALE_YEARS
"""years that the latest inventory may be old: the bound by which verdicts grow stale (Covenant of Mayors,
reporting guidelines: an inventory at least every 4 years)."""
REPORT_YEARS = 1
"""years after the one reported by whose end a yearly report is due (Milepost's own)."""


@dataclass(frozen=True, slots=True)
class Promise:
    """A target in force. `last_year` is the last in which it can be kept, None where it names none."""

    since: datetime.date
    is_quantified: bool = True
    last_year: int | None = None
    is_lasting: bool = False
    """Due every year from some year on: it has no last year."""
    is_met: bool = False


@dataclass(frozen=True, slots=True)
class Inventory:
    """The latest year of which a report was accepted, and when."""

    year: int
    accepted_on: datetime.date


@dataclass(frozen=True, slots=True)
class Plan:
    """An accepted plan. `is_whole` unless it is of a neighbourhood or another part of the government."""

    code: str
    first_year: int
    last_year: int
    adopted_on: datetime.date | None = None
    is_whole: bool = True


@dataclass(frozen=True, slots=True)
class Partnership:
    """One that every partner confirmed. `is_across`: a partner is in another country of the network."""

    reference: str
    starts_on: datetime.date
    ends_on: datetime.date | None = None
    is_across: bool = True


@dataclass(frozen=True, slots=True)
class Dates:
    """Of many days to keep: how many are past, the earliest of these, and the next to come."""

    overdue: int = 0
    since: datetime.date | None = None
    next: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """What is on record of a government on a day."""

    promises: Sequence[Promise] = ()
    inventory: Inventory | None = None
    plans: Sequence[Plan] = ()
    partnerships: Sequence[Partnership] = ()
    questions: int = 0
    """Open ones about its targets."""
    is_asked_for_target: bool = False
    milestones: Dates = field(default_factory=Dates)
    deliverables: Dates = field(default_factory=Dates)


@dataclass(frozen=True, slots=True)
class Due:
    """What comes next, as a code that commitment_words puts into words; `on` is its day where it has one."""

    code: str
    on: datetime.date | None = None
    count: int = 0
    year: int = 0
    is_overdue: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """One of the four. `since` is the day of what is on record; `year` and `last_year` what it is about;
    `why` tells apart what is alike in state."""

    commitment: Commitment
    state: CommitmentState
    due: Due
    since: datetime.date | None = None
    year: int = 0
    last_year: int = 0
    why: str = ""

    @property
    def is_kept(self) -> bool:
        return self.state == CommitmentState.KEPT


class About(TypedDict):
    """What a standing says besides its state."""

    since: datetime.date | None
    year: int
    last_year: int


@dataclass(frozen=True, slots=True)
class Four:
    """The four of one government."""

    target: Standing
    inventory: Standing
    plan: Standing
    cooperation: Standing

    def __iter__(self) -> Iterator[Standing]:
        return iter((self.target, self.inventory, self.plan, self.cooperation))

    def of(self, commitment: str) -> Standing:
        return next(each for each in self if each.commitment == commitment)

    @property
    def kept(self) -> int:
        return sum(each.is_kept for each in self)

    @property
    def overdue(self) -> list[Standing]:
        return [each for each in self if each.due.is_overdue]


def four(facts: Facts, today: datetime.date) -> Four:
    return Four(target(facts, today), inventory(facts, today), plan(facts, today), cooperation(facts, today))


def target(facts: Facts, today: datetime.date) -> Standing:
    """Kept: a quantified target in force whose year is not past, or that was met. Lapsed: years past. Begun:
    directions alone, or a number without a year."""
    standing = partial(Standing, Commitment.TARGET)
    quantified = [each for each in facts.promises if each.is_quantified]
    alive = [each for each in quantified if _is_alive(each, today)]
    if alive:
        ends = [each.last_year for each in alive if each.last_year is not None and not each.is_lasting]
        ahead = min((year for year in ends if year >= today.year), default=0)
        return standing(CommitmentState.KEPT, _target_due(facts, ahead), min(each.since for each in alive))
    over = [each for each in quantified if each.last_year is not None]
    if over:
        last = max(each.last_year or 0 for each in over)
        due = Due("target-new", datetime.date(last + 1, 1, 1), is_overdue=True)
        return standing(CommitmentState.LAPSED, due, min(each.since for each in over), last_year=last)
    if facts.promises:
        why = "no-year" if quantified else "directions"
        since = min(each.since for each in facts.promises)
        asked = Due("questions", count=facts.questions)
        due = asked if facts.questions else Due("target-quantify")
        return standing(CommitmentState.BEGUN, due, since, why=why)
    return standing(
        CommitmentState.NONE, Due("target-asked" if facts.is_asked_for_target else "target-declare")
    )


def _is_alive(promise: Promise, today: datetime.date) -> bool:
    if promise.is_met or promise.is_lasting:
        return True
    return promise.last_year is not None and promise.last_year >= today.year


def _target_due(facts: Facts, year: int) -> Due:
    if facts.questions:
        return Due("questions", count=facts.questions)
    return Due("target-year", last_day(year), year=year) if year else Due("nothing")


def inventory(facts: Facts, today: datetime.date) -> Standing:
    """Kept: a report was accepted of a year no more than INVENTORY_YEARS ago; lapsed: of an earlier one."""
    standing = partial(Standing, Commitment.INVENTORY)
    found = facts.inventory
    if found is None:
        return standing(CommitmentState.NONE, Due("inventory-first"))
    fields: About = {
        "since": found.accepted_on,
        "year": found.year,
        "last_year": found.year + INVENTORY_YEARS,
    }
    if today.year > lapses_after(found).year:
        since = lapses_after(found) + datetime.timedelta(days=1)
        return standing(CommitmentState.LAPSED, Due("inventory-new", since, is_overdue=True), **fields)
    if lapses_after(found).year == today.year:
        return standing(CommitmentState.KEPT, Due("inventory-lapses", lapses_after(found)), **fields)
    year = max(found.year + 1, today.year - REPORT_YEARS)
    return standing(CommitmentState.KEPT, Due("report", report_due(year), year=year), **fields)


def lapses_after(found: Inventory) -> datetime.date:
    """The last day on which it is not too old."""
    return last_day(found.year + INVENTORY_YEARS)


def report_due(year: int) -> datetime.date:
    return last_day(year + REPORT_YEARS)


def plan(facts: Facts, today: datetime.date) -> Standing:
    """Kept: an accepted plan of the whole government, adopted and in its period. Lapsed: its period is over.
    Begun: not adopted yet, begins later, or of a part of the government alone."""
    standing = partial(Standing, Commitment.PLAN)
    whole = [each for each in facts.plans if each.is_whole]
    adopted = [each for each in whole if each.adopted_on is not None and each.adopted_on <= today]
    current = [each for each in adopted if each.first_year <= today.year <= each.last_year]
    if current:
        lasting = max(current, key=lambda each: (each.last_year, each.code))
        return standing(CommitmentState.KEPT, _plan_due(facts, lasting), **_about(lasting))
    if ahead := [each for each in adopted if each.first_year > today.year]:
        first = min(ahead, key=lambda each: (each.first_year, each.code))
        due = Due("plan-begins", datetime.date(first.first_year, 1, 1))
        return standing(CommitmentState.BEGUN, due, why="ahead", **_about(first))
    if adopted:
        last = max(adopted, key=lambda each: (each.last_year, each.code))
        due = Due("plan-new", datetime.date(last.last_year + 1, 1, 1), is_overdue=True)
        return standing(CommitmentState.LAPSED, due, **_about(last))
    if whole:
        why, first, due = "not-adopted", min(whole, key=lambda each: each.code), Due("plan-adopt")
        return standing(CommitmentState.BEGUN, due, why=why, **_about(first))
    if facts.plans:
        first = min(facts.plans, key=lambda each: each.code)
        return standing(CommitmentState.BEGUN, Due("plan-whole"), why="part", **_about(first))
    return standing(CommitmentState.NONE, Due("plan-first"))


def _about(found: Plan) -> About:
    return {"since": found.adopted_on, "year": found.first_year, "last_year": found.last_year}


def _plan_due(facts: Facts, current: Plan) -> Due:
    dates, end = facts.milestones, last_day(current.last_year)
    if dates.overdue:
        return Due("milestones-overdue", dates.since, count=dates.overdue, is_overdue=True)
    if dates.next is not None and dates.next <= end:
        return Due("milestone", dates.next)
    return Due("plan-ends", end)


def cooperation(facts: Facts, today: datetime.date) -> Standing:
    """Kept: a living partnership across the ocean. Begun: one within the country, or one that begins later.
    Lapsed: all are over."""
    standing = partial(Standing, Commitment.COOPERATION)
    living = [each for each in facts.partnerships if is_living(each, today)]
    across = [each for each in living if each.is_across]
    if across:
        oldest = min(each.starts_on for each in across)
        return standing(CommitmentState.KEPT, _cooperation_due(facts, across), oldest)
    if living:
        since = min(each.starts_on for each in living)
        return standing(CommitmentState.BEGUN, Due("cooperation-across"), since, why="within")
    if ahead := [each.starts_on for each in facts.partnerships if each.starts_on > today]:
        due = Due("cooperation-begins", min(ahead))
        return standing(CommitmentState.BEGUN, due, min(ahead), why="ahead")
    if facts.partnerships:
        ended = max(each.ends_on or each.starts_on for each in facts.partnerships)
        return standing(CommitmentState.LAPSED, Due("cooperation-new", is_overdue=True), ended)
    return standing(CommitmentState.NONE, Due("cooperation-first"))


def is_living(found: Partnership, today: datetime.date) -> bool:
    return found.starts_on <= today and (found.ends_on is None or found.ends_on >= today)


def _cooperation_due(facts: Facts, across: Iterable[Partnership]) -> Due:
    dates = facts.deliverables
    if dates.overdue:
        return Due("deliverables-overdue", dates.since, count=dates.overdue, is_overdue=True)
    ends = [each.ends_on for each in across]
    end = max((each for each in ends if each is not None), default=None) if all(ends) else None
    if dates.next is not None and (end is None or dates.next <= end):
        return Due("deliverable", dates.next)
    return Due("cooperation-ends", end) if end else Due("nothing")


def urgency(found: Four) -> tuple[datetime.date, int]:
    """Sorts who lacks most, first: by the earliest day that has passed, then by how many are not kept."""
    passed = [each.due.on for each in found.overdue if each.due.on is not None and not each.is_kept]
    return (min(passed, default=datetime.date.max), found.kept - 4)


def last_day(year: int) -> datetime.date:
    return datetime.date(year, 12, 31)
