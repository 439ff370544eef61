"""Files and data for everyone: what the pages tell, and no more."""

import csv
import io
import json

import pytest
from django.urls import reverse

from tests import make
from tests.portal import assessments

pytestmark = pytest.mark.django_db

QUERIES_OF_A_NETWORK = 9
QUERIES_OF_A_FILE = 22


def told(client, name, *about, **query):
    response = client.get(reverse(name, args=about), query)
    assert response.status_code == 200
    return json.loads(response.content)


@pytest.fixture
def network():
    return make.network("leaders", label_en="Leaders", label_zh="领跑者")


def city(network, slug="dalian", *, promises=1, tonnes=850, **report):
    place = make.government(slug, name="Dalian", name_zh="大连", network=network)
    for number in range(promises):
        make.target(place, f"{slug}-{number}", target_year=2030)
    make.accepted(place, 2005)
    make.accepted(place, 2020, lines=[make.line("T.1", tonnes)], **report)
    assessments.assess(place)
    return place


def test_a_government_tells_promises_verdicts_and_reports(client, network):
    place = city(network)
    found = told(client, "api:government", "dalian")
    assert found["names"] == {"en": "Dalian", "zh-hans": "大连"}
    (target,) = found["targets"]
    assert (target["target"], target["verdict"], target["rests_on"], target["latest_year"]) == (
        "dalian-0",
        "on_track",
        "reported",
        2020,
    )
    assert target["pages"]["zh-hans"] == "http://testserver/zh-hans/targets/dalian-0/"
    assert [each["year"] for each in found["reports"]] == [2020, 2005]
    assert (found["latest_total"]["year"], found["latest_total"]["tonnes"]) == (2020, "850")
    report = told(client, "api:report", place.reports.get(year=2020).reference)
    assert report["lines"][0]["co2e"] == "850"


def test_a_verdict_that_its_signatory_sees_first_is_not_told(client, network):
    place = city(network)
    place.assessments.update(public_from="2999-01-01")
    (target,) = told(client, "api:government", "dalian")["targets"]
    assert target["verdict"] is None
    assert "latest_year" not in target


def test_a_report_of_which_the_verdict_alone_is_published_tells_no_number(client, network):
    place = city(network, about={"publication": "verdict"}, tonnes=765_432)
    report = place.reports.get(year=2020)
    found = told(client, "api:government", "dalian")
    assert found["latest_total"]["year"] == 2005
    assert found["targets"][0]["verdict"] == "off_track"
    assert "765432" not in json.dumps(found) + json.dumps(told(client, "api:report", report.reference))
    address = reverse("portal:report-version-download", args=[report.reference, 1, "json"])
    assert client.get(address).status_code == 404
    assert "765432" not in client.get(reverse("api:network-table", args=["leaders"])).content.decode()


def test_the_table_has_a_row_for_each_promise_and_one_for_who_made_none(client, network):
    city(network, promises=2)
    make.government("aa", name="=1+1", network=network)
    response = client.get(reverse("api:network-table", args=["leaders"]))
    assert response["Content-Disposition"] == 'attachment; filename="leaders-governments.csv"'
    rows = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert [(each["government"], each["target"], each["verdict"]) for each in rows] == [
        ("aa", "", ""),
        ("dalian", "dalian-0", "on_track"),
        ("dalian", "dalian-1", "on_track"),
    ]
    assert rows[0]["name_en"] == "'=1+1"  # no formula
    assert (rows[1]["name_zh"], rows[1]["latest_total_tonnes"]) == ("大连", "850")


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow_with_governments(client, network, count, django_assert_num_queries):
    for number in range(count):
        city(network, f"city-{number}", promises=count)
    with django_assert_num_queries(QUERIES_OF_A_NETWORK):
        found = told(client, "api:network-governments", "leaders")
    assert (found["count"], found["pages"], found["next"], len(found["governments"])) == (
        count,
        1,
        None,
        count,
    )


def test_pages_are_numbered_and_end(client, network, monkeypatch):
    monkeypatch.setattr("portal.views.api.PER_PAGE", 2)
    for number in range(3):
        make.government(f"city-{number}", network=network)
    first = told(client, "api:network-governments", "leaders")
    assert [each["slug"] for each in first["governments"]] == ["city-0", "city-1"]
    assert first["next"] == "http://testserver/api/networks/leaders/governments.json?page=2"
    second = told(client, "api:network-governments", "leaders", page="2")
    assert ([each["slug"] for each in second["governments"]], second["next"]) == (["city-2"], None)
    for page in ("3", "0", "-1", "x", "", "9" * 40):
        response = client.get(reverse("api:network-governments", args=["leaders"]), {"page": page})
        assert response.status_code == 404


def test_a_file_is_named_dated_and_not_sent_twice(client, network):
    report = city(network).reports.get(year=2020)
    address = reverse("portal:report-download", args=[report.reference, "json"])
    first = client.get(address)
    assert first["Content-Disposition"] == f'attachment; filename="{report.reference}-v1-json.json"'
    assert first["Last-Modified"] == "Sun, 22 Nov 2026 09:00:00 GMT"
    again = client.get(address, headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    make.corrected(report.versions.get(), lines=[make.line("T.1", 840)])
    assert client.get(address, headers={"if-none-match": first["ETag"]}).status_code == 200


def test_a_version_whose_rows_a_later_one_hides_is_another_file(client):
    """The file of the first version changes with what the second keeps to itself."""
    held = [make.line("T.I", "600007"), make.line("T.II", "350003"), make.line("T.III", "370009")]
    first = make.accepted(lines=held)
    address = reverse("portal:report-version-download", args=[first.report.reference, 1, "json"])
    before = client.get(address)
    assert "600007" in before.content.decode()
    make.corrected(
        first, lines=[make.line("T.I", "600007", notation_key="C", explanation="A plant"), *held[1:]]
    )
    after = client.get(address, headers={"if-none-match": before["ETag"]})
    assert after.status_code == 200
    assert "600007" not in after.content.decode()


def test_a_file_names_nobody_and_no_answer_that_only_desks_read(client, network):
    report = city(network).reports.get(year=2020)
    version = report.versions.get()
    kept = ("certified_by", "answers", "created_by")
    assert [name for name in kept if f'"{name}"' in version.document] == ["certified_by", "answers"]
    content = client.get(reverse("api:report", args=[report.reference])).content.decode()
    assert not [name for name in kept if f'"{name}"' in content]


@pytest.mark.parametrize("count", [1, 3])
def test_queries_of_a_file_do_not_grow_with_rows(client, count, django_assert_max_num_queries):
    lines = [make.line(row, 10) for row in ("T.I", "T.II", "T.III")[:count]]
    version = make.accepted(lines=lines)
    with django_assert_max_num_queries(QUERIES_OF_A_FILE):
        told(client, "api:report-version", version.report.reference, 1)
