"""What was submitted stays as it was signed, whoever writes to the database."""

from decimal import Decimal

import pytest
from django.core.management.sql import emit_post_migrate_signal
from django.db import IntegrityError, connection, transaction

from inventories import frozen, held_still, reports, review
from inventories.enums import MOVES, State
from inventories.models import (
    ActivityData,
    Calculation,
    Event,
    Evidence,
    Figure,
    IndicatorValue,
    InventoryLine,
    LineMass,
    Remark,
    Report,
    ReportVersion,
    Section,
    Waiver,
    WarningAnswer,
)
from tests import make

pytestmark = pytest.mark.django_db


def refused(write):
    """Whether the database refuses a write, with our words and nobody else's."""
    with pytest.raises(IntegrityError, match="frozen since it was submitted"), transaction.atomic():
        write()
    return True


def fill(version):
    """One row of everything a version can hold, past the actions: the version is a draft still."""
    solar = make.measure("solar", is_mass=False, rows="", unit="kW")
    IndicatorValue.objects.create(version=version, measure=solar, value=3)
    WarningAnswer.objects.create(version=version, check_code="jump", text="Snow")
    Waiver.objects.create(
        version=version,
        check_code="jump",
        section="community",
        reason="A fire",
        language="en",
        given_in="draft",
        by=make.user(),
        at=make.NOW,
    )
    Evidence.objects.create(
        version=version, title="Bill", link="https://example.org/", added_by=make.user(), added_at=make.NOW
    )
    InventoryLine.objects.create(version=version, section="operations", row="O.1.1", co2e=1)
    Calculation.objects.create(
        version=version,
        section="operations",
        row="O.1.1",
        calculator="stationary-fuel",
        calculator_version=1,
        year=2020,
        country="US",
        inputs={},
        factors=[],
        masses={"co2": "1"},
        steps=[],
        warnings=[],
        made_by=make.user(),
        made_at=make.NOW,
    )
    ActivityData.objects.create(
        version=version, section="operations", row="O.1.1", position=1, activity="Natural gas", co2e=1
    )


CONTENT = {
    Section: {"status": "not_started"},
    InventoryLine: {"co2e": 7},
    IndicatorValue: {"value": 7},
    Evidence: {"title": "Another"},
    WarningAnswer: {"text": "Rain"},
    Waiver: {"reason": "Another"},
    Calculation: {"masses": {"co2": "0"}},
    ActivityData: {"co2e": 2},
}


@pytest.fixture
def submitted():
    version = make.ready()
    fill(version)
    reports.submit(version=version, by=make.certifier(version.government), now=make.NOW)
    return version


def test_the_database_holds_every_trigger():
    assert frozen.installed() == frozen.names()
    # Eight tables of content and five others, each thrice; and PostgreSQL's fourteen TRUNCATEs.
    own = {trigger.name for trigger in held_still.triggers()} & frozen.names()
    assert len(own) == (56 if connection.vendor == "postgresql" else 42)


def test_installing_again_changes_nothing():
    frozen.install()
    assert frozen.installed() == frozen.names()


def test_lifted_takes_the_triggers_away_and_puts_them_back():
    with frozen.lifted():
        assert frozen.installed() == set()
    assert frozen.installed() == frozen.names()


def test_migrating_puts_back_what_a_rebuilt_table_lost():
    frozen.lift()
    emit_post_migrate_signal(verbosity=0, interactive=False, db=connection.alias)  # as every `migrate` ends
    assert frozen.installed() == frozen.names()


@pytest.mark.parametrize(
    "model", [each for each in CONTENT if each is not Waiver], ids=lambda model: model.__name__
)
def test_content_of_a_draft_can_be_changed_and_taken_away(model):
    version = make.ready()
    fill(version)
    assert model.objects.update(**CONTENT[model])
    assert model.objects.all().delete()[0]


