"""What is only told, and not read back: totals, how rows were worked out, what the notation keys mean."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext as _

from accounts.words import joined
from inventories import calculators, frameworks, gases
from inventories.calculators import units
from inventories.calculators.words import Words
from inventories.enums import SectionCode
from inventories.exports.workbook import sheets
from inventories.exports.workbook.job import Job
from inventories.exports.workbook.pen import Column
from inventories.exports.workbook.rows import fitting
from inventories.figures import Total, Totals
from inventories.forms.amounts import said


def write_totals(job: Job) -> None:
    """Every total by sector and scope, in tonnes; no sheet where there is none."""
    totals = job.told.totals
    if totals is None or not (totals.community or totals.operations):
        return
    columns = [
        Column("section", _("Part"), 26),
        Column("level", _("Total"), 22),
        Column("quantity", _("Counted"), 14),
        Column("part", _("Of it"), 44),
        Column("tonnes", _("Tonnes"), 20, "told_number"),
    ]
    made = job.pen.sheet(sheets.TOTALS, columns)
    made.begin(
        str(sheets.TITLES[sheets.TOTALS]),
        _("As they were when this workbook was made: they follow from the rows and are not read back."),
    )
    for line in _total_lines(totals):
        made.line(line)


def _total_lines(totals: Totals) -> Iterable[dict[str, Any]]:
    sections = ((SectionCode.COMMUNITY, totals.community), (SectionCode.OPERATIONS, totals.operations))
    for section, of_section in sections:
        for total in of_section:
            same = {
                "section": str(section.label),
                "level": level_label(total),
                "quantity": gas(total.quantity),
            }
            yield same | {"part": _("in all"), "tonnes": total.tonnes}
            for part in total.by_sector:
                yield same | {"part": part.label, "tonnes": part.tonnes}
            for part in total.by_scope:
                yield same | {"part": _("Scope %(scope)s") % {"scope": part.code}, "tonnes": part.tonnes}


def level_label(total: Total) -> str:
    words = {"basic": "BASIC", "basic_plus": "BASIC+", frameworks.TERRITORIAL: _("Territorial")}
    return words.get(total.level, _("All rows that count"))


def gas(quantity: str) -> str:
    return {"co2e": "CO₂e", "co2": "CO₂"}[quantity]


def write_calculations(job: Job) -> None:
    """How rows were worked out; no sheet where none was."""
    if not (job.filled and job.told.calculations):
        return
    columns = [
        Column("row", _("Row"), 9),
        Column("title", _("Title"), 28),
        Column("calculator", _("Calculator"), 30),
        Column("year", _("Year"), 8),
        Column("masses", _("Masses (t)"), 32),
        Column("steps", _("Formula and numbers"), 70),
        Column("factors", _("Factors used"), 60),
        Column("source", _("Source of the activity data"), 32),
    ]
    made = job.pen.sheet(sheets.CALCULATIONS, columns, frozen=f"C{sheets.FIRST}")
    made.begin(
        str(sheets.TITLES[sheets.CALCULATIONS]),
        _("How rows were worked out. The report keeps these; they are not read back."),
    )
    for each in job.told.calculations:
        made.line({name: fitting(value) for name, value in _calculation(each).items()})


def _calculation(told: Any) -> dict[str, Any]:
    code, _space, version = told["calculator"].rpartition(" ")
    label = calculators.get(code).label if code in calculators.codes() else code
    return {
        "row": told["row"],
        "title": told["title"],
        "calculator": _("%(method)s, version %(number)s") % {"method": gettext(label), "number": version},
        "year": str(told["year"]),
        "masses": joined(f"{gases.known()[each].label} {mass}" for each, mass in told["masses"].items()),
        "steps": "\n".join(
            f"{gettext(step['what'])}: {step['formula']}\n{step['worked']}" for step in told["steps"]
        ),
        "factors": "\n".join(_factor(each) for each in told["factors"]),
        "source": told["source"],
    }


def _factor(factor: Any) -> str:
    label = said(Words(factor["label_en"], factor["label_zh"]))
    value = units.shown(units.measured(Decimal(factor["value"]), factor["unit"]))
    return f"{label}: {value} ({factor['source']})"


def write_words(job: Job) -> None:
    """The notation keys and what they mean."""
    columns = [
        Column("key", _("Key"), 8),
        Column("label", _("Name"), 24),
        Column("meaning", _("What it means"), 90),
    ]
    made = job.pen.sheet(sheets.WORDS, columns, portrait=True)
    made.begin(str(sheets.TITLES[sheets.WORDS]), _("Used in place of a number. Each wants a sentence why."))
    for each in frameworks.notation_keys():
        made.line({"key": each.code, "label": each.label, "meaning": each.meaning})
