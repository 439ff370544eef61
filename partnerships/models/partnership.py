"""Partnerships of two or more governments, and what they agreed to deliver."""

from __future__ import annotations

import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Government, Network
from accounts.words import Text, in_readers_language
from partnerships.enums import EventKind, PartnershipKind, PartnershipState, Topic
from partnerships.models.organisation import Organisation
from pledges.models import Target


class PartnershipQuerySet(models.QuerySet["Partnership"]):
    def public(self) -> PartnershipQuerySet:
        """Those that every partner confirmed, whether they go on or have ended."""
        return self.filter(state__in=(PartnershipState.CONFIRMED, PartnershipState.ENDED))

    def living(self, today: datetime.date) -> PartnershipQuerySet:
        """Confirmed, begun, and not over on the day."""
        return self.filter(
            Q(ends_on__isnull=True) | Q(ends_on__gte=today),
            state=PartnershipState.CONFIRMED,
            starts_on__lte=today,
        )


class Partnership(models.Model):
    """What two or more governments do together. `topics` are values of enums.Topic.

    Targets and actions that it serves are linked: actions by the plan's code and the action's key, because a
    plan's versions come and go.
    """

    reference = models.CharField(_("reference"), max_length=24, unique=True)
    kind = models.CharField(_("kind"), max_length=16, choices=PartnershipKind.choices)
    title_en = models.CharField(_("title in English"), max_length=240, blank=True)
    title_zh = models.CharField(_("title in Chinese"), max_length=240, blank=True)
    description_en = models.TextField(_("description in English"), blank=True)
    description_zh = models.TextField(_("description in Chinese"), blank=True)
    topics = models.JSONField(_("topics"), default=list, blank=True)
    starts_on = models.DateField(_("start"))
    ends_on = models.DateField(_("end"), null=True, blank=True)
    network = models.ForeignKey(
        Network,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="partnerships",
        verbose_name=_("within the network or programme"),
    )
    organisations = models.ManyToManyField(
        Organisation, related_name="partnerships", blank=True, verbose_name=_("organisations")
    )
    targets = models.ManyToManyField(
        Target, related_name="partnerships", blank=True, verbose_name=_("targets it serves")
    )
    actions = models.JSONField(
        _("actions it serves"), default=list, blank=True, help_text=_("Pairs of a plan's code and a key.")
    )
    state = models.CharField(
        _("state"), max_length=10, choices=PartnershipState.choices, default=PartnershipState.DRAFT
    )
    revision = models.PositiveIntegerField(_("revision"), default=0)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("created by")
    )
    created_at = models.DateTimeField(_("created"))
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)

    objects = PartnershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("partnership")
        verbose_name_plural = _("partnerships")
        ordering = ["-starts_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(starts_on__lte=F("ends_on")),
                name="partnership_starts_before_it_ends",
                violation_error_message=_("The partnership ends before it starts: correct one of the days."),
            ),
            models.CheckConstraint(
                condition=~Q(title_en="") | ~Q(title_zh=""),
                name="partnership_has_a_title",
                violation_error_message=_("Give the title in at least one language."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=["confirmed", "ended"], confirmed_at__isnull=False)
                | (~Q(state__in=["confirmed", "ended"]) & Q(confirmed_at__isnull=True)),
                name="confirmed_partnership_says_when",
            ),
        ]

    def __str__(self) -> str:
        return self.title_en or self.title_zh

    def get_absolute_url(self) -> str:
        return reverse("portal:partnership", args=[self.reference])

    @property
    def title(self) -> Text:
        return in_readers_language(en=self.title_en, zh=self.title_zh)

    @property
    def description(self) -> Text:
        return in_readers_language(en=self.description_en, zh=self.description_zh)

    @property
    def topic_labels(self) -> list[str]:
        labels = dict(Topic.choices)
        return [str(labels[each]) for each in self.topics if each in labels]

    @property
    def is_public(self) -> bool:
        return self.state in (PartnershipState.CONFIRMED, PartnershipState.ENDED)


class Partner(models.Model):
    """A government in a partnership: its certifier confirms or declines; its contact is for the partners."""

    partnership = models.ForeignKey(
        Partnership, models.CASCADE, related_name="partners", verbose_name=_("partnership")
    )
    government = models.ForeignKey(
        Government, models.PROTECT, related_name="partnerships", verbose_name=_("government")
    )
    contact = models.CharField(_("contact"), max_length=200, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("confirmed by"),
    )
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)
    declined_at = models.DateTimeField(_("declined"), null=True, blank=True)
    note = models.TextField(_("note"), blank=True)

    class Meta:
        verbose_name = _("partner")
        verbose_name_plural = _("partners")
        ordering = ["partnership_id", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["partnership", "government"], name="one_place_per_partner"),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True, confirmed_by__isnull=True)
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False, declined_at__isnull=True),
                name="partner_confirms_or_declines",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.partnership}: {self.government}"


class PartnershipEvent(models.Model):
    """A step in a partnership's life: appended, never changed."""

    partnership = models.ForeignKey(
        Partnership, models.CASCADE, related_name="events", verbose_name=_("partnership")
    )
    kind = models.CharField(_("what"), max_length=12)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("who"))
    at = models.DateTimeField(_("when"))
    note = models.TextField(_("note"), blank=True)

    class Meta:
        verbose_name = _("event of a partnership")
        verbose_name_plural = _("events of partnerships")
        ordering = ["partnership_id", "pk"]

    def __str__(self) -> str:
        return f"{self.partnership}: {self.kind}"

    @property
    def kind_label(self) -> str:
        return str(EventKind(self.kind).label) if self.kind in EventKind.values else self.kind


class Deliverable(models.Model):
    """Something the partners owe each other, with the day it is due and the day it was done."""

    partnership = models.ForeignKey(
        Partnership, models.CASCADE, related_name="deliverables", verbose_name=_("partnership")
    )
    text_en = models.CharField(_("deliverable in English"), max_length=240, blank=True)
    text_zh = models.CharField(_("deliverable in Chinese"), max_length=240, blank=True)
    due = models.DateField(_("due"))
    done_on = models.DateField(_("done on"), null=True, blank=True)
    link = models.URLField(_("link"), blank=True)

    class Meta:
        verbose_name = _("deliverable")
        verbose_name_plural = _("deliverables")
        ordering = ["partnership_id", "due", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(text_en="") | ~Q(text_zh=""), name="deliverable_says_something"
            ),
        ]

    def __str__(self) -> str:
        return self.text_en or self.text_zh

    @property
    def text(self) -> Text:
        return in_readers_language(en=self.text_en, zh=self.text_zh)


class PartnershipDocument(models.Model):
    """The memorandum itself, or another paper: a file or a link."""

    partnership = models.ForeignKey(
        Partnership, models.CASCADE, related_name="documents", verbose_name=_("partnership")
    )
    title = models.CharField(_("title"), max_length=200)
    link = models.URLField(_("link"), blank=True)
    file = models.FileField(_("file"), upload_to="partnerships/%Y/", blank=True)
    sha256 = models.CharField("SHA-256", max_length=64, blank=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("added by")
    )
    added_at = models.DateTimeField(_("added"))

    class Meta:
        verbose_name = _("document of a partnership")
        verbose_name_plural = _("documents of partnerships")
        ordering = ["partnership_id", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(link="") ^ Q(file=""),
                name="partnership_document_is_a_file_or_a_link",
                violation_error_message=_("Give a file or a link, one of the two."),
            ),
        ]

    def __str__(self) -> str:
        return self.title
