"""A partnership proposed, confirmed, declined, ended or discarded: one deed a view."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.access import SignedIn
from accounts.permissions import Permission
from inventories.history import Refused
from inventories.views.methods import by_method
from partnerships.actions import partnerships
from partnerships.enums import PartnershipState
from partnerships.forms.partnership import DeliveredForm, EndForm
from partnerships.views.loading import Side, load_side, trail

CONFIRM = Permission.CONFIRM_COOPERATION


def _do(request: SignedIn, side: Side, deed: Callable[..., Any], done: str, **details: Any) -> HttpResponse:
    """One deed, and the partnership's page with what came of it."""
    try:
        deed(by=request.user, now=timezone.now(), **details)
    except Refused as refusal:
        messages.error(request, str(refusal))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, done)
    return redirect("partnerships:partnership", side.partnership.reference)


@require_POST
@load_side(CONFIRM)
def propose(request: SignedIn, side: Side) -> HttpResponse:
    done = _("Proposed: every other partner was written to. It is public once all have confirmed.")
    return _do(
        request, side, partnerships.propose, done, partnership=side.partnership, government=side.government
    )


@require_POST
@load_side(CONFIRM)
def confirm(request: SignedIn, side: Side) -> HttpResponse:
    done = _("Confirmed for %(place)s.") % {"place": side.government.name}
    return _do(
        request, side, partnerships.confirm, done, partnership=side.partnership, government=side.government
    )


@require_POST
@load_side(CONFIRM)
def decline(request: SignedIn, side: Side) -> HttpResponse:
    done = _("It is a draft again, with your words. The partners were written to.")
    note = request.POST.get("note", "")
    return _do(
        request,
        side,
        partnerships.decline,
        done,
        partnership=side.partnership,
        government=side.government,
        note=note,
    )


@require_safe
@load_side(CONFIRM)
def end_ask(request: SignedIn, side: Side) -> HttpResponse:
    return _end_page(request, side, EndForm(today=timezone.localdate()))


def _end_page(request: SignedIn, side: Side, form: EndForm) -> HttpResponse:
    if side.partnership.state != PartnershipState.CONFIRMED:
        messages.info(request, _("Only a confirmed partnership can be ended."))
        return redirect("partnerships:partnership", side.partnership.reference)
    context = {"partnership": side.partnership, "trail": trail(side), "form": form}
    return render(request, "partnerships/end.html", context, status=422 if form.is_bound else 200)


@require_POST
@load_side(CONFIRM)
def end_do(request: SignedIn, side: Side) -> HttpResponse:
    form = EndForm(request.POST, today=timezone.localdate())
    if not form.is_valid():
        return _end_page(request, side, form)
    done = _("The partnership has ended. It stays public.")
    return _do(request, side, partnerships.end, done, partnership=side.partnership, **form.cleaned_data)


end = by_method(get=end_ask, post=end_do)


@require_safe
@load_side()
def discard_ask(request: SignedIn, side: Side) -> HttpResponse:
    context = {"partnership": side.partnership, "trail": trail(side)}
    return render(request, "partnerships/discard.html", context)


@require_POST
@load_side()
def discard_do(request: SignedIn, side: Side) -> HttpResponse:
    partnerships.discard(partnership=side.partnership, by=request.user)
    messages.success(request, _("The draft was discarded."))
    return redirect("partnerships:cooperation", side.government.slug)


discard = by_method(get=discard_ask, post=discard_do)


@require_POST
@load_side()
def deliver(request: SignedIn, side: Side, pk: int) -> HttpResponse:
    deliverable = get_object_or_404(side.partnership.deliverables.select_related("partnership"), pk=pk)
    form = DeliveredForm(request.POST)
    if not form.is_valid():
        messages.error(
            request,
            _("Nothing was saved: enter a day like 2026-03-31, and a link that begins with https://."),
        )
        return redirect("partnerships:partnership", side.partnership.reference)
    done = _("Saved: %(title)s") % {"title": deliverable.text}
    return _do(request, side, partnerships.deliver, done, deliverable=deliverable, **form.cleaned_data)
