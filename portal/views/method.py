"""How promises are judged, and where everything that is shown comes from."""

from __future__ import annotations

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

import trajectory
from inventories import frameworks
from inventories.models import ReferenceSource
from pledges.models import Declaration
from progress.enums import Reason, Verdict


@require_safe
def method(request: HttpRequest) -> HttpResponse:
    thresholds = trajectory.DEFAULT
    context = {
        "verdicts": Verdict.values,
        "reasons": [reason for reason in Reason if reason],
        "thresholds": thresholds,
        "peak_fall_percent": thresholds.peak_fall * 100,
        "peak_exceedance_percent": thresholds.peak_exceedance * 100,
        "method_version": trajectory.METHOD_VERSION,
        "frameworks": [frameworks.get(code) for code, _label in frameworks.choices()],
        "sources": ReferenceSource.objects.annotate(count=Count("figures")),
        "declarations": Declaration.objects.all(),
    }
    return render(request, "portal/method.html", context)
