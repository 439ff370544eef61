"""The pages of a file that is brought: refused, asked about, shown, confirmed, dropped, undone."""

from __future__ import annotations

import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from inventories import frameworks, sections
from inventories.enums import SectionCode, UploadState
from inventories.models import ReportVersion, Upload
from inventories.uploads import working
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _files_of_their_own(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def version() -> ReportVersion:
    return make.draft(make.government("ithaca", network=make.network()), framework="gpc")


@pytest.fixture
def client(version) -> Client:
    return signed_in(version.created_by)


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def csv(text: str, name: str = "rows.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode(), "text/csv")


def bring(client: Client, version: ReportVersion, text: str, **more):
    url = reverse("inventories:report-upload", args=[version.report.reference])
    return client.post(url, {"file": csv(text), **more}, follow=True)


def bring_years(client: Client, text: str, **more):
    url = reverse("inventories:history-upload", args=["ithaca"])
    return client.post(url, {"framework": "gpc", "file": csv(text), **more}, follow=True)


def confirm(client: Client, answer, **more):
    upload = Upload.objects.latest("pk")
    data = {"seen": answer.context["seen"], **more}
    return client.post(reverse("inventories:upload-confirm", args=[upload.pk]), data, follow=True)


def words(answer) -> str:
    """The page's text, with the white space as a reader sees it."""
    return " ".join(answer.content.decode().split())


def test_a_file_is_brought_shown_and_taken_over(client, version):
    sections.save_lines(
        version=version,
        code=SectionCode.COMMUNITY,
        revision=0,
        lines=[make.line("I.1.1", 7), make.line("II.1.1", 3)],
        complete=False,
        by=version.created_by,
        now=make.NOW,
    )
    shown = bring(client, version, 'row,co2e\nI.1.1,"1,234.5"\nI.1.2,NE\n')
    page = words(shown)
    assert "Recognised as: <strong>Rows as lines</strong>." in page
    assert "1 row added, 1 changed, 0 as before." in page
    assert "+1,227.5" in page
    assert "Community inventory: 1 row is not in the file" in page
    assert [line.co2e for line in version.lines.order_by("row")] == [7, 3]

    done = words(confirm(client, shown))
    assert "The file is taken over." in done
    assert reverse("inventories:section-community", args=[version.report.reference]) in done
    rows = [(line.row, line.co2e, line.notation_key) for line in version.lines.order_by("row")]
    assert rows == [("I.1.1", 1234.5, ""), ("I.1.2", None, "NE"), ("II.1.1", 3, "")]


def test_a_file_that_cannot_be_read_is_refused_on_the_same_page(client, version):
    answer = bring(client, version, 'row,co2e\n"I.1.1,5\n')
    assert answer.status_code == 422
    assert "The file has 1 problem. Nothing was written." in words(answer)
    assert "a quotation mark is missing" in words(answer)
    assert not Upload.objects.exists()


def test_no_file_at_all_is_asked_for(client, version):
    answer = client.post(reverse("inventories:report-upload", args=[version.report.reference]))
    assert answer.status_code == 422
    assert "Choose a file first." in words(answer)


def test_faults_are_listed_and_can_be_taken_home_as_a_workbook(client, version):
    page = words(bring(client, version, "row,co2e\nI.1.1,5\nI.1.2,many\n"))
    assert "The file has 1 problem. Nothing was written." in page
    assert "row 3, column co2e" in page
    upload = Upload.objects.get()
    answer = client.get(reverse("inventories:upload-faults", args=[upload.pk]))
    (sheet,) = openpyxl.load_workbook(io.BytesIO(answer.content)).worksheets
    assert [cell.value for cell in sheet[2]][3] == "many"
    assert f"?instead={upload.pk}" in page


def test_the_corrected_file_is_brought_instead(client, version):
    bring(client, version, "row,co2e\nI.1.1,many\n")
    faulty = Upload.objects.get()
    bring(client, version, "row,co2e\nI.1.1,5\n", instead=faulty.pk)
    assert list(Upload.objects.order_by("pk").values_list("state", flat=True)) == ["dropped", "ready"]


def test_a_question_wants_an_answer_which_is_remembered_and_said_so(client, version):
    asked = bring(client, version, "row,co2,ch4\nI.1.1,5,1\n")
    assert "Which global warming potentials make their CO₂ equivalent?" in words(asked)
    url = reverse("inventories:upload-answer", args=[Upload.objects.get().pk])
    unanswered = client.post(url)
    assert (unanswered.status_code, "Choose one." in words(unanswered)) == (422, True)
    shown = client.post(url, {"gwp_set": "AR5"}, follow=True)
    assert "Columns and units were read as you said." in words(shown)
    confirm(client, shown)
    again = bring(client, version, "row,co2,ch4\nI.1.1,6,1\n")
    assert f"Columns and units were read as {version.created_by} said on" in words(again)
    url = reverse("inventories:upload-ask-again", args=[Upload.objects.latest("pk").pk])
    assert client.post(url, follow=True).status_code == 200


def test_columns_that_nobody_knows_are_asked_about_with_what_stands_in_them(client, version):
    asked = bring(client, version, "thing,mass\nI.1.1,5000\n")
    page = words(asked)
    assert "What does the column “mass” hold?" in page
    assert "5000" in page
    (thing, mass) = [field.html_name for field in asked.context["form"].columns]
    url = reverse("inventories:upload-answer", args=[Upload.objects.get().pk])
    unit = client.post(url, {thing: "row", mass: "co2e"}, follow=True)
    names = [field.html_name for field in unit.context["form"].others]
    shown = client.post(url, {names[0]: "kg"}, follow=True)
    confirm(client, shown)
    assert version.lines.get().co2e == 5  # 5,000 kg


CITYCATALYST = (
    "Inventory Reference,GPC Reference Number,Notation Key,Total Emissions,Total Emission Units,"
    "CO2 Emissions,CH4 Emissions,N2O Emissions\nx,I.1.1,,5,t CO2e,,,\n"
)
WIDE = "City,Year,I.1.1 (t CO2e),I.1.2 (t CO2e),I.2.1 (t CO2e)\n{},2020,5,6,7\n"


@pytest.mark.parametrize(
    ("text", "said", "unsaid"),
    [
        (CITYCATALYST, "neither whose figures these are nor of which year", "does not say whose"),
        ("row,co2e\nI.1.1,5\n", "does not say whose figures these are", "neither whose"),
        (WIDE.format("Quito"), "The file names “Quito”. Take it over only if", "does not say"),
        (WIDE.format("ITHACA"), "ITHACA", "Take it over only if"),
    ],
)
def test_whose_figures_and_of_which_year_a_file_is_taken_for_is_said(client, version, text, said, unsaid):
    told = words(bring(client, version, text))
    assert "Nothing is written yet." in told
    assert said in told
    assert unsaid not in told


def test_several_years_are_ticked_one_by_one(client, version):
    rows = "row,year,co2e\nI.1.1,2017,5\nI.1.1,2018,6\nI.1.1,2020,7\n"
    shown = bring_years(client, rows, boundary="The city limits")
    page = words(shown)
    assert page.count("A draft is begun:") == 2
    assert 'value="2017" id="take-2017" checked' in page
    assert 'value="2020" id="take-2020">' in page
    confirm(client, shown, years=["2018"])
    reports = version.government.reports.order_by("year")
    assert [report.year for report in reports] == [2018, 2020]
    assert reports[0].versions.get().boundary == "The city limits"
    assert not version.lines.exists()


def test_no_year_ticked_is_said_and_nothing_is_begun(client, version):
    shown = bring_years(client, "row,year,co2e\nI.1.1,2017,5\n")
    assert "tick at least one year" in words(confirm(client, shown))
    assert version.government.reports.count() == 1


def test_what_changed_meanwhile_is_said_and_shown_anew(client, version):
    shown = bring(client, version, "row,co2e\nI.1.1,5\n")
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
    page = words(confirm(client, shown))
    assert "Something was changed since you looked. Nothing was written" in page
    assert "0 rows added, 1 changed" in page
    assert version.lines.get().co2e == 7


def test_a_colleague_goes_on_with_a_file_and_is_named_for_it(client, version):
    shown = bring(client, version, "row,co2e\nI.1.1,5\n")
    colleague = make.contributor(version.government)
    confirm(signed_in(colleague), shown)
    assert version.sections.get(code="community").saved_by == colleague


def test_a_large_file_is_told_to_be_read_until_a_worker_has_read_it(client, version):
    codes = [row.code for row in frameworks.rows("gpc", "community")][:30]
    lines = [f"{code},{year},5\n" for year in range(2010, 2020) for code in codes]
    answer = bring_years(client, "row,year,co2e\n" + "".join(lines))
    page = words(answer)
    assert "The file is being read" in page
    assert 'hx-trigger="every 2s"' in page
    upload = Upload.objects.get()
    working.work(upload_id=upload.pk, now=make.NOW)
    page = words(client.get(upload.get_absolute_url()))
    assert "The file is being read" not in page
    assert "every 2s" not in page


def test_a_file_is_dropped_and_nothing_of_it_stays(client, version):
    bring(client, version, "row,co2e\nI.1.1,5\n")
    upload = Upload.objects.get()
    answer = client.post(reverse("inventories:upload-drop", args=[upload.pk]), follow=True)
    assert "The file was dropped. Nothing of it was written." in words(answer)
    upload.refresh_from_db()
    assert (upload.state, upload.preview, upload.content.name) == (UploadState.DROPPED, {}, "")
    assert "Bring another file" in words(client.get(upload.get_absolute_url()))


def test_what_was_taken_over_is_undone(client, version):
    confirm(client, bring(client, version, "row,co2e\nI.1.1,5\n"))
    upload = Upload.objects.get()
    answer = client.post(reverse("inventories:upload-undo", args=[upload.pk]), follow=True)
    assert "What stood there before is back." in words(answer)
    assert not version.lines.exists()
    assert "Undo" not in words(client.get(upload.get_absolute_url()))


def test_what_a_file_says_is_the_governments_own(client, version):
    bring(client, version, "row,co2e\nI.1.1,7654321\n")
    upload = Upload.objects.get()
    reviewer = signed_in(make.reviewer(version.government.network_memberships.get().network))
    assert "7,654,321" in words(client.get(upload.get_absolute_url()))
    assert reviewer.get(upload.get_absolute_url()).status_code == 403
    admin = words(reviewer.get(reverse("admin:inventories_upload_change", args=[upload.pk])))
    assert upload.sha256 in admin
    assert "7654321" not in admin


def test_names_that_are_markup_are_shown_as_text(client, version):
    url = reverse("inventories:report-upload", args=[version.report.reference])
    page = client.post(url, {"file": csv("row,co2e\nI.1.1,5\n", "<b>x</b>.csv")}, follow=True)
    assert "<b>x" not in page.content.decode()


@pytest.mark.parametrize("files", [1, 3])
def test_the_list_of_files_takes_the_same_queries(client, version, files, django_assert_num_queries):
    for number in range(files):
        bring(client, version, f"row,co2e\nI.1.1,{number}\n")
    with django_assert_num_queries(LIST_QUERIES):
        client.get(reverse("inventories:report-upload", args=[version.report.reference]))


@pytest.mark.parametrize("years", [1, 3])
def test_a_preview_takes_the_same_queries(client, version, years, django_assert_num_queries):
    rows = "".join(f"I.1.1,{2001 + n},5\nI.1.2,{2001 + n},5\n" for n in range(years))
    bring_years(client, "row,year,co2e\n" + rows)
    with django_assert_num_queries(PREVIEW_QUERIES):
        client.get(Upload.objects.get().get_absolute_url())


LIST_QUERIES = 8
PREVIEW_QUERIES = 6
