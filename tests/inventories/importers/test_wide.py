"""Tables with references or years as columns."""

import io
from datetime import date
from decimal import Decimal

import pytest

from inventories.importers import layouts
from inventories.importers.book import open_book
from inventories.importers.reading import Wanted
from inventories.lines import LineDraft
from tests import make
from tests.inventories.importers.files import workbook

HEAD = (
    "City,Country,Boundary,Year,Year_calendar,Level,Population,Area,"
    "I.1.1,I.1.2,V.2,V.3,BASIC,BASIC+,Territorial\n"
)
SPRINGFIELD = (
    "Springfield,USA,City / Municipality\t\t,April 2018 - April 2019,2018,BASIC,100000.0,60,"
    "250000.12345678,NO; IE,-100,NO ,250000.12345678,249900.1,249900.1\n"
)
OGDEN = "Ogden,USA,,2017,2017,BASIC+,85000,70,1,2,3,4,3,10,8\n"


def read(content, **wanted):
    content = content.encode() if isinstance(content, str) else content
    book = open_book(io.BytesIO(content), name="table.csv")
    assert layouts.of(book).code == "wide"
    return layouts.read(book, Wanted(**wanted))


def codes(reading):
    return [each.code for each in reading.questions]


def lines(inventory):
    return tuple(inventory.lines["community"])


def test_a_line_of_references_is_an_inventory():
    reading = read(HEAD + SPRINGFIELD + OGDEN, names=["City of Springfield"])
    (inventory,) = reading.inventories
    assert (inventory.place, inventory.year) == ("Springfield", 2018)
    assert inventory.period == (date(2018, 4, 1), date(2019, 3, 31))
    assert inventory.about == {"level": "basic", "boundary": "City / Municipality", "population": 100000}
    assert lines(inventory) == (
        make.line("I.1.1", "250000.123457"),
        LineDraft("I.1.2", notation_key="IE", explanation="NO; IE"),
        make.line("V.2", -100),
        LineDraft("V.3", notation_key="NO"),
    )
    assert inventory.stated == {
        "basic": Decimal("250000.123457"),
        "basic_plus": Decimal("249900.1"),
        "territorial": Decimal("249900.1"),
    }
    (people,) = inventory.indicators
    assert (people.measure, people.year, people.value) == ("population", 2018, 100000)
    assert inventory.places["community", "V.2"] == "row 2"
    assert [(each.place, each.value, each.reason) for each in reading.left_out] == [
        ("row 1, column Area", "Area", "The column is none that a report takes."),
        ("column City", "", "1 other place"),
        ("row 2, column I.1.2", "NO; IE", "Two notation keys: IE is taken, which says least."),
    ]


def test_a_place_that_is_not_in_the_table_is_asked_for():
    reading = read(HEAD + SPRINGFIELD + OGDEN, names=["Salem"])
    (question,) = reading.questions
    assert (question.code, question.choices) == (
        "place",
        [("Ogden", "Ogden"), ("Springfield", "Springfield")],
    )
    (inventory,) = read(HEAD + SPRINGFIELD + OGDEN, answers={"place": "Ogden"}).inventories
    assert inventory.about["level"] == "basic_plus"


def test_places_of_one_name_in_two_countries_are_told_apart():
    text = HEAD + SPRINGFIELD + SPRINGFIELD.replace("USA", "New Zealand")
    assert [code for code, _label in read(text).questions[0].choices] == [
        "Springfield, New Zealand",
        "Springfield, USA",
    ]


@pytest.mark.parametrize(
    ("people", "tonnes"), [("250", "250"), ("100000", "250000"), ("50000000", "250000000")]
)
def test_the_unit_is_the_one_that_is_likely_per_person(people, tonnes):
    """250,000 by 250 people is 1,000 each: kilograms; by 100,000, 2.5; by 50 million, 0.005: kilotonnes."""
    text = HEAD + SPRINGFIELD.replace("100000.0", people).replace("250000.12345678", "250000")
    (inventory,) = read(text).inventories
    assert lines(inventory)[0] == make.line("I.1.1", tonnes)
    assert inventory.stated["basic"] == Decimal(tonnes)


def test_the_unit_is_asked_where_the_people_are_too_few_to_tell():
    reading = read(HEAD + SPRINGFIELD.replace("100000.0", "60"))
    assert codes(reading) == ["unit"]


