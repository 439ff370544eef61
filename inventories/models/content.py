"""What a version holds: sections, lines, indicators, evidence. Frozen with the version by triggers."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import Government
from accounts.words import joined
from inventories.enums import NotationKey, Quality, SectionCode, SectionStatus
from inventories.models.report import ReportVersion
from pledges.fields import MassField
from pledges.models import Measure


class Section(models.Model):
    """How far a section is. `revision` counts its saves, so that nobody overwrites unseen."""

    version = models.ForeignKey(
        ReportVersion, models.CASCADE, related_name="sections", verbose_name=_("version")
    )
    code = models.CharField(_("section"), max_length=12, choices=SectionCode.choices)
    status = models.CharField(
        _("status"), max_length=16, choices=SectionStatus.choices, default=SectionStatus.NOT_STARTED
    )
    revision = models.PositiveIntegerField(_("revision"), default=0)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("saved by"),
    )
    saved_at = models.DateTimeField(_("saved"), null=True, blank=True)

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        ordering = ["version_id", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["version", "code"], name="one_section_of_each_code"),
        ]

    def __str__(self) -> str:
        return f"{self.version}: {self.get_code_display()}"

    @property
    def government(self) -> Government:
        return self.version.report.government


class InventoryLine(models.Model):
    """One framework row with its masses (tonnes) or a notation key. A blank row has none: it is not zero."""

    version = models.ForeignKey(
        ReportVersion, models.CASCADE, related_name="lines", verbose_name=_("version")
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
    co2e = MassField(_("t CO₂e"), null=True, blank=True)
    co2 = MassField(_("t CO₂"), null=True, blank=True)
    notation_key = models.CharField(_("notation key"), max_length=2, choices=NotationKey.choices, blank=True)
    included_in = models.CharField(_("included in row"), max_length=20, blank=True)
    explanation = models.TextField(_("explanation"), blank=True)
    quality = models.CharField(_("data quality"), max_length=8, choices=Quality.choices, blank=True)
    source = models.CharField(_("source"), max_length=240, blank=True)
    method = models.CharField(_("method"), max_length=240, blank=True)
    factor_quality = models.CharField(
        _("quality of the emission factor"), max_length=8, choices=Quality.choices, blank=True
    )
    factor_source = models.CharField(_("source of the emission factor"), max_length=240, blank=True)

    class Meta:
        verbose_name = _("inventory line")
        verbose_name_plural = _("inventory lines")
        ordering = ["version_id", "section", "row"]
        constraints = [
            models.UniqueConstraint(fields=["version", "section", "row"], name="one_line_per_row"),
            models.CheckConstraint(
                condition=Q(notation_key__in=["", "C"]) | Q(co2e__isnull=True, co2__isnull=True),
                name="line_holds_a_mass_or_a_notation_key",
                violation_error_message=_("Enter a number or a notation key, not both."),
            ),
            models.CheckConstraint(
                condition=~Q(notation_key="") | Q(co2e__isnull=False) | Q(co2__isnull=False),
                name="line_is_not_blank",
            ),
            models.CheckConstraint(
                condition=Q(notation_key="IE") | Q(included_in=""), name="only_ie_names_another_row"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version}: {self.row}"


class LineMass(models.Model):
    """Tonnes of one gas on a line; the line's CO2 equivalent follows from them. Biogenic CO2 stands apart."""

    line = models.ForeignKey(
        InventoryLine, models.CASCADE, related_name="masses", verbose_name=_("inventory line")
    )
    gas = models.CharField(_("gas"), max_length=20)
    tonnes = MassField(_("tonnes"))

    class Meta:
        verbose_name = _("mass of a gas")
        verbose_name_plural = _("masses of gases")
        ordering = ["line_id", "pk"]
        constraints = [models.UniqueConstraint(fields=["line", "gas"], name="one_mass_of_each_gas")]

    def __str__(self) -> str:
        return f"{self.line_id}: {self.gas}"


