"""What stands in a column of years: 2019, FY2019, 2018-2019, April 2018 - March 2019, 2019年."""

from __future__ import annotations

import calendar
import datetime
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

from inventories.importers.sheets import Value

FIRST, LAST = 1900, 2200
EPOCH = datetime.date(1899, 12, 30)
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
NAMED = "|".join(MONTHS)
YEAR = re.compile(r"(?<!\d)((?:19|20|21)\d\d)(?:\.0+)?(?!\d)")
SHORT_SPAN = re.compile(r"(?<!\d)((?:19|20|21)\d\d)\s*[-/–—~]\s*(\d\d)(?!\d)(?!\s*[-/.]\s*\d)")
MONTH = re.compile(
    rf"(?:(?<!\d)(\d{{1,2}})(?:st|nd|rd|th)?\s+)?\b({NAMED})[a-z]*\.?(?:\s+(\d{{1,2}})(?:st|nd|rd|th)?(?=\s*,))?"
    r"|(?<!\d)(\d{1,2})\s*月(?:\s*(\d{1,2})\s*日)?"
)
DATE = re.compile(r"(?<!\d)((?:19|20|21)\d\d)[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
FISCAL = re.compile(r"\bfy\b|fiscal|财年|財年|年度\s*\(财|fy(?=\d)")


@dataclass(frozen=True)
class Period:
    """The year that labels an inventory, and its days where they are known.

    `is_fiscal`: it is not the calendar year, though its months are not said.
    """

    year: int
    first: datetime.date | None = None
    last: datetime.date | None = None
    is_fiscal: bool = False

    @property
    def days(self) -> tuple[datetime.date, datetime.date] | None:
        return (self.first, self.last) if self.first and self.last else None


def read(value: Value) -> Period | None:
    """The period that a cell names, None where it is none.

    A period across two years is labelled by the one that holds more of its months; the first, where they
    hold equally many, or where the months are not said.
    """
    if isinstance(value, bool):
        return None
    if isinstance(value, datetime.date):
        serial = (value - EPOCH).days  # a year that was given the format of a date
        return Period(serial if FIRST <= serial <= LAST else value.year)
    if isinstance(value, Decimal):
        whole = value == value.to_integral_value()
        return Period(int(value)) if whole and FIRST <= value <= LAST else None
    return _said(unicodedata.normalize("NFKC", value).casefold())


def is_year(value: Value) -> bool:
    """Whether a header cell is a year and nothing else."""
    if isinstance(value, str) and not re.fullmatch(
        r"\s*(fy|cy|year)?\s*(19|20|21)\d\d\s*(年|年度|\.0)?\s*", value, re.IGNORECASE
    ):
        return False
    return not isinstance(value, datetime.date) and read(value) is not None


def _said(text: str) -> Period | None:
    dates = [_date(*map(int, each)) for each in DATE.findall(text)]
    if dates:
        return _between(dates[0], dates[-1])
    years = [int(year) for year in YEAR.findall(text)]
    short = SHORT_SPAN.search(text)
    if len(years) == 1 and short:
        years.append(years[0] // 100 * 100 + int(short[2]))
    if not years or len(years) > 2 or not 0 <= years[-1] - years[0] <= 1:
        return None
    months = MONTH.findall(text)
    if len(months) == 2:
        return _of_months(years, months)
    return Period(years[0], is_fiscal=years[0] != years[-1] or bool(FISCAL.search(text)))


def _of_months(years: list[int], months: list[tuple[str, ...]]) -> Period | None:
    (one, day), (other, last_day) = (_month_and_day(each) for each in months)
    if not (1 <= one <= 12 and 1 <= other <= 12):
        return None
    first = _date(years[0], one, day or 1)
    if one == other and years[0] != years[-1] and not last_day:  # April to April: the last day is in March
        last = _date(years[-1], other, 1)
        return _between(first, last - datetime.timedelta(days=1) if last else None)
    end = last_day or calendar.monthrange(years[-1], other)[1]
    return _between(first, _date(years[-1], other, end))


def _month_and_day(found: tuple[str, ...]) -> tuple[int, int]:
    before, name, behind, number, day = found
    month = MONTHS.index(name) + 1 if name else int(number)
    return month, int(before or behind or day or 0)


def _between(first: datetime.date | None, last: datetime.date | None) -> Period | None:
    if first is None or last is None:
        return None
    if first >= last:
        return Period(last.year)
    if (last - first).days > 731:
        return None
    months = _months(first, last)
    year = max(months, key=lambda each: (months[each], -each))
    return Period(year, first, last)


def _months(first: datetime.date, last: datetime.date) -> Counter[int]:
    at = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    return Counter(each // 12 for each in at)


def _date(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None
