"""What it would take, what differs between figures, and words for every number that the judge writes."""

import ast
import datetime
from decimal import Decimal
from pathlib import Path

import pytest
from django.utils import translation
from pytest_django.asserts import assertContains, assertNotContains

import trajectory
from pledges.enums import TargetKind
from portal import bases, days, likelihoods, outlook, promises, wordings, workings
from portal.evidence import Datum
from tests import make
from tests.portal import assessments

pytestmark = pytest.mark.django_db

TODAY = datetime.date(2022, 3, 1)


def promised(values, **version):
    """A promise, 20% below 2005 by 2030 unless told otherwise, judged by reports."""
    made = make.target(make.government("new-york", name="New York"), **{"target_year": 2030, **version})
    for year, tonnes in values.items():
        make.accepted(made.government, year, lines=[make.line("T.1", tonnes)])
    assessments.assess(made.government)
    return made


def outlook_of(version):
    promise = promises.of_target(version.target, days.day("", TODAY))
    return {row.label: row.text.replace("\N{NO-BREAK SPACE}", " ") for row in outlook.rows(promise)}


def words(response):
    return " ".join(response.content.decode().replace("\N{NO-BREAK SPACE}", " ").split())


def test_a_promise_off_track_says_what_it_would_take(client):
    """By hand: 5 Mt to 4 Mt by 2030. 2019: 4.9, path 4.44; 2020: 4.7, path 4.4. To fall 0.7 Mt in 10 years
    is 1.4% of the base a year, so far it fell 0.3 in 15, 0.4%; 0.7 at 0.02 a year takes 35 years."""
    version = promised({2005: 5_000_000, 2019: 4_900_000, 2020: 4_700_000})
    assert outlook_of(version) == {
        "Needed each year from 2020 to 2030": "a fall of 1.4% of the base",
        "So far each year": "a fall of 0.4% of the base",
        "At the pace so far the goal would be reached": "in 2055",
        "Beside the path in 2020": "300,000 tonnes above",
        "Beside the path, 2 years with figures together": "760,000 tonnes above",
    }
    text = words(client.get(version.target.get_absolute_url()))
    assert "What it would take" in text
    assert "At the pace since 2005 the goal would be reached in 2055." in text
    assert text.count("At the pace since 2005 the goal would be reached in 2055.") == 1
    with translation.override("zh-hans"):
        response = client.get(version.target.get_absolute_url())
    assertContains(response, "76\N{NO-BREAK SPACE}万\N{WORD JOINER}吨")


@pytest.mark.parametrize(
    ("latest", "expected"),
    [
        (3_900_000, "it is reached already"),
        (5_100_000, "never: it moves away from the goal, or hardly towards it"),
    ],
)
def test_a_pace_that_leads_nowhere_and_a_goal_that_is_reached_are_said_in_words(latest, expected):
    version = promised({2005: 5_000_000, 2020: latest})
    assert outlook_of(version)["At the pace so far the goal would be reached"] == expected


@pytest.mark.parametrize("fields", [{"target_year": 2020}, {"base_year": None}])
def test_what_is_decided_or_cannot_be_judged_takes_nothing(client, fields):
    version = promised({2005: 5_000_000, 2020: 4_700_000}, **fields)
    assert outlook_of(version) == {}
    assertNotContains(client.get(version.target.get_absolute_url()), "What it would take")


def test_what_would_it_take_is_withheld_with_the_figures(client):
    version = make.target(make.government(), target_year=2030)
    for year, tonnes in ((2005, 5_000_000), (2020, 4_712_345)):
        lines = [make.line("T.1", tonnes)]
        make.accepted(version.government, year, lines=lines, about={"publication": "verdict"})
    assessments.assess(version.government)
    assert outlook_of(version) == {}
    assertNotContains(client.get(version.target.get_absolute_url()), "What it would take")


# What differs