def test_a_waiver_is_never_changed_and_goes_with_its_draft():
    version = make.ready()
    fill(version)
    assert refused(lambda: Waiver.objects.update(reason="Another"))
    reports.discard(version=version, by=version.created_by)
    assert not Waiver.objects.exists()


def test_a_waiver_says_the_state_it_was_given_in(submitted):
    version = make.ready(make.government())
    fill(version)
    waiver = Waiver.objects.get(version=version)
    waiver.pk, waiver._state.adding = None, True
    waiver.check_code, waiver.given_in = "other", "in_review"
    assert refused(waiver.save)


@pytest.mark.parametrize("model", CONTENT, ids=lambda model: model.__name__)
def test_content_of_a_submitted_version_cannot_be_changed(model, submitted):
    assert refused(lambda: model.objects.update(**CONTENT[model]))


@pytest.mark.parametrize("model", CONTENT, ids=lambda model: model.__name__)
def test_content_of_a_submitted_version_cannot_be_taken_away(model, submitted):
    assert refused(lambda: model.objects.filter(version=submitted).delete())


@pytest.mark.parametrize("model", CONTENT, ids=lambda model: model.__name__)
def test_content_cannot_be_added_to_a_submitted_version(model, submitted):
    row = model.objects.filter(version=submitted)[0]
    row.pk, row._state.adding = None, True
    for field, other in (("row", "T.II"), ("check_code", "other"), ("code", "another")):
        if hasattr(row, field):
            setattr(row, field, other)
    assert refused(row.save)


@pytest.mark.parametrize("model", CONTENT, ids=lambda model: model.__name__)
def test_content_cannot_move_between_a_submitted_version_and_a_draft(model, submitted):
    draft = make.draft(make.government())
    Section.objects.filter(version=draft).delete()
    assert refused(lambda: model.objects.filter(version=submitted).update(version=draft))
    other = make.draft(make.government())
    fill(other)
    InventoryLine.objects.create(version=other, section="operations", row="O.1", co2e=1)
    Section.objects.filter(version=other).exclude(code="about").delete()
    Section.objects.filter(version=other).update(code="other")
    WarningAnswer.objects.filter(version=other).update(check_code="other")
    IndicatorValue.objects.filter(version=other).update(
        measure=make.measure("wind", is_mass=False, rows="", unit="kW")
    )
    assert refused(lambda: model.objects.filter(version=other).update(version=submitted))


def of_gas(version, gas="ch4"):
    return LineMass.objects.create(line=version.lines.first(), gas=gas, tonnes=2)


def test_masses_of_a_draft_can_be_changed_and_taken_away():
    of_gas(make.ready())
    assert LineMass.objects.update(tonnes=7) == 1
    assert LineMass.objects.all().delete()[0] == 1


def test_masses_of_a_submitted_version_stand_still():
    version = make.submitted(lines=[make.line("T.I", masses={"ch4": Decimal(2)})])
    (mass,) = LineMass.objects.all()
    assert refused(lambda: LineMass.objects.update(tonnes=7))
    assert refused(lambda: LineMass.objects.all().delete())
    assert refused(lambda: of_gas(version, "n2o"))
    other = of_gas(make.ready())
    assert refused(lambda: LineMass.objects.filter(pk=other.pk).update(line=mass.line, gas="n2o"))
    assert refused(lambda: LineMass.objects.filter(pk=mass.pk).update(line=other.line, gas="n2o"))


ABOUT = {
    "boundary": "The county",
    "population": 1,
    "release": "2021",
    "method_change": "A new model",
    "level": "basic",
    "document": "{}",
    "sha256": "0" * 64,
    "reason": "Because",
    "number": 9,
    "submitted_at": make.NOW.replace(year=2027),
}


@pytest.mark.parametrize("field", ABOUT)
def test_a_submitted_version_keeps_its_columns(field, submitted):
    assert refused(lambda: ReportVersion.objects.update(**{field: ABOUT[field]}))


def test_a_submitted_version_keeps_its_columns_while_its_state_moves(submitted):
    moved = {"state": State.IN_REVIEW}
    assert refused(lambda: ReportVersion.objects.update(boundary="The county", **moved))
    assert ReportVersion.objects.update(**moved) == 1


