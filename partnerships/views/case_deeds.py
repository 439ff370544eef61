"""A case study submitted, returned, published, withdrawn or discarded: one deed a view."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.access import SignedIn, require
from accounts.permissions import Permission
from inventories.views.methods import by_method
from partnerships.actions import cases as actions
from partnerships.models import CaseStudy
from partnerships.views.case_loading import load_case, refusals, trail
from plans.forms.plan import ReasonForm


@require_POST
@load_case
@require(Permission.CONFIRM_COOPERATION)
@refusals
def submit(request: SignedIn, case: CaseStudy) -> HttpResponse:
    actions.submit(case=case, by=request.user, now=timezone.now())
    done = _("The case study was submitted. The secretariat reviews it, and writes to you.")
    messages.success(request, done)
    return redirect("partnerships:case", case.slug)


@require_POST
@load_case
@require(Permission.REVIEW_CASE)
@refusals
def give_back(request: SignedIn, case: CaseStudy) -> HttpResponse:
    note = request.POST.get("reason", "")
    actions.give_back(case=case, note=note, by=request.user, now=timezone.now())
    messages.success(request, _("The case study was returned."))
    return redirect("partnerships:case", case.slug)


@require_POST
@load_case
@require(Permission.REVIEW_CASE)
@refusals
def publish(request: SignedIn, case: CaseStudy) -> HttpResponse:
    actions.publish(case=case, by=request.user, now=timezone.now())
    messages.success(request, _("The case study is public now."))
    return redirect("partnerships:case", case.slug)


@require_safe
@load_case
@require(Permission.CONFIRM_COOPERATION)
def withdraw_ask(request: SignedIn, case: CaseStudy) -> HttpResponse:
    return _ask_to_withdraw(request, case, ReasonForm(submit=_("Withdraw the case study")))


def _ask_to_withdraw(request: SignedIn, case: CaseStudy, form: ReasonForm) -> HttpResponse:
    context = {"case": case, "trail": trail(case), "form": form}
    return render(request, "partnerships/case_withdraw.html", context, status=422 if form.is_bound else 200)


@require_POST
@load_case
@require(Permission.CONFIRM_COOPERATION)
@refusals
def withdraw_do(request: SignedIn, case: CaseStudy) -> HttpResponse:
    form = ReasonForm(request.POST, submit=_("Withdraw the case study"))
    if not form.is_valid():
        return _ask_to_withdraw(request, case, form)
    actions.withdraw(case=case, note=form.cleaned_data["reason"], by=request.user, now=timezone.now())
    messages.success(request, _("The case study was withdrawn: it is no longer public."))
    return redirect("partnerships:case", case.slug)


withdraw = by_method(get=withdraw_ask, post=withdraw_do)


@require_safe
@load_case
@require(Permission.EDIT_COOPERATION)
def discard_ask(request: SignedIn, case: CaseStudy) -> HttpResponse:
    return render(request, "partnerships/case_discard.html", {"case": case, "trail": trail(case)})


@require_POST
@load_case
@require(Permission.EDIT_COOPERATION)
@refusals
def discard_do(request: SignedIn, case: CaseStudy) -> HttpResponse:
    actions.discard(case=case)
    messages.success(request, _("The draft was discarded."))
    return redirect("partnerships:cases", case.government.slug)


discard = by_method(get=discard_ask, post=discard_do)
