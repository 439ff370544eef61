"""A figure of a promise is one more sum: no confidential value may follow from it."""

from decimal import Decimal

import pytest

from inventories import frameworks
from inventories.models import Figure
from portal import disclosure
from tests import make
from tests.portal import assessments

pytestmark = pytest.mark.django_db


HELD = [
    make.line("I.1.1", "1000.5"),
    make.line("I.1.2", "90.75"),
    make.line("I.2.1", "300.25"),
    make.line("I.3.1", "777.125", notation_key="C", explanation="A single plant"),
    make.line("II.1.1", "2000"),
]
"""I.2.1 is not shown either: beside the secret in sector and scope, and the smallest that is large enough."""


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
    "the secret beside rows that are shown": ("I.1.1+I.1.2+I.3.1", True),
    "the whole sector, shown anyway": ("I.1.1+I.1.2+I.2.1+I.3.1", False),
    "both rows that are not shown": ("I.2.1+I.3.1+II.1.1", False),
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
    """I.2.1 + I.3.1 alone tells nothing; with I.1.1 + I.2.1 beside it the secret follows."""
    place = make.government()
    for code, rows in (("one", "gpc:I.2.1+I.3.1"), ("two", "gpc:I.1.1+I.2.1")):
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
    target = promised("I.1.1+I.1.2+I.3.1")  # 1868.375, less 1000.5 and 90.75 the secret
    assessments.assess(target.government)
    assert Figure.objects.first().tonnes == Decimal("1868.375")
    for address in (target.get_absolute_url(), target.government.get_absolute_url()):
        page = client.get(address).content.decode()
        assert "Off track" in page or "Missed" in page
        for number in ("1868", "1,868", "777.1"):
            assert number not in page


def test_a_total_that_tells_is_drawn_nowhere(client):
    make.measure()
    network = make.network()
    place = make.government(network=network)
    make.accepted(place, lines=[make.line("T.1", 777, notation_key="C", explanation="One plant")])
    for address in (place.get_absolute_url(), network.get_absolute_url()):
        assert "777" not in client.get(address).content.decode()


def test_a_sum_that_tells_nothing_is_shown(client):
    target = promised("I.2.1+I.3.1")
    assessments.assess(target.government)
    assert "1077.375" in client.get(target.get_absolute_url()).content.decode()
