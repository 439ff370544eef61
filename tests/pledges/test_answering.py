"""From a question to a version in force: answers, declarations, revisions, decisions."""

import datetime
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from accounts.models import Mail
from pledges.actions import errors, questions, targets
from pledges.enums import Provenance
from pledges.models import AssessmentRequest, Question, Target, TargetVersion
from tests import make

NOW = make.NOW
LATER = NOW + datetime.timedelta(hours=1)


def ask(version, code, **fields):
    target = version.target
    return Question.objects.create(
        government=target.government, target=target, code=code, asked_at=NOW, **fields
    )


@pytest.fixture
def version(town):
    """20 % by 2020: no base year, boundary inferred (as Saint Paul's)."""
    return make.target(
        town, "town-1", base_year=None, base_year_status=Provenance.ASKED, boundary_status=Provenance.INFERRED
    )


def answer(question, by, text="", **values):
    return questions.answer(question=question, text=text, values=values, by=by, now=NOW)


def states(target):
    return list(target.versions.order_by("number").values_list("number", "state"))


def test_an_answer_is_a_proposal_with_the_field_stated(version, certifier):
    question = ask(version, "base_year")
    proposal = answer(question, certifier, "Council decision of 2008", base_year=2005)
    question.refresh_from_db()
    assert (question.state, question.proposal, question.answered_by) == ("answered", proposal, certifier)
    assert (proposal.number, proposal.state, proposal.base_year) == (2, "proposed", 2005)
    assert (proposal.base_year_status, proposal.boundary_status) == ("stated", "inferred")
    assert (proposal.reduction_percent, proposal.target_year) == (20, 2020)
    assert proposal.reason == "Council decision of 2008"
    version.refresh_from_db()
    assert (version.state, version.base_year) == ("in_force", None)


def test_confirming_ends_the_version_before_and_asks_for_a_judgement(version, certifier, reviewer):
    question = ask(version, "base_year")
    proposal = answer(question, certifier, base_year=2005)
    targets.confirm(version=proposal, by=reviewer, now=LATER, note="As in the plan of 2008")
    version.refresh_from_db()
    proposal.refresh_from_db()
    question.refresh_from_db()
    assert (version.state, version.valid_until) == ("superseded", LATER)
    assert (proposal.state, proposal.valid_from, proposal.decided_by) == ("in_force", LATER, reviewer)
    assert (question.state, question.settled_by, question.settled_at) == ("settled", reviewer, LATER)
    request = AssessmentRequest.objects.get()
    assert (request.government, request.because, request.done_at) == (
        version.government,
        "target town-1 v2",
        None,
    )


def test_letters_go_to_those_concerned(version, certifier, reviewer, town):
    stranger = make.certifier(make.government("elsewhere"))
    proposal = answer(ask(version, "base_year"), certifier, base_year=2005)
    assert [(mail.to, mail.key) for mail in Mail.objects.all()] == [
        (reviewer.email, f"target-proposed/{proposal.pk}/user-{reviewer.pk}")
    ]
    assert f"/desk/proposals/{proposal.pk}/" in Mail.objects.get().body
    targets.confirm(version=proposal, by=reviewer, now=LATER, note="Thank you")
    letter = Mail.objects.get(key__startswith="target-confirmed")
    assert letter.to == certifier.email
    assert "/en/targets/town-1/" in letter.body
    assert "Thank you" in letter.body
    assert not Mail.objects.filter(to=stranger.email).exists()


def test_two_answers_go_into_one_proposal(version, certifier, reviewer):
    base_year, boundary = ask(version, "base_year"), ask(version, "boundary")
    first = answer(base_year, certifier, base_year=2005)
    second = answer(boundary, certifier, measure=version.measure)
    first.refresh_from_db()
    assert (first.state, first.decided_by) == ("refused", None)
    assert (second.base_year, second.base_year_status, second.boundary_status) == (2005, "stated", "stated")
    targets.confirm(version=second, by=reviewer, now=LATER)
    assert states(version.target) == [(1, "superseded"), (2, "refused"), (3, "in_force")]
    assert set(Question.objects.values_list("state", flat=True)) == {"settled"}


def test_a_replaced_proposal_cannot_be_confirmed(version, certifier, reviewer):
    first = answer(ask(version, "base_year"), certifier, base_year=2005)
    answer(ask(version, "boundary"), certifier, measure=version.measure)
    with pytest.raises(errors.NotWaiting):
        targets.confirm(version=first, by=reviewer, now=LATER)
    assert not AssessmentRequest.objects.exists()


def test_a_proposal_is_decided_once(version, certifier, reviewer):
    proposal = answer(ask(version, "base_year"), certifier, base_year=2005)
    targets.confirm(version=proposal, by=reviewer, now=LATER)
    with pytest.raises(errors.NotWaiting):
        targets.confirm(version=proposal, by=reviewer, now=LATER)
    with pytest.raises(errors.NotWaiting):
        targets.refuse(version=proposal, reason="No", by=reviewer, now=LATER)
    assert AssessmentRequest.objects.count() == 1


