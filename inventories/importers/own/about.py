"""The answers about the period."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from inventories import frameworks, verification
from inventories.exports.workbook import sheets
from inventories.importers.own.tables import Choices, Table, choice, fits, text, whole
from inventories.importers.records import Record, as_text
from inventories.models import ReportVersion
from inventories.sections import ABOUT_FIELDS

MOST_PEOPLE = 10**11
BLANK = {"verifier": "", "verified_in": None}


def read(table: Table | None, *, framework: str, filled: bool) -> dict[str, Any]:
    """Values of sections.ABOUT_FIELDS. A blank says nothing; in a filled workbook, that a text is gone."""
    found: dict[str, Any] = {}
    lines: dict[str, Record] = {}
    for line in table.lines() if table else ():
        name = text(line, "key")
        is_whole = not as_text(line.cells.get("value", "")).startswith(sheets.TOO_LONG)
        if name in ABOUT_FIELDS and name not in found and is_whole:  # else it stays as the report has it
            lines[name] = line
            value, is_said = _answer(line, name, framework)
            if is_said or (filled and _may_be_blank(name)):
                found[name] = value
    _check_verification(found, lines)
    return found


def _answer(line: Record, name: str, framework: str) -> tuple[Any, bool]:
    """The value, and whether there is one; what it cannot be becomes a problem."""
    field: Any = ReportVersion._meta.get_field(name)
    if field.flatchoices:
        code = choice(line, "value", lambda: _choices(name, framework))
        return code, bool(code)
    if isinstance(field, models.IntegerField):
        number = whole(line, "value", least=0, most=MOST_PEOPLE)
        is_told = number is not None and fits(line, "value", field, number)
        return number, is_told
    words = text(line, "value")
    return words, bool(words) and fits(line, "value", field, words)


def _choices(name: str, framework: str) -> Choices:
    if name == "level":
        return frameworks.get(framework).level_choices
    return list(ReportVersion._meta.get_field(name).flatchoices)  # type: ignore[union-attr]  # own columns


def _may_be_blank(name: str) -> bool:
    field: Any = ReportVersion._meta.get_field(name)
    return bool(field.blank) and not field.flatchoices


def _check_verification(found: dict[str, Any], lines: dict[str, Record]) -> None:
    """Who verified the inventory and when go together."""
    if "assurance" not in found:
        return
    values = {name: found.get(name, BLANK.get(name)) for name in verification.FIELDS}
    for name, words in verification.faults(values).items():
        if name in lines:
            lines[name].wrong("value", words, _("Correct these three lines together."))
