"""Accepted reports, as far as their government publishes them."""

from decimal import Decimal

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from inventories import frameworks, reports, review
from inventories.figures import sums
from portal import openness, published
from tests import make

pytestmark = pytest.mark.django_db

QUERIES_OF_A_REPORT = 11
HELD = [
    make.line("I.1.1", "1000.5", source="Gas bills"),
    make.line("I.2.1", "300.25"),
    make.line("I.3.1", "777.125", notation_key="C", explanation="A single plant"),
    make.line("II.1.1", "2000"),
    make.line("II.2.1", notation_key="NO", explanation="No railway"),
]


def inventory(held):
    """`held`, and a notation key in every other row that GPC BASIC asks for."""
    codes = {line.row for line in held}
    return [
        *held,
        *(
            make.line(row.code, notation_key="NO", explanation="Does not occur")
            for row in frameworks.rows("gpc", "community")
            if row.required_at("basic") and row.code not in codes
        ),
    ]


def gpc(place=None, **about):
    return make.accepted(place, framework="gpc", lines=inventory(HELD), about=about)


def words(response):
    return " ".join(response.content.decode().replace("\N{NO-BREAK SPACE}", " ").split())


def test_totals_by_sector_are_exact():
    """By hand: 1000.5 + 300.25 + 777.125 = 2077.875; with 2000 the total is 4077.875."""
    version = gpc()
    (section,) = published.sections(version, openness.of([version]))
    assert [(sector.code, str(sector.sums[0].tonnes)) for sector in section.sectors] == [
        ("I", "2077.875000"),
        ("II", "2000.000000"),
        ("III", "None"),
    ]
    assert str(section.totals[0].tonnes) == "4077.875000"


def test_a_full_report_shows_rows_with_notation_keys(client):
    version = gpc()
    text = words(client.get(version.report.get_absolute_url()))
    assert '<data value="1000.500000" title="1,000.5">1,001</data>' in text
    assert "Gas bills" in text
    assert "Not occurring" in text
    assert "No railway" in text


def test_confidential_rows_and_what_would_give_them_away_are_not_shown(client):
    version = gpc()
    assert version.lines.get(row="I.3.1").co2e is not None  # there is something to leak
    text = words(client.get(version.report.get_absolute_url()))
    assert version.sha256 not in text  # what is withheld could be tried against it
    assert "The hash of the signed document is not shown" in text
    for secret in ("777", "A single plant", "300.25"):  # I.2.1 is the smallest beside the secret
        assert secret not in text
    assert "Confidential values are not shown" in text
    assert "2,078" in text


def test_the_gas_that_is_not_shown_hides_a_confidential_row_rather_than_a_trace_of_another():
    """By hand, AR5: 100,000 t CO2 + 10 t CH4 x 30 + 1 t N2O x 265 stand beside the secret 50,000 t.

    Were nitrous oxide alone withheld, the secret would be known within 265 t.
    """
    masses = {"co2": Decimal(100_000), "ch4_fossil": Decimal(10), "n2o": Decimal(1)}
    lines = inventory([make.line("I.1.1", masses=masses), secret("I.2.1", 50_000)])
    version = make.accepted(framework="gpc", lines=lines, about={"gwp_set": "AR5"})
    opened = openness.of([version])
    assert {key.gas for key in opened.withheld_sums(version)} == {"co2", sums.NOT_BY_GAS}
    assert ("community", "I.1.1") in opened.hidden_rows(version)


def test_totals_only_shows_no_rows(client):
    version = gpc(publication="totals")
    text = words(client.get(version.report.get_absolute_url()))
    assert "The government publishes totals only" in text
    assert "2,078" in text
    for hidden in ("1000.5", "Gas bills", "I.1.1", "No railway"):
        assert hidden not in text


def test_verdict_only_shows_no_numbers(client):
    version = gpc(publication="verdict")
    text = words(client.get(version.report.get_absolute_url()))
    assert "The government publishes the verdict alone" in text
    for hidden in ("2,078", "2077", "4,078", "4077", "Gas bills"):
        assert hidden not in text


def test_history_tells_steps_and_days_but_no_names(client):
    version = make.accepted(framework="gpc", lines=inventory(HELD[:2]))
    response = client.get(version.report.get_absolute_url())
    text = words(response)
    for step in ("Certified and submitted", "Taken into review", "Accepted"):
        assert step in text
    assert version.sha256 in text
    people = {version.certified_by.email, *(event.by.email for event in version.events.all())}
    assert len(people) > 1
    for email in people:
        assert email not in text
    assert "By a certifier of" in text


@pytest.mark.parametrize("state", ["draft", "submitted", "in_review"])
def test_what_is_not_accepted_is_not_found(client, state):
    version = {"draft": make.draft, "submitted": make.submitted, "in_review": make.in_review}[state]()
    assert client.get(version.report.get_absolute_url()).status_code == 404
    assert client.get(version.get_absolute_url()).status_code == 404


