"""What is done for the actions of a plan that was accepted: yearly entries and milestones."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.access import SignedIn, require
from accounts.permissions import Permission
from inventories.history import Refused
from inventories.views.methods import by_method
from plans.actions import progress
from plans.enums import PlanState
from plans.forms.progress import ProgressForm, ReachedForm
from plans.models import Action, Milestone, Plan
from plans.views.loading import load_plan, trail


def _in_force(plan: Plan, key: str) -> Action:
    actions = Action.objects.filter(version__plan=plan, version__state=PlanState.ACCEPTED)
    return get_object_or_404(actions.select_related("version"), key=key)


def _page(request: SignedIn, plan: Plan, action: Action, form: ProgressForm) -> HttpResponse:
    steps = [(each, ReachedForm(initial={"done_on": each.done_on})) for each in action.milestones.all()]
    context: dict[str, Any] = {
        "plan": plan,
        "action": action,
        "trail": trail(plan),
        "form": form,
        "entries": plan.progress.filter(key=action.key).select_related("by").order_by("-year"),
        "milestones": steps,
    }
    return render(request, "plans/progress.html", context, status=422 if form.is_bound else 200)


@require_safe
@load_plan
@require(Permission.EDIT_PLAN)
def entry_form(request: SignedIn, plan: Plan, key: str) -> HttpResponse:
    action = _in_force(plan, key)
    year = timezone.localdate().year - 1
    last = plan.progress.filter(key=key).order_by("-year").first()
    return _page(
        request, plan, action, ProgressForm(initial={"year": year, "percent": last.percent if last else 0})
    )


@require_POST
@load_plan
@require(Permission.EDIT_PLAN)
def entry_save(request: SignedIn, plan: Plan, key: str) -> HttpResponse:
    action = _in_force(plan, key)
    form = ProgressForm(request.POST)
    if not form.is_valid():
        return _page(request, plan, action, form)
    try:
        progress.enter(plan=plan, key=key, by=request.user, now=timezone.now(), **form.cleaned_data)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return _page(request, plan, action, form)
    except ValidationError as error:
        form.add_error(None, error.messages)
        return _page(request, plan, action, form)
    messages.success(request, _("The entry for %(year)s was saved.") % {"year": form.cleaned_data["year"]})
    return redirect("plans:progress", plan.code, key)


entry = by_method(get=entry_form, post=entry_save)


@require_POST
@load_plan
@require(Permission.EDIT_PLAN)
def reach(request: SignedIn, plan: Plan, key: str, milestone: int) -> HttpResponse:
    """Say when a milestone of the action was reached."""
    action = _in_force(plan, key)
    step = get_object_or_404(Milestone.objects.select_related("action__version"), action=action, pk=milestone)
    form = ReachedForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Enter the day on which the milestone was reached, or leave it blank."))
        return redirect("plans:progress", plan.code, key)
    try:
        progress.reach(milestone=step, done_on=form.cleaned_data["done_on"], now=timezone.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Saved: %(title)s") % {"title": step.text})
    return redirect("plans:progress", plan.code, key)
