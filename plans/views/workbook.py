"""The workbook of a plan's actions: downloaded, brought back, looked at, taken over."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.access import SignedIn, require
from accounts.permissions import Permission
from inventories.importers import faults_workbook
from inventories.importers.problems import Problem, Unreadable
from inventories.views.methods import by_method
from plans import moves
from plans.forms.workbook import BringForm
from plans.models import Plan, PlanVersion
from plans.views.loading import latest, load_plan, revision_of, trail, with_draft
from plans.workbook import changes, signed
from plans.workbook.drafts import Drafted, of_version
from plans.workbook.reading import read
from plans.workbook.writing import MEDIA_TYPE, workbook

SHOWN_PROBLEMS = 200


@require_safe
@load_plan
@require(Permission.SEE_DESK)
def download(request: SignedIn, plan: Plan) -> HttpResponse:
    """`?language=` and `?blank=yes`; without them filled, in the reader's language."""
    language = request.GET.get("language") or get_language() or "en"
    if language not in dict(settings.LANGUAGES):
        raise Http404
    blank = request.GET.get("blank") == "yes"
    version = latest(plan, request.user)
    content = workbook(version, language=language, filled=not blank)
    name = f"{plan.code}-v{version.number}{'-blank' if blank else ''}.xlsx"
    return _file(content, name)


def _file(content: bytes, name: str) -> HttpResponse:
    return HttpResponse(
        content,
        content_type=MEDIA_TYPE,
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "Cache-Control": "private, no-store",
        },
    )


def _page(request: SignedIn, version: PlanVersion, form: BringForm, **more: Any) -> HttpResponse:
    context = {
        "version": version,
        "plan": version.plan,
        "trail": trail(version.plan),
        "form": form,
        "in_languages": settings.LANGUAGES,
        **more,
    }
    status = 422 if form.is_bound or more.get("problems") else 200
    return render(request, "plans/bring.html", context, status=status)


@require_safe
@load_plan
@require(Permission.EDIT_PLAN)
@with_draft
def bring_form(request: SignedIn, version: PlanVersion) -> HttpResponse:
    return _page(request, version, BringForm())


@require_POST
@load_plan
@require(Permission.EDIT_PLAN)
@with_draft
def bring_read(request: SignedIn, version: PlanVersion) -> HttpResponse:
    form = BringForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, version, form)
    file = form.cleaned_data["file"]
    try:
        found = read(file, name=file.name, version=version)
    except Unreadable as error:
        return _faulty(request, version, form, [error.problem])
    if found.problems:
        return _faulty(request, version, form, found.problems)
    try:
        content = signed.sign(found.drafted, version=version, by=request.user, file_name=file.name[:120])
    except signed.TooMuch as error:
        form.add_error("file", str(error))
        return _page(request, version, form)
    return _preview(request, version, found.drafted, content, file.name)


def _faulty(
    request: SignedIn, version: PlanVersion, form: BringForm, problems: list[Problem]
) -> HttpResponse:
    shown = problems[:SHOWN_PROBLEMS]
    try:
        told = signed.sign_faults(problems, version=version, by=request.user)
    except signed.TooMuch:
        told = signed.sign_faults(shown, version=version, by=request.user)
    more = {"problems": shown, "all_problems": len(problems), "faults": told}
    return _page(request, version, form, **more)


def _preview(
    request: SignedIn,
    version: PlanVersion,
    drafted: Drafted,
    content: str,
    name: str,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    context = {
        "version": version,
        "plan": version.plan,
        "trail": trail(version.plan),
        "changes": changes.between(of_version(version), drafted),
        "content": content,
        "file_name": name,
        **more,
    }
    return render(request, "plans/bring_preview.html", context, status=status)


bring = by_method(get=bring_form, post=bring_read)


@require_POST
@load_plan
@require(Permission.EDIT_PLAN)
@with_draft
def confirm(request: SignedIn, version: PlanVersion) -> HttpResponse:
    content = request.POST.get("content", "")
    try:
        drafted, name = signed.unsign(content, version=version, by=request.user)
    except signed.Stale as error:
        messages.error(request, str(error))
        return redirect("plans:plan-bring", version.plan.code)
    try:
        made = changes.take_over(
            version=version,
            revision=revision_of(request.POST),
            drafted=drafted,
            by=request.user,
            now=timezone.now(),
            note=name,
        )
    except moves.Conflict as error:
        return _preview(request, version, drafted, content, name, 409, conflict=error)
    except ValidationError as error:
        problems = [Problem(0, "", "", words, _("Correct it in the workbook.")) for words in error.messages]
        return _faulty(request, version, BringForm(), problems)
    count = len(made.added) + len(made.changed) + len(made.removed)
    words = ngettext("Taken over: %(count)d action.", "Taken over: %(count)d actions.", count)
    messages.success(request, words % {"count": count})
    return redirect("plans:plan", version.plan.code)


@require_POST
@load_plan
@require(Permission.EDIT_PLAN)
@with_draft
def faults(request: SignedIn, version: PlanVersion) -> HttpResponse:
    try:
        problems = signed.faults(request.POST.get("faults", ""), version=version, by=request.user)
    except signed.Stale as error:
        messages.error(request, str(error))
        return redirect("plans:plan-bring", version.plan.code)
    return _file(faults_workbook.workbook(problems), f"{version.plan.code}-faults.xlsx")
