"""What was done to a version and said about it. Events are appended, never changed."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Government
from inventories.enums import EventKind, SectionCode, State
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
    """The signatory's answer to a warning of the checks; the reviewer reads it.

    Answers given before answers named a section have none, and answer the warning in whichever it is.
    """

    version = models.ForeignKey(
        ReportVersion, models.CASCADE, related_name="warning_answers", verbose_name=_("version")
    )
    check_code = models.CharField(_("check"), max_length=40)
    section = models.CharField(_("section"), max_length=12, choices=SectionCode.choices, blank=True)
    row = models.CharField(_("row"), max_length=20, blank=True)
    text = models.TextField(_("answer"))

    class Meta:
        verbose_name = _("answer to a warning")
        verbose_name_plural = _("answers to warnings")
        ordering = ["version_id", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "check_code", "section", "row"], name="one_answer_per_warning"
            ),
            models.CheckConstraint(condition=~Q(text=""), name="warning_answer_says_something"),
        ]

    def __str__(self) -> str:
        return f"{self.version}: {self.check_code}"


class Waiver(models.Model):
    """The secretariat's word that a finding of the checks need not be put right, with a reason for everyone.

    Given while the version is a draft, it is signed with it; given in review, it is added like a remark.
    """

    version = models.ForeignKey(
        ReportVersion, models.CASCADE, related_name="waivers", verbose_name=_("version")
    )
    check_code = models.CharField(_("check"), max_length=40)
    section = models.CharField(_("section"), max_length=12, choices=SectionCode.choices, blank=True)
    row = models.CharField(_("row"), max_length=20, blank=True)
    reason = models.TextField(_("reason"))
    language = models.CharField(_("language of the reason"), max_length=10)
    given_in = models.CharField(
        _("given while the version was"),
        max_length=12,
        choices=[(State.DRAFT.value, State.DRAFT.label), (State.IN_REVIEW.value, State.IN_REVIEW.label)],
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("who"))
    at = models.DateTimeField(_("given"))

    class Meta:
        verbose_name = _("waiver")
        verbose_name_plural = _("waivers")
        ordering = ["version_id", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "check_code", "section", "row"], name="one_waiver_per_finding"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="waiver_gives_a_reason"),
            models.CheckConstraint(condition=Q(given_in__in=["draft", "in_review"]), name="waiver_given_in"),
        ]

    def __str__(self) -> str:
        return f"{self.version}: {self.check_code}"

    @property
    def government(self) -> Government:
        return self.version.report.government
