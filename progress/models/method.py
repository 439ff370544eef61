"""Methods: the judge's version with its settable numbers, and what another would have said."""

from __future__ import annotations

from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pledges.models import Target
from progress.enums import MethodState, Reason, Verdict
from trajectory import thresholds


class MethodQuerySet(models.QuerySet["Method"]):
    def in_force(self) -> MethodQuerySet:
        return self.filter(state=MethodState.IN_FORCE)


class Method(models.Model):
    """The rules in one state: the version of the judge's code, and the numbers that can be set.

    Units as with the constants of the same name in trajectory.thresholds. Verdicts keep the label of the
    method by which they were made. Only a method with a finished trial is adopted, but for the first.
    """

    label = models.CharField(_("method"), max_length=12, unique=True)
    code_version = models.CharField(_("version of the judge"), max_length=8)
    peak_decline_years = models.PositiveSmallIntegerField(
        _("years below the peak before it counts as on track"), default=thresholds.PEAK_DECLINE_YEARS
    )
    peak_exceedance = models.DecimalField(
        _("share by which a later year must exceed the promised peak to miss it"),
        max_digits=5,
        decimal_places=4,
        default=thresholds.PEAK_EXCEEDANCE,
    )
    trend_p = models.DecimalField(
        _("one-sided probability of the trend test"),
        max_digits=5,
        decimal_places=4,
        default=thresholds.TREND_P,
    )
    base_change = models.DecimalField(
        _("change of the base year that asks for a decision"),
        max_digits=5,
        decimal_places=4,
        default=thresholds.BASE_CHANGE,
    )
    state = models.CharField(
        _("state"), max_length=10, choices=MethodState.choices, default=MethodState.PROPOSED
    )
    reason = models.TextField(_("reason"), blank=True)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("proposed by"),
    )
    proposed_at = models.DateTimeField(_("proposed"))
    adopted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("adopted by"),
    )
    adopted_at = models.DateTimeField(_("adopted"), null=True, blank=True)
    retired_at = models.DateTimeField(_("retired"), null=True, blank=True)

    objects = MethodQuerySet.as_manager()

    class Meta:
        verbose_name = _("method")
        verbose_name_plural = _("methods")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["state"], condition=Q(state="in_force"), name="one_method_in_force"
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=["proposed", "dropped"], adopted_at__isnull=True, retired_at__isnull=True
                )
                | Q(state="in_force", adopted_at__isnull=False, retired_at__isnull=True)
                | Q(state="retired", adopted_at__isnull=False, retired_at__isnull=False),
                name="method_dates_fit_its_state",
            ),
            models.CheckConstraint(
                condition=Q(peak_decline_years__gte=1, peak_decline_years__lte=20)
                & Q(peak_exceedance__gte=0, peak_exceedance__lt=1)
                & Q(trend_p__gt=0, trend_p__lt=Decimal("0.5"))
                & Q(base_change__gt=0, base_change__lt=1),
                name="method_numbers_make_sense",
                violation_error_message=_(
                    "Give the shares between 0 and 1 (0.02 is two in a hundred), the probability below 0.5, "
                    "the years from 1 to 20."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def thresholds(self) -> thresholds.Thresholds:
        found = thresholds.Thresholds(
            peak_decline_years=self.peak_decline_years,
            peak_exceedance=self.peak_exceedance,
            trend_p=self.trend_p,
            base_change=self.base_change,
        )
        return thresholds.DEFAULT if found == thresholds.DEFAULT else found


class Trial(models.Model):
    """A dry run: every target judged by a proposed method on one day, and nothing of it told.

    `next_government` is the primary key from which the work goes on; a killed worker loses no work done.
    """

    method = models.ForeignKey(Method, models.CASCADE, related_name="trials", verbose_name=_("method"))
    as_of = models.DateField(_("as of"))
    started_at = models.DateTimeField(_("started"))
    next_government = models.PositiveBigIntegerField(_("next government"), default=0)
    done = models.PositiveIntegerField(_("targets judged"), default=0)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)

    class Meta:
        verbose_name = _("trial of a method")
        verbose_name_plural = _("trials of methods")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["method"], condition=Q(finished_at__isnull=True), name="one_running_trial_a_method"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.method} {self.as_of}"


class TrialChange(models.Model):
    """A target on which the proposed method says something else than what stands."""

    trial = models.ForeignKey(Trial, models.CASCADE, related_name="changes", verbose_name=_("trial"))
    target = models.ForeignKey(Target, models.CASCADE, related_name="+", verbose_name=_("target"))
    verdict_before = models.CharField(
        _("verdict that stands"), max_length=14, choices=Verdict.choices, blank=True
    )
    reason_before = models.CharField(_("its reason"), max_length=30, choices=Reason.choices, blank=True)
    verdict_after = models.CharField(
        _("verdict by the proposed method"), max_length=14, choices=Verdict.choices
    )
    reason_after = models.CharField(
        _("reason by the proposed method"), max_length=30, choices=Reason.choices, blank=True
    )

    class Meta:
        verbose_name = _("change by a method")
        verbose_name_plural = _("changes by methods")
        ordering = ["trial_id", "target_id"]
        constraints = [
            models.UniqueConstraint(fields=["trial", "target"], name="one_change_per_target_and_trial"),
        ]

    def __str__(self) -> str:
        return f"{self.target_id}: {self.verdict_before} > {self.verdict_after}"
