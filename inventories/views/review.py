"""The secretariat's review: a version beside the last accepted one, remarks, and the decision."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import prefetch_related_objects
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.access import require
from accounts.permissions import Permission
from inventories import checks, history
from inventories import review as domain
from inventories.enums import State
from inventories.forms.review import RemarkForm, ReturnForm
from inventories.models import Event, Report, ReportVersion
from inventories.views import beside
from inventories.views.findings import answered
from inventories.views.loading import (
    SignedInRequest,
    latest_version,
    load_report,
    may_read,
    with_version_in,
)
from inventories.views.methods import by_method
from inventories.views.trail import around
from pledges.models import AssessmentRequest, TargetVersion


def review_page(
    request: SignedInRequest, version: ReportVersion, remark_form: RemarkForm | None = None
) -> HttpResponse:
    prefetch_related_objects([version], "lines", "warning_answers", "waivers")
    found = answered(version, checks.run(version))
    context = {
        **around(request, version),
        **beside.context(version),
        "findings": found,
        "events": Event.objects.filter(version__report=version.report_id)
        .select_related("by", "version")
        .order_by("-pk"),
        "can_remark": version.state == State.IN_REVIEW,
        "remark_form": remark_form,
    }
    return render(request, "inventories/review.html", context, status=422 if remark_form else 200)


@require_safe
@load_report
@require(Permission.REVIEW_REPORT)
def review(request: SignedInRequest, report: Report) -> HttpResponse:
    version = latest_version(report)
    if not may_read(request.user, version):
        return redirect("inventories:report-tasks", report.reference)
    return review_page(request, version)


@require_POST
@load_report
@require(Permission.REVIEW_REPORT)
@with_version_in(State.SUBMITTED)
def review_take(request: SignedInRequest, version: ReportVersion) -> HttpResponse:
    try:
        domain.take(version=version, by=request.user, now=timezone.now())
    except history.Refused as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The report is in review now. The signatory has been told."))
    return redirect("inventories:review", version.report.reference)


@require_POST
@load_report
@require(Permission.REVIEW_REPORT)
@with_version_in(State.IN_REVIEW)
def review_remark(request: SignedInRequest, version: ReportVersion) -> HttpResponse:
    form = RemarkForm(request.POST)
    if not form.is_valid():
        return review_page(request, version, form)
    try:
        made = domain.remark(
            version=version,
            **form.cleaned_data,
            by=request.user,
            now=timezone.now(),
        )
    except history.Refused as error:
        form.add_error("text", str(error))
        return review_page(request, version, form)
    return redirect(f"{reverse('inventories:review', args=[version.report.reference])}#remark-{made.pk}")


def return_page(request: SignedInRequest, version: ReportVersion, form: ReturnForm) -> HttpResponse:
    context = {**around(request, version), "form": form}
    return render(request, "inventories/return.html", context, status=422 if form.is_bound else 200)


@require_safe
@load_report
@require(Permission.REVIEW_REPORT)
@with_version_in(State.IN_REVIEW)
def review_return_ask(request: SignedInRequest, version: ReportVersion) -> HttpResponse:
    return return_page(request, version, ReturnForm())


@require_POST
@load_report
@require(Permission.REVIEW_REPORT)
@with_version_in(State.IN_REVIEW)
def review_return_do(request: SignedInRequest, version: ReportVersion) -> HttpResponse:
    form = ReturnForm(request.POST)
    if not form.is_valid():
        return return_page(request, version, form)
    try:
        domain.give_back(version=version, note=form.cleaned_data["note"], by=request.user, now=timezone.now())
    except history.Refused as error:
        form.add_error("note", str(error))
        return return_page(request, version, form)
    messages.success(request, _("The report was returned. The signatory goes on in a new draft."))
    return redirect("inventories:report-tasks", version.report.reference)


review_return = by_method(get=review_return_ask, post=review_return_do)


def accept_page(request: SignedInRequest, version: ReportVersion, **more: Any) -> HttpResponse:
    in_force = TargetVersion.objects.in_force().filter(target__government=version.report.government_id)
    context = {
        **around(request, version),
        **beside.context(version),
        "targets": in_force.count(),
        **more,
    }
    return render(request, "inventories/accept.html", context, status=409 if more else 200)


@require_safe
@load_report
@require(Permission.REVIEW_REPORT)
@with_version_in(State.IN_REVIEW)
def review_accept_ask(request: SignedInRequest, version: ReportVersion) -> HttpResponse:
    return accept_page(request, version)


@require_POST
@load_report
@require(Permission.REVIEW_REPORT)
@with_version_in(State.IN_REVIEW)
def review_accept_do(request: SignedInRequest, version: ReportVersion) -> HttpResponse:
    try:
        domain.accept(version=version, by=request.user, now=timezone.now())
    except history.Refused as error:
        return accept_page(request, version, refused=str(error))
    return redirect("inventories:review-accepted", version.report.reference)


review_accept = by_method(get=review_accept_ask, post=review_accept_do)


@require_safe
@load_report
@require(Permission.REVIEW_REPORT)
def review_accepted(request: SignedInRequest, report: Report) -> HttpResponse:
    """What follows an acceptance: whether the verdicts are there yet."""
    waiting = AssessmentRequest.objects.open().filter(government=report.government_id).exists()
    context = {**around(request, latest_version(report)), "waiting": waiting}
    return render(request, "inventories/accepted.html", context)