def test_a_refusal_opens_the_question_again_and_keeps_the_answer(version, certifier, reviewer):
    question = ask(version, "base_year")
    proposal = answer(question, certifier, "I think so", base_year=2005)
    targets.refuse(version=proposal, reason="Name the decision", by=reviewer, now=LATER)
    question.refresh_from_db()
    proposal.refresh_from_db()
    assert (question.state, question.answer, question.proposal) == ("open", "I think so", proposal)
    assert (proposal.state, proposal.decision_note) == ("refused", "Name the decision")
    assert "Name the decision" in Mail.objects.get(key__startswith="target-refused").body
    again = answer(question, certifier, "Resolution 7 of 2008", base_year=2006)
    assert (again.number, again.base_year) == (3, 2006)


def test_whoever_proposed_does_not_decide(version, certifier, club):
    make.membership(certifier, "reviewer", club)
    proposal = answer(ask(version, "base_year"), certifier, base_year=2005)
    for decide in (targets.confirm, lambda **rest: targets.refuse(reason="No", **rest)):
        with pytest.raises(errors.OwnProposal):
            decide(version=proposal, by=certifier, now=LATER)


def test_whoever_answered_a_part_does_not_decide(version, certifier, club, town):
    make.membership(certifier, "reviewer", club)
    answer(ask(version, "base_year"), certifier, base_year=2005)
    whole = answer(ask(version, "boundary"), make.certifier(town), measure=version.measure)
    with pytest.raises(errors.OwnProposal):
        targets.confirm(version=whole, by=certifier, now=LATER)


def test_a_refusal_needs_a_reason(version, certifier, reviewer):
    proposal = answer(ask(version, "base_year"), certifier, base_year=2005)
    with pytest.raises(errors.NoReason):
        targets.refuse(version=proposal, reason="  ", by=reviewer, now=LATER)


def test_an_answered_question_takes_no_second_answer(version, certifier):
    question = ask(version, "base_year")
    answer(question, certifier, base_year=2005)
    with pytest.raises(errors.NotOpen):
        answer(question, certifier, base_year=2006)
    assert TargetVersion.objects.count() == 2


@pytest.mark.parametrize(
    ("year", "message"),
    [
        (2020, "2020 is not after 2020"),
        (2031, "2020 is not after 2031"),
        (205, "205 is not a year from 1900 to 2200"),
    ],
    ids=["the target year itself", "after the target year", "not a year"],
)
def test_a_wrong_base_year_changes_nothing(version, certifier, year, message):
    question = ask(version, "base_year")
    with pytest.raises(ValidationError, match=message):
        answer(question, certifier, base_year=year)
    question.refresh_from_db()
    assert question.state == "open"
    assert TargetVersion.objects.count() == 1


def test_before_a_year_counts_for_the_order_of_years(town, certifier):
    """'Before 2030' is 2029 at the latest: a base year of 2029 leaves no way to go."""
    version = make.target(town, "town-1", base_year=None, target_year=2030, year_qualifier="before")
    question = ask(version, "base_year")
    with pytest.raises(ValidationError, match="2029 is not after 2029"):
        answer(question, certifier, base_year=2029)
    assert answer(question, certifier, base_year=2028).base_year == 2028


def test_words_alone_wait_for_the_secretariat(version, certifier, reviewer):
    question = ask(version, "clarify", note="residual rule not stated")
    assert answer(question, certifier, "No offsets at all") is None
    question.refresh_from_db()
    assert (question.state, question.proposal) == ("answered", None)
    questions.settle(question=question, by=reviewer, now=LATER)
    question.refresh_from_db()
    assert (question.state, question.answer, question.settled_by) == (
        "settled",
        "No offsets at all",
        reviewer,
    )
    assert Mail.objects.filter(to=certifier.email, key__startswith="question-settled").exists()


def test_asking_again_keeps_the_answer(version, certifier, reviewer):
    question = ask(version, "clarify")
    answer(question, certifier, "Yes")
    questions.ask_again(question=question, reason="Yes to what?", by=reviewer, now=LATER)
    question.refresh_from_db()
    assert (question.state, question.answer) == ("open", "Yes")
    assert "Yes to what?" in Mail.objects.get(to=certifier.email).body


def test_an_answer_with_a_proposal_is_not_settled_by_itself(version, certifier, reviewer):
    question = ask(version, "base_year")
    answer(question, certifier, base_year=2005)
    with pytest.raises(errors.NotAnswered):
        questions.settle(question=question, by=reviewer, now=LATER)


