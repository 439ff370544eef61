"""What was done for a plan's actions: milestones reached and yearly entries, whatever version is in force."""

from __future__ import annotations

import datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from inventories.history import Refused
from plans.enums import PlanState
from plans.models import Action, Milestone, Plan, ProgressEntry


class UnknownAction(Refused):
    """The plan has no action of this key in the version at hand."""


class LessThanBefore(Refused):
    """An action is not less done than a year before: correct the earlier entry first."""


@transaction.atomic
def enter(
    *,
    plan: Plan,
    key: str,
    year: int,
    percent: int,
    text: str,
    by: User,
    now: datetime.datetime,
    tonnes: Decimal | None = None,
    spent: Decimal | None = None,
) -> ProgressEntry:
    """Say what was done in a year; an entry of the same year is replaced.

    Raises UnknownAction, LessThanBefore, ValidationError.
    """
    Plan.objects.select_for_update().get(pk=plan.pk)
    if not Action.objects.filter(version__plan=plan, key=key).exists():
        raise UnknownAction(_("The plan has no action “%(key)s”.") % {"key": key})
    if year > now.year:
        raise Refused(_("%(year)d is not over or has not begun: enter what was done.") % {"year": year})
    others = plan.progress.filter(key=key).exclude(year=year)
    before = others.filter(year__lt=year).order_by("-year").first()
    after = others.filter(year__gt=year).order_by("year").first()
    if (before and percent < before.percent) or (after and percent > after.percent):
        raise LessThanBefore(
            _("An action is not less done than the year before: correct the entry of the other year first.")
        )
    entry = plan.progress.filter(key=key, year=year).first() or ProgressEntry(plan=plan, key=key, year=year)
    entry.percent, entry.text, entry.tonnes, entry.spent = percent, text.strip(), tonnes, spent
    entry.by, entry.at = by, now
    entry.full_clean(exclude={"plan"})
    entry.save()
    return entry


@transaction.atomic
def reach(*, milestone: Milestone, done_on: datetime.date | None, now: datetime.datetime) -> None:
    """Say on which day a milestone was reached, or that it was not after all.

    The same step of a draft that follows is reached as well. Raises Refused for a day to come.
    """
    if done_on is not None and done_on > now.date():
        raise Refused(_("This day is yet to come: enter the day on which the milestone was reached."))
    same = Milestone.objects.filter(
        action__version__plan=milestone.action.version.plan_id,
        action__version__state__in=(PlanState.DRAFT, PlanState.SUBMITTED, PlanState.ACCEPTED),
        action__key=milestone.action.key,
        text_en=milestone.text_en,
        text_zh=milestone.text_zh,
        due=milestone.due,
    )
    same.update(done_on=done_on)
