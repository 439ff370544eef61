"""Climate action plans and their versions."""

from __future__ import annotations

import datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Government
from accounts.words import Text, in_readers_language
from plans.enums import ONCE_ACCEPTED, HazardKind, PlanEventKind, PlanState, PlanStatus, Risk
from pledges.models import Target


class PlanQuerySet(models.QuerySet["Plan"]):
    def public(self) -> PlanQuerySet:
        """Those of which a version was ever accepted."""
        return self.filter(versions__state__in=ONCE_ACCEPTED).distinct()


class Plan(models.Model):
    """A plan of a government, or of a place inside it, with its makers. What it says is in its versions."""

    code = models.SlugField(_("code"), max_length=60, unique=True)
    government = models.ForeignKey(
        Government, models.PROTECT, related_name="plans", verbose_name=_("government")
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("created by")
    )
    created_at = models.DateTimeField(_("created"))

    objects = PlanQuerySet.as_manager()

    class Meta:
        verbose_name = _("climate action plan")
        verbose_name_plural = _("climate action plans")
        ordering = ["government_id", "pk"]

    def __str__(self) -> str:
        return self.code

    def get_absolute_url(self) -> str:
        return reverse("portal:plan", args=[self.code])


class PlanVersionQuerySet(models.QuerySet["PlanVersion"]):
    def accepted(self) -> PlanVersionQuerySet:
        return self.filter(state=PlanState.ACCEPTED)


