"""Members' pages, and leaving."""

import pytest
from django.urls import reverse

from accounts import members
from accounts.enums import Role
from accounts.models import Invitation, Mail, Membership
from tests import make
from tests.make import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def network():
    return make.network("climate-leaders")


@pytest.fixture
def city(network):
    return make.government("saint-paul", name="Saint Paul", network=network)


@pytest.fixture
def certifier(city):
    return make.certifier(city)


def url(name, place, *args):
    kind = "network" if hasattr(place, "label_en") else "government"
    return reverse(f"accounts:{kind}-{name}", args=[place.slug, *args])


def held(user):
    return Membership.objects.get(user=user)


# Ending


def test_a_session_that_is_open_loses_its_rights_at_the_next_request(client, city, certifier):
    colleague = make.contributor(city)
    client.force_login(colleague)
    assert client.get(url("members", city)).status_code == 200
    members.end(membership=held(colleague), by=certifier, now=NOW)
    assert client.get(url("members", city)).status_code == 404


def test_who_ends_it_and_when_is_kept_and_the_person_is_told_once(city, certifier):
    colleague = make.contributor(city)
    for _twice in range(2):
        members.end(membership=held(colleague), by=certifier, now=NOW)
    ended = held(colleague)
    assert (ended.ended_at, ended.ended_by) == (NOW, certifier)
    letter = Mail.objects.get()
    assert (letter.to, "Saint Paul" in letter.subject) == (colleague.email, True)


def test_a_government_does_not_lose_its_last_certifier_by_mistake(city, certifier):
    with pytest.raises(members.LastCertifier):
        members.end(membership=held(certifier), by=certifier, now=NOW)
    members.end(membership=held(certifier), by=certifier, now=NOW, leave_without_certifier=True)
    assert held(certifier).ended_at == NOW


def test_one_of_two_certifiers_can_go(city, certifier):
    second = make.certifier(city)
    members.end(membership=held(second), by=certifier, now=NOW)
    assert not members.at(city).filter(user=second).exists()


def test_a_network_keeps_its_last_administrator_whatever_is_ticked(network):
    last = make.user(role=Role.ADMINISTRATOR, place=network)
    make.reviewer(network)
    with pytest.raises(members.CannotEnd):
        members.end(membership=held(last), by=last, now=NOW, leave_without_certifier=True)
    assert held(last).ended_at is None


# The pages


def test_the_list_names_members_roles_and_open_invitations(client, city, certifier):
    colleague = make.contributor(city)
    client.force_login(certifier)
    client.post(url("invite", city), {"email": "new@example.org", "role": Role.CERTIFIER})
    page = client.get(url("members", city)).content.decode()
    for words in (certifier.email, colleague.email, "new@example.org", "Contributor", "Certifier"):
        assert words in page
    assert url("member-end", city, held(colleague).pk) in page


def test_a_contributor_reads_the_list_without_its_buttons(client, city, certifier):
    client.force_login(make.contributor(city))
    page = client.get(url("members", city)).content.decode()
    assert certifier.email in page
    assert url("invite", city) not in page
    assert url("member-end", city, held(certifier).pk) not in page


def test_an_invitation_that_makes_no_sense_is_refused_in_the_form(client, city, certifier):
    client.force_login(certifier)
    answer = client.post(url("invite", city), {"email": certifier.email, "role": Role.CERTIFIER})
    assert answer.status_code == 200
    assert "has this role already" in answer.content.decode()
    assert not Invitation.objects.exists()


def test_a_certifier_invites_nobody_to_the_secretariat(client, city, certifier):
    client.force_login(certifier)
    client.post(url("invite", city), {"email": "new@example.org", "role": Role.ADMINISTRATOR})
    assert not Invitation.objects.exists()


def test_the_last_certifier_is_ended_only_with_the_box_ticked(client, city, certifier):
    client.force_login(certifier)
    address = url("member-end", city, held(certifier).pk)
    assert "This is the only certifier" in client.get(address).content.decode()
    assert client.post(address).status_code == 200
    assert held(certifier).ended_at is None
    assert client.post(address, {"leave_without_certifier": "on"}).status_code == 302
    assert held(certifier).ended_at is not None


def test_the_last_administrator_meets_a_page_that_says_what_to_do_first(client, network):
    last = make.user(role=Role.ADMINISTRATOR, place=network)
    client.force_login(last)
    address = url("member-end", network, held(last).pk)
    page = client.post(address, {"leave_without_certifier": "on"}).content.decode()
    assert "Invite another one first" in page
    assert held(last).ended_at is None


def test_a_member_of_another_place_cannot_be_ended_from_here(client, city, certifier, network):
    stranger = make.contributor(make.government(network=network))
    client.force_login(certifier)
    assert client.post(url("member-end", city, held(stranger).pk)).status_code == 404
    assert held(stranger).ended_at is None


def test_invitations_are_sent_again_and_withdrawn_from_the_list(client, city, certifier):
    client.force_login(certifier)
    client.post(url("invite", city), {"email": "new@example.org", "role": Role.CONTRIBUTOR})
    made = Invitation.objects.get()
    client.post(url("invitation-resend", city, made.pk))
    assert Mail.objects.filter(to="new@example.org").count() == 2
    client.post(url("invitation-withdraw", city, made.pk))
    made.refresh_from_db()
    assert made.withdrawn_at is not None
    assert client.post(url("invitation-resend", city, made.pk)).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_same_number_of_questions(
    client, city, certifier, count, django_assert_num_queries
):
    for number in range(count):
        make.contributor(city)
        Invitation.objects.create(
            email=f"new-{number}@example.org",
            government=city,
            role=Role.CONTRIBUTOR,
            token_sha256=str(number),
            invited_by=certifier,
            invited_at=NOW,
            expires_at=NOW,
        )
    client.force_login(certifier)
    with django_assert_num_queries(7):
        client.get(url("members", city))
