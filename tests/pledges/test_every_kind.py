"""What each kind of target lives on: declared, answered, copied, confirmed."""

import datetime
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from accounts.models import Mail
from pledges import comparison, kinds, rules
from pledges.actions import errors, questions, targets
from pledges.enums import QuestionCode
from pledges.models import AssessmentRequest, Measure, Question, TargetVersion
from tests import make

NOW = make.NOW
LATER = NOW + datetime.timedelta(hours=1)
ROWS = "gpc:I.1.1+I.1.2;operations:O.1"


def ask(version, code, **fields):
    target = version.target
    return Question.objects.create(
        government=target.government, target=target, code=code, asked_at=NOW, **fields
    )


def answer(question, by, text="", choice="", **values):
    return questions.answer(question=question, text=text, values=values, choice=choice, by=by, now=NOW)


def declare(town, by, kind, **values):
    return targets.declare(
        government=town, quote="A promise", source="Plan of 2026, p. 3",
        values={"kind": kind, "year_qualifier": "by", **values}, by=by, now=NOW,
    )  # fmt: skip


def unsettled(target):
    found = Question.objects.filter(target=target).exclude(state="settled")
    return set(found.values_list("code", flat=True))


@pytest.fixture
def buildings(db):
    return make.measure(
        "ghg-sector-buildings", boundary="sector", sector="buildings", rows="",
        label_en="Emissions of buildings", label_zh="建筑领域排放量",
    )  # fmt: skip


@pytest.fixture
def solar(db):
    return make.measure("solar", quantity="solar", unit="kW", is_mass=False, rows="")


@pytest.fixture
def people(db):
    return make.measure("population", quantity="population", unit="people", is_mass=False, rows="")


@pytest.fixture
def on_buildings(town, buildings):
    return make.target(town, "town-1", measure=buildings)


# Rows of a sector


def test_confirmed_rows_make_a_measure_of_the_governments_own(on_buildings, buildings, certifier, reviewer):
    question = ask(on_buildings, "rows")
    proposal = answer(question, certifier, "As in our plan", rows=ROWS)
    assert (proposal.measure, proposal.rows) == (buildings, ROWS)
    assert not Measure.objects.exclude(government=None).exists()
    targets.confirm(version=proposal, by=reviewer, now=LATER)
    proposal.refresh_from_db()
    own = proposal.measure
    assert (own.code, own.government, own.rows) == (
        "ghg-sector-buildings-town",
        on_buildings.government,
        ROWS,
    )
    assert (own.label_en, own.label_zh) == ("Emissions of buildings (Town)", "建筑领域排放量（镇）")
    assert (own.quantity, own.sector, own.unit, own.is_mass) == ("ghg", "buildings", "tCO2e", True)
    buildings.refresh_from_db()
    assert buildings.rows == ""
    question.refresh_from_db()
    assert question.state == "settled"
    assert AssessmentRequest.objects.open().count() == 1


def test_a_refused_list_of_rows_makes_no_measure(on_buildings, certifier, reviewer):
    proposal = answer(ask(on_buildings, "rows"), certifier, rows=ROWS)
    targets.refuse(version=proposal, reason="Schools too?", by=reviewer, now=LATER)
    assert not Measure.objects.exclude(government=None).exists()
    assert unsettled(on_buildings.target) == {"rows"}


def test_two_targets_with_the_same_rows_count_one_measure(on_buildings, buildings, town, certifier, reviewer):
    other = make.target(town, "town-2", measure=buildings, target_year=2030)
    found = []
    for version in (on_buildings, other):
        proposal = answer(ask(version, "rows"), certifier, rows=ROWS)
        found.append(targets.confirm(version=proposal, by=reviewer, now=LATER).measure)
    assert found[0] == found[1]


def test_other_rows_of_the_same_sector_make_another_measure(on_buildings, certifier, reviewer):
    first = answer(ask(on_buildings, "rows"), certifier, rows=ROWS)
    targets.confirm(version=first, by=reviewer, now=LATER)
    second = targets.revise(
        target=on_buildings.target, values={"rows": "gpc:I.1.1"}, reason="Gas only", by=certifier, now=LATER
    )
    measure = targets.confirm(version=second, by=reviewer, now=LATER).measure
    assert (measure.code, measure.label_en) == (
        "ghg-sector-buildings-town-2",
        "Emissions of buildings (Town, 2)",
    )
    assert measure.label_zh == "建筑领域排放量（镇，2）"


