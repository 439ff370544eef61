"""Ending a membership; it holds from the person's next request on."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from accounts import outbox
from accounts.enums import Role
from accounts.models import Government, Membership, Network, User
from accounts.permissions import Permission, may

Place = Government | Network


class CannotEnd(Exception):
    """This membership cannot be ended; the message says what to do first."""


class LastCertifier(CannotEnd):
    """Nobody could sign for the government any more: wanted knowingly, or not at all."""


def at(place: Place) -> QuerySet[Membership]:
    """The memberships of a place, those of today."""
    memberships = Membership.objects.current().select_related("user")
    if isinstance(place, Government):
        return memberships.filter(government=place)
    return memberships.filter(network=place)


def invites_with(place: Place) -> Permission:
    """The permission that inviting to `place`, and removing from it, takes."""
    return Permission.INVITE_STAFF if isinstance(place, Government) else Permission.INVITE_SECRETARIAT


def can_manage(user: User, place: Place) -> bool:
    return may(user, invites_with(place), place)


def is_last(membership: Membership, role: Role) -> bool:
    """Whether this is the only current membership of its place with `role`."""
    if membership.role != role or membership.ended_at:
        return False
    return not at(membership.place).filter(role=role).exclude(pk=membership.pk).exists()


@transaction.atomic
def end(
    *, membership: Membership, by: User, now: datetime.datetime, leave_without_certifier: bool = False
) -> None:
    """End a membership and tell its holder.

    Raises CannotEnd for a network's last administrator, and LastCertifier for a government's last
    certifier unless `leave_without_certifier`.
    """
    _hold(membership.place)
    if is_last(membership, Role.ADMINISTRATOR):
        raise CannotEnd(
            _(
                "A network keeps at least one administrator. "
                "Invite another one first, then end this membership."
            )
        )
    if is_last(membership, Role.CERTIFIER) and not leave_without_certifier:
        raise LastCertifier(
            _("This is the only certifier: without one, nobody can sign reports or answer questions here.")
        )
    ended = Membership.objects.current().filter(pk=membership.pk).update(ended_at=now, ended_by=by)
    if ended:
        _tell(membership, now)
    membership.refresh_from_db()


def _hold(place: Place) -> None:
    """Let two people who end the last two memberships at once wait for each other."""
    type(place)._default_manager.select_for_update().get(pk=place.pk)


def _tell(membership: Membership, now: datetime.datetime) -> None:
    reader = membership.user
    with translation.override(reader.language):
        place = str(membership.place)
        subject = _("You are no longer a member of %(place)s on Milepost") % {"place": place}
        body = _(
            "Hello %(name)s,\n\n"
            "your membership as %(role)s of %(place)s on Milepost has ended. "
            "Your account stays; your desk is here:\n%(link)s\n\n"
            "If this is a mistake, ask a colleague there to invite you again.\n"
        ) % {
            "name": reader.get_short_name(),
            "role": membership.get_role_display(),
            "place": place,
            "link": outbox.link(reverse("portal:desk")),
        }
    outbox.write(
        key=f"membership-ended/{membership.pk}", to=reader.email, subject=subject, body=body, now=now
    )
