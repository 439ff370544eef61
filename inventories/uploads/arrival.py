"""A file is brought: refused at once where it cannot be read, else kept with what was read of it."""

from __future__ import annotations

import datetime
import hashlib
import logging
from collections.abc import Mapping
from pathlib import PurePath
from typing import IO, Any

from django.db import transaction

from accounts import dispatch
from accounts.models import Government, Network, User
from inventories import history
from inventories.enums import UPLOAD_OPEN, UploadState
from inventories.importers import limits
from inventories.importers.book import Book, open_book
from inventories.importers.problems import Unreadable
from inventories.models import ReportVersion, Upload
from inventories.uploads import contents, deciding, remembering, working
from inventories.uploads.kinds import MOST_ROWS, Seen, kind_of

logger = logging.getLogger(__name__)

MOST_OF_A_NAME = 200


def bring(
    *,
    kind: str,
    file: IO[bytes],
    name: str,
    by: User,
    now: datetime.datetime,
    language: str,
    government: Government | None = None,
    network: Network | None = None,
    version: ReportVersion | None = None,
    answers: Mapping[str, Any] | None = None,
    instead: Upload | None = None,
) -> Upload:
    """Keep a file, with what was read of it if it is small; `instead` of a former one, which is dropped.

    Raises problems.Unreadable, history.Refused: then nothing is kept.
    """
    name = _plain(name)
    book = open_book(file, name=name, most_rows=MOST_ROWS.get(kind, limits.MOST_ROWS))
    file.seek(0)
    content = file.read()
    upload = Upload(
        kind=kind,
        government=government,
        network=network,
        version=version,
        file_name=name,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        answers={**(answers or {}), working.ROWS: sum(len(sheet.rows) for sheet in book.sheets)},
        language=language,
        by=by,
        at=now,
    )
    remembering.recall(upload, book)
    seen = _seen(upload, book) if working.is_small(upload) else None
    if seen:
        working.show(upload, seen)
    with transaction.atomic():
        if not working.is_faulty_for_good(upload):
            contents.keep(upload, content)
        upload.save()
        if instead and instead.state in UPLOAD_OPEN:
            deciding.drop(upload=instead, now=now)
        if upload.state == UploadState.WAITING:
            dispatch.send_on_commit(working.TASK, upload_id=upload.pk)
    return upload


def _seen(upload: Upload, book: Book) -> Seen | None:
    """What was read; None where the reader failed, which a worker then tries again and tells."""
    try:
        return kind_of(upload).look(upload, book, working.untold)
    except (Unreadable, history.Refused):
        raise
    except Exception:
        logger.exception("not read at once, left to a worker: sha256=%s", upload.sha256)
        return None


def _plain(name: str) -> str:
    """The name without folders and control characters."""
    shown = "".join(each for each in PurePath(name.replace("\\", "/")).name if each.isprintable())
    return shown[:MOST_OF_A_NAME] or "file"
