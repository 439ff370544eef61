"""Frameworks and rows as frozen objects. Adding one is a row in frameworks.csv and a file of its rows.

A column `in_<level>` says that a row counts in the total of that level, `required_<level>` that a report
at that level must fill it; plain `in_total` and `required` stand for frameworks without levels.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.translation import gettext as _

from accounts.words import in_chinese, joined
from inventories.enums import Level, SectionCode

HERE = Path(__file__).parent
OPERATIONS = "operations"
"""The rows of government operations, the same whatever framework the community's rows follow."""
TERRITORIAL = "territorial"
"""GPC 1.1: the total of what is emitted within the boundary; shown, but not a level to report at."""
SECTOR_TOTALS = "S"
"""The sector of the rows that are totals of sectors themselves, in a report of totals alone."""

_LEVEL_OF_WORD = {"BASIC": Level.BASIC.value, "BASIC+": Level.BASIC_PLUS.value, "TERRITORIAL": TERRITORIAL}
_QUANTITIES = ("co2e", "co2")


class UnknownFramework(LookupError):
    """No framework, or no row, of this code."""


@dataclass(frozen=True)
class Worded:
    """Something that carries its words in both languages."""

    code: str
    label_en: str
    label_zh: str

    @property
    def label(self) -> str:
        return self.label_zh if in_chinese() else self.label_en

    def __str__(self) -> str:
        return self.label


@dataclass(frozen=True)
class Framework(Worded):
    quantities: tuple[str, ...]
    """'co2e', 'co2': the masses a row can take, in tonnes, the one that counts first."""
    levels: tuple[str, ...]
    """The values of enums.Level a report can be made at; only 'none' where the framework knows no levels."""
    totals: tuple[str, ...]
    """The totals it defines: the levels, and 'territorial' beside them for the GPC."""
    default_level: str
    source: str
    description_en: str
    description_zh: str

    @property
    def description(self) -> str:
        return self.description_zh if in_chinese() else self.description_en

    @property
    def level_choices(self) -> list[tuple[str, str]]:
        return [(level, str(Level(level).label)) for level in self.levels]


@dataclass(frozen=True)
class Row(Worded):
    sector: str
    sector_en: str
    sector_zh: str
    group: str
    group_en: str
    group_zh: str
    scope: str
    """'1', '2' or '3', empty where the framework knows no scopes."""
    level: str
    """The word of the file: BASIC, BASIC+, TERRITORIAL, OPTIONAL, TOTAL, APART (shown beside), MEMO."""
    section: str
    totals: frozenset[str]
    required_levels: frozenset[str]
    negative: bool
    """Whether less than zero makes sense: removals by land, electricity sent out."""
    sum_of: tuple[str, ...]
    """Rows that this one stands for: where it holds a number, theirs are not summed."""
    note: str
    gases: str
    quantities: tuple[str, ...]

    @property
    def sector_label(self) -> str:
        return self.sector_zh if in_chinese() else self.sector_en

    @property
    def group_label(self) -> str:
        return self.group_zh if in_chinese() else self.group_en

    def required_at(self, level: str) -> bool:
        return level in self.required_levels

    @property
    def scope_label(self) -> str:
        return {"1": _("scope 1"), "2": _("scope 2"), "3": _("scope 3")}.get(self.scope, "")

    def in_total(self, level: str) -> bool:
        """Whether the row counts in the total of `level` (enums.Level, or 'territorial')."""
        return level in self.totals


@dataclass(frozen=True)
class NotationKeyWords(Worded):
    meaning_en: str
    meaning_zh: str
    counts_as_complete: bool
    explanation_required: bool

    @property
    def meaning(self) -> str:
        return self.meaning_zh if in_chinese() else self.meaning_en


def get(code: str) -> Framework:
    """The framework. Raises UnknownFramework."""
    try:
        return _frameworks()[code]
    except KeyError:
        raise UnknownFramework(
            _("There is no reporting framework “%(code)s”: choose one of %(codes)s.")
            % {"code": code, "codes": joined(_frameworks())}
        ) from None


def choices() -> list[tuple[str, str]]:
    """Code and label of every framework, for a form."""
    return [(framework.code, framework.label) for framework in _frameworks().values()]


@cache
def rows(framework: str, section: str) -> tuple[Row, ...]:
    """The rows of a section in the framework's order; none for a section without inventory rows."""
    if section == SectionCode.OPERATIONS:
        return _read_rows(OPERATIONS, get(framework).quantities)
    if section == SectionCode.COMMUNITY:
        return _read_rows(framework, get(framework).quantities)
    return ()


def row(framework: str, section: str, code: str) -> Row:
    """One row. Raises UnknownFramework where the section has none of this code."""
    try:
        return _by_code(framework, section)[code]
    except KeyError:
        raise UnknownFramework(code) from None


@cache
def _by_code(framework: str, section: str) -> dict[str, Row]:
    return {each.code: each for each in rows(framework, section)}


@cache
def notation_keys() -> tuple[NotationKeyWords, ...]:
    return tuple(
        NotationKeyWords(
            code=record["key"],
            label_en=record["label_en"],
            label_zh=record["label_zh"],
            meaning_en=record["meaning_en"],
            meaning_zh=record["meaning_zh"],
            counts_as_complete=record["counts_as_complete"] == "yes",
            explanation_required=record["explanation_required"] == "yes",
        )
        for record in _read("notation_keys")
    )


@cache
def _frameworks() -> dict[str, Framework]:
    return {record["code"]: _framework(record) for record in _read("frameworks")}


def _framework(record: dict[str, str]) -> Framework:
    totals = tuple(_LEVEL_OF_WORD.get(word, Level.NONE.value) for word in record["levels"].split())
    return Framework(
        code=record["code"],
        label_en=record["label_en"],
        label_zh=record["label_zh"],
        quantities=tuple(quantity for quantity in _QUANTITIES if quantity in record["quantities"].split()),
        levels=tuple(level for level in totals if level in Level.values),
        totals=totals,
        default_level=_LEVEL_OF_WORD.get(record["default_level"], Level.NONE.value),
        source=record["source"],
        description_en=record["description_en"],
        description_zh=record["description_zh"],
    )


def _read_rows(file: str, quantities: tuple[str, ...]) -> tuple[Row, ...]:
    return tuple(_row(record, quantities) for record in _read(file))


def _row(record: dict[str, str], quantities: tuple[str, ...]) -> Row:
    gases = record.get("gases", "")
    return Row(
        code=record["code"],
        label_en=record["label_en"],
        label_zh=record["label_zh"],
        sector=record["sector"],
        sector_en=record["sector_en"],
        sector_zh=record["sector_zh"],
        group=record["group"],
        group_en=record["group_en"],
        group_zh=record["group_zh"],
        scope=record["scope"],
        level=record["level"],
        section=record["section"],
        totals=_levels(record, "in_", "in_total"),
        required_levels=_levels(record, "required_", "required"),
        negative=record["negative"] == "yes",
        sum_of=tuple((record.get("sum_of") or "").split()),
        note=record["note"],
        gases=gases,
        quantities=tuple(q for q in quantities if q != "co2" or not gases or "CO2" in gases.split()),
    )


def _levels(record: dict[str, str], prefix: str, plain: str) -> frozenset[str]:
    """The levels whose column says yes; `plain` is the column of a framework without levels."""
    columns = {prefix + level: level for level in (*Level.values, TERRITORIAL)} | {plain: Level.NONE.value}
    return frozenset(level for column, level in columns.items() if record.get(column) == "yes")


def _read(file: str) -> list[dict[str, str]]:
    with (HERE / f"{file}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))
