"""Real signatories, from their words and figures in the database to the verdict that is stored.

Expected values are worked out from commitments.csv (pledges/reference), public_figures.csv and
new_york_by_sector.csv (inventories/reference); straight lines after Hsu et al. 2020, peaks after C40 2018.
"""

from __future__ import annotations

import csv
import datetime
from collections import defaultdict
from typing import Any

import pytest
from django.conf import settings

from accounts.models import Government
from inventories import checks, reports, review
from inventories.importers.reading import Inventory
from inventories.lines import LineDraft
from inventories.models import ReportVersion
from pledges.actions import questions, targets
from pledges.enums import QuestionCode
from pledges.models import AssessmentRequest, Question, TargetVersion
from progress import assessments
from progress.models import Assessment
from tests import make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("public_record")]

TODAY = make.NOW.date()
SECTORS = {"Stationary Energy": "T.I", "Transportation": "T.II", "Waste": "T.III"}


def assess(slug: str, as_of: datetime.date = TODAY) -> dict[str, Assessment]:
    """The government's current assessments by target, made as of a day."""
    place = Government.objects.get(slug=slug)
    assessments.assess(government_id=place.pk, as_of=as_of, now=make.NOW)
    current = Assessment.objects.current().filter(government=place).select_related("target")
    return {each.target.code: each for each in current}


def said(assessment: Assessment) -> tuple[str, ...]:
    """Verdict, all that is open, last known verdict."""
    record = assessment.record
    return tuple(word for word in (record["verdict"], *record["open"], record["last_known"]) if word)


def flags(assessment: Assessment) -> dict[str, Any]:
    return {flag["code"]: flag["params"] for flag in assessment.record["flags"]}


def number(assessment: Assessment, name: str) -> str:
    return str(assessment.record["numbers"][name])


def percent(assessment: Assessment, name: str) -> float:
    return round(float(assessment.record["numbers"][name]), 1)


def test_california_met_431_million_tonnes_and_is_on_track_behind_the_straight_line() -> None:
    found = assess("california")

    assert said(found["california-1"]) == ("met",)
    on_the_way = found["california-3"]
    assert said(on_the_way) == ("on_track",)
    assert on_the_way.latest_year == 2022
    assert on_the_way.record["path"] == [[1990, "431000000"], [2020, "431000000"], [2030, "258600000"]]
    # 431 - (431 - 258.6) x 2/10 by the declared path; 431 - (431 - 258.6) x 32/40 by the straight line.
    assert number(on_the_way, "path_value") == "396520000"
    assert number(on_the_way, "straight_line_value") == "293080000"
    assert {"behind_straight_line", "declared_base"} <= flags(on_the_way).keys()
    assert flags(on_the_way)["assumes"] == {"fields_list": ["scope", "base_value"]}
    assert {each.origin for each in found.values()} == {"reference"}


def test_connecticut_met_its_first_target_and_is_off_track_for_the_second() -> None:
    in_2022 = assess("connecticut", datetime.date(2022, 6, 30))

    assert said(in_2022["connecticut-1"]) == ("met",)
    assert said(in_2022["connecticut-2"]) == ("off_track",)
    # acceptance/base_year_cases.csv, A13: base 46,121,707 t, path 31,814,565.24 t in 2020.
    assert number(in_2022["connecticut-2"], "base_value") == "46121707"
    assert round(float(number(in_2022["connecticut-2"], "path_value"))) == 31814565

    today = assess("connecticut")
    assert said(today["connecticut-1"]) == ("met",)
    assert said(today["connecticut-2"]) == ("undetermined", "stale", "off_track")
    assert (today["connecticut-2"].reason, today["connecticut-2"].last_known) == ("stale", "off_track")


def test_beijing_had_peaked_and_its_figures_have_grown_old() -> None:
    in_2020 = assess("beijing", datetime.date(2020, 12, 31))["beijingcity-1"]

    assert said(in_2020) == ("on_track",)
    assert (number(in_2020, "peak_year"), number(in_2020, "years_since_peak")) == ("2010", "9")
    assert percent(in_2020, "percent_below_peak") == 16.1
    assert "peak_confirmed" in flags(in_2020)
    assert flags(in_2020)["assumes"] == {"fields_list": ["tolerance_years"]}

    today = assess("beijing")["beijingcity-1"]
    assert said(today) == ("undetermined", "stale", "on_track")


def test_hainan_has_not_peaked_yet() -> None:
    assert said(assess("hainan", datetime.date(2020, 12, 31))["hainanprovin-1"]) == (
        "undetermined",
        "not_yet_peaked",
    )


