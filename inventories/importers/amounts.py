"""A cell of an inventory: a mass, or a notation key in its place, with what people write around them."""

from __future__ import annotations

import datetime
import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from inventories.enums import NotationKey
from inventories.importers import numbers, units
from inventories.importers.numbers import NotANumber
from inventories.importers.sheets import Value

KEYS = re.compile(r"(NO|IE|NE|C)(?![A-Za-z])", re.IGNORECASE)
ONLY_KEYS = re.compile(r"(?:(?:NO|IE|NE|C)(?:\s*[;,/+&、；，和]\s*|\s+and\s+|$))+", re.IGNORECASE)
KEY_AND_WORDS = re.compile(r"(NO|IE|NE|C)\s*(?:[:;,–—-]\s*|\s*\()(.+?)\)?", re.IGNORECASE | re.DOTALL)
CODE = re.compile(r"\b([A-Z]{1,3}(?:\.\d{1,2}){1,3})\b", re.IGNORECASE)
WITH_UNIT = re.compile(r"([-−+(]?[\d.,  '’]*\d[)]?)\s*([^\d\s].*)", re.DOTALL)
BY_WEIGHT = (NotationKey.C.value, NotationKey.NE.value, NotationKey.IE.value, NotationKey.NO.value)
"""Which of two keys a row takes: what is confidential stays so, a gap stays a gap."""


@dataclass(frozen=True)
class Amount:
    """Tonnes, or a notation key, or nothing. `note` says what was decided in reading it."""

    tonnes: Decimal | None = None
    key: str = ""
    included_in: str = ""
    explanation: str = ""
    note: str = ""

    @property
    def is_blank(self) -> bool:
        return self.tonnes is None and not self.key


BLANK = Amount()


def read(value: Value, *, unit: str = units.TONNE, decimals: str = numbers.POINT) -> Amount:
    """What a cell says; numbers are of `unit`, unless they carry their own. Raises NotANumber.

    Of two keys in a cell ("NO; IE") the one that says least is taken, and the cell is kept as explanation.
    """
    if isinstance(value, bool | datetime.date):
        raise not_a_date(value)
    if isinstance(value, Decimal):
        return Amount(units.to_gram(units.tonnes(value, unit)))
    text = unicodedata.normalize("NFKC", value).strip()
    if numbers.is_nothing(text):
        return Amount(note=_("Neither a number nor a notation key.") if text else "")
    return _keyed(text) or Amount(_tonnes(text, unit, decimals))


def plain_number(value: Value, *, decimals: str = numbers.POINT) -> Decimal | None:
    """A number that is no mass, None where there is none. Raises NotANumber."""
    if isinstance(value, bool | datetime.date):
        raise not_a_date(value)
    if isinstance(value, Decimal):
        return value
    return None if numbers.is_nothing(value) else numbers.number(value, decimals)


def not_a_date(value: bool | datetime.date) -> NotANumber:
    if isinstance(value, bool):
        return NotANumber(
            _("A logical value stands where a number is expected."), _("Enter the number, or leave it blank.")
        )
    return NotANumber(
        _("A date stands where a number is expected."),
        _("Give the cell the format of a number, look whether its value is right, and save the file anew."),
    )


def _tonnes(text: str, unit: str, decimals: str) -> Decimal:
    try:
        number = numbers.number(text, decimals)
    except NotANumber:
        match = WITH_UNIT.fullmatch(text)
        found = units.units_in(match[2]) if match else ()
        if match is None or len(found) != 1:
            raise
        number, unit = numbers.number(match[1], decimals), found[0]
    if number.adjusted() > 30:
        raise NotANumber(_("The number is too large."), _("Check the unit and the decimals."))
    return units.to_gram(units.tonnes(number, unit))


def _keyed(text: str) -> Amount | None:
    if ONLY_KEYS.fullmatch(text):
        keys = {key.upper() for key in KEYS.findall(text)}
        taken = next(key for key in BY_WEIGHT if key in keys)
        if len(keys) == 1:
            return Amount(key=taken)
        note = _("Two notation keys: %(key)s is taken, which says least.") % {"key": taken}
        return Amount(key=taken, explanation=text, note=note)
    match = KEY_AND_WORDS.fullmatch(text)
    if match is None or match[2].strip()[:1].isdigit():
        return None
    key, words = match[1].upper(), match[2].strip()
    named = {code.upper() for code in CODE.findall(words)}
    if key == NotationKey.IE and len(named) == 1:
        return Amount(key=key, included_in=named.pop(), explanation="" if CODE.fullmatch(words) else words)
    return Amount(key=key, explanation=words)
