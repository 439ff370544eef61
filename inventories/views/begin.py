"""Start a report."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.access import require
from accounts.models import Government
from accounts.permissions import Permission
from inventories import carrying, frameworks, reports
from inventories.forms.begin import BeginForm
from inventories.models import Report
from inventories.views.loading import SignedInRequest, load_government
from inventories.views.methods import by_method


def begin_form(government: Government, data: Any = None, *, year: str = "") -> BeginForm:
    """The form, with `year` or the one after the last report's, and the last framework, proposed."""
    today = timezone.localdate()
    last = Report.objects.filter(government=government).order_by("-year").first()
    following = min(last.year + 1, today.year - 1) if last else today.year - 1
    framework = last.framework if last else frameworks.choices()[0][0]
    submitted = carrying.offered(government)
    alike = next((each.pk for each in submitted if each.report.framework == framework), "")
    initial = {
        "year": year if year.isdecimal() else following,
        "framework": framework,
        "carries": alike,
    }
    return BeginForm(data, frameworks=frameworks.choices(), carries=submitted, today=today, initial=initial)


def page(request: SignedInRequest, government: Government, form: BeginForm, **more: Any) -> HttpResponse:
    known = [frameworks.get(code) for code, _label in frameworks.choices()]
    context = {"government": government, "form": form, "frameworks": known, **more}
    return render(request, "inventories/begin.html", context, status=422 if form.errors else 200)


@require_safe
@load_government
@require(Permission.EDIT_REPORT)
def report_begin_form(request: SignedInRequest, government: Government) -> HttpResponse:
    return page(request, government, begin_form(government, year=request.GET.get("year", "")))


@require_POST
@load_government
@require(Permission.EDIT_REPORT)
def report_begin_save(request: SignedInRequest, government: Government) -> HttpResponse:
    form = begin_form(government, request.POST)
    if not form.is_valid():
        return page(request, government, form)
    names = ("year", "period_start", "period_end", "framework", "carries")
    values = {name: form.cleaned_data[name] for name in names}
    try:
        version = reports.begin(government=government, **values, by=request.user, now=timezone.now())
    except reports.ReportExists as error:
        form.add_error("year", str(error))
        return page(request, government, form, existing=error.report)
    except reports.WrongPeriod as error:
        form.add_error("period_end", str(error))
        return page(request, government, form)
    except carrying.CannotCarry as error:
        form.add_error("carries", str(error))
        return page(request, government, form)
    return redirect("inventories:report-tasks", version.report.reference)


report_begin = by_method(get=report_begin_form, post=report_begin_save)
