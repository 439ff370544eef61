"""The bytes of an upload: kept where nobody is served from, and deleted once they are not needed."""

from __future__ import annotations

from functools import partial
from pathlib import PurePath

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from inventories import history
from inventories.importers import limits
from inventories.importers.book import Book, open_book
from inventories.models import ReportVersion, Upload
from inventories.uploads.kinds import MOST_ROWS


class Gone(history.Refused):
    """The content is not there any more."""


def keep(upload: Upload, content: bytes) -> None:
    """Store the content under a name that says nothing of the file; the caller saves the upload."""
    ending = PurePath(upload.file_name).suffix.lower()
    known = ending if ending in (".csv", ".xlsx") else ".bin"
    upload.content.save(f"{upload.sha256[:16]}{known}", ContentFile(content), save=False)


def book(upload: Upload) -> Book:
    """The file as it was brought. Raises Gone, problems.Unreadable."""
    try:
        with upload.content.open("rb") as file:
            return open_book(
                file, name=upload.file_name, most_rows=MOST_ROWS.get(upload.kind, limits.MOST_ROWS)
            )
    except (FileNotFoundError, ValueError):  # ValueError: no file is named
        raise Gone(_("The file is not kept any more: bring it again.")) from None


def forget(upload: Upload) -> None:
    """Delete the content once the transaction is committed; the caller saves `content`."""
    name = str(upload.content.name or "")
    if name:
        transaction.on_commit(partial(upload.content.storage.delete, name))
        upload.content = ""


def forget_of(version: ReportVersion) -> None:
    """Delete the contents of uploads that go with a version."""
    for upload in Upload.objects.filter(version=version).exclude(content=""):
        forget(upload)
