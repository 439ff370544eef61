"""What a worker does with an upload: it is read, or taken over. It may be killed at any time.

An upload in one of UPLOAD_WORK is work; the message only says that it is there. Whoever takes it says so in
its row (`outcome`), and gives it back when done; a worker that was killed is given up after ABANDONED_AFTER.
The file is read outside of any transaction, with its progress in the row; it is taken over in one.
"""

from __future__ import annotations

import datetime
import logging
from dataclasses import asdict
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import translation
from django.utils.translation import gettext as _

from accounts import dispatch
from inventories import history
from inventories.enums import UPLOAD_WORK, UploadState
from inventories.importers.book import Book
from inventories.importers.problems import Unreadable
from inventories.models import Upload
from inventories.uploads import contents
from inventories.uploads.kinds import TO, Seen, Step, kind_of

logger = logging.getLogger(__name__)

TASK = "inventories.work_upload"
MOST_ATTEMPTS = 3
ABANDONED_AFTER = datetime.timedelta(minutes=2)
"""A worker that took an upload longer ago is gone: the limits of files keep the reading within seconds."""
MOST_ROWS_AT_ONCE = 300
MOST_BYTES_AT_ONCE = 200_000
"""A file with fewer rows and bytes is read and taken over in the request; a larger one by a worker."""
ROWS = TO + "rows"
"""The key in Upload.answers of how many rows the file has."""
STEPS_TOLD = 50
"""How often at most the progress of a reading is written."""


def waiting() -> QuerySet[Upload]:
    """Uploads with which there is something to do, in the order in which they came."""
    return Upload.objects.filter(state__in=UPLOAD_WORK).order_by("pk")


def is_small(upload: Upload) -> bool:
    return upload.answers[ROWS] < MOST_ROWS_AT_ONCE and upload.size < MOST_BYTES_AT_ONCE


def go_on(*, upload: Upload, now: datetime.datetime) -> None:
    """Do the next thing at once if the file is small, else have a worker do it."""
    if is_small(upload):
        work(upload_id=upload.pk, now=now)
    else:
        dispatch.send(TASK, upload_id=upload.pk)


def work(*, upload_id: int, now: datetime.datetime) -> None:
    """Do what there is to do with an upload; nothing where another worker is at it."""
    upload = _take(upload_id, now)
    if upload is None:
        return
    try:
        with translation.override(upload.language):
            _do(upload, now)
    except (
        Exception
    ):  # whatever a reader stumbles over, the upload is tried again, and then told to have failed
        logger.exception("upload not worked off: upload=%s attempt=%s", upload.pk, upload.outcome["attempts"])
        _give_back(upload_id)


def show(upload: Upload, seen: Seen) -> None:
    """Put what was read into the upload; the caller saves it."""
    upload.layout = seen.layout
    upload.preview = {
        **seen.preview,
        "questions": [asdict(each) for each in seen.questions],
        "problems": [{**asdict(each), "place": each.place} for each in seen.problems],
    }
    upload.revisions = dict(seen.revisions)
    upload.confirmed_at = None
    if seen.problems:
        upload.state = UploadState.FAULTY
    elif seen.questions:
        upload.state = UploadState.ASKING
    else:
        upload.state = UploadState.READY


def is_faulty_for_good(upload: Upload) -> bool:
    """Whether no other answer could mend it: then only its faults are kept, nothing of what it holds."""
    answered = any(not code.startswith(TO) for code in upload.answers)
    return upload.state == UploadState.FAULTY and not answered


def untold(done: int, of: int) -> None:
    """A Step for a reading that nobody waits for."""


def _do(upload: Upload, now: datetime.datetime) -> None:
    try:
        book = contents.book(upload)
        seen = kind_of(upload).look(upload, book, _step(upload))
    except Unreadable as error:
        _settle(upload, Seen(upload.layout, problems=[error.problem]))
        return
    except history.Refused as refusal:
        _fail(upload, str(refusal), now)
        return
    if upload.state != UploadState.CONFIRMED:
        _settle(upload, seen)
    elif seen.problems or seen.questions or dict(seen.revisions) != upload.revisions:
        _settle(upload, seen, notice=changed())
    else:
        _take_over(upload, book, seen, now)


