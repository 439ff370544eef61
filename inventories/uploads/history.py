"""A file of several years: it begins a draft for each, and changes open ones where that is ticked."""

from __future__ import annotations

import datetime
from typing import Any

from inventories.enums import GwpSet
from inventories.importers.book import Book
from inventories.importers.reading import Reading
from inventories.models import Report, Upload
from inventories.uploads import of_government, readings
from inventories.uploads.aims import Aim, for_report
from inventories.uploads.kinds import Seen, Step

SERIES = "main"


class HistoryKind:
    template = "inventories/uploads/preview.html"

    def look(self, upload: Upload, book: Book, step: Step) -> Seen:
        reading = _read(upload, book)
        if not reading.ok:
            return of_government.seen_of(reading)
        return of_government.look(upload, reading, _aims(upload, reading), step)

    def take_over(self, upload: Upload, book: Book, step: Step, now: datetime.datetime) -> dict[str, Any]:
        return of_government.take_over(upload, _aims(upload, _read(upload, book)), now)


KIND = HistoryKind()


def _read(upload: Upload, book: Book) -> Reading:
    about = upload.answers.get(readings.ABOUT, {})
    return readings.read(
        upload,
        book,
        framework=upload.answers[readings.FRAMEWORK],
        gwp_set=about.get("gwp_set", GwpSet.UNKNOWN.value),
    )


def _aims(upload: Upload, reading: Reading) -> list[Aim]:
    """Year by year. Three queries, however many years there are."""
    years = [each.year for each in reading.inventories]
    known = Report.objects.filter(government=upload.government, series=SERIES, year__in=years)
    of_year = {report.year: report for report in known.prefetch_related("versions")}
    inventories = sorted(reading.inventories, key=lambda each: each.year)
    return [for_report(each, of_year.get(each.year)) for each in inventories]
