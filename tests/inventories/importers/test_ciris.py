"""CIRIS workbooks: the eCRF sheets in them, or the sheets of sectors by the letters that are known."""

from decimal import Decimal

from inventories.importers import layouts
from inventories.importers.reading import Wanted
from tests.inventories.importers.books import book, by_letter, ecrf_1, ecrf_3, sheet

ABOUT = sheet(
    "City information",
    ["City information"],
    ["", "Name of city", "Fairview"],
    ["", "Inventory year", 2015],
    ["", "Global Warming Potential", "AR5"],
    ["", "Resident population within city boundary", 250000],
)
WANTED = Wanted(year=2015)


def stationary(*rows):
    return sheet("I - Stationary", ["Stationary energy"], *rows, first=5)


def read(*sheets, wanted=WANTED):
    return layouts.read(book(*sheets), wanted)


def lines_of(reading):
    assert reading.ok, (reading.problems, reading.questions)
    (inventory,) = reading.inventories
    return {each.row: each for each in inventory.lines["community"]}


def test_the_workbook_is_known_by_its_sheets_though_it_holds_those_of_ecrf():
    assert layouts.of(book(ABOUT, stationary(), ecrf_3())).code == "ciris"


def test_filled_ecrf_sheets_are_preferred():
    rows = stationary(by_letter(B="I.1.1", AG=99))
    reading = read(rows, ecrf_1(year=2015, gwp_set="AR5"), ecrf_3({"row": "I.1.1", "co2e": 5}))
    assert (reading.layout, lines_of(reading)["I.1.1"].co2e) == ("ciris", 5)
    empty = read(rows, ABOUT, ecrf_1(), ecrf_3({"row": "I.1.1", "co2e": 0}))
    assert lines_of(empty)["I.1.1"].co2e == 99


def test_a_sheet_of_a_sector_is_read_by_its_letters():
    reading = read(
        ABOUT,
        stationary(
            by_letter(
                B="I.1.1",
                G="Natural gas",
                N=1000,
                O="GJ",
                P="kg/GJ",
                V=56.1,
                W=0.001,
                X=0.0001,
                Y=12345,
                AD=56.1,
                AE=0.001,
                AF=0.0001,
                AG=56.1545,
                AO="Metered",
                AP="Utility",
            ),
            by_letter(B="I.1.2", AM="NE", AQ="No meters"),
        ),
    )
    found = lines_of(reading)
    # 56.1 + 0.001 × 28 + 0.0001 × 265 = 56.1545: the columns hold masses
    assert found["I.1.1"].masses == {
        "co2": Decimal("56.1"),
        "ch4": Decimal("0.001"),
        "n2o": Decimal("0.0001"),
    }
    assert (found["I.1.2"].notation_key, found["I.1.2"].explanation) == ("NE", "No meters")
    (inventory,) = reading.inventories
    assert (inventory.year, inventory.place) == (2015, "Fairview")
    assert inventory.about == {"gwp_set": "AR5", "population": 250000}
    (activity,) = inventory.activities["community", "I.1.1"]
    assert (activity.activity, activity.amount, activity.unit) == ("Natural gas", 1000, "GJ")
    assert (activity.description, activity.source) == ("Metered", "Utility")
    assert activity.factors == {
        "co2": Decimal("56.1"),
        "ch4": Decimal("0.001"),
        "n2o": Decimal("0.0001"),
    }
    assert "compare the totals" in reading.left_out[0].reason


def test_columns_of_gases_that_make_the_total_as_they_are_hold_co2_equivalents():
    reading = read(ABOUT, stationary(by_letter(B="I.1.1", AD=100, AE=56, AG=156)))
    assert lines_of(reading)["I.1.1"].masses == {"co2": 100, "ch4": 2}


def test_gases_that_do_not_make_the_total_are_told_and_the_total_is_taken():
    reading = read(ABOUT, stationary(by_letter(B="I.1.1", AD=100, AE=3, AG=500)))
    assert (lines_of(reading)["I.1.1"].co2e, lines_of(reading)["I.1.1"].masses) == (500, {})
    assert [each.place for each in reading.left_out][1:] == ["I - Stationary, row 6"]


def test_a_letter_of_quality_in_the_column_of_carbon_dioxide_is_no_fault():
    reading = read(ABOUT, stationary(by_letter(B="I.1.1", AD="H", AG=500)))
    assert lines_of(reading)["I.1.1"].co2e == 500


def test_gases_without_a_total_are_left_out_unless_they_are_carbon_dioxide():
    reading = read(
        ABOUT,
        stationary(
            by_letter(B="I.1.1", AD=100, AE=3), by_letter(B="I.2.1", AD=7), by_letter(B="I.3.1", AG=1)
        ),
    )
    assert {row: each.masses or each.co2e for row, each in lines_of(reading).items()} == {
        "I.2.1": {"co2": 7},
        "I.3.1": 1,
    }
    assert [each.place for each in reading.left_out][1:] == ["I - Stationary, row 6"]


def test_a_number_that_is_none_is_told_with_sheet_row_and_letter():
    (problem,) = read(ABOUT, stationary(by_letter(B="I.1.1", AG="lots"))).problems
    assert (problem.place, problem.value) == ("I - Stationary, row 6, column AG", "lots")


def test_a_workbook_without_values_says_what_to_do():
    (problem,) = read(ABOUT, stationary(by_letter(B="I.1.1"))).problems
    assert "eCRF_1 to eCRF_3" in problem.remedy


def test_without_a_year_and_a_set_both_are_asked():
    rows = stationary(by_letter(B="I.1.1", AD=100, AE=56, AG=156))
    asked = read(sheet("City information", ["City"]), rows, wanted=Wanted()).questions
    assert [each.code for each in asked] == ["year", "gwp_set"]
