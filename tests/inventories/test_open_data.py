"""Reading CDP's open data: layouts of every year, accounting years, totals, and what is doubted."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest

from inventories.importers.book import Book, Sheet
from inventories.importers.problems import Unreadable
from inventories.importers.public import periods, reckoning, records
from tests.inventories import open_data
from tests.inventories.open_data import long_table, one, table


def reckoned(edition: int, answers: dict[str, str] | None = None, **row: str) -> reckoning.Reckoned:
    return reckoning.reckon(one(table(edition, row)), "Harbour", answers or {})


@pytest.mark.parametrize(
    ("edition", "amounts", "content", "tonnes", "year"),
    [
        (2016, {"total": "1250000.5"}, "own", "1250000.5", 2014),
        (2017, {"total": "900000", "contents": "Total Scope 1 and Scope 2"}, "scopes_1_2", "900000", 2015),
        (
            2017,
            {
                "total": "950000",
                "contents": "Total Scope 1, Scope 2 and Waste Scope 3 (Total BASIC emissions)",
            },
            "basic",
            "950000",
            2015,
        ),
        (2018, {"basic": "1000000", "basic_plus": "1100000"}, "basic", "1000000", 2016),
        (2018, {"basic": "Not Applicable", "basic_plus": "1100000"}, "basic_plus", "1100000", 2016),
        (
            2019,
            {"basic": "0", "scope_1_rest": "600000", "scope_2_rest": "400000"},
            "scopes_1_2",
            "1000000",
            2017,
        ),
        (2020, {"scope_1_rest": "600000", "scope_2_rest": "1"}, "scopes_1_2", "600001", 2018),
        (2021, {"scope_1": "600000"}, "scope_1", "600000", 2019),
    ],
    ids=["2016", "2017 scopes", "2017 BASIC", "2018", "2018 BASIC+", "2019 matrix", "2020", "2021 scope 1"],
)
def test_each_years_layout_is_read(edition, amounts, content, tonnes, year):
    found = reckoned(edition, **amounts)
    assert (found.content, found.tonnes, found.year) == (content, Decimal(tonnes), year)
    assert not found.reason
    assert not found.questions


def test_the_long_format_is_one_record_an_inventory():
    text = long_table(
        (
            "Total Scope 1 emissions (excluding generation of grid-supplied energy)",
            "Emissions (metric tonnes CO2e)",
            "700,000",
        ),
        (
            "Scope 1 emissions from generation of grid-supplied energy",
            "Emissions (metric tonnes CO2e)",
            "50000",
        ),
        ("Total Scope 2 emissions", "Emissions (metric tonnes CO2e)", "300000"),
        ("Total Scope 3 emissions", "Emissions (metric tonnes CO2e)", "Question not applicable"),
        ("TOTAL BASIC emissions", "Emissions (metric tonnes CO2e)", "1010000"),
        ("TOTAL BASIC emissions", "Please explain any excluded sources", "none"),
    )
    record = one(text)
    assert (record.edition, record.year, record.population) == (2023, "2021", Decimal(200_000))
    assert record.amounts == {
        "scope_1_rest": Decimal(700_000),
        "scope_1_grid": Decimal(50_000),
        "scope_2": Decimal(300_000),
        "basic": Decimal(1_010_000),
    }
    found = reckoning.reckon(record, "Harbour", {})
    assert (found.content, found.tonnes, found.year) == ("basic", Decimal(1_010_000), 2021)


def test_the_long_format_in_the_common_reporting_framework_has_scopes_as_columns():
    row = "Total Emissions (excluding generation of grid-supplied energy)"
    found = reckoning.reckon(
        one(
            long_table(
                (row, "Direct emissions (metric tonnes CO2e)^", "600000"),
                (
                    row,
                    "Indirect emissions from the use of grid-supplied electricity (metric tonnes CO2e)^",
                    "400000",
                ),
                (
                    "Total generation of grid-supplied energy",
                    "Direct emissions (metric tonnes CO2e)^",
                    "90000",
                ),
            )
        ),
        "Harbour",
        {},
    )
    assert (found.content, found.tonnes) == ("scopes_1_2", Decimal(1_000_000))


def test_a_table_of_other_columns_is_refused():
    with pytest.raises(Unreadable, match="its columns are not known"):
        open_data.read("city,tonnes\nHarbour,1\n")


def test_numbers_and_days_of_a_workbook_are_read_as_they_are():
    columns = dict(enumerate(field for _name, field in open_data.header(2018)))
    told = {
        "account": Decimal(50001),
        "country": "USA",
        "edition": Decimal(2018),
        "year": datetime.date(2016, 12, 31),
        "basic": Decimal("1000000.25"),
    }
    cells = tuple(told.get(columns[at], "") for at in range(len(columns)))
    sheet = Sheet("Data", ((1, tuple(name for name, _field in open_data.header(2018))), (2, cells)))
    (record,) = records.read(Book("xlsx", (sheet,)))
    assert (record.account, record.edition, record.amounts) == (
        "50001",
        2018,
        {"basic": Decimal("1000000.25")},
    )
    assert periods.read(record.year).year == 2016


@pytest.mark.parametrize(
    ("printed", "year"),
    [
        ("2014", 2014),
        ("12/31/2013 12:00:00 AM", 2013),
        ("06/30/2014 12:00:00 AM", 2014),
        ("03/31/2013 12:00:00 AM", 2012),
        ("2015-01-01 - 2015-12-31", 2015),
        ("2016-01-01 - 2017-01-01", 2016),
        ("2013-07-01 - 2014-06-30", 2014),
        ("2014-04-01 - 2015-03-31", 2014),
        ("2016-10-01 - 2017-09-30", 2017),
        ("- 2017-12-31", 2017),
        (datetime.date(2016, 12, 31), 2016),
        (Decimal(2018), 2018),
    ],
)
def test_the_year_is_the_one_in_which_most_of_the_twelve_months_lie(printed, year):
    assert periods.read(printed).year == year


@pytest.mark.parametrize(
    ("printed", "said", "likely"),
    [
        ("-", "names no accounting year", ()),
        ("", "names no accounting year", ()),
        ("soon", "names no accounting year", ()),
        ("2014-13-45", "names no accounting year", ()),
        ("2011-01-14 - 2014-12-31", "covers 1448 days, not twelve months", ()),
        ("2018-01-01 - 2018-01-12", "covers 12 days, not twelve months", ()),
        ("01/01/2014 12:00:00 AM", "the first of January 2014", (2013, 2014)),
        ("2016-12-01 -", "a first day, 2016-12-01, but no last one", (2016, 2017)),
    ],
)
def test_a_year_that_does_not_follow_is_not_guessed(printed, said, likely):
    with pytest.raises(periods.NoYear, match=said) as refused:
        periods.read(printed)
    assert refused.value.likely == likely


def test_kilotonnes_are_asked_about_and_converted_as_answered():
    asked = reckoned(2018, basic="1500.5").questions
    assert [(each.code, each.default) for each in asked] == [("amount-2018-50001", "kt")]
    assert "0.0075 t for each of 200,000 people" in asked[0].text
    found = reckoned(2018, {"amount-2018-50001": "kt"}, basic="1500.5")
    assert found.tonnes == Decimal(1_500_500)
    assert found.remarks


def test_kilograms_are_asked_about_and_converted_as_answered():
    asked = reckoned(2018, basic="1500000000").questions
    assert [each.default for each in asked] == ["kg"]
    assert reckoned(2018, {"amount-2018-50001": "kg"}, basic="1500000000").tonnes == Decimal(1_500_000)


def test_an_amount_in_doubt_is_left_out_as_answered_with_the_doubt():
    found = reckoned(2018, {"amount-2018-50001": "leave"}, basic="1500.5")
    assert not found.year
    assert "answered to leave it out: 0.0075 t for each of" in found.reason


def test_an_amount_at_the_edge_of_what_is_likely_is_not_asked_about():
    """0.4 to 60 t a person: checks.activity."""
    assert not reckoned(2018, basic="80000").questions
    assert not reckoned(2018, basic="12000000").questions
    assert reckoned(2018, basic="79999").questions
    assert reckoned(2018, basic="12000001").questions


def test_a_population_that_is_not_likely_says_nothing_of_the_unit():
    found = reckoned(2018, basic="1000000", population="143.5")
    assert not found.questions
    assert "The population of 143.5 is not likely" in found.remarks[0]


def test_scopes_that_do_not_go_with_the_total_are_remarked():
    """A total below the sum of its scopes: 800,000 of 600,000 + 400,000."""
    found = reckoned(2018, basic="800000", scope_1="600000", scope_2="400000")
    assert found.tonnes == Decimal(800_000)
    assert "The total of 800,000 t and its scopes, 1,000,000 t together" in found.remarks[0]


def test_scopes_within_five_per_cent_of_the_total_are_not():
    assert not reckoned(2018, basic="950000", scope_1="600000", scope_2="400000").remarks
    assert not reckoned(2018, basic="1150000", scope_1="600000", scope_2="400000", scope_3="100000").remarks


def test_scopes_that_are_less_than_half_of_the_total_are_asked_about():
    assert reckoned(2016, total="2100000", scope_1="600000", scope_2="400000").questions
    assert not reckoned(2016, total="2000000", scope_1="600000", scope_2="400000").questions


def test_energy_from_the_grid_printed_in_the_column_of_generation_is_scope_2():
    found = reckoned(2019, scope_1_rest="600000", scope_2_grid="400000")
    assert (found.content, found.tonnes) == ("scopes_1_2", Decimal(1_000_000))


def test_generation_for_the_grid_is_no_part_of_scopes_1_and_2():
    found = reckoned(2019, scope_1_grid="50000", scope_1_rest="600000", scope_2_rest="400000")
    assert found.tonnes == Decimal(1_000_000)


def test_a_scope_2_of_zero_is_asked_about():
    asked = reckoned(2019, scope_1_rest="600000", scope_2_rest="0").questions
    assert ["Scope 2 is zero" in each.text for each in asked] == [True]


def test_a_year_that_was_not_over_when_it_was_handed_in_is_asked_about():
    over = {"basic": "1000000", "year": "2018-01-01 - 2018-12-31"}
    asked = reckoned(2018, **over).questions
    assert [(each.code, each.default) for each in asked] == [("year-2018-50001", "leave")]
    assert reckoned(2018, {"year-2018-50001": "2016"}, **over).year == 2016
    assert "Its year is in doubt" in reckoned(2018, {"year-2018-50001": "leave"}, **over).reason


def test_a_row_without_amounts_says_why():
    assert reckoned(2019).reason == "It gives no amounts."
    assert "“In progress”" in reckoned(2019, has_inventory="In progress").reason
    assert "are no numbers: about a million" in reckoned(2018, basic="about a million").reason
    assert "neither a total nor scope 1" in reckoned(2018, scope_2="100").reason


def test_negative_totals_are_no_totals():
    assert reckoned(2018, basic="-5").reason
