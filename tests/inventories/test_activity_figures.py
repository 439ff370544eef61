"""People, product and the like: which statement of a year counts, worked out by hand."""

import datetime
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from inventories import reports, review, sections
from inventories.indicators import IndicatorDraft
from inventories.models import Figure
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return make.measure("population", quantity="population", is_mass=False, rows="", unit="persons")


@pytest.fixture
def product():
    return make.measure("gdp", quantity="gdp", is_mass=False, rows="", unit="10,000 CNY")


def said(measure, value, year=None, **fields):
    return IndicatorDraft(measure, Decimal(value), year=year, **fields)


def current(measure):
    """Year, value, and the year of the report that says so."""
    figures = Figure.objects.current().filter(measure=measure).order_by("year", "pk")
    return [(each.year, each.amount, each.version.report.year) for each in figures]


def corrected(version, *indicators, about=None):
    draft = reports.correct(report=version.report, reason="A census", by=make.user(), now=make.NOW)
    make.fill(draft, indicators=list(indicators), about=about)
    reports.submit(version=draft, by=make.certifier(draft.government), now=make.NOW)
    review.take(version=draft, by=make.user(), now=make.NOW)
    review.accept(version=draft, by=make.user(), now=make.NOW + datetime.timedelta(days=1))
    return draft


def test_a_report_restates_earlier_years(product):
    place = make.government()
    make.accepted(place, 2015, indicators=[said(product, 500, price_year=2015)])
    later = make.accepted(
        place,
        2020,
        indicators=[
            said(product, 800, price_year=2020, edition="Fourth census"),
            said(product, 560, 2015, price_year=2020, edition="Fourth census"),
            said(product, 450, 2010, price_year=2020),
        ],
    )
    assert current(product) == [(2010, 450, 2020), (2015, 560, 2020), (2020, 800, 2020)]
    figure = Figure.objects.current().get(measure=product, year=2015)
    assert (figure.version, figure.price_year, figure.edition) == (later, 2020, "Fourth census")
    former = Figure.objects.get(measure=product, year=2015, price_year=2015)
    assert former.superseded_at == make.NOW


def test_a_release_names_figures_that_no_census_names(people):
    make.measure()
    make.accepted(indicators=[said(people, 100)], about={"release": "2021 restatement"})
    assert {each.edition for each in Figure.objects.all()} == {"2021 restatement"}
    make.accepted(indicators=[said(people, 100, edition="Census 2020")], about={"release": "2021"})
    assert Figure.objects.filter(measure=people, edition="Census 2020").count() == 1


def test_a_correction_that_repeats_a_value_does_not_undo_a_later_restatement(people):
    place = make.government()
    first = make.accepted(place, 2015, indicators=[said(people, 100)])
    make.accepted(place, 2020, indicators=[said(people, 130), said(people, 110, 2015)])
    corrected(first, said(people, 100))
    assert current(people) == [(2015, 110, 2020), (2020, 130, 2020)]


def test_a_correction_that_states_another_value_counts(people):
    place = make.government()
    first = make.accepted(place, 2015, indicators=[said(people, 100)])
    make.accepted(place, 2020, indicators=[said(people, 110, 2015)])
    corrected(first, said(people, 105))
    assert current(people) == [(2015, 105, 2015)]


def test_a_statement_taken_back_leaves_the_one_before_it(people):
    place = make.government()
    make.accepted(place, 2015, indicators=[said(people, 100)])
    later = make.accepted(place, 2020, indicators=[said(people, 130), said(people, 110, 2015)])
    corrected(later, said(people, 131))
    assert current(people) == [(2015, 100, 2015), (2020, 131, 2020)]
    assert Figure.objects.filter(measure=people, year=2015).count() == 3


def test_a_value_that_nobody_states_any_more_is_no_figure(people):
    first = make.accepted(indicators=[said(people, 100)])
    corrected(first)
    assert current(people) == []


def test_a_correction_supersedes_what_its_report_wrote_and_nothing_else(people, product):
    place = make.government()
    first = make.accepted(
        place, 2015, indicators=[said(people, 100), said(product, 5, price_year=2015), said(people, 90, 2010)]
    )
    other = make.accepted(place, 2016, indicators=[said(people, 102)])
    second = corrected(first, said(people, 100), said(product, 6, price_year=2015), said(people, 90, 2010))
    assert current(people) == [(2010, 90, 2015), (2015, 100, 2015), (2016, 102, 2016)]
    assert current(product) == [(2015, 6, 2015)]
    versions = Figure.objects.current().values_list("version", flat=True)
    assert sorted(versions) == sorted([second.pk, second.pk, second.pk, other.pk])


def test_series_state_apart(people):
    place = make.government()
    make.accepted(place, 2015, indicators=[said(people, 100)])
    make.accepted(place, 2020, series="consumption", indicators=[said(people, 110, 2015)])
    assert current(people) == [(2015, 100, 2015), (2015, 110, 2020)]


def test_the_population_of_the_period_is_a_figure_where_no_indicator_says_another(people):
    make.accepted(about={"population": 285068})
    make.accepted(
        year=2021, about={"population": 286000}, indicators=[said(people, 286000, edition="Census")]
    )
    assert current(people) == [(2020, 285068, 2020), (2021, 286000, 2021)]
    assert Figure.objects.get(measure=people, year=2021).edition == "Census"


FAULTS = {
    "a price year for people": (lambda m: said(m["people"], 5, price_year=2015), "no price year"),
    "money without a price year": (lambda m: said(m["product"], 5), "which year’s prices"),
    "a year to come": (lambda m: said(m["people"], 5, 2021), "lies after the year"),
    "no people": (lambda m: said(m["people"], 0), "above zero"),
    "an earlier year of a count": (lambda m: said(m["solar"], 5, 2019), "only people, product"),
    "credits below zero": (lambda m: said(m["credits"], -1), "without a minus"),
}


@pytest.mark.parametrize(("draft", "words"), FAULTS.values(), ids=FAULTS)
def test_what_cannot_be_is_not_saved(draft, words, people, product):
    plain = {"is_mass": False, "rows": ""}
    measures = {
        "people": people,
        "product": product,
        "solar": make.measure("solar", quantity="solar", unit="kW", **plain),
        "credits": make.measure("credits", quantity="credits_retired", **plain),
    }
    version = make.draft()
    with pytest.raises(ValidationError, match=words):
        sections.save_indicators(
            version=version,
            revision=0,
            indicators=[draft(measures)],
            complete=True,
            by=version.created_by,
            now=make.NOW,
        )
    assert not version.indicators.exists()


def test_an_indicator_stands_once_a_year(people):
    version = make.draft()
    with pytest.raises(ValidationError, match="once a year"):
        sections.save_indicators(
            version=version,
            revision=0,
            indicators=[said(people, 5), said(people, 6, 2020)],
            complete=True,
            by=version.created_by,
            now=make.NOW,
        )
