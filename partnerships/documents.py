"""Papers of a partnership: files kept with their SHA-256, or links; public once the partnership is."""

from __future__ import annotations

import datetime
from functools import partial
from pathlib import PurePath

from django.core.files.base import File
from django.db import transaction
from django.http import FileResponse, Http404
from django.utils.translation import gettext as _

from accounts.models import User
from inventories import evidence
from partnerships.actions.partnerships import PUBLIC, append, hold
from partnerships.enums import EventKind, PartnershipState
from partnerships.models import Partnership, PartnershipDocument


@transaction.atomic
def add(
    *,
    partnership: Partnership,
    title: str,
    by: User,
    now: datetime.datetime,
    link: str = "",
    file: File | None = None,
) -> PartnershipDocument:
    """Add a file or a link to a draft or to a confirmed partnership.

    Raises evidence.FileOrLink, TooLarge, WrongType, and WrongState while the partners decide.
    """
    hold(partnership, PartnershipState.DRAFT, *PUBLIC)
    if bool(link) == bool(file):
        raise evidence.FileOrLink(_("Give a file or a link, one of the two."))
    added = PartnershipDocument(
        partnership=partnership,
        title=title.strip() or (PurePath(file.name or "").name if file else link)[:200],
        link=link,
        file=file,
        sha256=evidence.check(file) if file else "",
        added_by=by,
        added_at=now,
    )
    added.clean_fields(exclude={"partnership", "file", "added_by"})
    added.save()
    append(partnership, EventKind.DOCUMENT, by=by, now=now, note=added.title)
    return added


@transaction.atomic
def remove(*, document: PartnershipDocument) -> None:
    """Take a paper away from a draft, its file after the commit. Raises WrongState."""
    hold(document.partnership, PartnershipState.DRAFT)
    if document.file:
        transaction.on_commit(partial(document.file.storage.delete, str(document.file.name)))
    document.delete()


def answer(document: PartnershipDocument) -> FileResponse:
    """The file, always to be saved and never to be shown: it may hold anything. Raises Http404."""
    if not document.file:
        raise Http404
    try:
        content = document.file.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    made = FileResponse(
        content,
        as_attachment=True,
        filename=PurePath(str(document.file.name)).name,
        content_type="application/octet-stream",
    )
    made.headers["X-Content-Type-Options"] = "nosniff"
    return made
