"""What desks and pages show of plans: their state, their actions with computed status, their history."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from accounts.models import Government
from plans import status
from plans.enums import ActionStatus, PlanState, PlanStatus
from plans.models import Action, Plan, PlanEvent, PlanVersion, ProgressEntry
from plans.reductions import Promise, Shared


@dataclass(frozen=True)
class Listed:
    """A plan in a list: the version that speaks for it, its status, whether one is being worked on."""

    plan: Plan
    version: PlanVersion
    status: PlanStatus
    open_version: PlanVersion | None


@dataclass(frozen=True)
class Doing:
    """An action with its status on the day and its last entry of progress."""

    action: Action
    status: ActionStatus
    last: ProgressEntry | None
    overdue: int
    """Milestones that should have been reached."""

    @property
    def percent(self) -> int:
        return self.last.percent if self.last else 0


def of_government(government: Government, today: datetime.date, *, drafts: bool) -> list[Listed]:
    """The government's plans, the latest period first. Two queries."""
    found = []
    for plan in Plan.objects.filter(government=government).prefetch_related("versions"):
        versions = [each for each in plan.versions.all() if drafts or each.state != PlanState.DRAFT]
        if versions:
            found.append(_listed(plan, versions, today))
    return sorted(found, key=lambda each: (-each.version.last_year, each.plan.pk))


def _listed(plan: Plan, versions: list[PlanVersion], today: datetime.date) -> Listed:
    newest = max(versions, key=lambda each: each.number)
    accepted = next((each for each in versions if each.state == PlanState.ACCEPTED), None)
    is_open = newest.state in (PlanState.DRAFT, PlanState.SUBMITTED)
    speaks = accepted or newest
    return Listed(plan, speaks, speaks.status(today), newest if is_open else None)


def actions(version: PlanVersion, today: datetime.date) -> list[Doing]:
    """The version's actions in their order, each with its status. Three queries for any number."""
    entries: dict[str, ProgressEntry] = {}
    for entry in ProgressEntry.objects.filter(plan=version.plan_id).order_by("year"):
        entries[entry.key] = entry
    return [
        doing(action, entries.get(action.key), today)
        for action in version.actions.prefetch_related("milestones")
    ]


def doing(action: Action, last: ProgressEntry | None, today: datetime.date) -> Doing:
    steps = [status.Step(each.due, each.done_on) for each in action.milestones.all()]
    found = status.of_action(
        starts_on=action.starts_on,
        ends_on=action.ends_on,
        cancelled_on=action.cancelled_on,
        steps=steps,
        percent=last.percent if last else 0,
        today=today,
    )
    overdue = sum(step.done_on is None and step.due < today for step in steps)
    return Doing(action, found, last, overdue)


def promises(doings: Iterable[Doing], reductions: dict[int, dict[int, Decimal]]) -> list[Promise]:
    """The actions as plans.reductions takes them; `reductions` by the action's id and year."""
    return [
        Promise(
            key=each.action.key,
            starts=each.action.starts_on.year,
            ends=each.action.ends_on.year,
            tonnes=reductions.get(each.action.pk, {}),
            cost=each.action.cost,
            currency=each.action.currency,
            sector=each.action.sector,
            cancelled=each.status == ActionStatus.CANCELLED,
            late=each.status == ActionStatus.LATE,
        )
        for each in doings
    ]


def promised(version: PlanVersion, today: datetime.date) -> tuple[list[Promise], list[Shared]]:
    """A version's promises and overlaps. Five queries for any number of actions."""
    reductions: dict[int, dict[int, Decimal]] = {}
    for action, year, tonnes in version.actions.filter(reductions__isnull=False).values_list(
        "pk", "reductions__year", "reductions__tonnes"
    ):
        reductions.setdefault(action, {})[year] = tonnes
    shared = [
        Shared(each.first.key, each.second.key, each.tonnes)
        for each in version.overlaps.select_related("first", "second")
    ]
    return promises(actions(version, today), reductions), shared


def events(plan: Plan, *, drafts: bool) -> list[PlanEvent]:
    """What happened to the plan, the latest first."""
    found = PlanEvent.objects.filter(version__plan=plan).select_related("by", "version").order_by("-pk")
    if not drafts:
        found = found.exclude(version__state=PlanState.DRAFT)
    return list(found)
