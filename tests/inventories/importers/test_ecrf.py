"""eCRF workbooks read: small ones made by hand. AR4 counts CH4 25 and N2O 298, AR5 28 and 265."""

import datetime
from decimal import Decimal

import pytest

from inventories.importers import layouts, warming
from inventories.importers.ecrf import about as about_sheet
from inventories.importers.ecrf import layout, notes, words
from inventories.importers.reading import Wanted
from inventories.importers.sheets import Formula
from tests.inventories.importers.books import book, ecrf_1, ecrf_2, ecrf_3, sheet

WANTED = Wanted(year=2015)
AR5 = {"year": 2015, "gwp_set": "AR5"}


def read(*rows, about=None, table=None, wanted=WANTED):
    sheets = [ecrf_1(**(AR5 if about is None else about)), ecrf_2(table or {}), ecrf_3(*rows)]
    return layouts.read(book(*sheets), wanted)


def inventory_of(reading):
    assert reading.ok, (reading.problems, reading.questions)
    (inventory,) = reading.inventories
    return inventory


def lines_of(reading):
    return {each.row: each for each in inventory_of(reading).lines["community"]}


def test_the_workbook_is_known_by_its_sheets():
    assert layouts.of(book(ecrf_3())).code == "ecrf"
    assert layouts.of(book(sheet("Emissions", ["a", "b"]))).code != "ecrf"


def test_tonnes_of_co2_equivalent_by_gas_become_masses_by_the_set_of_the_first_sheet():
    row = {"row": "I.1.1", "co2": 100, "ch4": 50, "n2o": 59.6, "co2e": 209.6}
    found = lines_of(read(row, about={"year": 2015, "gwp_set": "IPCC Fourth Assessment Report (AR4)"}))
    assert found["I.1.1"].masses == {"co2": 100, "ch4": 2, "n2o": Decimal("0.2")}
    assert found["I.1.1"].co2e is None, "it follows from the masses"


def test_without_a_set_it_is_asked_and_the_answer_is_kept():
    row = {"row": "I.1.1", "co2": 100, "ch4": 56, "co2e": 156}
    about = {"year": 2015}
    (question,) = read(row, about=about).questions
    assert question.code == "gwp_set"
    answered = Wanted(year=2015, answers={"gwp_set": "AR5"})
    reading = read(row, about=about, wanted=answered)
    assert lines_of(reading)["I.1.1"].masses == {"co2": 100, "ch4": 2}
    assert inventory_of(reading).about == {"gwp_set": "AR5"}
    kept = read(row, about=about, wanted=Wanted(year=2015, answers={"gwp_set": "unknown"}))
    assert (lines_of(kept)["I.1.1"].co2e, lines_of(kept)["I.1.1"].masses) == (156, {})


def test_lines_of_one_reference_add_up_and_stay_as_activities():
    reading = read(
        {
            "row": "I.1.1",
            "activity": "Natural gas",
            "amount": 1000,
            "unit": "GJ",
            "description": "Bills of the utility",
            "activity_source": "Utility",
            "quality": "H",
            "factor_unit": "kg/GJ",
            "factor_co2": 56.1,
            "factor_ch4": 0.001,
            "factor_co2e": 56.128,
            "oxidation": 1,
            "factor_year": 2006,
            "factor_scale": "Global",
            "factor_description": "Default",
            "factor_source": "IPCC",
            "factor_quality": "M",
            "co2": 56.1,
            "ch4": 0.028,
            "co2e": 56.128,
            "co2_biogenic": 3,
        },
        {
            "row": "I.1.1",
            "activity": "Coal",
            "quality": "L",
            "activity_source": "Survey",
            "co2e": 10,
            "co2": 10,
        },
    )
    line = lines_of(reading)["I.1.1"]
    assert line.masses == {"co2": Decimal("66.1"), "ch4": Decimal("0.001"), "co2_biogenic": 3}
    assert (line.quality, line.factor_quality) == ("low", "medium")
    assert (line.source, line.factor_source) == ("Utility; Survey", "IPCC")
    gas, coal = inventory_of(reading).activities["community", "I.1.1"]
    assert (gas.activity, gas.amount, gas.unit, gas.oxidation) == ("Natural gas", 1000, "GJ", 1)
    assert gas.factors == {"co2": Decimal("56.1"), "ch4": Decimal("0.001"), "co2e": Decimal("56.128")}
    assert (gas.factor_year, gas.factor_scale, gas.factor_description) == (2006, "Global", "Default")
    assert (gas.description, gas.quality, gas.co2e) == ("Bills of the utility", "high", Decimal("56.128"))
    assert (coal.activity, coal.co2e) == ("Coal", 10)


