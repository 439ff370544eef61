"""Checks, certifying and submitting, and the receipt."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import prefetch_related_objects
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from accounts.access import require
from accounts.enums import Role
from accounts.models import Membership
from accounts.permissions import Permission
from inventories import checks, history, reports, sections
from inventories.models import Report, ReportVersion
from inventories.views import reading
from inventories.views.findings import Answered, answered, answers_typed
from inventories.views.loading import SignedInRequest, latest_version, load_report, with_draft
from inventories.views.methods import by_method
from inventories.views.trail import around


def checks_page(request: SignedInRequest, version: ReportVersion, found: list[Answered]) -> HttpResponse:
    context = {
        **around(request, version, "checks"),
        "here_label": _("Checks"),
        "errors": [each for each in found if each.finding.is_error and not each.waiver],
        "warnings": [each for each in found if not each.finding.is_error and not each.waiver],
        "waived": [each for each in found if each.waiver],
    }
    return render(request, "inventories/checks.html", context)


@require_safe
@load_report
@require(Permission.EDIT_REPORT)
@with_draft
def report_checks_show(request: SignedInRequest, version: ReportVersion) -> HttpResponse:
    return checks_page(request, version, answered(version, checks.run(version)))


@require_POST
@load_report
@require(Permission.EDIT_REPORT)
@with_draft
def report_checks_answer(request: SignedInRequest, version: ReportVersion) -> HttpResponse:
    """Keep the answers to warnings that were changed: all of them, or none."""
    typed = answers_typed(answered(version, checks.run(version)), request.POST)
    texts = {finding.key: text for finding, text in typed}
    try:
        checks.answer_all(version=version, texts=texts, by=request.user, now=timezone.now())
    except history.Refused as error:
        messages.error(request, str(error))
    else:
        count = len(typed)
        messages.success(
            request,
            ngettext("%(count)d answer was saved.", "%(count)d answers were saved.", count)
            % {"count": count},
        )
    return redirect("inventories:report-checks", version.report.reference)


report_checks = by_method(get=report_checks_show, post=report_checks_answer)


def submit_page(request: SignedInRequest, version: ReportVersion, **more: Any) -> HttpResponse:
    prefetch_related_objects([version], "lines", "warning_answers", "waivers")
    context = {
        **around(request, version, "submit"),
        **reading.context(version),
        "here_label": _("Certify and submit"),
        "unfinished": sections.unfinished(version),
        "blocking": checks.blocking(version),
        "certifiers": certifiers(version),
        **more,
    }
    return render(request, "inventories/submit.html", context, status=422 if more else 200)


def certifiers(version: ReportVersion) -> list[Membership]:
    """Who can sign now."""
    current = Membership.objects.current().filter(government=version.government, role=Role.CERTIFIER)
    return list(current.filter(user__is_active=True).select_related("user"))


@require_safe
@load_report
@require(Permission.EDIT_REPORT)
@with_draft
def report_submit_show(request: SignedInRequest, version: ReportVersion) -> HttpResponse:
    return submit_page(request, version)


@require_POST
@load_report
@require(Permission.SUBMIT_REPORT)
@with_draft
def report_submit_sign(request: SignedInRequest, version: ReportVersion) -> HttpResponse:
    if request.POST.get("declaration") != "yes":
        return submit_page(request, version, unsigned=True)
    try:
        reports.submit(version=version, by=request.user, now=timezone.now())
    except history.WrongState as error:
        if error.version.certified_by_id != request.user.pk:
            return submit_page(request, version, refused=str(error))
        # The second of two clicks: the first has signed it.
    except history.Refused as error:
        return submit_page(request, version, refused=str(error))
    return redirect("inventories:report-receipt", version.report.reference)


report_submit = by_method(get=report_submit_show, post=report_submit_sign)


@require_safe
@load_report
@require(Permission.SEE_REPORT)
def report_receipt(request: SignedInRequest, report: Report) -> HttpResponse:
    version = latest_version(report)
    if version.submitted_at is None:
        return redirect(reverse("inventories:report-tasks", args=[report.reference]))
    return render(request, "inventories/receipt.html", around(request, version))
