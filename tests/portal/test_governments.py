"""A government's page: cards of promises, reports, statements, questions, its place among others."""

import datetime

import pytest
from django.urls import reverse
from django.utils import translation
from pytest_django.asserts import assertContains, assertNotContains

from accounts.models import NetworkMembership
from pledges.enums import ClaimKind, Provenance, QuestionCode, Standing, TargetKind
from pledges.models import Claim, Declaration, Endorsement, Question, Statement
from portal import promises
from progress.models import Appeal, Assessment, Reply
from tests import make
from tests.portal import assessments

pytestmark = pytest.mark.django_db

QUERIES_OF_A_GOVERNMENT = 34


@pytest.fixture
def place():
    return make.government("saint-paul", name="Saint Paul", name_zh="圣保罗市")


@pytest.fixture
def url(place):
    return reverse("portal:government", args=[place.slug])


@pytest.fixture
def declaration():
    network = make.network("climate-leaders", label_en="Climate Leaders")
    return Declaration.objects.create(
        slug="beijing-2016",
        network=network,
        date=datetime.date(2016, 6, 7),
        date_label_en="7-8 June 2016",
        date_label_zh="2016年6月7日至8日",
        label_en="Declaration of 2016",
        label_zh="2016年宣言",
        source="A test",
    )


def statement(declaration, place, order, text):
    return Statement.objects.create(declaration=declaration, government=place, order=order, text=text)


def reported(place, values):
    """Accepted reports of totals, in tonnes by year."""
    for year, tonnes in values.items():
        make.accepted(place, year, lines=[make.line("T.1", tonnes)])


def words(response):
    return " ".join(response.content.decode().replace("\N{NO-BREAK SPACE}", " ").split())


def test_a_card_says_the_verdict_in_a_sentence(client, place, url):
    """By hand: 20% below 5 Mt by 2020 is 4 Mt; 3.9 Mt meets it."""
    make.target(place, quote="20% by 2020", base_year=2005, target_year=2020, reduction_percent=20)
    reported(place, {2005: 5_000_000, 2020: 3_900_000})
    assessments.assess(place)
    text = words(client.get(url))
    assert "The figure for the target year 2020 is 3.9 million tonnes." in text
    assert "The target was 4 million tonnes or less, so it is met." in text
    assert "20% below 2005 by 2020" in text
    assert "The goal of 2020 was reached" in text


def test_the_same_card_in_chinese_counts_in_wan(client, place):
    make.target(place)
    reported(place, {2005: 5_000_000, 2020: 3_900_000})
    assessments.assess(place)
    with translation.override("zh-hans"):
        text = words(client.get(reverse("portal:government", args=[place.slug])))
    assert "390 万\N{WORD JOINER}吨" in text
    assert "圣保罗市" in text


def test_public_figures_make_an_indication_with_its_source(client, place, url):
    make.target(place)
    assessments.public_figures(place, {2005: 5_000_000, 2020: 3_900_000})
    assessments.assess(place)
    response = client.get(url)
    assertContains(response, '<span class="verdict__origin">public figure</span>', html=True)
    assertContains(response, "Made by the public inventory.")
    assertContains(response, "Public figure: A public inventory")
    assertContains(response, "dot--reference")


def test_reported_figures_link_to_their_report_version(client, place, url):
    make.target(place)
    reported(place, {2005: 5_000_000, 2020: 3_900_000})
    assessments.assess(place)
    response = client.get(url)
    for report in place.reports.all():
        address = reverse("portal:report-version", args=[report.reference, 1])
        assertContains(response, f'<a href="{address}">Report {report.reference}, version 1</a>', html=True)
    assertNotContains(response, "dot--reference")


def test_a_stale_verdict_is_hatched_and_says_what_was_last_known(client, place, url):
    """2012 is more than four years before 2022; 4.5 Mt lies under the path of 20% by 2030."""
    make.target(place, target_year=2030)
    reported(place, {2005: 5_000_000, 2012: 4_500_000})
    assessments.assess(place)
    response = client.get(url)
    assertContains(response, "verdict--stale")
    assertContains(response, "Undetermined; last on track, 2012")
    assertContains(response, "By the figure for 2012 the target was on track.")


def test_undetermined_promises_stand_after_judged_ones_and_give_their_reason(place):
    make.target(place, "first", base_year=None, base_year_status=Provenance.ASKED)
    make.target(place, "second")
    reported(place, {2005: 5_000_000, 2020: 3_900_000})
    assessments.assess(place)
    first, second = promises.of_government(place, assessments.TODAY)
    assert (first.target.code, second.target.code) == ("second", "first")
    assert second.answer == (
        "The promise does not say from which year the reduction counts. "
        "The government can settle this by naming the base year."
    )


