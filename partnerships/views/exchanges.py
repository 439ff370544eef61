"""Exchanges of a confirmed partnership: entered, changed, taken away."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.access import SignedIn
from inventories.views.methods import by_method
from partnerships.actions import exchanges
from partnerships.forms.exchange import ExchangeForm
from partnerships.forms.partnership import FIND
from partnerships.models import Exchange
from partnerships.views.loading import Side, load_side, trail


def _held(side: Side, pk: int | None) -> Exchange | None:
    return None if pk is None else get_object_or_404(side.partnership.exchanges, pk=pk)


def _page(
    request: SignedIn, side: Side, held: Exchange | None, form: ExchangeForm, status: int = 200
) -> HttpResponse:
    if not side.partnership.is_public:
        messages.info(request, _("Exchanges are entered once every partner has confirmed the partnership."))
        return redirect("partnerships:partnership", side.partnership.reference)
    context = {
        "partnership": side.partnership,
        "side": side,
        "trail": trail(side),
        "form": form,
        "exchange": held,
    }
    return render(request, "partnerships/exchange.html", context, status=status)


@require_safe
@load_side()
def exchange_form(request: SignedIn, side: Side, pk: int | None = None) -> HttpResponse:
    held = _held(side, pk)
    form = ExchangeForm(
        partnership=side.partnership,
        own=side.government,
        instance=held,
        initial={} if held else {"language": get_language()},
    )
    return _page(request, side, held, form)


@require_POST
@load_side()
def exchange_save(request: SignedIn, side: Side, pk: int | None = None) -> HttpResponse:
    held = _held(side, pk)
    form = ExchangeForm(request.POST, partnership=side.partnership, own=side.government, instance=held)
    if FIND in request.POST.getlist("then"):
        form.forget_complaints()
        return _page(request, side, held, form)
    if not form.is_valid():
        return _page(request, side, held, form, status=422)
    try:
        saved = exchanges.save(
            partnership=side.partnership,
            exchange=held,
            by=request.user,
            now=timezone.now(),
            **form.details,
        )
    except ValidationError as error:
        form.add_error(None, error)
        return _page(request, side, held, form, status=422)
    messages.success(request, _("Saved, and public: %(title)s") % {"title": saved.title})
    return redirect("partnerships:partnership", side.partnership.reference)


exchange = by_method(get=exchange_form, post=exchange_save)


@require_safe
@load_side()
def remove_ask(request: SignedIn, side: Side, pk: int) -> HttpResponse:
    context = {"partnership": side.partnership, "trail": trail(side), "exchange": _held(side, pk)}
    return render(request, "partnerships/exchange_remove.html", context)


@require_POST
@load_side()
def remove_do(request: SignedIn, side: Side, pk: int) -> HttpResponse:
    held = get_object_or_404(side.partnership.exchanges.select_related("partnership"), pk=pk)
    exchanges.remove(exchange=held, by=request.user, now=timezone.now())
    messages.success(request, _("Removed: %(title)s") % {"title": held.title})
    return redirect("partnerships:partnership", side.partnership.reference)


remove = by_method(get=remove_ask, post=remove_do)
