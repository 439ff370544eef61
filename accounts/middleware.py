"""The secretariat answers for everyone's numbers: where the settings say so, it signs in with two factors."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

SIGN_IN_PAGES = ("account_", "mfa_")
"""allauth's own addresses begin so; without them nobody could set up the second factor."""
ALSO_OPEN = frozenset({"set_language", "javascript-catalog", "healthz", "accounts:invitation"})


class SecondFactorMiddleware:
    """Sends members of a secretariat without a second factor to set one up, whichever page they ask for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *view: Any) -> HttpResponse | None:
        if not settings.MFA_REQUIRED_OF_SECRETARIAT or _is_open(request):
            return None
        user = request.user
        if not user.is_authenticated or not user.in_secretariat or is_mfa_enabled(user):
            return None
        messages.warning(
            request,
            _("The secretariat signs in with a second factor. Set it up now; your desk opens afterwards."),
        )
        return redirect("mfa_activate_totp")


def _is_open(request: HttpRequest) -> bool:
    match = request.resolver_match
    return match is not None and (
        match.view_name in ALSO_OPEN or (match.url_name or "").startswith(SIGN_IN_PAGES)
    )
