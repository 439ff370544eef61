"""Offers and needs: said topic by topic, kept when they change, proposed to others; what stays private."""

import datetime
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import translation

from accounts import invitations
from partnerships import profiles, proposals, reasons
from partnerships.actions import interests, partnerships
from partnerships.actions.interests import Wish
from partnerships.enums import Depth
from partnerships.matching import Profile, Reason
from partnerships.models import Interest
from tests import make
from tests.portal import assessments
from tests.portal.test_disclosure import inventory

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 11, 22)


@pytest.fixture
def network():
    return make.network("climate-leaders")


@pytest.fixture
def knoxville(network):
    return make.government("knoxville", name="Knoxville", name_zh="诺克斯维尔", network=network)


@pytest.fixture
def zhenjiang(network):
    return make.government("zhenjiang", name="Zhenjiang", name_zh="镇江", network=network, country="CN")


@pytest.fixture
def sign_in(client):
    def enter(who):
        invitations.confirm_address(who)
        client.force_login(who)
        return client

    return enter


def teach(topic, depth="proven", **more):
    return Wish("teach", topic, depth, **more)


def learn(topic, **more):
    return Wish("learn", topic, **more)


def say(place, *wishes, now=make.NOW):
    shown = interests.seen(Interest.objects.current().filter(government=place))
    return interests.declare(
        government=place, shown=shown, wishes=wishes, by=make.contributor(place), now=now
    )


def current(place):
    rows = Interest.objects.current().filter(government=place).order_by("direction", "topic")
    return [(row.direction, row.topic, row.depth, row.text, row.is_public) for row in rows]


def proposed(place):
    return [each.government.slug for each in proposals.of_government(place, TODAY).proposals]


def work_together(state, first, second):
    """A partnership of two, taken as far as `state`."""
    by, now = make.user(), make.NOW
    values = {"kind": "memorandum", "title_en": "Together", "starts_on": datetime.date(2020, 1, 1)}
    made = partnerships.begin(government=first, partners=[second], values=values, by=by, now=now)
    if state != "draft":
        partnerships.propose(partnership=made, government=first, by=by, now=now)
    if state in ("confirmed", "ended"):
        partnerships.confirm(partnership=made, government=second, by=by, now=now)
    if state == "ended":
        partnerships.end(partnership=made, day=now.date(), note="Done", by=by, now=now)
    return made


def test_what_changes_is_withdrawn_and_said_anew_and_the_rest_is_left(knoxville):
    assert say(knoxville, learn("waste", text="Compost"), teach("transport", "some")) == 2
    later = make.NOW + datetime.timedelta(days=1)
    assert say(knoxville, learn("waste", text="Compost"), teach("transport", "proven"), now=later) == 1
    assert current(knoxville) == [
        ("learn", "waste", "", "Compost", True),
        ("teach", "transport", "proven", "", True),
    ]
    (old,) = Interest.objects.filter(withdrawn_at__isnull=False)
    assert (old.topic, old.depth, old.withdrawn_at) == ("transport", "some", later)
    assert say(knoxville, teach("transport", "proven")) == 1
    assert say(knoxville, teach("transport", "proven")) == 0
    assert Interest.objects.count() == 3


def test_what_a_colleague_changed_meanwhile_is_not_overwritten(knoxville):
    say(knoxville, learn("waste"))
    with pytest.raises(interests.Conflict):
        interests.declare(
            government=knoxville, shown="", wishes=[learn("water")], by=make.user(), now=make.NOW
        )
    assert current(knoxville) == [("learn", "waste", "", "", True)]


@pytest.mark.parametrize(
    "wishes", [[Wish("teach", "waste")], [learn("waste"), learn("waste")], [learn("cheese")]]
)
def test_what_makes_no_sense_is_refused(knoxville, wishes):
    with pytest.raises(ValidationError):
        say(knoxville, *wishes)
    assert not Interest.objects.exists()


def test_the_form_saves_what_was_entered_and_keeps_the_language_of_words_untouched(knoxville, sign_in):
    say(knoxville, learn("waste", text="Compost", language="en"))
    client = sign_in(make.contributor(knoxville))
    page = client.get(reverse("partnerships:interests", args=["knoxville"]))
    entered = {
        "language": "zh-hans",
        "seen": page.context["shown"],
        "waste-learn": "on",
        "waste-learn-text": "Compost",
        "transport-depth": "proven",
        "transport-teach-text": "有轨电车",
        "transport-teach-private": "on",
    }
    answer = client.post(reverse("partnerships:interests", args=["knoxville"]), entered)
    assert answer.status_code == 302
    rows = {row.topic: row for row in Interest.objects.current()}
    assert (rows["waste"].language, rows["waste"].is_public) == ("en", True)
    tram = rows["transport"]
    assert (tram.text, tram.language, tram.is_public, tram.depth) == ("有轨电车", "zh-hans", False, "proven")


