"""Writing a plan: begun, saved part by part, its actions added, changed and taken away. Drafts only."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from accounts.models import Government, User
from inventories.history import Refused
from plans import moves
from plans.enums import PlanEventKind, PlanState
from plans.models import (
    Action,
    ActionReduction,
    CoBenefit,
    Funding,
    Hazard,
    Milestone,
    Overlap,
    Plan,
    PlanVersion,
    ResilienceGoal,
)
from pledges.models import Measure, Target

PLAN_FIELDS = (
    "title_en",
    "title_zh",
    "summary_en",
    "summary_zh",
    "place_en",
    "place_zh",
    "makers_en",
    "makers_zh",
    "first_year",
    "last_year",
    "adopted_on",
    "adopted_by",
    "link",
    "mitigation",
    "resilience",
)
ACTION_FIELDS = (
    "position",
    "title_en",
    "title_zh",
    "description_en",
    "description_zh",
    "sector",
    "owner",
    "starts_on",
    "ends_on",
    "cost",
    "currency",
    "price_year",
    "cancelled_on",
    "cancel_reason",
    "statement",
)


class NotTheirs(Refused):
    """A plan serves targets of its own government, and of those that it lies in."""


@dataclass(frozen=True)
class ActionDraft:
    """An action to save: `values` of ACTION_FIELDS, and what hangs on it, exactly these.

    Milestones, fundings, co-benefits: mappings of their model's fields. `reductions`: tonnes of CO2e by year.
    """

    key: str
    values: Mapping[str, Any]
    milestones: Sequence[Mapping[str, Any]] = ()
    reductions: Mapping[int, Decimal] = field(default_factory=dict)
    fundings: Sequence[Mapping[str, Any]] = ()
    co_benefits: Sequence[Mapping[str, Any]] = ()
    indicators: Sequence[Measure] = ()


@transaction.atomic
def begin(
    *, government: Government, values: Mapping[str, Any], by: User, now: datetime.datetime
) -> PlanVersion:
    """A new plan with its first draft. Raises ValidationError."""
    title = values.get("title_en") or ""
    plan = Plan.objects.create(
        code=_free_code(government, title), government=government, created_by=by, created_at=now
    )
    version = PlanVersion(plan=plan, number=1, created_by=by, created_at=now)
    _set(version, PLAN_FIELDS, values)
    version.full_clean(exclude={"plan"})
    version.save()
    moves.append(version, PlanEventKind.CREATED, by=by, now=now)
    return version


@transaction.atomic
def save(
    *,
    version: PlanVersion,
    revision: int,
    values: Mapping[str, Any],
    by: User,
    now: datetime.datetime,
    targets: Iterable[Target] | None = None,
) -> None:
    """Save what the plan is: any of PLAN_FIELDS, and the targets it serves.

    Raises ValidationError, NotTheirs, Conflict, WrongState.
    """
    moves.advance(version, revision, by=by, now=now)
    _set(version, PLAN_FIELDS, values)
    version.full_clean(exclude={"plan"})
    version.save(update_fields=list(values))
    if targets is not None:
        version.targets.set(_own(version, targets))


@transaction.atomic
def save_resilience(
    *,
    version: PlanVersion,
    revision: int,
    hazards: Sequence[Mapping[str, Any]],
    goals: Sequence[Mapping[str, Any]],
    by: User,
    now: datetime.datetime,
) -> None:
    """Replace the hazards assessed and the goals of resilience and water. Raises as save()."""
    moves.advance(version, revision, by=by, now=now)
    version.hazards.all().delete()
    version.resilience_goals.all().delete()
    _create(Hazard, ({"version": version, **each} for each in hazards))
    _create(ResilienceGoal, ({"version": version, **each} for each in goals))


@transaction.atomic
def save_action(
    *, version: PlanVersion, revision: int, draft: ActionDraft, by: User, now: datetime.datetime
) -> Action:
    """Add the action, or replace the one of this key with exactly this. Raises as save()."""
    moves.advance(version, revision, by=by, now=now)
    return put(version, draft)


def put(version: PlanVersion, draft: ActionDraft) -> Action:
    """Write an action of a draft that the caller holds. Raises ValidationError."""
    action = version.actions.filter(key=draft.key).first() or Action(version=version, key=draft.key)
    if action.pk is None and "position" not in draft.values:
        action.position = version.actions.count() + 1
    _set(action, ACTION_FIELDS, draft.values)
    action.full_clean(exclude={"version"})
    action.save()
    for kept in (action.milestones, action.reductions, action.fundings, action.co_benefits):
        kept.all().delete()
    _create(Milestone, ({"action": action, **each} for each in draft.milestones))
    _create(
        ActionReduction,
        ({"action": action, "year": year, "tonnes": tonnes} for year, tonnes in draft.reductions.items()),
    )
    _create(Funding, ({"action": action, **each} for each in draft.fundings))
    _create(CoBenefit, ({"action": action, **each} for each in draft.co_benefits))
    action.indicators.set(draft.indicators)
    return action


@transaction.atomic
def remove_action(*, version: PlanVersion, revision: int, key: str, by: User, now: datetime.datetime) -> None:
    """Take an action out of a draft, with all that hangs on it. Raises Conflict, WrongState."""
    moves.advance(version, revision, by=by, now=now)
    version.actions.filter(key=key).delete()


@transaction.atomic
def save_overlaps(
    *,
    version: PlanVersion,
    revision: int,
    overlaps: Sequence[tuple[str, str, Decimal, str]],
    by: User,
    now: datetime.datetime,
) -> None:
    """Replace the overlaps: key, key it is taken off, tonnes a year, note. Raises as save()."""
    moves.advance(version, revision, by=by, now=now)
    put_overlaps(version, overlaps)


def put_overlaps(version: PlanVersion, overlaps: Sequence[tuple[str, str, Decimal, str]]) -> None:
    """Replace the overlaps of a draft that the caller holds. Raises ValidationError."""
    version.overlaps.all().delete()
    if len({frozenset(each[:2]) for each in overlaps}) < len(overlaps):
        raise ValidationError(
            _("Two actions stand together in two lines: their tonnes are taken off once, so keep one line.")
        )
    known = {action.key: action for action in version.actions.all()}
    missing = {key for first, second, *_rest in overlaps for key in (first, second)} - set(known)
    if missing:
        raise ValidationError(
            _("There is no action “%(key)s” in this plan."), params={"key": sorted(missing)[0]}
        )
    _create(
        Overlap,
        (
            {
                "version": version,
                "first": known[first],
                "second": known[second],
                "tonnes": tonnes,
                "note": note,
            }
            for first, second, tonnes, note in overlaps
        ),
    )


@transaction.atomic
def discard(*, version: PlanVersion, by: User) -> None:
    """Delete a draft; a plan that has no other version goes with it. Raises WrongState."""
    moves.hold(version, PlanState.DRAFT)
    plan = version.plan
    version.delete()
    if not plan.versions.exists():
        plan.delete()


def free_key(version: PlanVersion, title: str) -> str:
    """A key that no action of the plan ever had: 'buses', 'buses-2', 'a7' for a title in Chinese."""
    taken = set(Action.objects.filter(version__plan=version.plan_id).values_list("key", flat=True))
    stem = slugify(title)[:32].strip("-") or f"a{len(taken) + 1}"
    return _free(stem, taken)


def _free_code(government: Government, title: str) -> str:
    stem = f"{government.slug}-{slugify(title)[:24].strip('-') or 'plan'}"[:52].strip("-")
    taken = set(Plan.objects.filter(code__startswith=stem).values_list("code", flat=True))
    return _free(stem, taken)


def _free(stem: str, taken: set[str]) -> str:
    number, found = 1, stem
    while found in taken:
        number += 1
        found = f"{stem}-{number}"
    return found


def _set(obj: models.Model, known: Sequence[str], values: Mapping[str, Any]) -> None:
    unknown = set(values) - set(known)
    if unknown:
        raise TypeError(f"not of a {obj._meta.model_name}: {', '.join(sorted(unknown))}")
    for name, value in values.items():
        setattr(obj, name, value)


def _create(model: type[models.Model], rows: Iterable[Mapping[str, Any]]) -> None:
    """Write checked rows of one kind. Raises ValidationError."""
    made = [model(**row) for row in rows]
    _refuse_twice(made)
    for each in made:
        each.full_clean(exclude={"version", "action"}, validate_unique=False, validate_constraints=True)
    model._default_manager.bulk_create(made)


def _refuse_twice(made: Sequence[models.Model]) -> None:
    """Two lines of what there is only one of, as a source of funding. Raises ValidationError."""
    for rule in made[0]._meta.constraints if made else ():
        if not isinstance(rule, models.UniqueConstraint):
            continue
        known = set()
        for each in made:
            named = tuple(getattr(each, name) for name in rule.fields)
            if named in known:
                raise ValidationError(
                    _("“%(what)s” stands in two lines: keep one of the two."), params={"what": str(each)}
                )
            known.add(named)


def _own(version: PlanVersion, targets: Iterable[Target]) -> list[Target]:
    chosen, place = list(targets), version.government
    allowed = {place.pk, place.parent_id}
    if any(each.government_id not in allowed for each in chosen):
        raise NotTheirs(_("A plan serves targets of its own government, or of the one it lies in."))
    return chosen