def test_a_verdict_only_report_keeps_its_figures_to_itself(client, place, url):
    make.target(place)
    for year, tonnes in ((2005, 5_000_000), (2020, 3_912_345)):
        make.accepted(place, year, lines=[make.line("T.1", tonnes)], about={"publication": "verdict"})
    (found,) = assessments.assess(place)
    assert "3912345" in str(found.record)  # there is something to leak
    for address in (url, found.get_absolute_url(), place.reports.last().get_absolute_url()):
        response = client.get(address)
        for secret in ("3912345", "3,912,345", "3.91", "3.9 million"):
            assertNotContains(response, secret)
    assertContains(client.get(url), "Met")


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow_with_promises(client, place, url, declaration, count, django_assert_num_queries):
    for number in range(count):
        said = statement(declaration, place, number, f"Statement {number}")
        version = make.target(place, target_year=2030 + number)
        Claim.objects.create(
            code=f"claim-{number}",
            government=place,
            statement=said,
            kind=ClaimKind.ACHIEVEMENT,
            quote="Done",
        )
        Question.objects.create(
            government=place, target=version.target, code=QuestionCode.CLARIFY, asked_at=make.NOW
        )
        make.accepted(place, 2018 + number)
        make.government(parent=place, name_zh="里面")
        NetworkMembership.objects.create(network=make.network(), government=place)
    assessments.assess(place)
    for row in Assessment.objects.current():
        said = {"assessment": row, "language": "en", "by": make.user(), "at": make.NOW}
        Reply.objects.create(text="We disagree.", **said)
        Appeal.objects.create(target=row.target, grounds="We disagree.", **said)
    with django_assert_num_queries(QUERIES_OF_A_GOVERNMENT):
        response = client.get(url)
    assert len(response.context["promises"]) == count


def test_statements_stand_verbatim_with_what_was_read_from_them(client, place, url, declaration):
    said = statement(declaration, place, 1, "Cut emissions by 20% by 2020; 26 bicycles bought.")
    version = make.target(place, quote="20% by 2020")
    version.target.statement = said
    version.target.save(update_fields=["statement"])
    Claim.objects.create(
        code="bicycles", government=place, statement=said, kind=ClaimKind.ACHIEVEMENT, quote="26 bicycles"
    )
    response = client.get(url)
    assertContains(
        response,
        '<blockquote class="quote" lang="en">Cut emissions by 20% by 2020; 26 bicycles bought.</blockquote>',
        html=True,
    )
    assertContains(response, '<li>Reported achievement: <span lang="en">26 bicycles</span></li>', html=True)


def test_what_is_known_of_signing_is_said_in_words(client, place, url, declaration):
    Endorsement.objects.create(
        declaration=declaration, government=place, declared_name="St. Paul", standing=Standing.LISTED
    )
    assertContains(client.get(url), "whether it signed in this round too is not known")


def test_without_a_target_the_page_says_it_was_asked(client, place, url):
    Question.objects.create(government=place, code=QuestionCode.TARGET, asked_at=make.NOW)
    assertContains(client.get(url), "No target yet: asked")


def test_figures_are_drawn_without_a_promise_too(client, place, url):
    """By hand: 8 Mt is 20% below 10 Mt."""
    assessments.public_figures(place, {2010: 10_000_000, 2011: 9_000_000, 2012: 8_000_000})
    text = words(client.get(url))
    assert "Highest in 2010, 20.0% lower in 2012" in text
    assert "Public figure: A public inventory" in text
    reported(place, {2020: 7_000_000})
    text = words(client.get(url))
    assert "One figure, of 2020" in text
    assert "Public figure" not in text


def test_open_questions_stand_on_the_page(client, place, url):
    version = make.target(place, kind=TargetKind.OTHER)
    Question.objects.create(
        government=place, target=version.target, code=QuestionCode.BASE_YEAR, asked_at=make.NOW
    )
    assertContains(client.get(url), "Which is the base year?")


def test_a_place_names_the_one_it_lies_in_and_those_within(client, place, url):
    within = make.government("downtown", name="Downtown", parent=place)
    assertContains(client.get(url), f'<a href="{within.get_absolute_url()}">Downtown</a>', html=True)
    response = client.get(within.get_absolute_url())
    assertContains(response, f'<a href="{url}">Saint Paul</a>', html=True)


def test_drafts_are_nobodys_to_read(client, place, url):
    draft = make.draft(place, 2020)
    assertNotContains(client.get(url), draft.report.reference)
