"""The workbook that Milepost generates for one report (exports.workbook), filled in, in either language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from inventories import frameworks
from inventories.enums import GwpSet
from inventories.exports.told import INVENTORIES
from inventories.exports.workbook import sheets
from inventories.importers.book import Book
from inventories.importers.own import about, activities, cover, indicators, rows, tables
from inventories.importers.own.cover import Cover
from inventories.importers.own.tables import Table
from inventories.importers.problems import Problem
from inventories.importers.reading import Inventory, Layout, LeftOut, Reading, RowKey, Wanted


def recognises(book: Book) -> bool:
    return book.kind == "xlsx" and any(tables.code_of(sheet) for sheet in book.sheets)


def read(book: Book, wanted: Wanted) -> Reading:
    """Parts of which nothing is filled in are left as the report has them. Raises Unreadable."""
    problems: list[Problem] = []
    found = tables.tables(book, problems)
    of_workbook = cover.read(found.get(sheets.COVER))
    refused = list(cover.refusals(of_workbook, wanted))
    if refused:
        return Reading(LAYOUT.code, problems=refused)
    asked, declined = cover.questions(of_workbook, wanted)
    if asked or declined:
        return Reading(LAYOUT.code, questions=asked, problems=declined)
    inventory = _inventory(found, problems, of_workbook, wanted)
    if not problems and not (
        inventory.about or inventory.lines or inventory.indicators or inventory.activities
    ):
        problems = [_nothing()]
    if problems:
        return Reading(LAYOUT.code, problems=_in_order(problems, book))
    return Reading(LAYOUT.code, [inventory], left_out=list(_left_out(found, inventory)))


def _inventory(
    found: Mapping[str, Table], problems: list[Problem], of_workbook: Cover, wanted: Wanted
) -> Inventory:
    framework = of_workbook.framework
    answers = about.read(found.get(sheets.ABOUT), framework=framework, filled=of_workbook.filled)
    chosen = answers.get("gwp_set", GwpSet.UNKNOWN.value)
    gwp_set = wanted.gwp_set if chosen == GwpSet.UNKNOWN else chosen
    of_rows = rows.read(found, problems, framework=framework, gwp_set=gwp_set)
    behind = activities.read(found.get(sheets.ACTIVITIES), framework=framework)
    return Inventory(
        year=of_workbook.year,
        place=of_workbook.name,
        framework=framework,
        period=of_workbook.period,
        about=answers,
        lines=of_rows.lines,
        activities=_all_rows(framework) | behind if of_workbook.filled and behind else behind,
        indicators=indicators.read(found.get(sheets.INDICATORS)),
        places=of_rows.places,
    )


def _all_rows(framework: str) -> dict[RowKey, list[activities.ActivityDraft]]:
    """Every row with no activity: what was taken out of a filled workbook is to be taken out."""
    return {(section, row.code): [] for section in INVENTORIES for row in frameworks.rows(framework, section)}


def _left_out(found: Mapping[str, Table], inventory: Inventory) -> Iterable[LeftOut]:
    """The sheets that say nothing."""
    is_filled = {
        sheets.ABOUT: bool(inventory.about),
        sheets.COMMUNITY: sheets.COMMUNITY in inventory.lines,
        sheets.OPERATIONS: sheets.OPERATIONS in inventory.lines,
        sheets.ACTIVITIES: bool(inventory.activities),
        sheets.INDICATORS: bool(inventory.indicators),
    }
    for code, filled in is_filled.items():
        if not filled:
            name = found[code].name if code in found else str(sheets.TITLES[code])
            yield LeftOut(name, "", _("nothing is filled in: this part of the report stays as it is"))


def _in_order(problems: Iterable[Problem], book: Book) -> list[Problem]:
    """Sheet by sheet, from top to bottom; each once."""
    order = {sheet.name: at for at, sheet in enumerate(book.sheets)}
    return sorted(dict.fromkeys(problems), key=lambda each: (order.get(each.sheet, -1), each.row_number))


def _nothing() -> Problem:
    return Problem(
        0,
        "",
        "",
        _("Nothing is filled in in this workbook."),
        _("Enter values in its white cells, save it, and upload it again."),
    )


LAYOUT = Layout("milepost", gettext_noop("Milepost workbook"), recognises, read)
