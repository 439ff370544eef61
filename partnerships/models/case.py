"""Case studies whose claims can be checked."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Government
from accounts.words import Text, in_readers_language
from inventories.models import Figure
from partnerships.enums import CaseEventKind, CaseState, Topic
from partnerships.models.partnership import Partnership
from plans.enums import Sector
from plans.models import Plan
from pledges.models import Target


class CaseStudyQuerySet(models.QuerySet["CaseStudy"]):
    def public(self) -> CaseStudyQuerySet:
        return self.filter(state=CaseState.PUBLISHED)


class CaseStudy(models.Model):
    """What a government did and what came of it, in a language or both; reviewed before it is public."""

    slug = models.SlugField(_("slug"), max_length=80, unique=True)
    government = models.ForeignKey(
        Government, models.PROTECT, related_name="case_studies", verbose_name=_("government")
    )
    title_en = models.CharField(_("title in English"), max_length=240, blank=True)
    title_zh = models.CharField(_("title in Chinese"), max_length=240, blank=True)
    text_en = models.TextField(_("text in English"), blank=True)
    text_zh = models.TextField(_("text in Chinese"), blank=True)
    topics = models.JSONField(_("topics"), default=list, blank=True)
    sector = models.CharField(_("sector"), max_length=12, choices=Sector.choices, blank=True)
    partnership = models.ForeignKey(
        Partnership,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="case_studies",
        verbose_name=_("partnership"),
    )
    link = models.URLField(_("link"), blank=True)
    state = models.CharField(_("state"), max_length=10, choices=CaseState.choices, default=CaseState.DRAFT)
    revision = models.PositiveIntegerField(_("revision"), default=0)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("created by")
    )
    created_at = models.DateTimeField(_("created"))
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("reviewed by"),
    )
    decided_at = models.DateTimeField(_("reviewed"), null=True, blank=True)
    decision_note = models.TextField(_("note of the review"), blank=True)

    objects = CaseStudyQuerySet.as_manager()

    class Meta:
        verbose_name = _("case study")
        verbose_name_plural = _("case studies")
        ordering = ["-created_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=(~Q(title_en="") & ~Q(text_en="")) | (~Q(title_zh="") & ~Q(text_zh="")),
                name="case_study_is_whole_in_a_language",
                violation_error_message=_("Give the title and the text in at least one language."),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["published", "returned"]) | Q(decided_by__isnull=False),
                name="case_study_is_reviewed",
            ),
        ]

    def __str__(self) -> str:
        return self.title_en or self.title_zh

    def get_absolute_url(self) -> str:
        return reverse("portal:case", args=[self.slug])

    @property
    def title(self) -> Text:
        return in_readers_language(en=self.title_en, zh=self.title_zh)

    @property
    def text(self) -> Text:
        return in_readers_language(en=self.text_en, zh=self.text_zh)

    @property
    def topic_labels(self) -> list[str]:
        labels = dict(Topic.choices)
        return [str(labels[each]) for each in self.topics if each in labels]


class CaseEvent(models.Model):
    """A step in a case study's life: appended, never changed."""

    case = models.ForeignKey(CaseStudy, models.CASCADE, related_name="events", verbose_name=_("case study"))
    kind = models.CharField(_("what"), max_length=12, choices=CaseEventKind.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("who"))
    at = models.DateTimeField(_("when"))
    note = models.TextField(_("note"), blank=True)

    class Meta:
        verbose_name = _("event of a case study")
        verbose_name_plural = _("events of case studies")
        ordering = ["case_id", "pk"]

    def __str__(self) -> str:
        return f"{self.case}: {self.kind}"


class CaseClaim(models.Model):
    """A result that a case study claims, and the record by which it can be checked: exactly one."""

    case = models.ForeignKey(CaseStudy, models.CASCADE, related_name="claims", verbose_name=_("case study"))
    text_en = models.CharField(_("claim in English"), max_length=300, blank=True)
    text_zh = models.CharField(_("claim in Chinese"), max_length=300, blank=True)
    figure = models.ForeignKey(
        Figure, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("accepted figure")
    )
    since = models.ForeignKey(
        Figure,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("earlier figure it is held against"),
    )
    target = models.ForeignKey(
        Target, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("target")
    )
    plan = models.ForeignKey(
        Plan, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("plan of the action")
    )
    action_key = models.SlugField(_("key of the action"), max_length=40, blank=True)

    class Meta:
        verbose_name = _("claim of a case study")
        verbose_name_plural = _("claims of case studies")
        ordering = ["case_id", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(text_en="") | ~Q(text_zh=""), name="claim_says_something"),
            models.CheckConstraint(
                condition=Q(figure__isnull=False, target__isnull=True, plan__isnull=True)
                | Q(figure__isnull=True, target__isnull=False, plan__isnull=True)
                | Q(figure__isnull=True, target__isnull=True, plan__isnull=False),
                name="claim_points_to_one_record",
                violation_error_message=_("Point each claim to a figure, a target or an action."),
            ),
            models.CheckConstraint(
                condition=Q(plan__isnull=True, action_key="") | (Q(plan__isnull=False) & ~Q(action_key="")),
                name="claim_of_a_plan_names_the_action",
            ),
            models.CheckConstraint(
                condition=Q(since__isnull=True) | Q(figure__isnull=False), name="claim_compares_figures"
            ),
        ]

    def __str__(self) -> str:
        return self.text_en or self.text_zh

    @property
    def text(self) -> Text:
        return in_readers_language(en=self.text_en, zh=self.text_zh)
