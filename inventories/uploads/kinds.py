"""What tells one kind of upload from another: how a file is shown, and how it is taken over."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any, Protocol, cast

from inventories.enums import UploadKind
from inventories.importers.book import Book
from inventories.importers.problems import Problem
from inventories.importers.reading import Question
from inventories.models import Upload

Step = Callable[[int, int], None]
"""Says how far the reading is: so many of so many."""
TO = "to:"
"""How keys of Upload.answers begin that say what the file is for, and are no answers to a layout."""
MODULES = {
    UploadKind.REPORT.value: "inventories.uploads.report",
    UploadKind.HISTORY.value: "inventories.uploads.history",
    UploadKind.PUBLIC.value: "inventories.uploads.public",
}
"""Where the KIND of each is; loaded when the first such file comes."""
MOST_ROWS = {UploadKind.PUBLIC.value: 100_000}
"""The most rows of a sheet where it is not importers.limits.MOST_ROWS: open data in the long format have many
rows for each government."""


@dataclass(frozen=True)
class Seen:
    """A file as it was read. `preview` is JSON for the page: what would be added, changed, left out.

    `revisions` are of all that would be changed: where one is another at the taking over, it is shown anew.
    """

    layout: str
    preview: Mapping[str, Any] = field(default_factory=dict)
    questions: Sequence[Question] = ()
    problems: Sequence[Problem] = ()
    revisions: Mapping[str, int] = field(default_factory=dict)


class Kind(Protocol):
    template: str
    """The part of the page that shows the preview."""

    def look(self, upload: Upload, book: Book, step: Step) -> Seen:
        """Read the file by the answers so far. Writes nothing; `upload` may not be saved yet.

        Raises problems.Unreadable, history.Refused where the file has no place to go to any more.
        """

    def take_over(self, upload: Upload, book: Book, step: Step, now: datetime.datetime) -> dict[str, Any]:
        """Write it all, in the caller's transaction; what is to be told afterwards, as JSON.

        Raises history.Refused where nothing can be written.
        """


def kind_of(upload: Upload) -> Kind:
    return cast(Kind, import_module(MODULES[upload.kind]).KIND)


def asked_answers(upload: Upload) -> dict[str, str]:
    """What was answered to the questions of the layout."""
    return {code: str(value) for code, value in upload.answers.items() if not code.startswith(TO)}
