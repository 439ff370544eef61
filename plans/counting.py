"""Many versions of plans at once: their actions with status, what these promise, and what two claim both."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import Prefetch, QuerySet

from plans import overview
from plans.models import Action, ActionReduction, Milestone, Overlap, PlanVersion, ProgressEntry
from plans.overview import Doing
from plans.reductions import Promise, Shared


@dataclass
class Counted:
    """What one version holds: `promises` in the order of its actions."""

    doings: list[Doing] = field(default_factory=list)
    promises: list[Promise] = field(default_factory=list)
    shared: list[Shared] = field(default_factory=list)


BARE = ("version", "key", "position", "starts_on", "ends_on", "cost", "currency", "cancelled_on", "sector")
"""What the arithmetic needs of an action; titles besides, which lists show."""


def of_versions(versions: Iterable[PlanVersion], today: datetime.date) -> dict[int, Counted]:
    """By the version's id. Five queries for any number of versions and actions."""
    bare = Action.objects.only(*BARE, "title_en", "title_zh")
    return of_actions(versions, bare, today)


def of_actions(
    versions: Iterable[PlanVersion], actions: QuerySet[Action], today: datetime.date
) -> dict[int, Counted]:
    """The same, with `actions` loaded as the caller asks."""
    found = {each.pk: Counted() for each in versions}
    if not found:
        return found
    plans = {each.plan_id for each in versions}
    entries: dict[tuple[int, str], ProgressEntry] = {}
    for entry in ProgressEntry.objects.filter(plan__in=plans).order_by("year"):
        entries[entry.plan_id, entry.key] = entry
    plan_of = {each.pk: each.plan_id for each in versions}
    due = Milestone.objects.order_by("due", "pk")
    ordered = actions.filter(version__in=found).order_by("version_id", "position", "pk")
    for action in ordered.prefetch_related(Prefetch("milestones", due)):
        last = entries.get((plan_of[action.version_id], action.key))
        found[action.version_id].doings.append(overview.doing(action, last, today))
    reductions = _reductions(found)
    for each in found.values():
        each.promises = overview.promises(each.doings, reductions)
    overlaps = Overlap.objects.filter(version__in=found).order_by("version_id", "pk")
    for version, first, second, tonnes in overlaps.values_list(
        "version", "first__key", "second__key", "tonnes"
    ):
        found[version].shared.append(Shared(first, second, tonnes))
    return found


def _reductions(versions: Iterable[int]) -> dict[int, dict[int, Decimal]]:
    """Tonnes by action and year."""
    found: defaultdict[int, dict[int, Decimal]] = defaultdict(dict)
    rows = ActionReduction.objects.filter(action__version__in=list(versions))
    for action, year, tonnes in rows.values_list("action", "year", "tonnes"):
        found[action][year] = tonnes
    return found
