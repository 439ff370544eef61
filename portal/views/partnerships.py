"""Cooperation before everyone: the list, one partnership, its papers, one exchange."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.models import Government
from partnerships import documents
from partnerships.models import Partnership, PartnershipDocument
from pledges.models import Declaration
from portal import cooperation
from portal.cooperation import PartnershipFilter


@require_safe
def partnerships(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    form = PartnershipFilter(request.GET)
    chosen = form.chosen()
    of = Government.objects.with_names().filter(slug=request.GET.get("government", "")).first()
    if of:
        chosen["government"] = of.slug
    page = Paginator(cooperation.listed(chosen, today), cooperation.PER_PAGE).get_page(
        request.GET.get("page")
    )
    context = {"form": form, "page": page, "is_filtered": bool(chosen), "of": of, "today": today}
    return render(request, "portal/partnerships.html", context)


def _public(reference: str) -> Partnership:
    found = Partnership.objects.public().select_related("network")
    return get_object_or_404(
        found.prefetch_related("partners__government__names", "organisations", "exchanges"),
        reference=reference,
    )


@require_safe
def partnership(request: HttpRequest, reference: str) -> HttpResponse:
    found = _public(reference)
    today = timezone.localdate()
    context = {
        "trail": [(_("Partnerships"), reverse("portal:partnerships"))],
        "partnership": found,
        "whole": cooperation.whole(found, today),
    }
    return render(request, "portal/partnership.html", context)


@require_safe
def partnership_file(request: HttpRequest, reference: str, pk: int) -> HttpResponseBase:
    public = PartnershipDocument.objects.filter(partnership__in=Partnership.objects.public())
    return documents.answer(get_object_or_404(public, pk=pk, partnership__reference=reference))


@require_safe
def exchange(request: HttpRequest, pk: int) -> HttpResponse:
    found = cooperation.public_exchanges().select_related("partnership", "network").filter(pk=pk).first()
    if found is None:
        raise Http404
    declared = Declaration.objects.filter(
        network=found.network_id, date__range=(found.starts_on, found.ends_on)
    )
    context = {
        "trail": _trail_of(found),
        "exchange": found,
        "governments": cooperation.governments(found),
        "organisations": [
            each.organisation
            for each in found.participations.filter(organisation__isnull=False).select_related("organisation")
        ],
        "declarations": declared if cooperation.is_summit(found) else [],
    }
    return render(request, "portal/exchange.html", context)


def _trail_of(exchange: cooperation.Exchange) -> list[tuple[str, str]]:
    if exchange.partnership:
        above = exchange.partnership
        listed = (_("Partnerships"), reverse("portal:partnerships"))
        return [listed, (str(above.title), above.get_absolute_url())]
    above_it = exchange.network
    return [(above_it.label, above_it.get_absolute_url())] if above_it else []
