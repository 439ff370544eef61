"""The network's page: what it counts, lists and finds."""

import datetime

import pytest
from django.urls import reverse
from django.utils import translation
from pytest_django.asserts import assertContains, assertNotContains, assertTemplateUsed

from accounts.enums import GovernmentKind
from accounts.models import Government
from pledges.enums import Standing
from pledges.models import Declaration, Endorsement
from portal import tallies
from portal.signatories import PER_PAGE
from tests import make
from tests.portal import assessments

pytestmark = pytest.mark.django_db

QUERIES_OF_THE_NETWORK = 45


@pytest.fixture(autouse=True)
def measure():
    """Reports yield figures of the measures that are on record."""
    return make.measure()


@pytest.fixture
def network():
    return make.network("climate-leaders", label_en="Climate Leaders", label_zh="气候领导者")


@pytest.fixture
def url(network):
    return reverse("portal:network", args=[network.slug])


def names(response):
    return [row.government.name for row in response.context["rows"]]


def declaration(network):
    return Declaration.objects.create(
        slug=f"declaration-of-{network.slug}",
        network=network,
        date=datetime.date(2016, 6, 7),
        date_label_en="7-8 June 2016",
        date_label_zh="2016年6月7日至8日",
        label_en="Declaration of 2016",
        label_zh="2016年宣言",
        source="A test",
    )


def test_home_shows_the_one_network_with_a_declaration(client, network):
    make.network("without-one")
    declaration(network)
    assertContains(client.get(reverse("portal:home")), "<h1>Climate Leaders</h1>")


def test_home_lists_networks_where_several_have_declarations(client, network):
    second = make.network("second", label_en="Second network")
    declaration(network)
    declaration(second)
    response = client.get(reverse("portal:home"))
    assertContains(response, f'href="{network.get_absolute_url()}"')
    assertContains(response, f'href="{second.get_absolute_url()}"')


def test_home_says_so_where_there_is_nothing_yet(client, db):
    assertContains(client.get(reverse("portal:home")), "No network has been entered yet")


def test_reports_and_public_figures_are_counted_apart(client, network, url):
    for verdict, origin, fields in [
        ("on_track", "reported", {}),
        ("met", "reported", {}),
        ("met", "reported", {}),
        ("off_track", "reference", {}),
        ("undetermined", "reported", {"reason": "no_base_year"}),
        ("undetermined", "reference", {"reason": "stale", "last_known": "off_track"}),
    ]:
        version = make.target(make.government(network=network))
        assessments.plain(version, verdict, origin=origin, **fields)
    make.target(make.government(network=network))  # seen by no judge yet
    outsider = make.target(make.government())
    assessments.plain(outsider, "missed")
    text = " ".join(client.get(url).content.decode().split())
    assert (
        "Of 7 promises, the governments’ own reports show 1 on track, 2 met, 0 off track and 0 missed. "
        "Public figures indicate 0 on track, 0 met, 1 off track and 0 missed. "
        "2 are undetermined. 1 is being judged." in text
    )
    assert "No base year" in text
    assert "(1 last off track)" in text


