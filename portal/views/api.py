"""The read-only interface for programmes (docs/api.md): no account, no language in the address."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.models import Government, Network
from inventories.exports import document_json
from portal import open_data, openness, published, tables_csv
from portal.views import downloads
from portal.views.reports import current, numbered

PER_PAGE = 100


@require_safe
def network_governments(request: HttpRequest, slug: str) -> HttpResponse:
    """The governments of a network with their verdicts, 100 a page."""
    network = get_object_or_404(Network, slug=slug)
    pages = Paginator(_members(network), PER_PAGE)
    number = request.GET.get("page", "1")
    if not (number.isascii() and number.isdigit() and 1 <= int(number[:9]) <= pages.num_pages):
        raise Http404
    page = pages.page(int(number))
    address = request.build_absolute_uri
    here = reverse("api:network-governments", args=[slug])
    return _json(
        {
            "network": {"slug": network.slug, "names": {"en": network.label_en, "zh-hans": network.label_zh}},
            "as_of": timezone.localdate().isoformat(),
            "count": pages.count,
            "page": page.number,
            "pages": pages.num_pages,
            "next": address(f"{here}?page={page.number + 1}") if page.has_next() else None,
            "governments": [
                open_data.summary(each, address)
                for each in open_data.places(page.object_list, timezone.localdate())
            ],
        }
    )


@require_safe
def network_table(request: HttpRequest, slug: str) -> HttpResponse:
    """The same as a table of all of them."""
    network = get_object_or_404(Network, slug=slug)
    found = open_data.places(_members(network), timezone.localdate())
    text = tables_csv.of(found, request.build_absolute_uri)
    response = HttpResponse(text, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{network.slug}-governments.csv"'
    return response


@require_safe
def government(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Government.objects.with_names(), slug=slug)
    (place,) = open_data.places([found], timezone.localdate())
    told = open_data.government(place, request.build_absolute_uri)
    return _json({"as_of": timezone.localdate().isoformat()} | told)


@require_safe
def report(request: HttpRequest, reference: str) -> HttpResponse:
    """The accepted version of a report, as far as it is published."""
    versions = published.versions_of(reference)
    version = current(versions)
    return downloads.answer(request, version, openness.of(versions), document_json.FORMAT, "en")


@require_safe
def report_version(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    versions = published.versions_of(reference)
    version = numbered(versions, number)
    return downloads.answer(request, version, openness.of(versions), document_json.FORMAT, "en")


def _members(network: Network) -> Any:
    return Government.objects.in_network(network).with_names().order_by("slug")


def _json(told: dict[str, Any]) -> JsonResponse:
    response = JsonResponse(told, json_dumps_params={"ensure_ascii": False, "indent": 1})
    response["Access-Control-Allow-Origin"] = "*"
    return response