def test_one_source_in_co2_equivalent_alone_keeps_the_row_so():
    reading = read({"row": "I.1.1", "co2": 10, "co2e": 10}, {"row": "I.1.1", "co2e": 5})
    assert (lines_of(reading)["I.1.1"].co2e, lines_of(reading)["I.1.1"].masses) == (15, {})


def test_a_total_with_other_gases_in_it_is_taken_alone_and_said():
    reading = read({"row": "IV.2", "co2": 10, "ch4": 0, "n2o": 0, "co2e": 250})
    assert (lines_of(reading)["IV.2"].co2e, lines_of(reading)["IV.2"].masses) == (250, {})
    (left_out,) = reading.left_out
    assert left_out.place == "eCRF_3, row 2"
    assert "250" in left_out.reason


def test_gases_in_kilograms_beside_a_total_in_tonnes_are_seen():
    reading = read({"row": "I.1.1", "co2": 7734622, "ch4": 3696, "n2o": 42135, "co2e": 7780.453})
    assert lines_of(reading)["I.1.1"].masses == {
        "co2": Decimal("7734.622"),
        "ch4": Decimal("0.132"),
        "n2o": Decimal("0.159"),
    }
    assert len(reading.left_out) == 1


def test_keys_with_their_explanation_and_the_row_that_includes_another():
    reading = read(
        {"row": "I.2.1", "key": "IE", "description": "Included in I.1.1, one meter", "co2e": 0},
        {"row": "I.7.1", "key": "NO", "description": "There is no mine"},
        {"row": "I.8.1", "co2e": "NE"},
        {"row": "III.1.1", "key": "C", "co2e": 7, "description": "One landfill"},
        {"row": "I.1.1", "co2e": 5},
    )
    found = lines_of(reading)
    assert (found["I.2.1"].notation_key, found["I.2.1"].included_in) == ("IE", "I.1.1")
    assert found["I.2.1"].co2e is None
    assert (found["I.7.1"].notation_key, found["I.7.1"].explanation) == ("NO", "There is no mine")
    assert found["I.8.1"].notation_key == "NE"
    assert (found["III.1.1"].notation_key, found["III.1.1"].co2e) == ("C", 7)


def test_a_key_beside_a_number_is_a_problem_at_its_cell():
    (problem,) = read({"row": "I.7.1", "key": "NO", "co2e": 5}).problems
    assert problem.place == "eCRF_3, row 2, column AB"


def test_generation_split_in_three_is_one_row_with_its_activities():
    reading = read(
        {"row": "I.4.4", "subsector": "Electricity-only generation", "co2e": 70, "co2": 70},
        {"row": "I.4.4", "subsector": "CHP generation", "co2e": 20, "co2": 20},
        {"row": "I.4.4", "subsector": "Heat/cold generation", "co2e": 10, "co2": 10},
    )
    assert lines_of(reading)["I.4.4"].masses == {"co2": 100}
    told = [(each.activity, each.co2e) for each in inventory_of(reading).activities["community", "I.4.4"]]
    assert told == [
        ("Electricity-only generation", 70),
        ("CHP generation", 20),
        ("Heat/cold generation", 10),
    ]


def test_lines_that_the_gpc_has_no_row_for_are_left_out_when_filled():
    reading = read(
        {"row": "I.1.1", "co2e": 5},
        {"row": "", "sector": "AFOLU", "subsector": "Livestock", "co2e": 3},
        {"row": "", "sector": "AFOLU", "subsector": "Land use", "co2e": 0},
        {"row": "", "sector": "IPPU", "key": "NO", "co2e": "NO"},
    )
    assert list(lines_of(reading)) == ["I.1.1"]
    assert [(each.place, each.value) for each in reading.left_out] == [
        ("eCRF_3, row 3", "AFOLU, Livestock, 3")
    ]


