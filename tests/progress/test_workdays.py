"""Working days in both countries, counted by hand on a calendar."""

from __future__ import annotations

from datetime import date

import pytest

from progress import workdays

BOTH = ("US", "CN")

# United States: 5 U.S.C. 6103(a) and (b): Independence Day of 2026 falls on a Saturday, so the Friday before
# is off; Thanksgiving is the fourth Thursday of November.
# China: notice of the General Office of the State Council on the holidays of 2026: Spring Festival 15 to 23
# February (14 and 28 February are worked), National Day 1 to 7 October (20 September and 10 October are
# worked), Mid-Autumn Festival 25 September.


@pytest.mark.parametrize(
    ("start", "days", "countries", "expected"),
    [
        # 23, 24, 25, 27, 30 November; 1, 2, 3, 4, 7 December
        pytest.param("2026-11-22", 10, BOTH, "2026-12-08", id="thanksgiving is no working day"),
        # as above with the 26th instead of 7 December
        pytest.param("2026-11-22", 10, ("CN",), "2026-12-05", id="thanksgiving is worked in China"),
        # 30 June; 1, 2 July; 6
        pytest.param("2026-06-29", 4, ("US",), "2026-07-07", id="Independence Day is observed on the Friday"),
        pytest.param("2026-06-29", 4, ("CN",), "2026-07-04", id="in China that Friday is worked"),
        # 13 February; 24, 25 February: the Saturday that China works is a weekend in the United States
        pytest.param("2026-02-12", 3, BOTH, "2026-02-26", id="spring festival and Washington's birthday"),
        # 13, 14 (a Saturday that is worked), 24 February
        pytest.param("2026-02-12", 3, ("CN",), "2026-02-25", id="a Saturday that is worked counts"),
        # 28, 29, 30 September; 8, 9, 10 (a Saturday that is worked) October
        pytest.param("2026-09-24", 6, ("CN",), "2026-10-11", id="mid-autumn and national day"),
        # 28, 29, 30 September; 8, 9, 13: the 12th is Columbus Day
        pytest.param("2026-09-24", 6, BOTH, "2026-10-14", id="national day and Columbus Day"),
        pytest.param("2026-11-20", 1, ("US",), "2026-11-24", id="Friday and one working day is Tuesday"),
        pytest.param("2026-11-22", 0, BOTH, "2026-11-22", id="without days at once"),
        # 31 December 2026; 4 January 2027
        pytest.param("2026-12-30", 2, ("US",), "2027-01-05", id="over the year's end"),
        pytest.param("2026-11-22", 10, (), "2026-12-05", id="without countries only weekends"),
        pytest.param("2026-11-22", 10, ("XX",), "2026-12-05", id="of an unknown country only weekends"),
        # 2300-01-01 is a Monday: 2, 3, 4, 5, 8
        pytest.param("2300-01-01", 5, BOTH, "2300-01-09", id="of an unknown year only weekends"),
    ],
)
def test_a_verdict_is_public_the_day_after_the_last_working_day(
    start: str, days: int, countries: tuple[str, ...], expected: str
) -> None:
    day = workdays.public_from(date.fromisoformat(start), days, countries)

    assert day == date.fromisoformat(expected)
