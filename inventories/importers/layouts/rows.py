"""One row of the framework a line: the template of Milepost, as CSV or in a workbook's sheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from inventories import frameworks, gases
from inventories.enums import Quality
from inventories.importers import amounts, asking, columns, numbers, tables, units, years
from inventories.importers.amounts import Amount
from inventories.importers.book import Book, Formula, Value
from inventories.importers.gathering import Entry, Gathering
from inventories.importers.numbers import NotANumber
from inventories.importers.reading import Layout, Reading, Wanted
from inventories.importers.tables import Table
from inventories.importers.years import Period
from inventories.lines import LineDraft

CODE = "rows"
QUALITIES = {"高": "high", "中": "medium", "低": "low"}
WORDS = ("explanation", "source", "method", "factor_source")
MASSES = ("co2e", "co2")
CO2_MASS = "co2_mass"
"""Where a file tells the gas apart from the quantity of that name."""
MOST_CHARACTERS = 4000
"""The most in one cell of words: about a page."""
Columns = Mapping[str, int]


@dataclass(frozen=True)
class Fields:
    """Where the fields of a line stand, the unit of each column of masses, and the mark of decimals."""

    at: Columns
    units: Mapping[str, str]
    decimals: str = numbers.POINT

    def unit(self, field: str) -> str:
        return self.units.get(field, units.TONNE)


def recognises(book: Book) -> bool:
    return any(_header(sheet.rows[0][1]) for sheet in book.sheets[:3] if sheet.rows)


def read(book: Book, wanted: Wanted) -> Reading:
    sheet = next(sheet for sheet in book.sheets[:3] if sheet.rows and _header(sheet.rows[0][1]))
    table = tables.under(book, sheet, 0)
    at = _header(sheet.rows[0][1]) or {}
    now = Gathering(CODE, wanted, _framework(table, at, wanted), table)
    decimals = asking.decimals(now, [each for field, each in at.items() if _is_mass(field)])
    known = asking.year(now) if "year" not in at else None
    fields = Fields(at, {}, decimals)
    for number, cells in table.rows:
        _take(now, number, cells, fields, known)
    return now.reading()


def _header(cells: Sequence[Value]) -> dict[str, int] | None:
    """Positions of the template's fields; None where the row is no header of the template."""
    found: dict[str, int] = {}
    for at, cell in enumerate(cells):
        field = columns.field_of(tables.text_of(cell))
        if (not field and cell != "") or field in found:
            return None
        if field:
            found[field] = at
    masses = {"co2e", "notation_key", *gases.known()} & set(found)
    return found if "row" in found and masses else None


def _framework(table: Table, at: Columns, wanted: Wanted) -> str:
    """The framework whose rows the file names: the wanted one, unless it has none of them."""
    codes = {code_of(cell) for cell in table.cells(at["row"])}
    known = [wanted.framework, *(code for code, _label in frameworks.choices())]
    return max(known, key=lambda each: bool(codes & {row.code for row in frameworks.rows(each, "community")}))


def _take(now: Gathering, number: int, cells: Sequence[Value], fields: Fields, known: Period | None) -> None:
    period = known or _year(now, number, cells, fields.at["year"]) if "year" in fields.at or known else None
    entry = entry_of(now, number, cells, fields)
    if entry is None or period is None:
        return
    now.of("", period)
    now.add("", period.year, entry)


def _year(now: Gathering, number: int, cells: Sequence[Value], at: int) -> Period | None:
    value = tables.cell(cells, at)
    if value == "" and now.wanted.year:
        return Period(now.wanted.year)
    period = years.read(value)
    if period is None:
        now.wrong(
            number,
            at,
            value,
            _("This is not a year."),
            _("Enter the year with four digits, for example 2020."),
        )
    return period


