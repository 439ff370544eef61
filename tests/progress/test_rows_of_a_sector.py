"""From a sector nobody drew to a verdict: a signatory ticks the rows, and reports accepted before count."""

from __future__ import annotations

import pytest

from pledges.actions import questions, targets
from pledges.models import Question
from progress import assessments
from progress.models import Assessment
from tests import make

pytestmark = pytest.mark.django_db


def test_rows_give_a_verdict_on_reports_that_were_accepted_before() -> None:
    network = make.network("club")
    town = make.government("town", name="Town", name_zh="镇", network=network)
    buildings = make.measure("ghg-sector-buildings", boundary="sector", sector="buildings", rows="")
    target = make.target(
        town, "town-1", measure=buildings, base_year=2020, target_year=2024, reduction_percent=20
    ).target
    # Stationary energy 1,000 t in 2020 and 800 t in 2024, just 20 % less; transport is not counted.
    for year, energy in ((2020, 1000), (2024, 800)):
        make.accepted(town, year, lines=[make.line("T.I", energy), make.line("T.II", year)])
    assert verdict(town) == ("undetermined", "no_inventory")
    question = Question.objects.create(government=town, target=target, code="rows", asked_at=make.NOW)
    proposal = questions.answer(
        question=question,
        text="What is burnt, and what the grid brings",
        values={"rows": "totals:T.I"},
        by=make.certifier(town),
        now=make.NOW,
    )
    assert proposal is not None
    targets.confirm(version=proposal, by=make.reviewer(network), now=make.NOW)
    assert verdict(town) == ("met", "")


def verdict(town: object) -> tuple[str, str]:
    assessments.assess(government_id=town.pk, as_of=make.NOW.date(), now=make.NOW)  # type: ignore[attr-defined]
    found = Assessment.objects.current().get(government=town)
    return found.verdict, found.reason
