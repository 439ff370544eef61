"""What a government can teach and wants to learn."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Government
from partnerships.enums import Depth, Direction, Topic


class InterestQuerySet(models.QuerySet["Interest"]):
    def current(self) -> InterestQuerySet:
        return self.filter(withdrawn_at__isnull=True)


class Interest(models.Model):
    """An offer or a need by topic. What is not public is seen by the government and the secretariat only."""

    government = models.ForeignKey(
        Government, models.PROTECT, related_name="interests", verbose_name=_("government")
    )
    direction = models.CharField(_("offer or need"), max_length=8, choices=Direction.choices)
    topic = models.CharField(_("topic"), max_length=16, choices=Topic.choices)
    depth = models.CharField(_("how far"), max_length=10, choices=Depth.choices, blank=True)
    text = models.TextField(_("in your words"), blank=True)
    language = models.CharField(_("language"), max_length=10)
    is_public = models.BooleanField(_("public"), default=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("who"))
    at = models.DateTimeField(_("when"))
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)

    objects = InterestQuerySet.as_manager()

    class Meta:
        verbose_name = _("offer or need")
        verbose_name_plural = _("offers and needs")
        ordering = ["government_id", "direction", "topic"]
        constraints = [
            models.UniqueConstraint(
                fields=["government", "direction", "topic"],
                condition=models.Q(withdrawn_at__isnull=True),
                name="one_current_interest_per_topic",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.government_id}: {self.direction} {self.topic}"
