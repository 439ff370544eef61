"""The plan's own document as a file: kept with its SHA-256, opened as an attachment."""

from __future__ import annotations

import datetime
import hashlib

from django.core.files import File
from django.db import transaction
from django.http import FileResponse, Http404

from accounts.models import User
from plans import moves
from plans.models import PlanVersion


@transaction.atomic
def add(*, version: PlanVersion, file: File, by: User, now: datetime.datetime) -> None:
    """Keep the file with a draft, in place of the one before. Raises Conflict, WrongState."""
    moves.advance(version, version.revision, by=by, now=now)
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    version.file.save(f"{version.plan.code}.pdf", file, save=False)
    version.sha256 = digest.hexdigest()
    version.save(update_fields=["file", "sha256"])


def answer(version: PlanVersion) -> FileResponse:
    """The file as an attachment. Raises Http404 where there is none."""
    if not version.file:
        raise Http404
    try:
        opened = version.file.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    return FileResponse(
        opened,
        as_attachment=True,
        filename=f"{version.plan.code}-v{version.number}.pdf",
        content_type="application/pdf",
    )