class ActivityData(models.Model):
    """One source of a row's emissions as it was given: an amount of some activity, a factor, what they make.

    It stands behind the row's line and never replaces it: the line's own masses are what counts. `masses` are
    tonnes by gas as decimal strings, `co2e` tonnes; factors are kg of the gas a unit of `factor_unit`'s
    denominator (as eCRF and CIRIS give them), in the words that were given.
    """

    version = models.ForeignKey(
        ReportVersion, models.CASCADE, related_name="activities", verbose_name=_("version")
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
    position = models.PositiveSmallIntegerField(_("position"))
    activity = models.CharField(_("fuel or activity"), max_length=120)
    amount = models.DecimalField(_("amount"), max_digits=28, decimal_places=9, null=True, blank=True)
    unit = models.CharField(_("unit"), max_length=40, blank=True)
    description = models.TextField(_("description and method"), blank=True)
    source = models.CharField(_("source"), max_length=240, blank=True)
    quality = models.CharField(
        _("quality of the activity data"), max_length=8, choices=Quality.choices, blank=True
    )
    factors = models.JSONField(_("emission factors by gas"), default=dict, blank=True)
    factor_unit = models.CharField(_("unit of the factors"), max_length=60, blank=True)
    oxidation = models.DecimalField(
        _("oxidation factor"), max_digits=7, decimal_places=6, null=True, blank=True
    )
    factor_year = models.PositiveSmallIntegerField(_("year of the factors"), null=True, blank=True)
    factor_scale = models.CharField(_("scale of the factors"), max_length=60, blank=True)
    factor_description = models.TextField(_("description of the factors"), blank=True)
    factor_source = models.CharField(_("source of the factors"), max_length=240, blank=True)
    factor_quality = models.CharField(
        _("quality of the factors"), max_length=8, choices=Quality.choices, blank=True
    )
    masses = models.JSONField(_("tonnes by gas"), default=dict, blank=True)
    co2e = MassField(_("t CO₂e"), null=True, blank=True)

    class Meta:
        verbose_name = _("activity data")
        verbose_name_plural = _("activity data")
        ordering = ["version_id", "section", "row", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "section", "row", "position"], name="one_activity_at_each_position"
            ),
            models.CheckConstraint(condition=~Q(row="") & ~Q(activity=""), name="activity_is_of_a_row"),
            models.CheckConstraint(
                condition=Q(amount__isnull=True) | ~Q(unit=""), name="amount_of_activity_has_a_unit"
            ),
            models.CheckConstraint(
                condition=Q(oxidation__isnull=True) | Q(oxidation__gte=0, oxidation__lte=1),
                name="oxidation_is_a_share",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version}: {self.row}, {self.activity}"

    @property
    def government(self) -> Government:
        return self.version.report.government


class IndicatorValue(models.Model):
    """A value that is not a mass of emissions, in the measure's unit, of the report's year or an earlier one.

    Earlier years restate an activity: a population counted back after a census, a product at other prices.
    `price_year` is that of money at constant prices, `edition` the census or the accounts it was taken from.
    """

    version = models.ForeignKey(
        ReportVersion, models.CASCADE, related_name="indicators", verbose_name=_("version")
    )
    measure = models.ForeignKey(
        Measure, models.PROTECT, related_name="indicator_values", verbose_name=_("measure")
    )
    year = models.PositiveSmallIntegerField(_("year"))
    value = models.DecimalField(_("value"), max_digits=19, decimal_places=6)
    price_year = models.PositiveSmallIntegerField(_("price year"), null=True, blank=True)
    edition = models.CharField(_("edition"), max_length=60, blank=True)
    source = models.CharField(_("source"), max_length=240, blank=True)

    class Meta:
        verbose_name = _("indicator value")
        verbose_name_plural = _("indicator values")
        ordering = ["version_id", "measure_id", "-year"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "measure", "year"], name="one_value_per_indicator_and_year"
            ),
            models.CheckConstraint(
                condition=Q(year__gte=1900, year__lte=2200), name="indicator_year_is_a_year"
            ),
            models.CheckConstraint(
                condition=Q(price_year__isnull=True) | Q(price_year__gte=1900, price_year__lte=2200),
                name="price_year_is_a_year",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.version}: {self.measure_id} {self.year}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Without a year, the value is of the report's own."""
        if self.year is None:
            self.year = self.version.report.year
        super().save(*args, **kwargs)

    @property
    def basis(self) -> str:
        """What the value rests on: prices of a year, a census or accounts."""
        prices = gettext("at prices of %(year)s") % {"year": self.price_year} if self.price_year else ""
        return joined(words for words in (prices, self.edition) if words)


class Evidence(models.Model):
    """A file or a link that backs a section or a row."""

    version = models.ForeignKey(
        ReportVersion, models.CASCADE, related_name="evidence", verbose_name=_("version")
    )
    section = models.CharField(_("section"), max_length=12, choices=SectionCode.choices, blank=True)
    row = models.CharField(_("row"), max_length=20, blank=True)
    title = models.CharField(_("title"), max_length=200)
    link = models.URLField(_("link"), blank=True)
    file = models.FileField(_("file"), upload_to="evidence/%Y/", blank=True)
    sha256 = models.CharField("SHA-256", max_length=64, blank=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("added by")
    )
    added_at = models.DateTimeField(_("added"))

    class Meta:
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        ordering = ["version_id", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(link="") ^ Q(file=""),
                name="evidence_is_a_file_or_a_link",
                violation_error_message=_("Give a file or a link, one of the two."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def government(self) -> Government:
        return self.version.report.government
