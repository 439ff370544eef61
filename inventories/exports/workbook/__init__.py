"""Milepost's own workbook, made for one report: to be filled in offline, or with all that the report holds.

importers.layouts.milepost reads it back; what both agree on is in `sheets`.
"""

from __future__ import annotations

import io

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from inventories import frameworks
from inventories.enums import SectionCode
from inventories.exports.told import Format, Told, in_full
from inventories.exports.workbook import about, activities, cover, indicators, information, rows
from inventories.exports.workbook.job import Job
from inventories.exports.workbook.lists import Lists
from inventories.exports.workbook.pen import Pen
from inventories.models import ReportVersion

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def workbook(version: ReportVersion, *, language: str, filled: bool) -> bytes:
    """The workbook of a version, for those who may read it."""
    with override(language):
        return make(in_full(version), language, filled=filled)


def make(told: Told, language: str, *, filled: bool) -> bytes:
    """The workbook in the language that gettext speaks, which `language` names on its cover."""
    pen = Pen()
    framework = frameworks.get(told.identity.framework)
    job = Job(told, language, filled, pen, Lists(framework), framework)
    cover.write(job)
    about.write(job)
    rows.write(job, SectionCode.COMMUNITY)
    rows.write_gases(job)
    rows.write(job, SectionCode.OPERATIONS)
    activities.write(job)
    indicators.write(job)
    if filled:
        information.write_totals(job)
        information.write_calculations(job)
    information.write_words(job)
    job.lists.write(pen)
    pen.book.properties.title = told.identity.reference
    pen.book.properties.creator = "Milepost"
    file = io.BytesIO()
    pen.book.save(file)
    return file.getvalue()


def blank(told: Told, language: str) -> bytes:
    return make(told, language, filled=False)


def full(told: Told, language: str) -> bytes:
    return make(told, language, filled=True)


BLANK = Format(
    code="workbook-blank",
    label=_("Workbook to fill in"),
    sentence=_(
        "Every part of this report with drop-downs and last year’s values, to fill in offline and upload."
    ),
    media_type=MEDIA_TYPE,
    suffix="xlsx",
    make=blank,
    in_languages=True,
    for_everyone=False,
)
FILLED = Format(
    code="workbook",
    label=_("Workbook, filled"),
    sentence=_(
        "The same workbook with everything that the report holds; it can be changed and uploaded too."
    ),
    media_type=MEDIA_TYPE,
    suffix="xlsx",
    make=full,
    in_languages=True,
)
