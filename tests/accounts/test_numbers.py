"""Numbers as each language reads them; the values are worked out by hand."""

import re
from decimal import Decimal

import pytest
from django.template import Context, Template
from django.utils import translation

from accounts import numbers
from pledges.loading.tables import read


@pytest.mark.parametrize(
    ("tonnes", "english", "chinese"),
    [
        ("51220000", "51.2 Mt", "5,122 万\N{WORD JOINER}吨"),
        ("431000000", "431.0 Mt", "43,100 万\N{WORD JOINER}吨"),
        ("1260000", "1.26 Mt", "126.0 万\N{WORD JOINER}吨"),
        ("46800", "46,800 t", "4.68 万\N{WORD JOINER}吨"),
        ("812.34", "812.3 t", "812.3 吨"),
        ("0", "0 t", "0 吨"),
        ("-1260000", "−1.26 Mt", "−126.0 万\N{WORD JOINER}吨"),
    ],
)
def test_masses_in_tables_follow_the_language(tonnes, english, chinese):
    space = "\N{NO-BREAK SPACE}"
    assert numbers.mass(Decimal(tonnes)).replace(space, " ") == english
    with translation.override("zh-hans"):
        assert numbers.mass(Decimal(tonnes)).replace(space, " ") == chinese


def test_masses_in_sentences_are_written_out():
    assert numbers.mass_in_words(Decimal("431000000")) == "431 million tonnes"
    assert numbers.mass_in_words(Decimal("46812345.6")) == "46.8 million tonnes"
    assert numbers.mass_in_words(Decimal("46812.3")) == "46,812 tonnes"
    with translation.override("zh-hans"):
        assert numbers.mass_in_words(Decimal("431000000")) == "4.31\N{NO-BREAK SPACE}亿\N{WORD JOINER}吨"


def test_halves_round_away_from_zero_and_nothing_becomes_minus_zero():
    assert numbers.grouped(Decimal("0.25"), 1) == "0.3"
    assert numbers.grouped(Decimal("-0.004"), 2) == "0.00"
    assert numbers.grouped(Decimal("1234567.500")) == "1,234,567.5"


def test_an_amount_is_written_in_its_own_unit():
    assert numbers.amount(Decimal("33"), "% of electricity") == "33.0%"
    assert numbers.amount(Decimal("1500"), "kW") == "1,500\N{NO-BREAK SPACE}kW"
    assert numbers.amount(Decimal("2000000"), "tCO2e") == "2.00\N{NO-BREAK SPACE}Mt"


def test_a_ratio_shows_three_digits_however_small():
    assert numbers.amount(Decimal("5.23441290112"), "tCO2e/person") == "5.23\N{NO-BREAK SPACE}t CO₂e/person"
    assert numbers.amount(Decimal("0.000123456"), "tCO2/CNY") == "0.000123\N{NO-BREAK SPACE}t CO₂/CNY"


def test_the_exact_value_stands_behind_the_rounded_one():
    page = Template("{% load numbers %}{{ value|tonnes }}").render(Context({"value": Decimal("46812345.6")}))
    assert page == (
        '<data value="46812345.6" title="46,812,345.6\N{NO-BREAK SPACE}t">46.8\N{NO-BREAK SPACE}Mt</data>'
    )


def test_nothing_is_not_written_as_zero():
    template = Template("{% load numbers %}[{{ value|tonnes }}{{ value|percent }}{{ value|number }}]")
    assert template.render(Context({"value": None})) == "[]"


def test_every_unit_of_a_measure_is_written_in_chinese():
    """Symbols are the same everywhere; English words are not left in a Chinese page."""
    symbols = {"kW", "MWh", "kWh/m²", "m²", "m³", "t", "t CO₂", "t CO₂e"}
    with translation.override("zh-hans"):
        written = {row["unit"]: numbers.written_unit(row["unit"]) for row in read("pledges", "measures")}
    assert [text for text in written.values() if text not in symbols and re.search("[A-Za-z]", text)] == []
    assert written["million sq ft"] == "百万平方英尺"
    assert set(written) - set(numbers.WORDS) <= {"tCO2e", "tCO2", "t", "m2", "m3", "kW", "MWh", "kWh/m2"}


def test_a_value_for_each_person_is_written_in_words():
    assert numbers.written_unit("tCO2e/people") == "t CO₂e per person"
    with translation.override("zh-hans"):
        assert numbers.written_unit("tCO2e/people") == "t CO₂e/人"
