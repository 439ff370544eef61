from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@require_safe
def government(request: HttpRequest, slug: str) -> HttpResponse:
    return render(request, "portal/home.html")
