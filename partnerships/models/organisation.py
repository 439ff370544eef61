"""Organisations that work with governments: secretariats, institutes, donors."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Network
from accounts.models.network import Labelled
from accounts.words import in_chinese


class Organisation(Labelled):
    """An organisation that is no government: ISC, ICMA, NCSC, WRI, LBNL, ..."""

    slug = models.SlugField(_("slug"), max_length=60, unique=True)
    country = models.CharField(_("country"), max_length=2, blank=True)
    link = models.URLField(_("link"), blank=True)
    description_en = models.TextField(_("description in English"), blank=True)
    description_zh = models.TextField(_("description in Chinese"), blank=True)
    source = models.TextField(_("source"), blank=True)

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["slug"]

    @property
    def description(self) -> str:
        return self.description_zh if in_chinese() else self.description_en


class NetworkOrganisation(models.Model):
    """What an organisation does in a network or programme."""

    network = models.ForeignKey(
        Network, models.CASCADE, related_name="organisations", verbose_name=_("network")
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="networks", verbose_name=_("organisation")
    )
    part_en = models.CharField(_("part in English"), max_length=200, blank=True)
    part_zh = models.CharField(_("part in Chinese"), max_length=200, blank=True)
    source = models.TextField(_("source"), blank=True)

    class Meta:
        verbose_name = _("organisation of a network")
        verbose_name_plural = _("organisations of networks")
        ordering = ["network_id", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "organisation"], name="one_part_per_network_and_organisation"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.network}: {self.organisation}"

    @property
    def part(self) -> str:
        return self.part_zh if in_chinese() else self.part_en
