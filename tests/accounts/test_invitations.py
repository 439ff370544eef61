"""Inviting, accepting, withdrawing: whoever joins holds a letter, and a letter opens one door once."""

import datetime
import re

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings
from django.core import mail
from django.urls import reverse
from django.utils import translation

from accounts import invitations, members, outbox
from accounts.enums import Role
from accounts.models import Invitation, Mail, Membership, User
from tests import make
from tests.make import NOW

pytestmark = pytest.mark.django_db
NEW_PASSWORD = "a long enough passphrase"


@pytest.fixture
def network():
    return make.network("climate-leaders", label_en="Climate Leaders", label_zh="气候领导者")


@pytest.fixture
def city(network):
    return make.government("saint-paul", name="Saint Paul", name_zh="圣保罗市", network=network)


@pytest.fixture
def certifier(city):
    return make.certifier(city)


def invite(place, by, email="new@example.org", role=Role.CONTRIBUTOR, now=NOW):
    return invitations.invite(email=email, role=role, place=place, by=by, now=now)


def link_in(letter: Mail) -> str:
    (found,) = re.findall(r"https?://\S+/invitations/\S+/", letter.body)
    return found.removeprefix(settings.SITE_URL)


def letter_to(email="new@example.org") -> Mail:
    return Mail.objects.filter(to=email).latest("pk")


# Inviting


def test_the_link_is_in_the_letter_alone(city, certifier):
    made = invite(city, certifier, email=" New@Example.org ")
    token = link_in(letter_to()).rstrip("/").rsplit("/", 1)[1]
    assert made.email == "new@example.org"
    assert token not in str(Invitation.objects.filter(pk=made.pk).values())
    assert invitations.with_token(token) == made
    assert made.expires_at - NOW == datetime.timedelta(days=14)


def test_the_letter_forgets_the_link_once_it_is_sent(city, certifier):
    invite(city, certifier)
    outbox.send(mail_id=letter_to().pk, now=NOW)
    assert "/invitations/" in mail.outbox[0].body
    assert letter_to().body == ""


def test_the_letter_is_in_the_language_of_the_page(city, certifier):
    with translation.override("zh-hans"):
        invite(city, certifier)
    assert "/zh-hans/invitations/" in letter_to().body
    assert "圣保罗市" in letter_to().subject


@pytest.mark.parametrize("role", [Role.REVIEWER, Role.ADMINISTRATOR, "mayor"])
def test_a_government_has_no_such_role(city, certifier, role):
    with pytest.raises(invitations.CannotInvite, match="does not exist here"):
        invite(city, certifier, role=role)


def test_a_network_has_no_certifier(network):
    with pytest.raises(invitations.CannotInvite, match="does not exist here"):
        invite(network, make.reviewer(network), role=Role.CERTIFIER)


def test_who_has_the_role_is_not_invited_to_it(city, certifier):
    with pytest.raises(invitations.CannotInvite, match="has this role already"):
        invite(city, certifier, email=certifier.email.upper(), role=Role.CERTIFIER)
    assert not Mail.objects.exists()


def test_an_open_invitation_is_not_doubled_but_an_expired_one_can_be(city, certifier):
    invite(city, certifier)
    with pytest.raises(invitations.CannotInvite, match="open invitation"):
        invite(city, certifier, role=Role.CERTIFIER)
    assert invite(city, certifier, now=NOW + datetime.timedelta(days=14))


def test_a_letter_sent_again_opens_and_the_one_before_no_longer(city, certifier):
    made = invite(city, certifier)
    first = link_in(letter_to()).rstrip("/").rsplit("/", 1)[1]
    invitations.resend(invitation=made, by=certifier, now=NOW + datetime.timedelta(days=20))
    second = link_in(letter_to()).rstrip("/").rsplit("/", 1)[1]
    assert invitations.with_token(first) is None
    assert invitations.with_token(second) == made
    assert made.expires_at == NOW + datetime.timedelta(days=34)
    assert Mail.objects.count() == 2


def test_what_is_withdrawn_stays_withdrawn(city, certifier):
    made = invite(city, certifier)
    invitations.withdraw(invitation=made, now=NOW)
    with pytest.raises(invitations.InvitationClosed):
        invitations.resend(invitation=made, by=certifier, now=NOW)
    with pytest.raises(invitations.InvitationClosed):
        invitations.withdraw(invitation=made, now=NOW)
    with pytest.raises(invitations.InvitationClosed):
        invitations.accept(invitation=made, user=make.user("new@example.org"), now=NOW)


# Accepting


def test_an_invitation_is_accepted_once_and_before_it_expires(city, certifier):
    reader = make.user("new@example.org")
    made = invite(city, certifier)
    with pytest.raises(invitations.InvitationClosed):
        invitations.accept(invitation=made, user=reader, now=NOW + datetime.timedelta(days=14))
    with pytest.raises(invitations.NotTheirs):
        invitations.accept(invitation=made, user=make.user(), now=NOW)
    invitations.accept(invitation=made, user=reader, now=NOW)
    with pytest.raises(invitations.InvitationClosed):
        invitations.accept(invitation=made, user=reader, now=NOW)
    assert [held.role for held in reader.current_memberships] == [Role.CONTRIBUTOR]


