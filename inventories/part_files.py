"""Files attached to the answer to a request for a part; taken over with it, they become evidence."""

from __future__ import annotations

import datetime
import secrets
from functools import partial
from pathlib import PurePath
from typing import Any

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from inventories import evidence, part_indicators, part_requests
from inventories.models import PartRequest, Report, ReportVersion

FOLDER = "asked"
MOST_FILES = 10
MOST_OF_A_NAME, MOST_OF_A_TITLE = 150, 200


class TooMany(evidence.EvidenceRefused):
    """As many files as a request takes are attached."""


@transaction.atomic
def attach(*, part: PartRequest, file: File, now: datetime.datetime) -> None:
    """Add a file to the answer. Raises TooMany, TooLarge, WrongType, Closed."""
    part = part_requests.held(part, now)
    held = of(part)
    if len(held) >= MOST_FILES:
        raise TooMany(_("%(count)d files are attached, which is the most.") % {"count": MOST_FILES})
    sha256 = evidence.check(file)
    name = _name(file)
    path = default_storage.save(
        f"{FOLDER}/{part.pk}/{secrets.token_hex(8)}{PurePath(name).suffix.lower()}", file
    )
    entry = {
        "id": secrets.token_hex(8),
        "name": name,
        "path": path,
        "sha256": sha256,
        "size": file.size,
    }
    part.typed = {**part.typed, "files": [*held, entry]}
    part.save(update_fields=["typed"])


@transaction.atomic
def detach(*, part: PartRequest, file_id: str, now: datetime.datetime) -> None:
    """Take a file away again; one that is not there is gone already. Raises Closed."""
    part = part_requests.held(part, now)
    _forget([each for each in of(part) if each["id"] == file_id])
    part.typed = {**part.typed, "files": [each for each in of(part) if each["id"] != file_id]}
    part.save(update_fields=["typed"])


def of(part: PartRequest) -> list[dict[str, Any]]:
    """The files attached, in the shape that inventories.part_lines tells."""
    files: list[dict[str, Any]] = part.typed.get("files", [])
    return files


def with_id(part: PartRequest, file_id: str) -> dict[str, Any] | None:
    return next((each for each in of(part) if each["id"] == file_id), None)


def into_evidence(part: PartRequest, *, version: ReportVersion, by: User, now: datetime.datetime) -> None:
    """Make evidence of the draft of what was attached; the caller saves `typed`. Raises WrongState."""
    is_of_a_row = len(part.rows) == 1 and not part_indicators.asks_for_them(part)
    row = part.rows[0] if is_of_a_row else ""
    for each in of(part):
        with default_storage.open(each["path"], "rb") as content:
            evidence.add(
                version=version,
                title=_title(part, each["name"]),
                section=part.section,
                row=row,
                file=File(content, name=each["name"]),
                by=by,
                now=now,
            )
    _forget(of(part))
    part.typed = {**part.typed, "files": []}


def forget(report: Report) -> None:
    """The report goes, and with it what was attached for it."""
    for part in PartRequest.objects.filter(report=report):
        _forget(of(part))


def _name(file: File) -> str:
    """The file's name without its folder; of a long one the beginning, and the ending that tells its type."""
    path = PurePath(file.name or "")
    return path.stem[: MOST_OF_A_NAME - len(path.suffix)] + path.suffix


def _title(part: PartRequest, name: str) -> str:
    title = _("%(file)s, from %(name)s") % {"file": name, "name": part.name}
    return title if len(title) <= MOST_OF_A_TITLE else f"{title[: MOST_OF_A_TITLE - 1]}…"


def _forget(files: list[dict[str, Any]]) -> None:
    """Delete the files after the commit."""
    for each in files:
        transaction.on_commit(partial(default_storage.delete, each["path"]))
