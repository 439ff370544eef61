"""What keeps figures from being compared: each part of how they were made, in words, and where to look."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

import trajectory
from accounts.words import joined
from inventories import frameworks
from inventories.enums import Electricity, Gases, GwpSet, Level
from portal.evidence import Datum
from trajectory import Missing

WORDS: dict[str, Any] = {
    "gases": Gases,
    "gwp_set": GwpSet,
    "electricity": Electricity,
    "level": Level,
}
"""Parts of a basis whose words are those of a closed vocabulary."""


@dataclass(frozen=True)
class Row:
    """A framework row that one of two figures holds and the other lacks; `url` is its line in the report."""

    code: str
    url: str


@dataclass(frozen=True)
class Side:
    """One of two figures: its year, how it was made, the rows it alone holds, and where it comes from."""

    year: int
    words: str
    datum: Datum | None
    rows: Sequence[Row] = ()


@dataclass(frozen=True)
class Difference:
    label: str
    base: Side
    latest: Side


def differences(record: Mapping[str, Any], data: Iterable[Datum]) -> list[Difference]:
    """The parts of the basis that do not agree, in the order in which the judge names them."""
    by_year = {each.year: each for each in data}
    return [
        Difference(
            capfirst(_(trajectory.FIELD_LABELS.get(each["field"], each["field"]))),
            _side(each, "base", by_year),
            _side(each, "latest", by_year),
        )
        for each in record.get("differs", [])
    ]


def in_words(name: str, word: str) -> str:
    """A part of a basis as the reader knows it: GPC, AR5, location-based."""
    if word == Missing.NOT_STATED:
        return _("not stated")
    if word == Missing.NOT_APPLICABLE:
        return _("does not apply")
    if name == "rows":  # a token: it only tells that the rows are others
        return _("another set of rows")
    if name == "framework":
        return joined(_framework(code) for code in word.split(" / "))
    if name in WORDS and word in WORDS[name].values:
        return str(WORDS[name](word).label)
    return word


def _framework(code: str) -> str:
    try:
        return str(frameworks.get(code).label)
    except frameworks.UnknownFramework:
        return code


def _side(told: Mapping[str, Any], which: str, by_year: Mapping[int, Datum]) -> Side:
    datum = by_year.get(told[f"{which}_year"])
    version = datum.figure.version if datum and datum.figure else None
    address = version.get_absolute_url() if version else ""
    rows = [Row(code, f"{address}#row-{code}" if address else "") for code in told[f"{which}_only"]]
    return Side(told[f"{which}_year"], in_words(told["field"], told[which]), datum, rows)
