"""The members of a government or a network, and invitations to it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import invitations
from accounts import members as membership
from accounts.access import SignedIn, View, loads, require
from accounts.enums import Role
from accounts.forms import EndMembershipForm, InviteForm
from accounts.members import Place
from accounts.models import Government, Network
from accounts.permissions import Permission

Load = Callable[[View], View]

load_government: Load = loads(Government.objects.with_names, "slug")
load_network: Load = loads(Network.objects.all, "slug")


def require_inviter(view: View) -> View:
    """Allow those who may invite: a government's certifiers and secretariat, a network's administrators."""

    @wraps(view)
    def allowed(request: HttpRequest, place: Place, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return require(membership.invites_with(place))(view)(request, place, *args, **kwargs)

    return allowed


@require_safe
@require(Permission.SEE_MEMBERS)
def members(request: SignedIn, place: Place) -> HttpResponse:
    return render(
        request,
        "accounts/members.html",
        _about(place)
        | {
            "members": membership.at(place).order_by("role", "user__name", "user__email"),
            "invitations": invitations.pending(place),
            "can_manage": membership.can_manage(request.user, place),
            "now": timezone.now(),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@require_inviter
def invite(request: SignedIn, place: Place) -> HttpResponse:
    form = InviteForm(request.POST or None, place=place)
    if form.is_valid():
        try:
            made = invitations.invite(**form.cleaned_data, place=place, by=request.user, now=timezone.now())
        except invitations.CannotInvite as refusal:
            form.add_error("email", str(refusal))
        else:
            messages.success(request, _("An invitation goes to %(email)s.") % {"email": made.email})
            return redirect(members_url(place))
    return render(request, "accounts/invite.html", _about(place) | {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@require_inviter
def member_end(request: SignedIn, place: Place, pk: int) -> HttpResponse:
    member = get_object_or_404(membership.at(place), pk=pk)
    is_last_certifier = membership.is_last(member, Role.CERTIFIER)
    form = EndMembershipForm(request.POST or None, is_last_certifier=is_last_certifier)
    refusal = ""
    if request.method == "POST" and form.is_valid():
        try:
            membership.end(membership=member, by=request.user, now=timezone.now(), **form.cleaned_data)
        except membership.CannotEnd as error:
            refusal = str(error)
        else:
            messages.success(request, _("%(name)s is no longer a member.") % {"name": member.user})
            return redirect(members_url(place) if member.user_id != request.user.pk else "portal:desk")
    return render(
        request,
        "accounts/member_end.html",
        _about(place)
        | {
            "form": form,
            "member": member,
            "is_last_certifier": is_last_certifier,
            "is_last_administrator": membership.is_last(member, Role.ADMINISTRATOR),
            "refusal": refusal,
        },
    )


@require_POST
@require_inviter
def invitation_withdraw(request: SignedIn, place: Place, pk: int) -> HttpResponse:
    invitation = get_object_or_404(invitations.pending(place), pk=pk)
    try:
        invitations.withdraw(invitation=invitation, now=timezone.now())
    except invitations.InvitationClosed:
        messages.warning(request, _("This invitation was accepted or withdrawn in the meantime."))
    else:
        messages.success(
            request, _("The invitation to %(email)s is withdrawn.") % {"email": invitation.email}
        )
    return redirect(members_url(place))


@require_POST
@require_inviter
def invitation_resend(request: SignedIn, place: Place, pk: int) -> HttpResponse:
    invitation = get_object_or_404(invitations.pending(place), pk=pk)
    try:
        invitations.resend(invitation=invitation, by=request.user, now=timezone.now())
    except invitations.InvitationClosed:
        messages.warning(request, _("This invitation was accepted or withdrawn in the meantime."))
    else:
        messages.success(
            request,
            _("A new link goes to %(email)s; the one sent before no longer works.")
            % {"email": invitation.email},
        )
    return redirect(members_url(place))


def members_url(place: Place) -> str:
    return reverse(f"accounts:{_kind(place)}-members", args=[place.slug])


def _kind(place: Place) -> str:
    return "government" if isinstance(place, Government) else "network"


def _about(place: Place) -> dict[str, Any]:
    """What every page here says about its place: addresses by kind, and the way back."""
    kind = _kind(place)
    desk = reverse(f"portal:{kind}-desk", args=[place.slug])
    return {
        "place": place,
        "is_network": kind == "network",
        "members_url": members_url(place),
        "invite_url": f"accounts:{kind}-invite",
        "end_url": f"accounts:{kind}-member-end",
        "withdraw_url": f"accounts:{kind}-invitation-withdraw",
        "resend_url": f"accounts:{kind}-invitation-resend",
        "trail": [(str(place), desk)],
        "trail_to_members": [(str(place), desk), (_("Members"), members_url(place))],
    }
