"""A file is brought to the draft of a report."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_POST, require_safe

from accounts.access import require
from accounts.models import Government
from accounts.permissions import Permission
from inventories import history, importers
from inventories.enums import SectionCode, UploadKind
from inventories.forms.uploads import BringForm
from inventories.importers.problems import Unreadable
from inventories.models import Report, ReportVersion, Upload
from inventories.uploads import arrival, readings
from inventories.views.loading import SignedInRequest, load_report, with_draft
from inventories.views.methods import by_method
from inventories.views.trail import around

RECENT = 10
"""So many uploads are listed."""


def page(request: SignedInRequest, version: ReportVersion, form: BringForm, **more: Any) -> HttpResponse:
    context = {
        **around(request, version, "upload"),
        "form": form,
        "recent": recent(Upload.objects.filter(version=version)),
        "instead": instead_of(request, version.government),
        **more,
    }
    return render(request, "inventories/uploads/report.html", context, status=422 if form.is_bound else 200)


def recent(uploads: Any) -> list[Upload]:
    return list(uploads.select_related("by").order_by("-pk")[:RECENT])


def instead_of(request: HttpRequest, government: Government) -> Upload | None:
    """The upload whose corrected file this is."""
    number = request.POST.get("instead", "") or request.GET.get("instead", "")
    if not (number.isascii() and number.isdigit() and len(number) < 12):
        return None
    return Upload.objects.filter(pk=int(number), government=government).first()


@require_safe
@load_report
@require(Permission.EDIT_REPORT)
@with_draft
def report_upload_form(request: SignedInRequest, version: ReportVersion) -> HttpResponse:
    section = request.GET.get("section", "")
    known = section if section == SectionCode.OPERATIONS else SectionCode.COMMUNITY.value
    return page(request, version, BringForm(initial={"section": known}))


@require_POST
@load_report
@require(Permission.EDIT_REPORT)
@with_draft
def report_upload_bring(request: SignedInRequest, version: ReportVersion) -> HttpResponse:
    form = BringForm(request.POST, request.FILES)
    if not form.is_valid():
        return page(request, version, form)
    file = form.cleaned_data["file"]
    try:
        upload = arrival.bring(
            kind=UploadKind.REPORT,
            file=file,
            name=file.name,
            government=version.government,
            version=version,
            answers={readings.SECTION: form.cleaned_data["section"]},
            instead=instead_of(request, version.government),
            by=request.user,
            now=timezone.now(),
            language=get_language() or "en",
        )
    except Unreadable as error:
        return page(request, version, form, problems=[error.problem])
    except history.Refused as error:
        form.add_error("file", str(error))
        return page(request, version, form)
    return redirect(upload)


report_upload = by_method(get=report_upload_form, post=report_upload_bring)


@require_safe
@load_report
@require(Permission.EDIT_REPORT)
def rows_template(request: SignedInRequest, report: Report) -> HttpResponse:
    section = request.GET.get("section", "")
    known = section if section == SectionCode.OPERATIONS else SectionCode.COMMUNITY.value
    text = importers.template(report.framework, get_language() or "en", section=known)
    return csv_file(text, f"{report.reference}.csv")


def csv_file(text: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(text, content_type="text/csv; charset=utf-8", headers=headers)