def test_a_corrected_report_shows_the_later_version_and_keeps_the_earlier(client):
    first = gpc()
    second = reports.correct(
        report=first.report, reason="Waste was counted twice.", by=first.created_by, now=make.NOW
    )
    assertContains(client.get(first.report.get_absolute_url()), f"{first.report.reference}, version 1")
    reports.submit(version=second, by=first.certified_by, now=make.NOW)
    by = make.reviewer(make.network())
    review.take(version=second, by=by, now=make.NOW)
    assert client.get(second.get_absolute_url()).status_code == 404
    review.accept(version=second, by=by, now=make.NOW)
    latest = client.get(first.report.get_absolute_url())
    assertContains(latest, f"{first.report.reference}, version 2")
    assertContains(latest, "Why it corrects the version before: Waste was counted twice.")
    assertNotContains(latest, "A later version of this report has been accepted")
    earlier = client.get(first.get_absolute_url())
    assertContains(earlier, "A later version of this report has been accepted")
    assertContains(earlier, f'href="{second.get_absolute_url()}"')


def corrected(first, *, lines=None, **about):
    """A later version of the same report, accepted; `lines` replace the community's."""
    second = reports.correct(report=first.report, reason="A plant asked.", by=first.created_by, now=make.NOW)
    make.fill(second, lines=inventory(lines or HELD), about=about)
    reports.submit(version=second, by=first.certified_by, now=make.NOW)
    by = make.reviewer(make.network())
    review.take(version=second, by=by, now=make.NOW)
    review.accept(version=second, by=by, now=make.NOW)
    return second


def secret(row, mass):
    return make.line(row, mass, notation_key="C", explanation="A single plant")


def both(client, *versions):
    return [words(client.get(version.get_absolute_url())) for version in versions]


def test_a_row_made_confidential_later_is_hidden_in_the_versions_before(client):
    others = [make.line("I.2.1", "222222"), make.line("II.1.1", "444444")]
    first = make.accepted(
        framework="gpc", lines=inventory([make.line("I.1.1", "111111", source="Steelworks"), *others])
    )
    assert "111,111" in both(client, first)[0]  # there is something to hide
    second = corrected(first, lines=[secret("I.1.1", "111111"), *others])
    for text in both(client, first, second):
        assert "Confidential values are not shown" in text
        for hidden in ("111,111", "111111", "Steelworks", "222,222"):  # I.2.1 would tell it by subtraction
            assert hidden not in text
        assert "777,777" in text


def test_two_versions_cannot_be_subtracted(client):
    """Alone the first would withhold I.2.1 beside the secret and show I.3.1, which the second withholds."""
    first = make.accepted(
        framework="gpc",
        lines=inventory([secret("I.1.1", 90001), make.line("I.2.1", 10002), make.line("I.3.1", 30003)]),
    )
    second = corrected(
        first, lines=[secret("I.1.1", 90001), make.line("I.2.1", 50005), make.line("I.3.1", 30003)]
    )
    for text in both(client, first, second):
        assert "Confidential values are not shown" in text
        assert "90,001" not in text
        assert "30,003" not in text


@pytest.mark.parametrize(
    ("later", "shown", "hidden"),
    [("totals", ["2,078"], ["1000.5", "Gas bills"]), ("verdict", [], ["2,078", "4,078", "1000.5"])],
)
def test_a_report_published_less_later_is_published_less_throughout(client, later, shown, hidden):
    first = gpc()
    assert "Gas bills" in both(client, first)[0]
    (text,) = both(client, first, corrected(first, publication=later))[:1]
    assert all(each in text for each in shown)
    assert not any(each in text for each in hidden)


def test_a_version_published_less_stays_so_where_a_later_one_is_published_in_full(client):
    first = gpc(publication="verdict")
    earlier, later = both(client, first, corrected(first, publication="full"))
    assert "2,078" not in earlier
    assert "2,078" in later


def test_a_total_that_is_one_confidential_value_is_not_shown(client):
    version = make.accepted(
        framework="gpc", lines=inventory([secret("I.1.1", 111111), make.line("I.2.1", 0)])
    )
    (text,) = both(client, version)
    assert "111,111" not in text
    assert "111111" not in text
    assert '<th scope="row">Total</th> <td class="num">not shown</td>' in text


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow_with_lines(client, count, django_assert_num_queries):
    lines = [make.line(row, 10) for row in ("I.1.1", "I.2.1", "II.1.1")[:count]]
    version = make.accepted(framework="gpc", lines=inventory(lines), operations=[make.line("O.1", 5)])
    with django_assert_num_queries(QUERIES_OF_A_REPORT):
        response = client.get(version.report.get_absolute_url())
    section = response.context["sections"][0]
    masses = [line.masses[0] for sector in section.sectors for line in sector.lines]
    assert sum(mass is not None for mass in masses) == count


def test_an_unknown_reference_is_not_found(client, db):
    assert client.get(reverse("portal:report", args=["MP-2020-XXXXX"])).status_code == 404
