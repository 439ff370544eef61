"""What became of the statements of a declaration: nothing in its appendix is left outside."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Government
from pledges.models import Statement


class StatementUse(models.Model):
    """A certifier's reading of a statement that is neither a target nor an action: a note in their words.

    Targets and actions point to their statement themselves.
    """

    statement = models.ForeignKey(Statement, models.PROTECT, related_name="uses", verbose_name=_("statement"))
    note = models.TextField(_("note"))
    language = models.CharField(_("language"), max_length=10)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("who"))
    at = models.DateTimeField(_("when"))
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)

    class Meta:
        verbose_name = _("note on a statement")
        verbose_name_plural = _("notes on statements")
        ordering = ["statement_id", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(note=""), name="note_on_a_statement_says_something"),
        ]

    def __str__(self) -> str:
        return self.note[:80]

    @property
    def government(self) -> Government:
        return self.statement.government
