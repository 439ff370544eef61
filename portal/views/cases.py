"""Case studies for everyone: the search, and one of them with its claims checked."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from partnerships import claims
from partnerships.models import CaseStudy
from portal import cases as found_cases


@require_safe
def cases(request: HttpRequest) -> HttpResponse:
    form = found_cases.CaseFilter(request.GET)
    chosen = form.chosen()
    page = Paginator(found_cases.listed(chosen), found_cases.PER_PAGE).get_page(request.GET.get("page"))
    context = {"form": form, "is_filtered": bool(chosen), "page": page}
    return render(request, "portal/cases.html", context)


@require_safe
def case(request: HttpRequest, slug: str) -> HttpResponse:
    published = CaseStudy.objects.public().select_related("government", "partnership")
    found = get_object_or_404(published.prefetch_related("government__names"), slug=slug)
    linked = found.partnership
    context = {
        "case": found,
        "government": found.government,
        "claims": claims.checked(claims.rows(found.pk), timezone.localdate(), found_cases.withheld),
        "partnership": linked if linked is not None and linked.is_public else None,
    }
    return render(request, "portal/case.html", context)
