"""From when everyone sees a verdict: a table of cases, and what is read and written for it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from accounts.enums import NetworkKind, Role
from accounts.models import Government
from pledges import requests
from progress import assessments, publication
from progress.models import Assessment
from progress.publication import Before, Said, Timing
from tests import make
from tests.portal.assessments import plain

NOW = make.NOW
TODAY = NOW.date()  # Sunday, 22 November 2026
HEARD = date(2026, 12, 8)
EARLIER, LATELY = NOW - timedelta(days=400), NOW - timedelta(days=3)
SOON = date(2026, 12, 1)

ON_TRACK = Said("on_track", "", version=1, method="2", figures="a")
OFF_TRACK = replace(ON_TRACK, verdict="off_track", figures="b")
STALE = replace(ON_TRACK, verdict="undetermined", reason="stale")
AWAITED = replace(ON_TRACK, verdict="undetermined", reason="awaiting_final_inventory")
BY_HAND = replace(ON_TRACK, decision=7)

SEEN = Before(ON_TRACK, Timing(EARLIER, date(2025, 11, 1)))
WAITS = Before(OFF_TRACK, Timing(LATELY, SOON))
SEEN_BY_HAND = Before(BY_HAND, Timing(EARLIER, date(2025, 11, 1)))
NOTHING = None


@pytest.mark.parametrize(
    ("public", "current", "new", "expected"),
    [
        pytest.param(NOTHING, NOTHING, ON_TRACK, (NOW, HEARD), id="a first verdict waits"),
        pytest.param(SEEN, SEEN, OFF_TRACK, (NOW, HEARD), id="another verdict waits"),
        pytest.param(
            SEEN, SEEN, replace(ON_TRACK, figures="b"), (EARLIER, TODAY), id="other numbers alone do not wait"
        ),
        pytest.param(
            SEEN,
            SEEN,
            replace(ON_TRACK, version=2, method="3"),
            (EARLIER, TODAY),
            id="another version or method with the same verdict does not wait",
        ),
        pytest.param(
            SEEN, WAITS, replace(OFF_TRACK, figures="c"), (LATELY, SOON), id="what waits waits no longer"
        ),
        pytest.param(
            NOTHING,
            WAITS,
            replace(OFF_TRACK, figures="c"),
            (LATELY, SOON),
            id="what waits to be the first waits no longer",
        ),
        pytest.param(SEEN, WAITS, ON_TRACK, (EARLIER, TODAY), id="what everyone sees comes back at once"),
        pytest.param(
            SEEN,
            WAITS,
            replace(OFF_TRACK, verdict="missed"),
            (NOW, HEARD),
            id="a third verdict waits from the beginning",
        ),
        pytest.param(SEEN, SEEN, STALE, (NOW, TODAY), id="a verdict that grew old is taken back at once"),
        pytest.param(SEEN, SEEN, AWAITED, (NOW, TODAY), id="so is one whose target year is over"),
        pytest.param(
            SEEN, SEEN, replace(STALE, figures="b"), (NOW, HEARD), id="stale by other figures waits"
        ),
        pytest.param(SEEN, SEEN, replace(STALE, version=2), (NOW, HEARD), id="stale, read anew, waits"),
        pytest.param(SEEN, SEEN, replace(STALE, method="3"), (NOW, HEARD), id="stale by method waits"),
        pytest.param(
            SEEN,
            SEEN,
            replace(STALE, reason="not_comparable"),
            (NOW, HEARD),
            id="other reasons are not the calendar's",
        ),
        pytest.param(
            SEEN,
            WAITS,
            replace(STALE, figures="b"),
            (NOW, SOON),
            id="what grew old before anyone saw it comes when it would have come",
        ),
        pytest.param(SEEN, SEEN, BY_HAND, (NOW, HEARD), id="the same verdict by hand waits"),
        pytest.param(
            SEEN_BY_HAND,
            SEEN_BY_HAND,
            replace(BY_HAND, figures="b"),
            (EARLIER, TODAY),
            id="numbers beside a decision that stands do not wait",
        ),
        pytest.param(
            SEEN_BY_HAND,
            SEEN_BY_HAND,
            replace(BY_HAND, decision=8),
            (NOW, HEARD),
            id="another decision waits",
        ),
        pytest.param(
            SEEN_BY_HAND, SEEN_BY_HAND, ON_TRACK, (EARLIER, TODAY), id="the judge agrees when it lapses"
        ),
        pytest.param(
            SEEN_BY_HAND,
            SEEN_BY_HAND,
            replace(STALE, decision=8),
            (NOW, HEARD),
            id="taken back by hand is not by the calendar",
        ),
    ],
)
def test_when_a_verdict_is_public(
    public: Before | None, current: Before | None, new: Said, expected: tuple[datetime, date]
) -> None:
    timing = publication.plan(new, current=current, public=public, heard=HEARD, now=NOW, today=TODAY)

    assert timing == Timing(*expected)


def test_what_waits_longer_than_its_day_is_public_today() -> None:
    """A verdict was to be public on the 20th and nobody judged until the 22nd, when it had grown old."""
    waited = Before(OFF_TRACK, Timing(LATELY, date(2026, 11, 20)))

    timing = publication.plan(
        replace(STALE, figures="b"), current=waited, public=None, heard=HEARD, now=NOW, today=TODAY
    )

    assert timing == Timing(NOW, TODAY)


# What is read from the database


def heard(*places: Government) -> list[date]:
    periods = publication.Periods.of([place.pk for place in places])
    return [periods.heard(place.pk, TODAY) for place in places]


@pytest.mark.django_db
def test_a_network_with_a_secretariat_says_how_long() -> None:
    led = make.network(reply_days=3, holiday_countries="US CN")
    make.reviewer(led)

    assert heard(make.government(network=led)) == [date(2026, 11, 26)]


@pytest.mark.django_db
def test_of_several_networks_the_longest_counts() -> None:
    short, long = make.network(reply_days=3), make.network(reply_days=5, holiday_countries="US")
    place = make.government(network=short)
    place.network_memberships.create(network=long)
    for each in (short, long):
        make.reviewer(each)

    assert heard(place) == [date(2026, 12, 1)]  # 23, 24, 25, 27, 30


@pytest.mark.django_db
def test_a_network_without_a_secretariat_counts_only_if_none_has_one_and_it_is_a_declarations() -> None:
    declared = make.network(reply_days=2)
    alliance = make.network(kind=NetworkKind.ALLIANCE, reply_days=20)
    place = make.government(network=declared)
    place.network_memberships.create(network=alliance)

    assert heard(place) == [date(2026, 11, 25)]


@pytest.mark.django_db
def test_a_secretariat_that_has_left_or_is_closed_does_not_count() -> None:
    former, closed = make.network(reply_days=20), make.network(reply_days=20)
    declared = make.network(reply_days=2)
    place = make.government(network=declared)
    make.reviewer(declared)
    for network in (former, closed):
        place.network_memberships.create(network=network)
    make.reviewer(former).memberships.update(ended_at=NOW)
    make.user(role=Role.REVIEWER, place=closed, is_active=False)

    assert heard(place) == [date(2026, 11, 25)]


@pytest.mark.django_db
def test_a_government_of_no_network_has_ten_working_days_of_its_own() -> None:
    alone, left = make.government(country="US"), make.government(country="CN", network=make.network())
    left.network_memberships.update(until=TODAY)

    assert heard(alone, left) == [date(2026, 12, 8), date(2026, 12, 5)]


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 3])
def test_the_periods_of_many_take_two_queries(count: int, django_assert_num_queries: Any) -> None:
    led = make.network()
    make.reviewer(led)
    places = [make.government(network=led) for _ in range(count)]

    with django_assert_num_queries(2):
        assert heard(*places) == [date(2026, 12, 5)] * count


# What is written


def stored(target: Any, *, public_from: str, public_until: str = "", current: bool = False) -> Assessment:
    row = plain(
        target,
        "on_track",
        standing_since=EARLIER,
        created_at=EARLIER,
        public_from=date.fromisoformat(public_from),
        public_until=date.fromisoformat(public_until) if public_until else None,
        superseded_at=None if current else NOW,
    )
    assert isinstance(row, Assessment)
    return row


def told(target: Any) -> list[tuple[str, str]]:
    rows = Assessment.objects.filter(target=target.target).order_by("pk")
    return [(str(row.public_from), str(row.public_until)) for row in rows]


@pytest.mark.django_db
def test_what_everyone_sees_gives_way_on_the_day_of_its_successor() -> None:
    target, other = make.target(make.government()), make.target(make.government())
    stored(target, public_from="2025-01-01", public_until="2025-06-01")
    stored(target, public_from="2025-06-01", current=True)
    stored(other, public_from="2025-06-01", current=True)

    publication.hand_over(public_from={target.target_id: HEARD}, today=TODAY)

    assert told(target) == [("2025-01-01", "2025-06-01"), ("2025-06-01", "2026-12-08")]
    assert told(other) == [("2025-06-01", "None")]


@pytest.mark.django_db
def test_what_waited_and_is_replaced_is_never_public() -> None:
    target = make.target(make.government())
    stored(target, public_from="2025-06-01", public_until="2026-12-01")
    stored(target, public_from="2026-12-01", current=True)

    publication.hand_over(public_from={target.target_id: TODAY}, today=TODAY)

    assert told(target) == [("2025-06-01", "2026-11-22"), ("2026-12-01", "2026-12-01")]
    assert not Assessment.objects.public(date(2026, 12, 15)).exists()


@pytest.mark.django_db
def test_a_row_that_waits_is_seen_from_its_day_on_and_the_one_before_until_then() -> None:
    target = make.target(make.government())
    before = stored(target, public_from="2025-06-01")
    publication.hand_over(public_from={target.target_id: HEARD}, today=TODAY)
    after = stored(target, public_from="2026-12-08", current=True)

    seen = {day: list(Assessment.objects.public(day)) for day in (TODAY, date(2026, 12, 7), HEARD)}

    assert seen == {TODAY: [before], date(2026, 12, 7): [before], HEARD: [after]}


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 3])
def test_many_targets_give_way_in_two_queries_a_day(count: int, django_assert_num_queries: Any) -> None:
    targets = [make.target(make.government()) for _ in range(count)]
    for each in targets:
        stored(each, public_from="2025-06-01", current=True)

    with django_assert_num_queries(2):
        publication.hand_over(public_from={each.target_id: HEARD for each in targets}, today=TODAY)

    assert [told(each) for each in targets] == [[("2025-06-01", "2026-12-08")]] * count


@pytest.mark.django_db
def test_first_verdicts_are_public_at_once_until_a_network_has_a_secretariat() -> None:
    network = make.network(reply_days=10)
    early, late = make.government(network=network), make.government(network=network)
    target = make.target(early)
    judge(early)
    make.reviewer(network)
    make.target(late)
    judge(late)

    assert told(target) == [("2026-11-22", "None")]
    assert not Assessment.objects.public(TODAY).filter(government=late).exists()

    target.base_year = None
    target.save(update_fields=["base_year"])
    requests.open(government=early, because="x")
    judge(early)

    changed = Assessment.objects.current().get(government=early)
    assert changed.reason == "no_base_year"
    assert changed.public_from > TODAY


def judge(place: Government) -> None:
    assessments.assess(government_id=place.pk, as_of=TODAY, now=NOW)
