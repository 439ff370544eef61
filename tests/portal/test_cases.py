"""Case studies for everyone: the search, the claims with their records, and what is not told."""

import datetime

import pytest
from django.urls import reverse

from inventories.models import Figure
from partnerships.actions import cases
from partnerships.actions.cases import Claim
from plans.actions import progress, reviewing
from tests import make
from tests.partnerships import case_examples as examples
from tests.plans import examples as plans
from tests.portal import assessments
from tests.portal.test_disclosure import HELD, inventory

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    make.measure()
    return make.government("saint-paul", name="Saint Paul", name_zh="圣保罗")


def figure(place, year, tonnes=1000, **about):
    version = make.accepted(place, year, lines=[make.line("T.1", tonnes)], about=about)
    return Figure.objects.get(version=version, tonnes__isnull=False)


def page_of(client, made, language="en"):
    return client.get(f"/{language}/cases/{made.slug}/").content.decode()


# The search


def found(client, **asked):
    page = client.get(reverse("portal:cases"), asked)
    return {each.slug for each in page.context["page"]}


@pytest.fixture
def library(place):
    make.measure("population", quantity="population", unit="people", is_mass=False, rows="")
    there = make.government("zhenjiang", name="Zhenjiang", name_zh="镇江", country="CN")
    figure(place, 2020, population=310_000)
    figure(there, 2020, population=3_200_000)
    sewage = examples.published(place)
    waste = examples.published(
        there,
        title_en="",
        text_en="",
        title_zh="垃圾分类",
        text_zh="厨余垃圾单独收集。",
        topics=["waste"],
        sector="III",
    )
    examples.submitted(place, title_en="Not yet read")
    examples.draft(place, title_en="Not yet sent")
    return {sewage.slug: "sewage", waste.slug: "waste"}


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ({}, "sewage waste"),
        ({"q": "SEWERS"}, "sewage"),
        ({"q": "homes heat"}, "sewage"),
        ({"q": "homes 厨余"}, ""),
        ({"q": "厨余"}, "waste"),
        ({"q": "镇江"}, "waste"),
        ({"q": "read sent"}, ""),
        ({"topic": "water"}, "sewage"),
        ({"topic": "waste"}, "waste"),
        ({"sector": "I"}, "sewage"),
        ({"country": "CN"}, "waste"),
        ({"size": "medium"}, "sewage"),
        ({"size": "large"}, "waste"),
        ({"size": "largest"}, ""),
        ({"topic": "cheese"}, "sewage waste"),
        ({"topic": "water", "country": "CN"}, ""),
    ],
    ids=str,
)
def test_case_studies_are_found_by_words_topic_sector_size_and_country(client, library, asked, names):
    assert {library[slug] for slug in found(client, **asked)} == set(names.split())


def test_a_place_that_publishes_its_verdict_alone_has_no_size(client, place, library):
    assert found(client, size="medium")
    figure(place, 2021, population=310_000, publication="verdict")
    Figure.objects.filter(year=2020, measure__code="population").update(superseded_at=make.NOW)
    assert not found(client, size="medium")


def test_the_page_says_how_many_are_left(client, library):
    page = client.get(reverse("portal:cases"), {"topic": "water"}).content.decode()
    assert "1 case study fits these choices." in page


@pytest.mark.parametrize("count", [1, 3])
def test_the_search_asks_the_same_for_one_and_for_three(client, place, django_assert_num_queries, count):
    for _each in range(count):
        examples.published(place)
    with django_assert_num_queries(4):
        page = client.get(reverse("portal:cases"), {"topic": "water"})
    assert len(page.context["page"].object_list) == count


# One of them


def test_a_claim_shows_the_figure_the_one_before_and_the_difference(client, place):
    first, second = figure(place, 2019, 1000), figure(place, 2020, "912.5")
    made = examples.published(place, [Claim("Less from homes", figure=second, since=first)])
    page = page_of(client, made)
    assert "Less from homes" in page
    assert '<data value="1000.000000"' in page
    assert '<data value="912.500000"' in page
    assert '<data value="-87.500000"' in page
    assert "−8.8%" in page  # 87.5 of 1,000
    assert second.version.report.get_absolute_url() + "v1/" in page


def test_figures_that_were_made_differently_are_not_subtracted(client, place):
    first, second = figure(place, 2019, 1000, gwp_set="AR4"), figure(place, 2020, 900)
    page = page_of(client, examples.published(place, [Claim("Less", figure=second, since=first)]))
    assert "Not told: the two figures were made differently (GWP set)." in page
    assert "−100" not in page


def test_a_figure_of_which_only_the_verdict_is_public_is_not_told(client, place):
    open_one = figure(place, 2019, 1000)
    closed = figure(place, 2020, "777.25", publication="verdict")
    assert "777.25" in str(closed.tonnes)
    page = page_of(client, examples.published(place, [Claim("Less", figure=closed, since=open_one)]))
    assert "777" not in page
    assert "222" not in page  # the difference would tell it
    assert "This figure is not public" in page
    assert "Not told, for a figure that it would tell is not public." in page


