"""What tells one kind of upload from another: how a file is shown, and how it is taken over."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from inventories.importers.book import Book
from inventories.importers.problems import Problem
from inventories.importers.reading import Question
from inventories.models import Upload

Step = Callable[[int, int], None]
"""Says how far the reading is: so many of so many."""


@dataclass(frozen=True)
class Seen:
    """A file as it was read. `preview` is JSON for the page: what would be added, changed, left out."""

    layout: str
    preview: Mapping[str, Any] = field(default_factory=dict)
    questions: Sequence[Question] = ()
    problems: Sequence[Problem] = ()
    revisions: Mapping[str, int] = field(default_factory=dict)


class Kind(Protocol):
    template: str
    """The part of the page that shows the preview."""

    def look(self, upload: Upload, book: Book, step: Step) -> Seen:
        """Read the file by the answers so far. Writes nothing."""

    def take_over(self, upload: Upload, book: Book, step: Step, now: datetime.datetime) -> dict[str, Any]:
        """Write it all, in the caller's transaction; what is to be told afterwards, as JSON.

        Raises history.Refused where nothing can be written.
        """
