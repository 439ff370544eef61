"""How a version of a plan moves, and the line that each step leaves in its history."""

from __future__ import annotations

import datetime

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from inventories.history import Refused
from plans.enums import MOVES, PlanEventKind, PlanState
from plans.models import PlanEvent, PlanVersion


class WrongState(Refused):
    """The version is in a state that does not allow this."""

    def __init__(self, version: PlanVersion) -> None:
        self.version = version
        super().__init__(_remedy(version.state))


class Conflict(Refused):
    """Someone else saved the draft since it was read: show what they entered, save nothing."""

    def __init__(self, version: PlanVersion) -> None:
        self.version = version
        super().__init__(
            _(
                "%(who)s saved this plan at %(time)s, while you were working on it. "
                "Compare what stands there now with what you entered, then save again."
            )
            % {
                "who": version.saved_by or _("A colleague"),
                "time": timezone.localtime(version.saved_at).strftime("%H:%M") if version.saved_at else "–",
            }
        )


def hold(version: PlanVersion, *states: str) -> None:
    """Lock the version to the end of the transaction, read it anew and make sure of its state.

    Raises WrongState, and Refused where it was discarded meanwhile.
    """
    try:
        version.refresh_from_db(from_queryset=PlanVersion.objects.select_for_update())
    except PlanVersion.DoesNotExist:
        raise Refused(_("This draft was discarded. Open the plan again from your desk.")) from None
    if version.state not in states:
        raise WrongState(version)


def advance(version: PlanVersion, revision: int, *, by: User, now: datetime.datetime) -> None:
    """Count a draft one revision on, if it still is at `revision`. Raises Conflict, WrongState."""
    hold(version, PlanState.DRAFT)
    unseen = PlanVersion.objects.filter(pk=version.pk, revision=revision)
    if not unseen.update(revision=F("revision") + 1, saved_by=by, saved_at=now):
        raise Conflict(version)
    version.refresh_from_db(fields=["revision", "saved_by", "saved_at"])


def move(
    version: PlanVersion, to: str, *, kind: str, by: User, now: datetime.datetime, note: str = ""
) -> None:
    """Move the version and append the event; only `state` is written. Raises WrongState."""
    if to not in MOVES[version.state]:
        raise WrongState(version)
    if not PlanVersion.objects.filter(pk=version.pk, state=version.state).update(state=to):
        version.refresh_from_db(fields=["state"])
        raise WrongState(version)
    version.state = to
    append(version, kind, by=by, now=now, note=note)


def append(version: PlanVersion, kind: str, *, by: User, now: datetime.datetime, note: str = "") -> PlanEvent:
    return PlanEvent.objects.create(version=version, kind=PlanEventKind(kind), by=by, at=now, note=note)


def _remedy(state: str) -> str:
    return {
        PlanState.DRAFT: _("This version is a draft: complete it, then submit it."),
        PlanState.SUBMITTED: _("This version was submitted: the secretariat can return or accept it."),
        PlanState.RETURNED: _("This version was returned: go on with the draft that follows it."),
        PlanState.ACCEPTED: _("This version was accepted: begin a new version to change anything."),
        PlanState.SUPERSEDED: _("This version was superseded: open the plan's latest version."),
    }[PlanState(state)]
