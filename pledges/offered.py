"""What the room of inventories offers for choice here: rows of its frameworks, and series of reports.

That room lies above this one, so it hands both in when it starts (docs/adr/0011). A list of rows is kept as
text: 'gpc:I.1.1+I.1.2;operations:O.1'.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from accounts.models import Government

Choice = tuple[str, str]
"""What is kept ('gpc:I.1.1'), and its words for the reader."""


@dataclass(frozen=True, slots=True)
class Group:
    """Rows that belong together: one sector of one framework, both in the reader's words."""

    framework: str
    sector: str
    rows: tuple[Choice, ...]


@dataclass(slots=True)
class _Offer:
    groups: Callable[[], Sequence[Group]] = tuple
    series: Callable[[Government], Sequence[str]] = lambda _government: ()


_offer = _Offer()


def hand_in(*, groups: Callable[[], Sequence[Group]], series: Callable[[Government], Sequence[str]]) -> None:
    """Called once, by the room that knows: `groups` in the reader's language, `series` of a government."""
    _offer.groups, _offer.series = groups, series


def groups() -> Sequence[Group]:
    return _offer.groups()


def series_of(government: Government) -> Sequence[str]:
    """The inventory series in which a government has reported, 'main' first."""
    return _offer.series(government)


def rows_in(text: str) -> list[str]:
    """'gpc:I.1.1+I.1.2;operations:O.1' as ['gpc:I.1.1', 'gpc:I.1.2', 'operations:O.1']."""
    found = []
    for part in text.split(";") if text else ():
        framework, _colon, codes = part.partition(":")
        found += [f"{framework}:{code}" for code in codes.split("+")]
    return found


def joined(rows: Iterable[str]) -> str:
    """The text of a list of rows; the frameworks in the order in which they come up first."""
    codes: dict[str, list[str]] = {}
    for row in rows:
        framework, _colon, code = row.partition(":")
        codes.setdefault(framework, []).append(code)
    return ";".join(f"{framework}:{'+'.join(each)}" for framework, each in codes.items())


def in_words(text: str) -> list[str]:
    """The rows of a list in the reader's words; of one that no framework holds any more, its code."""
    words = dict(row for group in groups() for row in group.rows)
    return [words.get(row, row) for row in rows_in(text)]
