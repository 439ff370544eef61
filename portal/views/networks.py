"""Networks: the front page and one page each."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/home.html")


@require_safe
def network(request: HttpRequest, slug: str) -> HttpResponse:
    return render(request, "portal/home.html")
