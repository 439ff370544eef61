"""Figures of a sector: the rows that the signatory confirmed, summed by hand."""

import datetime
from decimal import Decimal

import pytest

from inventories import figures, review, sections
from inventories.models import Figure
from tests import make

pytestmark = pytest.mark.django_db

BUILDINGS = "gpc:I.1.1+I.1.2+I.1.3;operations:O.1"


def drafted(place, lines, *, framework="gpc", operations=(), year=2020):
    version = make.draft(place, year, framework=framework)
    sections.replace_lines(version, "community", lines)
    sections.replace_lines(version, "operations", list(operations))
    return version


def recorded(version):
    return {each.measure.code: each.tonnes for each in figures.record(version, make.NOW)}


def buildings(place, rows=BUILDINGS):
    return make.measure(f"buildings-{place.slug}", boundary="sector", rows=rows, government=place)


def test_a_sector_sums_its_rows_that_hold_a_number():
    """100.5 + 50; I.1.3 is not estimated, I.2.1 is not of the list."""
    place = make.government()
    measure = buildings(place)
    lines = [
        make.line("I.1.1", "100.5"),
        make.line("I.1.2", 50, notation_key="C", explanation="One plant"),
        make.line("I.1.3", notation_key="NE", explanation="No data"),
        make.line("I.2.1", 7),
    ]
    (figure,) = figures.record(drafted(place, lines), make.NOW)
    assert (figure.measure, figure.tonnes) == (measure, Decimal("150.5"))
    assert (figure.framework, figure.level, figure.year) == ("gpc", "none", 2020)


def test_a_sector_without_a_number_has_no_figure():
    place = make.government()
    buildings(place)
    lines = [make.line("I.1.1", notation_key="NO", explanation="None here"), make.line("I.2.1", 7)]
    assert recorded(drafted(place, lines)) == {}


def test_another_framework_s_rows_are_summed_where_the_report_has_them():
    place = make.government()
    buildings(place)
    version = drafted(place, [make.line("T.1", 900)], framework="totals", operations=[make.line("O.1", 12)])
    (figure,) = figures.record(version, make.NOW)
    assert (figure.tonnes, figure.framework) == (12, "operations")


def test_a_list_with_a_row_that_the_framework_lacks_counts_nothing():
    place = make.government()
    buildings(place, "gpc:I.1.1+I.9.9")
    assert recorded(drafted(place, [make.line("I.1.1", 5)])) == {}


def test_a_total_in_a_list_is_not_summed_with_its_parts():
    place = make.government()
    buildings(place, "totals:T.1+T.I+T.II")
    lines = [make.line("T.1", 10), make.line("T.I", 3), make.line("T.II", 4)]
    assert recorded(drafted(place, lines, framework="totals")) == {f"buildings-{place.slug}": 10}


def test_a_measure_of_one_government_is_nobody_else_s():
    place, other = make.government(), make.government()
    make.measure()
    buildings(place)
    lines = [make.line("I.1.1", 5)]
    assert recorded(drafted(other, lines)) == {"ghg-community": 5}
    assert recorded(drafted(place, lines)) == {"ghg-community": 5, f"buildings-{place.slug}": 5}


ROWS = [make.line("T.I", 30), make.line("T.II", 12)]


def test_backfill_writes_what_accepted_versions_lack():
    make.measure()
    place, other = make.government(), make.government()
    first, second = make.accepted(place, 2015, lines=ROWS), make.accepted(place, 2020, lines=ROWS)
    make.accepted(other, 2020, lines=ROWS)
    make.submitted(place, 2021, lines=ROWS)
    measure = buildings(place, "totals:T.I")
    made = figures.backfill(government_id=place.pk)
    assert {(each.version, each.year, each.tonnes) for each in made} == {
        (first, 2015, 30),
        (second, 2020, 30),
    }
    assert set(Figure.objects.filter(measure=measure)) == set(made)
    assert {each.boundary for each in made} == {"The city limits"}


def test_a_backfilled_figure_is_as_old_as_the_acceptance():
    place = make.government()
    version = make.in_review(place, lines=ROWS)
    accepted_at = make.NOW + datetime.timedelta(days=3)
    review.accept(version=version, by=make.user(), now=accepted_at)
    buildings(place, "totals:T.I")
    (figure,) = figures.backfill(government_id=place.pk)
    assert figure.recorded_at == accepted_at


def test_backfill_twice_writes_once(django_assert_num_queries):
    place = make.government()
    make.accepted(place, lines=ROWS)
    buildings(place, "totals:T.I")
    assert len(figures.backfill(government_id=place.pk)) == 1
    with django_assert_num_queries(2):
        assert figures.backfill(government_id=place.pk) == []


def test_backfill_asks_once_where_there_is_no_own_measure(django_assert_num_queries):
    place = make.government()
    make.accepted(place, lines=ROWS)
    with django_assert_num_queries(1):
        assert figures.backfill(government_id=place.pk) == []


def test_backfill_leaves_versions_without_a_number_alone(django_assert_num_queries):
    place = make.government()
    make.accepted(place, lines=ROWS)
    buildings(place, "totals:T.III;gpc:I.1.1")
    with django_assert_num_queries(2):
        assert figures.backfill(government_id=place.pk) == []
