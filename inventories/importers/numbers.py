"""A number as staff write it. A number that could be read in two ways is not guessed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from decimal import Decimal

from django.utils.translation import gettext as _

POINT, COMMA, UNCLEAR = "point", "comma", "unclear"
"""Which mark stands before the decimals of a column."""
NOTHING = frozenset(
    [
        *("-", "--", "–", "—", "―", ".", "/", "…", "n/a", "n.a.", "na", "#n/a", "none", "null", "nil"),
        *("not-available", "not-applicable", "无", "無", "暂无", "不适用", "未知"),
    ]
)
"""What stands in a cell of numbers where there is none. It is not zero, and no notation key."""

USUAL = re.compile(r"-?[0-9]+(\.[0-9]+)?")
PLAIN = re.compile(r"[-−]?(\d+(\.\d*)?|\.\d+)([eE][-+]?\d{1,2})?")
GROUPED = re.compile(r"[-−]?(\d{1,3}([, '’]\d{3})+|\d{1,2}(,\d{2})+,\d{3})(\.\d*)?")
CONTINENTAL = re.compile(r"[-−]?(\d{1,3}([. '’]\d{3})*|\d+),\d+([eE][-+]?\d{1,2})?|[-−]?\d{1,3}(\.\d{3}){2,}")
EITHER = re.compile(r"[-−]?[1-9]\d{0,2}\.\d{3}")
"""1.234 is 1234 where commas stand before decimals."""
BRACKETED = re.compile(r"\(([^()]*)\)")
"""Below zero, as book-keepers write it."""
SPACES = str.maketrans({"\t": " ", "，": ",", "．": ".", "。": ".", "－": "-", "＋": "+"})
ERRORS = ("#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#N/A", "#SPILL!", "#CALC!")


class NotANumber(ValueError):
    """`message` says what is wrong, `remedy` what to do."""

    def __init__(self, message: str, remedy: str) -> None:
        self.message, self.remedy = message, remedy
        super().__init__(message)


def number(text: str, decimals: str = POINT) -> Decimal:
    """`text` as a Decimal: 1234.5, 1,234.5 and 1 234.5, digits of full width too. Raises NotANumber.

    One comma before exactly three digits (1,234) separates thousands, as in both countries' usage. With
    `decimals` as COMMA, 1.234,5 and 1234,5 are read, and 1.234 is 1234.
    """
    plain = _plain(text)
    if decimals == COMMA:
        plain = plain.translate(str.maketrans(",.", ".,"))
    if PLAIN.fullmatch(plain):
        return Decimal(plain.replace("−", "-"))
    if GROUPED.fullmatch(plain):
        return Decimal(re.sub("[, '’]", "", plain).replace("−", "-"))
    if CONTINENTAL.fullmatch(plain):
        raise _other_mark(decimals)
    raise _no_number(plain)


def is_nothing(text: str) -> bool:
    """Whether a cell says that there is no number: blank, a dash, n/a."""
    if USUAL.fullmatch(text):
        return False
    return not text.strip() or "-".join(text.casefold().split()) in NOTHING


def decimals_of(texts: Iterable[str]) -> str:
    """Which mark stands before the decimals of a column of numbers: POINT, COMMA, or UNCLEAR.

    UNCLEAR where some are written in one way and some in the other, or where all there is are numbers like
    1.234, which are either. Text that is no number says nothing.
    """
    found = {_mark(_plain(text)) for text in texts} - {""}
    if {POINT, COMMA} <= found:
        return UNCLEAR
    return next((mark for mark in (POINT, COMMA, UNCLEAR) if mark in found), POINT)


def example(texts: Iterable[str]) -> str:
    """The first number of a column that is read in two ways; empty where there is none."""
    return next((text for text in texts if _mark(_plain(text)) in (UNCLEAR, COMMA)), "")


def _mark(plain: str) -> str:
    if EITHER.fullmatch(plain):
        return UNCLEAR
    if "." in plain and (PLAIN.fullmatch(plain) or GROUPED.fullmatch(plain)):
        return POINT
    if plain.count(",") > 1 and GROUPED.fullmatch(plain):
        return POINT
    if not GROUPED.fullmatch(plain) and CONTINENTAL.fullmatch(plain):
        return COMMA
    return ""


def _plain(text: str) -> str:
    """With ASCII digits, single spaces and the minus in front."""
    if USUAL.fullmatch(text):
        return text
    spaced = "".join(" " if unicodedata.category(each) == "Zs" else each for each in text)
    plain = " ".join(spaced.translate(SPACES).split())
    plain = "".join(_digit(each) for each in plain)
    bracketed = BRACKETED.fullmatch(plain)
    if bracketed and bracketed[1][:1].isdigit():
        return f"-{bracketed[1]}"
    return re.sub(r"^([-−]) ", r"\1", plain).removeprefix("+")


def _digit(character: str) -> str:
    return str(unicodedata.decimal(character)) if character.isdecimal() else character


def _other_mark(decimals: str) -> NotANumber:
    if decimals == COMMA:
        return NotANumber(
            _("The number uses a point for the decimals, unlike the rest of its column."),
            _("Write all numbers of a column in the same way."),
        )
    return NotANumber(
        _("The number uses a comma for the decimals."),
        _("Write a point before the decimals and commas, or nothing, between thousands: 1,234.5."),
    )


def _no_number(plain: str) -> NotANumber:
    if plain.endswith(("%", "％", "‰")):
        return NotANumber(
            _("This is a percentage, not a mass."), _("Enter the tonnes themselves, for example 1234.5.")
        )
    if plain.startswith("="):
        return NotANumber(
            _("The file holds a formula here without its result."),
            _("Open it in your spreadsheet programme, let it calculate, and save it anew."),
        )
    if plain.upper() in ERRORS:
        return NotANumber(
            _("The spreadsheet shows an error here instead of a number."),
            _("Correct the formula, or enter the number itself."),
        )
    return NotANumber(
        _("This is not a number."),
        _("Enter tonnes as digits alone, for example 1234.5, or a notation key: NO, IE, C or NE."),
    )
