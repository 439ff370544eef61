"""Accepted reports as files, telling what their pages tell."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.cache import patch_cache_control
from django.utils.http import http_date, parse_etags
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from inventories.enums import Publication
from inventories.exports import formats
from inventories.exports.told import Format, identity_of
from inventories.models import ReportVersion
from portal import downloads, openness, published
from portal.openness import Openness
from portal.views.reports import current, numbered


@require_safe
def report_download(request: HttpRequest, reference: str, code: str) -> HttpResponse:
    """The accepted version as a file."""
    versions = published.versions_of(reference)
    return _file(request, versions, current(versions), code)


@require_safe
def report_version_download(request: HttpRequest, reference: str, number: int, code: str) -> HttpResponse:
    versions = published.versions_of(reference)
    return _file(request, versions, numbered(versions, number), code)


def answer(
    request: HttpRequest, version: ReportVersion, opened: Openness, kind: Format, language: str
) -> HttpResponse:
    """The file, or 304 where the reader has it."""
    tag = downloads.etag(version, opened, kind, language)
    if tag in parse_etags(request.headers.get("If-None-Match", "")):
        return _dated(HttpResponseNotModified(), version, tag)
    content = kind.file(downloads.told(version, opened), language)
    downloads.note_size(tag, len(content))
    response = HttpResponse(content, content_type=kind.media_type)
    response["Content-Disposition"] = f'attachment; filename="{kind.name(identity_of(version), language)}"'
    return _dated(response, version, tag)


def _file(
    request: HttpRequest, versions: list[ReportVersion], version: ReportVersion, code: str
) -> HttpResponse:
    opened = openness.of(versions)
    kinds = {each.code: each for each in formats.for_everyone(version.report.framework)}
    if code not in kinds or opened.publication(version) == Publication.VERDICT:
        raise Http404
    return answer(request, version, opened, kinds[code], get_language() or "en")


def _dated(response: HttpResponse, version: ReportVersion, tag: str) -> HttpResponse:
    """A later version may hide something in this one: it is asked after each time."""
    response["ETag"] = tag
    if version.submitted_at:
        response["Last-Modified"] = http_date(version.submitted_at.timestamp())
    patch_cache_control(response, no_cache=True, public=True)
    return response
