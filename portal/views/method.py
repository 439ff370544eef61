"""How promises are judged, and where everything that is shown comes from."""

from __future__ import annotations

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

import trajectory
from accounts.models import Network
from inventories import frameworks
from inventories.checks import explained
from inventories.models import ReferenceSource
from partnerships import commitments, steps
from pledges.models import Declaration
from portal import backtest
from progress.enums import MethodState, Reason, Verdict
from progress.models import Method


@require_safe
def method(request: HttpRequest) -> HttpResponse:
    methods = list(Method.objects.filter(state__in=[MethodState.IN_FORCE, MethodState.RETIRED]))
    in_force = next((each for each in methods if each.state == MethodState.IN_FORCE), None)
    thresholds = in_force.thresholds if in_force else trajectory.DEFAULT
    context = {
        "verdicts": Verdict.values,
        "reasons": [reason for reason in Reason if reason],
        "thresholds": thresholds,
        "percent": {
            name: 100 * getattr(thresholds, name)
            for name in ("peak_fall", "peak_exceedance", "common_share", "base_change")
        },
        "method_version": in_force.label if in_force else trajectory.METHOD_VERSION,
        "methods": [
            {
                "method": each,
                "peak_exceedance": 100 * each.peak_exceedance,
                "base_change": 100 * each.base_change,
            }
            for each in methods
        ],
        "tried": backtest.tried(),
        "networks": Network.objects.filter(declarations__isnull=False).distinct(),
        "frameworks": [frameworks.get(code) for code, _label in frameworks.choices()],
        "sources": ReferenceSource.objects.annotate(count=Count("figures")),
        "declarations": Declaration.objects.all(),
        "four": {"inventory_years": commitments.INVENTORY_YEARS},
        "steps": [
            (network, steps.all_steps()[network.slug])
            for network in Network.objects.filter(slug__in=steps.all_steps()).order_by("slug")
        ],
    }
    return render(request, "portal/method.html", context)


@require_safe
def checks(request: HttpRequest) -> HttpResponse:
    """What every report is checked for before it is signed."""
    context = {
        "checks": explained.every(),
        "trail": [(_("How promises are judged"), reverse("portal:method"))],
    }
    return render(request, "portal/checks.html", context)
