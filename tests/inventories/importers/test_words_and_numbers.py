"""Units, numbers, years, places and keys as tables write them."""

import datetime
from decimal import Decimal

import pytest

from inventories.importers import amounts, numbers, places, units, years
from inventories.importers.amounts import Amount
from inventories.importers.numbers import NotANumber
from inventories.importers.reading import Question, Wanted
from inventories.importers.years import Period


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Emissions (kt CO2e)", ("kt",)),
        ("排放量（万吨）", ("wan_t",)),
        ("排放量/亿吨", ("yi_t",)),
        ("二氧化碳（吨）", ("t",)),
        ("百万吨CO2", ("Mt",)),
        ("metric tonnes", ("t",)),
        ("tCO2e", ("t",)),
        ("tCO2e/year", ("t",)),
        ("emissions_kg", ("kg",)),
        ("MMTCO2e", ("Mt",)),
        ("MtCO2e", ("Mt",)),
        ("GgCO2eq", ("kt",)),
        ("lbs CO2", ("lb",)),
        ("CO2e (g)", ("g",)),
        ("GHG (1,000 t)", ("kt",)),
        ("GHG (10^4 t)", ("wan_t",)),
        ("short tons", ("short_ton",)),
        ("MTCO2e", ("t", "Mt")),
        ("tons", ("t", "short_ton")),
        ("million short tons", ()),
        ("t/capita", ()),
        ("人均排放量（吨）", ()),
        ("Energy (MWh)", ()),
        ("吨标准煤", ()),
        ("Population", ()),
        ("Total", ()),
        ("I.1.1", ()),
        ("Greenhouse gas", ()),
    ],
)
def test_a_header_names_its_unit(text, found):
    assert units.units_in(text) == found


@pytest.mark.parametrize(
    ("unit", "tonnes"),
    [
        ("g", "0.000003"),
        ("kg", "0.003"),
        ("t", "3"),
        ("kt", "3000"),
        ("Mt", "3000000"),
        ("wan_t", "30000"),
        ("yi_t", "300000000"),
        ("short_ton", "2.72155422"),  # 2,000 lb of 0.45359237 kg
        ("lb", "0.00136077711"),
    ],
)
def test_units_are_made_tonnes_exactly(unit, tonnes):
    assert units.tonnes(Decimal(3), unit) == Decimal(tonnes)
    assert unit in dict(units.choices())


def test_masses_are_kept_to_the_gram_and_what_would_vanish_is_not_rounded_away():
    assert units.to_gram(Decimal("3241273.14364046")) == Decimal("3241273.143640")
    assert units.to_gram(Decimal("0.0000005")) == Decimal("0.000001")
    assert units.to_gram(Decimal("0.0000004")) == Decimal("0.0000004")


@pytest.mark.parametrize(
    ("column", "mark"),
    [
        (["12", "7"], "point"),
        (["1.234"], "unclear"),
        (["1.234", "56"], "unclear"),
        (["1.234", "5.6"], "point"),
        (["0.123"], "point"),
        (["1.234.567", "1.234"], "comma"),
        (["1234,5", "1.234"], "comma"),
        (["1 234,5"], "comma"),
        (["1,234"], "point"),
        (["1,234.5", "1.234,5"], "unclear"),
        (["1.5E+03", "1.234"], "point"),
        (["NE", "about 5", ""], "point"),
    ],
)
def test_the_decimals_of_a_column_are_told_by_its_numbers(column, mark):
    assert numbers.decimals_of(column) == mark


@pytest.mark.parametrize(
    ("text", "mark", "number"),
    [
        ("１２３４．５", "point", "1234.5"),
        ("1\u202f234.5", "point", "1234.5"),
        ("1'234.5", "point", "1234.5"),
        ("1,23,456.5", "point", "123456.5"),
        ("(12.5)", "point", "-12.5"),
        ("− 5", "point", "-5"),
        ("+5", "point", "5"),
        ("1.234,5", "comma", "1234.5"),
        ("1.234", "comma", "1234"),
        ("1,234", "comma", "1.234"),
    ],
)
def test_numbers_are_read_by_their_mark(text, mark, number):
    assert numbers.number(text, mark) == Decimal(number)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("12%", "This is a percentage"),
        ("=A1+1", "a formula here without its result"),
        ("#DIV/0!", "shows an error"),
        ("1.234,5", "a comma for the decimals"),
        ("about 5", "This is not a number."),
        ("1e400", "This is not a number."),
    ],
)
def test_what_is_no_number_is_told_apart(text, message):
    with pytest.raises(NotANumber) as error:
        numbers.number(text)
    assert message in error.value.message


