"""From when everyone sees a verdict: its signatory sees a new or changed one first (docs/adr/0010)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Exists, F, OuterRef, Q

from accounts.enums import NETWORK_ROLES, NetworkKind
from accounts.models import Government, Membership, NetworkMembership, User
from progress import decisions, workdays
from progress.enums import Reason
from progress.models import Assessment

USUAL_DAYS = 10
"""Working days for a reply where no network says otherwise."""
BY_THE_CALENDAR = (Reason.STALE, Reason.AWAITING_FINAL_INVENTORY)
"""What a verdict becomes by the passing of time alone; each takes back a verdict and pronounces none."""


@dataclass(frozen=True, slots=True)
class Said:
    """What is said of a target: enough to tell whether another answer says the same.

    `figures` is decisions.figures_digest of the record; `decision` the key of a decision by hand, or 0.
    """

    verdict: str
    reason: str
    version: int
    method: str
    figures: str
    decision: int = 0

    @classmethod
    def of(cls, row: Assessment) -> Said:
        """Of a stored assessment; reads its record."""
        return cls(
            row.verdict,
            row.reason,
            row.target_version_id,
            row.method_version,
            decisions.figures_digest(row.record),
            row.decision_id or 0,
        )

    def repeats(self, other: Said) -> bool:
        """Whether it is the same verdict for the same reason, and no decision that `other` is not."""
        same = (self.verdict, self.reason) == (other.verdict, other.reason)
        return same and self.decision in (0, other.decision)

    def follows_by_the_calendar(self, other: Said) -> bool:
        """Whether only time has passed since `other`, and took its verdict back."""
        unmoved = (self.version, self.method, self.figures) == (other.version, other.method, other.figures)
        return unmoved and self.reason in BY_THE_CALENDAR and not self.decision


@dataclass(frozen=True, slots=True)
class Timing:
    """Since when a verdict stands without a break, and from when everyone sees it."""

    standing_since: datetime
    public_from: date


@dataclass(frozen=True, slots=True)
class Before:
    """A stored assessment: what it says, and its timing."""

    said: Said
    timing: Timing

    @classmethod
    def of(cls, row: Assessment) -> Before:
        return cls(Said.of(row), Timing(row.standing_since, row.public_from))


def plan(
    new: Said, *, current: Before | None, public: Before | None, heard: date, now: datetime, today: date
) -> Timing:
    """The timing of a new answer on a target.

    `current` is the answer that it replaces, `public` the one that everyone sees today (often the same);
    `heard` the day on which everyone sees what its signatory first learns today.
    """
    if public and new.repeats(public.said):
        return Timing(public.timing.standing_since, today)
    if public and new.follows_by_the_calendar(public.said):
        return Timing(now, today)
    if current and new.repeats(current.said):
        return Timing(current.timing.standing_since, current.timing.public_from)
    if current and new.follows_by_the_calendar(current.said):
        return Timing(now, max(current.timing.public_from, today))
    return Timing(now, heard)


def hand_over(*, public_from: dict[int, date], today: date) -> None:
    """Let what the public sees of targets end when it sees the answers that are written next.

    `public_from` is that of the next answer, by target; where a target has none any more, today. Called
    before the next answers are written: all rows of a target are its predecessors. What the public never came
    to see ends on the day it would have begun.
    """
    open_rows = Q(public_until__isnull=True) | Q(public_until__gt=today)
    by_day: defaultdict[date, list[int]] = defaultdict(list)
    for target_id, day in public_from.items():
        by_day[day].append(target_id)
    for day, targets in by_day.items():
        rows = Assessment.objects.filter(open_rows, target__in=targets)
        rows.filter(public_from__gt=today).update(public_until=F("public_from"))
        rows.filter(public_from__lte=today).update(public_until=day)


def release(assessment: Assessment, today: date, by: User) -> None:
    """Let everyone see a current assessment that waits, from today on, because somebody says so."""
    others = Assessment.objects.public(today).filter(target=assessment.target_id)
    others.exclude(pk=assessment.pk).update(public_until=today)
    assessment.public_from, assessment.released_by = today, by
    assessment.save(update_fields=["public_from", "released_by"])


@dataclass(frozen=True, slots=True)
class Period:
    """So many working days, on which all of these countries work."""

    days: int
    countries: tuple[str, ...]

    def end(self, today: date) -> date:
        return workdays.public_from(today, self.days, self.countries)


@dataclass
class Periods:
    """How long signatories have for a reply, by government."""

    of_government: dict[int, list[Period]]
    led: set[int] = field(default_factory=set)
    """Governments of networks that have a secretariat."""
    _ends: dict[tuple[Period, date], date] = field(default_factory=dict)

    @classmethod
    def of(cls, government_ids: Collection[int]) -> Periods:
        """Of the networks of each government that have a secretariat now; without one, of the networks of the
        declarations; without either, ten working days of its own country. Two queries."""
        offered: defaultdict[int, list[tuple[bool, bool, Period]]] = defaultdict(list)
        for government_id, has_secretariat, kind, days, codes in _memberships(government_ids):
            period = Period(days, tuple(codes.upper().split()))
            offered[government_id].append((has_secretariat, kind == NetworkKind.DECLARATION, period))
        own = Government.objects.filter(pk__in=government_ids).values_list("pk", "country")
        return cls(
            {pk: _chosen(offered[pk]) or [Period(USUAL_DAYS, (country,))] for pk, country in own},
            {pk for pk, found in offered.items() if any(has_secretariat for has_secretariat, *_ in found)},
        )

    def first(self, government_id: int, today: date) -> date:
        """The day on which everyone sees the first answer on a target: at once as long as there is nobody to
        hear it before, for a network is loaded before it has a secretariat."""
        return self.heard(government_id, today) if government_id in self.led else today

    def heard(self, government_id: int, today: date) -> date:
        """The day on which everyone sees what its signatory first learns today: of several, the latest."""
        return max(self._end(period, today) for period in self.of_government[government_id])

    def _end(self, period: Period, today: date) -> date:
        if (period, today) not in self._ends:
            self._ends[period, today] = period.end(today)
        return self._ends[period, today]


def _memberships(government_ids: Collection[int]) -> Iterable[tuple[int, bool, str, int, str]]:
    people = Membership.objects.current().filter(
        network=OuterRef("network"), role__in=NETWORK_ROLES, user__is_active=True
    )
    current = NetworkMembership.objects.current().filter(government__in=government_ids).order_by("pk")
    return current.annotate(has_secretariat=Exists(people)).values_list(
        "government_id",
        "has_secretariat",
        "network__kind",
        "network__reply_days",
        "network__holiday_countries",
    )


def _chosen(offered: list[tuple[bool, bool, Period]]) -> list[Period]:
    """The periods of networks with a secretariat; where none has one, those of declarations."""
    led = [period for has_secretariat, _, period in offered if has_secretariat]
    return led or [period for _, is_declaration, period in offered if is_declaration]
