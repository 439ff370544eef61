"""A government's plans; a plan's desk page; what it is, begun and saved; resilience and document."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.access import SignedIn, require
from accounts.models import Government
from accounts.permissions import Permission, may
from inventories.views.methods import by_method
from plans import documents, moves, overview
from plans.actions import reviewing, writing
from plans.forms.plan import DocumentForm, GoalRows, HazardRows, PlanForm, ReasonForm
from plans.models import Plan, PlanVersion
from plans.views.loading import (
    latest,
    load_government,
    load_plan,
    of_government,
    revision_of,
    trail,
    with_draft,
)
from pledges.views import trails


@require_safe
@load_government
@require(Permission.SEE_DESK)
def plans(request: SignedIn, government: Government) -> HttpResponse:
    may_edit = may(request.user, Permission.EDIT_PLAN, government)
    context = {
        "government": government,
        "trail": trails.of_government(government),
        "plans": overview.of_government(government, timezone.localdate(), drafts=may_edit),
        "may_edit": may_edit,
    }
    return render(request, "plans/plans.html", context)


@require_safe
@load_plan
@require(Permission.SEE_DESK)
def plan(request: SignedIn, plan: Plan) -> HttpResponse:
    version = latest(plan, request.user)
    today = timezone.localdate()
    submitted_by_me = version.events.filter(kind="submitted", by=request.user).exists()
    context = {
        "plan": plan,
        "version": version,
        "government": plan.government,
        "trail": of_government(plan.government),
        "status": version.status(today),
        "actions": overview.actions(version, today),
        "missing": reviewing.missing(version) if version.is_draft else [],
        "events": overview.events(plan, drafts=may(request.user, Permission.EDIT_PLAN, plan)),
        "may_edit": may(request.user, Permission.EDIT_PLAN, plan),
        "may_submit": may(request.user, Permission.SUBMIT_PLAN, plan),
        "may_review": may(request.user, Permission.REVIEW_PLAN, plan) and not submitted_by_me,
        "returning": ReasonForm(submit=_("Return the plan")),
        "changing": ReasonForm(submit=_("Begin a new version")),
    }
    return render(request, "plans/plan.html", context)


# Begun, and what it is


@require_safe
@load_government
@require(Permission.EDIT_PLAN)
def begin_form(request: SignedIn, government: Government) -> HttpResponse:
    year = timezone.localdate().year
    form = PlanForm(
        government=government, submit=_("Begin the plan"), initial={"first_year": year, "last_year": year + 5}
    )
    return _begin_page(request, government, form)


def _begin_page(request: SignedIn, government: Government, form: PlanForm) -> HttpResponse:
    context = {"government": government, "trail": of_government(government), "form": form}
    return render(request, "plans/begin.html", context, status=422 if form.is_bound else 200)


@require_POST
@load_government
@require(Permission.EDIT_PLAN)
def begin_save(request: SignedIn, government: Government) -> HttpResponse:
    form = PlanForm(request.POST, government=government, submit=_("Begin the plan"))
    if not form.is_valid():
        return _begin_page(request, government, form)
    now = timezone.now()
    version = writing.begin(government=government, values=form.values, by=request.user, now=now)
    writing.save(
        version=version,
        revision=version.revision,
        values={},
        targets=form.cleaned_data["targets"],
        by=request.user,
        now=now,
    )
    messages.success(request, _("The plan is begun. Add its actions."))
    return redirect("plans:plan", version.plan.code)


begin = by_method(get=begin_form, post=begin_save)


def _about_form(version: PlanVersion, data: Any = None) -> PlanForm:
    return PlanForm(data, instance=version, government=version.government, submit=_("Save"))


def _about_page(
    request: SignedIn, version: PlanVersion, form: PlanForm, conflict: moves.Conflict | None = None
) -> HttpResponse:
    context = {
        "version": version,
        "plan": version.plan,
        "trail": trail(version.plan),
        "form": form,
        "revision": version.revision if conflict or not form.is_bound else revision_of(request.POST),
        "conflict": conflict,
        "theirs": PlanVersion.objects.get(pk=version.pk) if conflict else None,
    }
    status = 409 if conflict else 422 if form.is_bound else 200
    return render(request, "plans/about.html", context, status=status)


@require_safe
@load_plan
@require(Permission.EDIT_PLAN)
@with_draft
def about_form(request: SignedIn, version: PlanVersion) -> HttpResponse:
    return _about_page(request, version, _about_form(version))


@require_POST
@load_plan
@require(Permission.EDIT_PLAN)
@with_draft
def about_save(request: SignedIn, version: PlanVersion) -> HttpResponse:
    form = _about_form(version, request.POST)
    if not form.is_valid():
        return _about_page(request, version, form)
    try:
        writing.save(
            version=version,
            revision=revision_of(request.POST),
            values=form.values,
            targets=form.cleaned_data["targets"],
            by=request.user,
            now=timezone.now(),
        )
    except moves.Conflict as error:
        return _about_page(request, version, form, error)
    messages.success(request, _("Saved."))
    return redirect("plans:plan", version.plan.code)


about = by_method(get=about_form, post=about_save)


# Hazards and goals


def _resilience_page(
    request: SignedIn, version: PlanVersion, hazards: Any, goals: Any, conflict: Any = None
) -> HttpResponse:
    bound = hazards.is_bound
    context = {
        "version": version,
        "plan": version.plan,
        "trail": trail(version.plan),
        "hazards": hazards,
        "goals": goals,
        "conflict": conflict,
        "revision": version.revision if conflict or not bound else revision_of(request.POST),
    }
    return render(
        request, "plans/resilience.html", context, status=409 if conflict else 422 if bound else 200
    )


@require_safe
@load_plan
@require(Permission.EDIT_PLAN)
@with_draft
def resilience_form(request: SignedIn, version: PlanVersion) -> HttpResponse:
    hazards = HazardRows(prefix="hazards", initial=list(version.hazards.values()))
    goals = GoalRows(prefix="goals", initial=list(version.resilience_goals.values()))
    return _resilience_page(request, version, hazards, goals)


@require_POST
@load_plan
@require(Permission.EDIT_PLAN)
@with_draft
def resilience_save(request: SignedIn, version: PlanVersion) -> HttpResponse:
    hazards = HazardRows(request.POST, prefix="hazards")
    goals = GoalRows(request.POST, prefix="goals")
    if not (hazards.is_valid() and goals.is_valid()):
        return _resilience_page(request, version, hazards, goals)
    try:
        writing.save_resilience(
            version=version,
            revision=revision_of(request.POST),
            hazards=[row for row in hazards.rows if row["kind"]],
            goals=goals.rows,
            by=request.user,
            now=timezone.now(),
        )
    except moves.Conflict as error:
        return _resilience_page(request, version, hazards, goals, error)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return _resilience_page(request, version, hazards, goals)
    messages.success(request, _("Saved."))
    return redirect("plans:plan", version.plan.code)


resilience = by_method(get=resilience_form, post=resilience_save)


# The document


def _document_page(request: SignedIn, version: PlanVersion, form: DocumentForm) -> HttpResponse:
    context = {"version": version, "plan": version.plan, "trail": trail(version.plan), "form": form}
    return render(request, "plans/document.html", context, status=422 if form.is_bound else 200)


@require_safe
@load_plan
@require(Permission.EDIT_PLAN)
@with_draft
def document_form(request: SignedIn, version: PlanVersion) -> HttpResponse:
    return _document_page(request, version, DocumentForm(most=settings.EVIDENCE_MAX_BYTES))


@require_POST
@load_plan
@require(Permission.EDIT_PLAN)
@with_draft
def document_save(request: SignedIn, version: PlanVersion) -> HttpResponse:
    form = DocumentForm(request.POST, request.FILES, most=settings.EVIDENCE_MAX_BYTES)
    if not form.is_valid():
        return _document_page(request, version, form)
    documents.add(version=version, file=form.cleaned_data["file"], by=request.user, now=timezone.now())
    messages.success(request, _("The file was added."))
    return redirect("plans:plan", version.plan.code)


document = by_method(get=document_form, post=document_save)


@require_safe
@load_plan
@require(Permission.SEE_DESK)
def document_file(request: SignedIn, plan: Plan) -> Any:
    return documents.answer(latest(plan, request.user))
