"""Case studies on the desk: a government's list, what waits for review, and one being written."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.access import SignedIn, require
from accounts.models import Government, Network
from accounts.permissions import Permission, may
from inventories.history import Refused
from inventories.views.methods import by_method
from partnerships import claims
from partnerships.actions import cases as actions
from partnerships.enums import CASE_OPEN, CaseState
from partnerships.forms.case import CaseForm, ClaimRows, Records, claims_of, initial_of
from partnerships.models import CaseStudy
from partnerships.views.case_loading import (
    load_case,
    load_government,
    load_network,
    of_government,
    refusals,
    trail,
    with_place,
)
from plans.forms.plan import ReasonForm
from plans.views.loading import revision_of
from pledges.views import trails

PER_PAGE = 25


# Lists


@require_safe
@load_government
@require(Permission.SEE_DESK)
def cases(request: SignedIn, government: Government) -> HttpResponse:
    may_edit = may(request.user, Permission.EDIT_COOPERATION, government)
    listed = CaseStudy.objects.filter(government=government)
    context = {
        "government": government,
        "trail": trails.of_government(government),
        "cases": listed if may_edit else listed.exclude(state=CaseState.DRAFT),
        "may_edit": may_edit,
    }
    return render(request, "partnerships/cases.html", context)


@require_safe
@load_network
@require(Permission.REVIEW_CASE)
def cases_to_review(request: SignedIn, network: Network) -> HttpResponse:
    """Those that wait, the longest waiting first; below, those decided."""
    of_network = with_place().filter(government__in=Government.objects.in_network(network))
    decided = of_network.filter(decided_at__isnull=False).exclude(state=CaseState.SUBMITTED)
    page = Paginator(decided.order_by("-decided_at", "pk"), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "network": network,
        "trail": [(str(network), reverse("portal:network-desk", args=[network.slug]))],
        "waiting": of_network.filter(state=CaseState.SUBMITTED).order_by("pk"),
        "page": page,
    }
    return render(request, "partnerships/cases_to_review.html", context)


# One of them


@require_safe
@load_case
@require(Permission.SEE_DESK)
def case(request: SignedIn, case: CaseStudy) -> HttpResponse:
    may_edit = may(request.user, Permission.EDIT_COOPERATION, case)
    if case.state == CaseState.DRAFT and not may_edit:
        raise Http404
    context = {
        "case": case,
        "government": case.government,
        "trail": of_government(case.government),
        "is_shown": may_edit or case.state not in CASE_OPEN,
        "is_open": case.state in CASE_OPEN,
        "claims": claims.checked(claims.rows(case.pk), timezone.localdate()),
        "events": case.events.select_related("by").order_by("-pk"),
        "may_edit": may_edit,
        "may_submit": may(request.user, Permission.CONFIRM_COOPERATION, case),
        "may_review": may(request.user, Permission.REVIEW_CASE, case),
        "returning": ReasonForm(submit=_("Return the case study")),
    }
    return render(request, "partnerships/case.html", context)


def _page(
    request: SignedIn,
    government: Government,
    case: CaseStudy | None,
    form: CaseForm,
    rows: Any,
    conflict: actions.Conflict | None = None,
) -> HttpResponse:
    context = {
        "government": government,
        "case": case,
        "trail": trail(case) if case else of_government(government),
        "form": form,
        "rows": rows,
        "conflict": conflict,
        "revision": _revision(request, case, conflict),
        "theirs": CaseStudy.objects.get(pk=case.pk) if case and conflict else None,
    }
    status = 409 if conflict else 422 if form.is_bound else 200
    return render(request, "partnerships/case_write.html", context, status=status)


def _revision(request: SignedIn, case: CaseStudy | None, conflict: actions.Conflict | None) -> int:
    if case is None:
        return 0
    return case.revision if conflict or request.method != "POST" else revision_of(request.POST)


@require_safe
@load_government
@require(Permission.EDIT_COOPERATION)
def begin_form(request: SignedIn, government: Government) -> HttpResponse:
    rows = ClaimRows(prefix="claims", form_kwargs={"records": Records(government)})
    return _page(request, government, None, CaseForm(government=government), rows)


@require_POST
@load_government
@require(Permission.EDIT_COOPERATION)
def begin_save(request: SignedIn, government: Government) -> HttpResponse:
    form = CaseForm(request.POST, government=government)
    rows = ClaimRows(request.POST, prefix="claims", form_kwargs={"records": Records(government)})
    if not (form.is_valid() and rows.is_valid()):
        return _page(request, government, None, form, rows)
    try:
        begun = actions.begin(
            government=government,
            values=form.values,
            claims=claims_of(rows),
            by=request.user,
            now=timezone.now(),
        )
    except (ValidationError, actions.NotTheirs) as error:
        form.add_error(None, _words(error))
        return _page(request, government, None, form, rows)
    messages.success(request, _("Saved as a draft: nobody else sees it yet."))
    return redirect("partnerships:case", begun.slug)


begin = by_method(get=begin_form, post=begin_save)


def _words(error: ValidationError | Refused) -> list[str]:
    return error.messages if isinstance(error, ValidationError) else [str(error)]


@require_safe
@load_case
@require(Permission.EDIT_COOPERATION)
@refusals
def edit_form(request: SignedIn, case: CaseStudy) -> HttpResponse:
    _require_open(case)
    held = list(claims.rows(case.pk))
    rows = ClaimRows(
        prefix="claims",
        initial=[initial_of(each) for each in held],
        form_kwargs={"records": Records(case.government, held)},
    )
    return _page(request, case.government, case, CaseForm(instance=case, government=case.government), rows)


def _require_open(case: CaseStudy) -> None:
    if case.state not in CASE_OPEN:
        raise actions.WrongState(_("What was submitted does not change any more: withdraw it first."))


@require_POST
@load_case
@require(Permission.EDIT_COOPERATION)
@refusals
def edit_save(request: SignedIn, case: CaseStudy) -> HttpResponse:
    _require_open(case)
    held = list(claims.rows(case.pk))
    form = CaseForm(request.POST, instance=CaseStudy(government=case.government), government=case.government)
    rows = ClaimRows(
        request.POST,
        prefix="claims",
        initial=[initial_of(each) for each in held],
        form_kwargs={"records": Records(case.government, held)},
    )
    if not (form.is_valid() and rows.is_valid()):
        return _page(request, case.government, case, form, rows)
    try:
        actions.save(
            case=case,
            revision=revision_of(request.POST),
            values=form.values,
            claims=claims_of(rows),
            by=request.user,
            now=timezone.now(),
        )
    except actions.Conflict as error:
        case.refresh_from_db()
        return _page(request, case.government, case, form, rows, error)
    except (ValidationError, actions.NotTheirs) as error:
        case.refresh_from_db()
        form.add_error(None, _words(error))
        return _page(request, case.government, case, form, rows)
    messages.success(request, _("Saved."))
    return redirect("partnerships:case", case.slug)


edit = by_method(get=edit_form, post=edit_save)