def test_rows_are_kept_by_a_later_answer_and_dropped_with_their_measure(on_buildings, certifier):
    proposal = answer(ask(on_buildings, "rows"), certifier, rows=ROWS)
    later = answer(ask(on_buildings, "base_year"), certifier, base_year=2006)
    assert (later.number, later.rows) == (proposal.number + 1, ROWS)
    moved = targets.revise(
        target=on_buildings.target,
        values={"measure": make.measure()},
        reason="All of it",
        by=certifier,
        now=NOW,
    )
    assert moved.rows == ""


def test_a_confirmed_target_on_a_sector_is_asked_for_its_rows(town, buildings, certifier, reviewer):
    """Nobody asked before: the loading of the Declaration knows nothing of targets declared since."""
    proposal = declare(
        town, certifier, "base_year_reduction", measure=buildings, base_year=2010, target_year=2040,
        reduction_percent=Decimal(40),
    )  # fmt: skip
    assert not Question.objects.exists()
    targets.confirm(version=proposal, by=reviewer, now=LATER)
    assert unsettled(proposal.target) == {"rows"}
    letter = Mail.objects.get(to=certifier.email, key__startswith="question-asked/")
    assert "Which rows of the inventory does the target count?" in letter.body
    assert "/en/desk/questions/" in letter.body


def test_what_stays_open_is_not_asked_again(town, buildings, certifier, reviewer):
    version = make.target(town, "town-1", measure=buildings, boundary_status="inferred")
    ask(version, "rows", state="settled", settled_at=NOW)
    revision = targets.revise(
        target=version.target, values={"target_year": 2031}, reason="Plan", by=certifier, now=NOW
    )
    targets.confirm(version=revision, by=reviewer, now=LATER)
    assert unsettled(version.target) == set()


# Levels with a side and a start


def test_a_start_is_kept_in_the_unit_of_what_is_counted(town, solar, certifier, reviewer):
    version = make.target(
        town, "town-1", kind="count", measure=solar, level=500, reduction_percent=None, base_year=None,
        sense="at_least", target_year=2040,
    )  # fmt: skip
    assert QuestionCode.START in kinds.leaves_open(version)
    proposal = answer(ask(version, "start"), certifier, base_value=Decimal("120.5"), base_year=2015)
    assert (proposal.base_year, proposal.base_amount, proposal.base_value) == (2015, Decimal("120.5"), None)
    assert (proposal.base_year_status, proposal.base_value_status) == ("stated", "stated")
    targets.confirm(version=proposal, by=reviewer, now=LATER)
    assert unsettled(version.target) == set()


def test_a_start_may_be_zero_and_needs_its_year(town, solar, certifier):
    version = make.target(
        town, "town-1", kind="count", measure=solar, level=500, reduction_percent=None, base_year=None
    )
    with pytest.raises(ValidationError) as refused:
        answer(ask(version, "start"), certifier, base_value=Decimal(0), base_year=None)
    assert refused.value.message_dict == {
        "base_year": ["Enter the year of the value from which the path starts."]
    }
    proposal = answer(Question.objects.get(), certifier, base_value=Decimal(0), base_year=2015)
    assert proposal.base_amount == 0


def test_a_reduction_from_nothing_is_none(town, certifier):
    with pytest.raises(ValidationError, match="above zero"):
        declare(
            town, certifier, "base_year_reduction", measure=make.measure(), base_year=2010, target_year=2040,
            reduction_percent=Decimal(40), base_value=Decimal(0),
        )  # fmt: skip


def test_a_start_is_asked_only_while_its_year_is_ahead(town, solar, certifier, reviewer):
    def asked_after(year):
        proposal = declare(town, certifier, "count", measure=solar, level=Decimal(500), target_year=year)
        targets.confirm(version=proposal, by=reviewer, now=LATER)
        return unsettled(proposal.target)

    assert NOW.year == 2026
    assert asked_after(2025) == set()
    assert asked_after(2026) == {"start"}


