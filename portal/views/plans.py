"""A climate action plan before everyone: what was accepted, and whether it closes the gap."""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.access import SignedIn, require
from accounts.permissions import Permission
from plans import counting, documents
from plans.models import Plan, PlanVersion
from plans.views.loading import latest, load_plan
from plans.views.loading import trail as desk_trail
from pledges.models import Target
from portal import plan_gaps, plans

Trail = list[tuple[str, str]]


def _load(code: str, number: int | None = None) -> PlanVersion:
    """The version that everyone may read. Raises Http404 where none was accepted."""
    found = Plan.objects.select_related("government").prefetch_related("government__names")
    version = plans.public_version(get_object_or_404(found, code=code), number)
    if version is None:
        raise Http404
    return version


def _trail(version: PlanVersion) -> Trail:
    government = version.government
    return [(_("Promises"), reverse("portal:home")), (government.name, government.get_absolute_url())]


@require_safe
def plan(request: HttpRequest, code: str) -> HttpResponse:
    return _page(request, _load(code))


@require_safe
def plan_version(request: HttpRequest, code: str, number: int) -> HttpResponse:
    return _page(request, _load(code, number))


def _page(request: HttpRequest, version: PlanVersion) -> HttpResponse:
    page = plans.of_version(version, timezone.localdate())
    context = {"page": page, "version": version, "government": version.government, "trail": _trail(version)}
    return render(request, "portal/plan.html", context)


@require_safe
@load_plan
@require(Permission.SEE_DESK)
def plan_desk(request: SignedIn, plan: Plan) -> HttpResponse:
    """The latest version in full, as everyone will read it: for those who write and those who review it."""
    version = latest(plan, request.user)
    page = plans.of_version(version, timezone.localdate(), held_against_targets=True)
    context = {
        "page": page,
        "version": version,
        "government": plan.government,
        "trail": desk_trail(plan),
        "on_desk": True,
    }
    return render(request, "portal/plan.html", context)


@require_safe
def gap(request: HttpRequest, code: str, target: str) -> HttpResponse:
    """A plan held against one of the targets that it serves, action by action."""
    version = _load(code)
    served = get_object_or_404(
        Target.objects.public().filter(plan_versions=version).select_related("government"), code=target
    )
    today = timezone.localdate()
    counted = counting.of_versions([version], today)[version.pk]
    (held,) = plan_gaps.of_version(version, [served], counted, today)
    context = {
        "held": held,
        "version": version,
        "government": version.government,
        "trail": [*_trail(version), (str(version.title), version.get_absolute_url())],
    }
    return render(request, "portal/plan_gap.html", context)


@require_safe
def plan_file(request: HttpRequest, code: str, number: int) -> FileResponse:
    """The plan's document, as it was accepted."""
    return documents.answer(_load(code, number))