def test_a_reference_that_is_none_is_a_problem_at_its_cell():
    (problem,) = read({"row": "I.9.9", "co2e": 5}).problems
    assert (problem.place, problem.value) == ("eCRF_3, row 2, column B", "I.9.9")


@pytest.mark.parametrize(
    ("value", "word"),
    [
        ("1.234,5", "comma"),
        ("a lot", "number"),
        (datetime.date(2015, 1, 1), "date"),
        (True, "logical"),
        (Formula("=SUM(Y2:AA2)"), "formula"),
        (Decimal("1e30"), "large"),
    ],
)
def test_what_is_no_number_is_told_at_its_cell(value, word):
    (problem,) = read({"row": "I.1.1", "co2e": value}).problems
    assert problem.place == "eCRF_3, row 2, column AB"
    assert word in problem.message


def test_an_empty_form_says_so():
    form = [{"row": place.row, "subsector": place.subsector, "co2e": 0} for place in layout.places()]
    assert len(read(*form).problems) == 1


def test_rows_that_say_zero_and_nothing_else_are_asked_for():
    rows = [
        {"row": "I.1.1", "co2e": 5},
        {"row": "I.1.2", "co2": 0, "ch4": 0, "n2o": 0, "co2e": 0},
        {"row": "I.1.3", "co2e": 0, "description": "No losses"},
    ]
    (question,) = read(*rows).questions
    assert (question.code, question.default) == ("ecrf_zeros", "blank")
    blank = read(*rows, wanted=Wanted(year=2015, answers={"ecrf_zeros": "blank"}))
    assert list(lines_of(blank)) == ["I.1.1", "I.1.3"]
    assert [each.value for each in blank.left_out] == ["I.1.2"]
    zero = read(*rows, wanted=Wanted(year=2015, answers={"ecrf_zeros": "zero"}))
    assert list(lines_of(zero)) == ["I.1.1", "I.1.2", "I.1.3"]
    assert lines_of(zero)["I.1.2"].masses == {"co2": 0, "ch4": 0, "n2o": 0}


def test_years_of_the_rows_make_inventories_of_their_own():
    reading = read({"row": "I.1.1", "year": 2014, "co2e": 4}, {"row": "I.1.1", "year": 2015, "co2e": 5})
    assert [(each.year, each.lines["community"][0].co2e) for each in reading.inventories] == [
        (2014, 4),
        (2015, 5),
    ]


def test_without_any_year_it_is_asked_where_there_is_no_report():
    (question,) = read({"row": "I.1.1", "co2e": 4}, about={"gwp_set": "AR5"}, wanted=Wanted()).questions
    assert question.code == "year"


def test_the_period_is_read_where_it_is_not_the_calendar_year():
    about = {**AR5, "year": "2015 (2014-07-01 – 2015-06-30)"}
    inventory = inventory_of(read({"row": "I.1.1", "co2e": 4}, about=about))
    assert inventory.year == 2015
    assert inventory.period == (datetime.date(2014, 7, 1), datetime.date(2015, 6, 30))


def test_the_first_sheet_says_what_the_figures_rest_on():
    inventory = inventory_of(
        read(
            {"row": "I.1.1", "co2e": 4},
            about={
                **AR5,
                "place": "Fairview",
                "boundary": "The city limits",
                "population": 250000,
                "level": "BASIC+",
                "gases": "CO2, CH4, N2O",
                "methodology": "GPC 1.1",
                "gdp": "5,000,000 (prices of 2010)",
                "verified": "Yes (limited assurance)",
                "verifier": "A. Auditor",
                "verified_in": 2016,
            },
        )
    )
    assert inventory.place == "Fairview"
    assert inventory.about == {
        "boundary": "The city limits",
        "population": 250000,
        "level": "basic_plus",
        "gases": "co2_ch4_n2o",
        "gwp_set": "AR5",
        "methodology": "GPC 1.1",
        "assurance": "limited",
        "verifier": "A. Auditor",
        "verified_in": 2016,
    }
    (product,) = inventory.indicators
    assert (product.measure, product.year, product.value, product.price_year) == ("gdp-usd", 2015, 5000, 2010)


