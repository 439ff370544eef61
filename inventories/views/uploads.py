"""A file that was brought: what is to be done about it, whatever its kind and its state."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.permissions import Permission, knows, may
from inventories import history
from inventories.enums import UploadKind, UploadState
from inventories.forms.uploads import ConfirmForm, QuestionsForm
from inventories.importers import faults_workbook
from inventories.models import Upload
from inventories.uploads import deciding, remembering, undoing, working
from inventories.uploads.aims import IN_PLACE, YEARS
from inventories.uploads.kinds import asked_answers, kind_of
from inventories.uploads.of_government import BY
from inventories.views import upload_shown
from inventories.views.loading import SignedInRequest, View
from inventories.views.trail import around

NEEDED = {
    UploadKind.REPORT: Permission.EDIT_REPORT,
    UploadKind.HISTORY: Permission.EDIT_REPORT,
    UploadKind.PUBLIC: Permission.REVIEW_REPORT,
}
"""What whoever goes on with an upload must be allowed to do, at the government or in the network."""


DONE = {
    UploadKind.REPORT: "inventories/uploads/done.html",
    UploadKind.HISTORY: "inventories/uploads/done.html",
    UploadKind.PUBLIC: "inventories/public/done.html",
}
"""The part of the page that tells what was written."""


def load_upload(view: Callable[..., HttpResponse]) -> View:
    """Give the view the upload of the address, for those who may; a colleague may go on with it."""

    @login_required
    @wraps(view)
    def loaded(request: HttpRequest, pk: int, *args: Any, **kwargs: Any) -> HttpResponseBase:
        upload = get_object_or_404(_uploads(), pk=pk)
        place = upload.government or upload.network
        if not knows(request.user, place):
            raise Http404
        if not may(request.user, NEEDED[UploadKind(upload.kind)], place):
            raise PermissionDenied
        return view(request, upload, *args, **kwargs)

    return loaded


def _uploads() -> QuerySet[Upload]:
    known = ("government", "network", "version__report__government", "by")
    return Upload.objects.select_related(*known).prefetch_related(
        "government__names", "version__report__government__names"
    )


def page(request: SignedInRequest, upload: Upload, *, form: QuestionsForm | None = None) -> HttpResponse:
    context: dict[str, Any] = {"upload": upload, "back": way_back(upload), "is_open": upload.is_open}
    if upload.version and upload.kind == UploadKind.REPORT:
        context |= around(request, upload.version, "upload")
    context |= _of_state(upload, form)
    return render(request, "inventories/uploads/upload.html", context, status=422 if form else 200)


def _of_state(upload: Upload, form: QuestionsForm | None) -> dict[str, Any]:
    """What the page shows in the state that the upload is in."""
    recalled = remembering.recalled(upload)
    if upload.state in (UploadState.WAITING, UploadState.CONFIRMED):
        return {"progress": working.progress_of(upload)}
    if upload.state == UploadState.ASKING:
        known = recalled.answers if recalled else {}
        asked = form or QuestionsForm(None, questions=upload.preview["questions"], known=known)
        return {"form": asked, "recalled": recalled}
    if upload.state == UploadState.FAULTY:
        return {"problems": upload.preview["problems"]}
    if upload.state == UploadState.READY:
        return {
            "preview_template": kind_of(upload).template,
            "shown": upload_shown.shown(upload) if upload.kind != UploadKind.PUBLIC else None,
            "seen": deciding.digest_of(upload),
            "recalled": recalled,
            "was_asked": bool(asked_answers(upload)),
        }
    return {
        "done_template": DONE[UploadKind(upload.kind)],
        "can_undo": undoing.can_undo(upload),
        "written": upload_shown.written(upload),
    }


def way_back(upload: Upload) -> str:
    """Where the file was brought, and a corrected one can be."""
    if upload.kind == UploadKind.REPORT and upload.version:
        return reverse("inventories:report-upload", args=[upload.version.report.reference])
    if upload.government:
        return reverse("inventories:history-upload", args=[upload.government.slug])
    return reverse("inventories:public-figures", args=[upload.network.slug]) if upload.network else ""


@require_safe
@load_upload
def upload(request: SignedInRequest, upload: Upload) -> HttpResponse:
    return page(request, upload)


@require_POST
@load_upload
def upload_answer(request: SignedInRequest, upload: Upload) -> HttpResponse:
    if upload.state != UploadState.ASKING:
        return redirect(upload)
    form = QuestionsForm(request.POST, questions=upload.preview["questions"], known={})
    if not form.is_valid():
        return page(request, upload, form=form)
    return _decided(request, upload, lambda: deciding.answer(upload=upload, answers=form.answers))


@require_POST
@load_upload
def upload_ask_again(request: SignedInRequest, upload: Upload) -> HttpResponse:
    return _decided(request, upload, lambda: deciding.ask_again(upload=upload))


@require_POST
@load_upload
def upload_again(request: SignedInRequest, upload: Upload) -> HttpResponse:
    return _decided(request, upload, lambda: deciding.try_again(upload=upload))


@require_POST
@load_upload
def upload_confirm(request: SignedInRequest, upload: Upload) -> HttpResponse:
    """Have it taken over; a second click finds that it was."""
    years = [each["year"] for each in upload.preview.get("years", []) if each["deed"] != "leave"]
    form = ConfirmForm(request.POST, years=years)
    if not form.is_valid():
        messages.error(request, working.changed())
        return redirect(upload)
    choices: dict[str, Any] = {BY: request.user.pk, IN_PLACE: form.cleaned_data["in_place"] == "yes"}
    if upload.kind == UploadKind.REPORT:
        choices[YEARS] = years
    elif upload.kind == UploadKind.HISTORY:
        choices[YEARS] = form.cleaned_data["years"]
        if not choices[YEARS]:
            messages.error(request, _("Nothing was chosen: tick at least one year."))
            return redirect(upload)
    seen, now = form.cleaned_data["seen"], timezone.now()
    return _decided(
        request,
        upload,
        lambda: deciding.confirm(upload=upload, seen=seen, choices=choices, by=request.user, now=now),
    )


@require_POST
@load_upload
def upload_drop(request: SignedInRequest, upload: Upload) -> HttpResponse:
    try:
        deciding.drop(upload=upload, now=timezone.now())
    except history.Refused as refusal:
        messages.error(request, str(refusal))
        return redirect(upload)
    messages.success(request, _("The file was dropped. Nothing of it was written."))
    return redirect(way_back(upload))


@require_POST
@load_upload
def upload_undo(request: SignedInRequest, upload: Upload) -> HttpResponse:
    try:
        undoing.undo(upload=upload, by=request.user, now=timezone.now())
    except history.Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("What stood there before is back."))
    if upload.version_id or Upload.objects.filter(pk=upload.pk).exists():
        return redirect(upload)
    return redirect("portal:government-desk", upload.government.slug)  # type: ignore[union-attr]


@require_safe
@load_upload
def upload_faults(request: SignedInRequest, upload: Upload) -> HttpResponse:
    """What is wrong in the file, as a workbook."""
    if upload.state != UploadState.FAULTY:
        raise Http404
    problems = upload_shown.problems(upload)
    headers = {"Content-Disposition": f'attachment; filename="faults-{upload.pk}.xlsx"'}
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    content = faults_workbook.workbook(problems)
    return HttpResponse(content, content_type=kind, headers=headers)


def _decided(request: SignedInRequest, upload: Upload, deed: Callable[[], object]) -> HttpResponse:
    """Do what was decided, and go on with the file at once if it is small."""
    try:
        deed()
    except history.Refused as refusal:
        messages.error(request, str(refusal))
        return redirect(upload)
    working.go_on(upload=upload, now=timezone.now())
    return redirect(upload)
