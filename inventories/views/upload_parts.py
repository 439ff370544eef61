"""The parts of a preview: rows, totals and years of a file, before and after."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

AGREES_WITHIN = Decimal(1)
"""Tonnes by which a total that a file states in rounded numbers may differ from the sum of its rows."""


@dataclass(frozen=True)
class Cell:
    """One quantity of a row or a total before and after: tonnes, or a notation key."""

    unit: str
    before: Decimal | None
    before_key: str
    after: Decimal | None
    after_key: str

    @property
    def difference(self) -> Decimal | None:
        if self.before is None or self.after is None:
            return None
        return self.after - self.before


@dataclass(frozen=True)
class Row:
    code: str
    label: str
    is_new: bool
    cells: list[Cell]
    words: str
    """What else of the row changes."""
    where: str


@dataclass(frozen=True)
class Section:
    code: str
    label: str
    added: list[Row]
    changed: list[Row]
    same: int
    elsewhere: list[Row]
    """Rows of the draft that the file does not have."""
    units: list[str]


@dataclass(frozen=True)
class Total:
    label: str
    unit: str
    before: Decimal | None
    after: Decimal | None
    in_place: Decimal | None
    stated: Decimal | None

    @property
    def difference(self) -> Decimal | None:
        """By how much it changes."""
        if self.before is None or self.after is None:
            return None
        return self.after - self.before

    @property
    def is_off(self) -> bool:
        """Whether it is another one than the file states, by more than rounded numbers make."""
        return self.off is not None and abs(self.off) >= AGREES_WITHIN

    @property
    def off(self) -> Decimal | None:
        """By how much it is not what the file states."""
        if self.stated is None or self.after is None:
            return None
        return self.after - self.stated


@dataclass(frozen=True)
class Change:
    """A value that is no mass of a row: about the period, or an indicator."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Year:
    year: int
    deed: str
    reference: str
    reason: str
    framework: str
    period: tuple[datetime.date, datetime.date]
    place: str
    about: list[Change]
    about_in_place: list[Change]
    sections: list[Section]
    indicators: list[Change]
    indicators_gone: list[Change]
    activities: int
    totals: list[Total]
    errors: list[dict[str, Any]]
    warnings: list[dict[str, Any]]
    differs: bool
    says_year: bool
    is_named: bool
    """Whether the file calls the place by a name of the government's."""

    @property
    def added(self) -> int:
        return sum(len(section.added) for section in self.sections)

    @property
    def changed(self) -> int:
        return sum(len(section.changed) for section in self.sections)

    @property
    def same(self) -> int:
        return sum(section.same for section in self.sections)

    @property
    def elsewhere(self) -> int:
        return sum(len(section.elsewhere) for section in self.sections)

    @property
    def has_stated(self) -> bool:
        return any(total.stated is not None for total in self.totals)

    @property
    def has_in_place(self) -> bool:
        """Whether some total is another one where the file takes the place of what is there."""
        return any(total.in_place != total.after for total in self.totals)

    @property
    def changes_nothing(self) -> bool:
        return not (self.added or self.changed or self.about or self.indicators or self.activities)


@dataclass(frozen=True)
class Shown:
    layout: str
    years: list[Year]
    left_out: list[dict[str, str]]
    left_out_count: int

    @property
    def begins(self) -> list[Year]:
        return [year for year in self.years if year.deed == "begin"]

    @property
    def differs(self) -> bool:
        """Whether it makes a difference to take the file over in place of what is there."""
        return any(year.differs for year in self.years)

    @property
    def elsewhere(self) -> int:
        return sum(year.elsewhere for year in self.years)

    @property
    def can_be_taken_over(self) -> bool:
        return any(year.deed != "leave" for year in self.years)


@dataclass(frozen=True)
class Written:
    """A draft that a file has changed or begun, with links to the sections that it filled."""

    year: int
    reference: str
    begun: bool
    sections: list[tuple[str, str]]
