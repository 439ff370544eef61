"""Assessments: the judge's answers, with everything they rest on."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Government
from pledges.models import Target, TargetVersion
from progress.enums import Origin, Reason, Verdict


class AssessmentQuerySet(models.QuerySet["Assessment"]):
    def current(self) -> AssessmentQuerySet:
        return self.filter(superseded_at__isnull=True)


class Assessment(models.Model):
    """A verdict from one moment to another. `record` is trajectory's record with every number it used.

    A new row is written only when the record changes; `checked_on` is the last day the judge came to the
    same answer. Superseded rows stay and are never changed again.
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
    assessed_on = models.DateField(_("as of"))
    checked_on = models.DateField(_("last confirmed"))
    created_at = models.DateTimeField(_("first seen"))
    superseded_at = models.DateTimeField(_("superseded"), null=True, blank=True)

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
                condition=Q(checked_on__gte=F("assessed_on")), name="assessment_checked_after_it_was_made"
            ),
        ]
        indexes = [
            models.Index(
                fields=["government"],
                condition=Q(superseded_at__isnull=True),
                name="current_assessments",
            ),
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
