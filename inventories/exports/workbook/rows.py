"""The rows of the community and of government operations, one a line; and their masses by gas."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from inventories import frameworks, gases
from inventories.enums import Quality, SectionCode
from inventories.exports.workbook import sheets
from inventories.exports.workbook.job import Job, label_of
from inventories.exports.workbook.pen import Column, SheetPen, Written
from inventories.lines import LineDraft

MAIN_GASES = ("co2", "ch4", "ch4_fossil", "n2o", "sf6", "nf3", "hfc134a", "co2_biogenic")
"""Those with a column in every workbook; others have one where the report holds them."""
SPARE = 4
"""Columns for further gases, whose headers are to be chosen."""


def write(job: Job, section: str) -> None:
    """The sheet of a section: 'community' or 'operations'."""
    rows = frameworks.rows(job.framework.code, section)
    columns = _columns(job, rows)
    made = job.pen.sheet(section, columns, frozen=f"C{sheets.FIRST}")
    last = sheets.FIRST + len(rows) - 1
    made.numbers(job.framework.quantities, last=last)
    made.choose("notation_key", job.lists.range("notation_key"), last=last)
    made.choose("included_in", job.lists.range(section), last=last)
    for key in ("quality", "factor_quality"):
        made.choose(key, job.lists.range("quality"), last=last)
    made.offer(sheets.UNIT_CELL, job.lists.range("masses"))
    made.begin(
        str(SectionCode(section).label),
        _("A number or a notation key in each row. A blank row says nothing: it is not zero."),
        unit=job.unit,
    )
    held = job.held
    for row in rows:
        _line(job, made, section, row, held.get((section, row.code)))


def _columns(job: Job, rows: Iterable[frameworks.Row]) -> list[Column]:
    scoped = any(row.scope for row in rows)
    former = job.told.former
    co2e, co2 = _("CO₂ equivalent"), _("CO₂ alone")
    shown = job.framework.quantities
    before = _("%(year)s, accepted (t, locked)") % {"year": former.year} if former else ""
    return [
        Column("row", _("Row"), 9),
        Column("label", _("Sector / subsector / row"), 48),
        Column("scope", _("Scope"), 8, hidden=not scoped),
        Column("former", before, 18, "told_number", hidden=former is None),
        Column("co2e", co2e, 18, "number", hidden="co2e" not in shown),
        Column("co2", co2, 18, "number", hidden="co2" not in shown),
        Column("notation_key", _("Notation key"), 11, "text"),
        Column("included_in", _("Included in row"), 11, "text"),
        Column("explanation", _("Explanation"), 32, "text"),
        Column("method", pgettext("of an inventory", "Method"), 24, "text"),
        Column("quality", _("Data quality"), 11, "text"),
        Column("source", _("Source of the data"), 24, "text"),
        Column("factor_quality", _("Quality of the factor"), 11, "text"),
        Column("factor_source", _("Source of the factor"), 24, "text"),
        Column(f"{sheets.WRITTEN}co2e", "", 4, hidden=True),
        Column(f"{sheets.WRITTEN}co2", "", 4, hidden=True),
    ]


def _line(job: Job, made: SheetPen, section: str, row: frameworks.Row, line: LineDraft | None) -> None:
    former = job.told.former.lines.get((section, row.code)) if job.told.former else None
    before = None
    if former:
        before = getattr(former, row.quantities[0]) if former.has_mass else former.notation_key
    values: dict[str, Written] = {
        "row": row.code,
        "label": label_of(row),
        "scope": row.scope,
        "former": before,
    }
    closed = {quantity: "told" for quantity in ("co2e", "co2") if quantity not in row.quantities}
    if line:
        values |= _values(line)
    if job.filled and (section, row.code) in job.told.withheld:
        values |= {quantity: _("withheld") for quantity in row.quantities}
    made.line(values, closed)


def _values(line: LineDraft) -> dict[str, Written]:
    """The cells of a line. What follows from its gases stands beside it as it was, to be known again."""
    found: dict[str, Any] = {name: value for name, value in line.__dict__.items() if name != "masses"}
    found |= {name: quality_label(found[name]) for name in ("quality", "factor_quality")}
    if line.is_by_gas:
        found |= {f"{sheets.WRITTEN}{name}": getattr(line, name) for name in ("co2e", "co2")}
    return {name: fitting(value) for name, value in found.items()}


def write_gases(job: Job) -> None:
    """One sheet for both sections: the masses that rows hold, gas by gas."""
    held = job.held
    found = gases_in(line.masses for line in held.values())
    columns = [
        Column("row", _("Row"), 9),
        Column("label", _("Sector / subsector / row"), 48),
        *gas_columns(sheets.MASS, found),
    ]
    made = job.pen.sheet(sheets.GASES, columns, frozen=f"C{sheets.FIRST}")
    last = sheets.FIRST + len(job.rows) - 1
    made.numbers([column.key for column in columns[2:]], last=last)
    for column in columns:
        if sheets.ANY in column.key:
            made.choose(column.key, job.lists.range("gas"), first=sheets.HEADER, last=sheets.HEADER)
    made.offer(sheets.UNIT_CELL, job.lists.range("masses"))
    made.begin(
        str(sheets.TITLES[sheets.GASES]),
        _(
            "Masses by gas, not CO₂ equivalents. In the last columns, choose a further gas at the top. "
            "Biogenic CO₂ stands apart from every total."
        ),
        unit=job.unit,
    )
    for section, row in job.rows:
        line = held.get((section, row.code))
        masses = {f"{sheets.MASS}{gas}": tonnes for gas, tonnes in line.masses.items()} if line else {}
        made.line({"row": row.code, "label": label_of(row), **masses})


def gases_in(found: Iterable[Mapping[str, Any]]) -> list[str]:
    """The gases of MAIN_GASES and those that are held besides, in the order of the table."""
    held = {gas for masses in found for gas in masses}
    return [*MAIN_GASES, *(gas for gas in gases.known() if gas in held and gas not in MAIN_GASES)]


def gas_columns(kind: str, found: Iterable[str], *, spare: int = SPARE) -> list[Column]:
    """Columns of masses or of factors; the spare ones are of the gas that their header will name."""
    words = {sheets.MASS: _("%(gas)s, mass"), sheets.FACTOR: _("%(gas)s, factor")}[kind]
    known = [Column(f"{kind}{gas}", words % {"gas": gas_label(gas)}, 15, "plain") for gas in found]
    choose = {sheets.MASS: _("Choose a gas: mass"), sheets.FACTOR: _("Choose a gas: factor")}[kind]
    further = [
        Column(f"{kind}{sheets.ANY}{number}", choose, 15, "plain", header_style="open_header")
        for number in range(1, spare + 1)
    ]
    return known + further


def gas_label(gas: str) -> str:
    return "CO₂e" if gas == "co2e" else gases.known()[gas].label


def quality_label(code: str) -> str:
    return str(Quality(code).label) if code in Quality.values else code


def fitting(value: Any) -> Any:
    """The value, or, for a text longer than a cell takes, words that say so."""
    if not isinstance(value, str) or len(sheets.text_of_cell(value)) <= sheets.MOST_CHARACTERS:
        return value
    return f"{sheets.TOO_LONG} {_('This text is longer than a cell takes: read it in the report.')}"
