"""The rows of one report from a file: whole or not at all."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.views.decorators.http import require_POST, require_safe

from accounts.access import require
from accounts.permissions import Permission
from inventories import importers, sections
from inventories.enums import SectionCode
from inventories.forms.lines import UploadForm
from inventories.models import Report, ReportVersion
from inventories.views.loading import SignedInRequest, load_report, with_draft
from inventories.views.methods import by_method
from inventories.views.sections import revision_of, section_of
from inventories.views.trail import around


def page(request: SignedInRequest, version: ReportVersion, form: UploadForm, **more: Any) -> HttpResponse:
    section = section_of(version, SectionCode.COMMUNITY)
    context = {
        **around(request, version, SectionCode.COMMUNITY),
        "section": section,
        "form": form,
        "held": version.lines.filter(section=SectionCode.COMMUNITY).count(),
        **more,
    }
    wrong = form.is_bound
    return render(request, "inventories/upload.html", context, status=422 if wrong else 200)


@require_safe
@load_report
@require(Permission.EDIT_REPORT)
@with_draft
def rows_upload_form(request: SignedInRequest, version: ReportVersion) -> HttpResponse:
    return page(request, version, UploadForm())


@require_POST
@load_report
@require(Permission.EDIT_REPORT)
@with_draft
def rows_upload_save(request: SignedInRequest, version: ReportVersion) -> HttpResponse:
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return page(request, version, form)
    report = version.report
    parsed = importers.read_lines(
        form.cleaned_data["file"],
        framework=report.framework,
        section=SectionCode.COMMUNITY,
        year=report.year,
        gwp_set=version.gwp_set,
    )
    if parsed.problems:
        return page(request, version, form, problems=parsed.problems)
    try:
        sections.upload_lines(
            version=version,
            revision=revision_of(request.POST),
            lines=parsed.lines,
            file_name=form.cleaned_data["file"].name,
            by=request.user,
            now=timezone.now(),
        )
    except sections.Conflict as error:
        return page(request, version, form, conflict=error)
    count = len(parsed.lines)
    messages.success(
        request,
        ngettext(
            "%(count)d row was read from the file and saved. Check it, then mark the section complete.",
            "%(count)d rows were read from the file and saved. Check them, then mark the section complete.",
            count,
        )
        % {"count": count},
    )
    return redirect("inventories:section-community", report.reference)


rows_upload = by_method(get=rows_upload_form, post=rows_upload_save)


@require_safe
@load_report
@require(Permission.EDIT_REPORT)
def rows_template(request: SignedInRequest, report: Report) -> HttpResponse:
    return csv_file(importers.template(report.framework, get_language() or "en"), f"{report.reference}.csv")


def csv_file(text: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(text, content_type="text/csv; charset=utf-8", headers=headers)
