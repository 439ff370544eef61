"""One's own account: name and language; the rest is a link to allauth's pages."""

from __future__ import annotations

from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.access import SignedIn
from accounts.forms import AccountForm


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def account(request: SignedIn) -> HttpResponse:
    form = AccountForm(request.POST or None, instance=request.user)
    if form.is_valid():
        user = form.save()
        with translation.override(user.language):
            messages.success(request, _("Your account is saved."))
            return redirect(reverse("accounts:account"))
    return render(
        request,
        "accounts/account.html",
        {"form": form, "memberships": _memberships(request), "has_mfa": is_mfa_enabled(request.user)},
    )


def _memberships(request: SignedIn) -> list[object]:
    current = request.user.memberships.current()
    return list(current.select_related("government", "network").prefetch_related("government__names"))
