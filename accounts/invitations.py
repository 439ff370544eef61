"""Inviting people, and what becomes of an invitation."""

from __future__ import annotations

import datetime
import hashlib
import secrets

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts import members, outbox
from accounts.enums import GOVERNMENT_ROLES, NETWORK_ROLES, Role
from accounts.members import Place
from accounts.models import Government, Invitation, Membership, User
from accounts.models.membership import InvitationQuerySet


class CannotInvite(Exception):
    """There is nothing to invite to; the message says why."""


class InvitationClosed(Exception):
    """The invitation was accepted, withdrawn or has expired."""


class NotTheirs(Exception):
    """The invitation is for another e-mail address."""


def roles_at(place: Place) -> tuple[Role, ...]:
    """The roles one can be invited to."""
    return GOVERNMENT_ROLES if isinstance(place, Government) else NETWORK_ROLES


def pending(place: Place) -> QuerySet[Invitation]:
    """Invitations neither accepted nor withdrawn, expired ones included: these can be sent again."""
    return _to(place).filter(accepted_at__isnull=True, withdrawn_at__isnull=True).select_related("invited_by")


def with_token(token: str) -> Invitation | None:
    invitations = Invitation.objects.select_related("government", "network", "invited_by")
    return invitations.filter(token_sha256=_sha256(token)).first()


@transaction.atomic
def invite(*, email: str, role: str, place: Place, by: User, now: datetime.datetime) -> Invitation:
    """Offer a role in `place`; the letter with the link is in the language at work.

    Raises CannotInvite for a role that does not fit, for somebody who has it, and while an offer is open.
    """
    email = email.strip().lower()
    if role not in roles_at(place):
        raise CannotInvite(_("This role does not exist here."))
    if members.at(place).filter(user__email__iexact=email, role=role).exists():
        raise CannotInvite(_("%(email)s has this role already.") % {"email": email})
    if _to(place).open(now).filter(email__iexact=email).exists():
        raise CannotInvite(
            _("%(email)s has an open invitation. Send it again, or withdraw it first.") % {"email": email}
        )
    token = secrets.token_urlsafe(32)
    key = "government" if isinstance(place, Government) else "network"
    invitation = Invitation.objects.create(
        email=email,
        role=role,
        token_sha256=_sha256(token),
        invited_by=by,
        invited_at=now,
        expires_at=_expiry(now),
        **{key: place},
    )
    _send(invitation, token, by, now)
    return invitation


@transaction.atomic
def resend(*, invitation: Invitation, by: User, now: datetime.datetime) -> None:
    """Send a fresh link with a fresh term; the link sent before opens nothing any more.

    Raises InvitationClosed if it was accepted or withdrawn.
    """
    token = secrets.token_urlsafe(32)
    renewed = Invitation.objects.filter(
        pk=invitation.pk, accepted_at__isnull=True, withdrawn_at__isnull=True
    ).update(token_sha256=_sha256(token), expires_at=_expiry(now))
    if not renewed:
        raise InvitationClosed
    invitation.refresh_from_db()
    _send(invitation, token, by, now)


def withdraw(*, invitation: Invitation, now: datetime.datetime) -> None:
    """Take the offer back. Raises InvitationClosed if it was accepted or withdrawn before."""
    withdrawn = Invitation.objects.filter(
        pk=invitation.pk, accepted_at__isnull=True, withdrawn_at__isnull=True
    ).update(withdrawn_at=now)
    if not withdrawn:
        raise InvitationClosed


@transaction.atomic
def accept(*, invitation: Invitation, user: User, now: datetime.datetime) -> Membership:
    """Make `user` what the invitation offers, instead of what they were in that place.

    Raises InvitationClosed, NotTheirs, or CannotEnd where the place would lose its last administrator
    or certifier.
    """
    if user.email.lower() != invitation.email.lower():
        raise NotTheirs
    if not Invitation.objects.open(now).filter(pk=invitation.pk).update(accepted_at=now):
        raise InvitationClosed
    place = invitation.place
    held = members.at(place).filter(user=user).first()
    if held and held.role == invitation.role:
        return held
    if held:
        members.end(membership=held, by=user, now=now)
    made = Membership(user=user, role=invitation.role, since=now)
    made.government, made.network = invitation.government, invitation.network
    made.save()
    user.__dict__.pop("current_memberships", None)
    confirm_address(user)
    return made


@transaction.atomic
def accept_as_new(
    *, invitation: Invitation, name: str, password: str, language: str, now: datetime.datetime
) -> User:
    """Make an account for somebody new and let it accept. Raises what accept() raises."""
    user = User.objects.create_user(invitation.email, password, name=name, language=language)
    accept(invitation=invitation, user=user, now=now)
    return user


def confirm_address(user: User) -> None:
    """Count the user's e-mail address as confirmed: whoever holds the link reads its letters."""
    EmailAddress.objects.update_or_create(
        user=user, email=user.email, defaults={"verified": True, "primary": True}
    )


def _to(place: Place) -> InvitationQuerySet:
    here = Q(government=place) if isinstance(place, Government) else Q(network=place)
    return Invitation.objects.filter(here)


def _expiry(now: datetime.datetime) -> datetime.datetime:
    return now + datetime.timedelta(days=settings.INVITATION_DAYS)


def _sha256(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _send(invitation: Invitation, token: str, by: User, now: datetime.datetime) -> None:
    words = {
        "inviter": by.get_short_name(),
        "place": str(invitation.place),
        "role": invitation.get_role_display(),
        "link": outbox.link(reverse("accounts:invitation", args=[token])),
        "date": date_format(invitation.expires_at, "DATE_FORMAT"),
    }
    subject = _("%(inviter)s invites you to report for %(place)s on Milepost")
    if invitation.network_id:
        subject = _("%(inviter)s invites you to the secretariat of %(place)s on Milepost")
    body = _(
        "Hello,\n\n"
        "%(inviter)s invites you to Milepost, which shows whether governments keep their climate promises, "
        "as %(role)s of %(place)s.\n\n"
        "Open this link to accept; it is yours alone and good until %(date)s:\n%(link)s\n\n"
        "If you do not know what this is about, you need not do anything.\n"
    )
    outbox.write(
        key=f"invitation/{invitation.pk}/{invitation.token_sha256[:16]}",
        to=invitation.email,
        subject=subject % words,
        body=body % words,
        now=now,
        secret=True,
    )


def page_language() -> str:
    """The language at work, as a user's language."""
    known = dict(settings.LANGUAGES)
    return language if (language := get_language() or "") in known else settings.LANGUAGE_CODE
