"""Working days: those on which every country of a list works.

Public holidays, days off given for them, and the weekend days on which a country makes up for them are those
of the `holidays` library (for China the yearly notices of the State Council's General Office, for the United
States 5 U.S.C. 6103). For a country or a year that it does not know, only weekends are no working days.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

import holidays

ONE_DAY = timedelta(days=1)


def public_from(start: date, days: int, countries: tuple[str, ...]) -> date:
    """The first day after `days` working days have passed that follow `start`; without days, `start`."""
    if days == 0:
        return start
    day = start
    while days:
        day += ONE_DAY
        days -= is_working_day(day, countries)
    return day + ONE_DAY


def is_working_day(day: date, countries: tuple[str, ...]) -> bool:
    """Whether all of the countries (ISO 3166-1 alpha-2) work on the day."""
    return all(_calendar(country, day.year).is_working_day(day) for country in countries or ("",))


@lru_cache(maxsize=256)
def _calendar(country: str, year: int) -> holidays.HolidayBase:
    """A country's year; one that nobody knows has weekends only."""
    try:
        return holidays.country_holidays(country, years=year)
    except NotImplementedError:
        return _Unknown(years=year)


class _Unknown(holidays.HolidayBase):
    """A country whose holidays are not known: Saturdays and Sundays are its weekend."""

    country = "ZZ"
