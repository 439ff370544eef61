"""What all pages have in common: languages, the method, errors, nothing inline."""

import datetime
import re

import pytest
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.template.loader import render_to_string
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertTemplateUsed

import trajectory
from accounts.places import country_name
from pledges.models import Declaration
from portal.views.errors import bad_request
from progress.models import Method
from tests import make
from tests.portal import assessments

pytestmark = pytest.mark.django_db


@pytest.fixture
def addresses():
    """One of each public page, with something on it."""
    network = make.network()
    place = make.government("new-york", name="New York", network=network)
    version = make.target(place)
    first = make.accepted(place, 2005)
    make.accepted(place, 2020)
    assessments.assess(place)
    return [
        reverse("portal:home"),
        network.get_absolute_url(),
        place.get_absolute_url(),
        version.get_absolute_url(),
        first.report.get_absolute_url(),
        first.get_absolute_url(),
        reverse("portal:method"),
    ]


def test_each_page_leads_to_itself_in_the_other_language(client, addresses):
    for address in addresses:
        response = client.get(f"{address}?sort=report")
        other = address.replace("/en/", "/zh-hans/", 1) + "?sort=report"
        assertContains(
            response, f'<a href="{other}" hreflang="zh-hans" lang="zh-hans">简体中文</a>', html=True
        )
        chinese = client.get(other)
        assertContains(chinese, '<html lang="zh-Hans">')
        assertContains(chinese, f'href="{address}?sort=report" hreflang="en"')


def test_nothing_on_a_page_is_inline(client, addresses):
    for address in addresses:
        page = client.get(address).content.decode()
        assert not re.search(r"\sstyle=|<style|\son[a-z]+=|<script(?![^>]*\ssrc=)", page), address


def test_every_page_has_one_first_heading_and_a_title(client, addresses):
    for address in addresses:
        page = client.get(address).content.decode()
        assert len(re.findall(r"<h1[ >]", page)) == 1, address
        assert re.search(r"<title>\S.* · Milepost</title>", page), address


def test_readers_only_read(client, addresses):
    for address in addresses:
        assert client.post(address).status_code == 405, address


def test_the_method_takes_its_thresholds_from_the_judge(client):
    response = client.get(reverse("portal:method"))
    assertContains(response, f"a figure that is no more than {trajectory.DEFAULT.stale_years} years old")
    assert trajectory.DEFAULT.stale_years == 4  # Covenant of Mayors, reporting guidelines
    assertContains(response, "the latest figure is at least 10% below it")  # C40 2018
    assertContains(response, f"Method version {trajectory.METHOD_VERSION}.")


def test_the_method_lists_its_versions_with_what_was_set_in_each(client):
    first = make.NOW - datetime.timedelta(days=365)
    for label, state, fields in (
        ("1.0", "retired", {"adopted_at": first, "retired_at": make.NOW, "peak_exceedance": "0.03"}),
        ("2.0", "in_force", {"adopted_at": make.NOW, "reason": "Every kind has its rule."}),
        ("2.1", "proposed", {"reason": "Not adopted yet."}),
    ):
        Method.objects.create(label=label, code_version=label, state=state, proposed_at=first, **fields)
    response = client.get(reverse("portal:method"))
    text = " ".join(response.content.decode().split())
    assert "Nov. 22, 2025 to Nov. 22, 2026" in text
    assert "3 years below a peak; 3% above it to miss it; trend at 0.1; base year changed by 5%" in text
    assert "3 years below a peak; 2% above it to miss it; trend at 0.1; base year changed by 5%" in text
    assert "Every kind has its rule." in text
    assert "Not adopted yet." not in text


def test_the_method_s_rules_take_what_was_set_by_the_method_in_force(client):
    Method.objects.create(
        label="2.0",
        code_version="2.0",
        state="in_force",
        proposed_at=make.NOW,
        adopted_at=make.NOW,
        peak_decline_years=4,
    )
    assertContains(client.get(reverse("portal:method")), "figures have stayed below the peak for 4 years")


def test_the_method_shows_how_often_likelihoods_came_true(client):
    """make backtest, of the form in trajectory.likelihood: Brier 0.070, 0.090, 0.124 at 3, 5, 8 years."""
    response = client.get(reverse("portal:method"))
    assert [(each.kind, each.years_ahead, str(each.brier)) for each in response.context["tried"]] == [
        ("reduction", 3, "0.070"),
        ("reduction", 5, "0.090"),
        ("reduction", 8, "0.124"),
        ("peak", 5, "0.040"),
    ]
    assertContains(response, "8 years ahead")
    assertContains(response, "Peak, 5 years ahead")
    assertContains(response, "52,200")


def test_the_method_names_each_network_s_days_for_a_reply(client):
    network = make.network("climate-leaders", label_en="Climate Leaders", reply_days=7)
    make.network("without-declaration", label_en="Elsewhere")
    Declaration.objects.create(
        slug="beijing",
        network=network,
        date=make.NOW.date(),
        label_en="Of 2016",
        label_zh="2016",
        source="A test",
    )
    response = client.get(reverse("portal:method"))
    assertContains(response, "Climate Leaders: 7 working days; the holidays of its countries do not count.")
    assertNotContains(response, "Elsewhere")


def test_a_page_that_is_not_there_says_what_to_do(client):
    response = client.get("/en/nothing/here/")
    assertTemplateUsed(response, "404.html")
    assertContains(response, "There is no such page", status_code=404)
    assertContains(response, 'href="/zh-hans/"', status_code=404)


def test_too_large_is_told_apart_from_damaged(rf):
    assert bad_request(rf.get("/en/"), RequestDataTooBig()).status_code == 413
    assert bad_request(rf.get("/en/"), SuspiciousOperation()).status_code == 400


def test_the_error_page_of_last_resort_needs_nothing():
    assert "What you saved before is safe" in render_to_string("500.html")


def test_countries_have_names_in_the_readers_language():
    assert country_name("US") == "United States"
    assert country_name("ZZZ") == "ZZZ"
