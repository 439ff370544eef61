"""The two desks: what is due, what waits, and for whom."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.enums import MailState, Role
from accounts.models import Mail
from inventories import reports, review
from inventories.models import Report, ReportVersion
from pledges.enums import QuestionCode, QuestionState, TargetState
from pledges.models import Question
from portal import due, queue
from progress.models import Appeal, Decision
from tests import make
from tests.make import NOW
from tests.portal.assessments import plain

pytestmark = pytest.mark.django_db


@pytest.fixture
def network():
    return make.network("climate-leaders", label_en="Climate Leaders")


@pytest.fixture
def city(network):
    return make.government("saint-paul", name="Saint Paul", network=network)


@pytest.fixture
def reviewer(network):
    return make.reviewer(network)


def ask(place, code=QuestionCode.BASE_YEAR, target=None, **fields):
    return Question.objects.create(government=place, code=code, target=target, asked_at=NOW, **fields)


def read(client, user, name, slug, query=""):
    client.force_login(user)
    answer = client.get(reverse(f"portal:{name}", args=[slug]) + query)
    assert answer.status_code == 200
    return answer.content.decode()


def government_desk(client, user, city):
    return read(client, user, "government-desk", city.slug)


def network_desk(client, user, network, query=""):
    return read(client, user, "network-desk", network.slug, query)


# The way to one's desk


def test_who_has_one_place_is_sent_to_its_desk(client, city):
    client.force_login(make.contributor(city))
    answer = client.get(reverse("portal:desk"))
    assert answer.url == reverse("portal:government-desk", args=["saint-paul"])


def test_who_has_several_places_chooses(client, city, network):
    person = make.certifier(city)
    make.membership(person, Role.REVIEWER, network)
    client.force_login(person)
    page = client.get(reverse("portal:desk")).content.decode()
    assert reverse("portal:government-desk", args=[city.slug]) in page
    assert reverse("portal:network-desk", args=[network.slug]) in page


def test_who_has_no_place_is_told_how_to_get_one(client):
    client.force_login(make.user("new@example.org"))
    page = client.get(reverse("portal:desk")).content.decode()
    assert "to invite new@example.org" in page


# A government's desk


def test_last_year_is_due_and_earlier_years_are_counted_from_the_base_year(city):
    make.target(city, base_year=2020, target_year=2030)
    make.draft(city, 2022)
    years = due.years(city, this_year=2026)
    assert (years.due, years.missing, years.since) == (2025, [2024, 2023, 2021, 2020], 2020)


def test_nothing_is_due_once_last_year_s_report_is_open_and_no_base_year_asks_for_earlier_ones(city):
    make.draft(city, 2025)
    years = due.years(city, this_year=2026)
    assert (years.due, years.missing, years.since) == (None, [], None)


def test_a_returned_report_is_missing_again_only_once_its_draft_is_discarded(city, reviewer):
    version = make.in_review(city, 2025)
    draft = review.give_back(version=version, note="Row T.1?", by=reviewer, now=NOW)
    assert due.years(city, this_year=2026).due is None
    draft.delete()
    assert due.years(city, this_year=2026).due == 2025


def test_what_came_back_stands_first_with_its_reason_and_who_saved_last(client, city, reviewer):
    make.ready(city, 2024)
    returned = make.in_review(city, 2023)
    review.give_back(version=returned, note="Where is row T.2?", by=reviewer, now=NOW)
    first, second = due.drafts(city)
    assert (first.version.report.year, first.came_back) == (2023, True)
    assert (second.version.report.year, second.came_back) == (2024, False)
    assert second.saved_by == second.version.created_by
    page = government_desk(client, make.certifier(city), city)
    assert "Where is row T.2?" in page
    assert "Came back" in page


def test_the_last_to_save_is_named_not_the_one_who_began(city):
    draft = make.ready(city, 2024)
    colleague = make.user(name="Ada")
    later = NOW + datetime.timedelta(hours=1)
    draft.sections.filter(code="operations").update(saved_by=colleague, saved_at=later)
    (shown,) = due.drafts(city)
    assert (shown.saved_by, shown.saved_at) == (colleague, later)


def test_the_desk_shows_questions_proposals_reports_and_targets_of_this_place_alone(client, city, network):
    elsewhere = make.government(network=network)
    page_of = {}
    for place, words in ((city, "ours"), (elsewhere, "theirs")):
        judged = make.target(place, quote=f"{words} judged")
        make.target(place, quote=f"{words} proposed", state=TargetState.PROPOSED, valid_from=None)
        page_of[words] = [ask(place, target=judged.target).get_absolute_url(), f"{words} judged"]
        page_of[words] += [f"{words} proposed", make.submitted(place, 2022).report.reference]
    page = government_desk(client, make.certifier(city), city)
    assert all(words in page for words in page_of["ours"])
    assert not any(words in page for words in page_of["theirs"])


def test_buttons_follow_what_one_may(client, city, reviewer):
    start = reverse("inventories:report-begin", args=[city.slug])
    declare = reverse("pledges:target-declare", args=[city.slug])
    met = {}
    for who in (make.contributor(city), make.certifier(city), reviewer):
        page = government_desk(client, who, city)
        met[who.pk] = (start in page, declare in page)
    assert list(met.values()) == [(True, False), (True, True), (False, False)]


def waiting(target):
    """A verdict that everyone sees in five days."""
    return plain(target, "off_track", public_from=timezone.now().date() + datetime.timedelta(days=5))


def appeal(assessment, by):
    words = {"grounds": "No.", "language": "en", "by": by, "at": NOW}
    return Appeal.objects.create(assessment=assessment, target=assessment.target, **words)


def lapsed(target):
    return Decision.objects.create(
        target=target.target,
        target_version=target,
        verdict="met",
        because="We counted again.",
        language="en",
        figures_sha256="0" * 64,
        decided_by=make.user(),
        decided_at=NOW,
        lapsed_at=timezone.now(),
        lapse="new_figures",
    )


@pytest.mark.parametrize("count", [1, 3])
def test_a_government_s_desk_asks_the_same_number_of_questions(
    client, city, reviewer, count, django_assert_num_queries
):
    person = make.certifier(city)
    for number in range(count):
        target = make.target(city, quote=f"promise {number}")
        appeal(waiting(target), person)
        make.target(city, quote=f"idea {number}", state=TargetState.PROPOSED, valid_from=None)
        ask(city, target=target.target)
        make.ready(city, 2000 + number)
        make.submitted(city, 2010 + number)
        review.give_back(version=make.in_review(city, 2015 + number), note="?", by=reviewer, now=NOW)
    client.force_login(person)
    with django_assert_num_queries(32):
        client.get(reverse("portal:government-desk", args=[city.slug]))


# A network's desk


def found(network, **asked):
    return [version.report.year for version in queue.queue(network, asked, NOW)]


def submitted_days_ago(city, year, days):
    """A version signed so long before NOW."""
    version = make.ready(city, year)
    at = NOW - datetime.timedelta(days=days)
    reports.submit(version=version, by=make.certifier(city), now=at)
    return version


def test_the_queue_begins_with_what_waited_longest(network, city):
    for year, days in ((2021, 3), (2022, 20), (2023, 8)):
        submitted_days_ago(city, year, days)
    assert found(network) == [2022, 2023, 2021]
    assert found(network, order="newest") == [2021, 2023, 2022]
    assert found(network, age=7) == [2022, 2023]


def test_the_queue_holds_what_waits_and_by_filter_what_is_decided(network, city):
    make.draft(city, 2019)
    make.submitted(city, 2020)
    make.in_review(city, 2021)
    make.accepted(city, 2022)
    assert found(network) == [2020, 2021]
    assert [found(network, state=state) for state in ("submitted", "in_review", "accepted")] == [
        [2020],
        [2021],
        [2022],
    ]


def test_the_queue_finds_by_name_in_any_language_reference_and_country(network, city):
    abroad = make.government("zhenjiang", name="Zhenjiang", name_zh="镇江市", network=network, country="CN")
    make.submitted(city, 2020)
    version = make.submitted(abroad, 2021)
    assert found(network, q="镇江") == [2021]
    assert found(network, q="zhen") == [2021]
    assert found(network, q=version.report.reference[-5:].lower()) == [2021]
    assert found(network, country="US") == [2020]


def test_another_network_s_members_are_not_in_the_queue(city):
    make.submitted(city, 2020)
    assert found(make.network()) == []


def test_filters_in_the_address_are_kept_and_nonsense_is_left_out(client, network, city, reviewer):
    make.submitted(city, 2020)
    page = network_desk(client, reviewer, network, "?state=accepted&q=Paul")
    assert '<option value="accepted" selected>' in page
    assert 'value="Paul"' in page
    assert "No report fits these filters" in page
    page = network_desk(client, reviewer, network, "?state=nonsense&age=x&page=99")
    assert "Saint Paul" in page


def test_the_reviewer_who_took_a_version_is_named(client, network, city, reviewer):
    colleague = make.reviewer(network)
    colleague.name = "Hannah Weiss"
    colleague.save()
    review.take(version=make.submitted(city, 2020), by=colleague, now=NOW)
    assert "Hannah Weiss" in network_desk(client, reviewer, network)


def test_what_waits_for_confirmation_is_listed(client, network, city, reviewer):
    target = make.target(city)
    make.target(city, quote="A new promise", state=TargetState.PROPOSED, valid_from=None)
    answered = {"state": QuestionState.ANSWERED, "answer": "The whole city", "answered_at": NOW}
    ask(city, QuestionCode.CLARIFY, target.target, **answered)
    page = network_desk(client, reviewer, network)
    assert "A new promise" in page
    assert "The whole city" in page


def test_members_without_report_and_without_target_are_counted(network, city):
    silent = make.government("zhenjiang", name="Zhenjiang", network=network)
    make.target(city)
    make.accepted(city, 2020)
    make.submitted(silent, 2020)
    assert list(queue.without_report(network)) == [silent]
    assert list(queue.without_target(network)) == [silent]


def test_letters_in_trouble_are_told(client, network, reviewer):
    now = timezone.now()
    for number, (state, minutes) in enumerate(
        [(MailState.FAILED, 1), (MailState.WAITING, 31), (MailState.WAITING, 29), (MailState.SENT, 99)]
    ):
        Mail.objects.create(
            key=str(number),
            to="a@example.org",
            state=state,
            written_at=now - datetime.timedelta(minutes=minutes),
            sent_at=now if state == MailState.SENT else None,
        )
    page = network_desk(client, reviewer, network)
    assert "1 letter could not be sent" in page
    assert "1 letter has waited for more than 30 minutes" in page


@pytest.mark.parametrize("count", [1, 3])
def test_a_network_s_desk_asks_the_same_number_of_questions(
    client, network, reviewer, count, django_assert_num_queries
):
    for number in range(count):
        place = make.government(name=f"Place {number}", network=network)
        target = make.target(place)
        appeal(waiting(target), reviewer)
        plain(make.target(place), "undetermined", reason="manual_review")
        lapsed(make.target(place))
        make.target(place, quote="An idea", state=TargetState.PROPOSED, valid_from=None)
        answered = {"state": QuestionState.ANSWERED, "answer": "So", "answered_at": NOW}
        ask(place, QuestionCode.CLARIFY, target.target, **answered)
        make.submitted(place, 2020)
        make.in_review(place, 2021)
        make.government(name=f"Silent {number}", network=network)
    client.force_login(reviewer)
    with django_assert_num_queries(46):
        client.get(reverse("portal:network-desk", args=[network.slug]))


def test_the_queue_comes_in_pages(client, network, city, reviewer):
    signed = {"state": "submitted", "submitted_at": NOW, "sha256": "0" * 64, "document": "{}"}
    people = {"created_by": reviewer, "created_at": NOW}
    for year in range(1990, 1990 + 26):
        report = Report.objects.create(
            reference=f"MP-{year}",
            government=city,
            framework="totals",
            year=year,
            period_start=datetime.date(year, 1, 1),
            period_end=datetime.date(year, 12, 31),
            **people,
        )
        ReportVersion.objects.create(report=report, number=1, **people)
    ReportVersion.objects.update(certified_by=reviewer, **signed)
    assert "1 to 25 of 26" in network_desk(client, reviewer, network)
    assert "26 to 26 of 26" in network_desk(client, reviewer, network, "?page=2")