def test_figures_that_cannot_be_compared_say_what_differs_and_where_to_look(client):
    version = make.target(make.government("seattle", name="Seattle"), target_year=2030)
    for year, boundary, electricity in (
        (2005, "The county", "location"),
        (2020, "The city limits", "market"),
    ):
        about = {"boundary": boundary, "electricity": electricity}
        make.accepted(version.government, year, lines=[make.line("T.1", 5_000_000)], about=about)
    assessments.assess(version.government)
    response = client.get(version.target.get_absolute_url())
    found = {each.label: (each.base.words, each.latest.words) for each in response.context["differences"]}
    assert found == {
        "Boundary": ("The county", "The city limits"),
        "Accounting of electricity": ("Location-based", "Market-based"),
    }
    text = words(response)
    assert "What differs between the figures" in text
    assert "2005: The county" in text
    for report in version.government.reports.all():
        assertContains(response, f"Report {report.reference}, version 1")


def test_rows_that_only_one_figure_holds_are_named():
    told = {
        "field": "rows",
        "base": "gpc:I.1.1+I.2.1",
        "latest": "not_stated",
        "base_year": 2005,
        "latest_year": 2020,
        "base_only": ["I.2.1"],
        "latest_only": [],
    }
    (found,) = bases.differences({"differs": [told]}, [Datum(2005, Decimal(1))])
    assert found.label == "Rows of the inventory counted"
    assert [row.code for row in found.base.rows] == ["I.2.1"]
    assert (found.latest.words, found.latest.datum) == ("not stated", None)


@pytest.mark.parametrize(
    ("name", "word", "expected"),
    [
        ("gwp_set", "AR5", "Fifth Assessment Report (2013)"),
        ("gases", "co2", "CO₂ only"),
        ("electricity", "not_stated", "not stated"),
        ("edition", "not_applicable", "does not apply"),
        ("boundary", "The city limits", "The city limits"),
        ("price_year", "2020", "2020"),
        ("rows", "8f14e45fceea167a", "another set of rows"),
    ],
)
def test_parts_of_a_basis_are_told_in_words(name, word, expected):
    assert bases.in_words(name, word) == expected


# Words for numbers

JUDGE = Path(trajectory.__file__).parent
WRITERS = ("reckoning.py", "rates.py", "rules/peak.py", "rules/neutrality.py", "rules/yearly.py")


