"""Who speaks for whom: memberships and the invitations that lead to them."""

from __future__ import annotations

import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.enums import GOVERNMENT_ROLES, NETWORK_ROLES, Role
from accounts.models.government import Government
from accounts.models.network import Network


def role_fits_its_place(name: str) -> models.CheckConstraint:
    """A government's role names a government and no network; a network's role the other way round."""
    return models.CheckConstraint(
        condition=Q(role__in=GOVERNMENT_ROLES, government__isnull=False, network__isnull=True)
        | Q(role__in=NETWORK_ROLES, government__isnull=True, network__isnull=False),
        name=name,
    )


class MembershipQuerySet(models.QuerySet["Membership"]):
    def current(self) -> MembershipQuerySet:
        return self.filter(ended_at__isnull=True)


class Membership(models.Model):
    """A user's role in one government or one network. Ended, never deleted."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="memberships", verbose_name=_("user")
    )
    government = models.ForeignKey(
        Government,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="memberships",
        verbose_name=_("government"),
    )
    network = models.ForeignKey(
        Network,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="staff_memberships",
        verbose_name=_("network"),
    )
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)
    since = models.DateTimeField(_("since"))
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("ended by"),
    )

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering = ["user", "role"]
        constraints = [
            role_fits_its_place("membership_role_fits_its_place"),
            models.UniqueConstraint(
                fields=["user", "government"],
                condition=Q(ended_at__isnull=True, government__isnull=False),
                name="one_current_role_per_government",
            ),
            models.UniqueConstraint(
                fields=["user", "network"],
                condition=Q(ended_at__isnull=True, network__isnull=False),
                name="one_current_role_per_network",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()} / {self.place}"

    @property
    def place(self) -> Government | Network:
        place = self.government or self.network
        if place is None:  # the constraint above forbids it
            raise ValueError("A membership belongs to a government or to a network.")
        return place


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def open(self, now: datetime.datetime) -> InvitationQuerySet:
        return self.filter(accepted_at__isnull=True, withdrawn_at__isnull=True, expires_at__gt=now)


class Invitation(models.Model):
    """An offer of a membership to an e-mail address. The link's token is kept as a hash only."""

    email = models.EmailField(_("e-mail address"))
    government = models.ForeignKey(
        Government,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="invitations",
        verbose_name=_("government"),
    )
    network = models.ForeignKey(
        Network, models.PROTECT, null=True, blank=True, related_name="invitations", verbose_name=_("network")
    )
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)
    token_sha256 = models.CharField(_("SHA-256 of the token"), max_length=64, unique=True)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("invited by")
    )
    invited_at = models.DateTimeField(_("invited"))
    expires_at = models.DateTimeField(_("expires"))
    accepted_at = models.DateTimeField(_("accepted"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["-invited_at"]
        constraints = [
            role_fits_its_place("invitation_role_fits_its_place"),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True) | Q(withdrawn_at__isnull=True),
                name="invitation_accepted_or_withdrawn",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.email} / {self.place}"

    def get_absolute_url(self) -> str:
        kind = "government" if self.government_id else "network"
        return reverse(f"accounts:{kind}-members", args=[self.place.slug])

    @property
    def place(self) -> Government | Network:
        place = self.government or self.network
        if place is None:  # the constraint above forbids it
            raise ValueError("An invitation belongs to a government or to a network.")
        return place