class PlanVersion(models.Model):
    """What a plan says, from one acceptance to the next. Titles in either language or both.

    `place` is the neighbourhood, park or district inside the government that the plan is of, empty for the
    whole; `makers` says who made it there. `first_year` and `last_year` are its period. Without `adopted_on`
    it is not adopted, whatever else is said.
    """

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="versions", verbose_name=_("plan"))
    number = models.PositiveSmallIntegerField(_("version"))
    state = models.CharField(_("state"), max_length=12, choices=PlanState.choices, default=PlanState.DRAFT)
    revision = models.PositiveIntegerField(_("revision"), default=0)
    title_en = models.CharField(_("title in English"), max_length=240, blank=True)
    title_zh = models.CharField(_("title in Chinese"), max_length=240, blank=True)
    summary_en = models.TextField(_("summary in English"), blank=True)
    summary_zh = models.TextField(_("summary in Chinese"), blank=True)
    place_en = models.CharField(_("place in English"), max_length=160, blank=True)
    place_zh = models.CharField(_("place in Chinese"), max_length=160, blank=True)
    makers_en = models.TextField(_("made by, in English"), blank=True)
    makers_zh = models.TextField(_("made by, in Chinese"), blank=True)
    first_year = models.PositiveSmallIntegerField(_("first year"))
    last_year = models.PositiveSmallIntegerField(_("last year"))
    adopted_on = models.DateField(_("adopted on"), null=True, blank=True)
    adopted_by = models.CharField(_("adopted by"), max_length=240, blank=True)
    link = models.URLField(_("link"), blank=True)
    file = models.FileField(_("document"), upload_to="plans/%Y/", blank=True)
    sha256 = models.CharField("SHA-256", max_length=64, blank=True)
    mitigation = models.BooleanField(_("mitigation"), default=True)
    resilience = models.BooleanField(_("resilience"), default=False)
    targets = models.ManyToManyField(
        Target, related_name="plan_versions", blank=True, verbose_name=_("targets it serves")
    )
    reason = models.TextField(_("why it is changed"), blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("created by")
    )
    created_at = models.DateTimeField(_("created"))
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("saved by"),
    )
    saved_at = models.DateTimeField(_("saved"), null=True, blank=True)

    objects = PlanVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version of a plan")
        verbose_name_plural = _("versions of plans")
        ordering = ["plan_id", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="plan_version_number_unique"),
            models.UniqueConstraint(
                fields=["plan"],
                condition=Q(state__in=["draft", "submitted"]),
                name="one_open_version_per_plan",
            ),
            models.UniqueConstraint(
                fields=["plan"], condition=Q(state="accepted"), name="one_accepted_version_per_plan"
            ),
            models.CheckConstraint(
                condition=Q(first_year__lte=F("last_year"), first_year__gte=1990, last_year__lte=2200),
                name="plan_begins_before_it_ends",
                violation_error_message=_("The plan's last year lies before its first: correct one of them."),
            ),
            models.CheckConstraint(
                condition=Q(adopted_on__isnull=True, adopted_by="")
                | (Q(adopted_on__isnull=False) & ~Q(adopted_by="")),
                name="plan_adoption_says_when_and_by_whom",
                violation_error_message=_(
                    "Say both when the plan was adopted and by which body, or neither."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(title_en="") | ~Q(title_zh=""),
                name="plan_has_a_title",
                violation_error_message=_("Give the plan's title in at least one language."),
            ),
            models.CheckConstraint(
                condition=Q(mitigation=True) | Q(resilience=True),
                name="plan_is_for_mitigation_or_resilience",
                violation_error_message=_("Say whether the plan is for mitigation, resilience or both."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan.code} v{self.number}"

    def get_absolute_url(self) -> str:
        return self.plan.get_absolute_url()

    @property
    def government(self) -> Government:
        return self.plan.government

    @property
    def is_draft(self) -> bool:
        return self.state == PlanState.DRAFT

    @property
    def title(self) -> Text:
        return in_readers_language(en=self.title_en, zh=self.title_zh)

    @property
    def summary(self) -> Text:
        return in_readers_language(en=self.summary_en, zh=self.summary_zh)

    @property
    def place(self) -> Text:
        return in_readers_language(en=self.place_en, zh=self.place_zh)

    @property
    def makers(self) -> Text:
        return in_readers_language(en=self.makers_en, zh=self.makers_zh)

    def status(self, today: datetime.date) -> PlanStatus:
        """By its dates alone."""
        if self.adopted_on is None or self.adopted_on > today:
            return PlanStatus.NOT_ADOPTED
        if today.year < self.first_year:
            return PlanStatus.AHEAD
        return PlanStatus.CURRENT if today.year <= self.last_year else PlanStatus.ENDED


class PlanEvent(models.Model):
    """A step in a plan's life: appended, never changed."""

    version = models.ForeignKey(PlanVersion, models.CASCADE, related_name="events", verbose_name=_("version"))
    kind = models.CharField(_("what"), max_length=12, choices=PlanEventKind.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("who"))
    at = models.DateTimeField(_("when"))
    note = models.TextField(_("note"), blank=True)

    class Meta:
        verbose_name = _("event of a plan")
        verbose_name_plural = _("events of plans")
        ordering = ["version_id", "pk"]

    def __str__(self) -> str:
        return f"{self.version}: {self.kind}"


class Hazard(models.Model):
    """A climate hazard that the plan assessed."""

    version = models.ForeignKey(
        PlanVersion, models.CASCADE, related_name="hazards", verbose_name=_("version")
    )
    kind = models.CharField(_("hazard"), max_length=16, choices=HazardKind.choices)
    likelihood = models.CharField(_("likelihood"), max_length=10, choices=Risk.choices, default=Risk.UNKNOWN)
    impact = models.CharField(_("impact"), max_length=10, choices=Risk.choices, default=Risk.UNKNOWN)
    note = models.TextField(_("note"), blank=True)

    class Meta:
        verbose_name = _("hazard")
        verbose_name_plural = _("hazards")
        ordering = ["version_id", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["version", "kind"], name="one_hazard_of_each_kind"),
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())


class ResilienceGoal(models.Model):
    """A target of resilience or water, in words, with its year and how it is measured."""

    version = models.ForeignKey(
        PlanVersion, models.CASCADE, related_name="resilience_goals", verbose_name=_("version")
    )
    text_en = models.TextField(_("goal in English"), blank=True)
    text_zh = models.TextField(_("goal in Chinese"), blank=True)
    indicator = models.CharField(_("measured by"), max_length=200, blank=True)
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)

    class Meta:
        verbose_name = _("resilience goal")
        verbose_name_plural = _("resilience goals")
        ordering = ["version_id", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(text_en="") | ~Q(text_zh=""), name="resilience_goal_says_something"
            ),
        ]

    def __str__(self) -> str:
        return (self.text_en or self.text_zh)[:80]

    def clean(self) -> None:
        if self.year is not None and not 1990 <= self.year <= 2200:
            raise ValidationError(
                {
                    "year": ValidationError(
                        _("%(year)s is not a year of a plan."), params={"year": str(self.year)}
                    )
                }
            )

    @property
    def text(self) -> Text:
        return in_readers_language(en=self.text_en, zh=self.text_zh)
