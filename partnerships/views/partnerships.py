"""A government's cooperation; a partnership's page; begun and edited."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.access import SignedIn, require
from accounts.models import Government
from accounts.permissions import Permission
from inventories.views.methods import by_method
from partnerships import overview
from partnerships.actions import partnerships
from partnerships.enums import PartnershipState
from partnerships.forms.partnership import (
    FIND,
    ContactForm,
    DeclineForm,
    DeliverableRows,
    DraftForm,
    PartnershipForm,
)
from partnerships.views.loading import (
    Side,
    confirming,
    load_government,
    load_side,
    of_government,
    revision_of,
    trail,
)
from pledges.views import trails


@require_safe
@load_government
@require(Permission.EDIT_COOPERATION)
def cooperation(request: SignedIn, government: Government) -> HttpResponse:
    today = timezone.localdate()
    context = {
        "government": government,
        "trail": trails.of_government(government),
        "desk": overview.of_government(government, today),
        "today": today,
    }
    return render(request, "partnerships/cooperation.html", context)


@require_safe
@load_side()
def partnership(request: SignedIn, side: Side) -> HttpResponse:
    shown = side.partnership
    today = timezone.localdate()
    deciding = confirming(side, request.user)
    context = {
        "partnership": shown,
        "side": side,
        "government": side.government,
        "trail": of_government(side.government),
        "today": today,
        "contacts": [(each, ContactForm(instance=each)) for each in side.own],
        "may_confirm": bool(deciding),
        "unconfirmed": [each for each in deciding if each.confirmed_at is None],
        "deciding": deciding,
        "declining": DeclineForm(),
        "deliverables": shown.deliverables.all(),
        "documents": shown.documents.select_related("added_by"),
        "exchanges": shown.exchanges.prefetch_related("participations__government__names"),
        "targets": shown.targets.select_related("government").prefetch_related("government__names"),
        "doings": overview.actions_of(shown, today),
        "events": shown.events.select_related("by").order_by("-pk"),
    }
    return render(request, "partnerships/partnership.html", context)


# Begun


def _begin_page(
    request: SignedIn, government: Government, form: DraftForm, status: int = 200
) -> HttpResponse:
    context = {"government": government, "trail": of_government(government), "form": form}
    return render(request, "partnerships/begin.html", context, status=status)


@require_safe
@load_government
@require(Permission.EDIT_COOPERATION)
def begin_form(request: SignedIn, government: Government) -> HttpResponse:
    """`?with=<slug>` ticks a partner, as a proposal of partners links here."""
    asked = [request.GET["with"]] if request.GET.get("with") else []
    initial = {"starts_on": timezone.localdate()}
    return _begin_page(request, government, DraftForm(own=government, held=asked, initial=initial))


@require_POST
@load_government
@require(Permission.EDIT_COOPERATION)
def begin_save(request: SignedIn, government: Government) -> HttpResponse:
    form = DraftForm(request.POST, own=government)
    if FIND in request.POST.getlist("then"):
        form.forget_complaints()
        return _begin_page(request, government, form)
    if not form.is_valid():
        return _begin_page(request, government, form, status=422)
    begun = partnerships.begin(
        government=government,
        partners=form.cleaned_data["partners"],
        values=form.values,
        by=request.user,
        now=timezone.now(),
    )
    messages.success(request, _("The draft is begun. Add what it serves and what you owe each other."))
    return redirect("partnerships:partnership-edit", begun.reference)


begin = by_method(get=begin_form, post=begin_save)


# Edited


def _edit_page(
    request: SignedIn,
    side: Side,
    form: PartnershipForm,
    rows: Any,
    *,
    status: int = 200,
    conflict: Any = None,
) -> HttpResponse:
    context = {
        "partnership": side.partnership,
        "side": side,
        "government": side.government,
        "trail": trail(side),
        "form": form,
        "rows": rows,
        "conflict": conflict,
        "revision": side.partnership.revision if conflict or not form.is_bound else revision_of(request.POST),
    }
    return render(request, "partnerships/edit.html", context, status=status)


def _no_draft(request: SignedIn, side: Side) -> HttpResponse:
    messages.info(request, _("This partnership is no draft any more: it can be read, but not changed."))
    return redirect("partnerships:partnership", side.partnership.reference)


@require_safe
@load_side()
def edit_form(request: SignedIn, side: Side) -> HttpResponse:
    if side.partnership.state != PartnershipState.DRAFT:
        return _no_draft(request, side)
    held = [each.government.slug for each in side.partnership.partners.all()]
    form = PartnershipForm(own=side.government, held=held, instance=side.partnership)
    rows = DeliverableRows(prefix="deliverables", initial=list(side.partnership.deliverables.values()))
    return _edit_page(request, side, form, rows)


@require_POST
@load_side()
def edit_save(request: SignedIn, side: Side) -> HttpResponse:
    shown = side.partnership
    if shown.state != PartnershipState.DRAFT:
        return _no_draft(request, side)
    form = PartnershipForm(request.POST, own=side.government, instance=shown)
    rows = DeliverableRows(request.POST, prefix="deliverables")
    if FIND in request.POST.getlist("then"):
        form.forget_complaints()
        return _edit_page(request, side, form, rows)
    if not (form.is_valid() and rows.is_valid()):
        return _edit_page(request, side, form, rows, status=422)
    try:
        partnerships.save(
            partnership=shown,
            revision=revision_of(request.POST),
            values=form.values,
            partners=form.places,
            deliverables=rows.rows,
            targets=form.cleaned_data["targets"],
            organisations=form.cleaned_data["organisations"],
            by=request.user,
            now=timezone.now(),
        )
    except partnerships.Conflict as error:
        return _edit_page(request, side, form, rows, status=409, conflict=error)
    except ValidationError as error:
        form.add_error(None, error.messages)
        return _edit_page(request, side, form, rows, status=422)
    messages.success(request, _("Saved."))
    return redirect("partnerships:partnership", shown.reference)


edit = by_method(get=edit_form, post=edit_save)


@require_POST
@load_side()
def contact(request: SignedIn, side: Side) -> HttpResponse:
    """Whom the partners ask at the side that `government` names."""
    form = ContactForm(request.POST, instance=side.partner)
    if form.is_valid():
        partnerships.set_contact(partner=side.partner, **form.cleaned_data)
        messages.success(request, _("The contact was saved. Only the partners see it."))
    else:
        messages.error(request, _("Nothing was saved: enter an e-mail address like name@example.org."))
    return redirect("partnerships:partnership", side.partnership.reference)