def test_saint_paul_is_judged_once_it_names_its_base_year() -> None:
    before = assess("saint-paul")["saintpaul-1"]
    assert said(before) == ("undetermined", "no_base_year")
    assert flags(before)["assumes"] == {"fields_list": ["scope"]}

    confirm_base_year("saint-paul", 2005)
    after = assess("saint-paul")["saintpaul-1"]

    assert said(after) == ("met",)
    assert (number(after, "base_year"), after.latest_year) == ("2005", 2020)
    assert percent(after, "reduction_percent") == 26.3
    assert not AssessmentRequest.objects.open().filter(government__slug="saint-paul").exists()


def confirm_base_year(slug: str, year: int) -> TargetVersion:
    place = Government.objects.get(slug=slug)
    question = Question.objects.open().get(government=place, code=QuestionCode.BASE_YEAR)
    proposal = questions.answer(
        question=question,
        text=f"The base year is {year}.",
        values={"base_year": year},
        by=make.certifier(place),
        now=make.NOW,
    )
    assert proposal is not None
    return targets.confirm(version=proposal, by=make.reviewer(make.network()), now=make.NOW)


def test_new_york_goes_from_indications_to_verdicts_on_its_own_reports() -> None:
    indications = assess("new-york")
    assert indications["newyork-1"].is_indication
    rows = new_york_by_year()

    staff = Staff("new-york")
    staff.report({year: rows[year] for year in range(2005, 2021)})
    in_2021 = assess("new-york", datetime.date(2021, 12, 31))

    assert {each.origin for each in in_2021.values()} == {"reported"}
    assert said(in_2021["newyork-1"]) == ("on_track",)
    assert "unsteady" in flags(in_2021["newyork-1"])
    assert "basis_unstated" not in flags(in_2021["newyork-1"])
    # 64,378,720.21 t in 2005, less 80 % x 15/45 of it.
    assert number(in_2021["newyork-1"], "base_value") == "64378720.21"
    assert round(float(number(in_2021["newyork-1"], "path_value"))) == 47211061
    sources = [figure["source"] for figure in in_2021["newyork-1"].record["figures"]]
    assert len(sources) == 16
    assert all(source.startswith("figure:") for source in sources)
    assert said(in_2021["newyork-2"]) == ("undetermined", "no_base_value")

    staff.report({year: rows[year] for year in range(2021, 2024)})
    today = assess("new-york")

    assert said(today["newyork-1"]) == ("off_track",)
    assert today["newyork-1"].latest_year == 2023
    assert said(today["newyork-2"]) == ("undetermined", "no_base_value")
    assert not AssessmentRequest.objects.open().filter(government__slug="new-york").exists()
    history = Assessment.objects.filter(target__code="newyork-1").order_by("pk")
    assert [(each.origin, each.verdict) for each in history] == [
        ("reference", "off_track"),
        ("reported", "on_track"),
        ("reported", "off_track"),
    ]


def test_the_first_accepted_report_ends_all_indications_of_its_government() -> None:
    assert assess("new-york")["newyork-1"].verdict == "off_track"

    Staff("new-york").report({2020: new_york_by_year()[2020]})
    found = assess("new-york")

    assert {each.origin for each in found.values()} == {"reported"}
    assert said(found["newyork-1"]) == ("undetermined", "no_base_value", "stale")
    assert [figure["year"] for figure in found["newyork-1"].record["figures"]] == [2020]


def new_york_by_year() -> dict[int, list[LineDraft]]:
    rows = defaultdict(list)
    path = settings.BASE_DIR / "inventories" / "reference" / "new_york_by_sector.csv"
    with path.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            rows[int(row["year"])].append(make.line(SECTORS[row["gpc_sector"]], row["tonnes_co2e"]))
    return rows


class Staff:
    """The people of a government and the secretariat, from an upload of several years to their acceptance."""

    def __init__(self, slug: str) -> None:
        self.government = Government.objects.get(slug=slug)
        self.contributor, self.certifier = make.contributor(self.government), make.certifier(self.government)
        self.reviewer = make.reviewer(make.network())

    def report(self, years: dict[int, list[LineDraft]]) -> None:
        for version in reports.begin_many(
            government=self.government,
            inventories=[
                Inventory(year, framework="totals", lines={"community": rows}) for year, rows in years.items()
            ],
            about=make.ABOUT,
            by=self.contributor,
            now=make.NOW,
        ):
            self._answer_warnings(version)
            reports.submit(version=version, by=self.certifier, now=make.NOW)
            review.take(version=version, by=self.reviewer, now=make.NOW)
            review.accept(version=version, by=self.reviewer, now=make.NOW)

    def _answer_warnings(self, version: ReportVersion) -> None:
        texts = {each.key: "It is so." for each in checks.run(version)}
        checks.answer_all(version=version, texts=texts, by=self.contributor, now=make.NOW)
