"""Plans: written in drafts, still once submitted, changed by a new version that holds everything."""

import datetime
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from accounts.models import Mail
from inventories import frozen
from inventories.history import Refused
from inventories.reports import ReasonMissing
from plans import moves
from plans.actions import progress, reviewing, writing
from plans.enums import ActionStatus, PlanState, PlanStatus
from plans.models import (
    Action,
    ActionReduction,
    CoBenefit,
    Funding,
    Hazard,
    Milestone,
    Overlap,
    Plan,
    PlanEvent,
    PlanVersion,
    ResilienceGoal,
)
from plans.status import Step, of_action
from tests import make
from tests.plans import examples

pytestmark = pytest.mark.django_db
DAY = datetime.date


def overlapping(version):
    writing.save_overlaps(
        version=version,
        revision=version.revision,
        overlaps=[("heat", "solar", Decimal(15_000), "The same roofs")],
        by=make.user(),
        now=make.NOW,
    )
    return version


def resilient(version):
    writing.save_resilience(
        version=version,
        revision=version.revision,
        hazards=[{"kind": "heat", "likelihood": "high"}],
        goals=[{"text_en": "Nobody without water for a day", "year": 2030}],
        by=make.user(),
        now=make.NOW,
    )
    return version


def refused(write):
    with pytest.raises(IntegrityError, match="frozen since it was submitted"), transaction.atomic():
        write()
    return True


def test_a_plan_begins_with_a_draft_and_a_code_of_its_own():
    place = make.government("saint-paul")
    first, second = (examples.draft(place) for _ in range(2))
    assert first.plan.code == "saint-paul-climate-action-and-resil"
    assert second.plan.code == "saint-paul-climate-action-and-resil-2"
    assert (first.number, first.state) == (1, PlanState.DRAFT)


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"title_en": ""}, "title in at least one language"),
        ({"last_year": 2019}, "last year lies before its first"),
        ({"adopted_by": ""}, "when the plan was adopted and by which body"),
        ({"mitigation": False}, "mitigation, resilience or both"),
    ],
)
def test_a_plan_that_says_too_little_is_not_saved(values, message):
    with pytest.raises(ValidationError, match=message), transaction.atomic():
        examples.draft(**values)
    assert not Plan.objects.exists()


@pytest.mark.parametrize(
    ("day", "status"),
    [
        (DAY(2019, 12, 17), PlanStatus.NOT_ADOPTED),
        (DAY(2019, 12, 31), PlanStatus.AHEAD),
        (DAY(2020, 1, 1), PlanStatus.CURRENT),
        (DAY(2030, 12, 31), PlanStatus.CURRENT),
        (DAY(2031, 1, 1), PlanStatus.ENDED),
    ],
)
def test_the_status_of_a_plan_follows_from_its_dates(day, status):
    assert examples.draft().status(day) == status


def test_two_people_do_not_overwrite_each_other():
    version = examples.draft()
    who = {"by": make.user(), "now": make.NOW}
    writing.save(version=version, revision=0, values={"title_en": "First"}, **who)
    with pytest.raises(moves.Conflict), transaction.atomic():
        writing.save(version=version, revision=0, values={"title_en": "Second"}, **who)
    assert PlanVersion.objects.get().title_en == "First"


def test_a_plan_serves_targets_of_its_own_government_or_the_one_it_lies_in():
    county = make.government("king-county")
    city = make.government("seattle", parent=county)
    version = examples.draft(city)
    who = {"by": make.user(), "now": make.NOW}
    writing.save(version=version, revision=0, values={}, targets=[make.target(county).target], **who)
    with pytest.raises(writing.NotTheirs):
        writing.save(
            version=version,
            revision=1,
            values={},
            targets=[make.target(make.government()).target],
            **who,
        )


def test_saving_an_action_replaces_what_hung_on_it():
    version = examples.draft()
    changed = examples.action("buses", reductions={2023: Decimal(7)})
    writing.save_action(version=version, revision=0, draft=changed, by=make.user(), now=make.NOW)
    action = version.actions.get(key="buses")
    assert list(action.reductions.values_list("year", "tonnes")) == [(2023, Decimal(7))]
    assert not action.milestones.exists()
    assert version.actions.count() == 3


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"ends_on": DAY(2019, 1, 1)}, "ends before it starts"),
        ({"cost": Decimal(5)}, "the cost and its currency"),
        ({"cancelled_on": DAY(2024, 1, 1)}, "when and why the action was cancelled"),
        ({"title_en": ""}, "title in at least one language"),
    ],
)
def test_an_action_that_contradicts_itself_is_not_saved(values, message):
    version = examples.draft()
    with pytest.raises(ValidationError, match=message), transaction.atomic():
        writing.put(version, examples.action("new", **values))
    assert not version.actions.filter(key="new").exists()


