"""What the secretariat sees of offers and needs across its network."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.access import SignedIn, require
from accounts.models import Network
from accounts.permissions import Permission
from partnerships import needs as assessment
from partnerships.views.case_loading import load_network


@require_safe
@load_network
@require(Permission.SEE_NEEDS)
def needs(request: SignedIn, network: Network) -> HttpResponse:
    filters = assessment.NeedsFilter(request.GET, network=network)
    asked = filters.asked()
    topics = assessment.topics(network)
    found = assessment.listed(network, asked, topics, timezone.localdate())
    page = Paginator(found, assessment.PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "network": network,
        "trail": [(str(network), reverse("portal:network-desk", args=[network.slug]))],
        "filters": filters,
        "shown": dict(assessment.LISTS)[asked["show"]],
        "topics": topics,
        "page": page,
        "members": assessment.members(page.object_list, network, asked, topics),
    }
    return render(request, "partnerships/needs.html", context)


@require_safe
@load_network
@require(Permission.SEE_NEEDS)
def needs_table(request: SignedIn, network: Network) -> HttpResponse:
    """The list that the filters leave, whole, as CSV."""
    asked = assessment.NeedsFilter(request.GET, network=network).asked()
    topics = assessment.topics(network)
    found = assessment.listed(network, asked, topics, timezone.localdate())
    members = assessment.members(found, network, asked, topics)
    answer = HttpResponse(assessment.table(members, asked["show"]), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{network.slug}-{asked["show"]}.csv"'
    return answer