def test_what_the_first_sheet_asks_and_a_report_has_no_place_for_is_told():
    first = ecrf_1(**AR5, gdp=5000000, verified="Yes")
    filled = [*first.rows]
    at = next(index for index, (_row, cells) in enumerate(filled) if cells[1] == "Climate")
    filled[at] = (filled[at][0], (*filled[at][1][:2], "Temperate"))
    reading = layouts.read(book(type(first)("eCRF_1", filled), ecrf_3({"row": "I.1.1", "co2e": 4})), WANTED)
    told = {each.value.partition(":")[0]: each.reason for each in reading.left_out}
    assert set(told) == {
        "Climate",
        "GDP (US$) of economic activity within city  boundary",
        "Has the inventory been audited or verified by a third party?",
    }
    assert "assurance" not in inventory_of(reading).about


def test_no_verification_is_said_as_well():
    about = inventory_of(read({"row": "I.1.1", "co2e": 4}, about={**AR5, "verified": "No"})).about
    assert (about["assurance"], about["verifier"], about["verified_in"]) == ("none", "", None)


def test_the_table_is_held_against_the_rows_and_differences_are_told():
    table = {
        ("Stationary energy > Residential buildings", "direct"): 5,
        ("Stationary energy > Commercial buildings & facilities", "direct"): 7,
        ("Stationary energy > Institutional buildings & facilities", "direct_key"): "IE",
        ("Waste > Solid waste disposal", "direct"): 3,
        ("Waste > Wastewater", "direct"): 9,
        ("Total Waste", "direct"): 12,
    }
    reading = read(
        {"row": "I.1.1", "co2e": 5},
        {"row": "I.2.1", "co2e": 8},
        {"row": "III.1.1", "co2e": 3},
        {"row": "III.1.3", "co2e": 1},
        {"row": "III.4.1", "co2e": 4},
        {"row": "III.4.3", "co2e": 5},
        table=table,
    )
    (difference,) = reading.left_out
    assert difference.place == "eCRF_2, row 5, column B"
    assert "8" in difference.reason


def test_where_the_rows_are_empty_the_table_is_read_as_far_as_a_cell_is_one_row():
    table = {
        ("Stationary energy > Residential buildings", "direct"): 5,
        ("Stationary energy > Residential buildings", "indirect_key"): "NE",
        ("Stationary energy > Commercial buildings & facilities", "direct"): 7,
        ("Stationary energy > Institutional buildings & facilities", "direct"): 2,
        ("Stationary energy > Institutional buildings & facilities", "indirect_key"): "IE",
        ("Stationary energy > Fugitive emissions", "direct"): 6,
        ("Total Stationary Energy", "direct"): 20,
        ("Generation of grid-supplied energy > CHP generation", "direct"): 11,
        ("IPPU > Product use", "direct"): 13,
    }
    reading = read(table=table)
    found = lines_of(reading)
    assert {row: each.co2e or each.notation_key for row, each in found.items()} == {
        "I.1.1": 5,
        "I.1.2": "NE",
        "I.2.1": 9,
        "I.4.4": 11,
        "IV.2": 13,
    }
    assert [(each.place, each.value) for each in reading.left_out] == [
        ("eCRF_2, row 9, column B", "Stationary energy > Fugitive emissions: 6")
    ]
    assert [each.activity for each in inventory_of(reading).activities["community", "I.4.4"]] == [
        "CHP generation"
    ]


def test_waste_of_the_table_is_asked_for():
    table = {("Waste > Solid waste disposal", "direct"): 3, ("Waste > Solid waste disposal", "outside"): 2}
    (question,) = read(table=table).questions
    assert question.code == "ecrf_waste"
    own = read(table=table, wanted=Wanted(year=2015, answers={"ecrf_waste": "here"}))
    assert {row: each.co2e for row, each in lines_of(own).items()} == {"III.1.1": 3, "III.1.2": 2}
    mixed = read(table=table, wanted=Wanted(year=2015, answers={"ecrf_waste": "all"}))
    assert list(lines_of(mixed)) == ["III.1.2"]
    assert len(mixed.left_out) == 1