def test_a_correction_that_keeps_the_figure_keeps_the_earlier_one_too(client, place):
    version = make.accepted(place, 2020, lines=[make.line("T.1", "777.25")])
    made = examples.published(place, [Claim("Less", figure=version.figures.get())])
    assert "777" in page_of(client, made)
    make.corrected(version, lines=[make.line("T.1", "888.5")], about={"publication": "verdict"})
    page = page_of(client, made)
    assert "777" not in page
    assert "888" not in page
    assert "Restated since; the figure now is not public." in page


def test_a_figure_from_which_a_confidential_row_follows_is_not_told(client):
    place = make.government()
    sector = make.measure("sector", boundary="sector", rows="gpc:I.1.1+I.1.2+I.2.1", government=place)
    make.target(place, measure=sector)
    make.accepted(place, 2020, framework="gpc", lines=inventory(HELD))
    telling = Figure.objects.get(measure=sector)
    made = examples.published(place, [Claim("Homes", figure=telling)])
    assert telling.tonnes == 1000.5 + 90.75 + 300.25
    page = page_of(client, made)
    assert "1,391" not in page
    assert "1391" not in page
    assert "This figure is not public" in page


def test_a_claim_says_that_its_figure_was_restated_since(client, place):
    version = make.accepted(place, 2020, lines=[make.line("T.1", 900)])
    made = examples.published(place, [Claim("Less", figure=version.figures.get())])
    assert "Restated since" not in page_of(client, made)
    make.corrected(version, lines=[make.line("T.1", 950)])
    page = page_of(client, made)
    assert "Restated since: now 950.0\xa0t." in page
    assert version.report.get_absolute_url() + "v2/" in page


def test_a_later_version_that_says_the_same_is_told_as_such(client, place):
    version = make.accepted(place, 2020, lines=[make.line("T.1", 900)])
    made = examples.published(place, [Claim("Less", figure=version.figures.get())])
    make.corrected(version, lines=[make.line("T.1", 900)])
    assert "A later version says the same:" in page_of(client, made)


def test_a_claim_on_a_target_shows_its_public_verdict(client, place):
    target = make.target(place, base_year=2005, target_year=2030, reduction_percent=50)
    figure(place, 2005, 1000)
    figure(place, 2020, 600)
    made = examples.published(place, [Claim("We keep it", target=target.target)])
    assert "Not judged yet" in page_of(client, made)
    (judged,) = assessments.assess(place)
    assert judged.get_verdict_display() in page_of(client, made)
    assessments.publish(judged, datetime.date(2999, 1, 1))  # its signatory sees it first
    assert "Not judged yet" in page_of(client, made)


def test_a_claim_on_an_action_shows_its_status_and_progress(client, place):
    version = plans.submitted(place)
    reviewing.accept(version=version, by=make.user(), now=make.NOW)
    progress.enter(
        plan=version.plan, key="buses", year=2025, percent=100, text="", by=make.user(), now=make.NOW
    )
    made = examples.published(place, [Claim("Electric", plan=version.plan, action_key="buses")])
    page = page_of(client, made)
    assert "Electric buses" in page
    assert "100 % done by 2025" in page
    assert "from 2022: 20,000" in page  # what the plan declares, beside what the case claims
    assert "from 2026: 60,000" in page


def test_text_is_text_and_each_language_is_marked(client, place):
    made = examples.published(
        place, text_en="<script>alert(1)</script>\n\nTwo", title_zh="污水热能", text_zh="三百户"
    )
    page = page_of(client, made)
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert '<div class="prose" lang="en">' in page
    assert '<summary lang="zh-Hans">中文</summary>' in page
    chinese = page_of(client, made, "zh-hans")
    assert chinese.index("三百户") < chinese.index("Two")


def test_a_partnership_that_is_not_public_is_not_told(client, place):
    from partnerships.models import CaseStudy
    from tests.partnerships import examples as together

    there = make.government("zhenjiang")
    made = together.proposed(place, there)
    held = examples.draft(place)
    CaseStudy.objects.filter(pk=held.pk).update(partnership=made)
    cases.submit(case=held, by=make.user(), now=make.NOW)
    cases.publish(case=held, by=make.user(), now=make.NOW)
    assert str(made.title) not in page_of(client, held)


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_the_same_for_one_claim_and_for_three(client, place, django_assert_num_queries, count):
    first, second = figure(place, 2019), figure(place, 2020)
    claims = [Claim(f"Claim {number}", figure=second, since=first) for number in range(count)]
    made = examples.published(place, claims)
    with django_assert_num_queries(5):
        page = page_of(client, made)
    assert page.count("Claim ") == count
