"""What statements say besides promises."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Government
from accounts.words import Text, in_readers_language
from pledges.enums import ClaimKind
from pledges.models.declaration import Statement


class Claim(models.Model):
    """An achievement, an estimate, a derived figure or an action, in the signatory's words."""

    code = models.SlugField(_("code"), max_length=60, unique=True)
    government = models.ForeignKey(
        Government, models.PROTECT, related_name="claims", verbose_name=_("government")
    )
    statement = models.ForeignKey(
        Statement, models.PROTECT, related_name="claims", verbose_name=_("statement")
    )
    kind = models.CharField(_("kind"), max_length=30, choices=ClaimKind.choices)
    quote = models.TextField(_("quote"))
    quantity = models.CharField(_("quantity"), max_length=60, blank=True)
    scope = models.CharField(_("scope"), max_length=120, blank=True)
    base_year = models.PositiveSmallIntegerField(_("base year"), null=True, blank=True)
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    value = models.DecimalField(_("value"), max_digits=19, decimal_places=6, null=True, blank=True)
    unit = models.CharField(_("unit"), max_length=60, blank=True)
    note = models.TextField(_("note"), blank=True)
    note_zh = models.TextField(_("note in Chinese"), blank=True)

    class Meta:
        verbose_name = _("claim")
        verbose_name_plural = _("claims")
        ordering = ["statement_id", "code"]

    def __str__(self) -> str:
        return f"{self.code}: {self.get_kind_display()}"

    @property
    def told_note(self) -> Text:
        """The note for the reader at hand."""
        return in_readers_language(en=self.note, zh=self.note_zh)
