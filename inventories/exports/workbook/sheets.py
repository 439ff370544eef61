"""What the workbook and its reading back agree on: marks, places and keys, in no language.

Every sheet begins with two hidden rows: MARK, its code and the format's version; then the key of each column.
Labels, headers and sheet names may be in any language, and sheets and columns in any order.
"""

from __future__ import annotations

import re

from django.utils.functional import lazystr
from django.utils.translation import gettext_lazy as _

MARK = "milepost"
VERSION = 1
"""Of the format: a workbook that this reading would misunderstand is of another version."""

MARKS, KEYS, TITLE, HINT, UNIT, HEADER, FIRST = 1, 2, 3, 4, 5, 6, 7
"""The numbers of rows: the two hidden ones, the sheet's words, the unit of its masses, headers, then data."""
UNIT_COLUMN, UNIT_CELL = 2, "B5"
TABLE_END = 400
"""The last row that takes entries where lines are added."""

COVER, ABOUT, COMMUNITY, OPERATIONS = "cover", "about", "community", "operations"
GASES, ACTIVITIES, INDICATORS = "gases", "activities", "indicators"
TOTALS, CALCULATIONS, WORDS, LISTS = "totals", "calculations", "words", "lists"

TITLES = {
    COVER: _("Cover"),
    ABOUT: _("About this period"),
    COMMUNITY: _("Community"),
    GASES: _("Gases"),
    OPERATIONS: _("Operations"),
    ACTIVITIES: _("Activity data"),
    INDICATORS: _("Indicators"),
    TOTALS: _("Totals"),
    CALCULATIONS: _("Calculations"),
    WORDS: _("Notation keys"),
    LISTS: lazystr("Lists"),
}

MASS, FACTOR, ANY = "mass:", "factor:", "?"
"""Columns of a gas: 'mass:ch4', 'factor:co2e'; 'mass:?1' is of the gas that its header names."""
WRITTEN = "written:"
"""Hidden columns: the CO2 equivalent, in tonnes, that followed from the gases when the workbook was made."""
TOO_LONG = "[…]"
"""Stands before the words in a cell whose text is longer than a cell takes."""
MOST_CHARACTERS = 32_767
"""In one cell (ECMA-376; Excel's specification and limits)."""

ESCAPE = re.compile("_x[0-9A-Fa-f]{4}_")
CONTROL = re.compile("[\x00-\x08\x0b-\x1f]")


def text_of_cell(text: str) -> str:
    """`text` as the file writes it: characters that XML cannot hold, and what looks like one, as _x000D_."""
    plain = ESCAPE.sub(lambda match: f"_x005F{match[0]}", text)
    return CONTROL.sub(lambda match: f"_x{ord(match[0]):04X}_", plain)
