"""How a version moves, and the line that each step leaves in its history."""

from __future__ import annotations

import datetime

from django.utils.translation import gettext as _

from accounts.models import User
from inventories.enums import MOVES, EventKind, State
from inventories.models import Event, ReportVersion


class Refused(Exception):
    """Something that may not be done now; its message says what to do next."""


class WrongState(Refused):
    """The version is in a state that does not allow this."""

    def __init__(self, version: ReportVersion) -> None:
        self.version = version
        self.state = version.state
        super().__init__(_remedy(version.state))


def hold(version: ReportVersion, *states: str) -> None:
    """Lock the version to the end of the transaction, read it anew and make sure of its state.

    Raises WrongState. Whatever was read of it before is forgotten: it may be older than the lock.
    """
    try:
        version.refresh_from_db(from_queryset=ReportVersion.objects.select_for_update())
    except ReportVersion.DoesNotExist:
        raise Refused(_("This draft was discarded. Open the report again from your desk.")) from None
    if version.state not in states:
        raise WrongState(version)


def move(
    version: ReportVersion,
    to: str,
    *,
    kind: str,
    by: User | None,
    now: datetime.datetime,
    note: str = "",
    **signed: object,
) -> None:
    """Move the version and append the event. Only `state` is written, and what `signed` adds at submission.

    Raises WrongState where the version has moved meanwhile or cannot move there.
    """
    if to not in MOVES[version.state]:
        raise WrongState(version)
    unmoved = ReportVersion.objects.filter(pk=version.pk, state=version.state)
    if not unmoved.update(state=to, **signed):
        version.refresh_from_db(fields=["state"])
        raise WrongState(version)
    version.state = to
    for field, value in signed.items():
        setattr(version, field, value)
    append(version, kind, by=by, now=now, note=note)


def append(
    version: ReportVersion, kind: str, *, by: User | None, now: datetime.datetime, note: str = ""
) -> Event:
    return Event.objects.create(version=version, kind=EventKind(kind), by=by, at=now, note=note)


def _remedy(state: str) -> str:
    return {
        State.DRAFT: _("This version is a draft: complete it, then certify and submit it."),
        State.SUBMITTED: _("This version has been submitted: the secretariat can take it into review."),
        State.IN_REVIEW: _("This version is in review: the secretariat can return or accept it."),
        State.RETURNED: _("This version was returned: go on with the draft that follows it."),
        State.ACCEPTED: _("This version was accepted: begin a correction to change anything."),
        State.SUPERSEDED: _("This version was superseded: open the report's latest version."),
    }[State(state)]
