"""Whose workbook it is: another government's, year's or framework's is refused, another version's asked."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from inventories import frameworks
from inventories.exports.workbook import sheets
from inventories.importers.own.tables import Table
from inventories.importers.problems import Problem, Unreadable
from inventories.importers.reading import Question, Wanted
from inventories.importers.records import as_text

OTHER_VERSION = "workbook-of-another-version"
YES, NO = "yes", "no"


@dataclass(frozen=True)
class Cover:
    """What the workbook says of itself. `names` are its government's, `slug` is how Milepost knows it."""

    slug: str
    name: str
    year: int
    period: tuple[datetime.date, datetime.date] | None
    framework: str
    reference: str
    version: int
    format: int
    filled: bool


def read(table: Table | None) -> Cover:
    """Raises Unreadable where the sheet is gone, or no longer says what it has to."""
    facts = _facts(table) if table else {}
    codes = {key: code for key, (code, _words) in facts.items()}
    try:
        return Cover(
            slug=codes["government"],
            name=facts["government"][1],
            year=int(codes["year"]),
            period=_period(codes.get("period", "")),
            framework=codes["framework"],
            reference=codes["reference"],
            version=int(codes["version"]),
            format=int(codes["format"]),
            filled=codes.get("filled") == YES,
        )
    except (KeyError, ValueError):
        raise Unreadable(
            _("The cover of this workbook no longer says what it belongs to."),
            _("Download the workbook of this report again, and copy your entries into it."),
            sheet=table.name if table else "",
        ) from None


def _facts(table: Table) -> dict[str, tuple[str, str]]:
    """By key the code and the words of each line."""
    cells = [line.cells for line in table.lines()]
    return {
        as_text(each["key"]): (as_text(each.get("code", "")), as_text(each.get("value", "")))
        for each in cells
        if each.get("key")
    }


def _period(text: str) -> tuple[datetime.date, datetime.date] | None:
    start, slash, end = text.partition("/")
    if not slash:
        return None
    return datetime.date.fromisoformat(start), datetime.date.fromisoformat(end)


def refusals(cover: Cover, wanted: Wanted) -> Iterable[Problem]:
    """Why the workbook cannot be read for what is wanted."""
    if cover.format != sheets.VERSION:
        yield _refusal(
            str(cover.format),
            _("The workbook has the format %(theirs)d; this is read: %(ours)d.")
            % {"theirs": cover.format, "ours": sheets.VERSION},
            _("Download the workbook of this report again, and copy your entries into it."),
        )
        return
    if not _is_of(cover, wanted):
        yield _refusal(
            cover.name,
            _("The workbook was made for another government: %(place)s.") % {"place": cover.name},
            _("Download the workbook of this report, and fill in that one."),
        )
    if wanted.year and cover.year != wanted.year:
        yield _refusal(
            str(cover.year),
            _("The workbook was made for %(theirs)d; this report is for %(ours)d.")
            % {"theirs": cover.year, "ours": wanted.year},
            _("Open the report for %(year)d and upload it there, or download the workbook of this report.")
            % {"year": cover.year},
        )
    if wanted.year and cover.framework != wanted.framework:
        yield _refusal(
            cover.framework,
            _("The workbook follows another framework than this report: %(framework)s.")
            % {"framework": _label(cover.framework)},
            _("Download the workbook of this report, and copy what you have into its rows."),
        )
    elif cover.framework not in dict(frameworks.choices()):
        yield _refusal(
            cover.framework,
            _("The workbook follows a framework that is not known here."),
            _("Download the workbook of this report, and copy what you have into its rows."),
        )


def _is_of(cover: Cover, wanted: Wanted) -> bool:
    """By how Milepost knows the government where that is said, else by any of its names."""
    if wanted.government:
        return cover.slug == wanted.government
    names = {name.strip().casefold() for name in wanted.names}
    return not names or cover.name.strip().casefold() in names or cover.slug in names


def _label(framework: str) -> str:
    return dict(frameworks.choices()).get(framework, framework)


def _refusal(value: str, message: str, remedy: str) -> Problem:
    return Problem(0, "", value, message, remedy)


def questions(cover: Cover, wanted: Wanted) -> tuple[list[Question], list[Problem]]:
    """Whether to take over a workbook of another report, or of an earlier version; and a no to that."""
    is_other = bool(wanted.reference) and wanted.reference != cover.reference
    is_earlier = bool(wanted.version) and wanted.version != cover.version
    if not (is_other or is_earlier):
        return [], []
    words = _("The workbook was made of version %(theirs)d of the report %(reference)s.") % {
        "theirs": cover.version,
        "reference": cover.reference,
    }
    answer = wanted.answers.get(OTHER_VERSION)
    if answer == YES:
        return [], []
    if answer == NO:
        remedy = _("Download the workbook of this version, and copy your entries into it.")
        return [], [_refusal(cover.reference, words, remedy)]
    return [
        Question(
            OTHER_VERSION,
            _("%(words)s What was entered here since would be replaced. Read it all the same?")
            % {"words": words},
            [(YES, _("Yes, show me what would change")), (NO, _("No"))],
        )
    ], []
