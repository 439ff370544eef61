"""What a figure rests on, row by row."""

import hashlib
from decimal import Decimal

import pytest

from inventories import figures, parts, sections
from inventories.models import Figure, ReportVersion
from tests import make

pytestmark = pytest.mark.django_db

HELD = [
    make.line("I.1.1", "100.5"),
    make.line("I.1.2", 50, notation_key="C", explanation="One plant"),
    make.line("I.2.1", notation_key="NO", explanation="None here"),
    make.line("I.2.2", notation_key="IE", included_in="I.1.2"),
    make.line("I.3.1", notation_key="NE", explanation="No data"),
    make.line("I.3.2", notation_key="C", explanation="Not told to us either"),
    make.line("I.4.4", 1000),  # territorial alone
]


def recorded(lines, *, framework="gpc", place=None, operations=()):
    version = make.draft(place, framework=framework)
    sections.replace_lines(version, "community", lines)
    sections.replace_lines(version, "operations", list(operations))
    return {each.measure.code: each for each in figures.record(version, make.NOW)}


def told(figure):
    found = parts.parts([figure.pk])[figure.pk]
    return [(each.row, each.value, each.included_in, each.is_confidential) for each in found]


def token(*codes):
    """Written down once more: the first 16 hexadecimal digits of SHA-256 over the sorted codes."""
    return hashlib.sha256("+".join(sorted(codes)).encode()).hexdigest()[:16]


def test_a_total_rests_on_the_rows_of_its_level():
    make.measure()
    figure = recorded(HELD)["ghg-community"]
    assert told(figure) == [
        ("I.1.1", Decimal("100.5"), "", False),
        ("I.1.2", 50, "", True),
        ("I.2.1", 0, "", False),
        ("I.2.2", 0, "I.1.2", False),
    ]
    assert figure.tonnes == Decimal("150.5")
    assert figure.rows == token("I.1.1", "I.1.2", "I.2.1", "I.2.2")


def test_a_sector_rests_on_its_rows():
    place = make.government()
    make.measure("sector", rows="gpc:I.1.1+I.2.1+I.3.1+II.1.1", government=place)
    figure = recorded(HELD, place=place)["sector"]
    assert told(figure) == [("I.1.1", Decimal("100.5"), "", False), ("I.2.1", 0, "", False)]
    assert figure.rows == token("I.1.1", "I.2.1")


def test_carbon_dioxide_rests_on_rows_that_can_hold_it():
    """China's A.1 is methane alone: for CO2 it is no row at all."""
    make.measure("co2-community", quantity="co2", rows="china_provincial:TOTAL")
    lines = [
        make.line("E.1", 110, 100),
        make.line("A.1", notation_key="NO", explanation="None here"),
        make.line("P.1", 40),
    ]
    figure = recorded(lines, framework="china_provincial")["co2-community"]
    assert told(figure) == [("E.1", 100, "", False)]
    assert figure.rows == token("E.1")


def test_a_total_not_broken_down_has_no_known_rows():
    make.measure()
    make.measure("ghg-operations", boundary="operations", rows="operations:TOTAL")
    made = recorded([make.line("T.1", 9)], framework="totals", operations=[make.line("O.1", 2)])
    assert {code: (figure.rows, told(figure)) for code, figure in made.items()} == {
        "ghg-community": ("", []),
        "ghg-operations": ("", []),
    }


def test_sectors_of_a_total_are_its_parts():
    make.measure()
    figure = recorded([make.line("T.II", 4), make.line("T.I", 5)], framework="totals")["ghg-community"]
    assert told(figure) == [("T.I", 5, "", False), ("T.II", 4, "", False)]
    assert figure.rows == token("T.I", "T.II")


@pytest.mark.parametrize(
    ("publication", "expected"), [("full", {True, False}), ("totals", {True}), ("verdict", {True, False})]
)
def test_where_only_totals_are_published_each_row_is_confidential(publication, expected):
    make.measure()
    figure = recorded(HELD)["ghg-community"]
    ReportVersion.objects.update(publication=publication)
    assert {is_confidential for _row, _value, _included, is_confidential in told(figure)} == expected


def test_a_measure_that_names_other_rows_now_tells_no_parts():
    place = make.government()
    measure = make.measure("sector", rows="gpc:I.1.1", government=place)
    figure = recorded(HELD, place=place)["sector"]
    measure.rows = "gpc:I.1.2"
    measure.save()
    assert told(figure) == []


def test_an_amount_has_no_parts():
    make.measure("population", quantity="population", is_mass=False, rows="", unit="persons")
    make.accepted(about={"population": 5})
    (figure,) = Figure.objects.all()
    assert parts.parts([figure.pk]) == {}


def test_three_queries_for_any_number_of_figures(django_assert_num_queries):
    make.measure()
    for _ in range(3):
        recorded(HELD)
    pks = list(Figure.objects.values_list("pk", flat=True))
    with django_assert_num_queries(3):
        found = parts.parts(pks)
    assert len(found) == 3
