"""What was done to a version and said about it. Events are appended, never changed."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Government
from inventories.enums import EventKind, SectionCode
from inventories.models.report import ReportVersion


class Event(models.Model):
    """A step in a version's life: who, what, when."""

    version = models.ForeignKey(
        ReportVersion, models.CASCADE, related_name="events", verbose_name=_("version")
    )
    kind = models.CharField(_("what"), max_length=12, choices=EventKind.choices)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("who"),
    )
    at = models.DateTimeField(_("when"))
    note = models.TextField(_("note"), blank=True)

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["version_id", "pk"]

    def __str__(self) -> str:
        return f"{self.version}: {self.get_kind_display()}"


class Remark(models.Model):
    """A reviewer's word on a version, a section or a row."""

    version = models.ForeignKey(
        ReportVersion, models.CASCADE, related_name="remarks", verbose_name=_("version")
    )
    section = models.CharField(_("section"), max_length=12, choices=SectionCode.choices, blank=True)
    row = models.CharField(_("row"), max_length=20, blank=True)
    text = models.TextField(_("remark"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("who"))
    at = models.DateTimeField(_("made"))

    class Meta:
        verbose_name = _("remark")
        verbose_name_plural = _("remarks")
        ordering = ["version_id", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="remark_says_something"),
            models.CheckConstraint(
                condition=Q(row="") | ~Q(section=""), name="remark_on_a_row_names_its_section"
            ),
        ]

    def __str__(self) -> str:
        return self.text[:80]

    @property
    def government(self) -> Government:
        return self.version.report.government


class WarningAnswer(models.Model):
    """The signatory's answer to a warning of the checks; the reviewer reads it."""

    version = models.ForeignKey(
        ReportVersion, models.CASCADE, related_name="warning_answers", verbose_name=_("version")
    )
    check_code = models.CharField(_("check"), max_length=40)
    row = models.CharField(_("row"), max_length=20, blank=True)
    text = models.TextField(_("answer"))

    class Meta:
        verbose_name = _("answer to a warning")
        verbose_name_plural = _("answers to warnings")
        ordering = ["version_id", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["version", "check_code", "row"], name="one_answer_per_warning"),
            models.CheckConstraint(condition=~Q(text=""), name="warning_answer_says_something"),
        ]

    def __str__(self) -> str:
        return f"{self.version}: {self.check_code}"
