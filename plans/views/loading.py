"""How the views of plans find what they are about."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponseBase, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.access import loads
from accounts.models import Government, User
from accounts.permissions import Permission, may
from inventories.history import Refused
from plans.models import Plan, PlanVersion
from pledges.views import trails

View = Callable[..., HttpResponseBase]


def _plans() -> QuerySet[Plan]:
    return Plan.objects.select_related("government").prefetch_related("government__names")


load_plan = loads(_plans, "code")
load_government = loads(Government.objects.with_names, "slug")


def latest(plan: Plan, user: User) -> PlanVersion:
    """The version with the highest number that the user may read: a draft is its government's own."""
    versions = plan.versions.select_related("saved_by", "created_by").order_by("-number")
    if not may(user, Permission.EDIT_PLAN, plan):
        versions = versions.exclude(state="draft")
    found = versions.first()
    if found is None:
        raise Http404
    found.plan = plan
    return found


def with_draft(view: View) -> View:
    """Give the view the plan's draft; where there is none, say so and show the plan."""

    @wraps(view)
    def wrapped(request: HttpRequest, plan: Plan, *args: Any, **kwargs: Any) -> HttpResponseBase:
        version = plan.versions.filter(state="draft").select_related("saved_by").first()
        if version is None:
            messages.info(request, _("No draft of this plan is open. To change it, begin a new version."))
            return redirect("plans:plan", plan.code)
        version.plan = plan
        try:
            return view(request, version, *args, **kwargs)
        except Refused as refusal:  # a colleague saved, submitted or discarded it meanwhile
            messages.error(request, str(refusal))
            if Plan.objects.filter(pk=plan.pk).exists():
                return redirect("plans:plan", plan.code)
            return redirect("plans:plans", plan.government.slug)

    return wrapped


def revision_of(data: QueryDict) -> int:
    """The revision the page was opened at; one that nothing has, where the form lost it."""
    text = data.get("revision", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 10**9


def trail(plan: Plan, *more: tuple[str, str]) -> trails.Trail:
    here = (_("Plan %(code)s") % {"code": plan.code}, reverse("plans:plan", args=[plan.code]))
    return [*of_government(plan.government), here, *more]


def of_government(government: Government) -> trails.Trail:
    plans = (_("Climate action plans"), reverse("plans:plans", args=[government.slug]))
    return [*trails.of_government(government), plans]
