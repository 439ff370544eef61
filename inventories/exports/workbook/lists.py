"""What the drop-downs offer, on a hidden sheet of their own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from openpyxl.utils import get_column_letter

from inventories import frameworks, gases
from inventories.calculators import units as measures
from inventories.enums import NotationKey, Quality, SectionCode
from inventories.exports.workbook import sheets
from inventories.exports.workbook.pen import Column, Pen
from inventories.forms.amounts import said
from inventories.importers import units
from inventories.models import ReportVersion
from inventories.sections import ABOUT_FIELDS

NOT_OF_ACTIVITIES = frozenset({"consumption", "heat_by_mass"})
"""Kinds of units that nothing is measured in: they are ratios."""


class Lists:
    """By name the choices, in the reader's language, and where they stand."""

    def __init__(self, framework: frameworks.Framework) -> None:
        rows = {
            section: [row.code for row in frameworks.rows(framework.code, section)]
            for section in (SectionCode.COMMUNITY, SectionCode.OPERATIONS)
        }
        self.choices: Mapping[str, Sequence[str]] = {
            "community": rows[SectionCode.COMMUNITY],
            "operations": rows[SectionCode.OPERATIONS],
            "rows": [*rows[SectionCode.COMMUNITY], *rows[SectionCode.OPERATIONS]],
            "quality": [str(quality.label) for quality in Quality],
            "notation_key": list(NotationKey.values),
            "masses": [label for _code, label in units.choices()],
            "units": [
                said(each.words) for each in measures.units().values() if each.kind not in NOT_OF_ACTIVITIES
            ],
            "gas": [gas.label for gas in gases.known().values()],
            **{name: labels for name in ABOUT_FIELDS if (labels := choices_of(name, framework))},
        }

    def range(self, name: str) -> str:
        """'Lists!$C$7:$C$12', as a drop-down names it."""
        letter = get_column_letter(1 + list(self.choices).index(name))
        last = sheets.FIRST + len(self.choices[name]) - 1
        return f"'{sheets.TITLES[sheets.LISTS]}'!${letter}${sheets.FIRST}:${letter}${last}"

    def write(self, pen: Pen) -> None:
        made = pen.sheet(sheets.LISTS, [Column(name, name, 16) for name in self.choices])
        made.begin(str(sheets.TITLES[sheets.LISTS]), "")
        longest = max(len(each) for each in self.choices.values())
        for at in range(longest):
            made.line({name: each[at] for name, each in self.choices.items() if at < len(each)})
        made.sheet.sheet_state = "hidden"


def choices_of(field: str, framework: frameworks.Framework) -> list[str]:
    """What an answer about the period can be, in the reader's language; none where it is free."""
    if field == "level":
        return [label for _code, label in framework.level_choices]
    choices = ReportVersion._meta.get_field(field).flatchoices  # type: ignore[union-attr]  # own columns
    return [str(label) for _code, label in choices]
