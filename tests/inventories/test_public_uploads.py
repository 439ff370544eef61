"""The secretariat takes open data over: nothing before it is confirmed, all at once, and never twice."""

from __future__ import annotations

import csv
import io
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Government, Network
from inventories import public_figures
from inventories.enums import Gases, UploadKind, UploadState
from inventories.models import Figure, KnownAs, ReferenceFigure, ReferenceSource, Upload
from inventories.uploads import arrival, deciding, working
from pledges.models import AssessmentRequest
from tests import make
from tests.inventories.open_data import table

pytestmark = pytest.mark.django_db

HARBOUR_OR = {"organisation": "City of Harbour, OR"}
MINE = {**HARBOUR_OR, "basic": "1000000.25", "basic_plus": "1100000"}


@pytest.fixture(autouse=True)
def _files_of_their_own(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture(autouse=True)
def _measures():
    for code in ("ghg-community", "co2-community", "ghg-scopes-1-2", "ghg-scope-1"):
        make.measure(code)


@pytest.fixture
def network() -> Network:
    return make.network("climate-leaders")


@pytest.fixture
def harbour(network) -> Government:
    return make.government("harbour", name="Harbour", network=network, region_en="Oregon")


@pytest.fixture
def reviewer(network):
    return make.reviewer(network)


def bring(network, by, text: str) -> Upload:
    return arrival.bring(
        kind=UploadKind.PUBLIC,
        file=io.BytesIO(text.encode()),
        name="cdp.csv",
        network=network,
        by=by,
        now=make.NOW,
        language="en",
    )


def take_over(upload: Upload, by) -> Upload:
    deciding.confirm(upload=upload, seen=deciding.digest_of(upload), choices={}, by=by, now=make.NOW)
    working.work(upload_id=upload.pk, now=make.NOW)
    upload.refresh_from_db()
    return upload


def test_nothing_is_written_before_it_is_confirmed(network, harbour, reviewer):
    upload = bring(
        network, reviewer, table(2018, MINE, {"account": "9", "organisation": "Elsewhere", "city": ""})
    )
    assert upload.state == UploadState.READY
    assert [(each["slug"], each["year"], each["tonnes"]) for each in upload.preview["added"]] == [
        ("harbour", 2016, "1000000.25")
    ]
    assert upload.preview["elsewhere_count"] == 1
    assert not ReferenceFigure.objects.exists()
    assert not ReferenceSource.objects.exists()
    assert not KnownAs.objects.exists()


def test_a_figure_keeps_its_source_year_tonnes_and_what_the_row_says_besides(network, harbour, reviewer):
    upload = take_over(bring(network, reviewer, table(2018, MINE)), reviewer)
    figure = ReferenceFigure.objects.select_related("source", "measure").get()
    assert (figure.government, figure.year, figure.tonnes) == (harbour, 2016, Decimal("1000000.25"))
    assert figure.measure.code == "ghg-community"
    assert figure.source.text == "CDP citywide emissions 2018: BASIC total"
    assert (figure.source.edition, figure.source.gases) == ("2018", Gases.UNKNOWN)
    assert "CDP account 50001, handed in 2018; accounting year 2016-01-01 – 2016-12-31" in figure.note
    assert "basic plus 1,100,000" in figure.note
    assert not Figure.objects.exists()
    assert upload.state == UploadState.DONE
    assert upload.outcome == {
        "added": 1,
        "changed": 0,
        "same": 0,
        "governments": 1,
        "left_out": 0,
        "remembered": 1,
    }
    assert KnownAs.objects.get().name == "50001"
    assert [each.government for each in AssessmentRequest.objects.all()] == [harbour]


def test_carbon_dioxide_alone_and_scopes_are_figures_of_their_own(network, harbour, reviewer):
    take_over(bring(network, reviewer, table(2018, {**MINE, "gases": "CO2"})), reviewer)
    take_over(
        bring(
            network, reviewer, table(2019, {**HARBOUR_OR, "scope_1_rest": "600000", "scope_2_rest": "400000"})
        ),
        reviewer,
    )
    found = ReferenceFigure.objects.order_by("year").values_list("measure__code", "source__gases", "tonnes")
    assert list(found) == [
        ("co2-community", Gases.CO2, Decimal("1000000.25")),
        ("ghg-scopes-1-2", Gases.UNKNOWN, Decimal(1_000_000)),
    ]


def test_taking_the_same_file_over_again_changes_nothing(network, harbour, reviewer):
    take_over(bring(network, reviewer, table(2018, MINE)), reviewer)
    AssessmentRequest.objects.all().delete()
    again = bring(network, reviewer, table(2018, MINE))
    assert (again.preview["added"], len(again.preview["same"])) == ([], 1)
    assert take_over(again, reviewer).outcome["same"] == 1
    assert ReferenceFigure.objects.count() == 1
    assert not AssessmentRequest.objects.exists()


def test_a_corrected_file_of_the_same_edition_changes_its_figure(network, harbour, reviewer):
    take_over(bring(network, reviewer, table(2018, MINE)), reviewer)
    AssessmentRequest.objects.all().delete()
    again = bring(network, reviewer, table(2018, {**MINE, "basic": "1200000"}))
    assert [(each["before"], each["tonnes"]) for each in again.preview["changed"]] == [
        ("1000000.250000", "1200000")
    ]
    take_over(again, reviewer)
    assert ReferenceFigure.objects.get().tonnes == Decimal(1_200_000)
    assert AssessmentRequest.objects.count() == 1


def test_a_later_edition_of_the_same_year_stands_beside_the_former(network, harbour, reviewer):
    year = {"year": "2016-01-01 - 2016-12-31"}
    take_over(bring(network, reviewer, table(2018, {**MINE, **year})), reviewer)
    take_over(bring(network, reviewer, table(2019, {**MINE, **year, "basic": "990000"})), reviewer)
    assert set(ReferenceFigure.objects.values_list("source__edition", "year", "tonnes")) == {
        ("2018", 2016, Decimal("1000000.25")),
        ("2019", 2016, Decimal(990_000)),
    }


def test_the_number_is_remembered_for_a_file_without_the_name(network, harbour, reviewer):
    take_over(bring(network, reviewer, table(2018, MINE)), reviewer)
    renamed = {"organisation": "Municipality H", "city": "", "basic": "900000"}
    assert [each["how"] for each in bring(network, reviewer, table(2019, renamed)).preview["added"]] == [
        "number"
    ]


def test_a_doubtful_row_is_asked_about_and_the_answer_remembered(network, harbour, reviewer):
    upload = bring(network, reviewer, table(2018, {"basic": "1000000"}))
    assert upload.state == UploadState.ASKING
    assert [each["code"] for each in upload.preview["questions"]] == ["place-50001"]
    deciding.answer(upload=upload, answers={"place-50001": "harbour"})
    working.work(upload_id=upload.pk, now=make.NOW)
    upload.refresh_from_db()
    take_over(upload, reviewer)
    assert ReferenceFigure.objects.get().government == harbour
    assert bring(network, reviewer, table(2019, {"basic": "900000"})).state == UploadState.READY


def test_a_row_that_is_another_place_is_left(network, harbour, reviewer):
    upload = bring(network, reviewer, table(2018, {"basic": "1000000"}))
    deciding.answer(upload=upload, answers={"place-50001": "none"})
    working.work(upload_id=upload.pk, now=make.NOW)
    upload.refresh_from_db()
    assert (upload.preview["added"], upload.preview["elsewhere_count"]) == ([], 1)


def test_two_rows_of_one_year_are_asked_about_unless_they_are_equal(network, harbour, reviewer):
    equal = bring(network, reviewer, table(2018, MINE, MINE))
    assert (len(equal.preview["added"]), len(equal.preview["left_out"])) == (1, 1)
    other = bring(network, reviewer, table(2018, MINE, {**MINE, "basic": "900000"}))
    assert [each["code"] for each in other.preview["questions"]] == ["twice-2018-harbour-2016"]


def test_governments_of_other_networks_are_nobody(network, harbour, reviewer):
    make.government("bay", name="Bay", network=make.network("appc"), region_en="Oregon")
    row = {"organisation": "City of Bay, OR", "city": "Bay", "basic": "1000000"}
    assert bring(network, reviewer, table(2018, row)).preview["elsewhere_count"] == 1


def test_what_is_left_out_is_told_with_its_reason_and_harms_no_spreadsheet(network, harbour, reviewer):
    formula = {"account": "9", "organisation": "=1+1", "city": ""}
    upload = bring(network, reviewer, table(2018, HARBOUR_OR, formula))
    client = Client()
    client.force_login(reviewer)
    answer = client.get(reverse("inventories:public-left-out", args=[network.slug, upload.pk]))
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows[1][-1] == "It gives no amounts."
    assert rows[2][2] == "'=1+1"


def test_removing_a_source_removes_the_networks_figures_and_has_them_judged(network, harbour, reviewer):
    take_over(bring(network, reviewer, table(2018, MINE)), reviewer)
    AssessmentRequest.objects.all().delete()
    outside = make.government("outside", network=make.network("appc"))
    held = ReferenceFigure.objects.get()
    ReferenceFigure.objects.create(
        government=outside, measure=held.measure, source=held.source, year=2016, tonnes=1
    )
    assert public_figures.remove(source=held.source, network=network) == 1
    assert [figure.government for figure in ReferenceFigure.objects.all()] == [outside]
    assert [each.government for each in AssessmentRequest.objects.all()] == [harbour]
    other = Network.objects.get(slug="appc")
    assert public_figures.remove(source=held.source, network=other) == 1
    assert not ReferenceSource.objects.exists()


def test_missing_measures_are_named_and_nothing_is_written(network, harbour, reviewer):
    upload = bring(network, reviewer, table(2018, MINE))
    make.measure("ghg-community").delete()
    upload = take_over(upload, reviewer)
    assert "ghg-community" in upload.outcome["notice"]
    assert not ReferenceSource.objects.exists()


@pytest.fixture
def client_of_reviewer(reviewer) -> Client:
    client = Client()
    client.force_login(reviewer)
    return client


def test_a_file_is_brought_answered_and_confirmed_on_the_pages(network, harbour, client_of_reviewer):
    file = io.BytesIO(table(2018, MINE).encode())
    file.name = "cdp.csv"
    page = client_of_reviewer.post(
        reverse("inventories:public-figures", args=[network.slug]), {"file": file}, follow=True
    )
    assert "1 figure would be added" in page.content.decode()
    assert "1,000,000.25" in page.content.decode()
    upload = Upload.objects.get()
    done = client_of_reviewer.post(
        reverse("inventories:upload-confirm", args=[upload.pk]), {"seen": page.context["seen"]}, follow=True
    )
    assert "The figures are taken over." in done.content.decode()
    assert ReferenceFigure.objects.count() == 1


def test_a_file_of_other_columns_is_refused_with_a_remedy(network, harbour, client_of_reviewer):
    file = io.BytesIO(b"city,tonnes\nHarbour,1\n")
    file.name = "mine.csv"
    page = client_of_reviewer.post(reverse("inventories:public-figures", args=[network.slug]), {"file": file})
    assert page.status_code == 422
    assert "its columns are not known" in page.content.decode()
    assert not Upload.objects.exists()


def test_a_name_is_added_once_and_removed(network, harbour, client_of_reviewer):
    address = reverse("inventories:public-names", args=[network.slug])
    other = make.government("bay", name="Bay", network=network)
    told = {"government": harbour.pk, "scheme": "name", "name": "  Port  of Plenty "}
    client_of_reviewer.post(address, told)
    assert KnownAs.objects.get().name == "Port of Plenty"
    taken = client_of_reviewer.post(address, {**told, "government": other.pk, "name": "Port of Plenty"})
    assert "stands for another government already" in taken.content.decode()
    known = KnownAs.objects.get()
    gone = reverse("inventories:public-name-remove", args=[network.slug, known.pk])
    assert "It stands for Harbour." in client_of_reviewer.get(gone).content.decode()
    client_of_reviewer.post(gone)
    assert not KnownAs.objects.exists()


def test_a_number_at_cdp_has_digits_only(network, harbour, client_of_reviewer):
    address = reverse("inventories:public-names", args=[network.slug])
    answer = client_of_reviewer.post(address, {"government": harbour.pk, "scheme": "cdp", "name": "54O48"})
    assert "digits only" in answer.content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_pages_take_as_many_queries_for_many_as_for_one(
    count, network, client_of_reviewer, django_assert_num_queries, reviewer
):
    source = ReferenceSource.objects.create(text="A source", label_en="A source", label_zh="来源")
    measure = make.measure()
    for number in range(count):
        place = make.government(network=network)
        ReferenceFigure.objects.create(
            government=place, measure=measure, source=source, year=2016, tonnes=Decimal(1)
        )
        KnownAs.objects.create(government=place, scheme="cdp", name=str(number), by=reviewer)
    for name, queries in (("public-figures", 7), ("public-names", 9)):
        with django_assert_num_queries(queries):
            client_of_reviewer.get(reverse(f"inventories:{name}", args=[network.slug]))
    with django_assert_num_queries(8):
        client_of_reviewer.get(reverse("inventories:public-source", args=[network.slug, source.pk]))