@pytest.mark.parametrize(
    ("kind", "sense"), [("share", "at_least"), ("increment", "at_least"), ("fixed_level", "at_most")]
)
def test_a_kind_has_a_usual_side(town, solar, certifier, kind, sense):
    proposal = declare(town, certifier, kind, measure=solar, level=Decimal(5), target_year=2040)
    assert proposal.sense == sense


def test_an_inferred_side_is_confirmed_or_turned(town, solar, certifier, reviewer):
    version = make.target(
        town, "town-1", kind="share", measure=solar, level=50, reduction_percent=None, sense="at_least",
        sense_status="inferred",
    )  # fmt: skip
    proposal = answer(ask(version, "sense"), certifier, sense="at_most")
    assert (proposal.sense, proposal.sense_status) == ("at_most", "stated")
    targets.confirm(version=proposal, by=reviewer, now=LATER)
    assert unsettled(version.target) == set()


def test_a_new_measure_drops_the_value_of_the_old_one(town, solar, certifier):
    version = make.target(town, "town-1", base_value=1000)
    proposal = targets.revise(
        target=version.target, values={"measure": solar}, reason="Solar", by=certifier, now=NOW
    )
    assert (proposal.base_value, proposal.base_amount) == (None, None)


# Intensities


def test_an_intensity_is_divided_by_an_activity(town, people, certifier, reviewer):
    needed = {
        "measure": make.measure(),
        "base_year": 2015,
        "target_year": 2030,
        "reduction_percent": Decimal(18),
    }
    with pytest.raises(ValidationError) as refused:
        declare(town, certifier, "intensity", **needed)
    assert list(refused.value.message_dict) == ["activity"]
    proposal = declare(town, certifier, "intensity", activity=people, **needed)
    assert proposal.activity == people
    targets.confirm(version=proposal, by=reviewer, now=LATER)
    assert unsettled(proposal.target) == set()


def test_an_intensity_that_is_reported_as_one_is_not_divided_again(town, people, certifier):
    energy = make.measure("eui", quantity="energy_intensity", unit="kWh/m2", is_mass=False, rows="")
    needed = {"measure": energy, "base_year": 2015, "target_year": 2030, "reduction_percent": Decimal(18)}
    assert declare(town, certifier, "intensity", **needed).activity is None
    with pytest.raises(ValidationError, match=r"divided already \(kWh/m2\)"):
        declare(town, certifier, "intensity", activity=people, **needed)


def test_what_an_intensity_is_divided_by_can_be_answered(town, people, certifier, reviewer):
    version = make.target(town, "town-1", kind="intensity")
    assert kinds.leaves_open(version) == [QuestionCode.ACTIVITY]
    proposal = answer(ask(version, "activity"), certifier, activity=people)
    targets.confirm(version=proposal, by=reviewer, now=LATER)
    assert (proposal.activity, unsettled(version.target)) == (people, set())


# Baselines

BASELINE = ((2020, Decimal(1000)), (2030, Decimal("1500.5")))


def points(version):
    return tuple(version.scenario.values_list("year", "tonnes"))


def against_baseline(town, by, **values):
    fields = {
        "measure": make.measure(), "reduction_percent": Decimal(30), "target_year": 2030,
        "scenario": BASELINE,
    }  # fmt: skip
    return declare(town, by, "baseline_scenario", **fields | values)


def test_a_baseline_is_kept_with_its_version_and_copied_to_the_next(town, certifier, reviewer):
    first = against_baseline(town, certifier)
    assert points(first) == BASELINE
    targets.confirm(version=first, by=reviewer, now=LATER)
    assert unsettled(first.target) == set()
    second = targets.revise(
        target=first.target, values={"reduction_percent": Decimal(35)}, reason="Plan", by=certifier, now=NOW
    )
    assert points(second) == BASELINE
    changed = ((2020, Decimal(1000)), (2035, Decimal(1600)))
    third = targets.revise(
        target=first.target, values={"scenario": changed}, reason="New forecast", by=certifier, now=NOW
    )
    assert (points(third), points(first)) == (changed, BASELINE)
    fourth = targets.revise(
        target=first.target, values={"kind": "direction"}, reason="Less", by=certifier, now=NOW
    )
    assert points(fourth) == ()


