"""The GCoM electronic Common Reporting Framework: sheets eCRF_1 to eCRF_3.

eCRF_3 is read, with what eCRF_1 says of year and warming potentials, and held against eCRF_2; where eCRF_3 is
empty, eCRF_2 is read as far as its cells are one row each.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from django.utils.translation import gettext as _

from accounts.words import joined
from inventories import gases
from inventories.importers import sources, warming, year_asked
from inventories.importers.book import Book, Sheet
from inventories.importers.ecrf import about as about_sheet
from inventories.importers.ecrf import layout, notes, rows, table
from inventories.importers.ecrf.about import About
from inventories.importers.ecrf.emissions import Pass
from inventories.importers.ecrf.table import Cell
from inventories.importers.ecrf.words import COMMUNITY
from inventories.importers.problems import Problem
from inventories.importers.reading import IndicatorRead, Inventory, Layout, LeftOut, Question, Reading, Wanted
from inventories.importers.records import header, to_gram
from inventories.importers.sources import Gathered, Source
from inventories.lines import LineDraft

ZEROS = "ecrf_zeros"
ZERO, BLANK = "zero", "blank"


@dataclass
class Sheets:
    """The three sheets, of the full form or of the light one, and the notes of Milepost's own exports."""

    about: Sheet | None
    table: Sheet | None
    rows: Sheet | None
    notes: Sheet | None = None


def sheets_of(book: Book) -> Sheets | None:
    """The sheets of the form; those of the light one where the full ones are empty or missing."""
    full, light = (_sheets(book, prefix) for prefix in ("", layout.LIGHT))
    full.notes = book.sheet(notes.SHEET)
    for each in (full, light):
        if each.notes or is_filled(each):
            return each
    return full if full.rows or full.table else light if light.rows or light.table else None


def _sheets(book: Book, prefix: str) -> Sheets:
    about, of_table, of_rows = (
        book.sheet(f"{prefix}{name}") for name in (layout.ABOUT, layout.TABLE, layout.ROWS)
    )
    return Sheets(about, of_table, of_rows)


def recognises(book: Book) -> bool:
    """A workbook with a sheet of the form; one of CIRIS has them too, among many others."""
    names = {each.name.strip().casefold() for each in book.sheets}
    if layout.CIRIS.casefold() in names:
        return False
    wanted = {
        f"{prefix}{name}".casefold() for prefix in ("", layout.LIGHT) for name in (layout.TABLE, layout.ROWS)
    }
    return bool(names & wanted)


def is_filled(sheets: Sheets) -> bool:
    """Whether eCRF_3 or eCRF_2 says anything."""
    return _has_rows(sheets.rows) or table.is_filled(table.read(sheets.table, []))


def _has_rows(sheet: Sheet | None) -> bool:
    """Whether eCRF_3 holds anything but the references and zeros of an empty form."""
    if sheet is None:
        return False
    return any(_says(source) for _year, source in rows.read(sheet, Pass()))


def _says(source: Source) -> bool:
    return bool(source.co2e or source.key or source.activity)


def read(book: Book, wanted: Wanted) -> Reading:
    sheets = sheets_of(book)
    return read_sheets(sheets, wanted) if sheets else Reading(LAYOUT.code)


@dataclass
class Read:
    """What the sheets said, before it is told."""

    about: About
    now: Pass
    cells: list[Cell]
    found: list[tuple[int | None, Source]] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)


def read_sheets(sheets: Sheets, wanted: Wanted, code: str = "ecrf") -> Reading:
    about = about_sheet.read(sheets.about)
    stated = about.gwp_set != warming.UNKNOWN
    gwp_set = about.gwp_set if stated else warming.answered(wanted) or warming.UNKNOWN
    made = Read(
        about, Pass(gwp_set, about.problems, about.left_out), table.read(sheets.table, about.problems)
    )
    _light(sheets, made)
    made.found = list(rows.read(sheets.rows, made.now)) if sheets.rows else []
    from_rows = (
        sheets.notes is not None
        or any(_says(source) for _year, source in made.found)
        or not table.is_filled(made.cells)
    )
    if not from_rows:
        made.found = [(None, source) for source in table.as_sources(made.cells, wanted, made.now)]
        asked = table.question(made.cells, wanted)
        made.questions += [asked] if asked else []
    elif not sheets.notes:
        made.found = list(_without_zeros(made, wanted))
    if made.now.needs_set and not stated and warming.answered(wanted) is None:
        made.questions.append(warming.question(wanted))
    inventories = _inventories(made, sheets, wanted, gwp_set, checked=from_rows)
    says = sheets.notes is not None or any(_says(source) for _year, source in made.found)
    if not (says or made.now.problems or made.questions):
        made.now.problems.append(_nothing())
    return Reading(
        code,
        inventories=() if made.now.problems or made.questions else inventories,
        left_out=made.now.left_out,
        questions=made.questions,
        problems=made.now.problems,
    )


