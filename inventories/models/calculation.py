"""How a row was worked out: inputs as typed, factors as used, result. Frozen with the version by triggers."""

from __future__ import annotations

from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Government
from inventories.enums import Quality, SectionCode
from inventories.models.report import ReportVersion


class Calculation(models.Model):
    """One calculation of a row; a row that has several is their sum.

    `inputs` are raw inputs of the calculator, `factors` the list of factors with their values as used: from
    both it can be worked out again, whatever became of the tables. `masses` are tonnes by gas as decimal
    strings, `steps` and `warnings` what was shown. `year` and `country` are those it was worked out for.
    """

    version = models.ForeignKey(
        ReportVersion, models.CASCADE, related_name="calculations", verbose_name=_("version")
    )
    section = models.CharField(
        _("section"),
        max_length=12,
        choices=[
            (SectionCode.COMMUNITY.value, SectionCode.COMMUNITY.label),
            (SectionCode.OPERATIONS.value, SectionCode.OPERATIONS.label),
        ],
    )
    row = models.CharField(_("row"), max_length=20)
    title = models.CharField(_("title"), max_length=120, blank=True)
    calculator = models.SlugField(_("calculator"), max_length=40)
    calculator_version = models.PositiveSmallIntegerField(_("version of the calculator"))
    year = models.PositiveSmallIntegerField(_("year"))
    country = models.CharField(_("country"), max_length=2)
    inputs = models.JSONField(_("inputs"))
    factors = models.JSONField(_("factors as used"))
    masses = models.JSONField(_("tonnes by gas"))
    steps = models.JSONField(_("steps"))
    warnings = models.JSONField(_("warnings"), blank=True)
    source = models.CharField(_("source of the activity data"), max_length=240, blank=True)
    activity_quality = models.CharField(
        _("quality of the activity data"), max_length=8, choices=Quality.choices, blank=True
    )
    factor_quality = models.CharField(
        _("quality of the factor"), max_length=8, choices=Quality.choices, blank=True
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("made by")
    )
    made_at = models.DateTimeField(_("made"))

    class Meta:
        verbose_name = _("calculation")
        verbose_name_plural = _("calculations")
        ordering = ["version_id", "section", "row", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(row="") & ~Q(calculator=""), name="calculation_is_of_a_row"),
        ]

    def __str__(self) -> str:
        return f"{self.version}: {self.row}, {self.calculator}"

    def get_absolute_url(self) -> str:
        return reverse("inventories:calculation", args=[self.pk])

    @property
    def government(self) -> Government:
        return self.version.report.government

    @property
    def tonnes(self) -> dict[str, Decimal]:
        """The masses by gas."""
        return {gas: Decimal(text) for gas, text in self.masses.items()}
