"""Open questions to signatories."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Government
from accounts.words import Text, in_readers_language
from pledges.enums import BaseChoice, QuestionCode, QuestionState
from pledges.models.claim import Claim
from pledges.models.target import Target, TargetVersion


class QuestionQuerySet(models.QuerySet["Question"]):
    def open(self) -> QuestionQuerySet:
        return self.filter(state=QuestionState.OPEN)

    def answered(self) -> QuestionQuerySet:
        return self.filter(state=QuestionState.ANSWERED)


class Question(models.Model):
    """Something a signatory's words leave open. The answer becomes a proposed target version.

    `cause` names the event that made the question necessary, where it was not the words themselves: nobody
    is asked twice because of the same. `amount` is the value it is about, in the measure's unit (tonnes for
    masses); `choice` what was decided where the answer is one of two.
    """

    government = models.ForeignKey(
        Government, models.PROTECT, related_name="questions", verbose_name=_("government")
    )
    target = models.ForeignKey(
        Target, models.PROTECT, null=True, blank=True, related_name="questions", verbose_name=_("target")
    )
    claim = models.ForeignKey(
        Claim, models.PROTECT, null=True, blank=True, related_name="questions", verbose_name=_("claim")
    )
    code = models.CharField(_("question"), max_length=20, choices=QuestionCode.choices)
    note = models.TextField(_("what is unclear"), blank=True)
    note_zh = models.TextField(_("what is unclear, in Chinese"), blank=True)
    cause = models.CharField(_("because of"), max_length=120, blank=True)
    amount = models.DecimalField(
        _("value it is about"), max_digits=19, decimal_places=6, null=True, blank=True
    )
    suggestion = models.TextField(_("suggestion"), blank=True)
    suggestion_zh = models.TextField(_("suggestion in Chinese"), blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=QuestionState.choices, default=QuestionState.OPEN
    )
    asked_at = models.DateTimeField(_("asked"))
    answer = models.TextField(_("answer"), blank=True)
    choice = models.CharField(_("decision"), max_length=10, choices=BaseChoice.choices, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("answered by"),
    )
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    proposal = models.ForeignKey(
        TargetVersion,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="questions",
        verbose_name=_("proposal"),
    )
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("settled by"),
    )
    settled_at = models.DateTimeField(_("settled"), null=True, blank=True)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ["government_id", "target_id", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["target", "code"],
                condition=~Q(state="settled"),
                name="question_asked_once_of_a_target",
            ),
            models.UniqueConstraint(
                fields=["claim", "code"], condition=~Q(state="settled"), name="question_asked_once_of_a_claim"
            ),
            models.UniqueConstraint(
                fields=["government", "code"],
                condition=Q(target__isnull=True, claim__isnull=True) & ~Q(state="settled"),
                name="question_asked_once_of_a_government",
            ),
            models.UniqueConstraint(
                fields=["target", "code", "cause"],
                condition=~Q(cause=""),
                name="question_asked_once_for_a_cause",
            ),
            models.CheckConstraint(
                condition=Q(state="open", settled_at__isnull=True)
                | Q(state="answered", answered_at__isnull=False, settled_at__isnull=True)
                | Q(state="settled", settled_at__isnull=False),
                name="question_dates_fit_its_state",
            ),
            models.CheckConstraint(
                condition=Q(target__isnull=True) | Q(claim__isnull=True), name="question_about_one_thing"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.government}: {self.get_code_display()}"

    def get_absolute_url(self) -> str:
        return reverse("pledges:question", args=[self.pk])

    @property
    def told_note(self) -> Text:
        """The note for the reader at hand."""
        return in_readers_language(en=self.note, zh=self.note_zh)

    @property
    def told_suggestion(self) -> Text:
        return in_readers_language(en=self.suggestion, zh=self.suggestion_zh)
