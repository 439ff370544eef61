"""Actions of a draft: added, changed, taken away; what they claim twice."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.access import SignedIn, require
from accounts.permissions import Permission
from inventories.views.methods import by_method
from plans import moves
from plans.actions import writing
from plans.forms.action import OverlapRows, WholeAction
from plans.models import Action, PlanVersion
from plans.views.loading import load_plan, revision_of, trail, with_draft

NEW = "new"


def _action(version: PlanVersion, key: str) -> Action | None:
    """The action of this key; none for a new one."""
    return None if key == NEW else get_object_or_404(version.actions, key=key)


def _page(
    request: SignedIn,
    version: PlanVersion,
    action: Action | None,
    whole: WholeAction,
    conflict: moves.Conflict | None = None,
) -> HttpResponse:
    bound = whole.form.is_bound
    context = {
        "version": version,
        "plan": version.plan,
        "trail": trail(version.plan),
        "action": action,
        "whole": whole,
        "conflict": conflict,
        "revision": version.revision if conflict or not bound else revision_of(request.POST),
    }
    return render(request, "plans/action.html", context, status=409 if conflict else 422 if bound else 200)


@require_safe
@load_plan
@require(Permission.EDIT_PLAN)
@with_draft
def action_form(request: SignedIn, version: PlanVersion, key: str) -> HttpResponse:
    held = _action(version, key)
    whole = WholeAction(None, version=version, action=held)
    if held is None:  # begun from a statement of the Declaration
        whole.form.initial["statement"] = _statement(version, request.GET.get("statement", ""))
    return _page(request, version, held, whole)


def _statement(version: PlanVersion, asked: str) -> int | None:
    """The statement of the plan's government that the address names, if it names one."""
    known = version.government.statements.values_list("pk", flat=True)
    return next((pk for pk in known if str(pk) == asked), None)


@require_POST
@load_plan
@require(Permission.EDIT_PLAN)
@with_draft
def action_save(request: SignedIn, version: PlanVersion, key: str) -> HttpResponse:
    held = _action(version, key)
    whole = WholeAction(request.POST, version=version, action=held)
    if not whole.is_valid():
        return _page(request, version, held, whole)
    if held is None:
        key = writing.free_key(version, whole.form.cleaned_data["title_en"])
    try:
        writing.save_action(
            version=version,
            revision=revision_of(request.POST),
            draft=whole.draft(key),
            by=request.user,
            now=timezone.now(),
        )
    except moves.Conflict as error:
        return _page(request, version, held, whole, error)
    except ValidationError as error:
        whole.form.add_error(None, error.messages)
        return _page(request, version, held, whole)
    messages.success(request, _("Saved: %(title)s") % {"title": version.actions.get(key=key).title})
    if request.POST.get("then") == "another":
        return redirect("plans:action", version.plan.code, NEW)
    return redirect("plans:plan", version.plan.code)


action = by_method(get=action_form, post=action_save)


@require_safe
@load_plan
@require(Permission.EDIT_PLAN)
@with_draft
def remove_ask(request: SignedIn, version: PlanVersion, key: str) -> HttpResponse:
    held = _action(version, key)
    if held is None:
        raise Http404
    context = {"version": version, "plan": version.plan, "trail": trail(version.plan), "action": held}
    return render(request, "plans/action_remove.html", context)


@require_POST
@load_plan
@require(Permission.EDIT_PLAN)
@with_draft
def remove_do(request: SignedIn, version: PlanVersion, key: str) -> HttpResponse:
    held = _action(version, key)
    if held is None:
        raise Http404
    writing.remove_action(
        version=version,
        revision=revision_of(request.POST),
        key=key,
        by=request.user,
        now=timezone.now(),
    )
    messages.success(request, _("Taken out of the plan: %(title)s") % {"title": held.title})
    return redirect("plans:plan", version.plan.code)


remove = by_method(get=remove_ask, post=remove_do)


def _rows(version: PlanVersion, data: Any = None) -> Any:
    choices = [(each.key, str(each.title)) for each in version.actions.all()]
    initial = [
        {"first": each.first.key, "second": each.second.key, "tonnes": each.tonnes, "note": each.note}
        for each in version.overlaps.select_related("first", "second")
    ]
    return OverlapRows(data, prefix="overlaps", initial=initial, form_kwargs={"choices": choices})


def _overlaps_page(
    request: SignedIn, version: PlanVersion, rows: Any, conflict: moves.Conflict | None = None
) -> HttpResponse:
    context = {
        "version": version,
        "plan": version.plan,
        "trail": trail(version.plan),
        "rows": rows,
        "conflict": conflict,
        "revision": version.revision if conflict or not rows.is_bound else revision_of(request.POST),
    }
    return render(
        request, "plans/overlaps.html", context, status=409 if conflict else 422 if rows.is_bound else 200
    )


@require_safe
@load_plan
@require(Permission.EDIT_PLAN)
@with_draft
def overlaps_form(request: SignedIn, version: PlanVersion) -> HttpResponse:
    return _overlaps_page(request, version, _rows(version))


@require_POST
@load_plan
@require(Permission.EDIT_PLAN)
@with_draft
def overlaps_save(request: SignedIn, version: PlanVersion) -> HttpResponse:
    rows = _rows(version, request.POST)
    if not rows.is_valid():
        return _overlaps_page(request, version, rows)
    kept = [
        (row["first"], row["second"], row["tonnes"], row["note"]) for row in rows.rows if row.get("first")
    ]
    try:
        writing.save_overlaps(
            version=version,
            revision=revision_of(request.POST),
            overlaps=kept,
            by=request.user,
            now=timezone.now(),
        )
    except moves.Conflict as error:
        return _overlaps_page(request, version, rows, error)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return _overlaps_page(request, version, rows)
    messages.success(request, _("Saved."))
    return redirect("plans:plan", version.plan.code)


overlaps = by_method(get=overlaps_form, post=overlaps_save)
