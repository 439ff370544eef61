from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@require_safe
def report(request: HttpRequest, reference: str) -> HttpResponse:
    return render(request, "portal/home.html")


@require_safe
def report_version(request: HttpRequest, reference: str, number: int) -> HttpResponse:
    return render(request, "portal/home.html")