def test_a_draft_changes_freely():
    make.draft()
    assert ReportVersion.objects.update(boundary="The county", population=1) == 1


@pytest.mark.parametrize("after", State.values)
@pytest.mark.parametrize("before", State.values)
def test_the_database_lets_a_version_move_as_the_table_says(before, after):
    with frozen.lifted():
        version = make.submitted()
        ReportVersion.objects.filter(pk=version.pk).update(state=before, **unsigned(before))

    def move():
        ReportVersion.objects.filter(pk=version.pk).update(state=after, **signed(before, version))

    if after in MOVES[before]:
        move()
        assert ReportVersion.objects.get().state == after
    elif after != before:
        assert refused(move)


def unsigned(state):
    if state != State.DRAFT:
        return {}
    return {"sha256": "", "document": "", "certified_by": None, "submitted_at": None}


def signed(before, version):
    if before != State.DRAFT:
        return {}
    return {
        "sha256": version.sha256,
        "document": version.document,
        "certified_by": version.certified_by,
        "submitted_at": version.submitted_at,
    }


def test_a_submitted_version_cannot_be_deleted(submitted):
    with connection.cursor() as cursor:
        assert refused(lambda: cursor.execute("DELETE FROM inventories_reportversion"))


def test_the_report_of_a_submitted_version_keeps_its_columns(submitted):
    for change in ({"year": 2019}, {"reference": "MP-1"}, {"framework": "gpc"}, {"series": "other"}):
        assert refused(lambda change=change: Report.objects.update(**change))


def test_the_report_of_drafts_alone_can_be_changed():
    make.draft()
    assert Report.objects.update(series="other") == 1


def remark(version):
    return Remark.objects.create(version=version, text="Why?", by=make.user(), at=make.NOW)


@pytest.mark.parametrize("made", [make.draft, make.submitted, make.accepted])
def test_remarks_are_made_in_review_alone(made):
    version = made()
    assert refused(lambda: remark(version))


def test_remarks_are_not_rewritten_or_taken_away():
    remark(make.in_review())
    assert refused(lambda: Remark.objects.update(text="Fine"))
    assert refused(lambda: Remark.objects.all().delete())


def test_events_are_not_rewritten(submitted):
    assert refused(lambda: Event.objects.update(note="Otherwise"))


def test_events_go_with_a_draft_alone(submitted):
    assert refused(lambda: Event.objects.filter(version=submitted).delete())
    draft = make.draft(make.government())
    draft.delete()
    assert not Event.objects.filter(version=draft.pk).exists()


def test_figures_are_superseded_and_nothing_else():
    make.measure()
    make.accepted()
    assert refused(lambda: Figure.objects.update(tonnes=1))
    assert refused(lambda: Figure.objects.all().delete())
    assert Figure.objects.update(superseded_at=make.NOW) == 1
    assert refused(lambda: Figure.objects.update(superseded_at=None))


def test_the_actions_pass_the_triggers():
    """From the draft to a second accepted version, everything that is allowed goes through."""
    make.measure()
    version = make.in_review()
    review.remark(version=version, section="", row="", text="Why?", by=make.user(), now=make.NOW)
    draft = review.give_back(version=version, note="", by=make.user(), now=make.NOW)
    reports.submit(version=draft, by=make.certifier(draft.government), now=make.NOW)
    review.take(version=draft, by=make.user(), now=make.NOW)
    review.accept(version=draft, by=make.user(), now=make.NOW)
    assert Figure.objects.current().count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_flush_after_a_test_with_real_transactions_is_not_refused():
    """Its teardown empties the tables; the next test finds the triggers in place."""
    make.submitted()


@pytest.mark.django_db(transaction=True)
def test_after_a_flush_the_triggers_are_back():
    assert frozen.installed() == frozen.names()
    assert not ReportVersion.objects.exists()
