"""What the secretariat sees: needs nobody meets, offers nobody asked for, who is alone, who is silent."""

import csv
import datetime

import pytest
from django.urls import reverse

from accounts import invitations
from partnerships import needs
from tests import make
from tests.partnerships.test_interests import learn, say, teach, work_together

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 11, 22)


@pytest.fixture
def network():
    return make.network("climate-leaders")


@pytest.fixture
def sign_in(client):
    def enter(who):
        invitations.confirm_address(who)
        client.force_login(who)
        return client

    return enter


@pytest.fixture
def places(network):
    """Knoxville and Eugene of the United States; Zhenjiang and Lanzhou of China."""
    made = {
        slug: make.government(slug, network=network, country=country)
        for slug, country in (("knoxville", "US"), ("eugene", "US"), ("zhenjiang", "CN"), ("lanzhou", "CN"))
    }
    say(made["knoxville"], learn("waste"), learn("water", text="Rain", is_public=False), teach("land"))
    say(made["zhenjiang"], teach("waste"), learn("finance"), teach("finance"))
    say(made["eugene"], learn("land"), teach("air", text="=cmd()"))
    return made


def listed(network, show, **asked):
    asked = {"show": show, **asked}
    rows = needs.topics(network)
    found = needs.listed(network, asked, rows, TODAY)
    return {
        each.government.slug: [said.topic for said in each.said]
        for each in needs.members(found, network, asked, rows)
    }


def test_a_need_is_met_where_another_offers_the_topic(network, places):
    assert listed(network, "unmet") == {"knoxville": ["water"], "zhenjiang": ["finance"]}
    assert listed(network, "unasked") == {"eugene": ["air"], "zhenjiang": ["finance"]}
    say(places["lanzhou"], teach("finance"), learn("air"))
    assert listed(network, "unmet") == {"knoxville": ["water"]}
    assert listed(network, "unasked") == {"zhenjiang": ["finance"]}  # it alone wants to learn that
    say(places["zhenjiang"], teach("waste"))
    assert listed(network, "unasked") == {"lanzhou": ["finance"]}


def test_topics_are_counted_with_what_is_missing(network, places):
    rows = {row.topic: row for row in needs.topics(network)}
    told = {
        topic: (row.learners, row.teachers, row.is_unmet, row.is_unasked)
        for topic, row in rows.items()
        if row.learners or row.teachers
    }
    assert told == {
        "waste": (1, 1, False, False),
        "water": (1, 0, True, False),
        "land": (1, 1, False, False),
        "finance": (1, 1, True, True),
        "air": (0, 1, False, True),
    }


def test_who_said_nothing_is_named(network, places):
    assert set(listed(network, "silent")) == {"lanzhou"}
    say(places["eugene"])
    assert set(listed(network, "silent")) == {"lanzhou", "eugene"}


def test_only_a_living_partnership_across_the_ocean_keeps_one_from_being_alone(network, places):
    everyone = {"knoxville", "eugene", "zhenjiang", "lanzhou"}
    work_together("confirmed", places["knoxville"], places["eugene"])  # within one country
    work_together("proposed", places["eugene"], places["lanzhou"])
    work_together("ended", places["eugene"], places["zhenjiang"])
    assert set(listed(network, "alone")) == everyone
    work_together("confirmed", places["knoxville"], places["zhenjiang"])
    assert set(listed(network, "alone")) == {"eugene", "lanzhou"}


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"topic": "water"}, {"knoxville"}),
        ({"topic": "waste"}, set()),
        ({"country": "CN"}, {"zhenjiang"}),
        ({"q": "knox"}, {"knoxville"}),
    ],
    ids=str,
)
def test_filters_leave_what_is_asked_for(network, places, asked, found):
    assert set(listed(network, "unmet", **asked)) == found


def test_other_networks_do_not_count(network, places):
    elsewhere = make.government(network=make.network("another"))
    say(elsewhere, teach("water"))
    assert "knoxville" in listed(network, "unmet")


def test_the_table_holds_what_the_filters_leave_and_no_formula(network, places, sign_in):
    client = sign_in(make.reviewer(network))
    url = reverse("partnerships:needs-table", args=[network.slug])
    answer = client.get(url, {"show": "unasked"})
    assert "attachment" in answer["Content-Disposition"]
    rows = list(csv.DictReader(answer.content.decode("utf-8-sig").splitlines()))
    assert [(row["government"], row["topic"], row["words"]) for row in rows] == [
        ("eugene", "air", "'=cmd()"),
        ("zhenjiang", "finance", ""),
    ]
    unmet = list(csv.DictReader(client.get(url).content.decode("utf-8-sig").splitlines()))
    assert [(row["government"], row["public"], row["words"]) for row in unmet] == [
        ("knoxville", "no", "Rain"),
        ("zhenjiang", "yes", ""),
    ]


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("show", "queries"), [("unmet", 10), ("alone", 9), ("silent", 9)])
def test_the_page_asks_the_same_for_one_and_for_three(
    network, sign_in, django_assert_num_queries, show, queries, count
):
    for _each in range(count):
        place = make.government(network=network)
        if show != "silent":
            say(place, learn("water"))
    client = sign_in(make.reviewer(network))
    with django_assert_num_queries(queries):
        page = client.get(reverse("partnerships:needs", args=[network.slug]), {"show": show})
    assert len(page.context["members"]) == count
