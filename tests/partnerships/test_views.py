"""Partnerships as people of two governments write them, and as everyone sees them."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from partnerships import documents
from partnerships.actions import partnerships
from partnerships.models import Exchange, Partnership
from portal import sums
from tests import make
from tests.partnerships import examples

pytestmark = pytest.mark.django_db
DAY = datetime.date
QUERIES_OF_A_DESK = 11
QUERIES_OF_THE_LIST = 8
QUERIES_OF_A_PARTNERSHIP = 12
SENT = {
    "kind": "memorandum",
    "title_en": "Buildings that need less",
    "topics": ["buildings"],
    "starts_on": "2024-03-01",
    "ends_on": "",
    "description_en": "",
}
NO_ROWS = {"deliverables-TOTAL_FORMS": "0", "deliverables-INITIAL_FORMS": "0"}


@pytest.fixture
def here():
    return make.government("saint-paul", name="Saint Paul")


@pytest.fixture
def there():
    return make.government("zhenjiang", name="Zhenjiang", name_zh="镇江市", country="CN")


@pytest.fixture
def one(client, here):
    client.force_login(make.certifier(here))
    return client


@pytest.fixture
def other(there):
    made = Client()
    made.force_login(make.certifier(there))
    return made


def at(name, *args):
    return reverse(f"partnerships:{name}", args=args)


def public(partnership):
    return reverse("portal:partnership", args=[partnership.reference])


def test_a_partnership_lives_from_the_first_word_to_its_end(one, other, here, there, client):
    found = one.post(at("partnership-begin", "saint-paul"), {**SENT, "find": "镇江", "then": "find"})
    assertContains(found, 'value="zhenjiang"')
    assertContains(found, "Buildings that need less")  # what was typed stays
    assert not Partnership.objects.exists()
    one.post(at("partnership-begin", "saint-paul"), {**SENT, "partners": ["zhenjiang"]})
    made = Partnership.objects.get()
    goal = make.target(there).target
    saved = one.post(
        at("partnership-edit", made.reference),
        {
            **SENT,
            "partners": ["zhenjiang"],
            "revision": made.revision,
            "targets": [goal.pk],
            "deliverables-TOTAL_FORMS": "1",
            "deliverables-INITIAL_FORMS": "0",
            "deliverables-0-text_en": "A joint guide",
            "deliverables-0-due": "2025-06-30",
        },
    )
    assert saved.status_code == 302
    one.post(at("partnership-propose", made.reference))
    assertContains(other.get(at("cooperation", "zhenjiang")), "Waiting for your word")
    assert client.get(public(made)).status_code == 404
    other.post(at("partnership-confirm", made.reference))
    page = client.get(public(made))
    for words in ("Buildings that need less", "A joint guide", "Overdue", goal.quote, "Zhenjiang"):
        assertContains(page, words)
    owed = made.deliverables.get()
    other.post(at("partnership-deliver", made.reference, owed.pk), {"done_on": "2025-07-01", "link": ""})
    assertContains(client.get(public(made)), "delivered July 1, 2025")
    one.post(at("partnership-end", made.reference), {"day": "2026-06-30", "note": "The grant ran out."})
    made.refresh_from_db()
    assert (made.state, made.ends_on) == ("ended", DAY(2026, 6, 30))
    assertContains(client.get(public(made)), "Ended")


def test_one_who_declines_gives_words_that_the_others_read(one, other, here, there):
    made = examples.proposed(here, there)
    other.post(at("partnership-decline", made.reference), {"note": ""})
    made.refresh_from_db()
    assert made.state == "proposed"
    other.post(at("partnership-decline", made.reference), {"note": "End it in 2026."})
    made.refresh_from_db()
    assert made.state == "draft"
    assertContains(one.get(at("partnership", made.reference)), "End it in 2026.")


def test_nothing_of_a_draft_or_a_proposal_is_public(client, here, there, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    shown = [reverse("portal:partnerships"), here.get_absolute_url(), there.get_absolute_url()]
    for made in (examples.draft(here, there), examples.proposed(here, there)):
        assert client.get(public(made)).status_code == 404
        for address in shown:
            assertNotContains(client.get(address), made.title_en)
    confirmed = examples.confirmed(here, there)
    for address in shown:
        assertContains(client.get(address), confirmed.title_en)


def test_contacts_and_notes_are_for_the_partners_only(one, other, here, there):
    made = examples.confirmed(here, there)
    one.post(
        at("partnership-contact", made.reference),
        {"government": "saint-paul", "contact": "Ms Lindqvist, Energy Office", "email": "lin@example.org"},
    )
    assertContains(other.get(at("partnership", made.reference)), "Ms Lindqvist, Energy Office")
    exchange = examples.exchange(made)
    everyone = Client()
    for address in (
        public(made),
        exchange.get_absolute_url(),
        here.get_absolute_url(),
        reverse("portal:partnerships"),
    ):
        page = everyone.get(address)
        assertNotContains(page, "Lindqvist")
        assertNotContains(page, "lin@example.org")


def test_strangers_find_no_partnership_and_the_secretariat_no_draft(here, there, client):
    network = make.network()
    network.memberships.create(government=here)
    made = examples.draft(here, there)
    client.force_login(make.certifier(make.government()))
    assert client.get(at("partnership", made.reference)).status_code == 404
    assert client.post(at("partnership-discard", made.reference)).status_code == 404
    client.force_login(make.reviewer(network))
    assert client.get(at("partnership", made.reference)).status_code == 404
    assert Partnership.objects.filter(pk=made.pk).exists()


def test_nobody_confirms_for_the_other_side(one, here, there):
    made = examples.proposed(here, there)
    one.post(at("partnership-confirm", made.reference), {"government": "zhenjiang"})
    made.refresh_from_db()
    assert made.state == "proposed"
    assert made.partners.get(government=there).confirmed_at is None


def test_who_speaks_for_both_says_for_which(client, here, there):
    made = examples.proposed(here, there)
    both = make.certifier(here)
    make.membership(both, "certifier", there)
    client.force_login(both)
    client.post(at("partnership-confirm", made.reference), {"government": "zhenjiang"})
    made.refresh_from_db()
    assert made.state == "confirmed"


def test_what_a_colleague_saved_is_shown_before_it_is_overwritten(one, here, there):
    made = examples.draft(here, there)
    seen = made.revision
    examples.save(made, values={"title_en": "Theirs"})
    sent = {**SENT, **NO_ROWS, "title_en": "Mine", "partners": ["zhenjiang"], "revision": seen}
    answer = one.post(at("partnership-edit", made.reference), sent)
    assert answer.status_code == 409
    assertContains(answer, "Mine", status_code=409)
    made.refresh_from_db()
    assert made.title_en == "Theirs"


def test_a_paper_is_the_partners_own_until_the_partnership_is_public(
    one, client, here, there, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path
    made = examples.draft(here, there)
    wrong = one.post(
        at("partnership-document", made.reference), {"file": SimpleUploadedFile("memo.pdf", b"GIF89a")}
    )
    assertContains(wrong, "not what its name says", status_code=422)
    one.post(
        at("partnership-document", made.reference), {"file": SimpleUploadedFile("memo.pdf", b"%PDF-1.7")}
    )
    held = made.documents.get()
    address = reverse("portal:partnership-file", args=[made.reference, held.pk])
    assert client.get(address).status_code == 404
    partnerships.propose(partnership=made, government=here, by=make.certifier(here), now=timezone.now())
    partnerships.confirm(partnership=made, government=there, by=make.certifier(there), now=timezone.now())
    answer = client.get(address)
    assert b"".join(answer.streaming_content) == b"%PDF-1.7"
    assert answer["Content-Disposition"].startswith("attachment")


def test_an_exchange_is_entered_and_shown_with_who_came(one, client, here, there):
    made = examples.confirmed(here, there)
    sent = {
        "kind": "training",
        "title_en": "Heat pumps in schools",
        "starts_on": "2025-04-07",
        "ends_on": "2025-04-11",
        "governments": ["saint-paul", "zhenjiang"],
        "hosts": ["saint-paul"],
        "participants": "14",
        "outcome": "Six schools chosen",
        "language": "en",
    }
    nobody = one.post(at("exchange-new", made.reference), {**sent, "governments": []})
    assert nobody.status_code == 422
    one.post(at("exchange-new", made.reference), sent)
    held = Exchange.objects.get()
    page = client.get(held.get_absolute_url())
    for words in ("Heat pumps in schools", "14 people took part", "Six schools chosen", "(host)"):
        assertContains(page, words)
    assertContains(client.get(there.get_absolute_url()), "Heat pumps in schools")
    one.post(at("exchange-remove", made.reference, held.pk))
    assert not Exchange.objects.exists()


def test_the_list_is_narrowed_by_countries_kind_topic_and_network(client, here, there):
    network = make.network("climate-leaders")
    across = examples.confirmed(here, there, title_en="Across", network=network)
    within = examples.confirmed(
        here, make.government("oakland"), title_en="Within", kind="sisters", topics=["water"]
    )

    def found(**choices):
        page = client.get(reverse("portal:partnerships"), choices).context["page"]
        return {each.pk for each in page.object_list}

    assert found() == {across.pk, within.pk}
    assert found(country="US", other="CN") == found(country="CN") == {across.pk}
    assert found(country="US", other="US") == found(kind="sisters") == found(topic="water") == {within.pk}
    assert found(network="climate-leaders") == found(q="镇江") == {across.pk}
    assert found(government="oakland") == {within.pk}
    assert found(standing="over") == set()
    assert found(topic="air") == set()


@pytest.mark.parametrize("count", [1, 3])
def test_pages_ask_the_same_number_of_questions(one, client, here, there, django_assert_num_queries, count):
    for number in range(count):
        made = examples.draft(here, there, title_en=f"Number {number}")
        places = [here, there, make.government(), make.government()][: count + 1]
        goals = [make.target(place).target for place in places]
        examples.save(made, *places, targets=goals)
        partnerships.propose(partnership=made, government=here, by=make.certifier(here), now=make.NOW)
        for place in places[1:]:
            partnerships.confirm(partnership=made, government=place, by=make.certifier(place), now=make.NOW)
        examples.proposed(there, here, title_en=f"Proposed {number}")
    for number in range(count):
        examples.exchange(made, title_en=f"Visit {number}")
        documents.add(
            partnership=made,
            title=f"Paper {number}",
            link="https://example.org/",
            by=make.user(),
            now=timezone.now(),
        )
    everyone = Client()
    everyone.get(public(made))
    with django_assert_num_queries(QUERIES_OF_A_DESK):
        assertContains(one.get(at("cooperation", "saint-paul")), f"Proposed {count - 1}")
    with django_assert_num_queries(QUERIES_OF_THE_LIST):
        assertContains(everyone.get(reverse("portal:partnerships")), f"Number {count - 1}")
    with django_assert_num_queries(QUERIES_OF_A_PARTNERSHIP):
        assertContains(everyone.get(public(made)), f"Visit {count - 1}")


def test_a_county_and_its_city_are_not_added_twice(client):
    make.measure()
    network = make.network("climate-leaders")
    county = make.government("king-county", network=network)
    inside = make.government("seattle", network=network, parent=county)
    apart = make.government("oakland", network=network)
    for place, tonnes in ((county, 20_000), (inside, 6_000), (apart, 3_000)):
        make.accepted(place, 2020, lines=[make.line("T.1", tonnes)])
    found = sums.of_network(network)
    assert (found.tonnes, found.counted, found.inside) == (23_000, 2, (inside,))
    assertContains(client.get(network.get_absolute_url()), "Not added again")


def test_a_place_counts_where_no_place_around_it_has_a_figure():
    # 3 lies in 2, which lies in 1; 4 lies nowhere
    parents = {3: 2, 2: 1}
    assert sums.outermost({1, 3, 4}, parents) == {1, 4}
    assert sums.outermost({3, 4}, parents) == {3, 4}


def test_a_network_shows_its_members_that_signed_nothing_and_who_works_with_it(client):
    network = make.network("eacac")
    make.government("tokyo", name="Tokyo", network=network, country="JP")
    network.organisations.create(organisation=make.organisation("iclei"), part_en="Runs it", part_zh="实施")
    page = client.get(network.get_absolute_url())
    assertContains(page, "1 member signed no declaration")
    assertContains(page, "Runs it")
