"""Signing in, resetting, confirming, the second factor: allauth in our frame, its letters in our outbox."""

import re
import time

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core import mail
from django.urls import reverse

from accounts import outbox
from accounts.enums import Role
from accounts.invitations import confirm_address
from accounts.models import Mail, User
from tests import make
from tests.make import NOW, PASSWORD

pytestmark = pytest.mark.django_db
NEW_PASSWORD = "another long passphrase"


@pytest.fixture
def network():
    return make.network("climate-leaders")


@pytest.fixture
def person():
    made = make.user("mayor@example.org")
    confirm_address(made)
    return made


def sign_in(client, email="mayor@example.org", password=PASSWORD):
    return client.post(reverse("account_login"), {"login": email, "password": password})


def link_in(body, words):
    (found,) = re.findall(rf"https?://[^/]+(/\S*{words}\S*)", body)
    return found


def is_in(client):
    return "_auth_user_id" in client.session


# Signing in


def test_one_signs_in_by_email_in_any_case_and_comes_to_the_desk(client, person):
    answer = sign_in(client, "Mayor@Example.org")
    assert answer.url == reverse("portal:desk")
    assert is_in(client)


@pytest.mark.parametrize("email", ["mayor@example.org", "nobody@example.org"])
def test_a_refusal_does_not_tell_who_has_an_account(client, person, email):
    page = sign_in(client, email, "wrong").content.decode()
    assert "not correct" in page
    assert not is_in(client)


def test_guessing_is_slowed_down(client, person):
    for _attempt in range(5):
        sign_in(client, password="wrong")
    page = sign_in(client).content.decode()
    assert "Too many failed login attempts" in page
    assert not is_in(client)


def test_a_closed_account_does_not_sign_in(client, person):
    User.objects.update(is_active=False)
    sign_in(client)
    assert not is_in(client)


def test_nobody_signs_up(client):
    page = client.post(
        reverse("account_signup"),
        {"email": "new@example.org", "password1": NEW_PASSWORD, "password2": NEW_PASSWORD},
    )
    assert "Accounts come by invitation" in page.content.decode()
    assert not User.objects.exists()


@pytest.mark.parametrize(
    "name",
    ["account_login", "account_signup", "account_reset_password", "account_reset_password_done"],
)
@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_the_pages_sit_in_our_frame(client, name, language):
    page = client.get(reverse(name).replace("/en/", f"/{language}/")).content.decode()
    assert page.count("<h1>") == 1
    assert 'class="masthead"' in page
    assert "style=" not in page
    assert "<script>" not in page


# Resetting the password


def test_a_forgotten_password_is_set_anew_by_a_letter_in_the_reader_s_language(client, person):
    person.language = "zh-hans"
    person.save()
    client.post(reverse("account_reset_password"), {"email": person.email})
    letter = Mail.objects.get(to=person.email)
    assert not mail.outbox, "the letter goes through the outbox"
    page = client.get(link_in(letter.body, "password/reset"), follow=True)
    client.post(page.redirect_chain[-1][0], {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD})
    person.refresh_from_db()
    assert person.check_password(NEW_PASSWORD)


def test_the_link_to_reset_is_kept_only_until_it_is_sent(client, person):
    client.post(reverse("account_reset_password"), {"email": person.email})
    outbox.send(mail_id=Mail.objects.get().pk, now=NOW)
    assert "password/reset" in mail.outbox[0].body
    assert Mail.objects.get().body == ""


def test_a_link_that_was_used_says_what_to_do(client):
    url = reverse("account_reset_password_from_key", kwargs={"uidb36": "1", "key": "made-up"})
    page = client.get(url).content.decode()
    assert "This link no longer works" in page
    assert reverse("account_reset_password") in page


def test_an_unknown_address_gets_a_letter_that_says_so(client):
    client.post(reverse("account_reset_password"), {"email": "nobody@example.org"})
    assert "no account with this address" in Mail.objects.get(to="nobody@example.org").body


# One's own account


def test_name_and_language_are_changed_and_the_page_follows(client, person):
    client.force_login(person)
    answer = client.post(reverse("accounts:account"), {"name": "Ada", "language": "zh-hans"})
    person.refresh_from_db()
    assert (person.name, person.language) == ("Ada", "zh-hans")
    assert answer.url == "/zh-hans/account/"


