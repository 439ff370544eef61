"""Work that waits: a government is to be assessed."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Government


class AssessmentRequestQuerySet(models.QuerySet["AssessmentRequest"]):
    def open(self) -> AssessmentRequestQuerySet:
        return self.filter(done_at__isnull=True)


class AssessmentRequest(models.Model):
    """Written in the transaction that makes an assessment necessary; done once it has been made."""

    government = models.ForeignKey(
        Government, models.PROTECT, related_name="assessment_requests", verbose_name=_("government")
    )
    because = models.CharField(_("because of"), max_length=120)
    opened_at = models.DateTimeField(_("opened"), auto_now_add=True)
    done_at = models.DateTimeField(_("done"), null=True, blank=True)

    objects = AssessmentRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("assessment request")
        verbose_name_plural = _("assessment requests")
        ordering = ["pk"]
        indexes = [
            models.Index(
                fields=["government"],
                condition=models.Q(done_at__isnull=True),
                name="assessment_request_open",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.government}: {self.because}"
