"""Two versions side by side: rows, totals and what is said about the period."""

from decimal import Decimal

import pytest

from inventories.comparison import compare
from inventories.indicators import IndicatorDraft
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def compared():
    place = make.government()
    before = make.accepted(
        place, 2019, lines=[make.line("T.I", 100), make.line("T.II", 50), make.line("T.V", -4)]
    )
    after = make.ready(
        place,
        2020,
        lines=[make.line("T.I", 80, 70), make.line("T.III", 9), make.line("T.V", -6)],
        about={"gwp_set": "AR6"},
        operations=[make.line("O.1", 5)],
    )
    return compare(after, before)


def cells(compared, quantity="co2e"):
    return {
        row.row: (cell.before, cell.after, cell.difference, cell.share)
        for row in compared.rows
        for cell in row.cells
        if cell.quantity == quantity
    }


def test_rows_stand_side_by_side_in_the_framework_s_order(compared):
    assert cells(compared) == {
        "T.I": (100, 80, -20, Decimal("-0.2")),
        "T.II": (50, None, None, None),
        "T.III": (None, 9, None, None),
        "T.V": (-4, -6, -2, Decimal("-0.5")),
        "O.1": (None, 5, None, None),
    }
    assert list(cells(compared)) == ["T.I", "T.II", "T.III", "T.V", "O.1"]
    assert cells(compared, "co2")["T.I"] == (None, 70, None, None)


def test_totals_stand_side_by_side(compared):
    assert [
        (each.section, each.cell.quantity, each.cell.before, each.cell.after) for each in compared.totals
    ] == [
        ("community", "co2e", 146, 83),
        ("community", "co2", None, 70),
        ("operations", "co2e", None, 5),
    ]


def test_what_changed_about_the_period_is_shown_in_words(compared):
    shown = {each.field: (each.before, each.after) for each in compared.changed_about}
    assert shown == {
        "period": ("Jan. 1, 2019 to Dec. 31, 2019", "Jan. 1, 2020 to Dec. 31, 2020"),
        "gwp_set": ("Fifth Assessment Report (2013)", "Sixth Assessment Report (2021)"),
    }


def test_a_row_that_stayed_is_not_a_change():
    place = make.government()
    lines = [make.line("T.I", 100), make.line("T.II", notation_key="NO", explanation="None")]
    before = make.accepted(place, 2019, lines=lines)
    after = make.ready(
        place, 2020, lines=[lines[0], make.line("T.II", notation_key="NE", explanation="None")]
    )
    assert [row.row for row in compare(after, before).changed_rows] == ["T.II"]


def test_nothing_is_divided_by_zero():
    place = make.government()
    before = make.accepted(place, 2019, lines=[make.line("T.1", 0)])
    after = make.ready(place, 2020, lines=[make.line("T.1", 5)])
    assert cells(compare(after, before)) == {"T.1": (0, 5, 5, None)}


def test_versions_of_different_frameworks_show_the_rows_of_both():
    place = make.government()
    before = make.accepted(place, 2019, lines=[make.line("T.1", 10)])
    after = make.draft(place, 2020, framework="gpc")
    make.sections.replace_lines(after, "community", [make.line("I.1.1", 5)])
    compared = compare(after, before)
    assert list(cells(compared)) == ["T.1", "I.1.1"]
    assert "framework" in {each.field for each in compared.changed_about}


def test_indicators_stand_side_by_side_with_their_basis():
    """Each one's own year beside the other's; a restated year by itself."""
    place = make.government()
    gdp = make.measure(
        "gdp", quantity="gdp", is_mass=False, rows="", unit="10,000 yuan", label_en="Gross product"
    )
    solar = make.measure("solar", is_mass=False, rows="", unit="kW", label_en="Solar")
    before = make.accepted(
        place,
        2019,
        indicators=[IndicatorDraft(gdp, Decimal(700), price_year=2015), IndicatorDraft(solar, Decimal(5))],
    )
    census = {"price_year": 2020, "edition": "Census"}
    after = make.ready(
        place,
        indicators=[
            IndicatorDraft(gdp, Decimal(800), **census),
            IndicatorDraft(gdp, Decimal(560), year=2015, **census),
            IndicatorDraft(solar, Decimal(5)),
        ],
    )
    found = [
        (each.label, plain(each.before), plain(each.after), each.changed)
        for each in compare(after, before).indicators
    ]
    assert found == [
        (
            "Gross product",
            "700 × 10,000 yuan (at prices of 2015)",
            "800 × 10,000 yuan (at prices of 2020, Census)",
            True,
        ),
        ("Gross product, 2015", "", "560 × 10,000 yuan (at prices of 2020, Census)", True),
        ("Solar", "5 kW", "5 kW", False),
    ]


def plain(text):
    return text.replace("\N{NO-BREAK SPACE}", " ")