def test_the_same_baseline_is_no_change(town, certifier):
    first = against_baseline(town, certifier)
    with pytest.raises(errors.NothingChanged):
        targets.revise(target=first.target, values={"scenario": BASELINE}, reason="?", by=certifier, now=NOW)


@pytest.mark.parametrize(
    ("changes", "field", "message"),
    [
        ({"scenario": ()}, "scenario", "Enter the baseline, a year and its tonnes on each line"),
        ({"scenario": BASELINE[:1]}, "scenario", "A baseline needs at least two years"),
        ({"target_year": 2035}, "scenario", "ends in 2030, before the target year 2035: add that year"),
    ],
    ids=["none", "one year", "too short"],
)
def test_a_baseline_that_says_too_little_is_refused(town, certifier, changes, field, message):
    with pytest.raises(ValidationError) as refused:
        against_baseline(town, certifier, **changes)
    assert list(refused.value.message_dict) == [field]
    assert message in refused.value.message_dict[field][0]


def test_a_baseline_is_one_of_emissions(town, solar, certifier):
    with pytest.raises(ValidationError, match="choose a measure counted in tonnes"):
        against_baseline(town, certifier, measure=solar)


def test_a_year_stands_once_in_a_baseline(town, certifier):
    version = against_baseline(town, certifier)
    with transaction.atomic(), pytest.raises(IntegrityError):
        version.scenario.create(year=2030, tonnes=1)


def test_a_missing_baseline_can_be_answered(town, certifier, reviewer):
    version = make.target(town, "town-1", kind="baseline_scenario", base_year=None, target_year=2030)
    assert kinds.leaves_open(version) == [QuestionCode.SCENARIO]
    proposal = answer(ask(version, "scenario"), certifier, scenario=BASELINE)
    targets.confirm(version=proposal, by=reviewer, now=LATER)
    assert (points(proposal), unsettled(version.target)) == (BASELINE, set())


# Neutrality, recurring shares, directions


def test_what_neutrality_may_leave_can_be_answered(town, certifier, reviewer):
    version = make.target(
        town, "town-1", kind="carbon_neutral", base_year=None, reduction_percent=None, target_year=2050
    )
    assert kinds.leaves_open(version) == [QuestionCode.RESIDUAL]
    proposal = answer(
        ask(version, "residual"),
        certifier,
        "By planting",
        residual=Decimal(0),
        base_year=2005,
        base_value=None,
    )
    assert (proposal.residual, proposal.base_year) == (0, 2005)
    targets.confirm(version=proposal, by=reviewer, now=LATER)
    assert unsettled(version.target) == set()


def test_the_first_year_of_a_recurring_share_can_be_answered(town, solar, certifier, reviewer):
    version = make.target(
        town, "town-1", kind="recurring_share", measure=solar, level=50, reduction_percent=None,
        base_year=None, target_year=None, sense="at_least",
    )  # fmt: skip
    assert kinds.leaves_open(version) == [QuestionCode.FIRST_YEAR]
    proposal = answer(ask(version, "first_year"), certifier, first_year=2017)
    assert proposal.first_year == 2017
    with pytest.raises(ValidationError, match="17 is not a year from 1900 to 2200"):
        targets.revise(target=version.target, values={"first_year": 17}, reason="?", by=certifier, now=NOW)


def test_a_direction_is_asked_for_a_number_until_it_has_one(town, certifier, reviewer):
    version = make.target(
        town, "town-1", kind="direction", base_year=None, reduction_percent=None, target_year=None
    )
    assert kinds.leaves_open(version) == [QuestionCode.VALUE]
    ask(version, "value")
    revision = targets.revise(
        target=version.target,
        values={
            "kind": "base_year_reduction", "base_year": 2010, "target_year": 2040,
            "reduction_percent": Decimal(30),
        },
        reason="Council decision", by=certifier, now=NOW,
    )  # fmt: skip
    targets.confirm(version=revision, by=reviewer, now=LATER)
    assert unsettled(version.target) == set()


# A base year or a method that changed


@pytest.fixture
def version(town):
    return make.target(town, "town-1")