def test_the_bar_is_filled_from_end_to_end(network):
    for verdict in ("on_track", "met", "missed"):
        assessments.plain(make.target(make.government(network=network)), verdict)
    parts = tallies.tally(Government.objects.in_network(network), assessments.TODAY).bar
    assert [(part.verdict, part.start, part.width) for part in parts] == [
        ("on_track", 0, 333),
        ("met", 333, 333),
        ("missed", 666, 334),
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow_with_the_list(client, network, url, count, django_assert_num_queries):
    for number in range(count):
        parent = make.government(name=f"Parent {number}", name_zh="上级")
        place = make.government(name=f"Place {number}", name_zh="地方", network=network, parent=parent)
        make.accepted(place, 2020)
        assessments.plain(make.target(place), "on_track")
        assessments.public_figures(make.government(network=network), {2019: 10, 2020: 9})
    with django_assert_num_queries(QUERIES_OF_THE_NETWORK):
        response = client.get(url)
    assert len(response.context["rows"]) == 2 * count


def test_each_row_shows_names_verdicts_figures_and_the_last_report(client, network, url):
    place = make.government("beijing", name="Beijing", name_zh="北京市", network=network, country="CN")
    assessments.plain(make.target(place), "on_track")
    make.accepted(place, 2019)
    make.accepted(place, 2020)
    response = client.get(url)
    (row,) = response.context["rows"]
    assert (row.last_report_year, row.spark.first_year, row.spark.last_year) == (2020, 2019, 2020)
    assert not row.spark.is_reference
    assertContains(response, '<span class="sub" lang="zh-Hans">北京市</span>', html=True)
    assertContains(response, "China")
    assertContains(response, '<span class="visually-hidden">On track</span>', html=True)
    in_chinese = client.get("/zh-hans" + url.removeprefix("/en"))
    assertContains(in_chinese, '<span class="sub" lang="en">Beijing</span>', html=True)


def test_public_figures_are_drawn_only_while_nothing_was_reported(client, network, url):
    place = make.government("reporter", network=network)
    assessments.public_figures(place, {2015: 900, 2016: 800})
    assert client.get(url).context["rows"][0].spark.is_reference
    make.accepted(place, 2020)
    (row,) = client.get(url).context["rows"]
    assert (row.spark.is_reference, row.spark.first_year) == (False, 2020)


def test_figures_of_a_report_that_publishes_its_verdict_alone_are_not_drawn(client, network, url):
    place = make.government("discreet", network=network)
    assessments.public_figures(place, {2015: 900})
    make.accepted(place, 2020, about={"publication": "verdict"})
    (row,) = client.get(url).context["rows"]
    assert (row.last_report_year, row.spark) == (2020, None)


def test_who_signed_without_a_target_is_said_to_be_asked(client, network, url):
    place = make.government("asked", network=network)
    Endorsement.objects.create(
        declaration=declaration(network),
        government=place,
        declared_name="Asked",
        standing=Standing.ENDORSED,
        target_to_be_added=True,
    )
    assertContains(client.get(url), "No target yet: asked")


@pytest.fixture
def three(network):
    """A US state with a report, on track; a Chinese city; a US city, undetermined."""
    state = make.government(
        "oregon", name="Oregon", name_zh="俄勒冈州", kind=GovernmentKind.STATE, network=network
    )
    city = make.government("wuhan", name="Wuhan", name_zh="武汉市", country="CN", network=network)
    other = make.government("boston", name="Boston", name_zh="波士顿市", network=network)
    make.accepted(state, 2020)
    assessments.plain(make.target(state), "on_track")
    assessments.plain(make.target(other), "undetermined", reason="no_base_year")
    assessments.plain(make.target(other), "undetermined", reason="no_base_year")
    return state, city, other


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["Boston", "Oregon", "Wuhan"]),
        ("country=CN", ["Wuhan"]),
        ("kind=city", ["Boston", "Wuhan"]),
        ("verdict=on_track", ["Oregon"]),
        ("verdict=undetermined", ["Boston"]),
        ("verdict=none", ["Wuhan"]),
        ("report=yes", ["Oregon"]),
        ("report=no", ["Boston", "Wuhan"]),
        ("q=bos", ["Boston"]),
        ("q=武汉", ["Wuhan"]),
        ("country=US&kind=state", ["Oregon"]),
        ("sort=promises", ["Boston", "Oregon", "Wuhan"]),
        ("sort=report", ["Oregon", "Boston", "Wuhan"]),
        ("kind=castle&verdict=perhaps&page=77", ["Boston", "Oregon", "Wuhan"]),
    ],
)
def test_choices_in_the_address_filter_and_sort(client, url, three, query, expected):
    assert names(client.get(f"{url}?{query}")) == expected


def test_names_are_sorted_in_the_readers_language(client, network, three):
    with translation.override("zh-hans"):
        response = client.get(reverse("portal:network", args=[network.slug]))
        assert names(response) == ["俄勒冈州", "武汉市", "波士顿市"]  # by code point: 4FC4, 6B66, 6CE2


def test_the_page_says_how_many_the_choices_leave(client, url, three):
    assertContains(client.get(f"{url}?kind=city"), "2 governments fit these choices.")
    assertNotContains(client.get(url), "fit these choices")


def test_no_match_says_what_to_do_next(client, url, three):
    response = client.get(f"{url}?q=atlantis")
    assertTemplateUsed(response, "components/empty.html")
    assertContains(response, "Show all governments")


def test_long_lists_come_in_pages_that_keep_the_choices(client, network, url):
    for number in range(PER_PAGE + 1):
        make.government(f"city-{number:03}", network=network)
    make.government("state", network=network, kind=GovernmentKind.STATE)
    first = client.get(f"{url}?kind=city")
    assert len(first.context["rows"]) == PER_PAGE
    assertContains(first, 'href="?kind=city&amp;page=2"')
    assert len(client.get(f"{url}?kind=city&page=2").context["rows"]) == 1


def test_an_unknown_network_is_not_found(client, db):
    assert client.get(reverse("portal:network", args=["nowhere"])).status_code == 404
