"""How a judgement is asked for: a row in the caller's transaction, then a message by name."""

from __future__ import annotations

from collections.abc import Iterable

from accounts import dispatch
from accounts.models import Government
from pledges.models import AssessmentRequest

ASSESS_GOVERNMENT = "progress.assess_government"
SWEEP = "progress.sweep"


def open(*, government: Government, because: object) -> AssessmentRequest:  # noqa: A001  requests.open(...)
    """Ask for `government` to be assessed because of a report version, a target version, ...

    The row commits or rolls back with the caller; the message follows the commit and may be lost.
    """
    request = AssessmentRequest.objects.create(government=government, because=str(because)[:120])
    dispatch.send_on_commit(ASSESS_GOVERNMENT, government_id=government.pk)
    return request


def open_many(*, governments: Iterable[Government], because: object) -> list[AssessmentRequest]:
    """The same for many at once: a row each, and one message that takes them all."""
    wanted = [AssessmentRequest(government=each, because=str(because)[:120]) for each in governments]
    made = AssessmentRequest.objects.bulk_create(wanted)
    if made:
        dispatch.send_on_commit(SWEEP)
    return made
