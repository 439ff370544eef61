"""A file from its arrival to its being taken over: shown first, written all at once or not at all."""

from __future__ import annotations

import datetime
import hashlib
import io
from decimal import Decimal as D

import pytest

from inventories import frameworks, lines, reports, sections
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


def test_what_the_file_has_is_filled_and_changed_and_the_rest_stays(version):
    save(version, make.line("I.1.1", 7, source="Bills", quality="high"), make.line("II.1.1", 3))
    upload = confirm(bring(version, "row,co2e\nI.1.1,5\nI.1.2,4\n"), **{YEARS: [2020]})
    assert upload.state == UploadState.DONE
    assert held(version) == {"I.1.1": 5, "I.1.2": 4, "II.1.1": 3}
    changed = version.lines.get(row="I.1.1")
    assert (changed.source, changed.quality) == ("Bills", "high")
    uploaded = version.events.get(kind=EventKind.UPLOADED)
    assert (uploaded.by, uploaded.note) == (version.created_by, f"rows.csv (SHA-256 {upload.sha256})")


def test_in_place_the_section_holds_exactly_what_the_file_says(version):
    save(version, make.line("I.1.1", 7, source="Bills"), make.line("II.1.1", 3))
    save(version, make.line("O.1", 9), code=SectionCode.OPERATIONS)
    confirm(bring(version, "row,co2e\nI.1.1,5\nI.1.2,4\n"), **{YEARS: [2020], IN_PLACE: True})
    assert held(version) == {"I.1.1": 5, "I.1.2": 4}
    assert version.lines.get(row="I.1.1").source == ""
    assert held(version, "operations") == {"O.1": 9}


def test_the_rows_of_government_operations_can_be_brought(version):
    upload = bring(version, "row,co2e\nO.1.1,5\n", answers={readings.SECTION: "operations"})
    confirm(upload, **{YEARS: [2020]})
    assert held(version, "operations") == {"O.1.1": 5}


def test_a_file_that_is_no_table_is_refused_and_nothing_is_kept(version, tmp_path):
    with pytest.raises(Unreadable, match="quotation mark"):
        bring(version, 'row,co2e\n"I.1.1,5\n')
    assert not Upload.objects.exists()
    assert not list(tmp_path.rglob("*.csv"))


def test_faults_are_listed_with_their_places_and_cannot_be_confirmed(version):
    upload = bring(version, "row,co2e,notation_key\nI.1.1,5,\nI.1.2,many,\nI.9.9,5,\nI.1.3,4,NO\n")
    assert upload.state == UploadState.FAULTY
    found = [(each["row_number"], each["value"]) for each in upload.preview["problems"]]
    assert found == [(3, "many"), (4, "I.9.9"), (5, "NO")]
    with pytest.raises(deciding.NotNow):
        confirm(upload)
    assert held(version) == {}


