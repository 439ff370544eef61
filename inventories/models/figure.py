"""Figures: accepted values, and public numbers that nobody reported."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Government
from accounts.models.network import Labelled
from inventories.enums import Electricity, Gases, GwpSet
from inventories.models.report import ReportVersion
from pledges.fields import MassField
from pledges.models import Measure


class FigureQuerySet(models.QuerySet["Figure"]):
    def current(self) -> FigureQuerySet:
        return self.filter(superseded_at__isnull=True)


class Figure(models.Model):
    """One accepted value of a measure for a year, with its basis, so that it can be compared.

    `tonnes` for masses of emissions, `amount` in the measure's unit for everything else: one of the two.
    `year` is the report's, or an earlier one of which the report restates an activity. `edition` names the
    release of years restated together, or the census or accounts of an activity. `rows` are equal words for
    equal framework rows, empty where they are not known; `method` is the year of the latest change of methods
    that the figure reflects, empty before any.
    """

    government = models.ForeignKey(
        Government, models.PROTECT, related_name="figures", verbose_name=_("government")
    )
    measure = models.ForeignKey(Measure, models.PROTECT, related_name="figures", verbose_name=_("measure"))
    version = models.ForeignKey(
        ReportVersion, models.PROTECT, related_name="figures", verbose_name=_("version")
    )
    series = models.SlugField(_("inventory series"), max_length=40)
    year = models.PositiveSmallIntegerField(_("year"))
    tonnes = MassField(_("tonnes"), null=True, blank=True)
    amount = models.DecimalField(_("amount"), max_digits=19, decimal_places=6, null=True, blank=True)

    framework = models.SlugField(_("framework"), max_length=40)
    level = models.CharField(_("reporting level"), max_length=12)
    boundary = models.CharField(_("boundary"), max_length=240, blank=True)
    gases = models.CharField(_("gases"), max_length=12, choices=Gases.choices)
    gwp_set = models.CharField(_("GWP set"), max_length=8, choices=GwpSet.choices)
    electricity = models.CharField(_("grid electricity"), max_length=10, choices=Electricity.choices)
    edition = models.CharField(_("edition"), max_length=60, blank=True)
    price_year = models.PositiveSmallIntegerField(_("price year"), null=True, blank=True)
    rows = models.CharField(_("rows"), max_length=16, blank=True)
    method = models.CharField(_("methods of"), max_length=4, blank=True)

    recorded_at = models.DateTimeField(_("recorded"))
    superseded_at = models.DateTimeField(_("superseded"), null=True, blank=True)

    objects = FigureQuerySet.as_manager()

    class Meta:
        verbose_name = _("figure")
        verbose_name_plural = _("figures")
        ordering = ["government_id", "measure_id", "year"]
        constraints = [
            models.UniqueConstraint(
                fields=["government", "measure", "series", "year"],
                condition=Q(superseded_at__isnull=True),
                name="one_current_figure_per_year",
            ),
            models.CheckConstraint(
                condition=Q(tonnes__isnull=True) ^ Q(amount__isnull=True),
                name="figure_is_a_mass_or_an_amount",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.government_id}/{self.measure_id} {self.year}"


class ReferenceSource(Labelled):
    """Where public numbers come from, with the words of attribution that their owner asks for."""

    text = models.CharField(_("source"), max_length=240, unique=True)
    gwp_set = models.CharField(_("GWP set"), max_length=8, choices=GwpSet.choices, default=GwpSet.UNKNOWN)
    gases = models.CharField(_("gases"), max_length=12, choices=Gases.choices, default=Gases.UNKNOWN)
    edition = models.CharField(_("edition"), max_length=60, blank=True)
    attribution_en = models.TextField(_("attribution in English"), blank=True)
    attribution_zh = models.TextField(_("attribution in Chinese"), blank=True)

    class Meta:
        verbose_name = _("source of public figures")
        verbose_name_plural = _("sources of public figures")
        ordering = ["text"]


class ReferenceFigure(models.Model):
    """A public number that the government did not report. Never a report; verdicts on it are indications."""

    government = models.ForeignKey(
        Government, models.PROTECT, related_name="reference_figures", verbose_name=_("government")
    )
    measure = models.ForeignKey(
        Measure, models.PROTECT, related_name="reference_figures", verbose_name=_("measure")
    )
    source = models.ForeignKey(
        ReferenceSource, models.PROTECT, related_name="figures", verbose_name=_("source")
    )
    year = models.PositiveSmallIntegerField(_("year"))
    tonnes = MassField(_("tonnes"))
    note = models.TextField(_("note"), blank=True)

    class Meta:
        verbose_name = _("reference figure")
        verbose_name_plural = _("reference figures")
        ordering = ["government_id", "measure_id", "year"]
        constraints = [
            models.UniqueConstraint(
                fields=["government", "measure", "source", "year"], name="one_reference_figure_per_source"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.government_id}/{self.measure_id} {self.year}"
