"""Offers and needs of a government, and the partners that these bring."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from accounts.access import SignedIn, loads, require
from accounts.models import Government
from accounts.permissions import Permission, may
from inventories.views.methods import by_method
from partnerships import proposals
from partnerships.actions import interests as actions
from partnerships.forms.interests import InterestsForm
from partnerships.models import Interest
from pledges.views import trails

load_government = loads(Government.objects.with_names, "slug")
PAST = 40
"""Of what was said before, as many as one looks at."""


def _page(
    request: SignedIn, government: Government, form: InterestsForm, conflict: actions.Conflict | None = None
) -> HttpResponse:
    past = Interest.objects.filter(government=government, withdrawn_at__isnull=False)
    unsaid = form.is_bound and conflict is None
    context = {
        "government": government,
        "trail": trails.of_government(government),
        "form": form,
        "conflict": conflict,
        "shown": request.POST.get("seen", "") if unsaid else actions.seen(form.rows.values()),
        "current": sorted(form.rows.values(), key=lambda row: row.pk),
        "past": past.select_related("by").order_by("-withdrawn_at", "-pk")[:PAST],
    }
    status = 409 if conflict else 422 if unsaid else 200
    return render(request, "partnerships/interests.html", context, status=status)


def _rows(government: Government) -> list[Interest]:
    return list(Interest.objects.current().filter(government=government).select_related("by"))


@require_safe
@load_government
@require(Permission.EDIT_COOPERATION)
def interests_form(request: SignedIn, government: Government) -> HttpResponse:
    rows = _rows(government)
    return _page(request, government, InterestsForm(rows=rows))


@require_POST
@load_government
@require(Permission.EDIT_COOPERATION)
def interests_save(request: SignedIn, government: Government) -> HttpResponse:
    rows = _rows(government)
    form = InterestsForm(request.POST, rows=rows)
    if not form.is_valid():
        return _page(request, government, form)
    try:
        changed = actions.declare(
            government=government,
            shown=form.cleaned_data["seen"],
            wishes=form.wishes,
            by=request.user,
            now=timezone.now(),
        )
    except actions.Conflict as error:
        return _page(request, government, form, error)
    done = ngettext("Saved: %(count)d entry changed.", "Saved: %(count)d entries changed.", changed)
    messages.success(request, done % {"count": changed} if changed else _("Nothing was changed."))
    return redirect("partnerships:interests", government.slug)


interests = by_method(get=interests_form, post=interests_save)


@require_safe
@load_government
@require(Permission.SEE_DESK)
def partners(request: SignedIn, government: Government) -> HttpResponse:
    context = {
        "government": government,
        "trail": trails.of_government(government),
        "found": proposals.of_government(government, timezone.localdate()),
        "may_edit": may(request.user, Permission.EDIT_COOPERATION, government),
    }
    return render(request, "partnerships/partners.html", context)
