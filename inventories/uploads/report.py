"""A file for one report: it fills the open draft."""

from __future__ import annotations

import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.words import joined
from inventories import history
from inventories.importers.book import Book
from inventories.importers.problems import Problem
from inventories.importers.reading import LeftOut, Reading
from inventories.models import ReportVersion, Upload
from inventories.uploads import of_government, readings
from inventories.uploads.aims import Aim, of_another_framework, other_framework
from inventories.uploads.kinds import Seen, Step


class ReportKind:
    template = "inventories/uploads/preview.html"

    def look(self, upload: Upload, book: Book, step: Step) -> Seen:
        version = _draft(upload)
        reading = _read(upload, version, book)
        if not reading.ok:
            return of_government.seen_of(reading)
        return of_government.look(upload, reading, _aims(version, reading), step)

    def take_over(self, upload: Upload, book: Book, step: Step, now: datetime.datetime) -> dict[str, Any]:
        version = _draft(upload)
        reading = _read(upload, version, book)
        return of_government.take_over(upload, _aims(version, reading), now)


KIND = ReportKind()


def _draft(upload: Upload) -> ReportVersion:
    """The draft that the file was brought to. Raises WrongState."""
    known = ReportVersion.objects.select_related("report__government")
    version = known.get(pk=upload.version_id or 0)
    if not version.is_draft:
        raise history.WrongState(version)
    return version


def _aims(version: ReportVersion, reading: Reading) -> list[Aim]:
    return [Aim(each, version.report, version) for each in reading.inventories]


def _read(upload: Upload, version: ReportVersion, book: Book) -> Reading:
    """What the file says of the report's year; other years are left out."""
    report = version.report
    reading = readings.read(
        upload,
        book,
        framework=report.framework,
        year=report.year,
        gwp_set=version.gwp_set,
        version=version,
    )
    if not reading.ok:
        return reading
    own = [each for each in reading.inventories if each.year == report.year]
    others = sorted({each.year for each in reading.inventories} - {report.year})
    problems = [
        Problem(0, "", "", of_another_framework(each, report), _("Bring it to a report in its framework."))
        for each in own
        if other_framework(each, report)
    ]
    if not own:
        problems = [_nothing(report.year, others)]
    return Reading(
        layout=reading.layout,
        inventories=own,
        left_out=[*reading.left_out, *(_other_year(year) for year in others)],
        problems=problems,
    )


def _other_year(year: int) -> LeftOut:
    return LeftOut(str(year), "", _("another year than the report’s: bring the file to “several years”"))


def _nothing(year: int, others: list[int]) -> Problem:
    if not others:
        return Problem(
            0,
            "",
            "",
            _("The file holds no values."),
            _("Fill it in, then bring it again."),
        )
    return Problem(
        0,
        "",
        joined(others),
        ngettext(
            "The file is about %(years)s, not about %(year)d.",
            "The file is about the years %(years)s, not about %(year)d.",
            len(others),
        )
        % {"years": joined(others), "year": year},
        _("Bring it to the report of that year, or to “several years” on your desk."),
    )
