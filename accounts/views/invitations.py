"""Following the link in an invitation."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts import invitations
from accounts.access import SignedIn
from accounts.forms import AcceptForm
from accounts.members import CannotEnd
from accounts.models import Invitation, User


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """What the reader of the link can do depends on the invitation first, and on who is signed in then."""
    offer = invitations.with_token(token)
    if offer is None:
        return render(request, "accounts/invitation_closed.html", {"state": "unknown"}, status=404)
    if state := _closed(offer):
        return _closed_page(request, offer, state)
    if request.user.is_authenticated:
        return _for_user(cast(SignedIn, request), offer)
    if User.objects.filter(email__iexact=offer.email).exists():
        return render(request, "accounts/invitation_sign_in.html", {"invitation": offer})
    return _for_newcomer(request, offer)


def _closed(offer: Invitation) -> str:
    if offer.accepted_at:
        return "used"
    if offer.withdrawn_at:
        return "withdrawn"
    return "expired" if offer.expires_at <= timezone.now() else ""


def _closed_page(request: HttpRequest, offer: Invitation, state: str) -> HttpResponse:
    return render(
        request, "accounts/invitation_closed.html", {"invitation": offer, "state": state}, status=410
    )


def _for_user(request: SignedIn, offer: Invitation) -> HttpResponse:
    if request.user.email.lower() != offer.email.lower():
        return render(request, "accounts/invitation_not_theirs.html", {"invitation": offer}, status=403)
    refusal = ""
    if request.method == "POST":
        try:
            invitations.accept(invitation=offer, user=request.user, now=timezone.now())
        except invitations.InvitationClosed:
            return _closed_page(request, offer, "used")
        except CannotEnd as error:
            refusal = str(error)
        else:
            return _welcome(request, offer)
    return render(request, "accounts/invitation_accept.html", {"invitation": offer, "refusal": refusal})


def _for_newcomer(request: HttpRequest, offer: Invitation) -> HttpResponse:
    form = AcceptForm(request.POST or None, invitation=offer)
    if form.is_valid():
        try:
            user = invitations.accept_as_new(
                invitation=offer,
                name=form.cleaned_data["name"],
                password=form.cleaned_data["password"],
                language=invitations.page_language(),
                now=timezone.now(),
            )
        except invitations.InvitationClosed:
            return _closed_page(request, offer, "used")
        login(request, user)
        return _welcome(request, offer)
    return render(request, "accounts/invitation_accept.html", {"invitation": offer, "form": form})


def _welcome(request: HttpRequest, offer: Invitation) -> HttpResponse:
    words = {"role": offer.get_role_display(), "place": offer.place}
    messages.success(request, _("You are now %(role)s of %(place)s.") % words)
    kind = "government" if offer.government_id else "network"
    return redirect(f"portal:{kind}-desk", offer.place.slug)
