"""Trying a method out before anyone switches, and switching."""

from __future__ import annotations

import datetime
from decimal import Decimal
from io import StringIO

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command

from accounts.models import Government
from inventories.models import ReferenceFigure, ReferenceSource
from pledges.enums import TargetKind
from pledges.models import AssessmentRequest
from progress import assessments, methods, tasks, trials
from progress.models import Assessment, Method, Trial, TrialChange
from tests import make

pytestmark = pytest.mark.django_db

NOW = make.NOW
TODAY = NOW.date()


def peaked(slug: str = "peaked") -> Government:
    """A place whose emissions peaked 4 years before its latest figure: on track for a peak by 2030."""
    place = make.government(slug)
    make.target(
        place, f"{slug}-peak", kind=TargetKind.PEAK, base_year=None, target_year=2030, reduction_percent=None
    )
    source, _ = ReferenceSource.objects.get_or_create(text="Public", label_en="Public", label_zh="公开")
    values = {2019: 90, 2020: 100, 2021: 99, 2022: 99, 2023: 98, 2024: 98}
    ReferenceFigure.objects.bulk_create(
        ReferenceFigure(
            government=place, measure=make.measure(), source=source, year=year, tonnes=Decimal(value)
        )
        for year, value in values.items()
    )
    return place


def assess(place: Government) -> None:
    assessments.assess(government_id=place.pk, as_of=TODAY, now=NOW)


def propose(**values: int | Decimal) -> Method:
    return trials.propose(values=values or {"peak_decline_years": 5}, reason="Longer", by=None, now=NOW)


def tried(method: Method) -> Trial:
    trial = trials.start(method=method, as_of=TODAY, now=NOW)
    trials.go_on(trial_id=trial.pk, now=NOW)
    trial.refresh_from_db()
    return trial


def test_the_first_method_is_in_force_by_itself() -> None:
    method = methods.in_force(NOW)
    assert (method.label, method.peak_decline_years) == ("2.0", 3)
    assert methods.in_force(NOW) == method


def test_a_trial_lists_what_would_change_and_changes_nothing() -> None:
    place = peaked()
    make.target(place, "other", target_year=2030)
    assess(place)
    before = list(Assessment.objects.values())

    trial = tried(propose(peak_decline_years=5))

    (change,) = TrialChange.objects.all()
    assert (change.target.code, change.verdict_before, change.reason_before) == (
        "peaked-peak",
        "on_track",
        "",
    )
    assert (change.verdict_after, change.reason_after) == ("undetermined", "not_yet_peaked")
    assert (trial.done, trial.finished_at) == (2, NOW)
    assert list(Assessment.objects.values()) == before


def test_a_method_is_adopted_only_after_a_trial() -> None:
    assess(peaked())
    method = propose()
    with pytest.raises(trials.NotTried):
        trials.adopt(method=method, by=None, now=NOW)
    assert methods.in_force(NOW).label == "2.0"


def test_the_old_verdict_stays_under_its_method() -> None:
    place = peaked()
    assess(place)
    method = propose(peak_decline_years=5)
    tried(method)

    trials.adopt(method=method, by=None, now=NOW)
    tasks.sweep()

    old, new = Assessment.objects.order_by("pk")
    assert (old.method_version, old.verdict, old.superseded_at is not None) == ("2.0", "on_track", True)
    assert (new.method_version, new.reason) == ("2.0.1", "not_yet_peaked")
    assert new.record["inputs"]["thresholds"] == {"peak_decline_years": 5}
    states = {each.label: each.state for each in Method.objects.all()}
    assert states == {"2.0": "retired", "2.0.1": "in_force"}
    assert not AssessmentRequest.objects.open().exists()


def test_a_trial_goes_on_where_a_killed_worker_left_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assessments, "GOVERNMENTS_A_RANGE", 1)
    for slug in ("one", "two", "three"):
        assess(peaked(slug))
    trial = trials.start(method=propose(peak_decline_years=5), as_of=TODAY, now=NOW)
    assert trials._next_range(trial.pk, NOW)  # and then the worker is killed

    tasks.sweep()

    trial.refresh_from_db()
    assert trial.finished_at
    assert trial.done == 3
    assert [change.target.code for change in trial.changes.all()] == ["one-peak", "two-peak", "three-peak"]


def test_a_decision_by_hand_stands_whatever_the_method() -> None:
    place = peaked()
    assess(place)
    current = Assessment.objects.current().get()
    target = current.target
    decision = target.decisions.create(
        target_version=current.target_version, verdict="met", because="Seen on the spot.", language="en",
        figures_sha256="x", decided_by=make.user(), decided_at=NOW,
    )  # fmt: skip
    Assessment.objects.filter(pk=current.pk).update(verdict="met", decision=decision)

    assert not tried(propose(peak_decline_years=5)).changes.exists()


def test_what_is_in_force_is_no_proposal() -> None:
    methods.in_force(NOW)
    with pytest.raises(trials.NothingNew):
        propose(peak_decline_years=3)


@pytest.mark.parametrize(
    "values",
    [
        {"peak_exceedance": Decimal(2)},
        {"trend_p": Decimal("0.5")},
        {"peak_decline_years": 0},
        {"base_change": Decimal(0)},
    ],
)
def test_settings_that_make_no_sense_are_refused(values: dict[str, int | Decimal]) -> None:
    with pytest.raises(ValidationError, match="between 0 and 1"):
        propose(**values)


def test_a_dropped_method_is_neither_tried_nor_adopted() -> None:
    method = propose()
    trials.drop(method=method)
    with pytest.raises(trials.NotProposed):
        trials.start(method=method, as_of=TODAY, now=NOW)
    with pytest.raises(trials.NotProposed):
        trials.adopt(method=method, by=None, now=NOW)


def test_another_judge_judges_nobody_until_its_method_is_adopted(caplog: pytest.LogCaptureFixture) -> None:
    place = peaked()
    Method.objects.create(label="1.0", code_version="1.0", state="in_force", proposed_at=NOW, adopted_at=NOW)
    request = AssessmentRequest.objects.create(government=place, because="x")

    tasks.sweep()

    assert not Assessment.objects.exists()
    assert "Method 2.0 is not adopted" in caplog.text

    method = trials.propose(values={}, reason="A new judge", by=None, now=NOW)
    tried(method)
    trials.adopt(method=method, by=None, now=NOW)
    tasks.sweep()

    request.refresh_from_db()
    assert request.done_at
    assert Assessment.objects.get().method_version == "2.0"


def test_the_commands_try_and_adopt() -> None:
    assess(peaked())
    out = StringIO()
    call_command("try_method", "--peak-decline-years", "5", "--reason", "Longer", stdout=out)
    assert "peaked-peak\ton_track\tundetermined not_yet_peaked\n" in out.getvalue()
    assert "1 targets judged as of" in out.getvalue()

    call_command("adopt_method", "2.0.1", stdout=out)
    assert methods.in_force(NOW + datetime.timedelta(days=1)).label == "2.0.1"
    with pytest.raises(CommandError, match=r"no longer a proposal: it is In force"):
        call_command("adopt_method", "2.0.1", stdout=out)
    with pytest.raises(CommandError, match=r"There is no method 9"):
        call_command("adopt_method", "9", stdout=out)
