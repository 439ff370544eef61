"""Indicators of a report are asked of somebody, filled in behind a link, compared and taken over."""

from __future__ import annotations

import datetime
import re
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from accounts.models import Mail, User
from inventories import part_answers, part_files, part_indicators, part_requests, sections
from inventories.enums import EventKind
from inventories.indicators import IndicatorDraft
from inventories.models import Event, PartRequest, ReportVersion
from pledges.models import Measure
from tests import make
from tests.make import NOW

pytestmark = pytest.mark.django_db

DUE = datetime.date(2026, 12, 10)


@pytest.fixture
def people() -> Measure:
    return activity("population", "Population", unit="people")


@pytest.fixture
def product() -> Measure:
    return activity("gdp", "Gross domestic product", unit="dollars")


@pytest.fixture
def version(people: Measure, product: Measure) -> ReportVersion:
    activity("floor_area", "Floor area", unit="m2")
    return make.draft(make.government("knoxville", name="Knoxville", country="US"), framework="gpc")


@pytest.fixture
def asker(version: ReportVersion) -> User:
    return make.user(role="contributor", place=version.government, name="Grace Turner")


@pytest.fixture
def desk(asker: User) -> Client:
    client = Client()
    client.force_login(asker)
    return client


def activity(quantity: str, label: str, unit: str) -> Measure:
    return make.measure(
        quantity, quantity=quantity, unit=unit, is_mass=False, rows="", label_en=label, label_zh=label
    )


def ask(version: ReportVersion, by: User, **fields: Any) -> PartRequest:
    details: dict[str, Any] = {
        "section": "indicators",
        "rows": ["population", "gdp"],
        "email": "bureau@example.org",
        "name": "Bureau of statistics",
        "language": "en",
        "message": "",
        "due": DUE,
        "by": by,
        "now": NOW,
    }
    return part_requests.ask(version=version, **{**details, **fields})


def link(part: PartRequest, name: str = "answer") -> str:
    return reverse(f"inventories:{name}", args=[part_requests.link_token(part)])


def address(part: PartRequest, name: str = "part") -> str:
    return reverse(f"inventories:{name}", args=[part.report.reference, part.pk])


def fresh(part: PartRequest) -> PartRequest:
    return PartRequest.objects.get(pk=part.pk)


def answer(part: PartRequest, *values: IndicatorDraft) -> None:
    part_requests.send(part=part, values=values, comment="", now=NOW)


def save(version: ReportVersion, *values: IndicatorDraft) -> None:
    sections.save_indicators(
        version=version,
        revision=make.revision(version, "indicators"),
        indicators=values,
        complete=False,
        by=version.created_by,
        now=NOW,
    )


def take(part: PartRequest, version: ReportVersion, by: User, revision: int | None = None) -> None:
    if revision is None:
        revision = make.revision(version, "indicators")
    part_answers.take_over(part=part, version=version, revision=revision, by=by, now=NOW)


def held(version: ReportVersion) -> dict[tuple[str, int], Decimal]:
    return {(each.measure.code, each.year): each.value for each in version.indicators.all()}


def test_the_page_asks_for_what_the_section_offers_and_the_letter_names_it(version, desk):
    page = reverse("inventories:part-ask", args=[version.report.reference])
    shown = desk.get(page, {"section": "indicators"}).content.decode()
    assert set(re.findall(r'name="rows" value="([^"]+)"', shown)) == {"population", "gdp", "floor_area"}
    typed = {
        "name": "Bureau of statistics",
        "email": "bureau@example.org",
        "language": "en",
        "section": "indicators",
        "due": "2999-01-01",
        "rows": ["population", "gdp"],
    }
    assert desk.post(page, {**typed, "rows": ["ghg-community"]}).status_code == 422
    desk.post(page, typed)
    assert PartRequest.objects.get().rows == ["population", "gdp"]
    letter = Mail.objects.get(to="bureau@example.org")
    assert "Indicators: Population, Gross domestic product" in letter.body


def test_measures_that_the_section_does_not_offer_cannot_be_asked_for(version, asker):
    make.measure()
    with pytest.raises(part_requests.CannotAsk, match="ghg-community"):
        ask(version, asker, rows=["ghg-community"])


def test_asked_answered_compared_and_taken_over_end_to_end(version, asker, desk, people, product):
    floor = Measure.objects.get(code="floor_area")
    save(version, IndicatorDraft(people, Decimal(180000)), IndicatorDraft(floor, Decimal(55)))
    part, client = ask(version, asker), Client()
    page = client.get(link(part)).content.decode()
    assert set(re.findall(r'name="((?:value|prices|edition|source|earlier)-[^"]+)"', page)) == {
        *("value-population", "edition-population", "source-population"),
        *("value-gdp", "prices-gdp", "edition-gdp", "source-gdp"),
    }
    assert "Value in 2020 (people)" in page
    assert "180,000" not in page

    typed = {
        "value-population": "190,740",
        "edition-population": "2020 census",
        "source-population": "Table P1",
        "then": "send",
    }
    assert client.post(link(part), typed).url == link(part, "answer-send")
    page = client.get(link(part, "answer-send")).content.decode()
    assert "190,740 people" in page
    assert "1 indicator is left blank: Gross domestic product" in " ".join(page.split())
    client.post(link(part, "answer-send"))
    assert fresh(part).answer == [
        {
            "measure": "population",
            "value": fresh(part).answer[0]["value"],
            "edition": "2020 census",
            "source": "Table P1",
        }
    ]
    assert Decimal(fresh(part).answer[0]["value"]) == 190740
    assert "190,740 people" in client.get(link(part)).content.decode()
    assert held(version) == {("population", 2020): 180000, ("floor_area", 2020): 55}

    page = desk.get(address(part)).content.decode()
    for words in ("190,740 people", "180,000 people", "2020 census", "replaces what is there"):
        assert words in page
    (revision,) = re.findall(r'name="revision" value="(\d+)"', page)
    desk.post(address(part, "part-take"), {"revision": revision})
    assert held(version) == {("population", 2020): 190740, ("floor_area", 2020): 55}
    assert version.sections.get(code="indicators").revision == 2
    event = Event.objects.get(version=version, kind=EventKind.TAKEN_OVER)
    assert (event.by, event.note) == (asker, "Bureau of statistics <bureau@example.org>: population")
    with pytest.raises(part_requests.Closed):
        take(part, version, asker)


