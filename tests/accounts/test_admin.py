"""The records of who takes part, in the admin."""

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from accounts import invitations
from accounts.enums import MailState, Role
from accounts.models import Government, Mail, Network, User
from accounts.permissions import Permission, may
from tests import make
from tests.make import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def network():
    return make.network("climate-leaders")


@pytest.fixture
def administrator(network):
    return make.user("chief@example.org", role=Role.ADMINISTRATOR, place=network)


def record(name, *args):
    return reverse(f"admin:accounts_{name}", args=args)


def test_governments_are_found_by_any_of_their_names(client, administrator, network):
    make.government("zhenjiang", name="Zhenjiang", name_zh="镇江市", network=network)
    make.government("saint-paul", name="Saint Paul", network=network)
    client.force_login(administrator)
    page = client.get(record("government_changelist") + "?q=镇江").content.decode()
    assert "Zhenjiang" in page
    assert "Saint Paul" not in page


def test_an_administrator_closes_an_account_but_cannot_take_it_over(client, administrator, network):
    city = make.government(network=network)
    person = make.user("mayor@example.org", role=Role.CERTIFIER, place=city)
    client.force_login(administrator)
    url = record("user_change", person.pk)
    page = client.get(url).content.decode()
    assert person.password not in page
    inline = {"memberships-TOTAL_FORMS": "0", "memberships-INITIAL_FORMS": "0"}
    client.post(url, {"email": "mine@example.org", "name": "Ada", "language": "en", **inline})
    person.refresh_from_db()
    assert (person.email, person.name, person.is_active) == ("mayor@example.org", "Ada", False)


def test_people_of_other_networks_are_out_of_reach(client, administrator, network):
    ours = make.certifier(make.government(network=network))
    theirs = make.certifier(make.government(network=make.network()))
    client.force_login(administrator)
    page = client.get(record("user_changelist")).content.decode()
    assert ours.email in page
    assert theirs.email not in page
    assert theirs.email not in client.get(record("membership_changelist")).content.decode()


def government_form(government, *, name, network=None):
    """The form of a government with one name, and a row that would make it a member of `network`."""
    row = {"network": network.pk, "since_year": 2026, "until": "", "source": ""} if network else {}
    named = government.names.get() if government.pk else None
    return {
        "slug": government.slug,
        "kind": government.kind,
        "country": government.country,
        "names-TOTAL_FORMS": "1",
        "names-INITIAL_FORMS": "1" if named else "0",
        "names-0-id": named.pk if named else "",
        "names-0-government": government.pk or "",
        "names-0-language": "en",
        "names-0-text": name,
        "network_memberships-TOTAL_FORMS": "1" if network else "0",
        "network_memberships-INITIAL_FORMS": "0",
        **{f"network_memberships-0-{field}": value for field, value in row.items()},
    }


def test_a_government_is_changed_by_the_administrators_of_its_networks(client, administrator, network):
    ours = make.government(network=network)
    theirs = make.government(name="Theirs", network=make.network())
    client.force_login(administrator)
    for government, status in ((ours, 302), (theirs, 403)):
        form = government_form(government, name="Renamed")
        assert client.post(record("government_change", government.pk), form).status_code == status
        assert client.get(record("government_change", government.pk)).status_code == 200
    assert [ours.names.get().text, theirs.names.get().text] == ["Renamed", "Theirs"]


def test_nobody_makes_a_government_a_member_of_their_network_in_the_admin(client, administrator, network):
    theirs = make.government(network=make.network())
    shared = make.government(network=network)
    second = make.network()
    make.membership(administrator, Role.ADMINISTRATOR, second)
    client.force_login(administrator)
    form = government_form(theirs, name="Theirs", network=network)
    client.post(record("government_change", theirs.pk), form)
    form = government_form(shared, name="Shared", network=second)
    assert client.post(record("government_change", shared.pk), form).status_code == 302
    form = government_form(Government(slug="new", kind="city", country="US"), name="New", network=network)
    assert client.post(record("government_add"), form).status_code == 302
    new = Government.objects.get(slug="new")
    assert not may(User.objects.get(pk=administrator.pk), Permission.REVIEW_REPORT, theirs)
    assert [each.network for each in shared.network_memberships.all()] == [network]
    assert not new.network_memberships.exists()
    assert shared.names.get().text == "Shared"  # the form was complete


def test_a_network_is_changed_by_its_own_administrators(client, administrator, network):
    theirs = make.network("theirs")
    client.force_login(administrator)
    for place, status in ((network, 302), (theirs, 403)):
        form = {"slug": place.slug, "kind": place.kind, "label_en": "Renamed", "label_zh": "改名"}
        form["reply_days"] = "5"
        assert client.post(record("network_change", place.pk), form).status_code == status
        place.refresh_from_db()
    assert [network.label_en, theirs.label_en] == ["Renamed", "Theirs"]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("us, cn", "US CN"), ("US CN US", "US CN"), ("", "")],
)
def test_the_countries_whose_holidays_count_are_kept_as_codes(client, administrator, network, typed, kept):
    client.force_login(administrator)
    form = {"slug": network.slug, "kind": network.kind, "label_en": "A", "label_zh": "甲", "reply_days": "0"}
    client.post(record("network_change", network.pk), {**form, "holiday_countries": typed})
    network.refresh_from_db()
    assert (network.reply_days, network.holiday_countries) == (0, kept)


