"""A promise's page: the working, what it was taken to mean, what is open, its history."""

import datetime

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from pledges.enums import Provenance, QuestionCode, TargetState, YearQualifier
from pledges.models import Question, TargetVersion
from portal import days, promises, terms, workings
from tests import make
from tests.portal import assessments

pytestmark = pytest.mark.django_db

QUERIES_OF_A_TARGET = 12
LATER = make.NOW + datetime.timedelta(days=30)
WEEK = datetime.timedelta(days=7)


@pytest.fixture
def version():
    """20% below 2005 by 2030."""
    return make.target(make.government("new-york", name="New York"), target_year=2030)


@pytest.fixture
def url(version):
    return version.target.get_absolute_url()


def reported(version, values):
    for year, tonnes in values.items():
        make.accepted(version.government, year, lines=[make.line("T.1", tonnes)])
    return assessments.assess(version.government)


def numbers_of(version):
    promise = promises.of_target(version.target, days.day("", assessments.TODAY))
    return {row.label: (row.text.replace("\N{NO-BREAK SPACE}", " "), row) for row in workings.rows(promise)}


def test_every_number_of_the_verdict_stands_in_the_working(version):
    """By hand: base 5 Mt, goal 4 Mt, path in 2020 5 - 1 * 15/25 = 4.4 Mt; 4.7 Mt is 0.3 Mt above it."""
    (assessment,) = reported(version, {2005: 5_000_000, 2020: 4_700_000})
    found = numbers_of(version)
    assert len(found) == len(assessment.record["numbers"])
    assert {label: text for label, (text, _row) in found.items()} == {
        "Base year": "2005",
        "Value of the base year": "5.00 Mt",
        "Last year that keeps the promise": "2030",
        "Reduction promised": "20.0%",
        "Goal": "4.00 Mt",
        "Year judged": "2020",
        "Value of the year judged": "4.70 Mt",
        "What the path allows that year": "4.40 Mt",
        "Above the path (below it where negative)": "300,000 t",
        "Above the goal (below it where negative)": "700,000 t",
        "Above the path, all years with figures together": "300,000 t",
        "Years in that sum": "1",
        "What the straight line from base to goal gives": "4.40 Mt",
        "Reduction so far": "6.0%",
        "Reduction that the path asks for by that year": "12.0%",
        "Share of the promise achieved": "30.0%",
        "Fall a year so far, of the base": "0.4%",
        "Fall a year still needed, of the base": "1.4%",
        "Year in which the pace so far would reach the goal": "2055",
        "Where the average course so far would lead by the target year": "4.50 Mt",
    }


def test_figures_in_the_working_lead_to_their_report(client, version, url):
    reported(version, {2005: 5_000_000, 2020: 4_700_000})
    row = numbers_of(version)["Value of the year judged"][1]
    assert row.datum.figure.version.report.year == 2020
    assertContains(client.get(url), f'href="{row.datum.figure.version.get_absolute_url()}"')


def test_a_declared_base_value_is_said_to_be_declared(version):
    TargetVersion.objects.filter(pk=version.pk).update(base_value=5_000_000)
    reported(version, {2020: 4_700_000})
    assert numbers_of(version)["Value of the base year"][1].rule == "Declared by the government"
    TargetVersion.objects.filter(pk=version.pk).update(base_value_status=Provenance.INFERRED)
    assert numbers_of(version)["Value of the base year"][1].rule == "Inferred from the words"


def test_a_base_that_stays_is_the_declared_value_and_not_the_figure_of_its_year(client, version, url):
    """20 % of 5 Mt from 2005: the figure of 2005 is told beside it."""
    TargetVersion.objects.filter(pk=version.pk).update(base_value=5_000_000, keeps_base=True)
    reported(version, {2005: 5_500_000, 2020: 4_700_000})
    row = numbers_of(version)["Value of the base year"][1]
    assert (row.rule, row.datum) == ("Declared by the government", None)
    page = client.get(url)
    assertContains(page, "stays with the value declared first, 5 million tonnes, although the base year 2005")
    assertContains(page, "the declared one counts")


def test_what_is_open_stands_with_what_would_settle_it(client, version, url):
    TargetVersion.objects.filter(pk=version.pk).update(base_year=None, base_year_status=Provenance.ASKED)
    reported(version, {2020: 4_700_000})
    (reason,) = workings.open_reasons(promises.of_target(version.target, days.day("", assessments.TODAY)))
    assert reason.label == "No base year"
    assert "The government can settle this by naming the base year." in reason.sentence
    assertContains(client.get(url), "What is open, and what would settle it")


NO_ROWS = "Which rows of the inventory it counts is not confirmed yet; naming them would settle this"


