"""One promise: its words, the verdict, the working, its history; as of today or an earlier day."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.permissions import Permission, may
from pledges.models import Target
from portal import (
    bases,
    chronicle,
    days,
    hearing,
    likelihoods,
    outlook,
    plan_gaps,
    promises,
    questions,
    records,
    terms,
    workings,
)
from portal.days import Day
from portal.promises import Promise
from progress.models import Assessment


@require_safe
def target(request: HttpRequest, code: str) -> HttpResponse:
    found = get_object_or_404(
        Target.objects.public()
        .select_related("government", "statement__declaration")
        .prefetch_related("government__names"),
        code=code,
    )
    day = _day(request)
    promise = promises.of_target(found, day)
    if promise and day.is_today:
        plan_gaps.put_beside([promise], day.today)
    reasons = workings.open_reasons(promise) if promise else []
    context = {
        "target": found,
        "trail": [
            (_("Promises"), reverse("portal:home")),
            (found.government.name, found.government.get_absolute_url()),
        ],
        "day": day,
        "promise": promise,
        "hearing": hearing.of_one(promise.assessment if promise else None, everyone=True, until=_until(day)),
        "waiting": _waiting(request, found, day),
        "open_reasons": reasons,
        "questions": questions.public(days.open_questions(found, day), [promise] if promise else []),
        "history": chronicle.of_target(found, day.today),
        **(_of_promise(promise, len(reasons)) if promise else {}),
    }
    return render(request, "portal/target.html", context)


@require_safe
def record(request: HttpRequest, code: str) -> HttpResponse:
    """The record behind the verdict that stood before the public on a day, to be worked out again."""
    found = get_object_or_404(Target.objects.public(), code=code)
    day = _day(request)
    promise = promises.of_target(found, day)
    if day.complaint or not promise or not promise.assessment:
        raise Http404
    return JsonResponse(
        records.published(promise, day), json_dumps_params={"ensure_ascii": False, "indent": 1}
    )


def _of_promise(promise: Promise, reasons: int) -> dict[str, Any]:
    """What is said of the promise in parts of their own; the rest says why."""
    needs = promise.told_of(outlook.NEEDS)
    apart = {*needs, *promise.told_of(likelihoods.TOLD)}
    because = [each for each in promise.told[reasons or 1 :] if each not in apart]
    return {
        "because": because,
        "needs": needs,
        "outlook": outlook.rows(promise),
        "likelihood": likelihoods.of(promise),
        "differences": [] if promise.is_withheld else bases.differences(promise.record, promise.data),
        "working": workings.rows(promise),
        "terms": terms.of_version(promise.version, is_withheld=promise.is_withheld),
    }


def _day(request: HttpRequest) -> Day:
    return days.day(request.GET.get("on", "").strip(), timezone.localdate())


def _until(day: Day) -> datetime | None:
    """The moment up to which what was said to a verdict is shown; today all of it."""
    return None if day.is_today else day.end


def _waiting(request: HttpRequest, target: Target, day: Day) -> Assessment | None:
    """A verdict that is not everyone's yet, for those who may know of it."""
    if not may(request.user, Permission.SEE_DESK, target):
        return None
    return promises.waiting(target, day.today)