DAYS = {
    "April 2018 - April 2019": (2018, "2018-04-01", "2019-03-31"),
    "2013 Apr - 2014 Mar": (2013, "2013-04-01", "2014-03-31"),
    "July 2014 - 2015 June": (2014, "2014-07-01", "2015-06-30"),
    "01 July 2015-30 June 2016\t\t": (2015, "2015-07-01", "2016-06-30"),
    "July 1, 2015 - June 30, 2016": (2015, "2015-07-01", "2016-06-30"),
    "October 2018 - September 2019": (2019, "2018-10-01", "2019-09-30"),
    "2018-04-01 to 2019-03-31": (2018, "2018-04-01", "2019-03-31"),
    "2018年4月-2019年3月": (2018, "2018-04-01", "2019-03-31"),
    "January - December 2016": (2016, "2016-01-01", "2016-12-31"),
}


@pytest.mark.parametrize("text", DAYS)
def test_a_period_is_read_with_its_days(text):
    year, first, last = DAYS[text]
    assert years.read(text) == Period(
        year, datetime.date.fromisoformat(first), datetime.date.fromisoformat(last)
    )


@pytest.mark.parametrize(
    ("value", "period"),
    [
        ("2016", Period(2016)),
        ("2016.0", Period(2016)),
        (Decimal(2016), Period(2016)),
        ("2019年度", Period(2019)),
        ("12/31/2013 12:00:00 AM", Period(2013)),
        (datetime.date(2016, 12, 31), Period(2016)),
        (datetime.date(1905, 7, 9), Period(2017)),  # the year 2017 in a cell with the format of a date
        ("2019-2020", Period(2019, is_fiscal=True)),
        ("2018/19", Period(2018, is_fiscal=True)),
        ("FY2019", Period(2019, is_fiscal=True)),
        ("2010-2019", None),
        ("twenty", None),
        ("20", None),
        (Decimal("2016.5"), None),
        (True, None),
        ("31 April 2018 - 31 April 2019", None),
    ],
)
def test_a_year_is_read_and_a_fiscal_one_without_months_says_so(value, period):
    assert years.read(value) == period


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("City of Los Angeles", "Los Angeles", True),
        ("Los Angeles County", "Los Angeles", False),
        ("São Paulo", "SAO PAULO", True),
        ("北京市", "北京", True),
        ("广西壮族自治区", "广西", True),
        ("Washington, D.C.", "Washington D.C", True),
        ("New York City", "New York", True),
        ("Springfield", "Springfields", False),
    ],
)
def test_names_of_places_are_compared_as_people_do(one, other, same):
    assert (places.plain(one) == places.plain(other)) is same


def test_the_place_is_found_by_its_name_or_asked_for():
    wanted = Wanted(names=["City of Portland", "波特兰"])
    assert places.chosen(wanted, ["Salem", "Portland", "Portland"]) == "Portland"
    asked = places.chosen(wanted, ["Salem", "Eugene"])
    assert isinstance(asked, Question)
    assert [code for code, _label in asked.choices] == ["Eugene", "Salem"]
    assert places.chosen(Wanted(answers={"place": "Salem"}), ["Salem", "Eugene"]) == "Salem"
    both = places.chosen(wanted, ["PORTLAND city", "Portland", "Salem"])
    assert isinstance(both, Question)
    assert [code for code, _label in both.choices] == ["PORTLAND city", "Portland"]
    assert places.chosen(wanted, ["City of Portland", "Portland"]) == "City of Portland"


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        ("", Amount()),
        (" NO ", Amount(key="NO")),
        ("ne", Amount(key="NE")),
        ("NE; NE", Amount(key="NE")),
        ("IE (II.1.1)", Amount(key="IE", included_in="II.1.1")),
        ("IE: in II.1.1, by fuel", Amount(key="IE", included_in="II.1.1", explanation="in II.1.1, by fuel")),
        ("IE (II.1.1, II.1.2)", Amount(key="IE", explanation="II.1.1, II.1.2")),
        ("NE - no meters", Amount(key="NE", explanation="no meters")),
        ("1234 t", Amount(Decimal(1234))),
        ("12.5 kt CO2e", Amount(Decimal(12500))),
        (Decimal("1.23456789"), Amount(Decimal("1.234568"))),
    ],
)
def test_a_cell_is_a_mass_or_a_key(cell, read):
    assert amounts.read(cell) == read


def test_of_two_keys_the_one_that_says_least_is_taken_and_told():
    amount = amounts.read("NO; IE")
    assert (amount.key, amount.explanation) == ("IE", "NO; IE")
    assert amount.note == "Two notation keys: IE is taken, which says least."
    assert amounts.read("NE/C").key == "C"


@pytest.mark.parametrize("cell", ["1234 (IE)", "5 tons", "5 apples", "C 5", datetime.date(2020, 1, 1), True])
def test_a_cell_that_can_mean_several_things_is_not_guessed(cell):
    with pytest.raises(NotANumber):
        amounts.read(cell)