def _without_zeros(made: Read, wanted: Wanted) -> Iterator[tuple[int | None, Source]]:
    """The rows without those that say 0 and nothing else, where these are only the form's own sums."""
    bare = [source for _year, source in made.found if source.is_bare_zero]
    answer = wanted.answers.get(ZEROS)
    if bare and answer not in (ZERO, BLANK) and len(bare) < len(made.found):
        made.questions.append(
            Question(
                ZEROS,
                _("Rows that say 0 and nothing else, no activity and no key: %(count)d. What are they?")
                % {"count": len(bare)},
                [
                    (BLANK, _("Not filled in: the form’s own sums")),
                    (ZERO, _("Zero emissions")),
                ],
                BLANK,
            )
        )
    if bare and answer == BLANK:
        rows_told = joined(dict.fromkeys(source.row for source in bare))
        made.now.left_out.append(LeftOut(layout.ROWS, rows_told, _("They say 0 and nothing else.")))
    return (each for each in made.found if answer != BLANK or not each[1].is_bare_zero)


def _light(sheets: Sheets, made: Read) -> None:
    """The light form is read by the names of the full one; where they are others, that is said."""
    if sheets.rows and header(sheets.rows, layout.columns(), needs=rows.NEEDS) is None and sheets.rows.rows:
        made.now.left_out.append(
            LeftOut(sheets.rows.name, "", _("Its columns are not those of eCRF_3: it was not read."))
        )


def _nothing() -> Problem:
    return Problem(
        0,
        "",
        "",
        _("The workbook holds no values in %(rows)s or %(table)s.")
        % {"rows": layout.ROWS, "table": layout.TABLE},
        _("Fill one of the two sheets, then upload the file again."),
    )


def _inventories(
    made: Read, sheets: Sheets, wanted: Wanted, gwp_set: str, *, checked: bool
) -> list[Inventory]:
    """One for each year that the rows name; without any, of the year of eCRF_1, or of the one answered."""
    default = _default_year(made, wanted)
    by_year: dict[int, list[Source]] = {}
    for year, source in made.found:
        by_year.setdefault(year or default or 0, []).append(source)
    if sheets.notes and not by_year:  # all that is said stands in the notes
        by_year[default or 0] = []
    said = {year for year, _source in made.found if year} | set(made.about.years)
    if 0 in by_year:
        made.questions.append(year_asked.question(sorted(made.about.years)))
        return []
    return [
        replace(
            _inventory(made, sheets, year, of_year, gwp_set, checked=checked and len(by_year) == 1),
            says_year=year in said,
        )
        for year, of_year in sorted(by_year.items())
    ]


def _default_year(made: Read, wanted: Wanted) -> int | None:
    stated = made.about.years
    if len(stated) == 1:
        return stated[0]
    known = year_asked.known(wanted)
    return known if known and (not stated or known in stated) else None


def _inventory(
    made: Read, sheets: Sheets, year: int, found: Iterable[Source], gwp_set: str, *, checked: bool
) -> Inventory:
    gathered = sources.gather(found)
    values = dict(made.about.about)
    if gwp_set != warming.UNKNOWN:
        values["gwp_set"] = gwp_set
    activities = {(COMMUNITY, row): each for row, each in gathered.activities.items()}
    content = notes.Content(values, {COMMUNITY: gathered.lines}, activities)
    noted: set[tuple[str, str]] = set()
    if sheets.notes:
        told, noted = notes.applied(notes.flat(content), sheets.notes, made.now.left_out)
        content = notes.whole(notes.content(told))
    made.now.left_out += [each for row, each in made.now.apart if (COMMUNITY, row) not in noted]
    made.now.left_out += gathered.left_out
    if checked:
        made.now.left_out += table.differences(made.cells, _co2e(gathered, gwp_set))
    product = made.about.product
    return Inventory(
        year=year,
        place=made.about.place,
        period=made.about.period,
        about=content.about,
        lines=content.lines,
        activities=content.activities,
        indicators=[IndicatorRead("gdp-usd", year, product[0], price_year=product[1])] if product else [],
        places={(COMMUNITY, row): place for row, place in gathered.places.items()},
    )


def _co2e(gathered: Gathered, gwp_set: str) -> Mapping[str, Decimal]:
    """Tonnes of CO2 equivalent by row."""
    return {line.row: _of_line(line, gwp_set) for line in gathered.lines}


def _of_line(line: LineDraft, gwp_set: str) -> Decimal:
    if line.is_by_gas:
        return gases.co2e(line.masses, gwp_set)
    return to_gram(line.co2e) if line.co2e is not None else Decimal(0)


LAYOUT = Layout("ecrf", "eCRF", recognises, read)
