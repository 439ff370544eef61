"""What a correction changed: for everyone once it is accepted, and for desks before."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.access import require
from accounts.models import Government
from accounts.permissions import Permission
from inventories.models import Report
from inventories.views.loading import SignedInRequest, load_report, may_read
from portal import changes, openness, published
from portal.views.reports import numbered


@require_safe
def report_changes(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    versions = published.versions_of(reference)
    version = numbered(versions, number)
    before = changes.corrected(version, versions)
    if before is None:
        raise Http404
    government = Government.objects.with_names().get(pk=version.report.government_id)
    context = {
        "version": version,
        "report": version.report,
        "government": government,
        "changes": changes.public(version, before, openness.of(versions)),
        "moved": changes.moved(version, seen_by_all=timezone.localdate()),
        "everyone": True,
        "trail": [
            (_("Promises"), reverse("portal:home")),
            (government.name, government.get_absolute_url()),
            (version.report.reference, version.get_absolute_url()),
        ],
    }
    return render(request, "portal/changes.html", context)


@require_safe
@load_report
@require(Permission.SEE_REPORT)
def desk_changes(request: SignedInRequest, report: Report, number: int) -> HttpResponse:
    """Everything that changed, and every verdict, whether everyone sees it yet or not."""
    versions = report.versions.select_related("corrects", "report__government")
    version = get_object_or_404(versions, number=number)
    if not may_read(request.user, version) or version.corrects is None:
        raise Http404
    government = report.government
    read = reverse("inventories:report-read", args=[report.reference, version.number])
    context = {
        "version": version,
        "report": report,
        "government": government,
        "changes": changes.in_full(version, version.corrects),
        "moved": changes.moved(version) if version.is_public else None,
        "everyone": False,
        "trail": [
            (government.name, reverse("portal:government-desk", args=[government.slug])),
            (report.reference, reverse("inventories:report-tasks", args=[report.reference])),
            (_("Version %(number)s") % {"number": version.number}, read),
        ],
    }
    return render(request, "portal/changes.html", context)