def test_words_without_an_offer_are_not_lost_but_asked_about(knoxville, sign_in):
    client = sign_in(make.contributor(knoxville))
    answer = client.post(
        reverse("partnerships:interests", args=["knoxville"]),
        {"language": "en", "seen": "", "water-teach-text": "Rain gardens"},
    )
    assert answer.status_code == 422
    assert "Rain gardens" in answer.content.decode()
    assert "Say how far you are with it, or take your words about it away." in answer.content.decode()
    assert not Interest.objects.exists()


def test_the_second_of_two_people_sees_what_the_first_said_and_can_save_then(knoxville, sign_in):
    client, url = sign_in(make.contributor(knoxville)), reverse("partnerships:interests", args=["knoxville"])
    shown = client.get(url).context["shown"]
    say(knoxville, learn("waste", text="From a colleague"))
    mine = {"language": "en", "seen": shown, "water-learn": "on"}
    answer = client.post(url, mine)
    assert answer.status_code == 409
    assert "From a colleague" in answer.content.decode()
    assert current(knoxville) == [("learn", "waste", "", "From a colleague", True)]
    assert client.post(url, mine | {"seen": answer.context["shown"]}).status_code == 302
    assert current(knoxville) == [("learn", "water", "", "", True)]


@pytest.mark.parametrize(("who", "status"), [("stranger", 404), ("reviewer", 403), ("contributor", 302)])
def test_only_the_government_says_what_it_offers(network, knoxville, sign_in, who, status):
    people = {
        "stranger": make.user,
        "reviewer": lambda: make.reviewer(network),
        "contributor": lambda: make.contributor(knoxville),
    }
    client = sign_in(people[who]())
    answer = client.post(
        reverse("partnerships:interests", args=["knoxville"]),
        {"language": "en", "seen": "", "water-learn": "on"},
    )
    assert answer.status_code == status
    assert Interest.objects.exists() == (status == 302)


# Proposals


def test_a_partner_is_proposed_with_reasons_in_words_and_numbers(knoxville, zhenjiang):
    say(knoxville, learn("waste"), teach("transport", "some"))
    say(zhenjiang, teach("waste", text="Kitchen waste becomes gas"), learn("transport"))
    (found,) = proposals.of_government(knoxville, TODAY).proposals
    assert [why.sentence for why in found.whys] == [
        "It lies across the ocean: China.",
        "Zhenjiang can teach what you want to learn: Waste and circular economy (proven, with results).",
        "Zhenjiang wants to learn what you can teach: Low-carbon transport (some practice).",
    ]
    assert [why.words for why in found.whys] == ["", "Kitchen waste becomes gas", ""]
    with translation.override("zh-hans"):
        (found,) = proposals.of_government(knoxville, TODAY).proposals
        assert "镇江" in found.whys[1].sentence


def test_nothing_is_proposed_before_one_has_said_something(knoxville, zhenjiang):
    say(zhenjiang, teach("waste"))
    found = proposals.of_government(knoxville, TODAY)
    assert (found.says_something, found.proposals) == (False, [])


def test_what_is_not_public_counts_for_oneself_and_for_nobody_else(knoxville, zhenjiang):
    say(knoxville, learn("waste", is_public=False))
    say(zhenjiang, teach("waste"))
    assert proposed(knoxville) == ["zhenjiang"]
    assert proposed(zhenjiang) == []  # they would learn of the need by being proposed
    say(zhenjiang, teach("waste", is_public=False))
    assert proposed(knoxville) == []


def test_what_was_withdrawn_counts_no_more(knoxville, zhenjiang):
    say(knoxville, learn("waste"))
    say(zhenjiang, teach("waste"))
    assert proposed(knoxville) == ["zhenjiang"]
    say(zhenjiang)
    assert proposed(knoxville) == []


@pytest.mark.parametrize(
    ("state", "again"), [("confirmed", False), ("proposed", False), ("ended", True), ("draft", True)]
)
def test_who_works_with_one_already_is_not_proposed(knoxville, zhenjiang, state, again):
    say(knoxville, learn("waste"))
    say(zhenjiang, teach("waste"))
    work_together(state, knoxville, zhenjiang)
    assert bool(proposed(knoxville)) == again


def test_only_members_of_a_common_network_are_proposed(knoxville):
    elsewhere = make.government(network=make.network("another"))
    say(knoxville, learn("waste"))
    say(elsewhere, teach("waste"))
    assert proposed(knoxville) == []


SECTORS = [make.line("I.1.1", 600), make.line("II.1.1", 300), make.line("III.1.1", 100)]


