"""Reports are begun, certified, corrected and discarded; each refusal says what to do next."""

import datetime
import re
from types import SimpleNamespace

import pytest
from django.core.exceptions import ValidationError

from accounts.models import Mail
from inventories import canonical, checks, evidence, frameworks, history, reports, review, sections
from inventories.enums import SectionCode, SectionStatus, State
from inventories.importers.reading import Inventory
from inventories.models import Report, ReportVersion
from tests import make

pytestmark = pytest.mark.django_db


def begin_arguments(place, year=2020, **fields):
    basis = {
        "government": place,
        "year": year,
        "period_start": datetime.date(year, 1, 1),
        "period_end": datetime.date(year, 12, 31),
        "framework": "gpc",
        "by": make.contributor(place),
        "now": make.NOW,
    }
    return {**basis, **fields}


def begin(*place, **fields):
    return reports.begin(**begin_arguments(*place, **fields))


def test_begin_gives_a_first_draft_with_every_section_and_an_event():
    version = begin(make.government())
    assert (version.number, version.state, version.level) == (1, "draft", "basic")
    assert [section.code for section in version.sections.all()] == SectionCode.values
    assert [(event.kind, event.at) for event in version.events.all()] == [("created", make.NOW)]


def test_begin_gives_a_reference_in_crockford_base_32():
    assert re.fullmatch(r"MP-2020-[0-9A-HJKMNP-TV-Z]{5}", begin(make.government()).report.reference)


def test_begin_tries_another_reference_when_one_is_taken(monkeypatch):
    """Two draws of the same letters: the second report gets the third draw."""
    draws = iter("AAAAA" + "AAAAA" + "BBBBB")
    first, second = (begin_arguments(make.government()) for _ in range(2))
    monkeypatch.setattr(reports, "secrets", SimpleNamespace(choice=lambda letters: next(draws)))
    assert reports.begin(**first).report.reference == "MP-2020-AAAAA"
    assert reports.begin(**second).report.reference == "MP-2020-BBBBB"


def test_begin_refuses_a_second_report_for_the_year_and_names_it():
    place = make.government()
    first = begin(place)
    with pytest.raises(reports.ReportExists, match="There is a report for 2020 already") as refusal:
        begin(place)
    assert refusal.value.report == first.report


def test_begin_allows_a_parallel_inventory_in_another_series():
    place = make.government()
    begin(place)
    assert begin(place, series="consumption").number == 1


@pytest.mark.parametrize(
    ("start", "end", "message"),
    [
        ((2020, 12, 31), (2020, 1, 1), "ends before it begins"),
        ((2018, 7, 1), (2019, 6, 30), "No day of the period lies in 2020"),
    ],
)
def test_begin_refuses_a_period_that_does_not_fit(start, end, message):
    with pytest.raises(reports.WrongPeriod, match=message):
        begin(make.government(), period_start=datetime.date(*start), period_end=datetime.date(*end))
    assert not Report.objects.exists()


def test_begin_takes_a_fiscal_year():
    version = begin(
        make.government(), period_start=datetime.date(2019, 7, 1), period_end=datetime.date(2020, 6, 30)
    )
    assert version.report.year == 2020


def test_begin_refuses_a_framework_that_is_not_there():
    with pytest.raises(frameworks.UnknownFramework, match="choose one of gpc"):
        begin(make.government(), framework="gcp")


def begin_many(place, years, **fields):
    basis = {"about": make.ABOUT, "by": make.contributor(place), "now": make.NOW}
    inventories = [
        Inventory(year, framework="totals", lines={"community": rows}) for year, rows in years.items()
    ]
    return reports.begin_many(government=place, inventories=inventories, **{**basis, **fields})


def test_begin_many_gives_a_filled_draft_for_each_year():
    made = begin_many(make.government(), {2006: [make.line("T.1", 20)], 2005: [make.line("T.1", 10)]})
    assert [(version.report.year, version.lines.get().co2e) for version in made] == [(2005, 10), (2006, 20)]
    assert {version.boundary for version in made} == {"The city limits"}
    done = [section.code for section in made[0].sections.filter(status=SectionStatus.COMPLETE)]
    assert done == ["about", "community"]


def test_begin_many_leaves_what_the_basis_lacks_to_be_finished():
    (made,) = begin_many(make.government(), {2005: [make.line("T.1", 10)]}, about={"gases": "co2"})
    assert made.sections.get(code="about").status == SectionStatus.IN_PROGRESS


