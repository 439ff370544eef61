"""The year that an inventory is of, from the many ways in which CDP's files write it."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from inventories.importers.book import Value
from inventories.importers.public.records import text

AMERICAN = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})(?: .*)?")
ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]\d{1,2}:.*)?")
DAY = r"(\d{4}-\d{1,2}-\d{1,2})"
RANGE = re.compile(rf"{DAY}?\s+[-–]\s*{DAY}?|()[-–]\s*{DAY}?")
YEAR = re.compile(r"(19|20)\d\d")
LEAST_DAYS, MOST_DAYS = 330, 400
"""Twelve months, and a month or a few typing slips more or less."""
ONE_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True)
class Period:
    """The days an inventory covers, as they are printed, and the year it is counted as."""

    year: int
    words: str


class NoYear(Exception):
    """No year follows from what is printed; `likely` are years that it may mean, the likeliest first."""

    def __init__(self, reason: str, likely: tuple[int, ...] = ()) -> None:
        self.reason, self.likely = reason, likely
        super().__init__(reason)


def read(cell: Value) -> Period:
    """The period of a cell: a year, the last day of a year, or the first and last day. Raises NoYear.

    Twelve months that touch two years count as the one in which most of them lie; where they are halved, as
    that in which they end.
    """
    words = text(cell)
    if YEAR.fullmatch(words):
        return Period(int(words), words)
    first, last = _days(words)
    if first and last:
        printed = f"{first} – {last}"
        return Period(_of_both(first, last, printed), printed)
    if last:
        return Period(_of_last_day(last), last.isoformat())
    if first:
        raise NoYear(
            _("The accounting year has a first day, %(day)s, but no last one.") % {"day": first},
            (first.year, first.year + 1),
        )
    raise NoYear(_("It names no accounting year."))


def _days(words: str) -> tuple[datetime.date | None, datetime.date | None]:
    """First and last day; a single date is the last."""
    single = _day(words)
    if single:
        return None, single
    found = RANGE.fullmatch(words)
    if not found:
        return None, None
    first, last = found[1] or "", found[2] or found[4] or ""
    return _day(first), _day(last)


def _day(words: str) -> datetime.date | None:
    american, iso = AMERICAN.fullmatch(words), ISO.fullmatch(words)
    try:
        if american:
            return datetime.date(int(american[3]), int(american[1]), int(american[2]))
        return datetime.date(int(iso[1]), int(iso[2]), int(iso[3])) if iso else None
    except ValueError:
        return None


def _of_last_day(last: datetime.date) -> int:
    """The year of the twelve months that end on a day. Raises NoYear for the first of January."""
    if (last.month, last.day) == (1, 1):
        raise NoYear(
            _("The only date is the first of January %(year)d: the year may begin or end with it.")
            % {"year": last.year},
            (last.year - 1, last.year),
        )
    return last.year if last.month >= 6 else last.year - 1


def _of_both(first: datetime.date, last: datetime.date, words: str) -> int:
    if (last.month, last.day) == (first.month, first.day) and last > first:
        last -= ONE_DAY  # the day after the last one, as some write it
    days = (last - first).days + 1
    if not LEAST_DAYS <= days <= MOST_DAYS:
        raise NoYear(
            _("The accounting year covers %(days)d days, not twelve months: %(period)s.")
            % {"days": days, "period": words}
        )
    if first.year == last.year:
        return first.year
    months_in_last = last.month if last.day > 15 else last.month - 1
    return last.year if months_in_last >= 6 else last.year - 1