@pytest.mark.parametrize(
    ("rows", "sentence"), [("", NO_ROWS), ("totals:T.2", "A first accepted report would settle this.")]
)
def test_a_sector_without_rows_is_settled_by_naming_them_and_by_no_report(client, rows, sentence):
    transport = make.measure("transport", boundary="sector", sector="transport", rows=rows)
    version = make.target(make.government(), measure=transport)
    reported(version, {2020: 4_700_000})
    promise = promises.of_target(version.target, days.day("", assessments.TODAY))
    reasons = {reason.label: reason.sentence for reason in workings.open_reasons(promise)}
    assert sentence in reasons["No figures yet"]
    assertContains(client.get(version.target.get_absolute_url()), sentence)
    client.force_login(make.certifier(version.government))
    assertContains(client.get(reverse("portal:verdict", args=[version.target.code])), sentence)


def test_each_field_says_whether_the_words_state_it(version):
    TargetVersion.objects.filter(pk=version.pk).update(
        base_year=None, boundary_status=Provenance.INFERRED, year_qualifier=YearQualifier.AROUND
    )
    version.refresh_from_db()
    found = {term.label: (term.value, term.provenance) for term in terms.of_version(version)}
    assert found["Base year"] == ("", "asked")
    assert found["Whose emissions"] == ("The whole community", "inferred")
    assert found["Target year"] == ("around 2030", "stated")
    assert found["Reduction"] == ("20%", "")


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, "20% below 2005 by 2030"),
        ({"base_year": None}, "20% less by 2030"),
        ({"reduction_percent": "26.300"}, "26.3% below 2005 by 2030"),
        ({"kind": "peak", "year_qualifier": "around"}, "Peak of emissions around 2030"),
        ({"kind": "carbon_neutral", "year_qualifier": "in"}, "Carbon neutral in 2030"),
        (
            {"kind": "fixed_level", "reduction_percent": None, "level": 431_000_000},
            "Fixed level: 431 million tonnes by 2030",
        ),
        ({"kind": "direction", "reduction_percent": None}, "Direction without a number"),
    ],
)
def test_a_promise_has_one_line(version, fields, expected):
    TargetVersion.objects.filter(pk=version.pk).update(**fields)
    version.refresh_from_db()
    assert terms.summary(version) == expected


def test_history_keeps_superseded_verdicts_and_versions_with_their_dates(client, version, url):
    reported(version, {2005: 5_000_000, 2020: 4_700_000})
    TargetVersion.objects.filter(pk=version.pk).update(
        state=TargetState.SUPERSEDED, valid_until=LATER, valid_from=make.NOW
    )
    make_second(version)
    assessments.assess(version.government, as_of=assessments.TODAY + WEEK, now=LATER)
    response = client.get(url)
    history = [
        (entry.on.isoformat(), entry.assessment.verdict if entry.assessment else entry.version.number)
        for entry in response.context["history"]
    ]
    assert history == [
        ("2026-12-22", 2),
        ("2026-11-22", 1),
        ("2022-03-08", "on_track"),
        ("2022-03-01", "off_track"),
    ]
    assertContains(response, "Stood until March 8, 2022")
    assertContains(response, "The base year was meant otherwise.")


def make_second(version):
    return TargetVersion.objects.create(
        target=version.target,
        number=2,
        kind=version.kind,
        measure=version.measure,
        quantity_status=Provenance.STATED,
        boundary_status=Provenance.STATED,
        base_year=2005,
        target_year=2040,
        reduction_percent=10,
        state=TargetState.IN_FORCE,
        reason="The base year was meant otherwise.",
        proposed_at=make.NOW,
        valid_from=LATER,
    )


def test_proposals_are_nobodys_to_read(client, version, url):
    TargetVersion.objects.create(
        target=version.target,
        number=2,
        kind=version.kind,
        quantity_status=Provenance.STATED,
        boundary_status=Provenance.STATED,
        state=TargetState.PROPOSED,
        reason="Not decided yet.",
        proposed_at=make.NOW,
    )
    assertNotContains(client.get(url), "Not decided yet.")


@pytest.mark.parametrize("state", [TargetState.PROPOSED, TargetState.REFUSED])
def test_a_target_that_was_never_in_force_has_no_page(client, version, url, state):
    assert client.get(url).status_code == 200
    TargetVersion.objects.filter(pk=version.pk).update(state=state, valid_from=None)
    assert client.get(url).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow_with_history_and_figures(client, version, url, count, django_assert_num_queries):
    for number in range(count):
        Question.objects.create(
            government=version.government,
            target=version.target,
            code=list(QuestionCode)[number],
            asked_at=make.NOW,
        )
        make.accepted(version.government, 2005 + number)
        day = assessments.TODAY + number * WEEK
        assessments.assess(version.government, as_of=day, now=make.NOW + number * WEEK)
    with django_assert_num_queries(QUERIES_OF_A_TARGET):
        response = client.get(url)
    assert len(response.context["history"]) >= count


def test_the_quote_is_marked_as_english_in_every_language(client, version, url):
    response = client.get("/zh-hans" + url.removeprefix("/en"))
    assertContains(response, '<p lang="en">20% by 2020</p>', html=True)


def test_an_unknown_code_is_not_found(client, db):
    assert client.get(reverse("portal:target", args=["nothing-1"])).status_code == 404
