"""One promise: its words, the verdict, the working, its history."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from pledges.models import Target
from portal import chronicle, promises, terms, workings


@require_safe
def target(request: HttpRequest, code: str) -> HttpResponse:
    found = get_object_or_404(
        Target.objects.public()
        .select_related("government", "statement__declaration")
        .prefetch_related("government__names"),
        code=code,
    )
    promise = promises.of_target(found)
    reasons = workings.open_reasons(promise) if promise else []
    context = {
        "target": found,
        "trail": [
            (_("Promises"), reverse("portal:home")),
            (found.government.name, found.government.get_absolute_url()),
        ],
        "promise": promise,
        "working": workings.rows(promise) if promise else [],
        "open_reasons": reasons,
        "beside": promise.told[len(reasons) :] if promise and reasons else [],
        "terms": terms.of_version(promise.version) if promise else [],
        "questions": found.questions.open(),
        "history": chronicle.of_target(found),
    }
    return render(request, "portal/target.html", context)
