"""The first sheet: whose workbook it is and of what, so that it is known again; and how it is filled in."""

from __future__ import annotations

import datetime

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from inventories.exports.workbook import sheets
from inventories.exports.workbook.job import Job
from inventories.exports.workbook.pen import Column

LANGUAGES = {"en": "English", "zh-hans": "简体中文"}


def write(job: Job) -> None:
    columns = [
        Column("key", _("Key"), 4, hidden=True),
        Column("label", _("Field"), 28, "strong"),
        Column("value", _("Value"), 90),
        Column("code", _("Code"), 4, hidden=True),
    ]
    made = job.pen.sheet(sheets.COVER, columns, portrait=True)
    identity = job.told.identity
    title = _("Greenhouse gas inventory of %(place)s, %(year)s") % {
        "place": identity.government.name,
        "year": identity.year,
    }
    made.begin(title, _("This sheet says what the workbook belongs to. Leave it as it is."))
    for key, label, value, code in facts(job):
        made.line({"key": key, "label": label, "value": value, "code": code})
    made.write([])
    made.write([(None, "words"), (_("How to fill it in"), "title")])
    for label, words in instructions(job):
        made.write([(None, "words"), (label, "strong"), (words, "told")])


def facts(job: Job) -> list[tuple[str, str, str, str]]:
    """Key, label, words and code of what the workbook belongs to."""
    identity = job.told.identity
    start, end = identity.period
    found = [
        ("government", _("Government"), identity.government.name, identity.government.slug),
        ("year", _("Year"), str(identity.year), str(identity.year)),
        (
            "period",
            _("Period"),
            _("%(start)s to %(end)s") % {"start": _day(start), "end": _day(end)},
            f"{start.isoformat()}/{end.isoformat()}",
        ),
        ("framework", _("Framework"), job.framework.label, identity.framework),
        ("series", _("Inventory series"), identity.series, identity.series),
        ("reference", _("Reference"), identity.reference, identity.reference),
        ("version", pgettext("of a report", "Version"), str(identity.version), str(identity.version)),
        ("filled", _("Content"), _content(job), "yes" if job.filled else "no"),
        ("language", _("Language"), LANGUAGES.get(job.language, job.language), job.language),
        ("format", _("Format of this workbook"), str(sheets.VERSION), str(sheets.VERSION)),
    ]
    if job.told.given_to:
        words = _("for %(who)s") % {"who": job.told.given_to}
        if job.told.given_at:
            day = formats.date_format(job.told.given_at, "DATETIME_FORMAT")
            words = _("for %(who)s, %(day)s") % {"who": job.told.given_to, "day": day}
        found.append(("given", _("Made"), words, ""))
    return found


def _content(job: Job) -> str:
    if job.filled:
        return _("Everything that the report holds")
    return _("Blank, to be filled in")


def _day(day: datetime.date) -> str:
    return formats.date_format(day, "DATE_FORMAT")


def instructions(job: Job) -> list[tuple[str, str]]:
    sheet = {code: str(title) for code, title in sheets.TITLES.items()}
    return [
        (
            _("White, framed cells"),
            _("Fill these in. The others are grey and locked: they only tell, and are not read back."),
        ),
        (
            _("Units"),
            _(
                "Each sheet with masses names their unit at its top. Choose another, and every mass on that "
                "sheet is read in it: change it before you type, not after."
            ),
        ),
        (
            _("A row of the inventory"),
            _(
                "Enter a number, or one of the notation keys NO, IE, C and NE with a sentence why. Blank is "
                "not zero: a blank row says nothing. With IE, name the row that holds the emissions."
            ),
        ),
        (
            _("Masses by gas"),
            _(
                "If you know the gases, enter them on the sheet “%(gases)s” and leave CO₂ equivalent blank: "
                "it follows from them by the global warming potentials chosen on the sheet “%(about)s”."
            )
            % {"gases": sheet[sheets.GASES], "about": sheet[sheets.ABOUT]},
        ),
        (
            _("Activity data"),
            _(
                "On the sheet “%(activities)s”, one line for each fuel or activity behind a row. They stand "
                "behind the row and are not added to it."
            )
            % {"activities": sheet[sheets.ACTIVITIES]},
        ),
        (
            _("Sheets left blank"),
            _("A sheet on which nothing is filled in leaves that part of the report as it is."),
        ),
        (
            _("Bringing it back"),
            _(
                "Save it as .xlsx and upload it to the report %(reference)s. You are shown what would change "
                "before anything is saved."
            )
            % {"reference": job.told.identity.reference},
        ),
    ]
