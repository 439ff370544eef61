"""A question to a signatory: read it, answer it; settle an answer in words, or ask again."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import SignedIn, loads, require
from accounts.permissions import Permission, may
from pledges.actions import questions as actions
from pledges.actions.errors import PledgeError
from pledges.actions.proposals import standing
from pledges.enums import QuestionCode, QuestionState
from pledges.forms import AnswerForm, KindForm, RefuseForm
from pledges.models import Question, TargetVersion
from pledges.views import trails


def _questions() -> QuerySet[Question]:
    return Question.objects.select_related(
        "government",
        "target__statement__declaration",
        "claim__statement__declaration",
        "proposal",
        "answered_by",
        "settled_by",
    ).prefetch_related("government__names")


load = loads(_questions, "pk")


@require_http_methods(["GET", "HEAD", "POST"])
@load
@require(Permission.SEE_DESK)
def question(request: SignedIn, question: Question) -> HttpResponse:
    may_answer = may(request.user, Permission.ANSWER_QUESTION, question)
    if request.method == "POST" and not may_answer:
        raise PermissionDenied
    form = AnswerForm(request.POST or None, question=question, base=_standing(question))
    if request.method == "POST" and form.is_valid():
        try:
            actions.answer(
                question=question,
                text=form.cleaned_data["text"],
                values=form.values,
                choice=form.choice,
                by=request.user,
                now=timezone.now(),
            )
        except PledgeError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Your answer is with the secretariat."))
            return redirect(question)
    return render(request, "pledges/question.html", _page(request, question, form if may_answer else None))


@require_POST
@load
@require(Permission.CONFIRM_TARGET)
def settle(request: SignedIn, question: Question) -> HttpResponse:
    try:
        actions.settle(question=question, by=request.user, now=timezone.now())
    except PledgeError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The question is settled."))
    return redirect(question)


@require_POST
@load
@require(Permission.CONFIRM_TARGET)
def ask_again(request: SignedIn, question: Question) -> HttpResponse:
    form = RefuseForm(request.POST)
    if form.is_valid():
        try:
            actions.ask_again(
                question=question, reason=form.cleaned_data["reason"], by=request.user, now=timezone.now()
            )
        except PledgeError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The question is open again."))
            return redirect(question)
    return render(request, "pledges/question.html", _page(request, question, None, again=form))


def _standing(question: Question) -> TargetVersion | None:
    return standing(question.target) if question.target else None


def _takes_a_revision(question: Question, form: AnswerForm | None) -> bool:
    """Whether the answer may be that the target is another: words alone give it no number."""
    return form is not None and question.target is not None and not form.asked and not form.has_choice


def _page(
    request: SignedIn, question: Question, form: AnswerForm | None, again: RefuseForm | None = None
) -> dict[str, Any]:
    about = question.target or question.claim
    in_words = question.state == QuestionState.ANSWERED and not question.proposal_id
    return {
        "question": question,
        "government": question.government,
        "about": about,
        "trail": trails.of_government(question.government),
        "is_open": question.state == QuestionState.OPEN,
        "wants_target": question.code == QuestionCode.TARGET,
        "form": form,
        "kinds": KindForm(),
        "takes_a_revision": _takes_a_revision(question, form),
        "may_decide": in_words and may(request.user, Permission.CONFIRM_TARGET, question),
        "again": again or RefuseForm(),
        "not_confirmed": _not_confirmed(question),
    }


def _not_confirmed(question: Question) -> list[TargetVersion]:
    """Proposals about the same target that the secretariat did not confirm, the latest first."""
    target = question.target or (question.proposal.target if question.proposal else None)
    if target is None:
        return []
    return list(target.versions.refused().select_related("decided_by").order_by("-number"))
