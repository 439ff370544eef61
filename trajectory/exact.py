"""Numbers without rounding: decimals in a context that holds every sum and product, fractions for intensities.

A verdict compares by cross-multiplication, so no quotient decides it. Quotients that are only shown or stored
keep 12 significant digits.
"""

from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction

Exact = Decimal | Fraction
"""Within one case all numbers are of one type: Fraction where figures are intensities, else Decimal."""

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
    if isinstance(value, Fraction):
        value = EXACT.divide(Decimal(value.numerator), Decimal(value.denominator))
    if value.adjusted() < -FINITE_DIGITS:
        return Decimal(0)
    return value if _FINITE.plus(value) == value else QUOTIENT.plus(value)


def to_text(value: Decimal) -> str:
    """Plain digits, without exponent or trailing zeros: one text for equal numbers."""
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text
