"""A report's task list and history, its versions to read, and how a draft ends or begins anew."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.access import require
from accounts.permissions import Permission
from inventories import checks, history, part_requests, reports, sections
from inventories.enums import EventKind, SectionStatus, State
from inventories.forms.review import ReasonForm
from inventories.models import Event, Report, ReportVersion
from inventories.views import reading
from inventories.views.loading import (
    SignedInRequest,
    latest_version,
    load_report,
    may_read,
    with_draft,
    with_report,
)
from inventories.views.methods import by_method
from inventories.views.trail import around

CORRECTABLE = (State.ACCEPTED, State.RETURNED)


@require_safe
@load_report
@require(Permission.SEE_REPORT)
def report_tasks(request: SignedInRequest, report: Report) -> HttpResponse:
    version = latest_version(report)
    if not may_read(request.user, version):
        return underway(request, version)
    events = Event.objects.filter(version__report=report).select_related("by", "version").order_by("-pk")
    context = around(request, version)
    begun = {step.code for step in context["steps"] if version.is_draft and is_begun(step.section)}
    found = [each for each in checks.blocking(version) if each.section in begun] if begun else []
    errors = sum(each.is_error for each in found)
    unfinished = sections.unfinished(version)
    context |= {
        "events": events,
        "versions": report.versions.order_by("-number"),
        "begun": bool(begun),
        "unfinished": unfinished,
        "errors": errors,
        "open_warnings": len(found) - errors,
        "ready": not (found or unfinished),
        "waivers": version.waivers.select_related("by"),
        "correctable": version.state in CORRECTABLE,
        "returned": returned_event(version),
        "owed": part_requests.owed(version) if version.is_draft else (),
    }
    done = [step for step in context["steps"] if is_done(step.section)]
    return render(request, "inventories/tasks.html", {**context, "done": len(done)})


def underway(request: SignedInRequest, version: ReportVersion) -> HttpResponse:
    """That the government is working on a draft, and what was submitted before; nothing of the draft."""
    submitted = version.report.versions.exclude(state=State.DRAFT)
    context = {
        **around(request, version),
        "versions": submitted.order_by("-number"),
        "events": Event.objects.filter(version__in=submitted).select_related("by", "version").order_by("-pk"),
    }
    return render(request, "inventories/underway.html", context)


def is_begun(section: Any) -> bool:
    """Whether it was saved, or said not to apply: what was not begun is missing, not wrong."""
    return section is not None and section.status != SectionStatus.NOT_STARTED


def is_done(section: Any) -> bool:
    return section is not None and section.status in (SectionStatus.COMPLETE, SectionStatus.NOT_APPLICABLE)


def returned_event(version: ReportVersion) -> Event | None:
    """Why the version that this draft corrects came back, if it did."""
    if not version.is_draft or version.corrects is None or version.corrects.state != State.RETURNED:
        return None
    events = Event.objects.filter(version=version.corrects_id, kind=EventKind.RETURNED)
    return events.select_related("by").order_by("pk").last()


@require_safe
@load_report
@require(Permission.SEE_REPORT)
def report_read(request: SignedInRequest, report: Report, number: int) -> HttpResponse:
    version = with_report(
        report, get_object_or_404(report.versions.select_related("certified_by", "created_by"), number=number)
    )
    if not may_read(request.user, version):
        raise Http404
    context = {**around(request, version), **reading.context(version)}
    return render(request, "inventories/read.html", context)


@require_safe
@load_report
@require(Permission.EDIT_REPORT)
@with_draft
def report_discard_ask(request: SignedInRequest, version: ReportVersion) -> HttpResponse:
    context = {
        **around(request, version),
        "counts": {
            "rows": version.lines.count(),
            "indicators": version.indicators.count(),
            "evidence": version.evidence.count(),
        },
        "last": version.report.versions.count() == 1,
    }
    return render(request, "inventories/discard.html", context)


@require_POST
@load_report
@require(Permission.EDIT_REPORT)
@with_draft
def report_discard_do(request: SignedInRequest, version: ReportVersion) -> HttpResponse:
    government = version.report.government
    try:
        reports.discard(version=version, by=request.user)
    except history.Refused as error:
        messages.error(request, str(error))
        return redirect("inventories:report-tasks", version.report.reference)
    messages.success(
        request,
        _("The draft of the report for %(year)s was discarded.") % {"year": version.report.year},
    )
    return redirect("portal:government-desk", government.slug)


report_discard = by_method(get=report_discard_ask, post=report_discard_do)


def correct_page(request: SignedInRequest, report: Report, form: ReasonForm) -> HttpResponse:
    context = {**around(request, latest_version(report)), "form": form}
    return render(request, "inventories/correct.html", context, status=422 if form.is_bound else 200)


@require_safe
@load_report
@require(Permission.EDIT_REPORT)
def report_correct_form(request: SignedInRequest, report: Report) -> HttpResponse:
    if latest_version(report).state not in CORRECTABLE:
        messages.info(request, _("A version of this report is open: go on with that one."))
        return redirect("inventories:report-tasks", report.reference)
    return correct_page(request, report, ReasonForm())


@require_POST
@load_report
@require(Permission.EDIT_REPORT)
def report_correct_save(request: SignedInRequest, report: Report) -> HttpResponse:
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return correct_page(request, report, form)
    try:
        reports.correct(
            report=report,
            reason=form.cleaned_data["reason"],
            by=request.user,
            now=timezone.now(),
        )
    except history.Refused as error:
        messages.error(request, str(error))
    else:
        messages.success(
            request, _("A new draft holds everything the last version did. Change what is wrong.")
        )
    return redirect("inventories:report-tasks", report.reference)


report_correct = by_method(get=report_correct_form, post=report_correct_save)
