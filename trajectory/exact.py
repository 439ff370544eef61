"""Numbers without rounding: decimals in a context that holds every sum and product, fractions for ratios.

A verdict compares by cross-multiplication, so no quotient decides it. Quotients that are only shown or stored
keep 12 significant digits.
"""

from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction
from typing import Any, Protocol, cast


class Exact(Protocol):
    """What the judge asks of its numbers. Within one case all are of one type: Fraction where figures are
    intensities, else Decimal; the two do not mix."""

    def __add__(self, other: Any, /) -> "Exact": ...
    def __sub__(self, other: Any, /) -> "Exact": ...
    def __rsub__(self, other: Any, /) -> "Exact": ...
    def __mul__(self, other: Any, /) -> "Exact": ...
    def __rmul__(self, other: Any, /) -> "Exact": ...
    def __truediv__(self, other: Any, /) -> "Exact": ...
    def __neg__(self) -> "Exact": ...
    def __int__(self) -> int: ...
    def __float__(self) -> float: ...
    def __lt__(self, other: Any, /) -> bool: ...
    def __le__(self, other: Any, /) -> bool: ...
    def __gt__(self, other: Any, /) -> bool: ...
    def __ge__(self, other: Any, /) -> bool: ...


SIGNIFICANT_DIGITS = 12
"""digits kept of a quotient that has no end as a decimal; any other number is exact."""

DIGITS = 120
"""digits in which the judge computes: more than any sum or product of values has."""

FINITE_DIGITS = 80
"""digits; a number that needs more is a quotient without an end, and what is smaller is its remainder."""

QUOTIENT = Context(prec=SIGNIFICANT_DIGITS, rounding=ROUND_HALF_EVEN)
EXACT = Context(prec=DIGITS, rounding=ROUND_HALF_EVEN)
_FINITE = Context(prec=FINITE_DIGITS, rounding=ROUND_HALF_EVEN)


def to_decimal(value: Exact) -> Decimal:
    """The decimal equal to the number, or the nearest with 12 significant digits where none is equal."""
    number = divided(value) if isinstance(value, Fraction) else cast(Decimal, value)
    if number.adjusted() < -FINITE_DIGITS:
        return Decimal(0)
    return number if _FINITE.plus(number) == number else QUOTIENT.plus(number)


def to_fraction(value: Exact) -> Fraction:
    """The fraction equal to the number."""
    return Fraction(cast(Decimal, value))


def divided(value: Fraction) -> Decimal:
    """A fraction in all the digits in which the judge computes."""
    return EXACT.divide(Decimal(value.numerator), Decimal(value.denominator))


def like(number: Exact, value: Decimal) -> Exact:
    """A declared value as a number of the same type."""
    return Fraction(value) if isinstance(number, Fraction) else value


def to_text(value: Decimal) -> str:
    """Plain digits, without exponent or trailing zeros: one text for equal numbers."""
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
