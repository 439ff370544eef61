"""The year of a file that does not say it."""

from __future__ import annotations

from django.utils.translation import gettext as _

from inventories.importers.reading import Question, Wanted

CODE = "year"
FIRST, LAST = 1990, 2050
"""What is offered; the first years of inventories, and as far as anyone would report."""


def known(wanted: Wanted) -> int | None:
    """The year of the report at hand, or the one that was answered; None while it is open."""
    if wanted.year:
        return wanted.year
    answer = wanted.answers.get(CODE, "")
    return int(answer) if answer.isdecimal() and FIRST <= int(answer) <= LAST else None


def question(seen: list[int] | None = None) -> Question:
    """Which year the file is of; `seen` are the years that it might be."""
    offered = seen or list(range(LAST, FIRST - 1, -1))
    return Question(
        CODE,
        _("The file does not say which year it is of. Which one is it?"),
        [(str(year), str(year)) for year in offered],
    )
