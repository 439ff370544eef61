"""Governments and their names."""

from __future__ import annotations

from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.enums import GovernmentKind
from accounts.words import in_chinese

FALLBACK_LANGUAGE = "en"


class GovernmentQuerySet(models.QuerySet["Government"]):
    def with_names(self) -> GovernmentQuerySet:
        """Names and the parent's names come along: `name` then asks nothing more."""
        return self.prefetch_related("names", "parent__names")

    def ordered_by_name(self, language: str) -> GovernmentQuerySet:
        """Sorted by the name in `language`, in English where there is none; adds `sort_name`."""
        names = GovernmentName.objects.filter(government=OuterRef("pk"))
        return self.annotate(
            sort_name=Coalesce(
                Subquery(names.filter(language=language).values("text")[:1]),
                Subquery(names.filter(language=FALLBACK_LANGUAGE).values("text")[:1]),
                F("slug"),
                output_field=models.CharField(),
            )
        ).order_by("sort_name")

    def named_like(self, words: str) -> GovernmentQuerySet:
        """Those any of whose names holds `words`."""
        named = GovernmentName.objects.filter(text__icontains=words).values("government")
        return self.filter(pk__in=named)

    def in_network(self, network: models.Model) -> GovernmentQuerySet:
        return self.filter(pk__in=network.memberships.current().values("government"))  # type: ignore[attr-defined]


class Government(models.Model):
    """A place or authority that can promise and report; it may lie inside another."""

    slug = models.SlugField(_("slug"), max_length=80, unique=True)
    kind = models.CharField(_("kind"), max_length=20, choices=GovernmentKind.choices)
    country = models.CharField(_("country"), max_length=2, help_text=_("ISO 3166-1 alpha-2, for example US"))
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="parts", verbose_name=_("lies in")
    )
    region_en = models.CharField(_("region in English"), max_length=80, blank=True)
    region_zh = models.CharField(_("region in Chinese"), max_length=80, blank=True)
    latitude = models.DecimalField(_("latitude"), max_digits=6, decimal_places=3, null=True, blank=True)
    longitude = models.DecimalField(_("longitude"), max_digits=6, decimal_places=3, null=True, blank=True)
    source = models.TextField(_("source"), blank=True)
    note = models.TextField(_("note"), blank=True)

    objects = GovernmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("government")
        verbose_name_plural = _("governments")
        ordering = ["slug"]
        constraints = [
            models.CheckConstraint(condition=~Q(parent=F("id")), name="government_not_its_own_parent"),
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__gte=-90, latitude__lte=90, longitude__gte=-180, longitude__lte=180),
                name="government_coordinates_in_pairs_on_earth",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("portal:government", args=[self.slug])

    def name_in(self, language: str) -> str:
        """The name in `language` ('en', 'zh-hans'), empty where there is none."""
        return next((name.text for name in self.names.all() if name.language == language), "")

    @property
    def name(self) -> str:
        """The name in the reader's language, else in English."""
        return self.name_in(get_language() or "") or self.name_in(FALLBACK_LANGUAGE) or self.slug

    @property
    def other_name(self) -> str:
        """The name in the language the reader does not read, to stand beneath the first."""
        shown = self.name
        return next((name.text for name in self.names.all() if name.text != shown), "")

    @property
    def region(self) -> str:
        return self.region_zh if in_chinese() else self.region_en


class GovernmentName(models.Model):
    """One name in one language."""

    government = models.ForeignKey(
        Government, models.CASCADE, related_name="names", verbose_name=_("government")
    )
    language = models.CharField(_("language"), max_length=12)
    text = models.CharField(_("name"), max_length=200)

    class Meta:
        verbose_name = _("name")
        verbose_name_plural = _("names")
        ordering = ["language"]
        constraints = [
            models.UniqueConstraint(fields=["government", "language"], name="one_name_per_language"),
        ]

    def __str__(self) -> str:
        return self.text
