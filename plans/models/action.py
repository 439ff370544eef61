"""Actions of a plan: what, who, when, how much it saves and costs, and what was done."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Government
from accounts.words import Text, in_readers_language
from plans.enums import CoBenefitKind, Currency, FundingSource, Sector
from plans.models.plan import Plan, PlanVersion
from pledges.fields import MassField
from pledges.models import Measure, Statement


class Action(models.Model):
    """An action in one version of a plan; `key` is the same from version to version.

    Its status is computed (plans.status), never kept. `cost` is the whole cost over its time at the prices
    of `price_year`. `cancelled_on` comes with a reason.
    """

    version = models.ForeignKey(
        PlanVersion, models.CASCADE, related_name="actions", verbose_name=_("version")
    )
    key = models.SlugField(_("key"), max_length=40)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    title_en = models.CharField(_("title in English"), max_length=240, blank=True)
    title_zh = models.CharField(_("title in Chinese"), max_length=240, blank=True)
    description_en = models.TextField(_("description in English"), blank=True)
    description_zh = models.TextField(_("description in Chinese"), blank=True)
    sector = models.CharField(_("sector"), max_length=12, choices=Sector.choices)
    owner = models.CharField(_("owner"), max_length=200, blank=True)
    starts_on = models.DateField(_("start"))
    ends_on = models.DateField(_("end"))
    cost = models.DecimalField(_("cost"), max_digits=16, decimal_places=2, null=True, blank=True)
    currency = models.CharField(_("currency"), max_length=3, choices=Currency.choices, blank=True)
    price_year = models.PositiveSmallIntegerField(_("price year"), null=True, blank=True)
    cancelled_on = models.DateField(_("cancelled on"), null=True, blank=True)
    cancel_reason = models.TextField(_("why it was cancelled"), blank=True)
    indicators = models.ManyToManyField(
        Measure, related_name="actions", blank=True, verbose_name=_("linked indicators")
    )
    statement = models.ForeignKey(
        Statement,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="actions",
        verbose_name=_("statement of the Declaration"),
    )

    class Meta:
        verbose_name = _("action")
        verbose_name_plural = _("actions")
        ordering = ["version_id", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["version", "key"], name="one_action_of_each_key"),
            models.CheckConstraint(
                condition=Q(starts_on__lte=F("ends_on")),
                name="action_starts_before_it_ends",
                violation_error_message=_("The action ends before it starts: correct one of the days."),
            ),
            models.CheckConstraint(
                condition=~Q(title_en="") | ~Q(title_zh=""),
                name="action_has_a_title",
                violation_error_message=_("Give the action's title in at least one language."),
            ),
            models.CheckConstraint(
                condition=Q(cost__isnull=True, currency="") | (Q(cost__gte=0) & ~Q(currency="")),
                name="cost_has_a_currency",
                violation_error_message=_("Give both the cost and its currency, or neither."),
            ),
            models.CheckConstraint(
                condition=Q(cancelled_on__isnull=True, cancel_reason="")
                | (Q(cancelled_on__isnull=False) & ~Q(cancel_reason="")),
                name="cancelled_action_says_why",
                violation_error_message=_("Say when and why the action was cancelled."),
            ),
        ]

    def __str__(self) -> str:
        return self.title_en or self.title_zh

    @property
    def government(self) -> Government:
        return self.version.plan.government

    @property
    def title(self) -> Text:
        return in_readers_language(en=self.title_en, zh=self.title_zh)

    @property
    def description(self) -> Text:
        return in_readers_language(en=self.description_en, zh=self.description_zh)


class Milestone(models.Model):
    """A step of an action with the day it is due, and the day it was done."""

    action = models.ForeignKey(Action, models.CASCADE, related_name="milestones", verbose_name=_("action"))
    text_en = models.CharField(_("milestone in English"), max_length=240, blank=True)
    text_zh = models.CharField(_("milestone in Chinese"), max_length=240, blank=True)
    due = models.DateField(_("due"))
    done_on = models.DateField(_("done on"), null=True, blank=True)

    class Meta:
        verbose_name = _("milestone")
        verbose_name_plural = _("milestones")
        ordering = ["action_id", "due", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(text_en="") | ~Q(text_zh=""), name="milestone_says_something"
            ),
        ]

    def __str__(self) -> str:
        return self.text_en or self.text_zh

    @property
    def text(self) -> Text:
        return in_readers_language(en=self.text_en, zh=self.text_zh)


LESS_THAN_NOTHING = _("An action saves nothing or more: enter tonnes of zero or above, without a minus sign.")


class ActionReduction(models.Model):
    """What an action is expected to save in one year against doing nothing, tonnes of CO2e; declared.

    A value holds until another is declared; a zero ends it (plans.reductions).
    """

    action = models.ForeignKey(Action, models.CASCADE, related_name="reductions", verbose_name=_("action"))
    year = models.PositiveSmallIntegerField(_("year"))
    tonnes = MassField(_("t CO₂e"))

    class Meta:
        verbose_name = _("expected reduction")
        verbose_name_plural = _("expected reductions")
        ordering = ["action_id", "year"]
        constraints = [
            models.UniqueConstraint(fields=["action", "year"], name="one_reduction_per_action_and_year"),
            models.CheckConstraint(
                condition=Q(year__gte=1990, year__lte=2200), name="reduction_year_is_a_year"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.action_id} {self.year}"

    def clean(self) -> None:
        if self.tonnes is not None and self.tonnes < 0:
            raise ValidationError({"tonnes": LESS_THAN_NOTHING})


class Overlap(models.Model):
    """Tonnes a year that two actions both claim; taken off once, from `second`."""

    version = models.ForeignKey(
        PlanVersion, models.CASCADE, related_name="overlaps", verbose_name=_("version")
    )
    first = models.ForeignKey(Action, models.CASCADE, related_name="+", verbose_name=_("action"))
    second = models.ForeignKey(
        Action, models.CASCADE, related_name="+", verbose_name=_("action it is taken off")
    )
    tonnes = MassField(_("t CO₂e a year"))
    note = models.TextField(_("note"), blank=True)

    class Meta:
        verbose_name = _("overlap")
        verbose_name_plural = _("overlaps")
        ordering = ["version_id", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="one_overlap_per_pair"),
            models.CheckConstraint(condition=~Q(first=F("second")), name="overlap_is_of_two_actions"),
            models.CheckConstraint(condition=Q(tonnes__gt=0), name="overlap_is_more_than_nothing"),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} / {self.second_id}"


class Funding(models.Model):
    """A part of an action's cost and who bears it, in the action's currency; the amount may be open."""

    action = models.ForeignKey(Action, models.CASCADE, related_name="fundings", verbose_name=_("action"))
    source = models.CharField(_("source of funding"), max_length=16, choices=FundingSource.choices)
    amount = models.DecimalField(_("amount"), max_digits=16, decimal_places=2, null=True, blank=True)
    note = models.CharField(_("note"), max_length=240, blank=True)

    class Meta:
        verbose_name = _("funding")
        verbose_name_plural = _("fundings")
        ordering = ["action_id", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["action", "source"], name="one_funding_of_each_source"),
            models.CheckConstraint(
                condition=Q(amount__isnull=True) | Q(amount__gte=0), name="funding_not_negative"
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_source_display())


class CoBenefit(models.Model):
    """What an action does besides: pollutants avoided in tonnes a year, jobs, resilience in words."""

    action = models.ForeignKey(Action, models.CASCADE, related_name="co_benefits", verbose_name=_("action"))
    kind = models.CharField(_("co-benefit"), max_length=12, choices=CoBenefitKind.choices)
    amount = models.DecimalField(
        _("amount"),
        max_digits=16,
        decimal_places=3,
        null=True,
        blank=True,
        help_text=_("tonnes a year, or jobs"),
    )
    note = models.CharField(_("note"), max_length=240, blank=True)

    class Meta:
        verbose_name = _("co-benefit")
        verbose_name_plural = _("co-benefits")
        ordering = ["action_id", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["action", "kind"], name="one_co_benefit_of_each_kind"),
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())


class ProgressEntry(models.Model):
    """What was done for an action in a year, whatever the plan's version: `key` names the action.

    `percent` is how far the whole action is; `tonnes` what it saved in that year, as estimated.
    """

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="progress", verbose_name=_("plan"))
    key = models.SlugField(_("key of the action"), max_length=40)
    year = models.PositiveSmallIntegerField(_("year"))
    percent = models.PositiveSmallIntegerField(_("done so far, in per cent"))
    text = models.TextField(_("what was done"), blank=True)
    tonnes = MassField(_("t CO₂e saved in the year"), null=True, blank=True)
    spent = models.DecimalField(
        _("spent in the year"), max_digits=16, decimal_places=2, null=True, blank=True
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("who"))
    at = models.DateTimeField(_("when"))

    class Meta:
        verbose_name = _("progress entry")
        verbose_name_plural = _("progress entries")
        ordering = ["plan_id", "key", "year"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "key", "year"], name="one_entry_per_action_and_year"),
            models.CheckConstraint(condition=Q(percent__lte=100), name="progress_at_most_the_whole"),
        ]

    def __str__(self) -> str:
        return f"{self.plan}: {self.key} {self.year}"

    @property
    def government(self) -> Government:
        return self.plan.government
