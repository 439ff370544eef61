"""A report as another framework has it: what is carried over, what stands together, what is lost."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import require
from accounts.permissions import Permission
from inventories import lines, shown_as
from inventories.enums import SectionCode
from inventories.models import Report
from inventories.views.loading import SignedInRequest, latest_version, load_report, may_read
from inventories.views.trail import around


@require_safe
@load_report
@require(Permission.SEE_REPORT)
def report_shown_as(request: SignedInRequest, report: Report, framework: str) -> HttpResponse:
    """The latest version that the reader may read, in the other framework; 404 where there is none."""
    version = latest_version(report)
    if shown_as.OTHER.get(report.framework) != framework or not may_read(request.user, version):
        raise Http404
    found = shown_as.shown(
        lines.of_version(version, SectionCode.COMMUNITY),
        framework=report.framework,
        gwp_set=version.gwp_set,
    )
    return render(request, "inventories/shown_as.html", {**around(request, version), "shown": found})