def test_the_light_form_is_read_where_the_full_one_is_empty():
    light = ecrf_3({"row": "I.1.1", "co2e": 5}, name="Light_eCRF_3")
    reading = layouts.read(book(ecrf_1(**AR5), ecrf_3(), ecrf_1("Light_eCRF_1", **AR5), light), WANTED)
    assert lines_of(reading)["I.1.1"].co2e == 5
    other = sheet("Light_eCRF_3", ["Sector", "tonnes"], ["Buildings", 5])
    (said,) = layouts.read(book(ecrf_1("Light_eCRF_1", **AR5), other), WANTED).left_out
    assert said.place == "Light_eCRF_3"


def test_texts_escaped_against_formulas_come_back_without_the_apostrophe():
    reading = read({"row": "I.1.1", "activity": "'=Coal", "co2e": 5, "description": "'-1 day"})
    (activity,) = inventory_of(reading).activities["community", "I.1.1"]
    assert (activity.activity, activity.description) == ("=Coal", "-1 day")


def test_an_amount_without_a_unit_and_odd_oxidation_are_left_out_with_the_reason():
    reading = read(
        {"row": "I.1.1", "activity": "Coal", "amount": 5, "oxidation": 3, "quality": "fair", "co2e": 5},
        {"row": "I.1.1", "activity": "Gas", "oxidation": "98%", "co2e": 5},
    )
    coal, gas = inventory_of(reading).activities["community", "I.1.1"]
    assert (coal.amount, coal.oxidation, coal.quality) == (None, None, "")
    assert gas.oxidation == Decimal("0.98")
    assert [each.value for each in reading.left_out] == ["5", "3", "fair"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("AR5", "AR5"),
        ("IPCC 5AR (2013)", "AR5"),
        ("2007 IPCC Fourth Assessment Report", "AR4"),
        ("SAR", "SAR"),
        ("第六次评估报告", "AR6"),
        ("AR4 or AR5", "unknown"),
        ("the usual", "unknown"),
        ("Czar5", "unknown"),
    ],
)
def test_sets_of_potentials_by_the_words_for_them(text, expected):
    assert warming.set_of(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("CO2", "co2"),
        ("CO₂, CH₄ and N₂O", "co2_ch4_n2o"),
        ("CO2; CH4; N2O; HFCs; PFCs; SF6", "kyoto_6"),
        ("CO2, CH4, N2O, HFCs, PFCs, SF6, NF3", "kyoto_7"),
        ("CO2 and CH4", None),
    ],
)
def test_gases_by_the_words_for_them(text, expected):
    assert about_sheet.gases_of(text) == expected


def test_keys_qualities_and_references_by_the_words_for_them():
    assert [words.key_of(each) for each in ("NE", " not occurring ", "IE", "c", "maybe")] == [
        "NE",
        "NO",
        "IE",
        "C",
        "",
    ]
    assert [words.quality_of(each) for each in ("H", "Medium", "低", "?")] == ["high", "medium", "low", ""]
    assert words.included_in("with II.1.1 and I.2.1", "I.2.1") == "II.1.1"
    assert words.included_in("I.9.9 or 2.1", "I.2.1") == ""


def test_every_row_of_the_form_is_one_of_the_gpc_or_has_none():
    named = {place.row for place in layout.places() if place.row}
    assert named == set(words.rows())


def test_a_note_is_used_only_where_the_sheets_still_read_as_they_did():
    told = {("community", "I.1.1", 0, "co2e"): "5", ("community", "I.1.1", 0, "source"): "Bills"}
    noted = sheet(
        "Milepost",
        ["What the three sheets have no place for"],
        list(notes.COLUMNS),
        ["community", "I.1.1", "", "explanation", "", "Estimated"],
        ["community", "I.1.1", "", "source", "Invoices", "Invoices of the year"],
        ["community", "I.1.1", "", "nonsense", "", "x"],
        ["community", "I.1.1", "", "co2e", "5", "not a number"],
        ["about", "", "", "population", "", "-3"],
    )
    left_out = []
    made, rows = notes.applied(told, noted, left_out)
    assert made == told | {("community", "I.1.1", 0, "explanation"): "Estimated"}
    assert rows == {("community", "I.1.1")}
    assert [each.place for each in left_out] == [f"Milepost, row {row}" for row in (4, 5, 6, 7)]
