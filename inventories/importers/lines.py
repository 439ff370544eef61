"""Inventory lines from a CSV file. Every fault is told at once; a file with one fault yields no lines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import IO

from django.utils.translation import gettext as _

from inventories import frameworks, gases, masses
from inventories import lines as domain
from inventories.enums import GwpSet, NotationKey, Quality, SectionCode
from inventories.importers import table
from inventories.importers.numbers import NotANumber, number
from inventories.importers.problems import Problem, Unreadable
from inventories.lines import LineDraft

CHINESE_QUALITY = {"高": "high", "中": "medium", "低": "low"}
FIRST_YEAR, LAST_YEAR = 1900, 2200
ESCAPES = ("=", "+", "-", "@")
NUMBERS = ("co2e", "co2", "notation_key", "masses")
UNKNOWN = GwpSet.UNKNOWN.value


@dataclass(frozen=True)
class Parsed:
    """The lines of one section, or the problems: where there is one problem there is no line."""

    lines: tuple[LineDraft, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def ok(self) -> bool:
        return not self.problems


@dataclass(frozen=True)
class ParsedYears:
    """The lines of several years, or the problems."""

    years: Mapping[int, tuple[LineDraft, ...]] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    @property
    def ok(self) -> bool:
        return not self.problems


@dataclass(frozen=True)
class Entry:
    """A draft with the line of the file it stands in."""

    row_number: int
    year: int
    draft: LineDraft
    legible: bool = True
    """Whether its masses and key could be read; where not, nothing more is said about them."""


def read_lines(file: IO[bytes], *, framework: str, section: str, year: int, gwp_set: str = UNKNOWN) -> Parsed:
    """The lines of one section and year. A column `year` may be there and must then agree.

    Columns of gases hold tonnes, from which the CO2 equivalent follows by `gwp_set`.
    """
    try:
        records = table.read(file, needs=["row"])
    except Unreadable as error:
        return Parsed(problems=(error.problem,))
    entries, problems = _entries(records, framework=framework, default_year=year)
    problems += [
        Problem(
            entry.row_number,
            "year",
            str(entry.year),
            _("The line belongs to another year than this report (%(year)d).") % {"year": year},
            _("Upload the lines of one year here; several years go through the upload of past years."),
        )
        for entry in entries
        if entry.year != year
    ]
    problems += _faults(entries, framework, section, gwp_set)
    if not entries and not problems:
        problems = [_nothing()]
    if problems:
        return Parsed(problems=tuple(sorted(problems, key=lambda each: each.row_number)))
    return Parsed(lines=tuple(entry.draft for entry in entries))


def read_history(file: IO[bytes], *, framework: str, gwp_set: str = UNKNOWN) -> ParsedYears:
    """The community's lines of several years: the same file with a column `year`."""
    try:
        records = table.read(file, needs=["row", "year"])
    except Unreadable as error:
        return ParsedYears(problems=(error.problem,))
    entries, problems = _entries(records, framework=framework, default_year=None)
    years = sorted({entry.year for entry in entries})
    for year in years:
        of_year = [entry for entry in entries if entry.year == year]
        problems += _faults(of_year, framework, SectionCode.COMMUNITY, gwp_set)
    if not entries and not problems:
        problems = [_nothing()]
    if problems:
        return ParsedYears(problems=tuple(sorted(problems, key=lambda each: each.row_number)))
    return ParsedYears(
        years={year: tuple(entry.draft for entry in entries if entry.year == year) for year in years}
    )


def _entries(
    records: Iterable[tuple[int, table.Record]], *, framework: str, default_year: int | None
) -> tuple[list[Entry], list[Problem]]:
    entries: list[Entry] = []
    problems: list[Problem] = []
    for row_number, record in records:
        found, draft = _draft(row_number, record, frameworks.get(framework).quantities)
        year = _year(row_number, record.get("year", ""), default_year)
        if isinstance(year, Problem):
            problems.append(year)
            continue
        problems += found
        if found or not _says_nothing(draft):
            entries.append(Entry(row_number, year, draft, legible=not found))
    return entries, problems


