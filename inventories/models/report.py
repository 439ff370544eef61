"""Annual reports and their versions."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Government
from inventories.enums import (
    ONCE_ACCEPTED,
    OPEN_STATES,
    Assurance,
    Electricity,
    Gases,
    GwpSet,
    Level,
    Publication,
    State,
)


class Report(models.Model):
    """A government's account of one period. Its content is in its versions.

    `series` tells parallel inventories of one year apart; most governments have one, 'main'.
    """

    reference = models.CharField(_("reference"), max_length=24, unique=True)
    government = models.ForeignKey(
        Government, models.PROTECT, related_name="reports", verbose_name=_("government")
    )
    framework = models.SlugField(_("framework"), max_length=40)
    series = models.SlugField(_("inventory series"), max_length=40, default="main")
    year = models.PositiveSmallIntegerField(_("year"), help_text=_("The year that labels the period."))
    period_start = models.DateField(_("first day"))
    period_end = models.DateField(_("last day"))
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("created by")
    )
    created_at = models.DateTimeField(_("created"))

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        ordering = ["government_id", "-year", "series"]
        constraints = [
            models.UniqueConstraint(
                fields=["government", "year", "series"],
                name="one_report_per_government_year_and_series",
                violation_error_message=_("There is a report for this year already: open it from your desk."),
            ),
            models.CheckConstraint(
                condition=Q(period_start__lt=F("period_end")), name="report_period_starts_before_it_ends"
            ),
            models.CheckConstraint(condition=Q(year__gte=1900, year__lte=2200), name="report_year_is_a_year"),
        ]

    def __str__(self) -> str:
        return f"{self.reference} ({self.year})"

    def get_absolute_url(self) -> str:
        return reverse("portal:report", args=[self.reference])


class ReportVersionQuerySet(models.QuerySet["ReportVersion"]):
    def open(self) -> ReportVersionQuerySet:
        """Drafts and versions on the secretariat's desk."""
        return self.filter(state__in=OPEN_STATES)

    def accepted(self) -> ReportVersionQuerySet:
        return self.filter(state=State.ACCEPTED)

    def awaiting_review(self) -> ReportVersionQuerySet:
        return self.filter(state__in=(State.SUBMITTED, State.IN_REVIEW))


class ReportVersion(models.Model):
    """One numbered version. From submission on only `state` moves; triggers hold everything else still.

    `carries` is the submitted version of an earlier year whose structure, methods, sources and factors the
    forms of this one begin with.
    """

    report = models.ForeignKey(Report, models.PROTECT, related_name="versions", verbose_name=_("report"))
    number = models.PositiveSmallIntegerField(_("version"))
    state = models.CharField(_("state"), max_length=12, choices=State.choices, default=State.DRAFT)
    corrects = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="corrected_by", verbose_name=_("corrects")
    )
    reason = models.TextField(_("why it is corrected"), blank=True)

    level = models.CharField(_("reporting level"), max_length=12, choices=Level.choices, default=Level.NONE)
    gwp_set = models.CharField(_("GWP set"), max_length=8, choices=GwpSet.choices, default=GwpSet.UNKNOWN)
    gases = models.CharField(_("gases"), max_length=12, choices=Gases.choices, default=Gases.UNKNOWN)
    electricity = models.CharField(
        _("grid electricity"), max_length=10, choices=Electricity.choices, default=Electricity.UNKNOWN
    )
    boundary = models.CharField(
        _("boundary"),
        max_length=240,
        blank=True,
        help_text=_("The area covered, for example: the city limits."),
    )
    methodology = models.TextField(_("method"), blank=True)
    method_change = models.TextField(_("what changed in the methods"), blank=True)
    release = models.CharField(_("release"), max_length=60, blank=True)
    population = models.PositiveBigIntegerField(_("population"), null=True, blank=True)
    publication = models.CharField(
        _("publication"), max_length=10, choices=Publication.choices, default=Publication.FULL
    )
    assurance = models.CharField(
        _("verification"), max_length=12, choices=Assurance.choices, default=Assurance.NONE
    )
    verifier = models.CharField(_("verified by"), max_length=200, blank=True)
    verified_in = models.PositiveSmallIntegerField(_("year of verification"), null=True, blank=True)
    carries = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="carried_by",
        verbose_name=_("carried forward from"),
    )

    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("created by")
    )
    created_at = models.DateTimeField(_("created"))
    certified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("certified by"),
    )
    submitted_at = models.DateTimeField(_("submitted"), null=True, blank=True)
    document = models.TextField(_("canonical JSON"), blank=True, editable=False)
    sha256 = models.CharField("SHA-256", max_length=64, blank=True, editable=False)

    objects = ReportVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("report version")
        verbose_name_plural = _("report versions")
        ordering = ["report_id", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["report", "number"], name="report_version_number_unique"),
            models.UniqueConstraint(
                fields=["report"],
                condition=Q(state__in=["draft", "submitted", "in_review"]),
                name="one_open_version_per_report",
            ),
            models.UniqueConstraint(
                fields=["report"], condition=Q(state="accepted"), name="one_accepted_version_per_report"
            ),
            models.CheckConstraint(
                condition=Q(state="draft", submitted_at__isnull=True, certified_by__isnull=True, sha256="")
                | (
                    ~Q(state="draft")
                    & Q(submitted_at__isnull=False, certified_by__isnull=False)
                    & ~Q(sha256="")
                    & ~Q(document="")
                ),
                name="submitted_version_is_signed_and_hashed",
            ),
            models.CheckConstraint(
                condition=Q(corrects__isnull=True) | ~Q(reason=""), name="correction_says_why"
            ),
            models.CheckConstraint(
                condition=Q(assurance="none", verifier="", verified_in__isnull=True)
                | (
                    ~Q(assurance="none")
                    & ~Q(verifier="")
                    & Q(verified_in__isnull=False, verified_in__gte=1990, verified_in__lte=2200)
                ),
                name="verification_says_who_and_when",
                violation_error_message=_(
                    "Say who verified the inventory and in which year, or choose “Not verified”."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report.reference} v{self.number}"

    def get_absolute_url(self) -> str:
        return reverse("portal:report-version", args=[self.report.reference, self.number])

    @property
    def government(self) -> Government:
        return self.report.government

    @property
    def is_draft(self) -> bool:
        return self.state == State.DRAFT

    @property
    def is_public(self) -> bool:
        return self.state in ONCE_ACCEPTED