def test_another_role_takes_the_place_of_the_one_held(city, certifier):
    colleague = make.contributor(city)
    made = invite(city, certifier, email=colleague.email, role=Role.CERTIFIER)
    invitations.accept(invitation=made, user=colleague, now=NOW)
    roles = list(colleague.memberships.order_by("pk").values_list("role", "ended_at"))
    assert roles == [(Role.CONTRIBUTOR, NOW), (Role.CERTIFIER, None)]


def test_the_last_certifier_cannot_step_down_by_accepting_less(city, certifier, network):
    made = invite(city, make.reviewer(network), email=certifier.email)
    with pytest.raises(members.LastCertifier):
        invitations.accept(invitation=made, user=certifier, now=NOW)
    assert members.at(city).get(user=certifier).role == Role.CERTIFIER
    made.refresh_from_db()
    assert made.accepted_at is None


# The pages


@pytest.fixture
def offered(city, certifier, settings):
    """An invitation whose term runs from the real present, and its address."""
    from django.utils import timezone

    made = invite(city, certifier, now=timezone.now())
    return made, link_in(letter_to())


def test_somebody_new_sets_name_and_password_and_is_at_their_desk(client, offered, city):
    _made, url = offered
    page = client.get(url)
    assert "Saint Paul" in page.content.decode()
    answer = client.post(url, {"name": "Ada", "password": NEW_PASSWORD, "again": NEW_PASSWORD})
    assert answer.status_code == 302
    assert answer.url == reverse("portal:government-desk", args=[city.slug])
    user = User.objects.get(email="new@example.org")
    assert (user.name, user.language, user.check_password(NEW_PASSWORD)) == ("Ada", "en", True)
    assert EmailAddress.objects.get(user=user).verified
    assert client.session["_auth_user_id"] == str(user.pk)
    assert Membership.objects.get(user=user).role == Role.CONTRIBUTOR


def test_the_language_of_the_page_becomes_the_account_s(client, offered):
    url = offered[1].replace("/en/", "/zh-hans/")
    client.post(url, {"name": "王", "password": NEW_PASSWORD, "again": NEW_PASSWORD})
    assert User.objects.get(email="new@example.org").language == "zh-hans"


@pytest.mark.parametrize(
    ("typed", "complaint"),
    [
        ({"again": "something else entirely"}, "The two passwords are not the same."),
        ({"password": "short", "again": "short"}, "at least 12 characters"),
        ({"name": ""}, "This field is required."),
    ],
)
def test_what_is_typed_wrongly_is_said_and_makes_no_account(client, offered, typed, complaint):
    typed = {"name": "Ada", "password": NEW_PASSWORD, "again": NEW_PASSWORD, **typed}
    page = client.post(offered[1], typed)
    assert complaint in page.content.decode()
    assert not User.objects.filter(email="new@example.org").exists()


def test_somebody_with_an_account_signs_in_first_and_accepts_with_one_button(client, offered):
    made, url = offered
    user = make.user("new@example.org")
    page = client.get(url).content.decode()
    assert f"{reverse('account_login')}?next={url}" in page
    client.post(url, {"name": "Eve", "password": NEW_PASSWORD, "again": NEW_PASSWORD})
    made.refresh_from_db()
    assert made.accepted_at is None, "who has only the link takes over nobody's account"
    client.force_login(user)
    assert 'name="password"' not in client.get(url).content.decode()
    assert client.post(url).status_code == 302
    assert user.memberships.get().role == Role.CONTRIBUTOR


def test_the_link_does_not_serve_another_account(client, offered):
    client.force_login(make.user("other@example.org"))
    answer = client.post(offered[1])
    assert answer.status_code == 403
    assert "other@example.org" in answer.content.decode()
    assert not Membership.objects.filter(user__email="other@example.org").exists()


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"accepted_at": NOW}, "This invitation was accepted"),
        ({"withdrawn_at": NOW}, "This invitation was withdrawn"),
        ({"expires_at": NOW - datetime.timedelta(days=3650)}, "This invitation has expired"),
    ],
)
def test_a_closed_invitation_says_what_became_of_it(client, offered, fields, says):
    made, url = offered
    Invitation.objects.filter(pk=made.pk).update(**fields)
    for answer in (client.get(url), client.post(url, {"name": "Ada"})):
        assert answer.status_code == 410
        assert says in answer.content.decode()


def test_a_link_that_opens_nothing_says_so(client):
    answer = client.get(reverse("accounts:invitation", args=["made-up"]))
    assert answer.status_code == 404
    assert "This link opens no invitation" in answer.content.decode()