def test_a_plan_is_submitted_when_it_says_what_it_must():
    version = examples.draft(link="", resilience=True)
    version.targets.clear()
    version.actions.all().delete()
    with pytest.raises(reviewing.NotReady) as error:
        reviewing.submit(version=version, by=make.user(), now=make.NOW)
    assert len(error.value.missing) == 4
    assert PlanVersion.objects.get().state == PlanState.DRAFT


def test_what_was_submitted_is_held_still_by_the_database():
    version = resilient(overlapping(examples.draft(resilience=True)))
    reviewing.submit(version=version, by=make.user(), now=make.NOW)
    content = {
        PlanVersion: {"title_en": "Another"},
        Action: {"owner": "Nobody"},
        ActionReduction: {"tonnes": Decimal(1)},
        Milestone: {"due": DAY(2040, 1, 1)},
        Funding: {"amount": Decimal(1)},
        CoBenefit: {"amount": Decimal(1)},
        Overlap: {"tonnes": Decimal(1)},
        Hazard: {"impact": "low"},
        ResilienceGoal: {"year": 2040},
        PlanEvent: {"note": "Another"},
    }
    for model, change in content.items():
        assert model.objects.exists(), model
        assert refused(lambda: model.objects.update(**change))  # noqa: B023  called at once
        assert refused(lambda: model.objects.all()._raw_delete("default"))  # noqa: B023
    assert refused(lambda: version.targets.clear())
    assert refused(lambda: writing.put(version, examples.action("more")))
    assert frozen.installed() == frozen.names()


def test_a_milestone_is_reached_in_the_version_in_force_and_in_the_draft_after_it():
    version = examples.accepted()
    draft = reviewing.change(plan=version.plan, reason="A year on", by=make.user(), now=make.NOW)
    step = Milestone.objects.get(action__version=version, text_en="Ten schools")
    progress.reach(milestone=step, done_on=DAY(2026, 11, 20), now=make.NOW)
    reached = Milestone.objects.filter(text_en="Ten schools").values_list("done_on", flat=True)
    assert list(reached) == [DAY(2026, 11, 20)] * 2
    assert Milestone.objects.filter(action__version=draft).count() == 2
    with pytest.raises(Refused, match="yet to come"):
        progress.reach(milestone=step, done_on=DAY(2026, 11, 23), now=make.NOW)


def told(version):
    """Everything that a version says, without ids."""
    free = {"id", "version_id", "action_id", "first_id", "second_id", "plan_id"}
    rows = [version.actions, version.overlaps, version.hazards, version.resilience_goals]
    hanging = [
        rows
        for action in version.actions.all()
        for rows in (action.milestones, action.reductions, action.fundings, action.co_benefits)
    ]
    return [
        {key: value for key, value in row.items() if key not in free}
        for each in (*rows, *hanging)
        for row in each.values()
    ]


def test_a_new_version_holds_everything_that_the_last_one_did():
    version = resilient(overlapping(examples.draft(resilience=True)))
    reviewing.submit(version=version, by=make.user(), now=make.NOW)
    draft = reviewing.give_back(version=version, note="Name the owner", by=make.user(), now=make.NOW)
    assert told(draft) == told(version)
    assert list(draft.targets.all()) == list(version.targets.all())
    overlap = draft.overlaps.get()
    assert (overlap.first.key, overlap.first.version, overlap.second.key) == ("heat", draft, "solar")
    assert (draft.number, draft.state, draft.reason) == (2, PlanState.DRAFT, "Name the owner")


def test_a_return_says_why():
    with pytest.raises(ReasonMissing):
        reviewing.give_back(version=examples.submitted(), note=" ", by=make.user(), now=make.NOW)


def test_who_submitted_does_not_accept():
    version = examples.draft()
    certifier = make.certifier(version.government)
    reviewing.submit(version=version, by=certifier, now=make.NOW)
    with pytest.raises(reviewing.SubmitterCannotAccept):
        reviewing.accept(version=version, by=certifier, now=make.NOW)


