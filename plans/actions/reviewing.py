"""A plan between its government and the secretariat: submitted, returned, accepted, changed."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _

from accounts.models import User
from inventories.history import Refused
from inventories.reports import ReasonMissing
from plans import moves
from plans.actions import letters
from plans.enums import PlanEventKind, PlanState
from plans.models import Action, Plan, PlanVersion


class NotReady(Refused):
    """Something that a plan must say is missing; `missing` says each in words."""

    def __init__(self, missing: Sequence[str]) -> None:
        self.missing = list(missing)
        super().__init__(" ".join(self.missing))


class OpenVersionExists(Refused):
    """A version of the plan is being worked on: go on with that one."""


class SubmitterCannotAccept(Refused):
    """Who submitted a plan does not accept it, whatever roles they have."""


def missing(version: PlanVersion) -> list[str]:
    """What keeps a draft from being submitted, each with its remedy."""
    found = []
    if not version.link and not version.file:
        found.append(_("Add the plan's document, or a link to it."))
    if not version.actions.exists():
        found.append(_("Add at least one action."))
    if version.resilience and not version.hazards.exists():
        found.append(_("Name the hazards that were assessed, or say that the plan is not for resilience."))
    if version.mitigation and not version.targets.exists():
        found.append(_("Name the targets that the plan serves, or say that it is not for mitigation."))
    return found


@transaction.atomic
def submit(*, version: PlanVersion, by: User, now: datetime.datetime) -> None:
    """Send the draft to the secretariat; from here on it is still. Raises NotReady, WrongState."""
    moves.hold(version, PlanState.DRAFT)
    lacking = missing(version)
    if lacking:
        raise NotReady(lacking)
    moves.move(version, PlanState.SUBMITTED, kind=PlanEventKind.SUBMITTED, by=by, now=now)
    letters.submitted(version, now)


@transaction.atomic
def give_back(*, version: PlanVersion, note: str, by: User, now: datetime.datetime) -> PlanVersion:
    """Return a version: its content goes into a new draft that says why. Raises ReasonMissing, WrongState."""
    moves.hold(version, PlanState.SUBMITTED)
    if not note.strip():
        raise ReasonMissing(_("Say why the plan is returned."))
    moves.move(version, PlanState.RETURNED, kind=PlanEventKind.RETURNED, by=by, now=now, note=note.strip())
    draft = copy(source=version, reason=note.strip(), by=by, now=now)
    letters.returned(version, now, note=note.strip())
    return draft


@transaction.atomic
def accept(*, version: PlanVersion, by: User, now: datetime.datetime) -> None:
    """Accept a version: it is public, and the one before it superseded.

    Raises SubmitterCannotAccept, WrongState.
    """
    moves.hold(version, PlanState.SUBMITTED)
    if version.events.filter(kind=PlanEventKind.SUBMITTED, by=by).exists():
        raise SubmitterCannotAccept(
            _("You submitted this plan, so somebody else of the secretariat must accept it.")
        )
    Plan.objects.select_for_update().get(pk=version.plan_id)
    for former in PlanVersion.objects.accepted().filter(plan=version.plan_id):
        moves.move(former, PlanState.SUPERSEDED, kind=PlanEventKind.SUPERSEDED, by=by, now=now)
    moves.move(version, PlanState.ACCEPTED, kind=PlanEventKind.ACCEPTED, by=by, now=now)
    letters.accepted(version, now)


@transaction.atomic
def change(*, plan: Plan, reason: str, by: User, now: datetime.datetime) -> PlanVersion:
    """A new draft with everything the accepted version holds. Raises OpenVersionExists, ReasonMissing."""
    Plan.objects.select_for_update().get(pk=plan.pk)
    if plan.versions.filter(state__in=(PlanState.DRAFT, PlanState.SUBMITTED)).exists():
        raise OpenVersionExists(_("A version of this plan is open already: go on with that one."))
    if not reason.strip():
        raise ReasonMissing(_("Say why the plan is changed."))
    source = plan.versions.accepted().first() or plan.versions.order_by("-number")[0]
    return copy(source=source, reason=reason.strip(), by=by, now=now)


def copy(*, source: PlanVersion, reason: str, by: User, now: datetime.datetime) -> PlanVersion:
    """A new draft with the content of `source`. The caller holds the plan."""
    numbers = PlanVersion.objects.filter(plan=source.plan_id).values_list("number", flat=True)
    free = {"id", "plan", "number", "state", "revision", "reason", "created_by", "created_at"}
    free |= {"saved_by", "saved_at"}
    draft = PlanVersion.objects.create(
        plan=source.plan,
        number=max(numbers) + 1,
        reason=reason,
        created_by=by,
        created_at=now,
        **{each.name: getattr(source, each.name) for each in source._meta.fields if each.name not in free},
    )
    draft.targets.set(source.targets.all())
    for rows in (source.hazards.all(), source.resilience_goals.all()):
        _copy_rows(rows, version=draft)
    actions = {each.pk: _copy_action(each, draft) for each in source.actions.order_by("pk")}
    overlaps = list(source.overlaps.all())
    for each in overlaps:
        each.first, each.second = actions[each.first_id], actions[each.second_id]
    _copy_rows(overlaps, version=draft)
    moves.append(draft, PlanEventKind.COPIED, by=by, now=now, note=reason)
    return draft


def _copy_action(source: Action, draft: PlanVersion) -> Action:
    indicators = list(source.indicators.all())
    hanging = [
        list(rows.all())
        for rows in (source.milestones, source.reductions, source.fundings, source.co_benefits)
    ]
    made = Action(version=draft, **_values(source, "id", "version"))
    made.save()
    made.indicators.set(indicators)
    for rows in hanging:
        _copy_rows(rows, action=made)
    return made


def _values(row: models.Model, *free: str) -> dict[str, Any]:
    return {each.name: getattr(row, each.name) for each in row._meta.fields if each.name not in free}


def _copy_rows(rows: Any, **place: models.Model) -> None:
    """Rows of one kind in another place, as new ones."""
    copies = [type(row)(**(_values(row, "id") | place)) for row in rows]
    if copies:
        type(copies[0])._default_manager.bulk_create(copies)
