"""What people say to verdicts: who may, what becomes of it, and the letters, each written once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from accounts.models import Government, Mail, Network, User
from inventories.models import Figure
from pledges.enums import TargetKind
from pledges.models import AssessmentRequest, TargetVersion
from progress import assessments, decisions
from progress.actions import appeals, replies
from progress.actions import decisions as deciding
from progress.actions.errors import (
    AppealOpen,
    ChangedMeanwhile,
    FirstDecider,
    NoDecision,
    NoOpenAppeal,
    NothingSaid,
    OwnAppeal,
    PublicAlready,
    UnderAppeal,
)
from progress.models import Appeal, Assessment, Decision, Reply
from tests import make
from tests.portal.assessments import public_figures

pytestmark = pytest.mark.django_db

NOW = make.NOW  # Sunday, 22 November 2026
TODAY = NOW.date()
LATER = NOW + timedelta(days=1)
HEARD = date(2026, 12, 8)  # ten working days in both countries


@dataclass
class Place:
    """Saint Paul with a target that its figures miss: 1,000 t in 2005, 900 t in 2020, 20% less promised."""

    network: Network
    city: Government
    target: TargetVersion
    certifier: User
    reviewer: User
    accepter: User

    @property
    def current(self) -> Assessment:
        return Assessment.objects.current().get(target=self.target.target)

    @property
    def public(self) -> list[str]:
        return [row.verdict for row in Assessment.objects.public(TODAY).filter(target=self.target.target)]

    def assess(self, now: Any = NOW) -> Assessment:
        assessments.assess(government_id=self.city.pk, as_of=now.date(), now=now)
        return self.current

    def decide(self, verdict: str = "met", because: str = "We counted again.", **more: Any) -> Decision:
        asked: dict[str, Any] = {"by": self.reviewer, "now": NOW, "language": "en", **more}
        return deciding.decide(assessment=self.current, verdict=verdict, because=because, **asked)

    def reply(self, text: str = "The base year is wrong.", **more: Any) -> Reply:
        asked: dict[str, Any] = {"by": self.certifier, "now": NOW, "language": "en", **more}
        return replies.reply(**{"assessment": self.current, **asked}, text=text)

    def appeal(self, grounds: str = "The base year is wrong.", **more: Any) -> Appeal:
        asked: dict[str, Any] = {"by": self.certifier, "now": NOW, "language": "en", **more}
        return appeals.appeal(assessment=self.current, grounds=grounds, **asked)


@pytest.fixture
def place() -> Place:
    network = make.network(holiday_countries="US CN")
    city = make.government("saint-paul", name="Saint Paul", network=network)
    target = make.target(city, "saint-paul-1")
    for year, tonnes in ((2005, 1000), (2020, 900)):
        make.accepted(city, year, lines=[make.line("T.1", tonnes)])
    accepter = Figure.objects.get(year=2020).version.events.get(kind="accepted").by
    User.objects.exclude(pk=accepter.pk).update(is_active=False)  # makers of the reports
    made = Place(network, city, target, make.certifier(city), make.reviewer(network), accepter)
    Mail.objects.all().delete()
    made.assess()
    return made


def letters(who: User) -> list[str]:
    return list(Mail.objects.filter(to=who.email).order_by("pk").values_list("subject", flat=True))


# A new verdict


def test_a_new_verdict_is_told_to_the_certifier_with_its_day_and_not_to_everyone(place: Place) -> None:
    row = place.current
    (letter,) = Mail.objects.filter(to=place.certifier.email)

    assert (row.verdict, row.public_from, place.public) == ("missed", HEARD, [])
    assert letter.subject == "A new verdict on a promise of Saint Paul: you see it first"
    assert "“20% by 2020”\nMissed. Everyone sees it from Dec. 8, 2026 on." in letter.body
    assert "/en/desk/targets/saint-paul-1/verdict/" in letter.body
    assert letters(place.reviewer) == []


def test_new_verdicts_of_one_judging_come_in_one_letter_in_the_readers_language(place: Place) -> None:
    Mail.objects.all().delete()
    User.objects.filter(pk=place.certifier.pk).update(language="zh-hans")
    for percent in (5, 10):
        make.target(place.city, reduction_percent=percent, quote=f"{percent} percent")

    place.assess(LATER)

    (letter,) = Mail.objects.all()
    assert "5 percent" in letter.body
    assert "10 percent" in letter.body
    assert "/zh-hans/desk/targets/" in letter.body
    assert "2026年12月9日" in letter.body


def test_nothing_new_writes_no_letter(place: Place) -> None:
    place.assess(LATER)

    assert len(letters(place.certifier)) == 1


def test_a_verdict_that_waits_with_other_numbers_is_told_once(place: Place) -> None:
    before = place.current
    make.accepted(place.city, 2019, lines=[make.line("T.1", 950)])
    Mail.objects.all().delete()

    row = place.assess(LATER)

    assert row != before
    assert (row.standing_since, row.public_from) == (before.standing_since, before.public_from)
    assert letters(place.certifier) == []


def test_an_indication_is_gone_with_the_first_report_while_the_verdict_on_it_waits() -> None:
    city = make.government("here")
    target = make.target(city)
    public_figures(city, {2005: 1000, 2020: 900})
    assessments.assess(government_id=city.pk, as_of=TODAY, now=NOW)
    assert Assessment.objects.public(TODAY).get().is_indication
    make.accepted(city, 2005)

    assessments.assess(government_id=city.pk, as_of=LATER.date(), now=LATER)

    current = Assessment.objects.current().get(target=target.target)
    assert (current.origin, current.reason) == ("reported", "too_early")
    assert not Assessment.objects.public(LATER.date()).exists()
    assert Assessment.objects.public(current.public_from).get() == current


# Replies


def test_a_reply_stands_beside_the_verdict_and_the_secretariat_is_told(place: Place) -> None:
    made = place.reply("  The base year is wrong.\n")

    assert (made.assessment, made.text, made.by, made.at) == (
        place.current,
        "The base year is wrong.",
        place.certifier,
        NOW,
    )
    assert letters(place.reviewer) == ["Saint Paul replied to a verdict"]
    assert letters(place.accepter) == ["Saint Paul replied to a verdict"]


def test_several_replies_are_possible(place: Place) -> None:
    place.reply("First.")
    place.reply("Second.")

    assert [each.text for each in Reply.objects.all()] == ["First.", "Second."]
    assert len(letters(place.reviewer)) == 2


def test_the_same_reply_sent_twice_is_one(place: Place) -> None:
    assert place.reply("First.") == place.reply("First. ")

    assert len(letters(place.reviewer)) == 1


def test_an_empty_reply_is_refused(place: Place) -> None:
    with pytest.raises(NothingSaid):
        place.reply(" \n")


def test_a_reply_to_a_verdict_that_nobody_sees_any_more_is_refused(place: Place) -> None:
    before = place.current
    place.decide()
    place.assess(LATER)

    with pytest.raises(ChangedMeanwhile):
        place.reply(assessment=before)
    assert not Reply.objects.exists()


def test_a_reply_to_the_verdict_that_everyone_still_sees_is_taken(place: Place) -> None:
    before = place.current
    replies.release(assessment=before, by=place.certifier, now=NOW)
    place.decide()
    place.assess(LATER)

    assert place.reply(assessment=before).assessment == before
    assert place.current != before


# Publishing before the time


def test_the_certifier_lets_a_verdict_out_at_once(place: Place) -> None:
    replies.release(assessment=place.current, by=place.certifier, now=NOW)

    assert place.current.public_from == TODAY
    assert place.public == ["missed"]


def test_a_changed_verdict_let_out_takes_the_place_of_the_one_before(place: Place) -> None:
    replies.release(assessment=place.current, by=place.certifier, now=NOW)
    place.decide()
    place.assess(NOW + timedelta(hours=1))
    assert place.public == ["missed"]

    replies.release(assessment=place.current, by=place.certifier, now=NOW)

    assert place.public == ["met"]


def test_what_is_public_is_not_let_out_again(place: Place) -> None:
    replies.release(assessment=place.current, by=place.certifier, now=NOW)

    with pytest.raises(PublicAlready):
        replies.release(assessment=place.current, by=place.certifier, now=LATER)


def test_a_verdict_that_was_replaced_is_not_let_out(place: Place) -> None:
    before = place.current
    place.decide()
    place.assess(LATER)

    with pytest.raises(ChangedMeanwhile):
        replies.release(assessment=before, by=place.certifier, now=LATER)
    assert place.public == []


# Decisions by hand


def test_a_decision_takes_the_place_of_the_judges_verdict_and_is_heard_first(place: Place) -> None:
    replies.release(assessment=place.current, by=place.certifier, now=NOW)

    made = place.decide("met", "  We counted again. ", link="https://example.org/inventory")
    row = place.assess(NOW + timedelta(hours=1))

    assert (row.decision, row.verdict, row.reason, row.record["verdict"]) == (made, "met", "", "missed")
    assert (row.public_from, place.public) == (HEARD, ["missed"])
    assert (made.because, made.link, made.decided_by) == (
        "We counted again.",
        "https://example.org/inventory",
        place.reviewer,
    )
    assert made.target_version == place.target


def test_a_decision_asks_for_a_judgement_in_its_own_transaction(place: Place) -> None:
    with transaction.atomic():
        place.decide()
        opened = AssessmentRequest.objects.open().filter(government=place.city).count()
        transaction.set_rollback(True)

    assert opened == 1
    assert not Decision.objects.exists()
    assert not AssessmentRequest.objects.open().exists()


def test_the_signatory_is_told_of_a_decision_once_with_its_reason_and_day(place: Place) -> None:
    Mail.objects.all().delete()

    place.decide()
    place.assess(NOW + timedelta(hours=1))

    (letter,) = Mail.objects.filter(to=place.certifier.email)
    assert letter.subject == "The secretariat decided on a promise of Saint Paul"
    assert "Met. The reason:\n\nWe counted again." in letter.body
    assert "public from Dec. 8, 2026 on" in letter.body


def test_a_decision_needs_a_reason(place: Place) -> None:
    with pytest.raises(NothingSaid):
        place.decide(because=" ")
    assert not Decision.objects.exists()


def test_another_decision_replaces_the_one_that_stands(place: Place) -> None:
    first = place.decide("met")
    place.assess(NOW + timedelta(hours=1))

    second = place.decide("off_track", now=LATER)

    first.refresh_from_db()
    assert (first.lapse, first.lapsed_at) == ("replaced", LATER)
    assert Decision.objects.live().get() == second


def test_the_same_decision_sent_twice_is_one(place: Place) -> None:
    Mail.objects.all().delete()

    assert place.decide("met") == place.decide("met")

    assert len(letters(place.certifier)) == 1


def test_a_decision_in_face_of_a_verdict_that_has_changed_is_refused(place: Place) -> None:
    before = place.current
    place.decide()
    place.assess(LATER)

    with pytest.raises(ChangedMeanwhile):
        deciding.decide(
            assessment=before, verdict="met", because="Why", language="en", by=place.reviewer, now=LATER
        )


def test_a_decision_that_there_is_no_verdict_leaves_it_to_a_person(place: Place) -> None:
    place.decide("undetermined")

    row = place.assess(LATER)

    assert (row.verdict, row.reason) == ("undetermined", "manual_review")


def test_a_decision_lapses_when_new_figures_arrive_and_the_judge_speaks_again(place: Place) -> None:
    made = place.decide("met")
    place.assess(NOW + timedelta(hours=1))
    make.accepted(place.city, 2019, lines=[make.line("T.1", 950)])

    row = place.assess(LATER)

    made.refresh_from_db()
    assert (made.lapse, made.lapsed_at) == ("new_figures", LATER)
    assert (row.verdict, row.decision) == ("missed", None)


def test_a_decision_stands_as_long_as_no_figures_arrive(place: Place) -> None:
    made = place.decide("met")
    place.assess(NOW + timedelta(hours=1))

    row = place.assess(NOW + timedelta(days=400))

    assert (row.decision, row.verdict) == (made, "met")


def test_a_decision_lapses_when_the_target_is_read_anew(place: Place) -> None:
    made = place.decide("met")
    place.assess(NOW + timedelta(hours=1))
    TargetVersion.objects.filter(pk=place.target.pk).update(state="superseded", valid_until=LATER)
    place.target.pk, place.target.number, place.target.reduction_percent = None, 2, 15  # type: ignore[assignment]
    place.target.save(force_insert=True)

    row = place.assess(LATER)

    made.refresh_from_db()
    assert (made.lapse, row.verdict, row.decision) == ("new_version", "missed", None)


def test_a_withdrawn_decision_lets_the_judge_speak_again(place: Place) -> None:
    made = place.decide("met")
    place.assess(NOW + timedelta(hours=1))

    deciding.withdraw(decision=made, by=place.reviewer, now=LATER)
    row = place.assess(LATER)

    made.refresh_from_db()
    assert (made.lapse, row.verdict, row.decision) == ("withdrawn", "missed", None)
    assert "The secretariat withdrew a decision on a promise of Saint Paul" in letters(place.certifier)


def test_a_decision_that_has_lapsed_is_not_withdrawn(place: Place) -> None:
    made = place.decide("met")
    deciding.withdraw(decision=made, by=place.reviewer, now=NOW)

    with pytest.raises(NoDecision):
        deciding.withdraw(decision=made, by=place.reviewer, now=NOW)


# Appeals


def test_an_appeal_goes_to_those_who_did_not_accept_the_report(place: Place) -> None:
    made = place.appeal()

    assert made.first_decider == place.accepter
    assert letters(place.reviewer) == ["Saint Paul appeals against a verdict"]
    assert letters(place.accepter) == []


def test_an_appeal_against_a_decision_goes_to_those_who_did_not_make_it(place: Place) -> None:
    place.decide("off_track")
    place.assess(LATER)

    made = place.appeal()

    assert made.first_decider == place.reviewer
    assert "Saint Paul appeals against a verdict" in letters(place.accepter)


def test_an_appeal_where_nobody_else_is_there_is_told_to_whoever_is(place: Place) -> None:
    place.reviewer.memberships.update(ended_at=NOW)

    place.appeal()

    assert letters(place.accepter) == ["Saint Paul appeals against a verdict"]


def test_nobody_decided_first_on_public_figures(place: Place) -> None:
    other = make.government(network=place.network)
    direction = make.target(other, kind=TargetKind.DIRECTION)
    assessments.assess(government_id=other.pk, as_of=TODAY, now=NOW)
    row = Assessment.objects.current().get(target=direction.target)

    made = appeals.appeal(
        assessment=row, grounds="It is a number.", language="en", by=place.certifier, now=NOW
    )

    assert made.first_decider is None


def test_one_appeal_at_a_time(place: Place) -> None:
    place.appeal()

    with pytest.raises(AppealOpen):
        place.appeal()
    assert Appeal.objects.count() == 1


def test_an_appeal_has_grounds(place: Place) -> None:
    with pytest.raises(NothingSaid):
        place.appeal(" ")


def outcome(made: Appeal, by: User, what: str = "upheld", **more: Any) -> Appeal:
    said: dict[str, Any] = {"answer": "We read it again.", "language": "en", "now": LATER, **more}
    return appeals.decide_appeal(appeal=made, outcome=what, by=by, **said)


def test_another_reviewer_upholds_a_verdict_and_the_signatory_is_told(place: Place) -> None:
    made = outcome(place.appeal(), place.reviewer)

    assert (made.outcome, made.answer, made.decided_by, made.decided_at, made.decision) == (
        "upheld",
        "We read it again.",
        place.reviewer,
        LATER,
        None,
    )
    assert "Your appeal is decided: The verdict stands" in letters(place.certifier)
    assert place.assess(LATER).verdict == "missed"


def test_a_verdict_changed_on_appeal_is_a_decision_for_that_reason(place: Place) -> None:
    made = outcome(place.appeal(), place.reviewer, "changed", verdict="met")

    row = place.assess(LATER)

    assert (row.decision, row.verdict, row.decision.because) == (made.decision, "met", "We read it again.")
    assert letters(place.certifier)[1:] == ["Your appeal is decided: The verdict was changed to “Met”"]


def test_who_decided_the_first_time_does_not_decide_the_appeal(place: Place) -> None:
    made = place.appeal()

    with pytest.raises(FirstDecider, match="another reviewer decides the appeal"):
        outcome(made, place.accepter)
    assert Appeal.objects.open().get() == made


def test_the_database_refuses_the_first_decider_too(place: Place) -> None:
    made = place.appeal()
    sql = (
        "UPDATE progress_appeal SET outcome = 'upheld', answer = 'Yes', answer_language = 'en', "
        "decided_by_id = %s, decided_at = %s WHERE id = %s"
    )

    with (
        pytest.raises(IntegrityError, match="appeal_decided_by_somebody_else"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql, [place.accepter.pk, LATER, made.pk])

    with connection.cursor() as cursor:
        cursor.execute(sql, [place.reviewer.pk, LATER, made.pk])
    assert not Appeal.objects.open().exists()


def test_who_appealed_does_not_decide_whatever_roles_they_have(place: Place) -> None:
    make.membership(place.certifier, "reviewer", place.network)

    with pytest.raises(OwnAppeal):
        outcome(place.appeal(), place.certifier)


def test_an_appeal_is_decided_once(place: Place) -> None:
    made = place.appeal()
    outcome(made, place.reviewer)

    with pytest.raises(NoOpenAppeal):
        outcome(made, place.reviewer)


def test_an_appeal_is_answered(place: Place) -> None:
    with pytest.raises(NothingSaid):
        outcome(place.appeal(), place.reviewer, answer=" ")


def test_nobody_decides_by_hand_around_an_open_appeal(place: Place) -> None:
    decision = place.decide("off_track")
    place.assess(LATER)
    place.appeal()

    with pytest.raises(UnderAppeal):
        place.decide("met")
    with pytest.raises(UnderAppeal):
        deciding.withdraw(decision=decision, by=place.reviewer, now=LATER)


# The digest of figures


def figure(pk: int, value: str, **more: Any) -> dict[str, Any]:
    return {"year": 2020, "value": value, "source": f"figure:{pk}", "basis": 0, **more}


def test_the_digest_knows_figures_by_source_and_reported_value_and_nothing_else() -> None:
    record = {"verdict": "met", "figures": [figure(1, "900"), figure(2, "800")], "numbers": {"gap": "1"}}
    same = {"verdict": "missed", "figures": [figure(2, "790", reported="800"), figure(1, "900")]}
    given = {"figures": [], "inputs": {"evidence": {"figures": [figure(1, "900"), figure(2, "800")]}}}

    assert decisions.figures_digest(record) == decisions.figures_digest(same)
    assert decisions.figures_digest(record) == decisions.figures_digest(given)


@pytest.mark.parametrize(
    "other",
    [
        {"figures": [figure(1, "900")]},
        {"figures": [figure(1, "900"), figure(3, "800")]},
        {"figures": [figure(1, "900"), figure(2, "801")]},
        {
            "figures": [figure(1, "900"), figure(2, "800")],
            "inputs": {"evidence": {"activity": [figure(9, "5")]}},
        },
    ],
)
def test_the_digest_differs_with_any_figure(other: dict[str, Any]) -> None:
    record = {"figures": [figure(1, "900"), figure(2, "800")]}

    assert decisions.figures_digest(other) != decisions.figures_digest(record)
