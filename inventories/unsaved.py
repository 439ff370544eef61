"""What a person typed into a section and did not save yet: kept for them alone until they save or drop it."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from inventories import history
from inventories.enums import State
from inventories.models import Report, ReportVersion, Unsaved

KEPT_FOR = datetime.timedelta(days=30)
MOST_CHARACTERS = 400_000
"""Of all names and values of one form together: some twenty times what a full section of 54 rows takes."""


class TooMuch(history.Refused):
    """More than any section's form can hold: it did not come from one."""


@transaction.atomic
def keep(
    *,
    version: ReportVersion,
    section: str,
    revision: int,
    typed: Mapping[str, str],
    by: User,
    now: datetime.datetime,
) -> Unsaved | None:
    """Keep the fields that differ from what is saved, instead of those kept before; none of them: forget.

    `typed` are the fields' names and values as they were typed, `revision` is the one they were typed at.
    Raises WrongState where the draft has ended, TooMuch.
    """
    history.hold(version, State.DRAFT)
    if sum(len(name) + len(value) for name, value in typed.items()) > MOST_CHARACTERS:
        raise TooMuch(_("This is more than a section holds: save what you have, then go on."))
    if not typed:
        forget(report=version.report, section=section, by=by)
        return None
    kept, _made = Unsaved.objects.update_or_create(
        user=by,
        report=version.report,
        section=section,
        defaults={"revision": revision, "typed": dict(typed), "at": now},
    )
    return kept


def of(*, report: Report, section: str, by: User) -> Unsaved | None:
    """What `by` typed there; nobody else's."""
    return Unsaved.objects.filter(report=report, section=section, user=by).first()


def forget(*, report: Report, section: str, by: User) -> None:
    """They saved the section, or dropped what they had typed."""
    Unsaved.objects.filter(report=report, section=section, user=by).delete()


def end(report: Report) -> None:
    """The draft is submitted or discarded: nothing typed into it can be saved any more."""
    Unsaved.objects.filter(report=report).delete()


def drop_old(now: datetime.datetime) -> int:
    """Forget what was typed KEPT_FOR ago; how many forms."""
    _every, by_model = Unsaved.objects.filter(at__lt=now - KEPT_FOR).delete()
    return by_model.get(Unsaved._meta.label, 0)
