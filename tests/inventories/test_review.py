"""The secretariat takes, remarks, returns and accepts; each step leaves an event and letters."""

import pytest

from accounts.models import Mail
from inventories import history, reports, review
from inventories.enums import State
from inventories.models import Figure, ReportVersion
from pledges.models import AssessmentRequest
from tests import make

pytestmark = pytest.mark.django_db

REMARK = {"section": "community", "row": "T.1", "text": "Where from?"}


@pytest.fixture
def reviewer():
    return make.reviewer(make.network())


def kinds(version):
    return [event.kind for event in version.events.all()]


def test_take_moves_a_submitted_version_into_review_and_tells_the_government(reviewer):
    version = make.submitted()
    review.take(version=version, by=reviewer, now=make.NOW)
    assert ReportVersion.objects.get().state == State.IN_REVIEW
    assert kinds(version) == ["created", "submitted", "taken"]
    assert Mail.objects.filter(to=version.certified_by.email, subject__endswith="is in review").exists()


def test_two_reviewers_do_not_take_the_same_version(reviewer):
    version = make.submitted()
    stale = ReportVersion.objects.get()
    review.take(version=version, by=reviewer, now=make.NOW)
    with pytest.raises(history.WrongState, match="in review"):
        review.take(version=stale, by=make.user(), now=make.NOW)
    assert kinds(version).count("taken") == 1


def test_a_remark_stands_on_a_row_and_leaves_an_event(reviewer):
    version = make.in_review()
    made = review.remark(version=version, by=reviewer, now=make.NOW, **REMARK)
    assert (made.section, made.row, made.text, made.by) == ("community", "T.1", "Where from?", reviewer)
    assert kinds(version)[-1] == "remarked"


def test_a_remark_says_something(reviewer):
    with pytest.raises(review.EmptyRemark):
        review.remark(version=make.in_review(), by=reviewer, now=make.NOW, section="", row="", text=" \n")


def test_returning_copies_the_content_into_a_draft_that_names_what_it_corrects(reviewer):
    version = make.in_review(lines=[make.line("T.I", 600), make.line("T.II", 400)])
    draft = review.give_back(version=version, note="Row T.III?", by=reviewer, now=make.NOW)
    assert ReportVersion.objects.get(pk=version.pk).state == State.RETURNED
    assert (draft.number, draft.state, draft.corrects, draft.reason) == (2, "draft", version, "Row T.III?")
    assert {line.row: line.co2e for line in draft.lines.all()} == {"T.I": 600, "T.II": 400}
    assert kinds(version)[-1] == "returned"
    letter = Mail.objects.get(to=version.certified_by.email, subject__endswith="came back")
    assert "Row T.III?" in letter.body


@pytest.mark.parametrize(
    ("section", "row", "words"),
    [
        ("community", "NOPE", "no row “NOPE”"),
        ("community", "O.1", "no row “O.1”"),
        ("about", "T.1", "no row “T.1”"),
        ("", "T.1", "no row “T.1”"),
        ("nowhere", "", "no section “nowhere”"),
    ],
)
def test_a_remark_stands_where_the_report_has_something(reviewer, section, row, words):
    version = make.in_review()
    with pytest.raises(review.UnknownPlace, match=words):
        review.remark(version=version, by=reviewer, now=make.NOW, section=section, row=row, text="Why?")
    assert not version.remarks.exists()


def test_returning_needs_a_note_or_a_remark(reviewer):
    version = make.in_review()
    with pytest.raises(reports.ReasonMissing):
        review.give_back(version=version, note=" ", by=reviewer, now=make.NOW)
    review.remark(version=version, by=reviewer, now=make.NOW, **REMARK)
    draft = review.give_back(version=version, note="", by=reviewer, now=make.NOW)
    assert draft.reason == "Where from?"


def test_what_was_returned_can_be_corrected_submitted_and_accepted(reviewer):
    version = make.in_review()
    draft = review.give_back(version=version, note="2,000?", by=reviewer, now=make.NOW)
    make.fill(draft, lines=[make.line("T.1", 2000)])
    reports.submit(version=draft, by=make.certifier(draft.government), now=make.NOW)
    review.take(version=draft, by=reviewer, now=make.NOW)
    review.accept(version=draft, by=reviewer, now=make.NOW)
    assert [each.state for each in ReportVersion.objects.order_by("number")] == ["returned", "accepted"]


def test_accepting_makes_the_figures_the_record_and_asks_for_a_judgement(reviewer):
    make.measure()
    version = make.in_review()
    review.accept(version=version, by=reviewer, now=make.NOW)
    assert ReportVersion.objects.get().state == State.ACCEPTED
    assert [(each.year, each.tonnes) for each in Figure.objects.current()] == [(2020, 1000)]
    assert [each.government for each in AssessmentRequest.objects.open()] == [version.government]
    assert Mail.objects.filter(to=version.certified_by.email, subject__endswith="was accepted").exists()


def test_accepting_a_correction_supersedes_the_version_before(reviewer):
    first = make.accepted()
    second = reports.correct(report=first.report, reason="A meter", by=make.user(), now=make.NOW)
    reports.submit(version=second, by=make.certifier(second.government), now=make.NOW)
    review.take(version=second, by=reviewer, now=make.NOW)
    review.accept(version=second, by=reviewer, now=make.NOW)
    assert [each.state for each in ReportVersion.objects.order_by("number")] == ["superseded", "accepted"]
    assert kinds(first)[-1] == "superseded"


def test_who_certified_a_version_does_not_accept_it():
    network = make.network()
    place = make.government(network=network)
    version = make.ready(place)
    both = make.certifier(place)
    make.membership(both, "reviewer", network)
    reports.submit(version=version, by=both, now=make.NOW)
    review.take(version=version, by=both, now=make.NOW)
    with pytest.raises(review.CertifierCannotAccept, match="somebody else"):
        review.accept(version=version, by=both, now=make.NOW)
    assert ReportVersion.objects.get().state == State.IN_REVIEW


MAKERS = {
    "draft": make.ready,
    "submitted": make.submitted,
    "in_review": make.in_review,
    "accepted": make.accepted,
}
STEPS = {
    "take": (review.take, {}, "submitted"),
    "remark": (review.remark, REMARK, "in_review"),
    "give_back": (review.give_back, {"note": "No"}, "in_review"),
    "accept": (review.accept, {}, "in_review"),
}


@pytest.mark.parametrize(
    ("step", "state"),
    [(step, state) for step in STEPS for state in MAKERS if state != STEPS[step][2]],
)
def test_a_step_out_of_turn_is_refused_and_changes_nothing(step, state, reviewer):
    action, arguments, _turn = STEPS[step]
    version = MAKERS[state]()
    before = kinds(version)
    with pytest.raises(history.WrongState) as refusal:
        action(version=version, by=reviewer, now=make.NOW, **arguments)
    assert refusal.value.state == state
    assert (ReportVersion.objects.get().state, kinds(version)) == (state, before)


def test_a_step_that_fails_half_way_leaves_nothing(reviewer, monkeypatch):
    """The letters come last: without them the figures and the state are as before."""
    make.measure()
    version = make.in_review()

    def no_letter(*args):
        raise RuntimeError

    monkeypatch.setattr(review.letters, "accepted", no_letter)
    with pytest.raises(RuntimeError):
        review.accept(version=version, by=reviewer, now=make.NOW)
    assert ReportVersion.objects.get().state == State.IN_REVIEW
    assert not Figure.objects.exists()
    assert not AssessmentRequest.objects.exists()