def test_the_whole_section_asks_for_all_that_is_offered(version, asker):
    page = Client().get(link(ask(version, asker, rows=[]))).content.decode()
    assert set(re.findall(r'name="value-([^"]+)"', page)) == {"population", "gdp", "floor_area"}


@pytest.mark.parametrize("name", ["value-floor_area", "earlier-floor_area", "source-unheard"])
def test_indicators_that_were_not_asked_for_are_an_error_and_are_left_out(version, asker, name):
    part = ask(version, asker)
    refused = Client().post(link(part), {"value-population": "5", name: "7", "then": "send"})
    assert refused.status_code == 422
    code = name.partition("-")[2]
    assert f"These indicators were not asked for and were left out: {code}." in refused.content.decode()
    assert fresh(part).typed["fields"] == {"value-population": "5"}


def test_the_domain_refuses_what_was_not_asked_for_too(version, asker):
    part = ask(version, asker)
    with pytest.raises(part_requests.NotAsked, match="floor_area"):
        answer(part, IndicatorDraft(Measure.objects.get(code="floor_area"), Decimal(7)))
    with pytest.raises(part_requests.NotAsked, match=r"I\.1\.1"):
        part_requests.send(part=part, drafts=[make.line("I.1.1", 7)], comment="", now=NOW)
    assert fresh(part).answered_at is None


def test_a_missing_price_year_is_told_and_nothing_is_sent(version, asker, product):
    part, client = ask(version, asker), Client()
    refused = client.post(link(part), {"value-gdp": "285000", "then": "send"})
    assert refused.status_code == 422
    assert "Say which year’s prices these are." in refused.content.decode()
    assert client.post(link(part, "answer-send")).status_code == 422
    with pytest.raises(ValidationError, match="say which year’s prices"):
        answer(part, IndicatorDraft(product, Decimal(285000)))
    assert fresh(part).answered_at is None


def test_what_only_the_domain_finds_is_said_on_the_page(version, asker):
    part, client = ask(version, asker), Client()
    client.post(link(part), {"value-population": "0", "then": "later"})
    refused = client.post(link(part, "answer-send"))
    assert refused.status_code == 422
    assert "enter a number above zero" in refused.content.decode()
    assert fresh(part).answered_at is None


def test_a_colleagues_save_meanwhile_is_seen_before_anything_is_taken_over(version, asker, people):
    part = ask(version, asker)
    answer(part, IndicatorDraft(people, Decimal(190740)))
    save(version, IndicatorDraft(people, Decimal(180000)))
    with pytest.raises(sections.Conflict):
        take(part, version, asker, revision=0)
    assert held(version) == {("population", 2020): 180000}
    assert fresh(part).taken_at is None


def test_earlier_years_stay_where_they_rest_on_the_same_and_else_nothing_is_taken(version, asker, product):
    at_2015, at_2020 = {"price_year": 2015}, {"price_year": 2020}
    save(version, IndicatorDraft(product, Decimal(200), year=2015, **at_2015))
    same = ask(version, asker)
    answer(same, IndicatorDraft(product, Decimal(240), **at_2015))
    take(same, version, asker)
    assert held(version) == {("gdp", 2015): 200, ("gdp", 2020): 240}
    other = ask(version, asker)
    answer(other, IndicatorDraft(product, Decimal(260), **at_2020))
    with pytest.raises(part_indicators.OtherBasis, match="Gross domestic product"):
        take(other, version, asker)
    assert held(version) == {("gdp", 2015): 200, ("gdp", 2020): 240}
    assert fresh(other).taken_at is None


def test_a_file_becomes_evidence_of_the_section_and_of_no_row(version, asker, people):
    part = ask(version, asker, rows=["population"])
    part_files.attach(part=part, file=SimpleUploadedFile("census.csv", b"a,b\n"), now=NOW)
    answer(part, IndicatorDraft(people, Decimal(190740)))
    take(part, version, asker)
    evidence = version.evidence.get()
    assert (evidence.section, evidence.row) == ("indicators", "")


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_same_of_the_database_for_any_number(
    version, asker, desk, count, django_assert_num_queries: DjangoAssertNumQueries
):
    for number in range(count):
        ask(version, asker, name=f"Bureau {number}")
    with django_assert_num_queries(9):  # one for the measures' labels
        page = desk.get(reverse("inventories:parts", args=[version.report.reference])).content.decode()
    assert page.count("Indicators: Population, Gross domestic product") == count
