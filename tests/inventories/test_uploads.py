"""A file from its arrival to its being taken over: shown first, written all at once or not at all."""

from __future__ import annotations

import datetime
import io
import itertools

import pytest
from django.urls import reverse

from inventories import sections
from inventories.enums import EventKind, SectionCode, UploadKind, UploadState
from inventories.importers.problems import Unreadable
from inventories.models import ColumnMatch, Report, ReportVersion, Upload
from inventories.uploads import arrival, deciding, forgetting, readings, undoing, working
from inventories.uploads.aims import IN_PLACE, YEARS
from tests import make

pytestmark = pytest.mark.django_db

LATER = make.NOW + datetime.timedelta(minutes=5)


@pytest.fixture(autouse=True)
def _files_of_their_own(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def version() -> ReportVersion:
    return make.draft(make.government("ithaca", network=make.network()), framework="gpc")


def bring(version: ReportVersion, text: str, name: str = "rows.csv", **more) -> Upload:
    return arrival.bring(
        kind=UploadKind.REPORT,
        file=io.BytesIO(text.encode()),
        name=name,
        government=version.government,
        version=version,
        by=version.created_by,
        now=make.NOW,
        language="en",
        **more,
    )


def bring_years(place, text: str, by, **answers) -> Upload:
    return arrival.bring(
        kind=UploadKind.HISTORY,
        file=io.BytesIO(text.encode()),
        name="years.csv",
        government=place,
        answers={readings.FRAMEWORK: "gpc", readings.ABOUT: dict(make.ABOUT), **answers},
        by=by,
        now=make.NOW,
        language="en",
    )


def confirm(upload: Upload, **choices) -> Upload:
    """As the page does: confirm what is shown now, and take it over."""
    upload.refresh_from_db()
    seen = deciding.digest_of(upload)
    deciding.confirm(upload=upload, seen=seen, choices=choices, by=upload.by, now=LATER)
    working.work(upload_id=upload.pk, now=LATER)
    upload.refresh_from_db()
    return upload


def held(version: ReportVersion, code: str = "community") -> dict[str, object]:
    return {line.row: line.notation_key or line.co2e for line in version.lines.filter(section=code)}


def save(version: ReportVersion, *lines, code: str = SectionCode.COMMUNITY, by=None) -> None:
    sections.save_lines(
        version=version,
        code=code,
        revision=make.revision(version, code),
        lines=list(lines),
        complete=False,
        by=by or version.created_by,
        now=make.NOW,
    )


def test_a_file_is_shown_and_nothing_is_written_before_it_is_confirmed(version):
    save(version, make.line("I.1.1", 7), make.line("I.2.1", 2), make.line("II.1.1", 3))
    upload = bring(version, "row,co2e,notation_key\nI.1.1,5,\nI.1.2,4,\nI.2.1,2,\nI.3.1,,NO\n")
    assert upload.state == UploadState.READY
    (year,) = upload.preview["years"]
    (section,) = year["sections"]
    shown = {row["row"]: (row["before"], row["after"]) for row in section["rows"]}
    assert shown == {
        "I.1.1": ({"row": "I.1.1", "co2e": "7.000000"}, {"row": "I.1.1", "co2e": "5.000000"}),
        "I.1.2": (None, {"row": "I.1.2", "co2e": "4.000000"}),
        "I.3.1": (None, {"row": "I.3.1", "notation_key": "NO"}),
    }
    assert section["same"] == 1
    assert [each["row"] for each in section["elsewhere"]] == ["II.1.1"]
    basic = next(each for each in year["totals"] if each["level"] == "basic")
    assert (basic["before"], basic["after"], basic["in_place"]) == ("12.000000", "14.000000", "11.000000")
    assert held(version) == {"I.1.1": 7, "I.2.1": 2, "II.1.1": 3}
    assert make.revision(version, "community") == 1
