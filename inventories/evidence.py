"""Files and links that back a report."""

from __future__ import annotations

import datetime
import hashlib
from functools import partial
from pathlib import PurePath

from django.conf import settings
from django.core.files.base import File
from django.db import transaction
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.words import joined
from inventories import history
from inventories.enums import SectionCode, SectionStatus, State
from inventories.models import Evidence, ReportVersion

BEGINNINGS: dict[str, bytes] = {
    "pdf": b"%PDF-",
    "png": b"\x89PNG\r\n\x1a\n",
    "jpg": b"\xff\xd8\xff",
    "xlsx": b"PK\x03\x04",
    "docx": b"PK\x03\x04",
    "csv": b"",
    "txt": b"",
}
"""What can be added, and how such a file begins; text has no NUL byte instead."""


class EvidenceRefused(history.Refused):
    """The evidence cannot be added; the message says what would do."""


class TooLarge(EvidenceRefused):
    """Larger than settings.EVIDENCE_MAX_BYTES."""


class WrongType(EvidenceRefused):
    """Not of an allowed type, or not what its name says."""


class FileOrLink(EvidenceRefused):
    """Neither a file nor a link, or both."""


@transaction.atomic
def add(
    *,
    version: ReportVersion,
    title: str,
    by: User,
    now: datetime.datetime,
    section: str = "",
    row: str = "",
    link: str = "",
    file: File | None = None,
) -> Evidence:
    """Add a file or a link to a draft. Raises FileOrLink, TooLarge, WrongType, WrongState."""
    history.hold(version, State.DRAFT)
    if bool(link) == bool(file):
        raise FileOrLink(_("Give a file or a link, one of the two."))
    sha256 = check(file) if file else ""
    added = Evidence(
        version=version,
        section=section,
        row=row,
        title=title.strip() or (PurePath(file.name or "").name if file else link)[:200],
        link=link,
        file=file,
        sha256=sha256,
        added_by=by,
        added_at=now,
    )
    added.clean_fields(exclude={"version", "file", "added_by"})
    added.save()
    version.sections.filter(code=SectionCode.EVIDENCE).exclude(status=SectionStatus.COMPLETE).update(
        status=SectionStatus.IN_PROGRESS, saved_by=by, saved_at=now
    )
    return added


@transaction.atomic
def remove(*, evidence: Evidence, by: User) -> None:
    """Take evidence away from a draft. Raises WrongState."""
    history.hold(evidence.version, State.DRAFT)
    forget_file(evidence)
    evidence.delete()


def check(file: File) -> str:
    """The file's SHA-256. Raises TooLarge, WrongType."""
    most = settings.EVIDENCE_MAX_BYTES
    if file.size > most:
        raise TooLarge(
            _("The file has %(size)s, the most is %(most)s: shrink or split it, or give a link.")
            % {"size": filesizeformat(file.size), "most": filesizeformat(most)}
        )
    kind = PurePath(file.name or "").suffix.lower().lstrip(".").replace("jpeg", "jpg")
    if kind not in BEGINNINGS:
        raise WrongType(
            _("Files of this type cannot be added: use one of %(types)s.") % {"types": joined(BEGINNINGS)}
        )
    digest = hashlib.sha256()
    file.seek(0)
    for number, chunk in enumerate(file.chunks()):
        _check_content(kind, chunk, first=number == 0)
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()


def forget_file(evidence: Evidence) -> None:
    """Delete the file after the commit, unless another version shows the same one."""
    shared = Evidence.objects.filter(file=evidence.file.name).exclude(pk=evidence.pk)
    if evidence.file and not shared.exists():
        transaction.on_commit(partial(evidence.file.storage.delete, str(evidence.file.name)))


def _check_content(kind: str, chunk: bytes, *, first: bool) -> None:
    begins = BEGINNINGS[kind]
    if (first and not chunk.startswith(begins)) or (not begins and b"\x00" in chunk):
        raise WrongType(
            _("The file is not what its name says (%(type)s): save it anew in that format.") % {"type": kind}
        )
