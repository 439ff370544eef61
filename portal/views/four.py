"""The four commitments of a network: who keeps which, as a page and as a file."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

import trajectory
from accounts.models import Network
from portal import annual, days, four, signatories
from portal.forms import CommitmentFilter
from progress.models import Method


@require_safe
def commitments(request: HttpRequest, slug: str) -> HttpResponse:
    """Every member with its four marks; `?on=` shows an earlier day."""
    network = get_object_or_404(Network, slug=slug)
    day = days.day(request.GET.get("on", ""), timezone.localdate())
    picture = four.of_network(network, day.on)
    form, keys = _chosen(request, picture)
    page = Paginator(keys, four.PER_PAGE).get_page(request.GET.get("page"))
    context: dict[str, Any] = {
        "network": network,
        "trail": [(network.label, reverse("portal:network", args=[network.slug]))],
        "day": day,
        "picture": picture,
        "sentence": four.sentence(picture),
        "form": form,
        "is_filtered": bool(form.chosen()),
        "page": page,
        "rows": four.rows(picture, list(page.object_list)),
        "asked": request.GET.urlencode(),
    }
    return render(request, "portal/commitments.html", context)


@require_safe
def commitments_table(request: HttpRequest, slug: str) -> HttpResponse:
    """The same governments, all of them, as CSV."""
    network = get_object_or_404(Network, slug=slug)
    day = days.day(request.GET.get("on", ""), timezone.localdate())
    picture = four.of_network(network, day.on)
    _form, keys = _chosen(request, picture)
    response = HttpResponse(four.table(picture, keys), content_type="text/csv; charset=utf-8")
    name = f"{network.slug}-commitments-{day.on}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_safe
def network_report(request: HttpRequest, slug: str, year: int) -> HttpResponse:
    """The network's report of a year, to read and to print."""
    network = get_object_or_404(Network, slug=slug)
    today = timezone.localdate()
    first = annual.first_year(network)
    if not first <= year <= today.year:
        raise Http404
    found = annual.of(network, year, today)
    in_force = Method.objects.in_force().first()
    context = {
        "network": network,
        "trail": [
            (network.label, reverse("portal:network", args=[network.slug])),
            (_("The four commitments"), reverse("portal:commitments", args=[network.slug])),
        ],
        "annual": found,
        "sentence": four.sentence(found.picture),
        "years": range(today.year, first - 1, -1),
        "verdict_rows": zip(found.tally.by_reports, found.tally.by_public_figures, strict=True),
        "method_version": in_force.label if in_force else trajectory.METHOD_VERSION,
    }
    return render(request, "portal/network_report.html", context)


def _chosen(request: HttpRequest, picture: four.Picture) -> tuple[CommitmentFilter, list[int]]:
    form = CommitmentFilter(request.GET, countries=signatories.countries(picture.network))
    return form, four.chosen(picture, form.chosen())
