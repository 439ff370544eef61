"""A verdict on the desk: seen first by its signatory and the secretariat, and answered there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.access import SignedIn, loads, require
from accounts.permissions import Permission, may
from pledges.kinds import UNJUDGED
from pledges.models import Target
from pledges.views import trails
from portal import bases, hearing, promises, workings
from progress import judging
from progress.actions import appeals, decisions, replies
from progress.actions.errors import ChangedMeanwhile, HearingError, NoDecision, NoOpenAppeal
from progress.enums import Reason
from progress.forms import AppealDecisionForm, AppealForm, DecideForm, ReplyForm, SeenForm
from progress.models import Appeal, Assessment, Decision, Method

TO_BE_DECIDED = (Reason.MANUAL_REVIEW, Reason.AWAITING_FINAL_INVENTORY)
"""Where the form for a decision lies open."""


def _targets() -> QuerySet[Target]:
    return Target.objects.select_related("government", "statement__declaration").prefetch_related(
        "government__names"
    )


load = loads(_targets, "code")


@require_safe
@load
@require(Permission.SEE_DESK)
def verdict(request: SignedIn, target: Target) -> HttpResponse:
    return _page(request, target)


@require_POST
@load
@require(Permission.REPLY_TO_VERDICT)
def reply(request: SignedIn, target: Target) -> HttpResponse:
    form = ReplyForm(request.POST)

    def deed() -> None:
        replies.reply(
            assessment=_seen(target, form),
            text=form.cleaned_data["text"],
            language=form.cleaned_data["language"],
            by=request.user,
            now=timezone.now(),
        )

    said = _("Your reply stands beside the verdict. The secretariat has been told.")
    return _answer(request, target, "reply", form, deed, said)


@require_POST
@load
@require(Permission.REPLY_TO_VERDICT)
def publish(request: SignedIn, target: Target) -> HttpResponse:
    form = SeenForm(request.POST)

    def deed() -> None:
        replies.release(assessment=_seen(target, form), by=request.user, now=timezone.now())

    return _answer(request, target, "publish", form, deed, _("Everyone sees this verdict from now on."))


@require_POST
@load
@require(Permission.REPLY_TO_VERDICT)
def appeal(request: SignedIn, target: Target) -> HttpResponse:
    form = AppealForm(request.POST)

    def deed() -> None:
        appeals.appeal(
            assessment=_seen(target, form),
            grounds=form.cleaned_data["grounds"],
            language=form.cleaned_data["language"],
            by=request.user,
            now=timezone.now(),
        )

    said = _("Your appeal is with the secretariat. Somebody decides who did not decide the first time.")
    return _answer(request, target, "appeal", form, deed, said)


@require_POST
@load
@require(Permission.DECIDE_VERDICT)
def decide(request: SignedIn, target: Target) -> HttpResponse:
    form = DecideForm(request.POST)

    def deed() -> None:
        decisions.decide(
            assessment=_seen(target, form),
            verdict=form.cleaned_data["verdict"],
            because=form.cleaned_data["because"],
            language=form.cleaned_data["language"],
            link=form.cleaned_data["link"],
            by=request.user,
            now=timezone.now(),
        )

    said = _("The decision is made. The signatory has been told, and sees it first.")
    return _answer(request, target, "decide", form, deed, said)


@require_POST
@load
@require(Permission.DECIDE_VERDICT)
def withdraw(request: SignedIn, target: Target) -> HttpResponse:
    try:
        live = Decision.objects.live().filter(target=target).first()
        if live is None:
            raise NoDecision
        decisions.withdraw(decision=live, by=request.user, now=timezone.now())
    except HearingError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The decision is withdrawn; the target is judged by its figures again."))
    return redirect("portal:verdict", target.code)


@require_POST
@load
@require(Permission.DECIDE_VERDICT)
def decide_appeal(request: SignedIn, target: Target) -> HttpResponse:
    form = AppealDecisionForm(request.POST)

    def deed() -> None:
        found = Appeal.objects.open().filter(target=target).select_related("assessment").first()
        if found is None:
            raise NoOpenAppeal
        appeals.decide_appeal(
            appeal=found,
            outcome=form.cleaned_data["outcome"],
            answer=form.cleaned_data["answer"],
            language=form.cleaned_data["language"],
            verdict=form.cleaned_data["verdict"],
            link=form.cleaned_data["link"],
            by=request.user,
            now=timezone.now(),
        )

    said = _("The appeal is decided. The signatory has been told.")
    return _answer(request, target, "appeal_decision", form, deed, said)


def _seen(target: Target, form: SeenForm) -> Assessment:
    """The verdict that the person had before them. Raises ChangedMeanwhile where there is none."""
    found = Assessment.objects.filter(target=target, pk=form.cleaned_data["assessment"])
    seen = found.select_related("target__government", "decision__decided_by").first()
    if seen is None:
        raise ChangedMeanwhile
    return seen


def _answer(
    request: SignedIn, target: Target, name: str, form: SeenForm, deed: Callable[[], None], said: str
) -> HttpResponse:
    """Do it and say so; or show the form again with what was wrong, and nothing lost."""
    if form.is_valid():
        try:
            deed()
        except HearingError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, said)
            return redirect("portal:verdict", target.code)
    return _page(request, target, {name: form}, status=422)


def _page(
    request: SignedIn, target: Target, sent: dict[str, SeenForm] | None = None, status: int = 200
) -> HttpResponse:
    now, current = timezone.now(), hearing.current(target)
    promise = promises.as_judged(current, now.date()) if current else None
    reasons = workings.open_reasons(promise) if promise else []
    said = hearing.of_one(current, everyone=False)
    context: dict[str, Any] = {
        "target": target,
        "government": target.government,
        "trail": trails.of_government(target.government),
        "assessment": current,
        "promise": promise,
        "public": Assessment.objects.public(now.date()).filter(target=target).defer("record").first(),
        "waits": bool(current and current.public_from > now.date()),
        "differences": bases.differences(promise.record, promise.data) if promise else [],
        "working": workings.rows(promise) if promise else [],
        "open_reasons": reasons,
        "beside": promise.told[len(reasons) :] if promise and reasons else [],
        "hearing": said,
        "live": Decision.objects.live().filter(target=target).select_related("decided_by").first(),
        "open_appeal": Appeal.objects.open().filter(target=target).select_related("by").first(),
        "may_reply": may(request.user, Permission.REPLY_TO_VERDICT, target),
        "may_decide": may(request.user, Permission.DECIDE_VERDICT, target),
        "to_be_decided": bool(current and current.reason in TO_BE_DECIDED),
        "forms": _forms(current, sent or {}),
    }
    if current and context["may_decide"]:
        context["hindrance"] = _hindrance(current, now.date())
    context["own_first_decision"] = bool(
        context["open_appeal"] and context["open_appeal"].first_decider_id == request.user.pk
    )
    return render(request, "portal/verdict.html", context, status=status)


def _hindrance(current: Assessment, as_of: date) -> str:
    """Why the judge left a promise to the secretariat although its kind is judged; else nothing."""
    version = current.target_version
    method = Method.objects.filter(label=current.method_version).first()
    if current.reason != Reason.MANUAL_REVIEW or version.kind in UNJUDGED or method is None:
        return ""
    return judging.hindrance(version, as_of=as_of, method=method)


FORMS: dict[str, type[SeenForm]] = {
    "reply": ReplyForm,
    "publish": SeenForm,
    "appeal": AppealForm,
    "decide": DecideForm,
    "appeal_decision": AppealDecisionForm,
}


def _forms(current: Assessment | None, sent: dict[str, SeenForm]) -> dict[str, SeenForm]:
    """Every form, about the current verdict: one that was sent keeps what was typed."""
    if current is None:
        return {}
    for form in sent.values():
        form.show(current.pk)
    about = {"assessment": current.pk}
    return {name: sent.get(name) or kind(initial=about) for name, kind in FORMS.items()}