def _take_over(upload: Upload, book: Book, seen: Seen, now: datetime.datetime) -> None:
    """All or nothing. Whoever comes second finds it done."""
    try:
        with transaction.atomic():
            held = Upload.objects.select_for_update().get(pk=upload.pk)
            if held.state != UploadState.CONFIRMED:
                return
            held.outcome = kind_of(held).take_over(held, book, untold, now)
            held.state, held.ended_at = UploadState.DONE, now
            contents.forget(held)
            held.save(update_fields=["state", "outcome", "ended_at", "content"])
    except history.Refused as refusal:
        _settle(upload, seen, notice=str(refusal))


def changed() -> str:
    return _("Something was changed since you looked. Nothing was written: look at it once more.")


def _take(upload_id: int, now: datetime.datetime) -> Upload | None:
    """Take the upload, unless it is done or somebody is at it. After MOST_ATTEMPTS it has failed."""
    with transaction.atomic():
        upload = waiting().select_for_update().filter(pk=upload_id).first()
        if upload is None or _is_held(upload, now):
            return None
        attempts = upload.outcome.get("attempts", 0) + 1
        if attempts > MOST_ATTEMPTS:
            with translation.override(upload.language):
                _fail(
                    upload,
                    _("The file could not be read to its end, in %(count)d attempts.")
                    % {"count": MOST_ATTEMPTS},
                    now,
                )
            return None
        upload.outcome = {**upload.outcome, "attempts": attempts, "taken_at": now.isoformat()}
        upload.save(update_fields=["outcome"])
        return upload


def _is_held(upload: Upload, now: datetime.datetime) -> bool:
    taken_at = upload.outcome.get("taken_at")
    return bool(taken_at) and now - datetime.datetime.fromisoformat(taken_at) < ABANDONED_AFTER


def _give_back(upload_id: int) -> None:
    with transaction.atomic():
        upload = waiting().select_for_update().filter(pk=upload_id).first()
        if upload:
            upload.outcome = {"attempts": upload.outcome.get("attempts", 0)}
            upload.save(update_fields=["outcome"])


def _settle(upload: Upload, seen: Seen, *, notice: str = "") -> None:
    """Write what was read, unless somebody has decided meanwhile."""
    with transaction.atomic():
        held = Upload.objects.select_for_update().get(pk=upload.pk)
        if held.state != upload.state:
            return
        show(held, seen)
        held.outcome = {"notice": notice} if notice else {}
        if is_faulty_for_good(held):
            contents.forget(held)
        held.save(
            update_fields=["layout", "preview", "revisions", "confirmed_at", "state", "outcome", "content"]
        )


@transaction.atomic
def _fail(upload: Upload, message: str, now: datetime.datetime) -> None:
    failed = Upload.objects.filter(pk=upload.pk, state=upload.state)
    failed.update(state=UploadState.FAILED, outcome={"message": message}, ended_at=now)


def _step(upload: Upload) -> Step:
    """Writes the progress into the row, at most STEPS_TOLD times and some."""
    told: list[int] = [-1]

    def step(done: int, of: int) -> None:
        now_at = STEPS_TOLD * done // max(of, 1)
        if now_at > told[0]:
            told[0] = now_at
            Upload.objects.filter(pk=upload.pk).update(steps_done=done, steps=of)

    return step


def progress_of(upload: Upload) -> dict[str, Any]:
    """How far the reading is, in per cent; None before it is known of how much."""
    percent = 100 * upload.steps_done // upload.steps if upload.steps else None
    return {"percent": percent, "taking_over": upload.state == UploadState.CONFIRMED}
