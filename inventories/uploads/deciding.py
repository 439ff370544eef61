"""What people decide about an upload: its questions, whether it is taken over, or dropped.

What follows from it is done by `working.go_on`, which the caller calls after the commit.
"""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from inventories import history
from inventories.enums import UPLOAD_OPEN, UploadState
from inventories.models import Upload
from inventories.uploads import contents, remembering, working
from inventories.uploads.kinds import TO


class NotNow(history.Refused):
    """The upload is in another state, or shows something else, than when the page was opened."""


@transaction.atomic
def answer(*, upload: Upload, answers: Mapping[str, str]) -> None:
    """Add answers to the questions that it asks; it is then read anew. Raises NotNow."""
    held = _hold(upload, UploadState.ASKING)
    _read_anew(held, {**held.answers, **answers})


@transaction.atomic
def ask_again(*, upload: Upload) -> None:
    """Forget the answers, so that every question is asked again. Raises NotNow."""
    held = _hold(upload, UploadState.READY, UploadState.FAULTY, UploadState.ASKING)
    _read_anew(held, {code: value for code, value in held.answers.items() if code.startswith(TO)})


@transaction.atomic
def try_again(*, upload: Upload) -> None:
    """Read a file again that could not be taken over. Raises NotNow."""
    held = _hold(upload, UploadState.FAILED)
    if not held.content:
        raise NotNow(_("The file is not kept any more: bring it again."))
    held.confirmed_at = held.ended_at = None
    _read_anew(held, held.answers)


@transaction.atomic
def confirm(
    *, upload: Upload, seen: str, choices: Mapping[str, Any], by: User, now: datetime.datetime
) -> bool:
    """Have the file taken over as it was shown (`seen` is the digest of that); whether by this call.

    A second click finds it confirmed already. Raises NotNow where it shows something else by now.
    """
    held = _hold(upload, UploadState.READY, UploadState.CONFIRMED, UploadState.DONE)
    if held.state != UploadState.READY:
        return False
    if seen != digest_of(held):
        raise NotNow(working.changed())
    remembering.remember(held, by, now)
    held.answers = {**held.answers, **choices}
    held.state, held.confirmed_at, held.outcome = UploadState.CONFIRMED, now, {}
    held.steps = held.steps_done = 0
    held.save(update_fields=["answers", "state", "confirmed_at", "outcome", "steps", "steps_done"])
    return True


@transaction.atomic
def drop(*, upload: Upload, now: datetime.datetime, because: str = "") -> None:
    """Give the file up; its content is deleted. Raises NotNow."""
    held = _hold(upload, *UPLOAD_OPEN, UploadState.FAILED)
    held.state, held.ended_at, held.confirmed_at = UploadState.DROPPED, now, None
    held.preview, held.outcome = {}, {"message": because} if because else {}
    contents.forget(held)
    held.save(update_fields=["state", "ended_at", "confirmed_at", "preview", "outcome", "content"])


def digest_of(upload: Upload) -> str:
    """Of all that the page shows before it is confirmed."""
    shown = json.dumps([upload.preview, upload.revisions, upload.answers], sort_keys=True)
    return hashlib.sha256(shown.encode()).hexdigest()[:16]


def _hold(upload: Upload, *states: str) -> Upload:
    held = Upload.objects.select_for_update().get(pk=upload.pk)
    if held.state not in states:
        raise NotNow(
            _("Nothing was changed: this file is now in the state “%(state)s”.")
            % {"state": held.get_state_display()}
        )
    return held


def _read_anew(held: Upload, answers: Mapping[str, Any]) -> None:
    held.state, held.answers, held.outcome = UploadState.WAITING, dict(answers), {}
    held.steps = held.steps_done = 0
    held.save(
        update_fields=["state", "answers", "outcome", "steps", "steps_done", "confirmed_at", "ended_at"]
    )
