"""A proposed version beside the one in force, and the secretariat's decision."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.access import SignedIn, loads, require
from accounts.permissions import Permission, may
from pledges import comparison
from pledges.actions import targets as actions
from pledges.actions.errors import PledgeError
from pledges.enums import TargetState
from pledges.forms import ConfirmForm, RefuseForm
from pledges.models import TargetVersion
from pledges.views import trails


def _versions() -> QuerySet[TargetVersion]:
    return TargetVersion.objects.select_related(
        "target__government", "target__statement__declaration", "measure", "proposed_by", "decided_by"
    ).prefetch_related("target__government__names", "questions__answered_by")


load = loads(_versions, "pk")


@require_safe
@load
@require(Permission.SEE_DESK)
def proposal(request: SignedIn, version: TargetVersion) -> HttpResponse:
    return _page(request, version)


@require_POST
@load
@require(Permission.CONFIRM_TARGET)
def confirm(request: SignedIn, version: TargetVersion) -> HttpResponse:
    form = ConfirmForm(request.POST)
    if form.is_valid():
        try:
            actions.confirm(
                version=version, by=request.user, now=timezone.now(), note=form.cleaned_data["note"]
            )
        except PledgeError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The target is in force and is being judged."))
            return redirect("pledges:proposal", version.pk)
    return _page(request, version, confirming=form)


@require_POST
@load
@require(Permission.CONFIRM_TARGET)
def refuse(request: SignedIn, version: TargetVersion) -> HttpResponse:
    form = RefuseForm(request.POST)
    if form.is_valid():
        try:
            actions.refuse(
                version=version, reason=form.cleaned_data["reason"], by=request.user, now=timezone.now()
            )
        except PledgeError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The proposal is not confirmed; the government is told why."))
            return redirect("pledges:proposal", version.pk)
    return _page(request, version, refusing=form)


def _page(
    request: SignedIn,
    version: TargetVersion,
    confirming: Form | None = None,
    refusing: Form | None = None,
) -> HttpResponse:
    before = _before(version)
    waits = version.state == TargetState.PROPOSED
    may_confirm = may(request.user, Permission.CONFIRM_TARGET, version)
    own = actions.may_not_decide(version, request.user)
    context: dict[str, Any] = {
        "version": version,
        "target": version.target,
        "government": version.government,
        "trail": trails.of_government(version.government),
        "before": before,
        "rows": comparison.rows(before, version),
        "waits": waits,
        "may_decide": waits and may_confirm and not own,
        "own": waits and may_confirm and own,
        "confirming": confirming or ConfirmForm(),
        "refusing": refusing or RefuseForm(),
        "revisable": may(request.user, Permission.ANSWER_QUESTION, version),
    }
    return render(request, "pledges/proposal.html", context)


def _before(version: TargetVersion) -> TargetVersion | None:
    """What the version is to replace, or replaced: the last one in force before it."""
    earlier = version.target.versions.filter(number__lt=version.number, valid_from__isnull=False)
    return earlier.select_related("measure").order_by("-number").first()
