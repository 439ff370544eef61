"""CIRIS workbooks, as far as their layout is known: the eCRF sheets in them, or else the sheets of sectors.

Of the sheets of sectors, the columns in reference/layouts/ciris_columns.csv are known, by their letters, and
no others. Whether a column of a gas holds its mass or its CO2 equivalent is taken from the total beside it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from django.utils.translation import gettext as _
from openpyxl.utils import column_index_from_string

from inventories import gases
from inventories.importers import sources, warming, year_asked
from inventories.importers.book import Book, Sheet
from inventories.importers.ecrf import about as about_sheet
from inventories.importers.ecrf import layout, rows, words
from inventories.importers.ecrf.emissions import GASES, KILOGRAM, SHARE, Emissions, Pass
from inventories.importers.ecrf.words import COMMUNITY
from inventories.importers.layouts import ecrf
from inventories.importers.problems import Problem
from inventories.importers.reading import Inventory, Layout, LeftOut, Question, Reading, Wanted
from inventories.importers.records import Record, to_gram
from inventories.importers.sources import Source

SECTORS = ("I - Stationary", "II - Transport", "III - Waste", "IV - IPPU", "V - AFOLU", "VI - Other scope 3")
CITY = "City information"


def recognises(book: Book) -> bool:
    return book.sheet(layout.CIRIS) is not None


def read(book: Book, wanted: Wanted) -> Reading:
    sheets = ecrf.sheets_of(book)
    if sheets is not None and ecrf.is_filled(sheets):
        return ecrf.read_sheets(sheets, wanted, LAYOUT.code)
    about = about_sheet.read(book.sheet(CITY))
    stated = about.gwp_set if about.gwp_set != warming.UNKNOWN else None
    now = Pass(stated or warming.answered(wanted) or warming.UNKNOWN, about.problems, about.left_out)
    found = [each for name in SECTORS if (sheet := book.sheet(name)) for each in _sources(sheet, now)]
    year = about.years[0] if len(about.years) == 1 else year_asked.known(wanted)
    questions = list(_questions(now, wanted, year, about.years, stated))
    if not found and not now.problems:
        now.problems.append(
            Problem(
                0,
                "",
                "",
                _("The workbook holds no values in its eCRF sheets or its sheets of sectors."),
                _("Open it in CIRIS, let it fill the sheets eCRF_1 to eCRF_3, save it and upload it again."),
            )
        )
    now.left_out += _not_known(book)
    gathered = sources.gather(found)
    now.left_out += [*(each for _row, each in now.apart), *gathered.left_out]
    inventory = Inventory(
        year=year or 0,
        says_year=len(about.years) == 1,
        place=about.place,
        period=about.period,
        about=about.about | ({"gwp_set": now.gwp_set} if now.gwp_set != warming.UNKNOWN else {}),
        lines={COMMUNITY: gathered.lines},
        activities={(COMMUNITY, row): each for row, each in gathered.activities.items()},
        places={(COMMUNITY, row): place for row, place in gathered.places.items()},
    )
    return Reading(
        LAYOUT.code,
        inventories=() if now.problems or questions else [inventory],
        left_out=now.left_out,
        questions=questions,
        problems=now.problems,
    )


def _questions(
    now: Pass, wanted: Wanted, year: int | None, seen: tuple[int, ...], stated: str | None
) -> Iterator[Question]:
    if year is None:
        yield year_asked.question(sorted(seen))
    if now.needs_set and stated is None and warming.answered(wanted) is None:
        yield warming.question(wanted)


def _sources(sheet: Sheet, now: Pass) -> Iterator[Source]:
    letters = {code: letter for letter, code in layout.columns_of_ciris().items()}
    at = {code: column_index_from_string(letter) - 1 for code, letter in letters.items()}
    for row, cells in sheet:
        values = {code: cells[position] for code, position in at.items() if position < len(cells)}
        record = Record(sheet.name, row, values, letters, now.problems)
        code = words.reference_of(record.text("row"))
        if code in words.rows():
            told = _described(record)
            source = rows.source_of(told, code, _emissions(told, code, now), now)
            if source is not None:
                yield source


def _described(record: Record) -> Record:
    """With the explanation of a key, or the comment, where eCRF has its description."""
    name = "explanation" if words.key_of(record.text("key")) else "comment"
    cells = {**record.cells, "description": record.cells.get(name, "")}
    return Record(record.sheet, record.row, cells, record.letters, record.problems)


def _emissions(record: Record, row: str, now: Pass) -> Emissions:
    """The total, with masses where total and gases show together what the gases are."""
    given: dict[str, Decimal] = {}
    for gas in GASES:  # a letter of data quality stands for a mass in files that CityCatalyst filled
        value = None if words.quality_of(record.text(gas)) else record.number(gas)
        if value is not None:
            given[gas] = value
    total = record.number("co2e")
    if total is None:
        if any(given.values()):
            return _without_total(record, row, given, now)
        return Emissions()
    told = {gas: value for gas, value in given.items() if value}
    if not told:
        return Emissions(to_gram(total))
    known = warming.potentials(now.gwp_set)
    if any(gas not in known for gas in told):
        now.needs_set = True
        return Emissions(to_gram(total))
    if _agree(sum(told.values(), Decimal(0)), total):
        return Emissions(
            to_gram(total), {gas: warming.mass(gas, value, now.gwp_set) for gas, value in told.items()}
        )
    if _agree(sum((value * known[gas] for gas, value in told.items()), Decimal(0)), total):
        return Emissions(to_gram(total), {gas: to_gram(value) for gas, value in told.items()})
    _remark(record, row, told, now, _("They do not make the total: the total alone is taken."))
    return Emissions(to_gram(total))


def _without_total(record: Record, row: str, given: Mapping[str, Decimal], now: Pass) -> Emissions:
    """Carbon dioxide alone needs no total; of other gases it is not known whether these are masses."""
    if not any(value for gas, value in given.items() if gas != gases.CO2):
        mass = to_gram(given[gases.CO2])
        return Emissions(mass, {gases.CO2: mass})
    _remark(
        record,
        row,
        given,
        now,
        _("Without a total it is not known whether these are masses of gases or CO₂ equivalents: left out."),
    )
    return Emissions()


def _agree(made: Decimal, total: Decimal) -> bool:
    return abs(made - total) <= max(KILOGRAM, abs(total) * SHARE)


def _remark(record: Record, row: str, given: Mapping[str, Decimal], now: Pass, reason: str) -> None:
    told = ", ".join(f"{gases.known()[gas].label} {value}" for gas, value in given.items())
    now.apart.append((row, LeftOut(record.place, told, reason)))


def _not_known(book: Book) -> Iterator[LeftOut]:
    """What of the workbook was not read, in general."""
    letters = ", ".join(layout.columns_of_ciris())
    yield LeftOut(
        ", ".join(name for name in SECTORS if book.sheet(name)),
        "",
        _(
            "Of these sheets the columns %(columns)s are known and were read, no others; compare the totals "
            "with those of CIRIS, or let CIRIS fill its eCRF sheets."
        )
        % {"columns": letters},
    )


LAYOUT = Layout("ciris", "CIRIS", recognises, read)
