"""What a verdict asks of its signatory: a decision about the base year."""

from __future__ import annotations

from decimal import Decimal

import pytest

from accounts.models import Government
from inventories import reports, review
from pledges.models import Question
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
