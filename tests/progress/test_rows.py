"""Figures of reports that were made in different ways come with what brings them together."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Government
from inventories import frameworks, reports, review
from inventories.models import Figure, ReportVersion
from progress import assessments, evidence
from progress.models import Assessment
from tests import make
from trajectory import Evidence

pytestmark = pytest.mark.django_db

TODAY = make.NOW.date()


@pytest.fixture
def place() -> Government:
    made = make.government()
    make.target(made, "x-1", base_year=2010, target_year=2020)  # 20 % by 2020
    return made


def gpc(place: Government, year: int, level: str, emissions: dict[str, int], **about: Any) -> ReportVersion:
    """An accepted GPC inventory; rows of its level that are not given do not occur."""
    lines = [
        make.line(row.code, emissions[row.code])
        if row.code in emissions
        else make.line(row.code, notation_key="NO", explanation="None here")
        for row in frameworks.rows("gpc", "community")
        if row.code in emissions or row.required_at(level)
    ]
    return make.accepted(place, year, framework="gpc", lines=lines, about={"level": level, **about})


def corrected(version: ReportVersion, tonnes: int) -> None:
    """The report accepted once more, with another total."""
    draft = reports.correct(report=version.report, reason="Counted anew", by=make.user(), now=make.NOW)
    make.fill(draft, lines=[make.line("T.1", tonnes)])
    reports.submit(version=draft, by=make.certifier(draft.government), now=make.NOW)
    review.take(version=draft, by=make.user(), now=make.NOW)
    review.accept(version=draft, by=make.user(), now=make.NOW)


def given(place: Government) -> Evidence:
    (brief,) = evidence.briefs(government_ids=[place.pk])
    return brief.evidence


def judged(place: Government) -> Assessment:
    assessments.assess(government_id=place.pk, as_of=TODAY, now=make.NOW)
    return Assessment.objects.current().get()


def test_reports_at_two_levels_are_judged_on_the_rows_that_both_hold(place: Government) -> None:
    gpc(place, 2010, "basic", {"I.1.1": 1000})
    gpc(place, 2020, "basic_plus", {"I.1.1": 780, "I.1.3": 20})

    made = judged(place)

    (flag,) = [each for each in made.record["flags"] if each["code"] == "common_rows"]
    assert flag["params"] == {"rows_list": ["I.1.3"], "share_percent": "97.5"}
    assert (made.verdict, made.record["numbers"]["latest_value"]) == ("met", "780")
    assert [each.get("reported") for each in made.record["figures"]] == [None, "800"]


def test_reports_that_share_too_few_rows_are_told_apart_with_where_to_look(place: Government) -> None:
    gpc(place, 2010, "basic", {"I.1.1": 1000})
    gpc(place, 2020, "basic_plus", {"I.1.1": 700, "I.1.3": 100})

    made = judged(place)

    base, latest = Figure.objects.order_by("year")
    assert (made.verdict, made.reason) == ("undetermined", "not_comparable")
    level, rows = made.record["differs"]
    assert (level["field"], level["base"], level["latest"]) == ("level", "basic", "basic_plus")
    assert (rows["base_source"], rows["latest_source"]) == (f"figure:{base.pk}", f"figure:{latest.pk}")
    assert rows["base_only"] == []
    assert "I.1.3" in rows["latest_only"]


def test_reports_in_two_gwp_sets_are_judged_in_that_of_the_latest(place: Government) -> None:
    """40 t of methane are 1,000 t CO2e in AR4 and 1,120 t in AR5, of which a fifth less is 896 t."""
    for year, gwp_set, methane in ((2010, "AR4", 40), (2020, "AR5", 30)):
        lines = [make.line("T.I", masses={"ch4": Decimal(methane)})]
        make.accepted(place, year, lines=lines, about={"gwp_set": gwp_set})

    made = judged(place)

    told = [(each["value"], each.get("reported")) for each in made.record["figures"]]
    assert told == [("1120", "1000"), ("840", None)]
    assert (made.verdict, made.record["numbers"]["goal_value"]) == ("met", "896")
    (flag,) = [each for each in made.record["flags"] if each["code"] == "restated_gwp"]
    assert flag["params"] == {"sets_list": ["AR5"], "years_list": [2010]}
    assert made.record["inputs"]["evidence"]["potentials"] == {"AR4": {"ch4": "25"}, "AR5": {"ch4": "28"}}


def test_reports_made_alike_come_without_parts(place: Government) -> None:
    for year in (2010, 2020):
        gpc(place, year, "basic", {"I.1.1": 1000})

    assert [figure.parts for figure in given(place).figures] == [(), ()]


def test_the_queries_for_mixed_series_do_not_grow_with_the_governments() -> None:
    places = [make.government() for _each in range(3)]
    for each in places:
        make.target(each, base_year=2010)
        gpc(each, 2010, "basic", {"I.1.1": 1000})
        gpc(each, 2020, "basic_plus", {"I.1.1": 780, "I.1.3": 20})

    def queries(some: list[Government]) -> int:
        with CaptureQueriesContext(connection) as asked:
            briefs = list(evidence.briefs(government_ids=[each.pk for each in some]))
        assert len(briefs) == len(some)
        assert all(figure.parts for brief in briefs for figure in brief.evidence.figures)
        return len(asked)

    assert queries(places[:1]) == queries(places)


def test_a_base_that_was_accepted_anew_brings_its_first_value(place: Government) -> None:
    base = make.accepted(place, 2010, lines=[make.line("T.1", 1000)])
    corrected(base, 1100)
    corrected(base, 1200)
    corrected(make.accepted(place, 2020, lines=[make.line("T.1", 900)]), 800)

    assert [each.value for each in given(place).earlier] == [Decimal(1000), Decimal(1100)]
    (flag,) = [each for each in judged(place).record["flags"] if each["code"] == "base_restated"]
    assert flag["params"] == {
        "base_year": 2010,
        "from_amount": "1000",
        "to_amount": "1200",
        "change_percent": "20",
    }


def test_a_method_that_changed_after_the_base_is_told(place: Government) -> None:
    make.accepted(place, 2010)
    make.accepted(place, 2018, about={"method_change": "Traffic is counted by the new model."})
    make.accepted(place, 2020)

    assert given(place).method_changes == (2018,)
    (flag,) = [each for each in judged(place).record["flags"] if each["code"] == "method_changed"]
    assert flag["params"] == {"base_year": 2010, "years_list": [2018]}


def test_what_was_not_over_on_a_day_in_the_past_is_not_given(place: Government) -> None:
    for year in (2010, 2019):
        corrected(make.accepted(place, year), 900)

    until = datetime.date(2019, 6, 30)
    (brief,) = evidence.briefs(government_ids=[place.pk], until=until)

    assert [figure.year for figure in brief.evidence.figures] == [2010]
    assert [figure.year for figure in brief.evidence.earlier] == [2010]
