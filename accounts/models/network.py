"""Networks and who belongs to them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.enums import NetworkKind
from accounts.models.government import Government
from accounts.words import in_chinese


class Labelled(models.Model):
    """Reference rows that carry their own words in both languages."""

    label_en = models.CharField(_("label in English"), max_length=240)
    label_zh = models.CharField(_("label in Chinese"), max_length=240)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        return self.label_zh if in_chinese() else self.label_en


class Network(Labelled):
    """A club of governments, with a secretariat of its own."""

    slug = models.SlugField(_("slug"), max_length=60, unique=True)
    kind = models.CharField(_("kind"), max_length=20, choices=NetworkKind.choices)
    founded_year = models.PositiveSmallIntegerField(_("founded"), null=True, blank=True)
    description_en = models.TextField(_("description in English"), blank=True)
    description_zh = models.TextField(_("description in Chinese"), blank=True)
    source = models.TextField(_("source"), blank=True)
    reply_days = models.PositiveSmallIntegerField(
        _("working days for a reply"),
        default=10,
        help_text=_("How long its signatory sees a new or changed verdict before the public does."),
    )
    holiday_countries = models.CharField(
        _("countries whose holidays are no working days"),
        max_length=60,
        blank=True,
        help_text=_("Two-letter codes with spaces between, for example: US CN"),
    )

    class Meta:
        verbose_name = _("network")
        verbose_name_plural = _("networks")
        ordering = ["slug"]

    def get_absolute_url(self) -> str:
        return reverse("portal:network", args=[self.slug])

    @property
    def description(self) -> str:
        return self.description_zh if in_chinese() else self.description_en


class NetworkMembershipQuerySet(models.QuerySet["NetworkMembership"]):
    def current(self) -> NetworkMembershipQuerySet:
        return self.filter(until__isnull=True)


class NetworkMembership(models.Model):
    """A government's time in a network; `since_year` where the month is not known."""

    network = models.ForeignKey(
        Network, models.PROTECT, related_name="memberships", verbose_name=_("network")
    )
    government = models.ForeignKey(
        Government, models.PROTECT, related_name="network_memberships", verbose_name=_("government")
    )
    since_year = models.PositiveSmallIntegerField(_("since"), null=True, blank=True)
    until = models.DateField(_("until"), null=True, blank=True)
    source = models.TextField(_("source"), blank=True)
    note = models.TextField(_("note"), blank=True)

    objects = NetworkMembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("network membership")
        verbose_name_plural = _("network memberships")
        ordering = ["network", "government"]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "government"],
                condition=Q(until__isnull=True),
                name="one_current_membership_per_network",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.government} / {self.network}"
