"""What someone said about a table, for the next file with the same header."""

from __future__ import annotations

import datetime
import hashlib

from django.db.models import QuerySet

from accounts.models import User
from inventories.importers.book import Book
from inventories.models import ColumnMatch, Upload
from inventories.uploads.kinds import TO, asked_answers

HEADER = TO + "header"
MATCH = TO + "match"
"""The keys of the header's digest, and of the match whose answers were taken."""
OF_ONE_FILE = frozenset({"year", "years"})
"""Questions whose answer is another for the next file."""
MOST_CELLS = 200


def header_of(book: Book) -> str:
    """SHA-256 of the names of the sheets and of what stands in their first rows, whatever its capitals."""
    told = hashlib.sha256()
    for sheet in book.sheets:
        first = next(iter(sheet), (0, ()))[1]
        for cell in (sheet.name, *first[:MOST_CELLS]):
            told.update(" ".join(str(cell).casefold().split()).encode() + b"\x1f")
        told.update(b"\x1e")
    return told.hexdigest()


def recall(upload: Upload, book: Book) -> None:
    """Answer the layout's questions as they were answered for this header last time."""
    upload.answers[HEADER] = header_of(book)
    match = _matches(upload).first()
    if match:
        upload.answers = {**match.answers, **upload.answers, MATCH: match.pk}


def remember(upload: Upload, by: User, now: datetime.datetime) -> None:
    """Keep the answers for the next file of this place with the same header."""
    answers = {code: text for code, text in asked_answers(upload).items() if code not in OF_ONE_FILE}
    if not answers:
        return
    ColumnMatch.objects.update_or_create(
        government=upload.government,
        network=upload.network,
        header=upload.answers[HEADER],
        defaults={"answers": answers, "by": by, "at": now},
    )


def recalled(upload: Upload) -> ColumnMatch | None:
    """The match whose answers were taken, to say so."""
    pk = upload.answers.get(MATCH)
    return ColumnMatch.objects.select_related("by").filter(pk=pk).first() if pk else None


def _matches(upload: Upload) -> QuerySet[ColumnMatch]:
    return ColumnMatch.objects.filter(
        government=upload.government, network=upload.network, header=upload.answers[HEADER]
    )
