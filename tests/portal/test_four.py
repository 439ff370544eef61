"""The four commitments on pages, desks and in the yearly report, against records made by hand."""

import csv
import datetime
import io

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from accounts import invitations
from accounts.models import NetworkMembership
from inventories import frozen
from inventories.models import Event, Figure
from partnerships import standing
from partnerships.models import Partnership
from plans.models import PlanEvent
from portal import annual, four
from tests import make
from tests.partnerships import examples as cooperation
from tests.plans import examples as plans
from tests.portal import assessments

pytestmark = pytest.mark.django_db

DAY = datetime.date
TODAY = make.NOW.date()
QUERIES_OF_THE_LIST = 16


@pytest.fixture(autouse=True)
def measure():
    return make.measure()


@pytest.fixture
def network():
    return make.network("climate-leaders", label_en="Climate Leaders", founded_year=2015)


@pytest.fixture
def both(network):
    """One in each country."""
    return (
        make.government("boston", name="Boston", name_zh="波士顿市", network=network),
        make.government("wuhan", name="Wuhan", name_zh="武汉市", network=network, country="CN"),
    )


def recorded_at(moment):
    """Move what was accepted and confirmed now to an earlier day; only a test may."""
    with frozen.lifted():
        Event.objects.filter(kind="accepted").update(at=moment)
        PlanEvent.objects.filter(kind="accepted").update(at=moment)
        Partnership.objects.update(confirmed_at=moment)


def states(place, network, day=TODAY):
    found = standing.of_network(network, day)[place.pk]
    return tuple(each.state.value for each in found)


def everything(one, other, year=2025):
    """A government that keeps all four, with a partner abroad."""
    make.target(one, target_year=2030)
    make.accepted(one, year)
    plans.accepted(one)
    return cooperation.confirmed(one, other)


def test_a_government_with_nothing_on_record_has_nothing(network, both):
    assert states(both[0], network) == ("none", "none", "none", "none")


def test_what_was_accepted_and_confirmed_counts(network, both):
    everything(*both)
    assert states(both[0], network) == ("kept", "kept", "kept", "kept")
    assert states(both[1], network) == ("none", "none", "none", "kept")


def test_drafts_proposals_and_what_waits_for_a_decision_do_not_count(network, both):
    one, other = both
    make.target(one, target_year=2030, state="proposed", valid_from=None)
    make.submitted(one, 2025)
    version = plans.submitted(one)
    version.targets.all()[0].versions.all().delete()
    cooperation.proposed(one, other)
    assert states(one, network) == ("none", "none", "none", "none")


def test_a_partner_of_a_third_country_is_not_across_the_ocean(network, both):
    tokyo = make.government("tokyo", country="JP")
    cooperation.confirmed(both[0], tokyo)
    assert states(both[0], network)[3] == "begun"
    alliance = make.network("alliance")
    NetworkMembership.objects.create(network=alliance, government=both[0])
    assert states(both[0], alliance)[3] == "kept", "in a network of one country any other is across"


def test_met_by_own_reports_counts_after_its_year_and_by_public_figures_does_not(network, both):
    one, other = both
    for place, origin in ((one, "reported"), (other, "reference")):
        assessments.plain(make.target(place, target_year=2020), "met", origin=origin)
    assert (states(one, network)[0], states(other, network)[0]) == ("kept", "lapsed")


def test_a_plan_of_a_neighbourhood_is_a_beginning(network, both):
    plans.accepted(both[0], place_en="Wanxichong")
    assert states(both[0], network)[2] == "begun"


def test_an_earlier_day_is_shown_as_it_was(network, both):
    one, other = both
    everything(one, other, year=2022)
    march = datetime.datetime(2024, 3, 1, tzinfo=datetime.UTC)
    recorded_at(march)
    before, after = DAY(2024, 2, 29), DAY(2024, 3, 1)
    assert states(one, network, before)[1:] == ("none", "none", "none")
    assert states(one, network, after)[1:] == ("kept", "kept", "kept")
    assert states(one, network, DAY(2027, 1, 1))[1] == "lapsed"


