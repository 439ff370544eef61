"""Which row of a framework a line is about: by its code, else by its words, never by a guess alone."""

from __future__ import annotations

import difflib
import re
import unicodedata
from functools import cache

from django.utils.translation import gettext as _

from inventories import frameworks
from inventories.enums import SectionCode
from inventories.importers import columns
from inventories.importers.gathering import SECTIONS, Gathering
from inventories.importers.reading import Question

LABEL = "label:"
"""How the codes of questions about the words of lines begin."""
LEAVE = "leave"
TOTAL = "T.1"
MOST_ASKED = 60
LIKENESS = 0.6
"""Of 1, by which words must be alike to be offered as a guess (difflib's ratio)."""
BEGINNING = re.compile(r"(?:GPC\s*)?([A-Z]{1,3}(?:\.[0-9A-Z]{1,2}){1,2})\.?(?![\w.])")
SUMS = re.compile(r"^(grand |sub-?)?total\b|^sum\b|合计|总计|小计|总量$", re.IGNORECASE)
SCOPES = {"1": "1", "2": "2", "3": "3", "一": "1", "二": "2", "三": "3", "i": "1", "ii": "2", "iii": "3"}


def code_at_start(text: str) -> str:
    """'GPC I.1.1 Residential' begins with I.1.1; empty for other words."""
    match = BEGINNING.match(unicodedata.normalize("NFKC", text).strip().upper())
    return match[1] if match else ""


@cache
def codes(framework: str) -> frozenset[str]:
    """The codes of the framework's rows, and of those of government operations."""
    return frozenset(row.code for section in SECTIONS for row in frameworks.rows(framework, section))


@cache
def all_codes() -> frozenset[str]:
    return frozenset(code for code in _frameworks() for code in codes(code))


@cache
def _frameworks() -> tuple[str, ...]:
    return tuple(code for code, _label in frameworks.choices())


def framework_of(found: frozenset[str] | set[str], wanted: str) -> str:
    """The framework that knows most of these codes; the wanted one, where several do."""
    return max((wanted, *_frameworks()), key=lambda each: len(found & codes(each)))


class Identifier:
    """Finds rows by their words, and asks about those that say too little."""

    def __init__(self, now: Gathering) -> None:
        self.now = now
        self.asked: set[str] = set()

    def row(self, code: str, label: str = "", scope: str = "") -> str | None:
        """The code of the row; empty where the line is left out, None where it had to be asked."""
        framework = self.now.framework
        for text in (code, label):
            if code_at_start(text) in codes(framework):
                return code_at_start(text)
        words = columns.plain(label) or columns.plain(code)
        found = _named(framework).get(words, frozenset()) | _grouped(framework).get(words, frozenset())
        of_scope = {row for row in found if _scope_of(framework, row) == _scope(scope)} if scope else found
        if len(of_scope) == 1:
            return next(iter(of_scope))
        return self._answer(words, label or code, scope, sorted(of_scope or found))

    def _answer(self, words: str, label: str, scope: str, found: list[str]) -> str | None:
        asked = f"{LABEL}{words}" + (f" ({columns.plain(scope)})" if scope else "")
        answer = self.now.wanted.answers.get(asked, "")
        if answer == LEAVE:
            return ""
        if answer in codes(self.now.framework):
            return answer
        if asked not in self.asked and len(self.asked) < MOST_ASKED:
            self.now.questions.append(self._question(asked, label, scope, found))
        self.asked.add(asked)
        return None

    def _question(self, code: str, label: str, scope: str, found: list[str]) -> Question:
        framework = self.now.framework
        said = f"{label}, {scope}" if scope else label
        choices = [
            (row.code, f"{row.code} {row.group_label}: {row.label}")
            for section in SECTIONS
            for row in frameworks.rows(framework, section)
        ]
        return Question(
            code,
            _("Which row are the lines “%(words)s” about?") % {"words": said[:120]},
            [*choices, (LEAVE, _("None: leave these lines out"))],
            LEAVE if SUMS.search(label) and framework != "totals" else _guess(framework, label, found),
        )


def said_to_be_none() -> str:
    return _("It was said to be none of the rows.")


def is_sum(label: str) -> bool:
    """Whether the words are those of a total."""
    return bool(SUMS.search(label.strip()))


def _guess(framework: str, label: str, found: list[str]) -> str:
    """The likeliest row; empty where none is likely."""
    if is_sum(label) and TOTAL in codes(framework):
        return TOTAL
    if found:
        return found[0]
    named = _named(framework)
    alike = difflib.get_close_matches(columns.plain(label), named, n=1, cutoff=LIKENESS)
    return min(named[alike[0]]) if alike else ""


@cache
def _named(framework: str) -> dict[str, frozenset[str]]:
    """The rows that bear these words, in either language, with or without their groups."""
    found: dict[str, set[str]] = {}
    for section in SECTIONS:
        for row in frameworks.rows(framework, section):
            for words in _words(row):
                found.setdefault(columns.plain(words), set()).add(row.code)
    return {words: frozenset(rows) for words, rows in found.items()}


def _words(row: frameworks.Row) -> list[str]:
    said = [
        (row.sector_en, row.group_en, row.label_en),
        (row.sector_zh, row.group_zh, row.label_zh),
    ]
    return [
        words
        for sector, group, label in said
        for words in (
            label,
            *(f"{group}{by}{label}" for by in (" / ", ": ", " - ", ", ", " ")),
            " / ".join(dict.fromkeys([sector, group, label])),
        )
    ]


@cache
def _grouped(framework: str) -> dict[str, frozenset[str]]:
    """The rows of a group or a sector by its name."""
    found: dict[str, set[str]] = {}
    for row in frameworks.rows(framework, SectionCode.COMMUNITY):
        for words in (row.group_en, row.group_zh, row.group):
            found.setdefault(columns.plain(words), set()).add(row.code)
    return {words: frozenset(rows) for words, rows in found.items()}


def _scope(text: str) -> str:
    match = re.search(r"([123一二三]|\bi{1,3}\b)", unicodedata.normalize("NFKC", text).casefold())
    return SCOPES[match[1]] if match else ""


def _scope_of(framework: str, code: str) -> str:
    section = next(
        each for each in SECTIONS if code in {row.code for row in frameworks.rows(framework, each)}
    )
    return frameworks.row(framework, section, code).scope
