"""About this period: one answer a line."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from inventories.exports.workbook import sheets
from inventories.exports.workbook.job import Job
from inventories.exports.workbook.pen import Column, Written
from inventories.exports.workbook.rows import fitting
from inventories.forms.about import AboutForm
from inventories.models import ReportVersion
from inventories.sections import ABOUT_FIELDS


def write(job: Job) -> None:
    columns = [
        Column("key", _("Key"), 4, hidden=True),
        Column("label", _("Question"), 34, "strong"),
        Column("value", _("Your answer"), 60, "text"),
        Column("hint", _("What is meant"), 60, "told"),
    ]
    made = job.pen.sheet(sheets.ABOUT, columns, frozen=f"C{sheets.FIRST}")
    names = fields()
    for at, name in enumerate(names, start=sheets.FIRST):
        if name in job.lists.choices:
            made.offer(f"C{at}", job.lists.range(name))
    made.begin(
        str(sheets.TITLES[sheets.ABOUT]),
        _("What the inventory covers and how it was made. Answers may wait."),
    )
    for name in names:
        label, hint = words_of(name)
        value = fitting(written(name, job.told.about.get(name))) if job.filled else None
        own = {"value": "plain"} if isinstance(value, Decimal) else {}
        made.line({"key": name, "label": label, "value": value, "hint": hint}, own)


def fields() -> list[str]:
    """Those of sections.ABOUT_FIELDS, in the order of the page."""
    order = list(AboutForm.base_fields)
    return sorted(ABOUT_FIELDS, key=lambda name: order.index(name) if name in order else len(order))


def words_of(name: str) -> tuple[str, str]:
    field = AboutForm.base_fields.get(name)
    if field is None:
        return capfirst(str(ReportVersion._meta.get_field(name).verbose_name)), ""  # type: ignore[union-attr]
    return capfirst(str(field.label)), str(field.help_text)


def written(name: str, value: Any) -> Written:
    """An answer in the reader's language."""
    choices = dict(ReportVersion._meta.get_field(name).flatchoices)  # type: ignore[union-attr]  # own columns
    if value in choices and choices:
        return str(choices[value])
    return Decimal(value) if isinstance(value, int) else value
