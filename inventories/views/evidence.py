"""Evidence: files and links of a draft, and the files themselves."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.access import require
from accounts.permissions import Permission
from inventories import evidence, history, sections
from inventories.enums import SectionCode, SectionStatus
from inventories.forms.evidence import EvidenceForm
from inventories.models import Evidence, ReportVersion
from inventories.views.loading import SignedInRequest, load_evidence, load_report, may_read, with_draft
from inventories.views.methods import by_method
from inventories.views.sections import revision_of, section_of
from inventories.views.trail import around


def page(request: SignedInRequest, version: ReportVersion, form: EvidenceForm) -> HttpResponse:
    section = section_of(version, SectionCode.EVIDENCE)
    context = {
        **around(request, version, SectionCode.EVIDENCE),
        "section": section,
        "revision": section.revision,
        "complete": section.status == SectionStatus.COMPLETE,
        "can_be_passed_over": True,
        "form": form,
        "evidence": version.evidence.select_related("added_by"),
    }
    return render(request, "inventories/evidence.html", context, status=422 if form.is_bound else 200)


@require_safe
@load_report
@require(Permission.EDIT_REPORT)
@with_draft
def section_evidence_show(request: SignedInRequest, version: ReportVersion) -> HttpResponse:
    return page(request, version, EvidenceForm())


@require_POST
@load_report
@require(Permission.EDIT_REPORT)
@with_draft
def section_evidence_add(request: SignedInRequest, version: ReportVersion) -> HttpResponse:
    form = EvidenceForm(request.POST, request.FILES)
    if not form.is_valid():
        return page(request, version, form)
    try:
        added = evidence.add(version=version, **form.cleaned_data, by=request.user, now=timezone.now())
    except evidence.EvidenceRefused as error:
        form.add_error("link" if form.cleaned_data["link"] else "file", str(error))
        return page(request, version, form)
    except ValidationError as error:
        form.add_error(None, error.messages)
        return page(request, version, form)
    messages.success(request, _("Added: %(title)s") % {"title": added.title})
    return redirect("inventories:section-evidence", version.report.reference)


section_evidence = by_method(get=section_evidence_show, post=section_evidence_add)


@require_POST
@load_report
@require(Permission.EDIT_REPORT)
@with_draft
def evidence_status(request: SignedInRequest, version: ReportVersion) -> HttpResponse:
    """Say that the evidence is all there, or not yet, or that there is none to give."""
    details: dict[str, Any] = {
        "version": version,
        "revision": revision_of(request.POST),
        "by": request.user,
        "now": timezone.now(),
    }
    try:
        if request.POST.get("then") == "passed-over":
            sections.mark_not_applicable(code=SectionCode.EVIDENCE, **details)
        else:
            sections.mark_evidence(complete="complete" in request.POST, **details)
    except history.Refused as error:
        messages.error(request, str(error))
        return redirect("inventories:section-evidence", version.report.reference)
    messages.success(request, _("Saved: %(section)s.") % {"section": SectionCode.EVIDENCE.label})
    if request.POST.get("then") == "stay":
        return redirect("inventories:section-evidence", version.report.reference)
    if request.POST.get("then") == "next":
        return redirect("inventories:report-checks", version.report.reference)
    return redirect("inventories:report-tasks", version.report.reference)


@require_safe
@load_evidence
@require(Permission.SEE_REPORT)
def evidence_file(request: SignedInRequest, item: Evidence) -> HttpResponseBase:
    """The file, always to be saved and never to be shown: it may hold anything."""
    if not item.file or not may_read(request.user, item.version):
        raise Http404
    try:
        content = item.file.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    answer = FileResponse(
        content,
        as_attachment=True,
        filename=PurePath(str(item.file.name)).name,
        content_type="application/octet-stream",
    )
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer


@require_safe
@load_evidence
@require(Permission.EDIT_REPORT)
def evidence_remove_ask(request: SignedInRequest, item: Evidence) -> HttpResponse:
    context = {**around(request, item.version, SectionCode.EVIDENCE), "item": item}
    return render(request, "inventories/evidence_remove.html", context)


@require_POST
@load_evidence
@require(Permission.EDIT_REPORT)
def evidence_remove_do(request: SignedInRequest, item: Evidence) -> HttpResponse:
    reference = item.version.report.reference
    try:
        evidence.remove(evidence=item, by=request.user)
    except history.Refused as error:
        messages.error(request, str(error))
        return redirect("inventories:report-tasks", reference)
    messages.success(request, _("Removed: %(title)s") % {"title": item.title})
    return redirect("inventories:section-evidence", reference)


evidence_remove = by_method(get=evidence_remove_ask, post=evidence_remove_do)
