"""Networks: the front page and one page each."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.models import Government, Network
from pledges.models import Declaration
from portal import annual, cooperation, four, signatories, sums, tallies
from portal.forms import SignatoryFilter


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The one network that has a declaration; a list where there are several, or none."""
    declared = list(Network.objects.filter(declarations__isnull=False).distinct()[:2])
    if len(declared) == 1:
        return render(request, "portal/network.html", of_network(request, declared[0]))
    return render(request, "portal/home.html", {"networks": networks_with_counts()})


@require_safe
def network(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Network, slug=slug)
    return render(request, "portal/network.html", of_network(request, found))


def networks_with_counts() -> Any:
    current = Count("memberships", filter=Q(memberships__until__isnull=True))
    return Network.objects.annotate(members=current).order_by("pk")


def of_network(request: HttpRequest, network: Network) -> dict[str, Any]:
    members = Government.objects.in_network(network)
    today = timezone.localdate()
    picture = four.of_network(network, today)
    form = SignatoryFilter(request.GET, countries=signatories.countries(network))
    chosen = form.chosen()
    listed = signatories.listed(network, chosen, today).with_names()
    page = Paginator(listed, signatories.PER_PAGE).get_page(request.GET.get("page"))
    return {
        "network": network,
        "others": Network.objects.exclude(pk=network.pk).order_by("pk"),
        "declarations": Declaration.objects.filter(network=network),
        "tally": tallies.tally(members, today),
        "members": members.count(),
        "form": form,
        "is_filtered": bool(chosen.keys() - {"sort"}),
        "page": page,
        "rows": signatories.rows(page.object_list, today, picture.found),
        "picture": picture,
        "sentence": four.sentence(picture),
        "cooperation": cooperation.of_network(network, today),
        "sum": sums.of_network(network),
        "last_year": max(today.year - 1, annual.first_year(network)),
    }
