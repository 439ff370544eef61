"""How a judgement is asked for: a row in the caller's transaction, then a message by name."""

from __future__ import annotations

from accounts import dispatch
from accounts.models import Government
from pledges.models import AssessmentRequest

ASSESS_GOVERNMENT = "progress.assess_government"


def open(*, government: Government, because: object) -> AssessmentRequest:
    """Ask for `government` to be assessed because of a report version, a target version, ...

    The row commits or rolls back with the caller; the message follows the commit and may be lost.
    """
    request = AssessmentRequest.objects.create(government=government, because=str(because)[:120])
    dispatch.send_on_commit(ASSESS_GOVERNMENT, government_id=government.pk)
    return request
