"""A version as files: the page that lists its formats, and each of them made at once."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, override
from django.views.decorators.http import require_safe

from accounts.access import require
from accounts.models import User
from accounts.permissions import Permission
from inventories.exports import formats, told
from inventories.exports.told import Format
from inventories.models import Report, ReportVersion
from inventories.views import former
from inventories.views.loading import SignedInRequest, load_report, may_read, with_report
from inventories.views.trail import around


@dataclass(frozen=True)
class Link:
    """A file to fetch; `language` is that of its words, empty where it has none of its own."""

    url: str
    language: str = ""
    label: str = ""


@dataclass(frozen=True)
class Offer:
    format: Format
    links: list[Link]


@require_safe
@load_report
@require(Permission.SEE_REPORT)
def report_downloads(request: SignedInRequest, report: Report) -> HttpResponse:
    """The formats of the newest version that the reader may read; who may read none is told to wait."""
    version = newest(request.user, report)
    if version is None:
        latest = with_report(report, report.versions.order_by("-number")[0])
        return render(request, "inventories/downloads_none.html", around(request, latest))
    return page(request, version)


@require_safe
@load_report
@require(Permission.SEE_REPORT)
def version_downloads(request: SignedInRequest, report: Report, number: int) -> HttpResponse:
    return page(request, numbered(request.user, report, number))


@require_safe
@load_report
@require(Permission.SEE_REPORT)
def report_download(request: SignedInRequest, report: Report, code: str) -> HttpResponse:
    version = newest(request.user, report)
    if version is None:
        raise Http404
    return file(request, version, code)


@require_safe
@load_report
@require(Permission.SEE_REPORT)
def version_download(request: SignedInRequest, report: Report, number: int, code: str) -> HttpResponse:
    return file(request, numbered(request.user, report, number), code)


def newest(user: User, report: Report) -> ReportVersion | None:
    """The version with the highest number that `user` may read."""
    versions = report.versions.select_related("certified_by", "corrects", "carries__report")
    for version in versions.order_by("-number"):
        if may_read(user, with_report(report, version)):
            return version
    return None


def numbered(user: User, report: Report, number: int) -> ReportVersion:
    versions = report.versions.select_related("certified_by", "corrects", "carries__report")
    version = with_report(report, get_object_or_404(versions, number=number))
    if not may_read(user, version):
        raise Http404
    return version


def page(request: SignedInRequest, version: ReportVersion) -> HttpResponse:
    report = version.report
    offers = [Offer(each, links_to(each, version)) for each in formats.for_desk(report.framework)]
    others = [each for each in report.versions.order_by("-number") if each.number != version.number]
    context = {
        **around(request, version),
        "offers": offers,
        "others": [each for each in others if may_read(request.user, with_report(report, each))],
    }
    return render(request, "inventories/downloads.html", context)


def links_to(kind: Format, version: ReportVersion) -> list[Link]:
    """One address a language, for a file with words of its own; the reader's language first."""
    address = ("inventories:version-download", [version.report.reference, version.number, kind.code])
    if not kind.in_languages:
        return [Link(reverse(address[0], args=address[1]))]
    found = []
    for language, _label in sorted(settings.LANGUAGES, key=lambda each: each[0] != get_language()):
        with override(language):
            found.append(Link(reverse(address[0], args=address[1]), language, LANGUAGES[language]))
    return found


LANGUAGES = {"en": "English", "zh-hans": "简体中文"}
"""Each by its own name, for whoever reads it."""


def file(request: SignedInRequest, version: ReportVersion, code: str) -> HttpResponse:
    """The file, in the language of the address."""
    kind = formats.of(code, version.report.framework)
    if kind is None:
        raise Http404
    language = get_language() or settings.LANGUAGE_CODE
    whole = told.in_full(version, former=former.of_earlier_year(version))
    whole = replace(whole, given_to=str(request.user), given_at=timezone.now())
    name = kind.name(whole.identity, language)
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Cache-Control": "private, no-store",
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(kind.file(whole, language), content_type=kind.media_type, headers=headers)