def test_begin_many_refuses_years_that_have_a_report_by_name_and_begins_none():
    place = make.government()
    begin(place, 2006)
    begin(place, 2008)
    with pytest.raises(reports.ReportExists, match="reports for 2006, 2008 already"):
        begin_many(place, {year: [make.line("T.1", 1)] for year in range(2005, 2010)})
    assert Report.objects.count() == 2


@pytest.mark.parametrize(
    ("lines", "about", "refusal"),
    [
        ([make.line("T.9", 1)], make.ABOUT, sections.InvalidLines),
        ([make.line("T.1", 1)], {"gases": "all"}, ValidationError),
    ],
)
def test_begin_many_begins_none_where_one_is_wrong(lines, about, refusal):
    with pytest.raises(refusal):
        begin_many(make.government(), {2005: [make.line("T.1", 1)], 2006: lines}, about=about)
    assert not Report.objects.exists()


def test_submit_writes_document_hash_signer_and_state():
    version = make.ready()
    certifier = make.certifier(version.government)
    reports.submit(version=version, by=certifier, now=make.NOW)
    stored = ReportVersion.objects.get(pk=version.pk)
    assert (stored.state, stored.certified_by, stored.submitted_at) == ("submitted", certifier, make.NOW)
    assert canonical.sha256(stored.document) == stored.sha256
    assert (version.state, version.sha256) == ("submitted", stored.sha256)
    assert [event.kind for event in version.events.all()] == ["created", "submitted"]


def test_submit_writes_to_the_reviewers_and_to_the_government_in_their_language():
    network = make.network()
    place = make.government(name="Springfield", name_zh="春田市", network=network)
    reviewer = make.reviewer(network)
    stranger = make.reviewer(make.network())
    version = make.ready(place)
    certifier = make.certifier(place)
    reports.submit(version=version, by=certifier, now=make.NOW)
    letters = {mail.to: mail for mail in Mail.objects.all()}
    assert stranger.email not in letters
    assert letters[reviewer.email].subject == "Springfield submitted its report for 2020"
    assert f"/en/desk/reports/{version.report.reference}/review/" in letters[reviewer.email].body
    assert set(letters) == {reviewer.email, certifier.email, version.created_by.email}
    assert f"/en/desk/reports/{version.report.reference}/" in letters[certifier.email].body


def test_letters_about_reports_speak_the_reader_s_language():
    network = make.network()
    place = make.government(name="Springfield", name_zh="春田市", network=network)
    reader = make.user(role="reviewer", place=network, language="zh-hans")
    version = make.submitted(place)
    letter = Mail.objects.get(to=reader.email)
    assert "春田市" in letter.subject
    assert f"/zh-hans/desk/reports/{version.report.reference}/review/" in letter.body


def test_submit_refuses_an_unfinished_section():
    version = make.ready()
    version.sections.filter(code="community").update(status=SectionStatus.IN_PROGRESS)
    with pytest.raises(reports.NotReady, match="finish every section") as refusal:
        reports.submit(version=version, by=make.certifier(version.government), now=make.NOW)
    assert [section.code for section in refusal.value.unfinished] == ["community"]
    assert ReportVersion.objects.get().state == State.DRAFT


def test_submit_refuses_a_section_that_was_begun_and_not_finished():
    version = make.ready(operations=[make.line("O.1", 5)])
    version.sections.filter(code="operations").update(status=SectionStatus.IN_PROGRESS)
    with pytest.raises(reports.NotReady) as refusal:
        reports.submit(version=version, by=make.certifier(version.government), now=make.NOW)
    assert [section.code for section in refusal.value.unfinished] == ["operations"]


def test_submit_refuses_an_error_of_the_checks():
    version = make.ready(lines=[make.line("T.1", 10), make.line("T.I", 10)])
    with pytest.raises(reports.NotReady) as refusal:
        reports.submit(version=version, by=make.certifier(version.government), now=make.NOW)
    assert [finding.code for finding in refusal.value.findings] == ["total-and-parts"]


def test_submit_refuses_a_warning_without_an_answer_and_takes_it_with_one():
    version = make.ready(about={"gases": "unknown"})
    version.warning_answers.all().delete()
    certifier = make.certifier(version.government)
    with pytest.raises(reports.NotReady) as refusal:
        reports.submit(version=version, by=certifier, now=make.NOW)
    assert [finding.code for finding in refusal.value.findings] == ["gases-unstated"]
    checks.answer(
        version=version,
        code="gases-unstated",
        section="about",
        row="",
        text="A consultant's file.",
        by=certifier,
        now=make.NOW,
    )
    reports.submit(version=version, by=certifier, now=make.NOW)
    assert version.state == State.SUBMITTED


