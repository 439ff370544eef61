"""Workbooks (.xlsx) as sheets of cells.

The sheets are read as a stream with openpyxl's rules for dates, and not by openpyxl itself: its reader for
large files tells neither formulas without a result nor merged cells, and takes long over what is blank.
"""

from __future__ import annotations

import datetime
import posixpath
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import unquote

from django.utils.translation import gettext as _
from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900

from accounts.words import joined
from inventories.importers import cells
from inventories.importers.archive import Archive, damaged, macros
from inventories.importers.cells import Formats
from inventories.importers.limits import Counter
from inventories.importers.problems import Unreadable
from inventories.importers.sheets import Book, Sheet

WORKBOOK, TYPES = "xl/workbook.xml", "[Content_Types].xml"
MACRO_TYPE, WORKBOOK_TYPE = "macroenabled", "sheet.main+xml"
MOST_SHEETS = 200


def read(content: bytes, *, most_rows: int) -> Book:
    """The sheets of a workbook, hidden ones too. Raises Unreadable."""
    archive = Archive(content)
    workbook = _workbook_part(archive)
    tree = archive.tree(workbook)
    related = _related(archive, workbook)
    formats = Formats(_strings(archive, related), _date_styles(archive, related), _epoch(tree))
    counter = Counter(most_rows)
    sheets: list[Sheet] = []
    with_merged: list[str] = []
    for name, part in _parts(tree, related):
        rows, merged = cells.rows(archive.blocks(part), part, name=name, formats=formats, counter=counter)
        sheets.append(Sheet(name, rows))
        with_merged += [name] * merged
    if not any(sheet.rows for sheet in sheets):
        raise Unreadable(
            _("The workbook holds no filled cell."), _("Fill it in, save it, and upload it again.")
        )
    return Book("xlsx", tuple(sheets), tuple(_notes(archive, with_merged)))


def _notes(archive: Archive, with_merged: Sequence[str]) -> Iterator[str]:
    if archive.has_links:
        yield _("The workbook takes values from other files: the values stored in it were read.")
    if with_merged:
        yield _("Merged cells (%(sheets)s): the first cell holds the value, the others are blank.") % {
            "sheets": joined(with_merged[:5])
        }


def _workbook_part(archive: Archive) -> str:
    """The name of the workbook's own part. Raises Unreadable for one with macros."""
    part = WORKBOOK
    for each in archive.tree(TYPES):
        kind = each.get("ContentType", "").lower()
        if MACRO_TYPE in kind:
            raise macros()
        if kind.endswith(WORKBOOK_TYPE) and each.get("PartName"):
            part = each.get("PartName", "").lstrip("/")
    if part not in archive.names:
        raise damaged(part)
    return part


def _related(archive: Archive, part: str) -> dict[str, tuple[str, str]]:
    """Kind and name of the parts that the workbook names, by their ids."""
    folder, file = posixpath.split(part)
    relations = f"{folder}/_rels/{file}.rels"
    return {
        each.get("Id", ""): (
            each.get("Type", "").rpartition("/")[2],
            posixpath.normpath(posixpath.join(folder, unquote(each.get("Target", "")))).lstrip("/"),
        )
        for each in archive.tree(relations)
        if each.get("TargetMode") != "External"
    }


def _of_kind(archive: Archive, related: dict[str, tuple[str, str]], kind: str) -> str:
    """The part of this kind, under its usual name where the workbook does not say; empty where none."""
    usual = f"xl/{kind}.xml"
    part = next((part for each, part in related.values() if each == kind), usual)
    return part if part in archive.names or part != usual else ""


def _parts(tree: Any, related: dict[str, tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Name and part of every sheet of cells, in their order; charts and dialogues are passed over."""
    sheets = [each for each in tree.iter() if _local(each.tag) == "sheet"]
    for sheet in sheets[:MOST_SHEETS]:
        name = cells.plain(sheet.get("name", ""))
        ids = [value for attribute, value in sheet.attrib.items() if _local(attribute) == "id"]
        kind, part = related.get(ids[0] if ids else "", ("", ""))
        if kind == "worksheet":
            yield name, part
        elif not kind:
            raise damaged(name or WORKBOOK)


def _strings(archive: Archive, related: dict[str, tuple[str, str]]) -> Sequence[str]:
    part = _of_kind(archive, related, "sharedStrings")
    return cells.strings(archive.blocks(part), part) if part else ()


def _date_styles(archive: Archive, related: dict[str, tuple[str, str]]) -> frozenset[int]:
    """The numbers of the styles by which a number is shown as a day."""
    part = _of_kind(archive, related, "styles")
    if not part:
        return frozenset()
    tree = archive.tree(part)
    written = {
        each.get("numFmtId", ""): each.get("formatCode", "")
        for each in tree.iter()
        if _local(each.tag) == "numFmt"
    }
    written |= {str(number): code for number, code in BUILTIN_FORMATS.items() if str(number) not in written}
    styles = next((each for each in tree if _local(each.tag) == "cellXfs"), ())
    return frozenset(
        number
        for number, style in enumerate(styles)
        if is_date_format(written.get(style.get("numFmtId", ""), ""))
    )


def _epoch(tree: Any) -> datetime.datetime:
    for each in tree.iter():
        if _local(each.tag) == "workbookPr" and each.get("date1904") in ("1", "true"):
            return CALENDAR_MAC_1904
    return CALENDAR_WINDOWS_1900


def _local(tag: object) -> str:
    return str(tag).rpartition("}")[2]
