"""Meetings across borders: visits, dialogues, training, summits; who came and what followed."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Government, Network
from accounts.words import Text, in_readers_language
from partnerships.enums import ExchangeKind, Topic
from partnerships.models.organisation import Organisation
from partnerships.models.partnership import Partnership


class Exchange(models.Model):
    """A visit, dialogue, training or summit. That of a partnership is public with it."""

    partnership = models.ForeignKey(
        Partnership,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="exchanges",
        verbose_name=_("partnership"),
    )
    network = models.ForeignKey(
        Network, models.PROTECT, null=True, blank=True, related_name="exchanges", verbose_name=_("network")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=ExchangeKind.choices)
    title_en = models.CharField(_("title in English"), max_length=240, blank=True)
    title_zh = models.CharField(_("title in Chinese"), max_length=240, blank=True)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    place_en = models.CharField(_("place in English"), max_length=160, blank=True)
    place_zh = models.CharField(_("place in Chinese"), max_length=160, blank=True)
    topics = models.JSONField(_("topics"), default=list, blank=True)
    participants = models.PositiveIntegerField(_("participants"), null=True, blank=True)
    outcome = models.TextField(_("outcome"), blank=True)
    followed = models.TextField(_("what followed"), blank=True)
    language = models.CharField(_("language of outcome and what followed"), max_length=10, blank=True)
    source = models.TextField(_("source"), blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("created by"),
    )
    created_at = models.DateTimeField(_("created"), null=True, blank=True)

    class Meta:
        verbose_name = _("exchange")
        verbose_name_plural = _("exchanges")
        ordering = ["-starts_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_on__lte=F("ends_on")),
                name="exchange_starts_before_it_ends",
                violation_error_message=_("The last day lies before the first: correct one of them."),
            ),
            models.CheckConstraint(condition=~Q(title_en="") | ~Q(title_zh=""), name="exchange_has_a_title"),
            models.CheckConstraint(
                condition=Q(partnership__isnull=False) | ~Q(source=""),
                name="exchange_is_of_a_partnership_or_has_a_source",
            ),
        ]

    def __str__(self) -> str:
        return self.title_en or self.title_zh

    def get_absolute_url(self) -> str:
        return reverse("portal:exchange", args=[self.pk])

    @property
    def title(self) -> Text:
        return in_readers_language(en=self.title_en, zh=self.title_zh)

    @property
    def topic_labels(self) -> list[str]:
        labels = dict(Topic.choices)
        return [str(labels[each]) for each in self.topics if each in labels]

    @property
    def place(self) -> Text:
        return in_readers_language(en=self.place_en, zh=self.place_zh)


class Participation(models.Model):
    """A government or an organisation that took part."""

    exchange = models.ForeignKey(
        Exchange, models.CASCADE, related_name="participations", verbose_name=_("exchange")
    )
    government = models.ForeignKey(
        Government,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="participations",
        verbose_name=_("government"),
    )
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="participations",
        verbose_name=_("organisation"),
    )
    is_host = models.BooleanField(_("host"), default=False)

    class Meta:
        verbose_name = _("participation")
        verbose_name_plural = _("participations")
        ordering = ["exchange_id", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["exchange", "government"],
                condition=Q(government__isnull=False),
                name="one_participation_per_government",
            ),
            models.UniqueConstraint(
                fields=["exchange", "organisation"],
                condition=Q(organisation__isnull=False),
                name="one_participation_per_organisation",
            ),
            models.CheckConstraint(
                condition=Q(government__isnull=True) ^ Q(organisation__isnull=True),
                name="government_or_organisation_takes_part",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.exchange}: {self.government or self.organisation}"