def test_submit_refuses_a_period_that_is_not_over():
    version = make.ready(year=make.NOW.year)
    with pytest.raises(reports.WrongPeriod, match="not over yet"):
        reports.submit(version=version, by=make.certifier(version.government), now=make.NOW)


def test_submit_refuses_what_was_submitted_already():
    version = make.submitted()
    with pytest.raises(history.WrongState, match="the secretariat can take it into review") as refusal:
        reports.submit(version=version, by=version.certified_by, now=make.NOW)
    assert refusal.value.state == State.SUBMITTED


def test_two_who_submit_the_same_draft_sign_it_once():
    """The second holds a version object that was read before the first submitted."""
    version = make.ready()
    stale = ReportVersion.objects.get(pk=version.pk)
    reports.submit(version=version, by=make.certifier(version.government), now=make.NOW)
    with pytest.raises(history.WrongState):
        reports.submit(version=stale, by=make.certifier(version.government), now=make.NOW)
    assert version.events.filter(kind="submitted").count() == 1


def test_discard_deletes_a_first_draft_with_its_report():
    version = make.ready()
    reports.discard(version=version, by=version.created_by)
    assert not Report.objects.exists()
    assert not ReportVersion.objects.exists()


def test_discard_keeps_the_report_that_has_another_version():
    version = make.in_review()
    draft = review.give_back(version=version, note="Explain the total.", by=make.user(), now=make.NOW)
    reports.discard(version=draft, by=make.user())
    assert list(ReportVersion.objects.all()) == [version]


def test_discard_deletes_the_files_that_no_other_version_shows(django_capture_on_commit_callbacks):
    from django.core.files.base import ContentFile

    version = make.draft()
    added = evidence.add(
        version=version,
        title="",
        file=ContentFile(b"a,b\n", "own.csv"),
        by=version.created_by,
        now=make.NOW,
    )
    storage, name = added.file.storage, added.file.name
    with django_capture_on_commit_callbacks(execute=True):
        reports.discard(version=version, by=version.created_by)
    assert not storage.exists(name)


def test_discard_refuses_a_submitted_version():
    version = make.submitted()
    with pytest.raises(history.WrongState):
        reports.discard(version=version, by=version.created_by)
    assert ReportVersion.objects.exists()


def test_what_was_discarded_cannot_be_saved():
    version = make.draft()
    stale = ReportVersion.objects.get(pk=version.pk)
    reports.discard(version=version, by=version.created_by)
    with pytest.raises(history.Refused, match="was discarded"):
        reports.submit(version=stale, by=make.user(), now=make.NOW)


def test_correct_copies_the_accepted_version_into_a_draft_that_says_why():
    version = make.accepted(lines=[make.line("T.1", 1000, source="Utility")])
    draft = reports.correct(
        report=version.report, reason="A meter was misread.", by=make.user(), now=make.NOW
    )
    assert (draft.number, draft.state, draft.corrects) == (2, "draft", version)
    assert (draft.reason, draft.boundary) == ("A meter was misread.", "The city limits")
    assert [(line.row, line.co2e, line.source) for line in draft.lines.all()] == [("T.1", 1000, "Utility")]
    assert {section.code: section.status for section in draft.sections.all()} == {
        section.code: section.status for section in version.sections.all()
    }
    assert [event.kind for event in draft.events.all()] == ["copied"]


def test_correct_refuses_without_a_reason():
    version = make.accepted()
    with pytest.raises(reports.ReasonMissing):
        reports.correct(report=version.report, reason="  ", by=make.user(), now=make.NOW)


def test_correct_refuses_while_a_version_is_open_and_names_it():
    version = make.in_review()
    with pytest.raises(reports.OpenVersionExists, match="Version 1 of this report is open") as refusal:
        reports.correct(report=version.report, reason="Again", by=make.user(), now=make.NOW)
    assert refusal.value.version == version


def test_correct_takes_up_a_returned_version_whose_draft_was_discarded():
    version = make.in_review()
    draft = review.give_back(version=version, note="Explain the total.", by=make.user(), now=make.NOW)
    reports.discard(version=draft, by=make.user())
    again = reports.correct(report=version.report, reason="Explained.", by=make.user(), now=make.NOW)
    assert (again.number, again.corrects) == (2, version)
