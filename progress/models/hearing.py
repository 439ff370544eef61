"""What people say to a verdict: decisions by hand, replies, appeals."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Government
from pledges.models import Target, TargetVersion
from progress.enums import Language, Lapse, Outcome, Verdict
from progress.models.assessment import Assessment


class DecisionQuerySet(models.QuerySet["Decision"]):
    def live(self) -> DecisionQuerySet:
        return self.filter(lapsed_at__isnull=True)


class Decision(models.Model):
    """A verdict by the secretariat, in place of the judge's. It shows as such, with its reason.

    `figures_sha256` is of the figures it rests on: when others arrive it lapses, as it does with a new target
    version, and the judge speaks again. `ended_by` replaced or withdrew it.
    """

    target = models.ForeignKey(Target, models.PROTECT, related_name="decisions", verbose_name=_("target"))
    target_version = models.ForeignKey(
        TargetVersion, models.PROTECT, related_name="+", verbose_name=_("target version")
    )
    verdict = models.CharField(_("verdict"), max_length=14, choices=Verdict.choices)
    because = models.TextField(_("reason"))
    language = models.CharField(_("language"), max_length=8, choices=Language.choices)
    link = models.URLField(_("link to evidence"), blank=True)
    figures_sha256 = models.CharField("SHA-256", max_length=64)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("decided by")
    )
    decided_at = models.DateTimeField(_("decided"))
    lapsed_at = models.DateTimeField(_("lapsed"), null=True, blank=True)
    lapse = models.CharField(_("why it lapsed"), max_length=12, choices=Lapse.choices, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("ended by"),
    )

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["target"], condition=Q(lapsed_at__isnull=True), name="one_live_decision_a_target"
            ),
            models.CheckConstraint(
                condition=Q(lapsed_at__isnull=True, lapse="") | Q(lapsed_at__isnull=False) & ~Q(lapse=""),
                name="lapsed_decision_says_why",
            ),
            models.CheckConstraint(condition=~Q(because=""), name="decision_has_a_reason"),
            models.CheckConstraint(
                condition=Q(ended_by__isnull=False) & Q(lapse__in=["replaced", "withdrawn"])
                | Q(ended_by__isnull=True) & ~Q(lapse__in=["replaced", "withdrawn"]),
                name="who_ended_a_decision_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.target}: {self.get_verdict_display()}"

    @property
    def government(self) -> Government:
        return self.target.government


class Reply(models.Model):
    """What the signatory says to a verdict. It stands beside it, and is never changed."""

    assessment = models.ForeignKey(
        Assessment, models.PROTECT, related_name="replies", verbose_name=_("assessment")
    )
    text = models.TextField(_("reply"))
    language = models.CharField(_("language"), max_length=8, choices=Language.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("reply")
        verbose_name_plural = _("replies")
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="reply_says_something")]

    def __str__(self) -> str:
        return f"{self.assessment}: {self.at:%Y-%m-%d}"

    @property
    def government(self) -> Government:
        return self.assessment.government


class AppealQuerySet(models.QuerySet["Appeal"]):
    def open(self) -> AppealQuerySet:
        return self.filter(decided_at__isnull=True)


class Appeal(models.Model):
    """The signatory disputes a verdict. Somebody decides who did not decide the first time.

    `first_decider` made the decision, or accepted the report that the verdict rests on; nobody where the
    figures are public ones. A changed verdict is a new decision.
    """

    assessment = models.ForeignKey(
        Assessment, models.PROTECT, related_name="appeals", verbose_name=_("assessment")
    )
    target = models.ForeignKey(Target, models.PROTECT, related_name="appeals", verbose_name=_("target"))
    grounds = models.TextField(_("grounds"))
    language = models.CharField(_("language"), max_length=8, choices=Language.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"))
    first_decider = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("decided the first time"),
    )
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome.choices, blank=True)
    answer = models.TextField(_("answer"), blank=True)
    answer_language = models.CharField(
        _("language of the answer"), max_length=8, choices=Language.choices, blank=True
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("decided by"),
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    decision = models.ForeignKey(
        Decision, models.PROTECT, null=True, blank=True, related_name="appeals", verbose_name=_("decision")
    )

    objects = AppealQuerySet.as_manager()

    class Meta:
        verbose_name = _("appeal")
        verbose_name_plural = _("appeals")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["target"], condition=Q(decided_at__isnull=True), name="one_open_appeal_a_target"
            ),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True, decided_by__isnull=True, outcome="", answer="")
                | Q(decided_at__isnull=False, decided_by__isnull=False) & ~Q(outcome="") & ~Q(answer=""),
                name="decided_appeal_is_complete",
            ),
            models.CheckConstraint(
                condition=Q(first_decider__isnull=True)
                | Q(decided_by__isnull=True)
                | ~Q(decided_by=F("first_decider")),
                name="appeal_decided_by_somebody_else",
            ),
            models.CheckConstraint(
                condition=Q(outcome="changed", decision__isnull=False)
                | ~Q(outcome="changed") & Q(decision__isnull=True),
                name="changed_verdict_is_a_decision",
            ),
            models.CheckConstraint(condition=~Q(grounds=""), name="appeal_has_grounds"),
        ]

    def __str__(self) -> str:
        return f"{self.target}: {self.at:%Y-%m-%d}"

    @property
    def government(self) -> Government:
        return self.target.government
