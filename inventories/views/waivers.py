"""The secretariat waives a finding of the checks, in a draft without seeing what it holds."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.access import require
from accounts.permissions import Permission
from inventories import history, waivers
from inventories.checks import explained
from inventories.enums import State
from inventories.forms.review import WaiverForm
from inventories.models import Report, ReportVersion
from inventories.views.loading import SignedInRequest, latest_version, load_report, with_version_in
from inventories.views.methods import by_method
from inventories.views.trail import around


def waivers_page(request: SignedInRequest, version: ReportVersion, form: WaiverForm) -> HttpResponse:
    context = {
        **around(request, version),
        "form": form,
        "given": [(each, explained.of(each.check_code)) for each in version.waivers.select_related("by")],
        "open": version.state in (State.DRAFT, State.IN_REVIEW),
    }
    return render(request, "inventories/waivers.html", context, status=422 if form.is_bound else 200)


@require_safe
@load_report
@require(Permission.REVIEW_REPORT)
def waivers_show(request: SignedInRequest, report: Report) -> HttpResponse:
    asked = {name: request.GET.get(name, "") for name in ("code", "section", "row")}
    return waivers_page(request, latest_version(report), WaiverForm(initial=asked))


@require_POST
@load_report
@require(Permission.REVIEW_REPORT)
@with_version_in(State.DRAFT, State.IN_REVIEW)
def waivers_give(request: SignedInRequest, version: ReportVersion) -> HttpResponse:
    form = WaiverForm(request.POST)
    if not form.is_valid():
        return waivers_page(request, version, form)
    try:
        waivers.waive(
            version=version,
            **form.cleaned_data,
            language=get_language() or "en",
            by=request.user,
            now=timezone.now(),
        )
    except history.Refused as error:
        form.add_error(None, str(error))
        return waivers_page(request, version, form)
    messages.success(request, _("The finding was waived. The signatory has been told."))
    return redirect(reverse("inventories:report-waivers", args=[version.report.reference]))


report_waivers = by_method(get=waivers_show, post=waivers_give)
