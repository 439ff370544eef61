"""A figure of a promise is one more sum: no confidential value may follow from it."""

import itertools
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inventories import frameworks
from inventories.models import Figure
from portal import disclosure
from portal.confidential import follow
from tests import make
from tests.portal import assessments

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("sums", "known"),
    [
        ([], set()),
        ([{"a", "b"}], set()),
        ([{"a"}], {"a"}),
        ([{"a", "b", "c"}, {"a", "b"}], {"c"}),
        (
            [{"a", "b"}, {"b", "c"}, {"a", "c"}],
            {"a", "b", "c"},
        ),  # halves of their sums
        ([{"a", "b"}, {"c", "d"}, {"a", "c"}, {"b", "d"}], set()),  # the margins of a table tell no cell
        ([{"a", "b"}, {"a", "b"}, {"a", "b", "c"}, {"c", "d"}], {"c", "d"}),
    ],
)
def test_what_follows_from_sums(sums, known):
    assert follow(sums) == known


CODES = "abcd"


@given(st.lists(st.integers(min_value=1, max_value=15), max_size=5))
def test_what_follows_is_the_same_in_every_solution(bits):
    """Among whole values from 0 to 2 that give the sums of 1, 1, 1, 1, what follows is 1 everywhere."""
    sums = [{code for place, code in enumerate(CODES) if number >> place & 1} for number in bits]
    solutions = [
        values
        for numbers in itertools.product(range(3), repeat=len(CODES))
        if (values := dict(zip(CODES, numbers, strict=True)))
        and all(sum(values[code] for code in members) == len(members) for members in sums)
    ]
    assert all(values[code] == 1 for values in solutions for code in follow(sums))


HELD = [
    make.line("I.1.1", "1000.5"),
    make.line("I.1.2", "90.75"),
    make.line("I.2.1", "300.25"),
    make.line("I.3.1", "777.125", notation_key="C", explanation="A single plant"),
    make.line("II.1.1", "2000"),
]
"""Sector I is shown as 2168.625, and I.1.2, its smallest row, is not shown either."""


def inventory(held):
    codes = {line.row for line in held}
    return held + [
        make.line(row.code, notation_key="NO", explanation="Does not occur")
        for row in frameworks.rows("gpc", "community")
        if row.required_at("basic") and row.code not in codes
    ]


def promised(rows, held=HELD, **about):
    """A promise on a sector of the city's own, judged by reports for 2005 and 2020."""
    place = make.government()
    sector = make.measure("sector", boundary="sector", rows=f"gpc:{rows}", government=place)
    target = make.target(place, measure=sector)
    for year in (2005, 2020):
        make.accepted(place, year, framework="gpc", lines=inventory(held), about=about)
    return target


def told():
    return disclosure.telling(Figure.objects.select_related("version"))


SECTORS = {
    "the secret alone": ("I.3.1", True),
    "a sum that differs from the sector's by the secret": ("I.1.1+I.1.2+I.2.1", True),
    "the secret beside rows that are shown": ("I.1.1+I.2.1+I.3.1", True),
    "the whole sector, shown anyway": ("I.1.1+I.1.2+I.2.1+I.3.1", False),
    "both rows that are not shown": ("I.1.2+I.3.1+II.1.1", False),
    "rows that are shown": ("I.1.1+II.1.1", False),
}


@pytest.mark.parametrize(("rows", "is_telling"), SECTORS.values(), ids=SECTORS)
def test_a_sector_that_tells_a_confidential_value_is_withheld(rows, is_telling):
    promised(rows)
    sectors = set(Figure.objects.filter(measure__code="sector").values_list("pk", flat=True))
    assert len(sectors) == 2
    assert told() == (sectors if is_telling else set())


OPEN = [make.line(line.row, line.co2e) for line in HELD]
TOTALS = {
    "one row": ("I.1.1", True),
    "two rows": ("I.1.1+I.1.2", False),
    "the sector but for one row": ("I.1.1+I.1.2+I.2.1", True),
    "the sector": ("I.1.1+I.1.2+I.2.1+I.3.1", False),
    "a sector of one row, whose sum is shown": ("II.1.1", False),
}


@pytest.mark.parametrize(("rows", "is_telling"), TOTALS.values(), ids=TOTALS)
def test_of_a_report_in_totals_no_row_is_told(rows, is_telling):
    promised(rows, OPEN, publication="totals")
    sectors = set(Figure.objects.filter(measure__code="sector").values_list("pk", flat=True))
    assert told() == (sectors if is_telling else set())


def test_a_report_in_full_tells_its_rows():
    promised("I.1.1", OPEN)
    assert told() == set()


def test_two_figures_that_tell_it_together_are_not_both_shown():
    """I.1.2 + I.3.1 alone tells nothing; with I.1.1 + I.1.2 beside it the secret follows."""
    place = make.government()
    for code, rows in (("one", "gpc:I.1.2+I.3.1"), ("two", "gpc:I.1.1+I.1.2")):
        make.measure(code, boundary="sector", rows=rows, government=place)
    make.accepted(place, framework="gpc", lines=inventory(HELD))
    assert told() == {Figure.objects.get(measure__code="two").pk}


def test_a_total_that_is_one_confidential_value_is_withheld():
    make.measure()
    place = make.government()
    make.accepted(place, lines=[make.line("T.1", 777, notation_key="C", explanation="One plant")])
    assert len(told()) == 1


def test_without_confidential_rows_one_query_tells_nothing(django_assert_num_queries):
    place = make.government()
    make.measure()
    make.accepted(place, lines=[make.line("T.I", 3), make.line("T.II", 4)])
    figures = list(Figure.objects.select_related("version"))
    with django_assert_num_queries(1):
        assert disclosure.telling(figures) == set()


def test_the_queries_do_not_grow_with_the_figures(django_assert_max_num_queries):
    for _ in range(3):
        make.accepted(framework="gpc", lines=inventory(HELD))
    make.measure()
    figures = list(Figure.objects.select_related("version"))
    with django_assert_max_num_queries(5):
        disclosure.telling(figures)


def test_the_promise_s_pages_show_the_verdict_and_no_number_that_tells(client):
    target = promised("I.1.1+I.2.1+I.3.1")  # 2077.875, less 1000.5 and 300.25 the secret
    assessments.assess(target.government)
    assert Figure.objects.first().tonnes == Decimal("2077.875")
    for address in (target.get_absolute_url(), target.government.get_absolute_url()):
        page = client.get(address).content.decode()
        assert "Off track" in page or "Missed" in page
        for number in ("2077", "2,077", "2,078", "777"):
            assert number not in page


def test_a_total_that_tells_is_drawn_nowhere(client):
    make.measure()
    network = make.network()
    place = make.government(network=network)
    make.accepted(place, lines=[make.line("T.1", 777, notation_key="C", explanation="One plant")])
    for address in (place.get_absolute_url(), network.get_absolute_url()):
        assert "777" not in client.get(address).content.decode()


def test_a_sum_that_tells_nothing_is_shown(client):
    target = promised("I.1.2+I.3.1")
    assessments.assess(target.government)
    assert "867.875" in client.get(target.get_absolute_url()).content.decode()
