"""Assessments: the judge's answers, with everything they rest on."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Government
from pledges.models import Target, TargetVersion
from progress.enums import Origin, Reason, Verdict


class AssessmentQuerySet(models.QuerySet["Assessment"]):
    def current(self) -> AssessmentQuerySet:
        """What the signatory and the secretariat see."""
        return self.filter(superseded_at__isnull=True)

    def public(self, on: date) -> AssessmentQuerySet:
        """What everyone sees on a day, at most one a target: a new or changed verdict waits for its signatory
        first."""
        return self.filter(Q(public_until__isnull=True) | Q(public_until__gt=on), public_from__lte=on)


class Assessment(models.Model):
    """A verdict from one moment to another. `record` is trajectory's record with every number it used.

    A new row is written only when the record or the decision changes. Superseded rows stay and are never
    changed again, but for the day on which another takes their place before the public. `verdict` is the
    judge's, unless a decision of the secretariat stands in its place; the record always holds the judge's.
    `standing_since`: from when this verdict and reason have stood without a break; replies and appeals are
    about that whole time. Where `public_until` is `public_from` the public never saw it.
    """

    government = models.ForeignKey(
        Government, models.PROTECT, related_name="assessments", verbose_name=_("government")
    )
    target = models.ForeignKey(Target, models.PROTECT, related_name="assessments", verbose_name=_("target"))
    target_version = models.ForeignKey(
        TargetVersion, models.PROTECT, related_name="assessments", verbose_name=_("target version")
    )
    verdict = models.CharField(_("verdict"), max_length=14, choices=Verdict.choices)
    reason = models.CharField(_("reason"), max_length=30, choices=Reason.choices, blank=True)
    last_known = models.CharField(_("last known verdict"), max_length=14, choices=Verdict.choices, blank=True)
    origin = models.CharField(_("rests on"), max_length=10, choices=Origin.choices)
    latest_year = models.PositiveSmallIntegerField(_("latest year"), null=True, blank=True)
    method_version = models.CharField(_("method version"), max_length=12)
    record = models.JSONField(_("record"))
    record_sha256 = models.CharField("SHA-256", max_length=64)
    decision = models.ForeignKey(
        "progress.Decision",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="assessments",
        verbose_name=_("decision"),
    )
    assessed_on = models.DateField(_("as of"))
    created_at = models.DateTimeField(_("first seen"))
    superseded_at = models.DateTimeField(_("superseded"), null=True, blank=True)
    standing_since = models.DateTimeField(_("standing since"))
    public_from = models.DateField(_("public from"))
    public_until = models.DateField(_("public until"), null=True, blank=True)
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("published early by"),
    )

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("assessment")
        verbose_name_plural = _("assessments")
        ordering = ["target_id", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["target"], condition=Q(superseded_at__isnull=True), name="one_current_assessment"
            ),
            models.CheckConstraint(
                condition=Q(verdict="undetermined") ^ Q(reason=""), name="undetermined_has_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(last_known="") | Q(verdict="undetermined"),
                name="last_known_verdict_of_the_undetermined",
            ),
            models.CheckConstraint(
                condition=Q(public_until__isnull=True) | Q(public_until__gte=F("public_from")),
                name="assessment_public_until_after_public_from",
            ),
            models.CheckConstraint(
                condition=Q(standing_since__lte=F("created_at")), name="assessment_stands_since_it_was_made"
            ),
        ]
        indexes = [
            models.Index(
                fields=["government"],
                condition=Q(superseded_at__isnull=True),
                name="current_assessments",
            ),
            models.Index(fields=["target", "public_from"], name="assessments_before_the_public"),
        ]

    def __str__(self) -> str:
        return f"{self.target}: {self.get_verdict_display()}"

    def get_absolute_url(self) -> str:
        return self.target.get_absolute_url()

    @property
    def is_indication(self) -> bool:
        return self.origin == Origin.REFERENCE

    @property
    def is_stale(self) -> bool:
        return self.reason == Reason.STALE

    @property
    def is_decided(self) -> bool:
        """Whether the secretariat decided by hand."""
        return self.decision_id is not None


class Judging(models.Model):
    """The last time a government was judged, and of what: equal words for equal inputs, so that a government
    with nothing new costs one comparison."""

    government = models.OneToOneField(
        Government, models.CASCADE, related_name="judging", verbose_name=_("government")
    )
    inputs = models.CharField(_("inputs"), max_length=64)
    judged_on = models.DateField(_("as of"))

    class Meta:
        verbose_name = _("last judging")
        verbose_name_plural = _("last judgings")

    def __str__(self) -> str:
        return f"{self.government_id} {self.judged_on}"