def _draft(
    row_number: int, record: table.Record, quantities: tuple[str, ...]
) -> tuple[list[Problem], LineDraft]:
    problems: list[Problem] = []
    tonnes: dict[str, Decimal | None] = {"co2e": None, "co2": None}
    key = record.get("notation_key", "").upper()
    for quantity in tonnes:
        text = record.get(quantity, "")
        if text.upper() in NotationKey.values:  # a key in place of the number, as many inventories write it
            if key and key != text.upper():
                problems.append(
                    Problem(
                        row_number,
                        quantity,
                        text,
                        _("The row holds two different notation keys."),
                        _("Keep one of them."),
                    )
                )
            key = text.upper()
        elif text:
            try:
                tonnes[quantity] = number(text)
            except NotANumber as error:
                problems.append(Problem(row_number, quantity, text[:40], error.message, error.remedy))
    by_gas, wrong = _masses(row_number, record)
    problems += wrong
    if tonnes["co2"] is not None and (by_gas or "co2" not in quantities):
        by_gas = {gases.CO2: tonnes["co2"], **by_gas}
        tonnes["co2"] = None
    quality = record.get("quality", "").lower()
    draft = LineDraft(
        row=record["row"].upper().rstrip("."),
        co2e=tonnes["co2e"],
        co2=tonnes["co2"],
        notation_key=key,
        included_in=record.get("included_in", "").upper().rstrip("."),
        explanation=_unescaped(record.get("explanation", "")),
        quality=CHINESE_QUALITY.get(quality, _quality_code(quality)),
        source=_unescaped(record.get("source", "")),
        masses=by_gas,
    )
    return problems, draft


def _masses(row_number: int, record: table.Record) -> tuple[dict[str, Decimal], list[Problem]]:
    """The cells of gases; carbon dioxide apart, which may be the row's own quantity."""
    found: dict[str, Decimal] = {}
    problems: list[Problem] = []
    for gas in gases.known():
        text = record.get(gas, "") if gas != gases.CO2 else ""
        if text:
            try:
                found[gas] = number(text)
            except NotANumber as error:
                problems.append(Problem(row_number, gas, text[:40], error.message, error.remedy))
    return found, problems


def _quality_code(text: str) -> str:
    labels = {str(quality.label).lower(): quality.value for quality in Quality}
    return labels.get(text, text)


def _year(row_number: int, text: str, default: int | None) -> int | Problem:
    if not text and default is not None:
        return default
    if text.isdecimal() and FIRST_YEAR <= int(text) <= LAST_YEAR:
        return int(text)
    return Problem(
        row_number,
        "year",
        text[:40],
        _("This is not a year."),
        _("Enter the year with four digits, for example 2020."),
    )


def _says_nothing(draft: LineDraft) -> bool:
    """A row of the template that was left blank."""
    return draft.is_blank and not (
        draft.masses or draft.included_in or draft.explanation or draft.quality or draft.source
    )


def _faults(entries: list[Entry], framework: str, section: str, gwp_set: str) -> list[Problem]:
    """What the domain finds in the lines of one year, at the line of the file where it stands."""
    problems: list[Problem] = []
    first: dict[str, int] = {}
    for entry in entries:
        if entry.draft.row in first:
            problems.append(
                Problem(
                    entry.row_number,
                    "row",
                    entry.draft.row,
                    _("The row stands in line %(line)d already.") % {"line": first[entry.draft.row]},
                    _("Keep one line for each row and add up its values."),
                )
            )
        first.setdefault(entry.draft.row, entry.row_number)
        place = {"framework": framework, "section": section}
        (draft,), faults = masses.completed([entry.draft], gwp_set=gwp_set, **place)
        problems += [
            Problem(entry.row_number, fault.column, fault.value, fault.message, fault.remedy)
            for fault in faults or domain.faults_of(draft, **place)
            if entry.legible or fault.column not in NUMBERS
        ]
    known = {row.code for row in frameworks.rows(framework, section)}
    return problems + _included_in_missing(entries, known - set(first))


def _included_in_missing(entries: list[Entry], blank: set[str]) -> list[Problem]:
    """A row that is included in one that the file leaves `blank`."""
    return [
        Problem(
            entry.row_number,
            "included_in",
            entry.draft.included_in,
            _("The row is included in row %(row)s, which the file does not fill.")
            % {"row": entry.draft.included_in},
            _("Add that row, or name the row that holds these emissions."),
        )
        for entry in entries
        if entry.draft.included_in in blank
    ]


def _unescaped(text: str) -> str:
    """Without the apostrophe that the template puts before what a spreadsheet would take for a formula."""
    return text[1:] if text.startswith("'") and text[1:].startswith(ESCAPES) else text


def _nothing() -> Problem:
    return Problem(
        0,
        "",
        "",
        _("The file holds no values."),
        _("Fill in the column of tonnes or of notation keys, then upload the file again."),
    )
