"""What a correction changed, and which verdicts it moved: for everyone, and for desks."""

import datetime

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from inventories import reports
from portal import changes
from progress import assessments
from progress.models import Assessment
from tests import make
from tests.portal.assessments import publish

pytestmark = pytest.mark.django_db

TODAY = datetime.date(2022, 3, 1)
LATER = datetime.datetime(2026, 11, 23, 9, 0, tzinfo=datetime.UTC)
QUERIES = 10


@pytest.fixture
def place():
    """Promised 20 per cent less than 2005 by 2030; 1,000 t in 2005: the path is at 880 t in 2020."""
    place = make.government("dalian", network=make.network())
    make.target(place, "dalian-1", target_year=2030)
    make.accepted(place, 2005)
    return place


def judged(place, now=make.NOW):
    assessments.assess(government_id=place.pk, as_of=TODAY, now=now)
    return Assessment.objects.current().get(target__code="dalian-1")


def page(client, version, name="portal:report-changes"):
    return client.get(reverse(name, args=[version.report.reference, version.number]))


def corrected(place, before=950, after=850):
    first = make.accepted(place, 2020, lines=[make.line("T.1", before)])
    publish(judged(place), TODAY)
    second = make.corrected(first, lines=[make.line("T.1", after)], reason="A meter was read twice.")
    return first, second


def words(response):
    return " ".join(response.content.decode().replace("\N{NO-BREAK SPACE}", " ").split())


def test_everyone_reads_what_changed_and_why(client, place):
    _first, second = corrected(place)
    text = words(page(client, second))
    assert "A meter was read twice." in text
    assert 'title="950">950.0</data>' in text
    assert 'title="−100">−100.0</data>' in text
    assertContains(
        client.get(second.get_absolute_url()),
        reverse("portal:report-changes", args=[second.report.reference, 2]),
    )


def test_a_moved_verdict_is_everyone_s_once_it_is_public(client, place):
    _first, second = corrected(place)
    assert changes.moved(second) is None
    assertContains(page(client, second), "The promises are being judged by this version")
    after = judged(place, LATER)
    assert after.verdict == "on_track"
    assert after.public_from > TODAY
    (moved,) = changes.moved(second)
    assert (moved.before.verdict, moved.after.verdict, moved.is_moved) == ("off_track", "on_track", True)
    assert changes.moved(second, seen_by_all=TODAY) == []
    assert [each.after.pk for each in changes.moved(second, seen_by_all=after.public_from)] == [after.pk]


def test_a_verdict_that_stays_says_that_only_its_numbers_are_new(place):
    _first, second = corrected(place, before=950, after=940)
    judged(place, LATER)
    (moved,) = changes.moved(second)
    assert (moved.after.verdict, moved.is_moved) == ("off_track", False)


def test_the_desk_sees_every_verdict_and_the_public_page_only_public_ones(client, place):
    _first, second = corrected(place)
    after = judged(place, LATER)
    Assessment.objects.filter(pk=after.pk).update(public_from=datetime.date(2999, 1, 1))
    assertNotContains(page(client, second), "dalian-1")
    client.force_login(make.contributor(place))
    assertContains(page(client, second, "portal:desk-changes"), "dalian-1")


def test_a_draft_shows_its_own_government_what_it_changes(client, place):
    first = make.accepted(place, 2020, lines=[make.line("T.1", 950)])
    draft = reports.correct(report=first.report, reason="Wrong meter.", by=first.created_by, now=make.NOW)
    make.fill(draft, lines=[make.line("T.1", 940)])
    assert page(client, draft).status_code == 404
    client.force_login(make.contributor(place))
    assertContains(
        page(client, draft, "portal:desk-changes"), "Verdicts follow once the version is accepted."
    )
    client.force_login(make.reviewer(place.network_memberships.get().network))
    assert page(client, draft, "portal:desk-changes").status_code == 404


def test_what_is_withheld_in_one_version_is_not_compared(client):
    held = [make.line("T.I", "600007"), make.line("T.II", "350003"), make.line("T.III", "370009")]
    first = make.accepted(lines=held)
    secret = make.line("T.I", "610031", notation_key="C", explanation="One plant")
    second = make.corrected(first, lines=[secret, *held[1:]])
    text = words(page(client, second))
    for number in ("600007", "610031", "600,007", "350,003"):
        assert number not in text
    assert "they may have changed too" in text
    assert "1,330,043" in text  # the total, 10,024 more


@pytest.mark.parametrize("count", [1, 3])
def test_the_queries_do_not_grow_with_rows_and_promises(client, count, django_assert_num_queries):
    place = make.government("dalian")
    for number in range(count):
        make.target(place, f"dalian-{number}", target_year=2030 + number)
    make.accepted(place, 2005)
    rows = ("T.I", "T.II", "T.III")[:count]
    first = make.accepted(place, 2020, lines=[make.line(row, 100) for row in rows])
    second = make.corrected(first, lines=[make.line(row, 90) for row in rows])
    assessments.assess(government_id=place.pk, as_of=TODAY, now=LATER)
    Assessment.objects.update(public_from=TODAY)
    with django_assert_num_queries(QUERIES):
        response = page(client, second)
    assert len(response.context["moved"]) == count
    assert len(response.context["changes"].rows) == count
