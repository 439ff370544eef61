"""Accepted reports, as far as their government publishes them."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.models import Government
from inventories import frameworks, indicators
from inventories.checks import explained
from inventories.enums import Publication, State
from inventories.models import ReportVersion
from portal import published


@require_safe
def report(request: HttpRequest, reference: str) -> HttpResponse:
    """The accepted version; where a report has none (any more), it is not public."""
    versions = published.versions_of(reference)
    return _page(request, versions, next((each for each in versions if each.state == State.ACCEPTED), None))


@require_safe
def report_version(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    versions = published.versions_of(reference)
    return _page(request, versions, next((each for each in versions if each.number == number), None))


def _page(request: HttpRequest, versions: list[ReportVersion], version: ReportVersion | None) -> HttpResponse:
    if version is None:
        raise Http404
    government = Government.objects.with_names().get(pk=version.report.government_id)
    publication = published.publication_of(version, versions)
    is_full = publication == Publication.FULL
    context = {
        "version": version,
        "government": government,
        "framework": frameworks.get(version.report.framework),
        "versions": versions,
        "newer": next((each for each in versions if each.number > version.number), None),
        "publication": publication,
        "sections": published.sections(version, versions),
        "indicators": indicators.in_order(version.indicators.select_related("measure")) if is_full else [],
        "evidence": version.evidence.exclude(link="") if is_full else [],
        "events": published.events_of(version),
        "waivers": [(each, explained.of(each.check_code)) for each in version.waivers.all()],
        "trail": [
            (_("Promises"), reverse("portal:home")),
            (government.name, government.get_absolute_url()),
        ],
    }
    return render(request, "portal/report.html", context)
