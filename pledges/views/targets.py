"""Declare a target, or revise one: first its kind, then the fields of the kind. No script is needed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import SignedIn, loads, require
from accounts.models import Government
from accounts.permissions import Permission
from accounts.words import Text
from pledges.actions import targets as actions
from pledges.actions.errors import PledgeError
from pledges.actions.proposals import standing
from pledges.enums import QuestionCode, TargetKind
from pledges.forms import DeclareForm, KindForm, ReviseForm, TypedForm
from pledges.models import Statement, Target, TargetVersion
from pledges.views import trails


def _targets() -> QuerySet[Target]:
    return Target.objects.select_related("government", "statement__declaration").prefetch_related(
        "government__names"
    )


def _chosen_kind(request: HttpRequest, default: str = "") -> str:
    """The kind in the form or in the address; an unknown one is none."""
    asked = request.POST.get("kind") or request.GET.get("kind") or default
    return asked if asked in TargetKind.values else default


@require_http_methods(["GET", "HEAD", "POST"])
@loads(Government.objects.with_names, "slug")
@require(Permission.ANSWER_QUESTION)
def declare(request: SignedIn, government: Government) -> HttpResponse:
    kind, statement = _chosen_kind(request), _statement(request, government)
    page = {
        "government": government,
        "trail": trails.of_government(government),
        "suggestion": _suggestion(government),
        "statement": statement,
    }
    if not kind:
        return render(request, "pledges/target_kind.html", page | {"kinds": KindForm(statement=statement)})
    form = DeclareForm(request.POST or None, kind=kind, government=government, statement=statement)
    if request.method == "POST" and form.is_valid():
        version = _try(
            form,
            lambda: actions.declare(
                government=government,
                quote=form.cleaned_data["quote"],
                source=form.cleaned_data["source"],
                values=form.values,
                by=request.user,
                now=timezone.now(),
                statement=statement,
            ),
        )
        if version:
            messages.success(request, _("Your target is with the secretariat."))
            return redirect("pledges:proposal", version.pk)
    return render(
        request, "pledges/target_declare.html", page | {"form": form, "kind": TargetKind(kind).label}
    )


@require_http_methods(["GET", "HEAD", "POST"])
@loads(_targets, "code")
@require(Permission.ANSWER_QUESTION)
def revise(request: SignedIn, target: Target) -> HttpResponse:
    base = standing(target)
    kind = _chosen_kind(request, default=base.kind if base else TargetKind.OTHER)
    form = ReviseForm(request.POST or None, kind=kind, government=target.government, base=base)
    if request.method == "POST" and form.is_valid():
        version = _try(
            form,
            lambda: actions.revise(
                target=target,
                values=form.values,
                reason=form.cleaned_data["reason"],
                by=request.user,
                now=timezone.now(),
            ),
        )
        if version:
            messages.success(request, _("Your proposal is with the secretariat."))
            return redirect("pledges:proposal", version.pk)
    context = {
        "target": target,
        "government": target.government,
        "trail": trails.of_government(target.government),
        "base": base,
        "form": form,
        "kind": TargetKind(kind).label,
        "kinds": KindForm(initial={"kind": kind}),
    }
    return render(request, "pledges/target_revise.html", context)


def _try(form: TypedForm, act: Any) -> TargetVersion | None:
    """What the action gives; where it refuses, the form says why and keeps what was typed."""
    try:
        return act()
    except PledgeError as error:
        form.add_error(None, str(error))
    except ValidationError as error:
        form.add_error(None, error.messages)
    return None


def _statement(request: HttpRequest, government: Government) -> Statement | None:
    """The statement that the address names; none where it names none. Raises Http404 for another's."""
    asked = request.GET.get("statement", "")
    if not asked:
        return None
    pk = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 10 else 0
    return get_object_or_404(government.statements.select_related("declaration"), pk=pk)


def _suggestion(government: Government) -> Text | None:
    asked = government.questions.open().filter(code=QuestionCode.TARGET).first()
    return asked.told_suggestion if asked else None
