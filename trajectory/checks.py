"""Checks of single input values; each raises TrajectoryError with what to do."""

from decimal import Decimal
from enum import StrEnum
from typing import Any

from trajectory.errors import TrajectoryError
from trajectory.vocabulary import Missing

FIRST_YEAR, LAST_YEAR = 1750, 2300
MOST_YEARS = 50
MOST_DIGITS, MOST_DECIMALS = 18, 18
"""digits before and after the decimal point of any value; beyond them a number is a slip of the keyboard."""


def is_year(value: object) -> bool:
    """Whether it is a calendar year; said fast, for figures come by the million."""
    return type(value) is int and FIRST_YEAR <= value <= LAST_YEAR


def is_amount(value: object) -> bool:
    """Whether it is a finite Decimal of sensible size."""
    if type(value) is not Decimal or not value.is_finite():
        return False
    exponent: Any = value.as_tuple()[2]
    return abs(exponent) <= MOST_DECIMALS and (not value or value.adjusted() < MOST_DIGITS)


def require_year(value: object, name: str) -> None:
    """A calendar year, or Missing."""
    if not is_year(value) and not isinstance(value, Missing):
        raise TrajectoryError(f"Enter {name} as a year from {FIRST_YEAR} to {LAST_YEAR}, not {value!r}.")


def require_amount(value: object, name: str) -> None:
    """A finite Decimal of sensible size, or Missing."""
    if is_amount(value) or isinstance(value, Missing):
        return
    if not isinstance(value, Decimal):
        raise TrajectoryError(f"Give {name} as a Decimal, not {value!r}.")
    if not value.is_finite():
        raise TrajectoryError(f"Enter {name} as a number, not {value}.")
    raise TrajectoryError(f"Enter {name} with at most {MOST_DIGITS} digits and {MOST_DECIMALS} decimals.")


def require_percent(value: object, name: str) -> None:
    """A Decimal from 0 to 100, or Missing."""
    require_amount(value, name)
    if isinstance(value, Decimal) and not 0 <= value <= 100:
        raise TrajectoryError(f"Enter {name} as a percentage from 0 to 100, not {value}.")


def require_words(value: object, name: str) -> None:
    """Words, or Missing; never an empty string."""
    if not isinstance(value, str) or value == "":
        raise TrajectoryError(f"Name {name}, or mark it as missing.")


def require_years(value: object, name: str) -> None:
    """A number of years from 0 to 50, or Missing."""
    if isinstance(value, Missing):
        return
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= MOST_YEARS:
        raise TrajectoryError(f"Enter {name} as a number of years from 0 to {MOST_YEARS}, not {value!r}.")


def require_member(value: object, words: type[StrEnum], name: str) -> None:
    """A member of the enum itself, not its value."""
    if not isinstance(value, words):
        raise TrajectoryError(f"Give {name} as a member of {words.__name__}, not {value!r}.")


def require_each(values: object, kind: type, name: str) -> None:
    """A tuple of one type."""
    if not isinstance(values, tuple) or not set(map(type, values)) <= {kind}:
        raise TrajectoryError(f"Give {name} as a tuple of {kind.__name__}.")
