"""Words of the calculators: message ids that a page translates, and labels that data has in two languages."""

from __future__ import annotations

from typing import NamedTuple


def N_(message: str) -> str:
    """Mark a message for the catalogue; it is translated where it is shown."""
    return message


class Words(NamedTuple):
    """A label: with `zh` as data has it, without as a message id."""

    en: str
    zh: str = ""


NOTHING = Words("")
