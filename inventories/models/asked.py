"""Parts of a report asked of others, and what was typed but not saved."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Government
from inventories.enums import SectionCode
from inventories.models.report import Report


class PartRequest(models.Model):
    """A section or rows of it asked of a department, a utility or a consultant by e-mail, with a due date.

    Whoever holds the link (its hash is kept, not the link) fills in that part and nothing else. An answer
    stands apart, as lines in the importers' words, until someone of the government takes it over.
    """

    report = models.ForeignKey(Report, models.CASCADE, related_name="part_requests", verbose_name=_("report"))
    section = models.CharField(_("section"), max_length=12, choices=SectionCode.choices)
    rows = models.JSONField(_("rows"), default=list, blank=True, help_text=_("Empty for the whole section."))
    email = models.EmailField(_("e-mail"))
    name = models.CharField(_("name"), max_length=120)
    language = models.CharField(_("language"), max_length=10)
    message = models.TextField(_("message"), blank=True)
    due = models.DateField(_("due"))
    token_sha256 = models.CharField(_("hash of the link"), max_length=64, unique=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("asked by")
    )
    asked_at = models.DateTimeField(_("asked"))
    opened_at = models.DateTimeField(_("opened"), null=True, blank=True)
    typed = models.JSONField(_("typed so far"), default=dict, blank=True)
    answer = models.JSONField(_("answer"), default=list, blank=True)
    comment = models.TextField(_("comment"), blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("taken over by"),
    )
    taken_at = models.DateTimeField(_("taken over"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)
    reminded_at = models.DateTimeField(_("reminded"), null=True, blank=True)

    class Meta:
        verbose_name = _("request for a part")
        verbose_name_plural = _("requests for parts")
        ordering = ["report_id", "due", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(taken_at__isnull=True, taken_by__isnull=True)
                | Q(taken_at__isnull=False, taken_by__isnull=False, answered_at__isnull=False),
                name="only_an_answer_is_taken_over",
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True) | Q(answered_at__gte=F("asked_at")),
                name="part_is_answered_after_it_was_asked",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report}: {self.name}"

    @property
    def government(self) -> Government:
        return self.report.government


class Unsaved(models.Model):
    """What a person typed into a section's form and did not save yet: nobody else sees it."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("who")
    )
    report = models.ForeignKey(Report, models.CASCADE, related_name="+", verbose_name=_("report"))
    section = models.CharField(_("section"), max_length=12, choices=SectionCode.choices)
    revision = models.PositiveIntegerField(_("revision"))
    typed = models.JSONField(_("fields"))
    at = models.DateTimeField(_("when"))

    class Meta:
        verbose_name = _("unsaved entries")
        verbose_name_plural = _("unsaved entries")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "report", "section"], name="one_unsaved_form_per_person_and_section"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report}: {self.section}"