def test_an_empty_answer_is_none(version, certifier):
    with pytest.raises(errors.NoAnswer):
        answer(ask(version, "clarify"), certifier, "  ")
    with pytest.raises(errors.NoAnswer):
        answer(ask(version, "base_year"), certifier, "", base_year=None)


def declared(town, by, **values):
    fields = {
        "kind": "base_year_reduction", "measure": make.measure(), "base_year": 2010, "target_year": 2030,
        "year_qualifier": "by", "reduction_percent": Decimal("40"),
    }  # fmt: skip
    return targets.declare(
        government=town, quote="40 % by 2030 from 2010", source="Plan of 2026, p. 3", values=fields | values,
        by=by, now=NOW,
    )  # fmt: skip


def test_declaring_answers_the_question_for_a_target(town, certifier, reviewer):
    question = Question.objects.create(government=town, code="target", asked_at=NOW)
    version = declared(town, certifier)
    question.refresh_from_db()
    assert (version.target.code, version.number, version.state) == ("town-1", 1, "proposed")
    assert (question.state, question.proposal) == ("answered", version)
    targets.confirm(version=version, by=reviewer, now=LATER)
    question.refresh_from_db()
    assert question.state == "settled"
    assert version.target.versions.in_force().get().valid_from == LATER


def test_the_question_for_a_target_can_be_answered_by_declaring(town, certifier):
    question = Question.objects.create(government=town, code="target", asked_at=NOW)
    version = questions.answer(
        question=question,
        text="",
        values={
            "quote": "Peak by the end of 2020", "source": "Roadmap", "kind": "peak",
            "measure": make.measure("co2-community", quantity="co2"), "target_year": 2020,
            "year_qualifier": "by_end",
        },
        by=certifier,
        now=NOW,
    )  # fmt: skip
    assert (version.kind, version.target.quote) == ("peak", "Peak by the end of 2020")
    question.refresh_from_db()
    assert question.proposal == version


def test_each_declared_target_has_a_code_of_its_own(town, certifier):
    make.target(town, "town-2")
    assert [declared(town, certifier).target.code for _n in range(3)] == ["town-1", "town-3", "town-4"]


def test_a_declaration_that_lacks_a_field_is_no_target(town, certifier):
    with pytest.raises(ValidationError) as refused:
        declared(town, certifier, base_year=None, reduction_percent=Decimal("140"))
    assert set(refused.value.message_dict) == {"base_year", "reduction_percent"}
    assert not Target.objects.exists()


def test_a_declared_level_is_in_the_unit_of_its_measure(town, certifier):
    led = make.measure("led-street-lights", unit="% of street lights", is_mass=False)
    version = declared(town, certifier, kind="share", measure=led, level=Decimal(100))
    assert (version.level, version.unit, version.sense) == (100, "% of street lights", "at_least")
    assert version.reduction_percent is None


def test_a_revision_states_what_it_changes_and_keeps_the_rest(version, certifier, reviewer):
    revision = targets.revise(
        target=version.target, values={"base_year": 2005, "target_year": 2025}, reason="New plan",
        by=certifier, now=NOW,
    )  # fmt: skip
    assert (revision.base_year_status, revision.boundary_status) == ("stated", "inferred")
    targets.confirm(version=revision, by=reviewer, now=LATER)
    assert states(version.target) == [(1, "superseded"), (2, "in_force")]


def test_a_revision_settles_what_it_answers_and_nothing_else(version, certifier, reviewer):
    base_year, boundary, clarify = (ask(version, code) for code in ("base_year", "boundary", "clarify"))
    revision = targets.revise(
        target=version.target, values={"base_year": 2005}, reason="New plan", by=certifier, now=NOW
    )
    targets.confirm(version=revision, by=reviewer, now=LATER)
    found = {question.code: question.state for question in Question.objects.all()}
    assert found == {base_year.code: "settled", boundary.code: "open", clarify.code: "open"}


def test_a_revision_that_changes_nothing_is_refused(version, certifier):
    with pytest.raises(errors.NothingChanged):
        targets.revise(
            target=version.target, values={"target_year": 2020}, reason="None", by=certifier, now=NOW
        )
    with pytest.raises(errors.NoReason):
        targets.revise(target=version.target, values={"target_year": 2021}, reason="", by=certifier, now=NOW)


def test_around_needs_its_tolerance(version, certifier):
    with pytest.raises(ValidationError, match="how many years before and after"):
        targets.revise(
            target=version.target, values={"base_year": 2005, "year_qualifier": "around"}, reason="Plan",
            by=certifier, now=NOW,
        )  # fmt: skip


def test_a_new_kind_drops_the_fields_of_the_old_one(version, certifier):
    revision = targets.revise(
        target=version.target, values={"kind": "peak", "target_year": 2030}, reason="New plan",
        by=certifier, now=NOW,
    )  # fmt: skip
    assert (revision.kind, revision.reduction_percent, revision.base_year) == ("peak", None, None)
