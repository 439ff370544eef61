"""What is typed into a section and not saved: a script sends it in now and then; its author drops it."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from accounts.access import require
from accounts.permissions import Permission
from inventories import history, unsaved
from inventories.forms.merging import filled
from inventories.models import Report, ReportVersion
from inventories.views.loading import SignedInRequest, latest_version, load_report, with_draft
from inventories.views.sections import PAGES, Page, keep_unsaved, revision_of


def page_of(section: str) -> Page:
    """Raises Http404 for a section that has no form."""
    if section not in PAGES:
        raise Http404
    return PAGES[section]


@never_cache
@require_POST
@load_report
@require(Permission.EDIT_REPORT)
def section_unsaved(request: SignedInRequest, report: Report, section: str) -> HttpResponse:
    """Keep the fields that were sent over those kept before, with the revision that the first were typed at.

    A page sends what was touched on it alone, so that a second window loses nothing that the first kept.
    Answers a script: 409 where the draft has ended, 413 where it is more than a form holds.
    """
    page, version = page_of(section), latest_version(report)
    before = unsaved.of(report=report, section=section, by=request.user)
    sent_fields: dict[str, str] = request.POST.dict()
    typed = page.form(version, request.POST)
    fields = {name: typed.typed(name) for name in typed.fields if name in request.POST}
    opened = {name: value for name, value in sent_fields.items() if name.startswith("was-")}
    sent = filled(page.form(version, None), {**opened, **(before.typed if before else {}), **fields})
    revisions = [revision_of(request.POST), *([before.revision] if before else [])]
    sent["revision"] = str(min(revisions))
    if "complete" in request.POST:
        sent["complete"] = "yes"
    try:
        kept = keep_unsaved(request, version, page, page.form(version, sent))
    except history.WrongState as error:
        return JsonResponse({"error": str(error)}, status=409)
    except unsaved.TooMuch as error:
        return JsonResponse({"error": str(error)}, status=413)
    return JsonResponse({"kept": bool(kept)})


@require_POST
@load_report
@require(Permission.EDIT_REPORT)
@with_draft
def section_unsaved_discard(request: SignedInRequest, version: ReportVersion, section: str) -> HttpResponse:
    page_of(section)
    unsaved.forget(report=version.report, section=section, by=request.user)
    messages.success(request, _("What was not saved is dropped. Below is what is saved."))
    return redirect(f"inventories:section-{section}", version.report.reference)
