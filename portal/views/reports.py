"""Accepted reports, as far as their government publishes them."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.models import Government
from inventories import frameworks, indicators
from inventories.checks import explained
from inventories.enums import Publication, State
from inventories.exports import formats
from inventories.exports.told import Format
from inventories.figures import tables
from inventories.models import ReportVersion
from portal import downloads, openness, published, switches
from portal.openness import Openness


@require_safe
def report(request: HttpRequest, reference: str) -> HttpResponse:
    """The accepted version; where a report has none (any more), it is not public."""
    versions = published.versions_of(reference)
    return _page(request, versions, current(versions))


@require_safe
def report_version(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    versions = published.versions_of(reference)
    return _page(request, versions, numbered(versions, number))


def current(versions: list[ReportVersion]) -> ReportVersion:
    """The accepted version. Raises Http404."""
    return _found(next((each for each in versions if each.state == State.ACCEPTED), None))


def numbered(versions: list[ReportVersion], number: int) -> ReportVersion:
    """Raises Http404."""
    return _found(next((each for each in versions if each.number == number), None))


def _found(version: ReportVersion | None) -> ReportVersion:
    if version is None:
        raise Http404
    return version


def _page(request: HttpRequest, versions: list[ReportVersion], version: ReportVersion) -> HttpResponse:
    government = Government.objects.with_names().get(pk=version.report.government_id)
    opened = openness.of(versions)
    publication = opened.publication(version)
    context = {
        "version": version,
        "government": government,
        "framework": frameworks.get(version.report.framework),
        "versions": versions,
        "newer": next((each for each in versions if each.number > version.number), None),
        "publication": publication,
        **_inventory(request, version, opened),
        "events": published.events_of(version),
        "waivers": [(each, explained.of(each.check_code)) for each in version.waivers.all()],
        "corrected": next((each for each in versions if each.pk == version.corrects_id), None),
        "formats": _formats(version, opened),
        "trail": [
            (_("Promises"), reverse("portal:home")),
            (government.name, government.get_absolute_url()),
        ],
    }
    return render(request, "portal/report.html", context)


def _formats(version: ReportVersion, opened: Openness) -> list[tuple[Format, int | None]]:
    """What can be downloaded; nothing where the verdict alone is published."""
    if opened.publication(version) == Publication.VERDICT:
        return []
    kinds = formats.for_everyone(version.report.framework)
    return downloads.offered(version, opened, kinds, get_language() or "en")


def _inventory(request: HttpRequest, version: ReportVersion, opened: Openness) -> dict[str, Any]:
    """Rows, sums, what stands beside them, and evidence, as far as they are published."""
    source = opened.source(version)
    is_full = opened.is_full(version)
    switch = switches.of(source, request.GET.get("gwp", "").strip())
    values = list(version.indicators.select_related("measure")) if is_full else []
    withheld = opened.withheld_sums(version)
    return {
        "switch": switch,
        "sections": published.sections(version, opened, published.working_of(version, opened), switch.shown),
        "ratios": [] if switch.shown else tables.ratios(version, source.sums, values, withheld),
        **indicators.told(values),
        "evidence": published.evidence_of(version, opened),
        "keeps": opened.keeps(version),
    }
