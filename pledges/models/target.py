"""Targets: what stays the same, and its versions."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Government
from accounts.words import Text, in_readers_language
from pledges.enums import Provenance, Sense, TargetKind, TargetState, YearQualifier
from pledges.fields import MassField
from pledges.models.declaration import Statement
from pledges.models.measure import Measure

MAIN_SERIES = "main"
"""The inventory series that a target counts where nobody chose another."""


class TargetQuerySet(models.QuerySet["Target"]):
    def public(self) -> TargetQuerySet:
        """Those that are or were in force; what is only proposed is not for everyone to read."""
        held = (TargetState.IN_FORCE, TargetState.SUPERSEDED)
        return self.filter(Exists(TargetVersion.objects.filter(target=OuterRef("pk"), state__in=held)))


class Target(models.Model):
    """One quantified promise, with its words and their source. What it means is in its versions."""

    code = models.SlugField(_("code"), max_length=60, unique=True)
    government = models.ForeignKey(
        Government, models.PROTECT, related_name="targets", verbose_name=_("government")
    )
    statement = models.ForeignKey(
        Statement, models.PROTECT, null=True, blank=True, related_name="targets", verbose_name=_("statement")
    )
    quote = models.TextField(_("quote"))
    source = models.TextField(_("source"))
    note = models.TextField(_("note"), blank=True)
    note_zh = models.TextField(_("note in Chinese"), blank=True)

    objects = TargetQuerySet.as_manager()

    class Meta:
        verbose_name = _("target")
        verbose_name_plural = _("targets")
        ordering = ["government_id", "pk"]

    def __str__(self) -> str:
        return self.code

    def get_absolute_url(self) -> str:
        return reverse("portal:target", args=[self.code])

    @property
    def told_note(self) -> Text:
        """The note for the reader at hand."""
        return in_readers_language(en=self.note, zh=self.note_zh)


class TargetVersionQuerySet(models.QuerySet["TargetVersion"]):
    def in_force(self) -> TargetVersionQuerySet:
        return self.filter(state=TargetState.IN_FORCE)

    def proposed(self) -> TargetVersionQuerySet:
        return self.filter(state=TargetState.PROPOSED)

    def refused(self) -> TargetVersionQuerySet:
        """Those the secretariat did not confirm; a proposal that a later one replaced has no decision."""
        return self.filter(state=TargetState.REFUSED, decided_by__isnull=False)


class TargetVersion(models.Model):
    """What a target was taken to mean from one day to another.

    `reduction_percent` is of the base; `level` is in the measure's unit (tonnes for masses), and the promise
    is kept on the side of it that `sense` says. A declared value of the base year, used where no report holds
    that year, is `base_value` in tonnes, or `base_amount` in the unit of a measure that is no mass; with
    `keeps_base` the government decided that it counts although a report holds another.
    `activity` is what an intensity is divided by; none where the measure is an intensity already. `residual`
    is what carbon neutrality may leave, in tonnes, gross. `first_year` is when a recurring
    share is due first. `rows` are the framework rows that the signatory says its sector consists of: once
    confirmed, the measure is one of its own that sums them.
    """

    target = models.ForeignKey(Target, models.PROTECT, related_name="versions", verbose_name=_("target"))
    number = models.PositiveSmallIntegerField(_("version"))
    kind = models.CharField(_("kind"), max_length=24, choices=TargetKind.choices)
    measure = models.ForeignKey(
        Measure,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="target_versions",
        verbose_name=_("measure"),
    )
    quantity_status = models.CharField(_("quantity is"), max_length=10, choices=Provenance.choices)
    boundary_status = models.CharField(_("boundary is"), max_length=10, choices=Provenance.choices)
    base_year = models.PositiveSmallIntegerField(_("base year"), null=True, blank=True)
    base_year_status = models.CharField(
        _("base year is"), max_length=10, choices=Provenance.choices, default=Provenance.STATED
    )
    base_value = MassField(_("value of the base year"), null=True, blank=True, help_text=_("tonnes"))
    base_value_status = models.CharField(
        _("value of the base year is"), max_length=10, choices=Provenance.choices, default=Provenance.STATED
    )
    target_year = models.PositiveSmallIntegerField(_("target year"), null=True, blank=True)
    target_year_status = models.CharField(
        _("target year is"), max_length=10, choices=Provenance.choices, default=Provenance.STATED
    )
    year_qualifier = models.CharField(
        _("the year is meant"), max_length=10, choices=YearQualifier.choices, default=YearQualifier.BY
    )
    tolerance_years = models.PositiveSmallIntegerField(_("tolerance in years"), null=True, blank=True)
    reduction_percent = models.DecimalField(
        _("reduction in per cent"), max_digits=7, decimal_places=3, null=True, blank=True
    )
    level = models.DecimalField(_("level"), max_digits=19, decimal_places=6, null=True, blank=True)
    sense = models.CharField(
        _("kept on the side"), max_length=8, choices=Sense.choices, default=Sense.AT_MOST
    )
    sense_status = models.CharField(
        _("side is"), max_length=10, choices=Provenance.choices, default=Provenance.STATED
    )
    unit = models.CharField(_("unit as printed"), max_length=60, blank=True)
    base_amount = models.DecimalField(
        _("value of the base year, in the unit of what is counted"),
        max_digits=19,
        decimal_places=6,
        null=True,
        blank=True,
    )
    activity = models.ForeignKey(
        Measure,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("divided by"),
    )
    keeps_base = models.BooleanField(
        _("stays with the declared value"),
        default=False,
        help_text=_("the declared value of the base year counts, although another is reported"),
    )
    residual = MassField(_("what may remain"), null=True, blank=True, help_text=_("tonnes"))
    first_year = models.PositiveSmallIntegerField(_("due from"), null=True, blank=True)
    rows = models.CharField(_("framework rows"), max_length=800, blank=True)
    series = models.SlugField(_("inventory series"), max_length=40, default=MAIN_SERIES)

    state = models.CharField(_("state"), max_length=12, choices=TargetState.choices)
    reason = models.TextField(_("reason"), blank=True)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("proposed by"),
    )
    proposed_at = models.DateTimeField(_("proposed"))
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("decided by"),
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    decision_note = models.TextField(_("note on the decision"), blank=True)
    valid_from = models.DateTimeField(_("in force from"), null=True, blank=True)
    valid_until = models.DateTimeField(_("in force until"), null=True, blank=True)

    objects = TargetVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("target version")
        verbose_name_plural = _("target versions")
        ordering = ["target_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["target", "number"], name="target_version_number_unique"),
            models.UniqueConstraint(
                fields=["target"], condition=Q(state="in_force"), name="one_target_version_in_force"
            ),
            models.UniqueConstraint(
                fields=["target"], condition=Q(state="proposed"), name="one_target_version_proposed"
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=["proposed", "refused"], valid_from__isnull=True, valid_until__isnull=True
                )
                | Q(state="in_force", valid_from__isnull=False, valid_until__isnull=True)
                | Q(state="superseded", valid_from__isnull=False, valid_until__isnull=False),
                name="target_version_dates_fit_its_state",
            ),
            models.CheckConstraint(
                condition=Q(base_year__isnull=True)
                | Q(target_year__isnull=True)
                | Q(base_year__lt=F("target_year")),
                name="target_year_after_base_year",
                violation_error_message=_("The target year must come after the base year."),
            ),
            models.CheckConstraint(
                condition=Q(reduction_percent__isnull=True)
                | Q(reduction_percent__gt=0, reduction_percent__lte=100),
                name="reduction_between_0_and_100_percent",
                violation_error_message=_("A reduction is more than 0 and at most 100 per cent."),
            ),
            models.CheckConstraint(
                condition=Q(base_year__isnull=True) | Q(base_year__gte=1900, base_year__lte=2200),
                name="base_year_is_a_year",
            ),
            models.CheckConstraint(
                condition=Q(target_year__isnull=True) | Q(target_year__gte=1900, target_year__lte=2200),
                name="target_year_is_a_year",
            ),
            models.CheckConstraint(
                condition=Q(base_value__isnull=True) | Q(base_value__gte=0), name="base_value_not_negative"
            ),
            models.CheckConstraint(
                condition=Q(level__isnull=True) | Q(level__gte=0), name="target_level_not_negative"
            ),
            models.CheckConstraint(
                condition=Q(base_value__isnull=True) | Q(base_amount__isnull=True),
                name="base_is_a_mass_or_an_amount",
            ),
            models.CheckConstraint(
                condition=Q(base_amount__isnull=True) | Q(base_amount__gte=0), name="base_amount_not_negative"
            ),
            models.CheckConstraint(
                condition=Q(keeps_base=False) | Q(base_value__isnull=False) | Q(base_amount__isnull=False),
                name="base_that_stays_has_a_value",
                violation_error_message=_("A target stays only with a value of the base year: give it."),
            ),
            models.CheckConstraint(
                condition=Q(residual__isnull=True) | Q(residual__gte=0), name="residual_not_negative"
            ),
            models.CheckConstraint(
                condition=Q(first_year__isnull=True) | Q(first_year__gte=1900, first_year__lte=2200),
                name="first_year_is_a_year",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.target} v{self.number}"

    def get_absolute_url(self) -> str:
        return self.target.get_absolute_url()

    @property
    def government(self) -> Government:
        return self.target.government


class ScenarioPoint(models.Model):
    """One year of the baseline scenario that a target version is held against, as declared; tonnes."""

    version = models.ForeignKey(
        TargetVersion, models.CASCADE, related_name="scenario", verbose_name=_("target version")
    )
    year = models.PositiveSmallIntegerField(_("year"))
    tonnes = MassField(_("tonnes"))

    class Meta:
        verbose_name = _("point of a scenario")
        verbose_name_plural = _("points of scenarios")
        ordering = ["version_id", "year"]
        constraints = [
            models.UniqueConstraint(fields=["version", "year"], name="one_scenario_point_a_year"),
            models.CheckConstraint(
                condition=Q(year__gte=1900, year__lte=2200), name="scenario_year_is_a_year"
            ),
            models.CheckConstraint(condition=Q(tonnes__gte=0), name="scenario_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.version_id}: {self.year}"