def entry_of(
    now: Gathering, number: int, cells: Sequence[Value], fields: Fields, *, row: str = ""
) -> Entry | None:
    """A row of the sheet as a line of `row`, or of the row that it names; None where it was left blank.

    Problems are told to `now`.
    """
    said = len(now.problems)
    key = _key(cells, fields.at)
    amount = {each: _amount(now, number, cells, fields, each) for each in MASSES}
    by_gas = {
        gas: read.tonnes
        for gas in gases.known()
        if gas not in MASSES and (read := _amount(now, number, cells, fields, gas)).tonnes is not None
    }
    keys = {each.key for each in amount.values()} | {key}
    if len(keys - {""}) > 1:
        message, remedy = _("The row holds two different notation keys."), _("Keep one of them.")
        now.wrong(number, fields.at.get("co2e"), _said(cells, fields.at, "co2e"), message, remedy)
    legible = len(now.problems) == said
    words = {each: _words(now, number, cells, fields.at, each) for each in WORDS}
    in_cell = next((each for each in amount.values() if each.key), amounts.BLANK)
    co2e, co2 = amount["co2e"].tonnes, amount["co2"].tonnes
    if CO2_MASS in fields.at:
        mass = _amount(now, number, cells, fields, CO2_MASS).tonnes
        by_gas = by_gas if mass is None else {gases.CO2: mass, **by_gas}
    elif co2 is not None and _is_a_gas(now.framework, by_gas):
        by_gas, co2 = {gases.CO2: co2, **by_gas}, None
    draft = LineDraft(
        row=row or code_of(tables.cell(cells, fields.at.get("row"))),
        co2e=co2e,
        co2=co2,
        notation_key=key or in_cell.key,
        included_in=code_of(tables.cell(cells, fields.at.get("included_in"))) or in_cell.included_in,
        explanation=words.pop("explanation") or in_cell.explanation,
        quality=_quality(cells, fields.at, "quality"),
        factor_quality=_quality(cells, fields.at, "factor_quality"),
        masses=by_gas,
        **words,
    )
    if legible and says_nothing(draft):
        return None
    return Entry(number, draft, fields.at, legible)


def says_nothing(draft: LineDraft) -> bool:
    """A row of the template that was left blank."""
    words = (draft.included_in, draft.explanation, draft.quality, draft.source, draft.method)
    return draft.is_blank and not (draft.masses or draft.factor_quality or draft.factor_source or any(words))


def code_of(value: Value) -> str:
    return tables.text_of(value).upper().strip().rstrip(".")


def _amount(now: Gathering, number: int, cells: Sequence[Value], fields: Fields, field: str) -> Amount:
    at = fields.at.get(field)
    value = tables.cell(cells, at)
    try:
        amount = amounts.read(value, unit=fields.unit(field), decimals=fields.decimals)
    except NotANumber as error:
        now.wrong(number, at, value, error.message, error.remedy)
        return amounts.BLANK
    if amount.note:
        now.leave(number, at, value, amount.note)
    return amount


def _key(cells: Sequence[Value], at: Columns) -> str:
    text = tables.text_of(tables.cell(cells, at.get("notation_key"))).strip()
    return "" if numbers.is_nothing(text) and text.upper() != "NA" else text.upper()


def _quality(cells: Sequence[Value], at: Columns, field: str) -> str:
    text = tables.text_of(tables.cell(cells, at.get(field))).casefold()
    labels = {str(quality.label).casefold(): quality.value for quality in Quality}
    initials = {quality.value[0]: quality.value for quality in Quality}
    return QUALITIES.get(text) or labels.get(text) or initials.get(text) or text


def _words(now: Gathering, number: int, cells: Sequence[Value], at: Columns, field: str) -> str:
    value = tables.cell(cells, at.get(field))
    if isinstance(value, Formula):
        try:
            numbers.number(value)
        except NotANumber as error:
            now.wrong(number, at[field], value, error.message, error.remedy)
        return ""
    text = tables.text_of(value)
    if len(text) > MOST_CHARACTERS:
        message = _("The cell holds more than %(count)d characters.") % {"count": MOST_CHARACTERS}
        remedy = _("Shorten it, and add the whole text as evidence.")
        now.wrong(number, at[field], text, message, remedy)
    return text


def _said(cells: Sequence[Value], at: Columns, field: str) -> str:
    return tables.text_of(tables.cell(cells, at.get(field)))


def _is_mass(field: str) -> bool:
    return field in (*MASSES, CO2_MASS) or field in gases.known()


def _is_a_gas(framework: str, by_gas: Mapping[str, Decimal]) -> bool:
    """Whether `co2` is one of the gases of a row; biogenic carbon dioxide stands apart, not among them."""
    return "co2" not in frameworks.get(framework).quantities or any(gas != gases.BIOGENIC for gas in by_gas)


LAYOUT = Layout(CODE, gettext_noop("Rows as lines"), recognises, read)