def test_the_profile_shows_four_cards_with_state_date_and_what_is_next(client, both):
    make.target(both[0], target_year=2030)
    response = client.get(reverse("portal:government", args=["boston"]))
    cards = response.context["four"].cards
    assert [(card.code, card.state) for card in cards] == [
        ("target", "kept"),
        ("inventory", "none"),
        ("plan", "none"),
        ("cooperation", "none"),
    ]
    assert cards[0].record == "In force since Nov. 22, 2026"
    assert cards[0].due == "The target year ends on Dec. 31, 2030."
    assertContains(response, "Find a partner across the ocean.")
    earlier = client.get(reverse("portal:government", args=["boston"]) + "?on=2025-01-01")
    assert [card.state for card in earlier.context["four"].cards] == ["none"] * 4
    assertContains(earlier, "As they stood on Jan. 1, 2025.")


def test_steps_of_the_compact_stand_on_the_profile(client, both):
    compact = make.network("compact-of-mayors", label_en="Compact of Mayors")
    NetworkMembership.objects.create(network=compact, government=both[0], since_year=2015)
    response = client.get(reverse("portal:government", args=["boston"]))
    assertContains(response, "Compact of Mayors: 0 of 3 steps taken one after the other.")
    assertContains(response, "Inventory: was due by Dec. 31, 2016")
    assertContains(response, "Plan: was due by Dec. 31, 2018")


def test_the_sentence_counts_and_the_list_marks(client, network, both):
    everything(*both)
    response = client.get(reverse("portal:commitments", args=[network.slug]))
    assertContains(
        response,
        "Of 2 governments, 1 have a target in force, 1 an inventory not older than 4 years, "
        "1 a plan in force, 2 a living partnership across the ocean.",
    )
    assert [row.government.slug for row in response.context["rows"]] == ["boston", "wuhan"]
    assertContains(response, 'class="commitment commitment--kept"', count=5)
    assertContains(response, 'class="commitment commitment--none"', count=3)
    in_chinese = client.get(f"/zh-hans/networks/{network.slug}/commitments/")
    assertContains(in_chinese, "2个地方政府中，1个有有效目标")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["boston", "wuhan"]),
        ("commitment=plan", ["wuhan"]),
        ("commitment=plan&state=kept", ["boston"]),
        ("state=none", ["wuhan"]),
        ("state=lapsed", []),
        ("country=CN", ["wuhan"]),
        ("q=bos", ["boston"]),
        ("commitment=castle&state=perhaps", ["boston", "wuhan"]),
        ("on=2020-01-01&state=kept", []),
    ],
)
def test_choices_in_the_address_filter_list_and_table(client, network, both, query, expected):
    everything(*both)
    page = client.get(reverse("portal:commitments", args=[network.slug]) + f"?{query}")
    assert [row.government.slug for row in page.context["rows"]] == expected
    table = client.get(reverse("portal:commitments-table", args=[network.slug]) + f"?{query}")
    rows = list(csv.DictReader(io.StringIO(table.content.decode("utf-8-sig"))))
    assert [row["government"] for row in rows] == expected


def test_the_page_says_how_many_the_choices_leave(client, network, both):
    url = reverse("portal:commitments", args=[network.slug])
    assertContains(client.get(f"{url}?country=CN"), "1 government fits these choices.")
    assertNotContains(client.get(url), "these choices")
    assertContains(client.get(f"{url}?state=kept"), "No government fits these choices")


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow_with_the_list(client, network, count, django_assert_num_queries):
    for number in range(count):
        parent = make.government(f"parent-{number}")
        place = make.government(f"place-{number}", network=network, parent=parent)
        everything(place, make.government(f"other-{number}", network=network, country="CN"))
    with django_assert_num_queries(QUERIES_OF_THE_LIST):
        response = client.get(reverse("portal:commitments", args=[network.slug]))
    assert len(response.context["rows"]) == 2 * count


def test_the_desks_show_what_is_due_and_who_lacks_what(client, network, both):
    one, _other = both
    make.target(one, target_year=2017)
    certifier, reviewer = make.certifier(one), make.reviewer(network)
    for person, url, words in (
        (
            certifier,
            reverse("portal:government-desk", args=[one.slug]),
            "there has been none since Jan. 1, 2018",
        ),
        (
            reviewer,
            reverse("portal:network-desk", args=[network.slug]),
            "2 members lack at least one of the four",
        ),
    ):
        invitations.confirm_address(person)
        client.force_login(person)
        response = client.get(url)
        assertContains(response, words)
    assert [row.government.slug for row in response.context["four"]["rows"]] == ["boston", "wuhan"]


# The yearly report


def report(network, year=2026):
    return annual.of(network, year, TODAY)


