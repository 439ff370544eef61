"""Lines as they are found in a table, gathered into inventories; faults are told where they stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from inventories import frameworks, gases, masses
from inventories import lines as domain
from inventories.enums import GwpSet, SectionCode
from inventories.importers import tables
from inventories.importers.problems import Problem
from inventories.importers.reading import IndicatorRead, Inventory, LeftOut, Question, Reading, Wanted
from inventories.importers.sheets import Value
from inventories.importers.tables import Table
from inventories.importers.years import Period
from inventories.lines import LineDraft

SECTIONS = (SectionCode.COMMUNITY.value, SectionCode.OPERATIONS.value)
MASSES = ("co2e", "co2", "notation_key", "masses")
NEEDING_NO_POTENTIAL = {gases.CO2, gases.BIOGENIC}
MOST_TOLD = 500
"""The most faults, and the most left out, that one reading tells."""

Of = tuple[str, int]
"""Place and year."""


@dataclass(frozen=True)
class Entry:
    """A draft with the row of the sheet it stands in, and the column of each of its fields."""

    row: int
    draft: LineDraft
    columns: Mapping[str, int] = field(default_factory=dict)
    legible: bool = True
    """Whether its masses and key could be read; where not, nothing more is said about them."""


@dataclass
class Beside:
    """What a file says of a place and year besides its lines."""

    period: Period
    about: dict[str, Any] = field(default_factory=dict)
    indicators: list[IndicatorRead] = field(default_factory=list)
    stated: dict[str, Any] = field(default_factory=dict)


class Gathering:
    def __init__(self, layout: str, wanted: Wanted, framework: str, table: Table) -> None:
        self.layout, self.wanted, self.framework, self.table = layout, wanted, framework, table
        self.problems: list[Problem] = []
        self.left_out: list[LeftOut] = []
        self.questions: list[Question] = []
        self.entries: dict[Of, dict[str, list[Entry]]] = {}
        self.beside: dict[Of, Beside] = {}
        self._find_torn()

    def of(self, place: str, period: Period) -> Beside:
        """What is known of this place and year beside its lines."""
        return self.beside.setdefault((place, period.year), Beside(period))

    def add(self, place: str, year: int, entry: Entry) -> None:
        section = section_of(self.framework, entry.draft.row) or self.wanted.section
        self.entries.setdefault((place, year), {}).setdefault(section, []).append(entry)

    def wrong(self, row: int, at: int | None, value: Any, message: str, remedy: str) -> None:
        self.problems.append(self.table.problem(row, at, value, message, remedy))

    def leave(self, row: int, at: int | None, value: Any, reason: str) -> None:
        self.left_out.append(self.table.left_out(row, at, value, reason))

    def reading(self) -> Reading:
        """Everything that was gathered. Where there is a fault or a question, no inventory."""
        if not self.questions:
            self._find_faults()
            if not self.entries and not self.problems:
                self.problems.append(nothing())
        self.problems.sort(key=lambda each: each.row_number)
        open_still = self.problems or self.questions
        return Reading(
            self.layout,
            inventories=() if open_still else [self._inventory(of) for of in sorted(self.entries)],
            left_out=_at_most(self.left_out),
            questions=self.questions,
            problems=self.problems[:MOST_TOLD],
        )

    def _inventory(self, of: Of) -> Inventory:
        place, year = of
        beside = self.beside.get(of) or Beside(Period(year))
        sections = self.entries[of]
        return Inventory(
            year=year,
            place=place,
            framework=self.framework,
            period=beside.period.days,
            about=beside.about,
            lines={code: tuple(entry.draft for entry in sections[code]) for code in sections},
            indicators=tuple(beside.indicators),
            stated=beside.stated,
            places={
                (code, entry.draft.row): self.table.place(entry.row)
                for code in sections
                for entry in sections[code]
            },
        )

    def _find_torn(self) -> None:
        """Lines of a CSV file with more cells than the header: a number was torn at its comma, perhaps."""
        for number, cells in () if self.table.by_letter else self.table.rows:
            if len(cells) > len(self.table.names):
                message = _("Line %(line)d has more cells than the header.") % {"line": number}
                remedy = _(
                    'If a number holds the separator (1,234), put it between quotation marks: "1,234".'
                )
                self.wrong(number, None, cells[len(self.table.names)], message, remedy)

    def _find_faults(self) -> None:
        for sections in self.entries.values():
            for code, entries in sections.items():
                first: dict[str, int] = {}
                for entry in entries:
                    self._find_twice(first, entry)
                    self._find_faults_of(code, entry)

    def _cell(self, row: int, at: int | None) -> Value:
        """What stands in the file, in its own unit."""
        return tables.cell(self._rows.get(row, ()), at)

    @cached_property
    def _rows(self) -> dict[int, tuple[Value, ...]]:
        return dict(self.table.rows)

    def _find_twice(self, first: dict[str, int], entry: Entry) -> None:
        code = entry.draft.row
        if code and code in first:
            message = _("The row stands in line %(line)d already.") % {"line": first[code]}
            at = entry.columns.get("row")
            remedy = _("Keep one line for each row and add up its values.")
            self.wrong(entry.row, at, code, message, remedy)
        first.setdefault(code, entry.row)

    def _find_faults_of(self, section: str, entry: Entry) -> None:
        place = {"framework": self.framework, "section": section}
        draft = entry.draft
        faults: list[domain.Fault] = []
        if self.wanted.gwp_set != GwpSet.UNKNOWN or not set(draft.masses) - NEEDING_NO_POTENTIAL:
            (draft,), faults = masses.completed([draft], gwp_set=self.wanted.gwp_set, **place)
        else:  # it is not blank; its equivalent follows once the set of potentials is known
            draft = replace(draft, co2e=Decimal(0), masses={})
        for fault in faults or domain.faults_of(draft, **place):
            if entry.legible or fault.column not in MASSES:
                at = entry.columns.get(fault.column, entry.columns.get("co2e"))
                self.wrong(
                    entry.row, at, self._cell(entry.row, at) or fault.value, fault.message, fault.remedy
                )


def section_of(framework: str, row: str) -> str:
    """The section that has this row; empty where none has."""
    return next((each for each in SECTIONS if _has(framework, each, row)), "")


def nothing() -> Problem:
    return Problem(
        0,
        "",
        "",
        _("The file holds no values."),
        _("Fill in the column of tonnes or of notation keys, then upload the file again."),
    )


def _quote() -> str:
    return _('If a number holds the separator (1,234), put it between quotation marks: "1,234".')


def _has(framework: str, section: str, row: str) -> bool:
    try:
        frameworks.row(framework, section, row)
    except frameworks.UnknownFramework:
        return False
    return True


def _at_most(left_out: Iterable[LeftOut]) -> list[LeftOut]:
    left = list(left_out)
    if len(left) <= MOST_TOLD:
        return left
    return [*left[:MOST_TOLD], LeftOut("", str(len(left) - MOST_TOLD), _("more of the same, not listed"))]
