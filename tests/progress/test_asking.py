"""What a verdict asks of its signatory: a decision about the base year."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

import pytest

from accounts.models import Government
from inventories import reports, review
from pledges.actions import questions, targets
from pledges.models import Question, TargetVersion
from progress import assessments
from progress.models import Assessment
from tests import make

pytestmark = pytest.mark.django_db

NOW = make.NOW


def assess(place: Government) -> Assessment:
    assessments.assess(government_id=place.pk, as_of=NOW.date(), now=NOW)
    return Assessment.objects.current().get(government=place)


def correct(place: Government, year: int, tonnes: int) -> None:
    """A second version of the year's report, accepted."""
    report = place.reports.get(year=year)
    draft = reports.correct(report=report, reason="New data", by=make.contributor(place), now=NOW)
    make.fill(draft, lines=[make.line("T.1", tonnes)])
    reports.submit(version=draft, by=make.certifier(place), now=NOW)
    reviewer = make.reviewer(make.network())
    review.take(version=draft, by=reviewer, now=NOW)
    review.accept(version=draft, by=reviewer, now=NOW)


def test_a_base_year_restated_by_five_per_cent_is_asked_about_once() -> None:
    place = make.government()
    make.target(place, base_year=2015, target_year=2030)
    make.accepted(place, 2015, lines=[make.line("T.1", 1000)])
    make.accepted(place, 2024, lines=[make.line("T.1", 900)])
    assess(place)
    assert not Question.objects.exists()

    correct(place, 2015, 1050)
    answer = assess(place)
    assess(place)

    question = Question.objects.get()
    assert (question.code, question.amount) == ("base_changed", Decimal(1000))
    assert "changed from 1,000 tonnes to 1,050 tonnes, by 5.0%." in question.note
    assert "1,050" in question.note_zh
    assert "基准年2015年的数值" in question.note_zh
    assert_chinese(question.note_zh)
    assert "base_restated" in [flag["code"] for flag in answer.record["flags"]]
    assert answer.record["numbers"]["base_value"] == "1050"  # a percentage follows the restated base


def test_a_base_year_restated_by_less_is_not_asked_about() -> None:
    place = make.government()
    make.target(place, base_year=2015, target_year=2030)
    make.accepted(place, 2015, lines=[make.line("T.1", 1000)])
    make.accepted(place, 2024, lines=[make.line("T.1", 900)])

    correct(place, 2015, 1049)
    assess(place)

    assert not Question.objects.exists()


def test_a_method_that_changed_after_the_base_year_is_asked_about() -> None:
    place = make.government()
    make.target(place, base_year=2015, target_year=2030)
    make.accepted(place, 2015, lines=[make.line("T.1", 1000)])
    make.accepted(
        place, 2024, lines=[make.line("T.1", 900)], about={"method_change": "Traffic is modelled anew."}
    )

    assess(place)

    question = Question.objects.get()
    assert question.code == "method_changed"
    assert "A method changed in 2024, and the base year 2015 was never restated." in question.note
    assert "2024年" in question.note_zh
    assert_chinese(question.note_zh)


def assert_chinese(text: str) -> None:
    """Whatever is stored for Chinese readers has no word of English left in it."""
    assert re.findall(r"[A-Za-z]{2,}", text) == []


def restated(place: Government) -> Question:
    """The question about a base year that was reported as 1,000 and then as 1,050 t; 900 t in 2024."""
    make.target(place, base_year=2015, target_year=2030)
    make.accepted(place, 2015, lines=[make.line("T.1", 1000)])
    make.accepted(place, 2024, lines=[make.line("T.1", 900)])
    assess(place)
    correct(place, 2015, 1050)
    assess(place)
    return Question.objects.get()


def decide(place: Government, question: Question, choice: str, **values: Any) -> TargetVersion | None:
    by = make.certifier(place)
    return questions.answer(question=question, text="", values=values, choice=choice, by=by, now=NOW)


def confirm(version: TargetVersion | None) -> None:
    assert version
    targets.confirm(version=version, by=make.reviewer(make.network()), now=NOW)


def settle(question: Question) -> None:
    questions.settle(question=question, by=make.reviewer(make.network()), now=NOW)


def flags(answer: Assessment) -> dict[str, dict[str, Any]]:
    return {flag["code"]: flag["params"] for flag in answer.record["flags"]}


def test_a_target_that_stays_is_judged_by_the_value_declared_first() -> None:
    """20 % of 1,000 t from 2015 to 2030: 880 t in 2024, and not 924 t as from 1,050 t."""
    place = make.government()
    question = restated(place)
    assert Assessment.objects.current().get().verdict == "on_track"

    confirm(decide(place, question, "stays", base_value=question.amount))
    answer = assess(place)

    assert (answer.verdict, answer.record["numbers"]["base_value"]) == ("off_track", "1000")
    assert answer.record["numbers"]["path_value"] == "880"
    assert flags(answer)["declared_base"] == {
        "base_year": 2015,
        "base_amount": "1000",
        "reported_amount": "1050",
    }
    assert "base_restated" not in flags(answer)
    assert Question.objects.get().state == "settled"


def test_a_base_that_changes_again_does_not_move_a_target_that_stays() -> None:
    place = make.government()
    question = restated(place)
    confirm(decide(place, question, "stays", base_value=question.amount))

    correct(place, 2015, 1200)
    answer = assess(place)

    assert answer.record["numbers"]["base_value"] == "1000"
    assert flags(answer)["declared_base"]["reported_amount"] == "1200"
    assert Question.objects.count() == 1


def test_a_target_that_was_to_stay_follows_when_its_government_says_so() -> None:
    place = make.government()
    question = restated(place)
    target = question.target
    assert target
    certifier = make.certifier(place)
    values = {"base_value": question.amount, "keeps_base": True}
    confirm(targets.revise(target=target, values=values, reason="Council", by=certifier, now=NOW))
    assert assess(place).record["numbers"]["base_value"] == "1000"

    proposal = decide(place, question, "follows")
    confirm(proposal)
    answer = assess(place)

    assert proposal
    assert (proposal.keeps_base, proposal.base_value) == (False, 1000)
    assert answer.record["numbers"]["base_value"] == "1050"
    assert Question.objects.get().state == "settled"


@pytest.mark.parametrize("choice", ["keeps", "restates"])
def test_a_changed_method_that_was_decided_on_stays_a_fact_and_is_not_asked_about_again(choice: str) -> None:
    place = make.government()
    make.target(place, base_year=2015, target_year=2030)
    make.accepted(place, 2015, lines=[make.line("T.1", 1000)])
    changed = {"method_change": "Traffic is modelled anew."}
    make.accepted(place, 2023, lines=[make.line("T.1", 900)], about=changed)
    assess(place)
    question = Question.objects.get()
    assert decide(place, question, choice) is None
    settle(question)

    assert "method_changed" in flags(assess(place))
    assert Question.objects.get().state == "settled"

    make.accepted(place, 2024, lines=[make.line("T.1", 890)], about=changed)
    assert flags(assess(place))["method_changed"]["years_list"] == [2023, 2024]
    assert [each.state for each in Question.objects.order_by("pk")] == ["settled", "open"]