def test_without_people_the_unit_is_asked():
    text = "Year,I.1.1,I.1.2,I.1.3\n2019,5,6,NE\n"
    (question,) = read(text).questions
    assert (question.code, question.default) == ("unit", "t")
    (inventory,) = read(text, answers={"unit": "kt"}).inventories
    assert lines(inventory)[:2] == (make.line("I.1.1", 5000), make.line("I.1.2", 6000))


def test_a_column_names_its_unit():
    text = "Year,I.1.1 (kt CO2e),I.1.2 (kt CO2e),I.1.3 (t CO2e)\n2019,5,6,7\n"
    (inventory,) = read(text).inventories
    assert [line.co2e for line in lines(inventory)] == [5000, 6000, 7]


def test_faults_name_the_row_and_the_reference():
    text = HEAD + OGDEN.replace(",1,2,3,4,", ",-1,many,3,4,") + OGDEN + OGDEN.replace("2017,2017", "soon,")
    reading = read(text)
    assert reading.inventories == ()
    assert [(each.row_number, each.column, each.value, each.message) for each in reading.problems] == [
        (2, "I.1.2", "many", "This is not a number."),
        (2, "I.1.1", "-1", "The value is below zero."),
        (3, "", "2017", "The table has another line of the same year above."),
        (4, "Year", "soon", "This is not a year."),
    ]


def test_a_fiscal_year_without_months_is_told():
    reading = read(HEAD + OGDEN.replace("2017,2017", "2017-2018,2017"))
    (inventory,) = reading.inventories
    assert (inventory.year, inventory.period) == (2017, None)
    assert reading.left_out[-1].value == "2017-2018"
    assert "the calendar year 2017 is taken" in reading.left_out[-1].reason


YEARS = (
    "Code,Sector (kt CO2e),2015,2016,2017\nI.1.1,Fuel,10,11,NE\n"
    ",Residential buildings / Grid-supplied energy,1.5,,3\n"
)


def test_years_as_columns_are_inventories():
    reading = read(YEARS)
    assert reading.ok
    assert {each.year: lines(each) for each in reading.inventories} == {
        2015: (make.line("I.1.1", 10000), make.line("I.1.2", 1500)),
        2016: (make.line("I.1.1", 11000),),
        2017: (LineDraft("I.1.1", notation_key="NE"), make.line("I.1.2", 3000)),
    }


def test_words_that_name_no_row_are_asked_about_with_a_guess():
    text = YEARS + ",Residental buildings grid supplied energi,5,6,7\n,Total,16.5,17,10\n"
    reading = read(text)
    assert [(each.code, each.default) for each in reading.questions] == [
        ("label:residental buildings grid supplied energi", "I.1.2"),
        ("label:total", "leave"),
    ]
    answers = {each.code: "leave" for each in reading.questions}
    answered = read(text, answers=answers)
    assert len(answered.inventories) == 3
    assert [(each.value, each.reason) for each in answered.left_out] == [
        ("Residental buildings grid supplied energi", "It was said to be none of the rows."),
        ("Total", "It was said to be none of the rows."),
    ]


def test_places_and_years_of_one_total_are_read_in_chinese_units():
    text = "城市,单位,2015年,2016年\n北京,万吨,9000,9100\n上海,万吨,1,2\n"
    asked = read(text, framework="totals", names=["北京市"])
    assert codes(asked) == ["quantity"]
    reading = read(text, framework="totals", names=["北京市"], answers={"quantity": "co2"})
    assert [(each.place, each.year, lines(each)) for each in reading.inventories] == [
        ("北京", 2015, (make.line("T.1", co2=90_000_000),)),
        ("北京", 2016, (make.line("T.1", co2=91_000_000),)),
    ]


def test_years_in_a_workbook_are_read_below_a_title():
    content = workbook(
        ["Inventory of Springfield, in kt CO2e", None, None],
        [None, 2015, 2016],
        ["I.1.1 Residential", 10.5, 11],
        ["I.1.2", "IE (I.1.1)", None],
    )
    reading = read(content)
    assert {each.year: lines(each) for each in reading.inventories} == {
        2015: (make.line("I.1.1", 10500), LineDraft("I.1.2", notation_key="IE", included_in="I.1.1")),
        2016: (make.line("I.1.1", 11000),),
    }
    assert reading.inventories[0].places["community", "I.1.2"] == "Rows, row 4"
