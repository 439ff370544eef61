"""From exact fractions to the decimals that are shown and stored."""

from decimal import ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction

SIGNIFICANT_DIGITS = 12
"""digits kept of a quotient that has no end as a decimal; any other number is exact."""

QUOTIENT = Context(prec=SIGNIFICANT_DIGITS, rounding=ROUND_HALF_EVEN)


def to_decimal(value: Fraction) -> Decimal:
    """The decimal equal to the fraction, or the nearest with 12 significant digits where none is equal."""
    places = _places(value.denominator)
    if places is None:
        return QUOTIENT.divide(Decimal(value.numerator), Decimal(value.denominator))
    scaled = value.numerator * 10**places // value.denominator
    return Decimal(scaled).scaleb(-places, Context(prec=max(len(str(abs(scaled))), 1)))


def to_text(value: Decimal) -> str:
    """Plain digits, without exponent or trailing zeros: one text for equal numbers."""
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def _places(denominator: int) -> int | None:
    """How many decimals a fraction with this denominator takes; None if it has no end."""
    twos = fives = 0
    while denominator % 2 == 0:
        denominator, twos = denominator // 2, twos + 1
    while denominator % 5 == 0:
        denominator, fives = denominator // 5, fives + 1
    return max(twos, fives) if denominator == 1 else None
