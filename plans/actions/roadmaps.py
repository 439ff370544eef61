"""Roadmaps: kept as they were computed, made public, taken away while nobody else has read them."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Government, User
from inventories.history import Refused
from plans import forecast
from plans.enums import ONCE_ACCEPTED, Origin, PlanState
from plans.models import PlanVersion, Roadmap
from plans.roadmaps import Inputs, compute, inputs_json, inputs_of, results_json


class NotForEveryone(Refused):
    """It rests on something that not everyone may read."""


class IsPublic(Refused):
    """What everyone can read stays."""


@transaction.atomic
def save(
    *,
    government: Government,
    title: str,
    inputs: Inputs,
    version: PlanVersion | None,
    by: User,
    now: datetime.datetime,
) -> Roadmap:
    """Keep a forecast with all that went in and came out. Raises ValidationError.

    A draft of a plan may be discarded, a roadmap may not lose its actions: they are kept with it, and the
    version is named only once it was submitted.
    """
    made = Roadmap(
        government=government,
        plan_version=version if version and version.state != PlanState.DRAFT else None,
        title=title,
        base_year=inputs.scenario.base_year,
        last_year=inputs.scenario.last_year,
        method=forecast.VERSION,
        inputs=inputs_json(inputs),
        results=results_json(compute(inputs)),
        saved_by=by,
        saved_at=now,
    )
    made.full_clean(exclude={"government", "saved_by"})
    made.save()
    return made


@transaction.atomic
def publish(*, roadmap: Roadmap) -> None:
    """Let everyone read it. Raises NotForEveryone."""
    why = hindrance(roadmap)
    if why:
        raise NotForEveryone(why)
    Roadmap.objects.filter(pk=roadmap.pk).update(is_public=True)
    roadmap.is_public = True


def hindrance(roadmap: Roadmap) -> str:
    """Why not everyone may read it, with the remedy; empty where they may."""
    inputs = inputs_of(roadmap.inputs)
    version = roadmap.plan_version
    if inputs.counted and (version is None or version.state not in ONCE_ACCEPTED):
        return _(
            "The plan whose actions it counts is not accepted. Once it is, save the roadmap anew with the "
            "accepted version, and make that one public."
        )
    reported = any(each.origin == Origin.REPORTED for each in inputs.scenario.end_uses)
    if reported and inputs.source and not inputs.source.is_open:
        return _(
            "It shows rows of a report that is not public in full. Start another from it, enter rounded "
            "values for the base year, which are then declared, and make that one public."
        )
    return ""


@transaction.atomic
def remove(*, roadmap: Roadmap) -> None:
    """Delete a roadmap that is not public. Raises IsPublic."""
    held = Roadmap.objects.select_for_update().get(pk=roadmap.pk)
    if held.is_public:
        raise IsPublic(_("This roadmap is public: it stays, so that it can be held against later reports."))
    held.delete()
