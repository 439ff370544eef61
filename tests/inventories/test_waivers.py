"""The secretariat lets a finding stand, with a reason that everyone can read."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from accounts.enums import Role
from accounts.models import Mail
from inventories import canonical, checks, reports, review, waivers
from inventories.checks import explained
from inventories.models import Waiver
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def network():
    return make.network()


@pytest.fixture
def place(network):
    return make.government("ithaca", name="Ithaca", network=network)


@pytest.fixture
def reviewer(network):
    return make.reviewer(network)


def short_of_a_boundary(place):
    return make.ready(place, about={"boundary": " "})


def waive(version, by, **fields):
    key = {"code": "boundary-unstated", "section": "about", "row": "", **fields}
    words = {"reason": "The island has no other.", "language": "en"}
    return waivers.waive(version=version, **{**words, **key}, by=by, now=make.NOW)


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def test_a_waived_error_no_longer_keeps_a_draft_from_being_signed(place, reviewer):
    version = short_of_a_boundary(place)
    certifier = make.certifier(place)
    with pytest.raises(reports.NotReady):
        reports.submit(version=version, by=certifier, now=make.NOW)
    waive(version, reviewer)
    assert checks.blocking(version) == []
    reports.submit(version=version, by=certifier, now=make.NOW)
    assert canonical.verify(version)
    (signed,) = canonical.document(version)["waivers"]
    assert (signed["check"], signed["reason"]) == ("boundary-unstated", "The island has no other.")


def test_a_waived_warning_wants_no_answer(place, reviewer):
    version = make.ready(place, about={"gases": "unknown"})
    version.warning_answers.all().delete()
    assert [each.code for each in checks.blocking(version)] == ["gases-unstated"]
    waive(version, reviewer, code="gases-unstated")
    assert checks.blocking(version) == []


def test_a_waiver_of_another_place_lets_nothing_pass(place, reviewer):
    version = short_of_a_boundary(place)
    waive(version, reviewer, section="community")
    assert [each.code for each in checks.blocking(version)] == ["boundary-unstated"]


def test_the_signatory_gets_a_letter_with_the_reason(place, reviewer):
    version = short_of_a_boundary(place)
    waive(version, reviewer)
    letter = Mail.objects.get(key__contains="waived", to=version.created_by.email)
    assert "The island has no other." in letter.body
    assert "Boundary not stated" in letter.body


def test_a_waiver_given_in_review_leaves_what_was_signed_whole(place, reviewer):
    version = make.in_review(place, about={"gases": "unknown"})
    waive(version, reviewer, code="gases-unstated")
    assert canonical.verify(version)
    assert canonical.document(version)["waivers"] == []


def test_in_review_only_what_is_found_is_waived(place, reviewer):
    version = make.in_review(place)
    with pytest.raises(waivers.NothingToWaive, match="finds nothing there"):
        waive(version, reviewer)


@pytest.mark.parametrize("state", [make.submitted, make.accepted])
def test_nothing_is_waived_between_and_after(place, reviewer, state):
    from inventories import history

    with pytest.raises(history.WrongState):
        waive(state(place), reviewer)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"code": "no-such-check"}, "Choose a check"),
        ({"section": ""}, "Choose a check"),
        ({"section": "community", "row": "X.1"}, "no row"),
        ({"reason": " "}, "Say why"),
    ],
)
def test_a_waiver_names_a_check_a_place_and_a_reason(place, reviewer, fields, words):
    with pytest.raises(waivers.NothingToWaive, match=words):
        waive(make.draft(place), reviewer, **fields)
    assert not Waiver.objects.exists()


def test_a_finding_is_waived_once(place, reviewer):
    version = short_of_a_boundary(place)
    waive(version, reviewer)
    with pytest.raises(waivers.NothingToWaive, match="already"):
        waive(version, reviewer)


def test_nobody_waives_what_their_own_government_owes(place, reviewer):
    make.membership(reviewer, Role.CONTRIBUTOR, place)
    with pytest.raises(waivers.OwnReport):
        waive(short_of_a_boundary(place), reviewer)


def test_a_draft_that_follows_keeps_the_waivers(place, reviewer):
    version = short_of_a_boundary(place)
    waive(version, reviewer)
    reports.submit(version=version, by=make.certifier(place), now=make.NOW)
    review.take(version=version, by=reviewer, now=make.NOW)
    draft = review.give_back(version=version, note="A row", by=reviewer, now=make.NOW)
    assert checks.blocking(draft) == []


def test_the_page_of_waivers_shows_nothing_of_a_draft(place, reviewer):
    version = make.ready(place, about={"boundary": "The secret valley", "gases": "unknown"})
    address = reverse("inventories:report-waivers", args=[version.report.reference])
    page = signed_in(reviewer).get(address).content.decode()
    assert "you name the check" in page
    assert "secret valley" not in page
    own = signed_in(version.created_by).get(
        reverse("inventories:report-checks", args=[version.report.reference])
    )
    assert "Which gases the figures count is not stated" in own.content.decode()
    assert "Which gases the figures count is not stated" not in page


def test_a_waiver_is_given_on_its_page_and_published_with_the_report(place, reviewer):
    version = short_of_a_boundary(place)
    address = reverse("inventories:report-waivers", args=[version.report.reference])
    data = {"code": "boundary-unstated", "section": "about", "row": "", "reason": "An island."}
    assert signed_in(reviewer).post(address, data).status_code == 302
    own = signed_in(version.created_by)
    assert "An island." in own.get(address.replace("waivers", "checks")).content.decode()
    assert (
        "1 finding waived"
        in own.get(reverse("inventories:report-tasks", args=[version.report.reference])).content.decode()
    )
    reports.submit(version=version, by=make.certifier(place), now=make.NOW)
    other = make.reviewer(place.network_memberships.get().network)
    review.take(version=version, by=other, now=make.NOW)
    assert (
        "An island."
        in signed_in(other)
        .get(reverse("inventories:review", args=[version.report.reference]))
        .content.decode()
    )
    review.accept(version=version, by=other, now=make.NOW)
    public = Client().get(version.report.get_absolute_url()).content.decode()
    assert "An island." in public
    assert "Boundary not stated" in public
    assert str(reviewer) not in public


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_of_waivers_asks_no_more_for_more_of_them(place, reviewer, count, django_assert_num_queries):
    version = make.draft(place)
    for code in ("boundary-unstated", "gases-unstated", "gwp-unstated")[:count]:
        waive(version, reviewer, code=code)
    client = signed_in(reviewer)
    with django_assert_num_queries(11):
        client.get(reverse("inventories:report-waivers", args=[version.report.reference]))


def test_what_was_not_begun_is_no_error_on_the_task_list(place):
    version = make.draft(place, framework="gpc")
    address = reverse("inventories:report-tasks", args=[version.report.reference])
    client = signed_in(version.created_by)
    page = client.get(address)
    assert len(checks.blocking(version)) > 30
    assert page.context["errors"] == page.context["open_warnings"] == 0
    assert not page.context["ready"]
    make.fill(version, lines=[make.line("I.1.1", 5)])
    assert client.get(address).context["errors"] == 31


def test_every_check_is_explained_in_both_languages_under_its_code():
    for language in ("en", "zh-hans"):
        with translation.override(language):
            page = Client().get(reverse("portal:method-checks")).content.decode()
            for check in explained.every():
                assert f'id="{check.code}"' in page
                words = [check.title, check.looks, check.why, check.todo]
                assert all(word and "{" not in word for word in words)
                assert language == "en" or not any(word.isascii() for word in words)


def test_the_words_and_the_checks_are_the_same():
    assert set(explained._words()) == set(checks.codes())
    assert len(checks.codes()) >= 30


def test_a_finding_links_to_what_explains_it(place):
    version = make.draft(place)
    page = signed_in(version.created_by).get(
        reverse("inventories:report-checks", args=[version.report.reference])
    )
    assert f'{reverse("portal:method-checks")}#no-figures"' in page.content.decode()