def keys_of(tree):
    """Every string that stands as a key of a dict, or is put into one by name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Dict):
            yield from (key.value for key in node.keys if isinstance(key, ast.Constant))
        is_put = isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store)
        if is_put and isinstance(node.slice, ast.Constant):
            yield node.slice.value


def test_every_number_that_the_judge_writes_has_words():
    """Parameters of flags are no numbers of the record: they end otherwise, and stand in sentences."""
    written = {key for name in WRITERS for key in keys_of(ast.parse((JUDGE / name).read_text()))}
    written -= {"years_list", "lacking_list", "since_peak_years", "below_peak_percent"}
    assert {"gap", "pace_year", "kept_count", "net_value", "mann_kendall_z"} <= written
    assert written - wordings.LABELS.keys() == set()


@pytest.mark.parametrize("kind", TargetKind.values)
def test_every_kind_has_a_page_in_both_languages(client, kind):
    version = promised({2005: 5_000_000, 2020: 4_700_000}, kind=kind, level=4_000_000)
    for language in ("en", "zh-hans"):
        with translation.override(language):
            assert client.get(version.target.get_absolute_url()).status_code == 200


# Intensities


def test_an_intensity_shows_what_it_was_worked_out_from():
    """By hand: 5,000,000 t by 1,000,000 people are 5 t a person; 4,700,000 by 1,250,000 are 3.76."""
    people = make.measure("population", unit="people", is_mass=False, label_en="Population", rows="")
    version = make.target(make.government(), kind="intensity", activity=people, target_year=2030)
    told, given = [], {"figures": [], "activity": []}
    for year, tonnes, count in ((2005, "5000000", "1000000"), (2020, "4700000", "1250000")):
        figure = make.accepted(version.government, year, lines=[make.line("T.1", tonnes)]).figures.get()
        common = {"year": year, "source": f"figure:{figure.pk}", "basis": 0}
        told.append(common | {"value": str(Decimal(tonnes) / Decimal(count))})
        given["figures"].append(common | {"value": tonnes})
        given["activity"].append(common | {"value": count})
    known = {"base_year": 2005, "base_value": "5", "latest_year": 2020, "latest_value": "3.76"}
    inputs = {"target": {}, "evidence": given, "thresholds": {}}
    record = {"numbers": known, "figures": told, "sentences": [], "open": [], "bases": [{}], "inputs": inputs}
    assessments.plain(version, "on_track", record=record)
    promise = promises.of_target(version.target, days.day("", TODAY))
    rows = {row.label: row.text.replace("\N{NO-BREAK SPACE}", " ") for row in workings.rows(promise)}
    assert rows == {
        "Base year": "2005",
        "Value of the base year": "5 t CO₂e per person",
        "Year judged": "2020",
        "Value of the year judged": "3.76 t CO₂e per person",
        "Greenhouse gas emissions of the community, 2005": "5.00 Mt",
        "Population, 2005": "1,000,000 people",
        "Greenhouse gas emissions of the community, 2020": "4.70 Mt",
        "Population, 2020": "1,250,000 people",
    }


# Likelihood


def likelihood_of(version):
    promise = promises.of_target(version.target, days.day("", TODAY))
    return likelihoods.of(promise)


def recorded(found, verdict="off_track", **fields):
    """A verdict whose record says so much of its likelihood."""
    version = make.target(make.government(), target_year=2030)
    record = {"numbers": {}, "figures": [], "sentences": [], "open": [], "likelihood": found}
    assessments.plain(version, verdict, record=record, **fields)
    return version


def test_a_likelihood_stands_as_word_and_number_with_what_it_rests_on(client):
    version = promised({2005: 5_000_000, 2018: 4_800_000, 2019: 4_750_000, 2020: 4_700_000})
    text = words(client.get(version.target.get_absolute_url()))
    found = likelihood_of(version)
    assert f"<strong>{found.word}</strong> · {found.percent}" in text
    assert dict(found.rests)["Years ahead"] == "10 years"
    assert dict(found.rests)["Figures"] == "4"
    assert "/method/#likelihood" in text
    for sentence in found.told:
        assert text.count(sentence) == 1
    assert len(found.told) == 2


def test_the_number_is_that_of_the_record_and_rounded_as_in_the_sentence():
    """78.5 lies between 78 and 79: the judge takes the even one."""
    found = likelihood_of(
        recorded(
            {
                "probability": "0.785",
                "word": "likely",
                "latest_year": 2020,
                "years_ahead": 1,
                "figures_count": 6,
                "gap_percent": "2.4",
                "pace_percent": "-1.3",
                "scatter_percent": "6",
                "method": "own pace and path, 1",
            }
        )
    )
    assert (found.word, found.percent) == ("Likely", "78%")
    assert found.rests == [
        ("Figures", "6"),
        ("Latest figure", "2020"),
        ("Years ahead", "1 year"),
        ("Latest figure beside the straight line", "+2.4%"),
        ("Own pace a year", "−1.3%"),
        ("Scatter of a change over one year", "6.0%"),
    ]


@pytest.mark.parametrize(
    ("why", "words_of_it"),
    [
        ("too_far_ahead", "more than 10 years after the latest figure"),
        ("too_few_figures", "fewer than 3 figures"),
        ("no_record", "never been held against what came of them"),
    ],
)
def test_without_ground_there_is_no_number_but_a_reason(client, why, words_of_it):
    version = recorded({"none": why})
    found = likelihood_of(version)
    assert (found.word, found.percent) == ("", "")
    assert words_of_it in found.why_none
    assertContains(client.get(version.target.get_absolute_url()), "How likely it is")


def test_where_nothing_is_left_to_foresee_nothing_is_said(client):
    assert likelihood_of(recorded({"none": "not_applicable"}, "met")) is None
    assert likelihood_of(recorded({"none": "too_few_figures"}, "undetermined", reason="no_base_year")) is None
    assert likelihood_of(recorded({})) is None