def test_a_new_address_is_used_once_its_letter_is_answered(client, person):
    sign_in(client)
    client.post(reverse("account_email"), {"action_add": "", "email": "new@example.org"})
    person.refresh_from_db()
    assert person.email == "mayor@example.org"
    letter = Mail.objects.get(to="new@example.org")
    client.post(link_in(letter.body, "confirm-email"))
    person.refresh_from_db()
    assert person.email == "new@example.org"
    assert EmailAddress.objects.get(user=person, primary=True).email == "new@example.org"


# The second factor


def set_up_second_factor(client):
    """Confirm the password, as allauth asks before anything that concerns safety, then scan and enter."""
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    client.get(reverse("mfa_activate_totp"))
    secret = client.session["mfa.totp.secret"]
    code = format_hotp_value(hotp_value(secret, int(time.time()) // 30))
    return client.post(reverse("mfa_activate_totp"), {"code": code})


def test_a_second_factor_is_set_up_and_then_asked_for(client, person):
    sign_in(client)
    assert reverse("account_reauthenticate") in client.get(reverse("mfa_activate_totp")).url
    set_up_second_factor(client)
    assert len(Authenticator.objects.get(user=person, type="recovery_codes").wrap().get_unused_codes()) == 10
    client.logout()

    assert sign_in(client).url == reverse("mfa_authenticate")
    assert not is_in(client)
    client.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert not is_in(client)
    codes = Authenticator.objects.get(user=person, type="recovery_codes").wrap().get_unused_codes()
    client.post(reverse("mfa_authenticate"), {"code": codes[0]})
    assert is_in(client)


@pytest.mark.parametrize("name", ["mfa_index", "mfa_view_recovery_codes", "mfa_deactivate_totp"])
def test_its_pages_sit_in_our_frame(client, person, name):
    sign_in(client)
    set_up_second_factor(client)
    page = client.get(reverse(name)).content.decode()
    assert 'class="masthead"' in page
    assert "style=" not in page
    assert "<script>" not in page


@pytest.fixture
def required(settings):
    settings.MFA_REQUIRED_OF_SECRETARIAT = True


def member(place, role):
    made = make.user("mayor@example.org", role=role, place=place)
    confirm_address(made)
    return made


@pytest.mark.usefixtures("required")
@pytest.mark.parametrize("role", [Role.REVIEWER, Role.ADMINISTRATOR])
def test_the_secretariat_sets_up_its_second_factor_before_anything_else(client, network, role):
    member(network, role)
    sign_in(client)
    desk = reverse("portal:network-desk", args=[network.slug])
    for url in (desk, reverse("admin:index"), reverse("accounts:network-members", args=[network.slug])):
        assert client.get(url).url == reverse("mfa_activate_totp")
        assert client.post(url).url == reverse("mfa_activate_totp")
    set_up_second_factor(client)
    assert client.get(desk).status_code == 200


@pytest.mark.usefixtures("required")
def test_staff_of_governments_are_free_to_do_without(client, network):
    city = make.government(network=network)
    member(city, Role.CERTIFIER)
    sign_in(client)
    assert client.get(reverse("portal:government-desk", args=[city.slug])).status_code == 200


def test_a_demonstration_does_not_ask_for_it(client, network, settings):
    assert settings.MFA_REQUIRED_OF_SECRETARIAT is False
    member(network, Role.REVIEWER)
    sign_in(client)
    assert client.get(reverse("portal:network-desk", args=[network.slug])).status_code == 200


# The admin's door


def test_the_admin_signs_in_where_everyone_does(client, network):
    inside = reverse("admin:accounts_government_changelist")
    answer = client.get(reverse("admin:login") + f"?next={inside}")
    assert answer.url == f"{reverse('account_login')}?next={inside}"
    assert client.get(inside).url == f"{reverse('account_login')}?next={inside}"
    client.force_login(member(network, Role.REVIEWER))
    assert client.get(reverse("admin:login") + f"?next={inside}").url == inside


def test_the_admin_s_door_leads_nowhere_else(client, network):
    client.force_login(member(network, Role.REVIEWER))
    answer = client.get(reverse("admin:login") + "?next=https://elsewhere.example/")
    assert answer.url == reverse("admin:index")
