"""Reports of several years from one file: a draft for each, or nothing at all."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_POST, require_safe

from accounts.access import require
from accounts.models import Government
from accounts.permissions import Permission
from inventories import frameworks, importers, reports, sections
from inventories.forms.history import HistoryForm
from inventories.models import Report
from inventories.views.loading import SignedInRequest, load_government
from inventories.views.methods import by_method
from inventories.views.upload import csv_file


def page(request: SignedInRequest, government: Government, form: HistoryForm, **more: Any) -> HttpResponse:
    context = {"government": government, "form": form, "frameworks": known_frameworks(), **more}
    return render(request, "inventories/history.html", context, status=422 if form.is_bound else 200)


def known_frameworks() -> list[frameworks.Framework]:
    return [frameworks.get(code) for code, _label in frameworks.choices()]


def last_framework(government: Government) -> str:
    last = Report.objects.filter(government=government).order_by("-created_at").first()
    return last.framework if last else frameworks.choices()[0][0]


@require_safe
@load_government
@require(Permission.EDIT_REPORT)
def history_upload_form(request: SignedInRequest, government: Government) -> HttpResponse:
    if "made" in request.GET:
        references = [each for each in request.GET.getlist("made") if "\0" not in each]
        made = Report.objects.filter(government=government, reference__in=references)
        context = {"government": government, "made": made.order_by("year")}
        return render(request, "inventories/history_made.html", context)
    return page(request, government, HistoryForm(initial={"framework": last_framework(government)}))


@require_POST
@load_government
@require(Permission.EDIT_REPORT)
def history_upload_save(request: SignedInRequest, government: Government) -> HttpResponse:
    form = HistoryForm(request.POST, request.FILES)
    if not form.is_valid():
        return page(request, government, form)
    framework = form.cleaned_data["framework"]
    parsed = importers.read_history(
        form.cleaned_data["file"], framework=framework, gwp_set=form.cleaned_data["gwp_set"]
    )
    if parsed.problems:
        return page(request, government, form, problems=parsed.problems)
    try:
        made = reports.begin_many(
            government=government,
            framework=framework,
            years=parsed.years,
            about=form.about(),
            by=request.user,
            now=timezone.now(),
        )
    except (reports.ReportExists, reports.WrongPeriod, sections.InvalidLines) as error:
        form.add_error("file", str(error))
        return page(request, government, form)
    except ValidationError as error:
        form.add_error(None, error.messages)
        return page(request, government, form)
    references = QueryDict(mutable=True)
    references.setlist("made", [version.report.reference for version in made])
    return redirect(
        f"{reverse('inventories:history-upload', args=[government.slug])}?{references.urlencode()}"
    )


history_upload = by_method(get=history_upload_form, post=history_upload_save)


@require_safe
@load_government
@require(Permission.EDIT_REPORT)
def history_template(request: SignedInRequest, government: Government) -> HttpResponse:
    code = request.GET.get("framework", "")
    known = code if code in dict(frameworks.choices()) else last_framework(government)
    text = importers.template(known, get_language() or "en", with_year=True)
    return csv_file(text, f"{government.slug}-{known}.csv")
