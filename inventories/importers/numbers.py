"""A number as staff write it. A number that could be read in two ways is not guessed."""

from __future__ import annotations

import re
from decimal import Decimal

from django.utils.translation import gettext as _

PLAIN = re.compile(r"[-−]?(\d+(\.\d*)?|\.\d+)([eE][-+]?\d{1,2})?")
GROUPED = re.compile(r"[-−]?\d{1,3}([, ]\d{3})+(\.\d+)?")
CONTINENTAL = re.compile(r"[-−]?\d{1,3}(\.\d{3})*,\d+|[-−]?\d+,\d+|[-−]?\d{1,3}(\.\d{3}){2,}")
SPACES = str.maketrans({"\xa0": " ", "\u202f": " ", "\u2009": " ", "，": ",", "．": "."})


class NotANumber(ValueError):
    """`message` says what is wrong, `remedy` what to do."""

    def __init__(self, message: str, remedy: str) -> None:
        self.message, self.remedy = message, remedy
        super().__init__(message)


def number(text: str) -> Decimal:
    """`text` as a Decimal: 1234.5, 1,234.5 and 1 234.5, digits of full width too. Raises NotANumber.

    One comma before exactly three digits (1,234) separates thousands, as in both countries' usage.
    """
    plain = text.translate(SPACES).strip()
    if PLAIN.fullmatch(plain):
        return Decimal(plain.replace("−", "-"))
    if GROUPED.fullmatch(plain):
        return Decimal(re.sub("[, ]", "", plain).replace("−", "-"))
    if CONTINENTAL.fullmatch(plain):
        raise NotANumber(
            _("The number uses a comma for the decimals."),
            _("Write a point before the decimals and commas, or nothing, between thousands: 1,234.5."),
        )
    raise NotANumber(
        _("This is not a number."),
        _("Enter tonnes as digits alone, for example 1234.5, or a notation key: NO, IE, C or NE."),
    )
