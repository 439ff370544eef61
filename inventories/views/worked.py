"""A kept calculation: read by everyone who may read the version, removed from a draft."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.access import loads, require
from accounts.permissions import Permission
from inventories import calculations, calculators, frameworks, history
from inventories.models import Calculation
from inventories.views.calculations import around_row, equivalent, masses_of, of_row
from inventories.views.loading import SignedInRequest, View, may_read
from inventories.views.methods import by_method
from inventories.views.sections import revision_of, section_of


def _calculations() -> Any:
    return Calculation.objects.select_related("version__report__government", "made_by").prefetch_related(
        "version__report__government__names"
    )


load_calculation = loads(_calculations, "pk")


@require_safe
@load_calculation
@require(Permission.SEE_REPORT)
def calculation(request: SignedInRequest, item: Calculation) -> HttpResponse:
    """How a row was worked out, with the factors as they were used."""
    if not may_read(request.user, item.version):
        raise Http404
    version = item.version
    context = {
        **around_row(request, version, item.section),
        "item": item,
        "row": frameworks.row(version.report.framework, item.section, item.row),
        "calculator": calculators.get(item.calculator),
        "masses": masses_of(item.tonnes),
        "co2e": equivalent(item.tonnes, version),
        "holds": calculations.holds(item),
        "steps_taken": item.steps,
    }
    return render(request, "inventories/calculation.html", context)


def of_draft(view: Callable[..., HttpResponse]) -> View:
    """Only a calculation of a draft can be removed: for any other, show what it is."""

    @wraps(view)
    def wrapped(request: SignedInRequest, item: Calculation) -> HttpResponse:
        if not item.version.is_draft:
            raise PermissionDenied
        return view(request, item)

    return wrapped


@require_safe
@load_calculation
@require(Permission.EDIT_REPORT)
@of_draft
def calculation_remove_ask(request: SignedInRequest, item: Calculation) -> HttpResponse:
    others = of_row(item.version, item.section, item.row)
    context = {
        **around_row(request, item.version, item.section),
        "section": section_of(item.version, item.section),
        "item": item,
        "calculator": calculators.get(item.calculator),
        "others": len(others) - 1,
        "back": reverse(
            "inventories:row-calculators", args=[item.version.report.reference, item.section, item.row]
        ),
    }
    return render(request, "inventories/calculation_remove.html", context)


@require_POST
@load_calculation
@require(Permission.EDIT_REPORT)
@of_draft
def calculation_remove_do(request: SignedInRequest, item: Calculation) -> HttpResponse:
    place = (item.version.report.reference, item.section, item.row)
    try:
        calculations.remove(
            calculation=item, revision=revision_of(request.POST), by=request.user, now=timezone.now()
        )
    except history.Refused as error:
        messages.error(request, str(error))
        return redirect("inventories:row-calculators", *place)
    messages.success(request, _("Removed. The row was filled anew from what is left."))
    return redirect("inventories:row-calculators", *place)


calculation_remove = by_method(get=calculation_remove_ask, post=calculation_remove_do)