def test_the_corrected_file_takes_the_place_of_the_faulty_one(version, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        faulty = bring(version, "row,co2e\nI.1.1,many\n")
        corrected = bring(version, "row,co2e\nI.1.1,5\n", instead=faulty)
    faulty.refresh_from_db()
    assert (faulty.state, faulty.content.name) == (UploadState.DROPPED, "")
    assert corrected.state == UploadState.READY


def test_of_a_faulty_file_its_faults_are_kept_and_nothing_that_it_holds(version, tmp_path):
    upload = bring(version, "row,co2e\nI.1.1,many\n")
    assert (upload.state, upload.content.name) == (UploadState.FAULTY, "")
    assert not list(tmp_path.rglob("*.csv"))


def test_two_clicks_take_a_file_over_once(version):
    upload = bring(version, "row,co2e\nI.1.1,5\n")
    seen = {"seen": deciding.digest_of(upload), "by": upload.by, "now": LATER, "choices": {YEARS: [2020]}}
    assert deciding.confirm(upload=upload, **seen) is True
    assert deciding.confirm(upload=upload, **seen) is False
    for _ in range(2):
        working.work(upload_id=upload.pk, now=LATER)
    assert make.revision(version, "community") == 1
    assert version.events.filter(kind=EventKind.UPLOADED).count() == 1


def test_what_a_colleague_saved_meanwhile_is_not_overwritten_but_shown(version):
    upload = bring(version, "row,co2e\nI.1.1,5\n")
    save(version, make.line("I.1.1", 7), by=make.contributor(version.government))
    upload = confirm(upload, **{YEARS: [2020]})
    assert upload.state == UploadState.READY
    assert upload.outcome == {"notice": working.changed()}
    (row,) = upload.preview["years"][0]["sections"][0]["rows"]
    assert (row["before"]["co2e"], row["after"]["co2e"]) == ("7.000000", "5.000000")
    assert held(version) == {"I.1.1": 7}
    assert confirm(upload, **{YEARS: [2020]}).state == UploadState.DONE
    assert held(version) == {"I.1.1": 5}


def test_another_section_that_is_saved_meanwhile_does_not_matter(version):
    upload = bring(version, "row,co2e\nI.1.1,5\n")
    save(version, make.line("O.1", 7), code=SectionCode.OPERATIONS)
    assert confirm(upload, **{YEARS: [2020]}).state == UploadState.DONE


def test_a_page_that_shows_something_older_confirms_nothing(version):
    upload = bring(version, "row,co2,ch4\nI.1.1,5,1\n", answers={"gwp_set": "AR5"})
    shown = deciding.digest_of(upload)
    deciding.ask_again(upload=upload)
    working.work(upload_id=upload.pk, now=LATER)
    upload.refresh_from_db()
    deciding.answer(upload=upload, answers={"gwp_set": "AR4"})
    working.work(upload_id=upload.pk, now=LATER)
    with pytest.raises(deciding.NotNow, match="look at it once more"):
        deciding.confirm(upload=upload, seen=shown, choices={}, by=upload.by, now=LATER)


def test_masses_by_gas_ask_for_the_potentials_and_remember_the_answer(version):
    upload = bring(version, "row,co2,ch4\nI.1.1,5,1\n")
    assert upload.state == UploadState.ASKING
    assert [each["code"] for each in upload.preview["questions"]] == ["gwp_set"]
    deciding.answer(upload=upload, answers={"gwp_set": "AR5"})
    working.work(upload_id=upload.pk, now=LATER)
    upload = confirm(upload, **{YEARS: [2020]})
    assert held(version) == {"I.1.1": 33}  # 5 t CO2 and 1 t CH4 at 28 (AR5, not fossil)
    version.refresh_from_db()
    assert version.gwp_set == "AR5"
    match = ColumnMatch.objects.get()
    assert (match.government, match.answers, match.by) == (version.government, {"gwp_set": "AR5"}, upload.by)

    next_year = make.draft(version.government, 2021, framework="gpc", by=version.created_by)
    again = bring(next_year, "Row, CO2, CH4\nI.1.1,6,1\n")
    assert again.state == UploadState.READY
    assert again.answers["gwp_set"] == "AR5"


def test_a_worker_that_fails_in_the_middle_writes_nothing_and_is_tried_again(version, monkeypatch):
    save(version, make.line("I.1.1", 7))
    upload = bring(version, "row,co2e\nI.1.1,5\nI.1.2,4\n")
    monkeypatch.setattr("inventories.activities.replace", _fail)  # after the rows were written
    assert confirm(upload, **{YEARS: [2020]}).state == UploadState.CONFIRMED
    assert held(version) == {"I.1.1": 7}
    assert make.revision(version, "community") == 1
    assert upload.content.storage.exists(upload.content.name)
    monkeypatch.undo()
    working.work(upload_id=upload.pk, now=LATER)
    upload.refresh_from_db()
    assert upload.state == UploadState.DONE
    assert held(version) == {"I.1.1": 5, "I.1.2": 4}


def _fail(*args, **kwargs):
    raise RuntimeError("killed")


def test_after_three_attempts_a_file_has_failed_and_says_so(version, monkeypatch):
    upload = bring(version, "row,co2e\nI.1.1,5\n")
    monkeypatch.setattr("inventories.activities.replace", _fail)
    confirm(upload, **{YEARS: [2020]})
    for _ in range(working.MOST_ATTEMPTS):
        working.work(upload_id=upload.pk, now=LATER)
    upload.refresh_from_db()
    assert upload.state == UploadState.FAILED
    assert upload.outcome == {"message": "The file could not be read to its end, in 3 attempts."}
    monkeypatch.undo()
    deciding.try_again(upload=upload)
    working.work(upload_id=upload.pk, now=LATER)
    upload.refresh_from_db()
    assert upload.state == UploadState.READY
    assert held(version) == {}


def test_an_upload_is_left_to_the_worker_that_took_it_until_that_one_is_given_up(version):
    upload = bring(version, "row,co2e\nI.1.1,5\n")
    deciding.ask_again(upload=upload)
    assert working._take(upload.pk, LATER) is not None  # and then its worker is killed
    working.work(upload_id=upload.pk, now=LATER + datetime.timedelta(minutes=1))
    upload.refresh_from_db()
    assert upload.state == UploadState.WAITING
    working.work(upload_id=upload.pk, now=LATER + working.ABANDONED_AFTER)
    upload.refresh_from_db()
    assert upload.state == UploadState.READY


def test_the_sweep_takes_what_no_message_told_of(version):
    from progress.tasks import sweep

    upload = bring(version, "row,co2e\nI.1.1,5\n")
    seen = deciding.digest_of(upload)
    deciding.confirm(upload=upload, seen=seen, choices={YEARS: [2020]}, by=upload.by, now=LATER)
    sweep()
    upload.refresh_from_db()
    assert upload.state == UploadState.DONE
    assert held(version) == {"I.1.1": 5}


def test_a_large_file_waits_for_a_worker_and_tells_how_far_it_is(version):
    codes = [row.code for row in frameworks.rows("gpc", "community")]
    rows = "".join(f"{code},{year},5\n" for year in range(2000, 2007) for code in codes)
    upload = bring_years(version.government, "row,year,co2e\n" + rows, version.created_by)
    assert (upload.state, upload.answers[working.ROWS]) == (UploadState.WAITING, 379)
    working.work(upload_id=upload.pk, now=LATER)
    upload.refresh_from_db()
    assert (upload.state, upload.steps_done, upload.steps) == (UploadState.READY, 7, 7)


def test_a_submitted_report_takes_no_file_any_more(version):
    upload = bring(version, "row,co2e\nI.1.1,5\n")
    make.fill(version, lines=[make.line("I.1.1", 7)])
    ReportVersion.objects.filter(pk=version.pk).update(
        state="submitted",
        certified_by=version.created_by,
        submitted_at=make.NOW,
        sha256="0" * 64,
        document="{}",
    )
    upload = confirm(upload, **{YEARS: [2020]})
    assert upload.state == UploadState.FAILED
    assert upload.outcome["message"].startswith("This version has been submitted")


# Several years


def test_every_year_without_a_report_becomes_a_draft_and_others_only_if_ticked(version):
    place = version.government
    save(version, make.line("I.1.1", 1))
    closed = make.accepted(place, 2019)
    rows = "row,year,co2e\nI.1.1,2018,5\nI.1.1,2019,6\nI.1.1,2020,7\nI.1.2,2018,4\n"
    upload = bring_years(place, rows, version.created_by)
    deeds = {each["year"]: each["deed"] for each in upload.preview["years"]}
    assert deeds == {2018: "begin", 2019: "leave", 2020: "change"}
    left = upload.preview["years"][1]
    assert (left["reference"], "begin a correction" in left["reason"]) == (closed.report.reference, True)

    upload = confirm(upload)
    assert upload.state == UploadState.DONE
    begun = Report.objects.get(government=place, year=2018).versions.get()
    assert (held(begun), begun.gwp_set, begun.boundary) == (
        {"I.1.1": 5, "I.1.2": 4},
        "AR5",
        "The city limits",
    )
    assert held(version) == {"I.1.1": 1}
    assert held(closed) == {"T.1": 1000}


def test_an_open_draft_changes_once_it_is_ticked(version):
    rows = "row,year,co2e\nI.1.1,2018,5\nI.1.1,2020,7\n"
    upload = bring_years(version.government, rows, version.created_by)
    confirm(upload, **{YEARS: [2020]})
    assert held(version) == {"I.1.1": 7}
    assert not Report.objects.filter(year=2018).exists()


def test_a_report_begun_meanwhile_is_shown_before_it_is_changed(version):
    place = version.government
    upload = bring_years(place, "row,year,co2e\nI.1.1,2018,5\n", version.created_by)
    meanwhile = make.draft(place, 2018, framework="gpc", by=version.created_by)
    upload = confirm(upload)
    assert upload.state == UploadState.READY
    assert upload.outcome == {"notice": working.changed()}
    assert upload.preview["years"][0]["deed"] == "change"
    assert held(meanwhile) == {}


def test_rows_of_another_framework_are_left_out_with_the_reason(version):
    make.draft(version.government, 2018, framework="totals", by=version.created_by)
    upload = bring_years(version.government, "row,year,co2e\nI.1.1,2018,5\n", version.created_by)
    (year,) = upload.preview["years"]
    assert year["deed"] == "leave"
    assert year["reason"].startswith("The file’s rows are of ")


def test_one_fault_in_several_years_and_no_draft_is_made(version):
    rows = "row,year,co2e\nI.1.1,2018,5\nI.1.1,last,6\n"
    upload = bring_years(version.government, rows, version.created_by)
    assert upload.state == UploadState.FAULTY
    assert Report.objects.count() == 1


# What stood there before


def test_what_stood_there_before_can_be_put_back(version):
    before = [make.line("I.1.1", 7, source="Bills"), make.line("II.1.1", masses={"co2": D("3.5")})]
    sections.save_about(
        version=version,
        revision=0,
        values={"gwp_set": "AR5"},
        complete=True,
        by=version.created_by,
        now=make.NOW,
    )
    save(version, *before)
    drafts = lines.of_version(version, "community")
    upload = confirm(bring(version, "row,co2e\nI.1.1,5\nI.1.2,4\n"), **{YEARS: [2020], IN_PLACE: True})
    assert held(version) == {"I.1.1": 5, "I.1.2": 4}
    undoing.undo(upload=upload, by=upload.by, now=LATER)
    assert lines.of_version(version, "community") == drafts
    assert version.sections.get(code="about").status == "complete"
    upload.refresh_from_db()
    assert upload.outcome["undone"]["by"] == str(upload.by)
    assert not undoing.can_undo(upload)


def test_nothing_is_put_back_over_what_was_saved_since(version):
    upload = confirm(bring(version, "row,co2e\nI.1.1,5\n"), **{YEARS: [2020]})
    save(version, make.line("I.1.1", 6))
    with pytest.raises(undoing.CannotUndo):
        undoing.undo(upload=upload, by=upload.by, now=LATER)
    assert held(version) == {"I.1.1": 6}


def test_drafts_that_a_file_began_go_when_it_is_undone(version):
    upload = bring_years(version.government, "row,year,co2e\nI.1.1,2018,5\n", version.created_by)
    upload = confirm(upload)
    undoing.undo(upload=upload, by=upload.by, now=LATER)
    assert [report.year for report in Report.objects.all()] == [2020]


# The content


def test_the_content_goes_when_the_file_is_taken_over_and_its_hash_stays(
    version, django_capture_on_commit_callbacks
):
    upload = bring(version, "row,co2e\nI.1.1,5\n")
    storage, name = upload.content.storage, upload.content.name
    with django_capture_on_commit_callbacks(execute=True):
        upload = confirm(upload, **{YEARS: [2020]})
    assert (upload.content.name, storage.exists(name)) == ("", False)
    assert upload.sha256 == hashlib.sha256(b"row,co2e\nI.1.1,5\n").hexdigest()


def test_a_file_that_nobody_goes_on_with_is_dropped_after_thirty_days(
    version, django_capture_on_commit_callbacks
):
    upload = bring(version, "row,co2e\nI.1.1,5\n")
    storage, name = upload.content.storage, upload.content.name
    days = datetime.timedelta(days=1)
    assert forgetting.forget_idle(make.NOW + 30 * days) == 0
    with django_capture_on_commit_callbacks(execute=True):
        assert forgetting.forget_idle(make.NOW + 30 * days + datetime.timedelta(seconds=1)) == 1
    upload.refresh_from_db()
    assert (upload.state, storage.exists(name)) == (UploadState.DROPPED, False)
    assert upload.outcome == {"message": "Nobody took the file over within 30 days."}


def test_a_draft_that_is_discarded_takes_its_files_with_it(version, django_capture_on_commit_callbacks):
    upload = bring(version, "row,co2e\nI.1.1,5\n")
    storage, name = upload.content.storage, upload.content.name
    with django_capture_on_commit_callbacks(execute=True):
        reports.discard(version=version, by=version.created_by)
    assert not Upload.objects.exists()
    assert not storage.exists(name)
