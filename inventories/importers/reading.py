"""What was read of a file, whatever its layout: inventories, what was left out, questions, faults."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from inventories.activities import ActivityDraft
from inventories.importers.problems import Problem
from inventories.lines import LineDraft

if TYPE_CHECKING:
    from inventories.importers.book import Book

RowKey = tuple[str, str]
"""Section and row: ('community', 'I.1.1')."""


@dataclass(frozen=True)
class IndicatorRead:
    """A value of an indicator by the code of its measure ('population', ...), in the measure's unit."""

    measure: str
    year: int
    value: Decimal
    source: str = ""
    price_year: int | None = None
    edition: str = ""


@dataclass(frozen=True)
class Inventory:
    """What a file says of one place and year. Sections that it does not speak of are not in `lines`.

    `place` is the name in the file, empty where the file is about whoever brings it; `says_year` is false
    where it names no year and the report's, or an answered one, was taken. `about` holds values of
    sections.ABOUT_FIELDS. `stated` are totals that the file gives itself, tonnes by level ('basic',
    'basic_plus', 'territorial'), to be held against those that follow. `places` says where a row was read:
    'eCRF_3, row 12'.
    """

    year: int
    place: str = ""
    framework: str = "gpc"
    period: tuple[datetime.date, datetime.date] | None = None
    about: Mapping[str, Any] = field(default_factory=dict)
    lines: Mapping[str, Sequence[LineDraft]] = field(default_factory=dict)
    activities: Mapping[RowKey, Sequence[ActivityDraft]] = field(default_factory=dict)
    indicators: Sequence[IndicatorRead] = ()
    stated: Mapping[str, Decimal] = field(default_factory=dict)
    places: Mapping[RowKey, str] = field(default_factory=dict)
    says_year: bool = True


@dataclass(frozen=True)
class LeftOut:
    """Something of the file that is not taken, and why: 'Sheet1, C12', 'Total', 'a sum, which follows'."""

    place: str
    value: str
    reason: str


@dataclass(frozen=True)
class Question:
    """What the file leaves open. The answer is a value of `choices`, kept under `code` in Upload.answers.

    `default` is what seems likely; an empty one means that there is no good guess.
    """

    code: str
    text: str
    choices: Sequence[tuple[str, str]]
    default: str = ""


@dataclass(frozen=True)
class Reading:
    """Where there is a problem, nothing of the file can be taken over; where there is a question, not yet."""

    layout: str
    inventories: Sequence[Inventory] = ()
    left_out: Sequence[LeftOut] = ()
    questions: Sequence[Question] = ()
    problems: Sequence[Problem] = ()

    @property
    def ok(self) -> bool:
        return not self.problems and not self.questions


@dataclass(frozen=True)
class Wanted:
    """What is being filled, and what was answered so far.

    `year` and `framework` are those of the report at hand; without a report, `year` is 0: any year is
    welcome. `names` are those of the government, to find its rows in a table of many; `government` is its
    slug. `section` is the one the file was brought to. `reference` and `version` are those of the draft to be
    filled, empty and 0 without one.
    """

    framework: str = "gpc"
    year: int = 0
    gwp_set: str = "unknown"
    section: str = "community"
    names: Sequence[str] = ()
    country: str = ""
    government: str = ""
    reference: str = ""
    version: int = 0
    answers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Layout:
    """A kind of file. `recognises` looks at names of sheets and headers only, and is quick.

    `read` tells every fault at once; it raises nothing but problems.Unreadable.
    """

    code: str
    label: str
    recognises: Callable[[Book], bool]
    read: Callable[[Book, Wanted], Reading]
