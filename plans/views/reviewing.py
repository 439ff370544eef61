"""A plan submitted, returned, accepted, changed or discarded: one deed a view."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.access import SignedIn, require
from accounts.permissions import Permission
from inventories.history import Refused
from inventories.views.methods import by_method
from plans.actions import reviewing, writing
from plans.models import Plan, PlanVersion
from plans.views.loading import latest, load_plan, trail, with_draft


def _do(request: SignedIn, shown: Plan, deed: Callable[..., Any], done: str, **details: Any) -> HttpResponse:
    """One deed, and the plan's page with what came of it."""
    try:
        deed(by=request.user, now=timezone.now(), **details)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done)
    return redirect("plans:plan", shown.code)


@require_POST
@load_plan
@require(Permission.SUBMIT_PLAN)
@with_draft
def submit(request: SignedIn, version: PlanVersion) -> HttpResponse:
    done = _("The plan was submitted. The secretariat reviews it, and writes to you.")
    return _do(request, version.plan, reviewing.submit, done, version=version)


@require_POST
@load_plan
@require(Permission.REVIEW_PLAN)
def give_back(request: SignedIn, plan: Plan) -> HttpResponse:
    done = _("The plan was returned, with a new draft that holds everything.")
    note = request.POST.get("reason", "")
    return _do(request, plan, reviewing.give_back, done, version=latest(plan, request.user), note=note)


@require_POST
@load_plan
@require(Permission.REVIEW_PLAN)
def accept(request: SignedIn, plan: Plan) -> HttpResponse:
    done = _("The plan was accepted and is public now.")
    return _do(request, plan, reviewing.accept, done, version=latest(plan, request.user))


@require_POST
@load_plan
@require(Permission.EDIT_PLAN)
def change(request: SignedIn, plan: Plan) -> HttpResponse:
    done = _("A new draft holds everything the last version did. Change what is to change.")
    return _do(request, plan, reviewing.change, done, plan=plan, reason=request.POST.get("reason", ""))


@require_safe
@load_plan
@require(Permission.EDIT_PLAN)
@with_draft
def discard_ask(request: SignedIn, version: PlanVersion) -> HttpResponse:
    context = {
        "version": version,
        "plan": version.plan,
        "trail": trail(version.plan),
        "actions": version.actions.count(),
        "last": version.plan.versions.count() == 1,
    }
    return render(request, "plans/discard.html", context)


@require_POST
@load_plan
@require(Permission.EDIT_PLAN)
@with_draft
def discard_do(request: SignedIn, version: PlanVersion) -> HttpResponse:
    government = version.government
    writing.discard(version=version, by=request.user)
    messages.success(request, _("The draft was discarded."))
    return redirect("plans:plans", government.slug)


discard = by_method(get=discard_ask, post=discard_do)
