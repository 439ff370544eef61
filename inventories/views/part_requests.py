"""Parts of a report asked of others: the government's pages about them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from pathlib import PurePath
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.access import require
from accounts.permissions import Permission
from inventories import (
    frameworks,
    history,
    indicators,
    lines,
    part_answers,
    part_files,
    part_indicators,
    part_requests,
)
from inventories.enums import SectionCode
from inventories.forms.parts import AgainForm, AskForm
from inventories.frameworks import Row
from inventories.lines import LineDraft
from inventories.models import PartRequest, Report, ReportVersion
from inventories.templatetags.parts_asked import asked
from inventories.views.loading import SignedInRequest, View, latest_version, load_report, with_draft
from inventories.views.methods import by_method
from inventories.views.sections import revision_of, section_of
from inventories.views.trail import around


@dataclass(frozen=True)
class Compared:
    """A row of the answer beside what the section holds."""

    row: Row
    answered: LineDraft
    held: LineDraft | None

    @property
    def is_same(self) -> bool:
        return self.answered == self.held


def load_part(view: View) -> View:
    """Give the view the request of this report instead of its pk."""

    @wraps(view)
    def wrapped(request: HttpRequest, report: Report, pk: int, *args: Any, **kwargs: Any) -> HttpResponseBase:
        parts = PartRequest.objects.filter(report=report).select_related("asked_by", "taken_by")
        part = get_object_or_404(parts, pk=pk)
        part.report = report
        return view(request, part, *args, **kwargs)

    return wrapped


@require_safe
@load_report
@require(Permission.EDIT_REPORT)
def parts(request: SignedInRequest, report: Report) -> HttpResponse:
    version = latest_version(report)
    every = report.part_requests.select_related("asked_by", "taken_by").order_by("due", "pk")
    context = {**around(request, version), "asked_parts": asked(every)}
    return render(request, "inventories/parts_asked.html", context)


# Asking


def ask_page(request: SignedInRequest, version: ReportVersion, form: AskForm, section: str) -> HttpResponse:
    chosen = form["rows"].value() or []
    context = {
        **around(request, version, section),
        "form": form,
        "section_rows": frameworks.rows(version.report.framework, section),
        "chosen": chosen,
        "sections": [
            step for step in around(request, version)["steps"] if step.code in part_requests.ASKABLE
        ],
    }
    return render(request, "inventories/part_ask.html", context, status=422 if form.is_bound else 200)


def ask_form(version: ReportVersion, section: str, data: Any = None, **initial: Any) -> AskForm:
    every = frameworks.rows(version.report.framework, section)
    rows = [(row.code, f"{row.code} {row.label}") for row in every]
    if section == SectionCode.INDICATORS:
        rows = [(measure.code, measure.label) for measure in indicators.offered(version).all]
    return AskForm(data, rows=rows, section=section, today=timezone.now().date(), initial=initial)


def section_asked(given: str) -> str:
    return given if given in part_requests.ASKABLE else part_requests.ASKABLE[0]


@require_safe
@load_report
@require(Permission.EDIT_REPORT)
@with_draft
def part_ask_form(request: SignedInRequest, version: ReportVersion) -> HttpResponse:
    section = section_asked(request.GET.get("section", ""))
    chosen = {"rows": request.GET.getlist("row"), "language": get_language()}
    return ask_page(request, version, ask_form(version, section, **chosen), section)


@require_POST
@load_report
@require(Permission.EDIT_REPORT)
@with_draft
def part_ask_send(request: SignedInRequest, version: ReportVersion) -> HttpResponse:
    section = section_asked(request.POST.get("section", ""))
    form = ask_form(version, section, request.POST)
    if not form.is_valid():
        return ask_page(request, version, form, section)
    try:
        part = part_requests.ask(version=version, **form.cleaned_data, by=request.user, now=timezone.now())
    except part_requests.CannotAsk as error:
        form.add_error(None, str(error))
        return ask_page(request, version, form, section)
    words = {"name": part.name, "email": part.email}
    messages.success(request, _("The letter to %(name)s (%(email)s) is on its way.") % words)
    return redirect("inventories:parts", version.report.reference)


part_ask = by_method(get=part_ask_form, post=part_ask_send)


# One request


def part_page(
    request: SignedInRequest, part: PartRequest, *, again: AgainForm | None = None, **more: Any
) -> HttpResponse:
    version = latest_version(part.report)
    state = part_requests.state_of(part, timezone.now().date())
    can_take = state == "answered" and version.is_draft
    context = {
        **around(request, version, part.section),
        "part": part,
        "state": state,
        "asked_rows": part_requests.rows_of(part),
        "asked_measures": part_indicators.measures_of(part, version) if part.rows else (),
        "of_indicators": part_indicators.asks_for_them(part),
        "compared": compared(part, version),
        "files": part_files.of(part),
        "can_take": can_take,
        "revision": section_of(version, part.section).revision,
        "again": again or AgainForm(initial={"again_due": part.due}),
        "form": again,
        **more,
    }
    status = 422 if again is not None else 200
    return render(request, "inventories/part.html", context, status=status)


def compared(part: PartRequest, version: ReportVersion) -> list[Compared] | list[part_indicators.Compared]:
    if part_indicators.asks_for_them(part):
        return part_indicators.compared(part, version)
    held = {draft.row: draft for draft in lines.of_version(version, part.section)}
    answered = {draft.row: draft for draft in part_answers.completed(part, version)}
    return [
        Compared(row, answered[row.code], held.get(row.code))
        for row in part_requests.rows_of(part)
        if row.code in answered
    ]


@require_safe
@load_report
@require(Permission.EDIT_REPORT)
@load_part
def part(request: SignedInRequest, part: PartRequest) -> HttpResponse:
    return part_page(request, part)


def on_draft(view: Callable[..., HttpResponse]) -> View:
    """Give the view the request and the report's draft; what refuses it is said on the request's page."""

    @wraps(view)
    def wrapped(request: SignedInRequest, part: PartRequest) -> HttpResponse:
        version = latest_version(part.report)
        try:
            return view(request, part, version)
        except history.Refused as error:
            messages.error(request, str(error))
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        return redirect("inventories:part", part.report.reference, part.pk)

    return wrapped


@require_POST
@load_report
@require(Permission.EDIT_REPORT)
@load_part
@on_draft
def part_take(request: SignedInRequest, part: PartRequest, version: ReportVersion) -> HttpResponse:
    part_answers.take_over(
        part=part,
        version=version,
        revision=revision_of(request.POST),
        by=request.user,
        now=timezone.now(),
    )
    messages.success(request, _("The answer of %(name)s is in the report now.") % {"name": part.name})
    return redirect(f"inventories:section-{part.section}", part.report.reference)


@require_POST
@load_report
@require(Permission.EDIT_REPORT)
@load_part
@on_draft
def part_again(request: SignedInRequest, part: PartRequest, version: ReportVersion) -> HttpResponse:
    form = AgainForm(request.POST)
    if not form.is_valid():
        return part_page(request, part, again=form)
    part_answers.ask_again(
        part=part,
        remark=form.cleaned_data["remark"],
        due=form.cleaned_data["again_due"],
        by=request.user,
        now=timezone.now(),
    )
    messages.success(request, _("%(name)s is asked again.") % {"name": part.name})
    return redirect("inventories:parts", part.report.reference)


@require_safe
@load_report
@require(Permission.EDIT_REPORT)
@load_part
def part_withdraw_ask(request: SignedInRequest, part: PartRequest) -> HttpResponse:
    context = {**around(request, latest_version(part.report), part.section), "part": part}
    return render(request, "inventories/part_withdraw.html", context)


@require_POST
@load_report
@require(Permission.EDIT_REPORT)
@load_part
@on_draft
def part_withdraw_do(request: SignedInRequest, part: PartRequest, version: ReportVersion) -> HttpResponse:
    part_requests.withdraw(part=part, by=request.user, now=timezone.now())
    messages.success(request, _("The request to %(name)s is withdrawn.") % {"name": part.name})
    return redirect("inventories:parts", part.report.reference)


part_withdraw = by_method(get=part_withdraw_ask, post=part_withdraw_do)


@require_safe
@load_report
@require(Permission.EDIT_REPORT)
@load_part
def part_file(request: SignedInRequest, part: PartRequest, file_id: str) -> HttpResponseBase:
    """A file of an answer, to be saved and never to be shown: it may hold anything."""
    found = part_files.with_id(part, file_id)
    if found is None or part.answered_at is None:
        raise Http404
    try:
        content = default_storage.open(found["path"], "rb")
    except FileNotFoundError:
        raise Http404 from None
    answer = FileResponse(
        content,
        as_attachment=True,
        filename=PurePath(found["name"]).name,
        content_type="application/octet-stream",
    )
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer
