"""Declarations, who stands behind them, and their words."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Government, Network
from accounts.models.network import Labelled
from pledges.enums import Standing


class Declaration(Labelled):
    """A text that governments endorse on a day."""

    slug = models.SlugField(_("slug"), max_length=60, unique=True)
    network = models.ForeignKey(
        Network, models.PROTECT, related_name="declarations", verbose_name=_("network")
    )
    date = models.DateField(
        _("date"), help_text=_("The first day it may have been; the words stand beside it.")
    )
    date_label_en = models.CharField(_("date in English"), max_length=60)
    date_label_zh = models.CharField(_("date in Chinese"), max_length=60)
    place_en = models.CharField(_("place in English"), max_length=120, blank=True)
    place_zh = models.CharField(_("place in Chinese"), max_length=120, blank=True)
    text_en = models.TextField(_("what it asks, in English"), blank=True)
    text_zh = models.TextField(_("what it asks, in Chinese"), blank=True)
    source = models.TextField(_("source"))

    class Meta:
        verbose_name = _("declaration")
        verbose_name_plural = _("declarations")
        ordering = ["date"]


class Endorsement(models.Model):
    """A government that a declaration names, as the declaration prints it."""

    declaration = models.ForeignKey(
        Declaration, models.PROTECT, related_name="endorsements", verbose_name=_("declaration")
    )
    government = models.ForeignKey(
        Government, models.PROTECT, related_name="endorsements", verbose_name=_("government")
    )
    declared_name = models.CharField(_("name as printed"), max_length=160)
    standing = models.CharField(_("standing"), max_length=10, choices=Standing.choices)
    target_to_be_added = models.BooleanField(_("target “to be added”"), default=False)
    note = models.TextField(_("note"), blank=True)

    class Meta:
        verbose_name = _("endorsement")
        verbose_name_plural = _("endorsements")
        ordering = ["declaration", "government"]
        constraints = [
            models.UniqueConstraint(fields=["declaration", "government"], name="one_endorsement_each"),
        ]

    def __str__(self) -> str:
        return f"{self.declared_name}, {self.declaration}"


class Statement(models.Model):
    """One bullet of a declaration's appendix, verbatim."""

    declaration = models.ForeignKey(
        Declaration, models.PROTECT, related_name="statements", verbose_name=_("declaration")
    )
    government = models.ForeignKey(
        Government, models.PROTECT, related_name="statements", verbose_name=_("government")
    )
    order = models.PositiveSmallIntegerField(_("order"))
    text = models.TextField(_("text"))

    class Meta:
        verbose_name = _("statement")
        verbose_name_plural = _("statements")
        ordering = ["declaration_id", "government_id", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["declaration", "government", "order"], name="statement_order_unique"
            ),
        ]

    def __str__(self) -> str:
        return self.text[:80]