def restated(version, cause="release-2025"):
    return questions.ask(
        target=version.target, code="base_changed", note="12% more", note_zh="增加12%", cause=cause,
        amount=Decimal(1000), now=NOW,
    )  # fmt: skip


def test_asking_because_of_an_event_writes_to_those_who_answer(version, certifier):
    question = restated(version)
    assert (question.state, question.cause, question.amount) == ("open", "release-2025", 1000)
    letter = Mail.objects.get(to=certifier.email)
    assert "The base year was restated: does the target follow it?" in letter.body
    assert "12% more" in letter.body


def test_nobody_is_asked_twice_because_of_the_same(version, certifier, reviewer):
    question = restated(version)
    assert restated(version) is None
    assert restated(version, "release-2026") is None
    answer(question, certifier, "It follows", choice="follows")
    questions.settle(question=question, by=reviewer, now=LATER)
    assert restated(version) is None
    assert restated(version, "release-2026").cause == "release-2026"
    assert Question.objects.count() == 2


def test_a_target_may_stay_with_its_first_base_value(version, certifier, reviewer):
    question = restated(version)
    proposal = answer(question, certifier, choice="stays", base_value=Decimal(1000))
    assert (proposal.base_value, proposal.base_value_status) == (1000, "stated")
    assert proposal.keeps_base
    question.refresh_from_db()
    assert (question.choice, question.proposal) == ("stays", proposal)
    targets.confirm(version=proposal, by=reviewer, now=LATER)
    question.refresh_from_db()
    assert question.state == "settled"


def test_a_target_that_follows_needs_no_new_version(version, certifier, reviewer):
    question = restated(version)
    assert answer(question, certifier, choice="follows") is None
    question.refresh_from_db()
    assert (question.state, question.choice) == ("answered", "follows")
    questions.settle(question=question, by=reviewer, now=LATER)
    assert TargetVersion.objects.count() == 1


@pytest.mark.parametrize(
    ("choice", "values"),
    [("", {}), ("stays", {}), ("follows", {"base_value": Decimal(1)}), ("restates", {})],
    ids=["none", "stays without a value", "follows with one", "of another question"],
)
def test_a_decision_is_one_of_two(version, certifier, choice, values):
    question = restated(version)
    with pytest.raises(errors.NoAnswer):
        answer(question, certifier, "Words", choice=choice, **values)
    question.refresh_from_db()
    assert question.state == "open"


def test_a_changed_method_asks_whether_the_base_is_restated(version, certifier):
    question = questions.ask(target=version.target, code="method_changed", now=NOW, cause="2021")
    answer(question, certifier, "With the report of 2027", choice="restates")
    question.refresh_from_db()
    assert (question.state, question.choice, question.proposal) == ("answered", "restates", None)


def test_a_base_that_stays_is_carried_on_until_its_value_is_gone(version, certifier):
    question = restated(version)
    answer(question, certifier, choice="stays", base_value=Decimal(1000))
    revised = targets.revise(
        target=version.target, values={"target_year": 2031}, reason="Later", by=certifier, now=LATER
    )
    assert (revised.keeps_base, revised.base_value) == (True, 1000)
    other = make.measure("ghg-operations", boundary="operations")
    counted = targets.revise(
        target=version.target, values={"measure": other}, reason="Ours", by=certifier, now=LATER
    )
    assert (counted.keeps_base, counted.base_value) == (False, None)


def test_a_base_stays_only_with_a_value(version):
    with pytest.raises(IntegrityError, match="base_that_stays_has_a_value"), transaction.atomic():
        TargetVersion.objects.filter(pk=version.pk).update(keeps_base=True, base_value=None)
    TargetVersion.objects.filter(pk=version.pk).update(keeps_base=True, base_value=Decimal(1))
    values = {"keeps_base": True, "base_value": None}
    assert rules.problems(
        version.kind, values, may_lack=rules.left_open(TargetVersion(kind=version.kind))
    ) == {"base_value": "Enter the value of the base year that the target stays with."}


def test_what_stays_stands_in_the_comparison(version, certifier):
    proposal = answer(restated(version), certifier, choice="stays", base_value=Decimal(1000))
    (row,) = [row for row in comparison.rows(version, proposal) if row.label.startswith("Where another")]
    assert (row.before, row.after) == ("", "the declared one counts")
