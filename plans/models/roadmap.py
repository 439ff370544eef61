"""Forecasts and peaking roadmaps that were saved, with every number that went in and came out."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Government
from plans.models.plan import PlanVersion


class Roadmap(models.Model):
    """A forecast as it was computed: `inputs` and `results` are JSON of plans.forecast, with its version.

    It never changes: what differs is another roadmap. `plan_version` gives the actions that it counts.
    """

    government = models.ForeignKey(
        Government, models.PROTECT, related_name="roadmaps", verbose_name=_("government")
    )
    plan_version = models.ForeignKey(
        PlanVersion,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="roadmaps",
        verbose_name=_("plan whose actions count"),
    )
    title = models.CharField(_("title"), max_length=160)
    base_year = models.PositiveSmallIntegerField(_("base year"))
    last_year = models.PositiveSmallIntegerField(_("last year"))
    method = models.CharField(_("version of the method"), max_length=12)
    inputs = models.JSONField(_("inputs"))
    results = models.JSONField(_("results"))
    is_public = models.BooleanField(_("public"), default=False)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("saved by")
    )
    saved_at = models.DateTimeField(_("saved"))

    class Meta:
        verbose_name = _("roadmap")
        verbose_name_plural = _("roadmaps")
        ordering = ["-saved_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(base_year__lt=F("last_year"), base_year__gte=1990, last_year__lte=2200),
                name="roadmap_looks_ahead",
            ),
            models.CheckConstraint(condition=~Q(title=""), name="roadmap_has_a_title"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("portal:roadmap", args=[self.pk])
