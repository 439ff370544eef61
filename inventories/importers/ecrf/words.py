"""Keys, qualities and references as people write them into eCRF and CIRIS."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache

from inventories import frameworks
from inventories.enums import Quality, SectionCode
from inventories.importers.records import plain

REFERENCE = re.compile(r"\b(III|II|IV|I|V)\.(\d)(?:\.(\d))?(?![\d.]*\d)")
KEYS = {
    "no": "NO",
    "not occurring": "NO",
    "no-occurrance": "NO",
    "occurrance": "NO",
    "reason-no": "NO",
    "ne": "NE",
    "not estimated": "NE",
    "not-estimated": "NE",
    "estimated": "NE",
    "reason-ne": "NE",
    "ie": "IE",
    "included elsewhere": "IE",
    "included-elsewhere": "IE",
    "presented-elsewhere": "IE",
    "elsewhere": "IE",
    "reason-ie": "IE",
    "c": "C",
    "confidential": "C",
    "confidential-information": "C",
    "information": "C",
    "reason-c": "C",
}
"""Some are what CityCatalyst leaves of its own names of reasons."""
QUALITIES = {
    "h": Quality.HIGH.value,
    "high": Quality.HIGH.value,
    "高": Quality.HIGH.value,
    "m": Quality.MEDIUM.value,
    "medium": Quality.MEDIUM.value,
    "中": Quality.MEDIUM.value,
    "l": Quality.LOW.value,
    "low": Quality.LOW.value,
    "低": Quality.LOW.value,
}
LETTERS = {Quality.HIGH.value: "H", Quality.MEDIUM.value: "M", Quality.LOW.value: "L"}
COMMUNITY = SectionCode.COMMUNITY.value


def key_of(text: str) -> str:
    """The notation key that the text is, empty for other words."""
    return KEYS.get(plain(text), "")


def quality_of(text: str) -> str:
    return QUALITIES.get(plain(text), "")


@cache
def rows() -> Collection[str]:
    """The references of the GPC's rows, in its order."""
    return tuple(each.code for each in frameworks.rows("gpc", COMMUNITY))


def reference_of(text: str) -> str:
    """'I.1.1' of 'i.1.1.'."""
    return text.strip().upper().rstrip(".")


def included_in(text: str, row: str) -> str:
    """The first other row that the words name."""
    found = (match.group(0) for match in REFERENCE.finditer(text))
    return next((each for each in found if each in rows() and each != row), "")
