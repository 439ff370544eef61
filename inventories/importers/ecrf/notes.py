"""What eCRF has no column for, on a sheet of its own: where the three sheets read otherwise than the report.

A report is laid out flat, one text a field, twice: as the three sheets read, and as it is. What differs is
noted with both texts. Whoever reads the workbook back puts the second in place of the first, but only where
the sheets still read so: what somebody changed since stays changed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from inventories import canonical, gases
from inventories.activities import ActivityDraft
from inventories.importers.book import Sheet
from inventories.importers.reading import LeftOut, RowKey
from inventories.importers.records import Header, header
from inventories.lines import LineDraft
from inventories.sections import ABOUT_FIELDS

SHEET = "Milepost"
MOST = 20
"""So many cells a text may take."""
LONGEST = 16_000
"""So much of a text goes into one cell: half of what Excel takes, for what JSON adds."""
COLUMNS = {
    "Section": "section",
    "Row": "row",
    "Activity": "position",
    "Field": "field",
    "Reads": "reads",
    "Is": "is",
    **{f"Is, part {part}": f"is{part}" for part in range(2, MOST + 1)},
}
ABOUT = "about"
SHORT = 200
MARKS = ("=", "+", "-", "@", "'", '"')
NUMBERS = frozenset({"co2e", "co2", "amount", "oxidation"})
WHOLE = frozenset({"population", "verified_in", "factor_year"})
BY_GAS = frozenset({"masses", "factors"})

PARTS = ("is", *(f"is{part}" for part in range(2, MOST + 1)))
NEEDS = ("section", "row", "position", "field", "reads", "is")

Key = tuple[str, str, int, str]
"""Section ('about', 'community', 'operations'), row, position of the activity or 0 for the line, field."""
Flat = dict[Key, str]


@dataclass(frozen=True)
class Content:
    """What a report says, as far as eCRF and its notes carry it."""

    about: Mapping[str, Any]
    lines: Mapping[str, Sequence[LineDraft]]
    activities: Mapping[RowKey, Sequence[ActivityDraft]]


def flat(content: Content) -> Flat:
    """Every field that says something; CO2 equivalents that follow from masses are left out."""
    found: Flat = {
        (ABOUT, "", 0, name): _text(value)
        for name, value in content.about.items()
        if name in ABOUT_FIELDS and value not in ("", None)
    }
    for section, lines in content.lines.items():
        for line in lines:
            follows = {"co2e", "co2"} if line.is_by_gas else set()
            found |= _fields(line, (section, line.row, 0), leave={"row", *follows})
    for (section, row), activities in content.activities.items():
        for position, activity in enumerate(activities, start=1):
            found |= _fields(activity, (section, row, position), leave=set())
    return found


def _fields(draft: LineDraft | ActivityDraft, place: tuple[str, str, int], *, leave: set[str]) -> Flat:
    found: Flat = {}
    for each in fields(draft):
        value = getattr(draft, each.name)
        if each.name in BY_GAS:
            found |= {(*place, f"{each.name}.{gas}"): _text(number) for gas, number in value.items()}
        elif each.name not in leave and value not in ("", None):
            found[(*place, each.name)] = _text(value)
    return found


def _text(value: Any) -> str:
    return canonical.plain(value) if isinstance(value, Decimal) else str(value)


def content(found: Flat) -> Content:
    """The report of a flat form: `flat` of it is the same."""
    about = {key[3]: _value(key[3], text) for key, text in found.items() if key[0] == ABOUT}
    drafts: dict[tuple[str, str, int], dict[str, Any]] = {}
    for (section, row, position, name), text in found.items():
        if section == ABOUT:
            continue
        values = drafts.setdefault((section, row, position), {})
        kind, _dot, gas = name.partition(".")
        if kind in BY_GAS:
            values.setdefault(kind, {})[gas] = Decimal(text)
        else:
            values[name] = _value(name, text)
    lines: dict[str, list[LineDraft]] = {}
    activities: dict[RowKey, list[ActivityDraft]] = {}
    for (section, row, position), values in sorted(drafts.items(), key=lambda each: each[0][2]):
        if position:
            activities.setdefault((section, row), []).append(ActivityDraft(**{"activity": row, **values}))
        else:
            lines.setdefault(section, []).append(LineDraft(row=row, **values))
    return Content(about, lines, activities)


def whole(content: Content) -> Content:
    """With every field about the period: what the notes are silent on is empty."""
    about = {name: None if name in WHOLE else "" for name in ABOUT_FIELDS} | dict(content.about)
    return Content(about, content.lines, content.activities)


def _value(name: str, text: str) -> Any:
    if name in NUMBERS:
        return Decimal(text)
    return int(text) if name in WHOLE else text


def differences(reads: Flat, is_: Flat) -> Iterator[tuple[Key, str, str]]:
    """Each field that reads otherwise than it is, with both texts; an empty text is a field without value."""
    for key in sorted(reads.keys() | is_.keys()):
        if reads.get(key, "") != is_.get(key, ""):
            yield key, reads.get(key, ""), is_.get(key, "")


def cells(key: Key, reads: str, is_: str) -> list[str | int]:
    """A note as the cells of its row."""
    section, row, position, name = key
    parts = [is_[at : at + LONGEST] for at in range(0, len(is_), LONGEST)][:MOST] or [""]
    return [section, row, position or "", name, _cell(_mark(reads)), *map(_cell, parts)]


def _mark(reads: str) -> str:
    """The text itself, or its SHA-256 where it is long: it is there to be compared."""
    if len(reads) <= SHORT:
        return reads
    return f"SHA-256 {hashlib.sha256(reads.encode(errors='surrogatepass')).hexdigest()}"


def _cell(text: str) -> str:
    """The text as a cell keeps it: in quotation marks, as JSON, where a spreadsheet would change it."""
    risky = text != text.strip() or not text.isprintable() or "_x" in text or text.startswith(MARKS)
    return json.dumps(text).replace("_x", "\\u005fx") if risky else text


def _of_cell(text: str) -> str:
    if not text.startswith('"'):
        return text
    try:
        found = json.loads(text)
    except ValueError:
        return text
    return found if isinstance(found, str) else text


def applied(found: Flat, sheet: Sheet | None, left_out: list[LeftOut]) -> tuple[Flat, set[tuple[str, str]]]:
    """The flat form with the notes in place, and the rows (section, row) that notes spoke of."""
    head = header(sheet, COLUMNS, needs=NEEDS, within=SHORT) if sheet else None
    if head is None:
        return found, set()
    made, noted = dict(found), set()
    for place, key, reads, is_ in _notes(head):
        if _mark(found.get(key, "")) != reads:
            left_out.append(
                LeftOut(
                    place, f"{key[1]} {key[3]}".strip(), _("The sheets were changed since: they are taken.")
                )
            )
        elif not _is_good(key, is_):
            left_out.append(LeftOut(place, f"{key[1]} {key[3]}: {is_[:40]}", _("This note cannot be read.")))
        else:
            made.pop(key, None)
            if is_:
                made[key] = is_
            noted.add(key[:2])
    return made, noted


def _notes(head: Header) -> Iterator[tuple[str, Key, str, str]]:
    for record in head.records([]):
        position = record.text("position")
        name = record.text("field")
        if record.text("section") and name:
            key = (
                record.text("section"),
                record.text("row"),
                int(position) if position.isdecimal() else 0,
                name,
            )
            is_ = "".join(_of_cell(record.text(part)) for part in PARTS)
            yield record.place, key, _of_cell(record.text("reads")), is_


def _is_good(key: Key, text: str) -> bool:
    """Whether a field of this name can hold the text."""
    section, row, position, name = key
    if section == ABOUT:
        known: Iterable[str] = ABOUT_FIELDS
    elif section in ("community", "operations") and row:
        known = {each.name for each in fields(ActivityDraft if position else LineDraft)} - {"row"}
    else:
        return False
    kind, dot, gas = name.partition(".")
    if kind not in known or (dot and (kind not in BY_GAS or gas not in {*gases.known(), "co2e"})):
        return False
    if not text or kind not in NUMBERS | BY_GAS | WHOLE:
        return bool(dot) or kind not in BY_GAS
    try:
        number = Decimal(text)
    except InvalidOperation:
        return False
    return number.is_finite() and (kind not in WHOLE or text.isdecimal())