def test_the_report_counts_the_year_and_what_changed_in_it(network, both):
    """Everything was accepted in November 2026: a year before there was nothing."""
    everything(*both)
    found = report(network)
    assert [(each.commitment.value, each.before, each.now) for each in found.counted] == [
        ("target", 0, 1),
        ("inventory", 0, 1),
        ("plan", 0, 1),
        ("cooperation", 0, 2),
    ]
    assert [
        (each.government.slug, each.after.code, each.before.state, each.after.state) for each in found.changes
    ] == [
        ("boston", "target", "none", "kept"),
        ("boston", "inventory", "none", "kept"),
        ("boston", "plan", "none", "kept"),
        ("boston", "cooperation", "none", "kept"),
        ("wuhan", "cooperation", "none", "kept"),
    ]
    assert [each.plan.government.slug for each in found.plans] == ["boston"]
    assert len(found.begun) == 1
    assert found.is_running
    quiet = report(network, 2025)
    assert (quiet.changes, quiet.plans, quiet.begun, quiet.is_running) == ([], [], [], False)


def test_emissions_of_places_inside_one_another_are_added_once(network):
    """By hand: the county's 5,000 t hold Seattle's 2,000; with Boston's 700 there are 5,700, not 7,700."""
    county = make.government("king-county", network=network)
    seattle = make.government("seattle", network=network, parent=county)
    boston = make.government("boston", network=network)
    for place, tonnes in ((county, 5000), (seattle, 2000), (boston, 700)):
        make.accepted(place, 2024, lines=[make.line("T.1", tonnes)])
    make.accepted(seattle, 2023, lines=[make.line("T.1", 1900)])
    found = [each for each in report(network).sums if each.measure.code == "ghg-community"]
    assert [(each.year, each.tonnes, each.added, each.inside, each.withheld) for each in found] == [
        (2024, 5700, 2, 1, 0),
        (2023, 1900, 1, 0, 0),
    ]


def test_what_is_counted_otherwise_is_not_added(network):
    for slug, gwp_set in (("one", "AR5"), ("two", "AR4")):
        make.accepted(make.government(slug, network=network), 2024, about={"gwp_set": gwp_set})
    assert [(each.gwp_set, each.tonnes) for each in report(network).sums] == [("AR4", 1000), ("AR5", 1000)]


def test_a_report_that_publishes_its_verdict_alone_enters_no_sum(network):
    make.accepted(make.government("open", network=network), 2024)
    make.accepted(make.government("discreet", network=network), 2024, about={"publication": "verdict"})
    assert Figure.objects.filter(year=2024, measure__code="ghg-community").count() == 2
    (found,) = report(network).sums
    assert (found.tonnes, found.added, found.withheld) == (1000, 1, 1)


def test_verdicts_are_those_of_the_day(network, both):
    assessments.plain(make.target(both[0]), "on_track", public_from=DAY(2026, 11, 1))
    assert report(network).tally.reported == {"on_track": 1}
    assert report(network, 2025).tally.reported == {}


@pytest.mark.parametrize("year", [2014, 2199])
def test_there_is_no_report_of_a_year_before_the_network_or_to_come(client, network, year):
    assert client.get(reverse("portal:network-report", args=[network.slug, year])).status_code == 404


def test_the_report_is_read_in_both_languages(client, network, both):
    everything(*both)
    year = timezone.localdate().year
    response = client.get(reverse("portal:network-report", args=[network.slug, year]))
    assertContains(response, f"<h1>Report of Climate Leaders for {year}</h1>", html=True)
    assertContains(response, "Partnerships confirmed in the year")
    in_chinese = client.get(f"/zh-hans/networks/{network.slug}/report/{year}/")
    assertContains(in_chinese, "本年确认的合作")


def test_the_method_page_says_the_rules_and_the_steps(client):
    make.network("compact-of-mayors", label_en="Compact of Mayors")
    response = client.get(reverse("portal:method"))
    assertContains(response, "The year of the latest accepted report is no more than 4 years ago.")
    assertContains(response, "after 3 years")


def test_the_most_urgent_come_first(network):
    for slug, year in (("later", 2020), ("longest", 2016), ("ahead", 2030)):
        make.target(make.government(slug, network=network), target_year=year)
    rows = four.urgent(four.of_network(network, TODAY))
    assert [row.government.slug for row in rows] == ["longest", "later", "ahead"]
