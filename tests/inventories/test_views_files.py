"""Files: rows uploaded whole or not at all, and evidence that only those concerned can open."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from inventories import importers, sections
from inventories.enums import EventKind, SectionCode, SectionStatus
from inventories.models import Evidence, Report, ReportVersion
from tests import make

pytestmark = pytest.mark.django_db

BASIS = {
    "boundary": "The city limits",
    "gases": "kyoto_6",
    "gwp_set": "AR4",
    "electricity": "location",
    "methodology": "Sales data.",
    "publication": "full",
}


@pytest.fixture(autouse=True)
def _files_of_their_own(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def version() -> ReportVersion:
    return make.draft(make.government("ithaca", network=make.network()), framework="gpc")


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def csv(text: str) -> SimpleUploadedFile:
    return SimpleUploadedFile("rows.csv", text.encode(), "text/csv")


def test_a_bad_file_changes_nothing_and_every_problem_is_listed(version):
    by = version.created_by
    sections.save_lines(
        version=version,
        code=SectionCode.COMMUNITY,
        revision=0,
        lines=[make.line("I.1.1", 7)],
        complete=False,
        by=by,
        now=make.NOW,
    )
    url = reverse("inventories:rows-upload", args=[version.report.reference])
    bad = csv("row,co2e,notation_key\nI.1.1,5,\nI.1.2,many,\nI.9.9,5,\nI.1.3,4,NO\n")
    answer = signed_in(by).post(url, {"revision": "1", "file": bad})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "The file has 3 problems. Nothing was changed." in page
    found = [(each.row_number, each.column, each.value) for each in answer.context["problems"]]
    assert found == [(3, "co2e", "many"), (4, "row", "I.9.9"), (5, "notation_key", "NO")]
    assert "Enter tonnes as digits alone" in page
    assert [(line.row, line.co2e) for line in version.lines.all()] == [("I.1.1", 7)]


def test_a_good_file_takes_the_place_of_the_rows(version):
    url = reverse("inventories:rows-upload", args=[version.report.reference])
    client = signed_in(version.created_by)
    answer = client.post(
        url, {"revision": "0", "file": csv('row,co2e\nI.1.1,"1,234.5"\nI.1.2,NE\n')}, follow=True
    )
    assert "2 rows were read from the file and saved" in answer.content.decode()
    assert [(line.row, line.co2e, line.notation_key) for line in version.lines.all()] == [
        ("I.1.1", 1234.5, ""),
        ("I.1.2", None, "NE"),
    ]
    uploaded = version.events.get(kind=EventKind.UPLOADED)
    assert (uploaded.by, uploaded.note) == (version.created_by, "rows.csv")


def test_a_file_does_not_overwrite_what_a_colleague_saved_meanwhile(version):
    colleague = make.contributor(version.government)
    sections.save_lines(
        version=version,
        code=SectionCode.COMMUNITY,
        revision=0,
        lines=[make.line("I.1.1", 7)],
        complete=False,
        by=colleague,
        now=make.NOW,
    )
    url = reverse("inventories:rows-upload", args=[version.report.reference])
    answer = signed_in(version.created_by).post(url, {"revision": "0", "file": csv("row,co2e\nI.1.1,5\n")})
    assert f"{colleague} saved this section" in answer.content.decode()
    assert version.lines.get().co2e == 7


def test_the_template_can_be_uploaded_once_filled_in(version):
    client = signed_in(version.created_by)
    answer = client.get(reverse("inventories:rows-template", args=[version.report.reference]))
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{version.report.reference}.csv"'
    lines = answer.content.decode().splitlines()
    assert len(lines) == 55
    assert lines[1].startswith("I.1.1,")


def test_several_years_become_drafts_that_are_listed(version):
    place = version.government
    url = reverse("inventories:history-upload", args=["ithaca"])
    rows = "row,year,co2e\nI.1.1,2017,5\nI.1.1,2018,6\nI.1.2,2018,7\n"
    data = {**BASIS, "framework": "gpc", "level": "basic_plus", "file": csv(rows)}
    page = signed_in(version.created_by).post(url, data, follow=True).content.decode()
    assert "2 drafts were made" in page
    made = Report.objects.filter(government=place, year__lt=2020).order_by("year")
    assert [report.year for report in made] == [2017, 2018]
    assert all(report.reference in page for report in made)
    last = made[1].versions.get()
    assert (last.level, last.gwp_set, last.boundary) == ("basic_plus", "AR4", "The city limits")
    assert {line.row: line.co2e for line in last.lines.all()} == {"I.1.1": 6, "I.1.2": 7}


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("row,year,co2e\nI.1.1,2018,5\nI.1.1,last,6\n", "This is not a year."),
        ("row,co2e\nI.1.1,5\n", "These columns are missing: year."),
        ("row,year,co2e\nI.1.1,2018,5\nI.1.1,2020,6\n", "There is a report for 2020 already"),
    ],
)
def test_one_problem_in_several_years_and_no_draft_is_made(version, rows, said):
    url = reverse("inventories:history-upload", args=["ithaca"])
    data = {**BASIS, "framework": "gpc", "level": "basic", "file": csv(rows)}
    answer = signed_in(version.created_by).post(url, data)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert said in page
    assert 'value="The city limits"' in page
    assert Report.objects.count() == 1


def add(version: ReportVersion, **data) -> Evidence:
    url = reverse("inventories:section-evidence", args=[version.report.reference])
    answer = signed_in(version.created_by).post(url, data)
    assert answer.status_code == 302, answer.content.decode()
    return version.evidence.latest("pk")


def test_an_evidence_file_goes_to_those_who_may_see_the_version_and_is_never_shown(version):
    script = SimpleUploadedFile("sales <script>.txt", b"<script>alert(1)</script>", "text/html")
    item = add(version, title="Sales", file=script, section="community", row="I.1.1")
    url = reverse("inventories:evidence-file", args=[item.pk])
    network = version.government.network_memberships.get().network
    for user in (version.created_by, make.certifier(version.government)):
        answer = signed_in(user).get(url)
        assert b"".join(answer.streaming_content) == b"<script>alert(1)</script>"
        assert answer.headers["Content-Disposition"].startswith("attachment; filename=")
        assert "<" not in answer.headers["Content-Disposition"]
        assert answer.headers["Content-Type"] == "application/octet-stream"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert signed_in(make.reviewer(network)).get(url).status_code == 404  # a draft
    assert signed_in(make.certifier(make.government())).get(url).status_code == 404
    assert Client().get(url).status_code == 302


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"title": "Sales"}, "Choose a file or give a link"),
        ({"title": "Sales", "link": "javascript:alert(1)"}, "Enter a valid URL"),
        (
            {"title": "Sales", "file": SimpleUploadedFile("a.exe", b"MZ")},
            "Files of this type cannot be added",
        ),
        (
            {"title": "Sales", "file": SimpleUploadedFile("a.pdf", b"not one")},
            "The file is not what its name says",
        ),
    ],
)
def test_evidence_that_cannot_be_added_says_why_and_keeps_the_title(version, data, said):
    url = reverse("inventories:section-evidence", args=[version.report.reference])
    answer = signed_in(version.created_by).post(url, data)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert 'value="Sales"' in answer.content.decode()
    assert not Evidence.objects.exists()


def test_evidence_is_removed_after_asking(version):
    item = add(version, title="Sales", link="https://example.org/sales")
    client = signed_in(version.created_by)
    url = reverse("inventories:evidence-remove", args=[item.pk])
    assert "Remove this evidence?" in client.get(url).content.decode()
    assert Evidence.objects.exists()
    client.post(url)
    assert not Evidence.objects.exists()


def test_the_evidence_is_marked_as_all_there(version):
    client = signed_in(version.created_by)
    client.post(
        reverse("inventories:evidence-status", args=[version.report.reference]),
        {"revision": "0", "complete": "yes"},
    )
    assert version.sections.get(code="evidence").status == SectionStatus.COMPLETE


def test_the_templates_of_several_years_have_a_year(version):
    url = reverse("inventories:history-template", args=["ithaca"])
    text = signed_in(version.created_by).get(url, {"framework": "totals"}).content.decode()
    assert text == importers.template("totals", "en", with_year=True)


def test_an_address_with_nonsense_names_no_draft(version):
    url = reverse("inventories:history-upload", args=["ithaca"])
    answer = signed_in(version.created_by).get(url, {"made": ["\0", "MP-2018-NONE0"]})
    assert answer.status_code == 200
    assert list(answer.context["made"]) == []
