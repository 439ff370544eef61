"""A file of several years is brought to a government's desk."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_POST, require_safe

from accounts.access import require
from accounts.models import Government
from accounts.permissions import Permission
from inventories import frameworks, history, importers
from inventories.enums import UploadKind
from inventories.forms.uploads import HistoryForm
from inventories.importers.problems import Unreadable
from inventories.models import Report, Upload
from inventories.uploads import arrival, readings
from inventories.views.loading import SignedInRequest, load_government
from inventories.views.methods import by_method
from inventories.views.upload import csv_file, instead_of, recent


def page(request: SignedInRequest, government: Government, form: HistoryForm, **more: Any) -> HttpResponse:
    context = {
        "government": government,
        "form": form,
        "frameworks": known_frameworks(),
        "recent": recent(Upload.objects.filter(government=government)),
        "instead": instead_of(request, government),
        **more,
    }
    return render(request, "inventories/uploads/history.html", context, status=422 if form.is_bound else 200)


def known_frameworks() -> list[frameworks.Framework]:
    return [frameworks.get(code) for code, _label in frameworks.choices()]


def last_framework(government: Government) -> str:
    last = Report.objects.filter(government=government).order_by("-created_at").first()
    return last.framework if last else frameworks.choices()[0][0]


@require_safe
@load_government
@require(Permission.EDIT_REPORT)
def history_upload_form(request: SignedInRequest, government: Government) -> HttpResponse:
    return page(request, government, HistoryForm(initial={"framework": last_framework(government)}))


@require_POST
@load_government
@require(Permission.EDIT_REPORT)
def history_upload_bring(request: SignedInRequest, government: Government) -> HttpResponse:
    form = HistoryForm(request.POST, request.FILES)
    if not form.is_valid():
        return page(request, government, form)
    file = form.cleaned_data["file"]
    try:
        upload = arrival.bring(
            kind=UploadKind.HISTORY,
            file=file,
            name=file.name,
            government=government,
            answers={
                readings.SECTION: form.cleaned_data["section"],
                readings.FRAMEWORK: form.cleaned_data["framework"],
                readings.ABOUT: form.about(),
            },
            instead=instead_of(request, government),
            by=request.user,
            now=timezone.now(),
            language=get_language() or "en",
        )
    except Unreadable as error:
        return page(request, government, form, problems=[error.problem])
    except history.Refused as error:
        form.add_error("file", str(error))
        return page(request, government, form)
    return redirect(upload)


history_upload = by_method(get=history_upload_form, post=history_upload_bring)


@require_safe
@load_government
@require(Permission.EDIT_REPORT)
def history_template(request: SignedInRequest, government: Government) -> HttpResponse:
    code = request.GET.get("framework", "")
    known = code if code in dict(frameworks.choices()) else last_framework(government)
    text = importers.template(known, get_language() or "en", with_year=True)
    return csv_file(text, f"{government.slug}-{known}.csv")
