"""Assessing a government: what is stored, replaced, withdrawn and asked of the database."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

import pytest

from accounts.models import Government
from inventories.models import ReferenceFigure, ReferenceSource
from pledges.enums import TargetKind, TargetState
from pledges.models import AssessmentRequest, TargetVersion
from progress import assessments
from progress.models import Assessment
from tests import make

pytestmark = pytest.mark.django_db

NOW = make.NOW
TODAY = NOW.date()


def public(place: Government, figures: dict[int, int | str], source: str = "A public source") -> None:
    """Public figures of `place` in tonnes, by year."""
    made, _ = ReferenceSource.objects.get_or_create(
        text=source, defaults={"label_en": source, "label_zh": source}
    )
    ReferenceFigure.objects.bulk_create(
        ReferenceFigure(
            government=place, measure=make.measure(), source=made, year=year, tonnes=Decimal(tonnes)
        )
        for year, tonnes in figures.items()
    )


def assess(
    place: Government, *, as_of: datetime.date = TODAY, now: datetime.datetime = NOW
) -> assessments.Outcome:
    return assessments.assess(government_id=place.pk, as_of=as_of, now=now)


def current(place: Government) -> dict[str, Any]:
    return {
        each.target.code: each
        for each in Assessment.objects.current().filter(government=place).select_related("target")
    }


def test_a_verdict_is_stored_with_all_it_rests_on() -> None:
    place = make.government()
    version = make.target(place, "x-1")  # 20 % by 2020 from 2005
    public(place, {2005: 1000, 2020: 750})

    outcome = assess(place)

    made = Assessment.objects.get()
    assert outcome == assessments.Outcome(changed=1, unchanged=0, withdrawn=0, requests=0)
    assert (made.verdict, made.reason, made.origin, made.latest_year) == ("met", "", "reference", 2020)
    assert made.target_version == version
    assert made.record["numbers"]["goal_value"] == "800"
    sources = [figure["source"] for figure in made.record["figures"]]
    assert sources == [
        f"reference:{pk}" for pk in ReferenceFigure.objects.order_by("year").values_list("pk", flat=True)
    ]
    assert (made.assessed_on, made.checked_on, made.created_at) == (TODAY, TODAY, NOW)


def test_judging_again_the_same_day_changes_nothing() -> None:
    place = make.government()
    make.target(place)
    public(place, {2005: 1000, 2020: 750})
    assess(place)
    before = list(Assessment.objects.values())

    outcome = assess(place, now=NOW + datetime.timedelta(minutes=1))

    assert list(Assessment.objects.values()) == before
    assert outcome == assessments.Outcome(changed=0, unchanged=1, withdrawn=0, requests=0)


def test_the_same_answer_on_a_later_day_moves_only_the_day_it_was_confirmed() -> None:
    place = make.government()
    make.target(place)
    public(place, {2005: 1000, 2020: 750})
    assess(place)
    before = Assessment.objects.values().get()

    assess(place, as_of=TODAY + datetime.timedelta(days=30), now=NOW + datetime.timedelta(days=30))

    after = Assessment.objects.values().get()
    assert after == before | {"checked_on": datetime.date(2026, 12, 22)}


def test_an_answer_as_of_an_earlier_day_does_not_move_the_confirmation_back() -> None:
    place = make.government()
    make.target(place)
    public(place, {2005: 1000, 2020: 750})
    assess(place)

    assess(place, as_of=TODAY - datetime.timedelta(days=30))

    assert Assessment.objects.get().checked_on == TODAY


def test_a_changed_answer_supersedes_the_one_before_and_keeps_it() -> None:
    place = make.government()
    make.target(place)
    public(place, {2005: 1000, 2019: 900})
    assess(place, as_of=datetime.date(2020, 3, 1))
    later = NOW + datetime.timedelta(days=1)
    public(place, {2020: 801})

    outcome = assess(place, now=later)

    old, new = Assessment.objects.order_by("pk")
    assert (old.verdict, old.superseded_at) == ("off_track", later)
    assert (new.verdict, new.superseded_at, new.created_at) == ("missed", None, later)
    assert outcome.changed == 1


def test_a_new_version_of_a_target_gets_its_own_assessment_even_with_the_same_answer() -> None:
    place = make.government()
    first = make.target(place)
    public(place, {2005: 1000, 2020: 750})
    assess(place)
    supersede(first)
    second = make_version(first, number=2)

    assess(place)

    assert Assessment.objects.current().get().target_version == second
    assert Assessment.objects.count() == 2


def supersede(version: TargetVersion) -> None:
    version.state, version.valid_until = TargetState.SUPERSEDED, NOW
    version.save(update_fields=["state", "valid_until"])


def make_version(version: TargetVersion, **changes: Any) -> TargetVersion:
    """A later version in force of the same target."""
    fields = {
        field.attname: getattr(version, field.attname)
        for field in TargetVersion._meta.concrete_fields
        if field.attname not in ("id", "valid_until")
    }
    return TargetVersion.objects.create(**{**fields, "state": TargetState.IN_FORCE, **changes})


def test_a_target_no_longer_in_force_loses_its_assessment() -> None:
    place = make.government()
    version = make.target(place)
    public(place, {2005: 1000, 2020: 750})
    assess(place)
    supersede(version)

    outcome = assess(place)

    assert not Assessment.objects.current().exists()
    assert Assessment.objects.get().superseded_at == NOW
    assert outcome.withdrawn == 1


def test_the_requests_open_at_the_start_are_done_and_those_of_others_are_not() -> None:
    place, other = make.government(), make.government()
    mine = [AssessmentRequest.objects.create(government=place, because=str(n)) for n in range(2)]
    theirs = AssessmentRequest.objects.create(government=other, because="x")

    outcome = assess(place)

    assert outcome.requests == 2
    assert {each.done_at for each in AssessmentRequest.objects.filter(pk__in=[m.pk for m in mine])} == {NOW}
    assert list(AssessmentRequest.objects.open()) == [theirs]


def test_a_request_that_is_done_keeps_its_time() -> None:
    place = make.government()
    AssessmentRequest.objects.create(government=place, because="x")
    assess(place)

    assess(place, now=NOW + datetime.timedelta(hours=1))

    assert AssessmentRequest.objects.get().done_at == NOW


def test_assessing_an_unknown_government_says_so() -> None:
    with pytest.raises(Government.DoesNotExist):
        assessments.assess(government_id=404, as_of=TODAY, now=NOW)


def test_a_target_that_contradicts_itself_is_left_to_the_secretariat_and_holds_up_no_other() -> None:
    place = make.government()
    make.target(place, "contrary", base_year=2019, target_year=2020, year_qualifier="before")
    make.target(place, "sound", base_year=2019, target_year=2021)
    public(place, {2019: 1000, 2021: 800})

    assess(place)

    verdicts = {code: (each.verdict, each.reason) for code, each in current(place).items()}
    assert verdicts == {"contrary": ("undetermined", "manual_review"), "sound": ("met", "")}


@pytest.mark.parametrize("count", [1, 3])
def test_a_first_assessment_takes_the_same_queries_for_one_target_and_for_three(
    count: int, django_assert_num_queries: Any
) -> None:
    place = make.government()
    for number in range(count):
        make.target(place, reduction_percent=20 + number)
    public(place, {2005: 1000, 2020: 750})
    AssessmentRequest.objects.create(government=place, because="x")

    # A savepoint and its release; the lock; requests read and done; targets, origin, figures; answers read
    # and written.
    with django_assert_num_queries(10):
        assess(place)


@pytest.mark.parametrize("count", [1, 3])
def test_a_repeated_assessment_takes_the_same_queries_for_one_target_and_for_three(
    count: int, django_assert_num_queries: Any
) -> None:
    place = make.government()
    for number in range(count):
        make.target(place, reduction_percent=20 + number)
    public(place, {2005: 1000, 2020: 750})
    assess(place)

    # As above, but no request to be done, and answers confirmed instead of written.
    with django_assert_num_queries(9):
        assess(place, as_of=TODAY + datetime.timedelta(days=1))


@pytest.mark.parametrize("count", [1, 3])
def test_reported_figures_take_as_many_queries_as_public_ones(
    count: int, django_assert_num_queries: Any
) -> None:
    place = make.government()
    for number in range(count):
        make.target(place, reduction_percent=20 + number)
        make.accepted(place, 2015 + number)

    with django_assert_num_queries(10):
        assess(place)


def test_the_digest_does_not_depend_on_the_order_of_keys() -> None:
    assert assessments.digest({"b": 1, "a": "吨"}) == assessments.digest({"a": "吨", "b": 1})
    assert assessments.digest({"a": 1}) != assessments.digest({"a": "1"})


def test_outdated_are_those_not_judged_on_the_day_or_never() -> None:
    judged, earlier, never, idle = (make.government(slug) for slug in ("judged", "earlier", "never", "idle"))
    for place in (judged, earlier, never):
        make.target(place, kind=TargetKind.DIRECTION)
    assess(judged)
    assess(earlier, as_of=TODAY - datetime.timedelta(days=1))

    assert set(assessments.outdated(TODAY)) == {earlier, never}
    assert idle not in assessments.outdated(TODAY + datetime.timedelta(days=1))
