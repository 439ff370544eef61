"""A certifier's note on a statement of the declaration, and its being taken back."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from inventories.history import Refused
from plans.models import StatementUse
from pledges.models import Statement


class Withdrawn(Refused):
    """The note was withdrawn already."""


@transaction.atomic
def note(*, statement: Statement, text: str, language: str, by: User, now: datetime.datetime) -> StatementUse:
    """Say what became of the statement, for everyone to read. Raises ValidationError."""
    made = StatementUse(statement=statement, note=text.strip(), language=language, by=by, at=now)
    made.full_clean()
    made.save()
    return made


@transaction.atomic
def withdraw(*, use: StatementUse, now: datetime.datetime) -> None:
    """Take a note back: it is no longer shown, and stays in the records. Raises Withdrawn."""
    standing = StatementUse.objects.filter(pk=use.pk, withdrawn_at__isnull=True)
    if not standing.update(withdrawn_at=now):
        raise Withdrawn(_("This note was withdrawn already."))
    use.withdrawn_at = now
