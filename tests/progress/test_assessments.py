"""Assessing a government: what is stored, replaced, withdrawn and asked of the database."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection

from accounts.models import Government, Membership
from inventories.models import ReferenceFigure, ReferenceSource
from pledges.enums import TargetKind, TargetState
from pledges.models import AssessmentRequest, TargetVersion
from progress import assessments, decisions, judging
from progress.models import Assessment, Decision, Judging
from tests import make

pytestmark = pytest.mark.django_db

NOW = make.NOW
TODAY = NOW.date()
LOCK = int(connection.features.has_select_for_no_key_update)
"""The query that holds a government, where there are row locks."""
FIRST = 29 + LOCK


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
    assert outcome == assessments.Outcome(judged=1, changed=1, unchanged=0, withdrawn=0, requests=0)
    assert (made.verdict, made.reason, made.origin, made.latest_year) == ("met", "", "reference", 2020)
    assert made.target_version == version
    assert made.record["numbers"]["goal_value"] == "800"
    sources = [figure["source"] for figure in made.record["figures"]]
    assert sources == [
        f"reference:{pk}" for pk in ReferenceFigure.objects.order_by("year").values_list("pk", flat=True)
    ]
    assert (made.assessed_on, made.created_at, made.standing_since) == (TODAY, NOW, NOW)
    assert place.judging.judged_on == TODAY


def test_judging_again_the_same_day_changes_nothing() -> None:
    place = make.government()
    make.target(place)
    public(place, {2005: 1000, 2020: 750})
    assess(place)
    before = list(Assessment.objects.values())

    outcome = assess(place, now=NOW + datetime.timedelta(minutes=1))

    assert list(Assessment.objects.values()) == before
    assert outcome == assessments.Outcome(judged=0, changed=0, unchanged=0, withdrawn=0, requests=0)


def test_the_same_answer_on_a_later_day_moves_only_the_day_it_was_confirmed() -> None:
    place = make.government()
    make.target(place)
    public(place, {2005: 1000, 2020: 750})
    assess(place)
    before = Assessment.objects.values().get()

    assess(place, as_of=TODAY + datetime.timedelta(days=30), now=NOW + datetime.timedelta(days=30))

    assert Assessment.objects.values().get() == before
    assert Judging.objects.get().judged_on == datetime.date(2026, 12, 22)


def test_a_request_has_a_government_judged_although_its_rows_are_the_same() -> None:
    place = make.government()
    make.target(place)
    public(place, {2005: 1000, 2020: 750})
    assess(place)
    ReferenceFigure.objects.filter(year=2020).update(tonnes=Decimal(900))  # in place: no row came or went
    assert assess(place).judged == 0
    AssessmentRequest.objects.create(government=place, because="x")

    outcome = assess(place)

    assert outcome == assessments.Outcome(judged=1, changed=1, unchanged=0, withdrawn=0, requests=1)
    assert Assessment.objects.current().get().verdict == "missed"


@pytest.mark.parametrize("what", ["figure", "target", "year", "decision"])
def test_what_is_new_has_a_government_judged_without_a_request(what: str) -> None:
    place = make.government()
    version = make.target(place, target_year=2025)
    public(place, {2005: 1000, 2021: 900})
    assess(place)
    day = TODAY
    if what == "figure":
        public(place, {2022: 800})
    if what == "target":
        make.target(place)
    if what == "year":
        day = TODAY.replace(year=2027)
    if what == "decision":
        decide(version)

    assert assess(place, as_of=day, now=NOW.replace(year=day.year)).judged == 1


def decide(version: TargetVersion) -> Decision:
    """A decision by hand on the figures that the current answer rests on."""
    figures = decisions.figures_digest(Assessment.objects.current().get(target=version.target).record)
    return Decision.objects.create(
        target=version.target, target_version=version, verdict="met", because="The plant is closed.",
        language="en", figures_sha256=figures, decided_by=make.user(), decided_at=NOW,
    )  # fmt: skip


def test_a_decision_stands_in_place_of_the_judges_verdict_until_new_figures_arrive() -> None:
    place = make.government()
    version = make.target(place, target_year=2030)
    public(place, {2005: 1000, 2022: 990})
    assess(place)
    decision = decide(version)

    assess(place)

    made = Assessment.objects.current().get()
    assert (made.verdict, made.reason, made.decision) == ("met", "", decision)
    assert made.record["verdict"] == "off_track"  # what the judge says is kept beside it

    public(place, {2023: 980})
    assess(place)

    made = Assessment.objects.current().get()
    decision.refresh_from_db()
    assert (made.verdict, made.decision) == ("off_track", None)
    assert (decision.lapsed_at, decision.lapse) == (NOW, "new_figures")


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

    # The government, and the method, the first of which is made in a savepoint; another and its release;
    # requests read and done; own measures; what is there in four counts, and at the last judging; targets,
    # measures, origin, figures, measures beside; answers and decisions read; the period of reply; answers
    # before, and written; who certifies; the judging noted.
    with django_assert_num_queries(FIRST):
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

    # Nothing came in: the counts are as they were, and the judging is noted.
    with django_assert_num_queries(12 + LOCK):
        assess(place, as_of=TODAY + datetime.timedelta(days=1))


@pytest.mark.parametrize("count", [1, 3])
def test_reported_figures_take_one_query_more_for_those_that_were_replaced(
    count: int, django_assert_num_queries: Any
) -> None:
    place = make.government()
    for number in range(count):
        make.target(place, reduction_percent=20 + number)
        make.accepted(place, 2015 + number)
    Membership.objects.update(ended_at=NOW)  # each letter takes queries of its own

    with django_assert_num_queries(FIRST + 1):
        assess(place)


def test_the_digest_does_not_depend_on_the_order_of_keys() -> None:
    assert digest({"b": 1, "a": "吨"}) == digest({"a": "吨", "b": 1})
    assert digest({"a": 1}) != digest({"a": "1"})


def digest(record: dict[str, Any]) -> str:
    return judging.digest(judging.canonical(record))


def test_outdated_are_those_not_judged_on_the_day_or_never() -> None:
    judged, earlier, never, idle = (make.government(slug) for slug in ("judged", "earlier", "never", "idle"))
    for place in (judged, earlier, never):
        make.target(place, kind=TargetKind.DIRECTION)
    assess(judged)
    assess(earlier, as_of=TODAY - datetime.timedelta(days=1))

    assert set(assessments.outdated(TODAY)) == {earlier, never}
    assert idle not in assessments.outdated(TODAY + datetime.timedelta(days=1))


def test_answers_from_before_the_judging_was_noted_are_outdated() -> None:
    place = make.government()
    make.target(place)
    assess(place)
    assert place not in assessments.outdated(TODAY)

    Judging.objects.all().delete()  # as after an upgrade

    assert place in assessments.outdated(TODAY)