@pytest.mark.parametrize(
    ("field", "typed", "message"),
    [
        ("holiday_countries", "US China", "Unknown: CHINA"),
        ("holiday_countries", "XX", "Unknown: XX"),
        ("reply_days", "251", "At most 250 working days"),
        ("reply_days", "-1", "greater than or equal to 0"),
    ],
)
def test_a_period_that_cannot_be_counted_is_refused(client, administrator, network, field, typed, message):
    client.force_login(administrator)
    form = {"slug": network.slug, "kind": network.kind, "label_en": "A", "label_zh": "甲", "reply_days": "5"}
    answer = client.post(record("network_change", network.pk), {**form, field: typed})
    network.refresh_from_db()
    assert message in answer.content.decode()
    assert (network.reply_days, network.holiday_countries) == (10, "")


def test_an_account_is_closed_by_who_administers_all_its_places(client, administrator, network):
    here = make.certifier(make.government(network=network))
    elsewhere = make.certifier(make.government(network=network))
    make.membership(elsewhere, Role.REVIEWER, make.network())
    client.force_login(administrator)
    inline = {"memberships-TOTAL_FORMS": "0", "memberships-INITIAL_FORMS": "0"}
    for person in (here, elsewhere):
        form = {"name": "Ada", "language": "en", **inline}
        assert client.post(record("user_change", person.pk), form).status_code == 302
        person.refresh_from_db()
        assert person.name == "Ada"
    assert [here.is_active, elsewhere.is_active] == [False, True]


def test_what_a_letter_says_is_not_shown(client, network):
    reader = make.certifier(make.government(network=network))
    letter = Mail.objects.create(
        key="a", to=reader.email, subject="Hello", body="https://x/secret", written_at=NOW
    )
    client.force_login(make.reviewer(network))
    page = client.get(record("mail_change", letter.pk)).content.decode()
    assert "Hello" in page
    assert "https://x/secret" not in page


def failed_letter(to):
    return Mail.objects.create(
        key=to, to=to, subject="Hello", written_at=NOW, state=MailState.FAILED, attempts=5
    )


def invited(email, place):
    by, now = make.user(), timezone.now()
    return invitations.invite(email=email, role=invitations.roles_at(place)[0], place=place, by=by, now=now)


def test_a_reviewer_sends_failed_letters_again_to_those_within_reach(client, network):
    city, other = make.government(network=network), make.government(network=make.network())
    reviewer = make.reviewer(network)
    invited("New@example.org", city)
    invited("theirs@example.org", other)
    addresses = [make.certifier(city).email.title(), reviewer.email, "new@example.org"]
    ours = [failed_letter(to) for to in addresses]
    theirs = [
        failed_letter(to) for to in (make.certifier(other).email, "theirs@example.org", "no@example.org")
    ]
    client.force_login(reviewer)
    chosen = [letter.pk for letter in ours + theirs]
    client.post(record("mail_changelist"), {"action": "try_again", "_selected_action": chosen})
    for letter in ours + theirs:
        letter.refresh_from_db()
    assert [(each.state, each.attempts) for each in ours] == [(MailState.WAITING, 0)] * 3
    assert [(each.state, each.attempts) for each in theirs] == [(MailState.FAILED, 5)] * 3


def test_letters_to_others_are_not_seen(client, network):
    reviewer = make.reviewer(network)
    ours, withdrawn = failed_letter(reviewer.email), failed_letter("withdrawn@example.org")
    left = make.reviewer(network)
    left.memberships.update(ended_at=NOW, ended_by=reviewer)
    invitations.withdraw(invitation=invited(withdrawn.to, network), now=timezone.now())
    theirs = [failed_letter(left.email), withdrawn, failed_letter(make.reviewer(make.network()).email)]
    client.force_login(reviewer)
    page = client.get(record("mail_changelist")).content.decode()
    assert ours.to in page
    for letter in theirs:
        assert letter.to not in page
        assert client.get(record("mail_change", letter.pk)).status_code == 302


def test_nothing_is_deleted_in_bulk(client, administrator, network):
    other = make.network()
    client.force_login(administrator)
    client.post(
        record("network_changelist"),
        {"action": "delete_selected", "_selected_action": [other.pk], "post": "yes"},
    )
    assert Network.objects.filter(pk=other.pk).exists()


def test_a_reviewer_reads_what_an_administrator_changes(client, network, administrator):
    client.force_login(make.reviewer(network))
    person = User.objects.get(email="chief@example.org")
    assert client.post(record("user_change", person.pk), {"name": "Eve"}).status_code == 403
    assert 'name="_save"' not in client.get(record("user_change", person.pk)).content.decode()


def test_countries_are_named_in_the_readers_language(client, administrator, network):
    make.government(network=network, country="US")
    client.force_login(administrator)
    for language, name in (("en", "United States"), ("zh-hans", "美国")):
        with translation.override(language):
            page = client.get(record("government_changelist") + "?kind__exact=city").content.decode()
        assert f'<td class="field-country_name">{name}</td>' in page
        assert f'">{name}</a>' in page  # the filter
