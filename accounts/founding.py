"""A network's first administrator, whom nobody is there to invite."""

from __future__ import annotations

import datetime

from django.db import transaction

from accounts import members
from accounts.enums import Role
from accounts.invitations import confirm_address
from accounts.models import Membership, Network, User


class SecretariatExists(Exception):
    """The network has an administrator, who invites the others."""


@transaction.atomic
def found(
    *, network: Network, email: str, name: str, password: str | None, now: datetime.datetime
) -> Membership:
    """Make the person with this address the network's administrator, instead of what they were in it.

    Whoever is new gets the password. Raises SecretariatExists.
    """
    Network.objects.select_for_update().get(pk=network.pk)
    if members.at(network).filter(role=Role.ADMINISTRATOR).exists():
        raise SecretariatExists
    user = User.objects.filter(email__iexact=email).first()
    if user is None:
        user = User.objects.create_user(email, password, name=name)
        confirm_address(user)
    elif held := members.at(network).filter(user=user).first():
        members.end(membership=held, by=user, now=now)
    return Membership.objects.create(user=user, network=network, role=Role.ADMINISTRATOR, since=now)
