"""What a government's staff were reminded of, so that nobody hears of the same thing twice."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Government


class Reminder(models.Model):
    """A thing that came due or lapsed, and when a letter named it; `key` is such as inventory-lapsed-2019."""

    government = models.ForeignKey(
        Government, models.CASCADE, related_name="reminders", verbose_name=_("government")
    )
    key = models.CharField(_("key"), max_length=120)
    at = models.DateTimeField(_("written"))

    class Meta:
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["government", "key"], name="reminded_of_a_thing_once"),
        ]

    def __str__(self) -> str:
        return f"{self.government_id}: {self.key}"