def test_an_accepted_version_supersedes_the_one_before():
    first = examples.accepted()
    second = reviewing.change(plan=first.plan, reason="More", by=make.user(), now=make.NOW)
    with pytest.raises(reviewing.OpenVersionExists):
        reviewing.change(plan=first.plan, reason="More", by=make.user(), now=make.NOW)
    reviewing.submit(version=second, by=make.user(), now=make.NOW)
    reviewing.accept(version=second, by=make.user(), now=make.NOW)
    states = PlanVersion.objects.order_by("number").values_list("state", flat=True)
    assert list(states) == [PlanState.SUPERSEDED, PlanState.ACCEPTED]


def test_everyone_concerned_gets_a_letter():
    network = make.network()
    place = make.government(network=network)
    make.reviewer(network)
    version = examples.submitted(place)
    reviewing.accept(version=version, by=make.user(), now=make.NOW)
    subjects = sorted(Mail.objects.values_list("subject", flat=True))
    assert len(subjects) == 3  # the reviewer; contributor and certifier once it is accepted
    assert subjects[-1].startswith("The plan of")


def test_a_discarded_draft_takes_a_plan_with_it_that_has_no_other():
    version = examples.draft()
    writing.discard(version=version, by=make.user())
    assert not Plan.objects.exists()
    kept = examples.accepted()
    draft = reviewing.change(plan=kept.plan, reason="More", by=make.user(), now=make.NOW)
    writing.discard(version=draft, by=make.user())
    assert list(Plan.objects.all()) == [kept.plan]


def entry(version, year, percent, **more):
    details = {"key": "solar", "text": "", "by": make.user(), "now": make.NOW}
    return progress.enter(plan=version.plan, year=year, percent=percent, **(details | more))


def test_progress_is_entered_year_by_year_and_never_goes_back():
    version = examples.accepted()
    entry(version, 2024, 20)
    entry(version, 2026, 60)
    entry(version, 2025, 40, tonnes=Decimal(9_000))
    with pytest.raises(progress.LessThanBefore):
        entry(version, 2025, 70)
    entry(version, 2025, 60)
    with pytest.raises(progress.UnknownAction):
        entry(version, 2025, 60, key="none")
    with pytest.raises(Refused, match="2027"):
        entry(version, 2027, 70)
    assert list(version.plan.progress.values_list("year", "percent")) == [(2024, 20), (2025, 60), (2026, 60)]


DUE, LATER = DAY(2025, 12, 31), DAY(2026, 6, 30)


@pytest.mark.parametrize(
    ("today", "steps", "percent", "cancelled_on", "status"),
    [
        pytest.param(
            DAY(2021, 12, 31), [Step(DUE)], 0, None, ActionStatus.NOT_STARTED, id="before its start"
        ),
        pytest.param(DAY(2022, 6, 1), [Step(DUE)], 0, None, ActionStatus.NOT_STARTED, id="nothing heard yet"),
        pytest.param(DAY(2023, 1, 2), [Step(DUE)], 0, None, ActionStatus.LATE, id="quiet for a year"),
        pytest.param(DAY(2023, 1, 2), [Step(DUE)], 10, None, ActionStatus.ON_TIME, id="begun"),
        pytest.param(DAY(2025, 12, 31), [Step(DUE)], 10, None, ActionStatus.ON_TIME, id="due today"),
        pytest.param(DAY(2026, 1, 1), [Step(DUE)], 10, None, ActionStatus.LATE, id="overdue"),
        pytest.param(
            DAY(2026, 1, 1), [Step(DUE, DUE), Step(LATER)], 10, None, ActionStatus.ON_TIME, id="one of two"
        ),
        pytest.param(DAY(2026, 1, 1), [Step(DUE, DUE)], 10, None, ActionStatus.DONE, id="all steps done"),
        pytest.param(DAY(2026, 1, 1), [Step(DUE)], 100, None, ActionStatus.DONE, id="the whole of it"),
        pytest.param(DAY(2031, 1, 1), [], 90, None, ActionStatus.LATE, id="its time is over"),
        pytest.param(
            DAY(2026, 1, 1), [Step(DUE)], 10, DAY(2025, 1, 1), ActionStatus.CANCELLED, id="cancelled"
        ),
    ],
)
def test_the_status_of_an_action_is_computed(today, steps, percent, cancelled_on, status):
    found = of_action(
        starts_on=DAY(2022, 1, 1),
        ends_on=DAY(2030, 12, 31),
        cancelled_on=cancelled_on,
        steps=steps,
        percent=percent,
        today=today,
    )
    assert found == status