def gpc(place, lines=SECTORS, year=2020, **about):
    make.measure("population", quantity="population", unit="people", is_mass=False, rows="")
    return make.accepted(place, year, framework="gpc", lines=inventory(lines), about=about)


def test_a_profile_takes_sectors_and_people_from_the_latest_accepted_report(knoxville):
    gpc(knoxville, [make.line("I.1.1", 1), make.line("II.1.1", 1)], 2019, population=180_000)
    gpc(knoxville, population=190_000)
    profile = profiles.of_one(knoxville, TODAY)
    assert profile.sectors == {
        "gpc:I": Decimal("0.6"),
        "gpc:II": Decimal("0.3"),
        "gpc:III": Decimal("0.1"),
    }
    assert profile.population == 190_000


KEPT = {
    "a confidential row": (
        [*SECTORS, make.line("I.2.1", 50, notation_key="C", explanation="A single plant")],
        {},
    ),
    "totals only": (SECTORS, {"publication": "totals"}),
    "the verdict only": (SECTORS, {"publication": "verdict"}),
}


@pytest.mark.parametrize(("lines", "about"), KEPT.values(), ids=KEPT)
def test_what_a_report_keeps_to_itself_is_in_no_profile(knoxville, lines, about):
    target = make.target(knoxville)
    gpc(knoxville, year=2005, population=180_000)
    gpc(knoxville, [make.line("I.1.1", 500), make.line("II.1.1", 200)], 2019, population=185_000)
    assessments.assess(knoxville)
    open_profile = profiles.of_one(knoxville, TODAY)
    assert open_profile.sectors
    assert open_profile.population == 185_000
    assert open_profile.reduction == Decimal("0.3")  # 1,000 t, then 700 t
    gpc(knoxville, lines, 2020, population=190_000, **about)
    profile = profiles.of_one(knoxville, TODAY)
    assert (profile.sectors, profile.population, profile.reduction) == ({}, 0, None)
    assert profile.kinds == frozenset({target.kind})


def test_a_verdict_that_its_signatory_sees_first_tells_no_reduction(knoxville):
    make.target(knoxville)
    gpc(knoxville, year=2005)
    gpc(knoxville, [make.line("I.1.1", 500), make.line("II.1.1", 200)], 2019)
    (found,) = assessments.assess(knoxville)
    assert profiles.of_one(knoxville, TODAY).reduction == Decimal("0.3")
    assessments.publish(found, TODAY + datetime.timedelta(days=1))
    assert profiles.of_one(knoxville, TODAY).reduction is None


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_of_proposals_asks_the_same_for_one_partner_and_for_three(
    network, knoxville, sign_in, django_assert_num_queries, count
):
    say(knoxville, learn("waste"))
    for _each in range(count):
        other = make.government(network=network, country="CN")
        gpc(other, population=200_000)
        make.target(other)
        say(other, teach("waste", text="So it is done"))
    client = sign_in(make.contributor(knoxville))
    with django_assert_num_queries(26):
        page = client.get(reverse("partnerships:partners", args=["knoxville"]))
    assert page.content.decode().count("So it is done") == count


def test_the_page_says_what_to_enter_first(knoxville, sign_in):
    page = sign_in(make.contributor(knoxville)).get(reverse("partnerships:partners", args=["knoxville"]))
    assert "First say what you can teach and want to learn" in page.content.decode()


# Words

OWN = Profile(
    "a", "US", 190_000, kinds=frozenset({"base_year_reduction", "co2_peak"}), teaches={"water": Depth.SOME}
)
OTHER = Profile("b", "CN", 3_240_000, kinds=frozenset({"co2_peak"}), teaches={"waste": Depth.PROVEN})


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        (Reason("size"), "They are of a like size: A 190,000 people, B 3.2 million people."),
        (
            Reason("sectors", value=Decimal("0.78")),
            "Their emissions come from like sectors: 78% of the shares agree.",
        ),
        (Reason("achieved", value=Decimal("0.2")), "B shows a reduction of 20.0% by accepted figures."),
    ],
)
def test_a_reason_names_its_numbers(reason, words):
    assert reasons.told(reason, OWN, OTHER, "A", "B") == words


@pytest.mark.parametrize(
    ("count", "english", "chinese"),
    [
        (950, "950 people", "950人"),
        (185_432, "190,000 people", "19万人"),
        (3_249_999, "3.2 million people", "320万人"),
        (24_870_000, "25 million people", "2500万人"),
        (104_000_000, "100 million people", "1亿人"),
    ],
)
def test_people_are_counted_as_each_language_does(count, english, chinese):
    assert reasons.people(count) == english
    with translation.override("zh-hans"):
        assert reasons.people(count).replace(",", "") == chinese
