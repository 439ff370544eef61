"""What a target counts."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Government
from accounts.models.network import Labelled

ACTIVITIES = ("population", "gdp", "floor_area")
"""Quantities that an intensity is counted on."""


class MeasureQuerySet(models.QuerySet["Measure"]):
    def open_to(self, government: Government) -> MeasureQuerySet:
        """Those that everyone may count, and the government's own."""
        return self.filter(Q(government__isnull=True) | Q(government=government))

    def activities(self) -> MeasureQuerySet:
        """What emissions can be divided by."""
        return self.filter(quantity__in=ACTIVITIES)


class Measure(Labelled):
    """A quantity within a boundary, for example greenhouse gases of the whole community in t CO2e.

    `rows` says which framework rows a report's figure sums: 'gpc:LEVEL' is the report's own GPC level,
    'gpc:I.1.1+I.1.2' a list of rows; several frameworks stand apart by ';'. Empty where the signatory has not
    confirmed them: then no report yields a figure of this measure. A sector is drawn differently from place
    to place, so a confirmed list makes a measure of the `government`'s own; others are everyone's.
    """

    code = models.SlugField(_("code"), max_length=60, unique=True)
    quantity = models.CharField(_("quantity"), max_length=60)
    boundary = models.CharField(_("boundary"), max_length=60)
    sector = models.CharField(_("sector"), max_length=80, blank=True)
    unit = models.CharField(_("unit"), max_length=60)
    is_mass = models.BooleanField(_("is a mass of emissions"))
    rows = models.CharField(_("framework rows"), max_length=800, blank=True)
    government = models.ForeignKey(
        Government,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="measures",
        verbose_name=_("of one government"),
    )
    source = models.TextField(_("source"), blank=True)

    objects = MeasureQuerySet.as_manager()

    class Meta:
        verbose_name = _("measure")
        verbose_name_plural = _("measures")
        ordering = ["code"]

    @property
    def is_intensity(self) -> bool:
        """Whether it is reported divided already, as energy per floor area is (kWh/m2)."""
        return not self.is_mass and "/" in self.unit

    @property
    def needs_rows(self) -> bool:
        """Whether no report yields a figure of it until a government says which rows it sums."""
        return self.is_mass and not self.rows

    @property
    def takes_rows(self) -> bool:
        """Whether a government says which rows of its inventory it sums: a sector of emissions."""
        return self.is_mass and (not self.rows or self.government_id is not None)
