"""CityCatalyst's CSV: masses worked out by hand with the potentials of AR5 (CH4 28, N2O 265)."""

from decimal import Decimal

from inventories.importers import layouts
from inventories.importers.layouts import citycatalyst
from inventories.importers.reading import Wanted
from tests.inventories.importers.books import book, csv_book, sheet

HEADER = list(citycatalyst.COLUMNS)
AR5 = Wanted(year=2022, answers={"gwp_set": "AR5", "key_rn": "NE"})


def line(row="I.1.1", total="", co2="", ch4="", n2o="", unit="t CO2e", **more):
    """One line of the file, by the codes of its columns."""
    cells = {"reference": "58a9822a", "row": row, "label": "Residential buildings", "unit": unit}
    cells |= {"total": total, "co2": co2, "ch4": ch4, "n2o": n2o} | more
    return [cells.get(code, "") for code in citycatalyst.COLUMNS.values()]


def read(*lines, wanted=AR5):
    return layouts.read(csv_book(HEADER, *lines), wanted)


def lines_of(reading):
    (inventory,) = reading.inventories
    return {each.row: each for each in inventory.lines["community"]}


def activities_of(reading, row):
    (inventory,) = reading.inventories
    return list(inventory.activities["community", row])


def test_the_file_is_known_by_its_columns():
    assert layouts.of(csv_book(HEADER, line(total="1"))).code == "citycatalyst"
    assert not citycatalyst.recognises(csv_book(["Row", "Year", "t CO2e"], ["I.1.1", "2020", "1"]))
    assert not citycatalyst.recognises(book())


def test_gases_in_kg_of_co2_equivalent_become_tonnes_of_the_gases():
    reading = read(line(total="7780.453", co2="7734622", ch4="3696", n2o="42135"))
    found = lines_of(reading)["I.1.1"]
    # 3,696 kg CO2e are 132 kg CH4; 42,135 kg CO2e are 159 kg N2O
    assert found.masses == {"co2": Decimal("7734.622"), "ch4": Decimal("0.132"), "n2o": Decimal("0.159")}
    assert found.co2e is None, "it follows from the masses"
    assert reading.inventories[0].about == {"gwp_set": "AR5"}
    assert reading.inventories[0].year == 2022


def test_lines_of_one_row_add_up_and_stay_as_activities():
    reading = read(
        line("I.3.1", "19.016", "19016", source="SEEG"),
        line("I.3.1", "134022.737", "133773667", "58800", "190270", source="SEEG"),
    )
    found = lines_of(reading)["I.3.1"]
    assert found.masses == {
        "co2": Decimal("133792.683"),
        "ch4": Decimal("2.1"),  # 58,800 / 28 kg
        "n2o": Decimal("0.718"),  # 190,270 / 265 kg
    }
    assert found.source == "SEEG"
    assert [each.co2e for each in activities_of(reading, "I.3.1")] == [
        Decimal("19.016"),
        Decimal("134022.737"),
    ]


def test_a_total_in_kilograms_and_one_in_thousand_tonnes_become_tonnes():
    reading = read(line("I.1.1", "1500", unit="kg CO2e"), line("I.1.2", "2", unit="ktCO2e"))
    assert lines_of(reading)["I.1.1"].co2e == Decimal("1.5")
    assert lines_of(reading)["I.1.2"].co2e == Decimal(2000)


def test_a_unit_that_is_not_known_is_told_with_its_place():
    (problem,) = read(line(total="1500", unit="barrels")).problems
    assert (problem.row_number, problem.column, problem.value) == (2, "F", "barrels")
    assert problem.place == "row 2, column F"


def test_without_a_unit_the_gases_show_it_and_else_it_is_asked():
    shown = read(line(total="1500", co2="1500", unit=""))
    assert lines_of(shown)["I.1.1"].masses == {"co2": Decimal("1.5")}
    asked = read(line(total="1500", unit=""))
    assert [each.code for each in asked.questions] == ["emission_unit"]
    answered = read(line(total="1500", unit=""), wanted=Wanted(year=2022, answers={"emission_unit": "kg"}))
    assert lines_of(answered)["I.1.1"].co2e == Decimal("1.5")


def test_a_total_that_the_gases_do_not_make_is_taken_and_the_row_stays_in_co2e():
    reading = read(line("III.4.1", "7822.968", "", "5967724", "1855000"))
    found = lines_of(reading)["III.4.1"]
    assert (found.co2e, found.masses) == (Decimal("7822.968"), {})
    (left_out,) = reading.left_out
    assert "7,822.724" in left_out.reason
    assert "7,822.968" in left_out.reason
    (activity,) = activities_of(reading, "III.4.1")
    assert activity.masses == {"ch4": Decimal("213.133"), "n2o": Decimal(7)}


def test_a_single_gas_short_of_less_than_a_kilogram_of_itself_is_the_total():
    found = lines_of(read(line("III.1.1", "50911.58", "", "50911560")))["III.1.1"]
    # 50,911.58 / 28 = 1,818.270714 t CH4, which make 50,911.579992 t: the same kilogram
    assert found.masses == {"ch4": Decimal("1818.270714")}


def test_removals_of_land_stay_below_zero():
    found = lines_of(read(line("V.2", "-6881.211", "-6895283", "10892", "3180")))["V.2"]
    assert found.masses == {"co2": Decimal("-6895.283"), "ch4": Decimal("0.389"), "n2o": Decimal("0.012")}


def test_the_set_of_potentials_is_asked_and_the_numbers_show_the_likely_one():
    values = [line("V.1", "1", ch4=str(28 * kg)) for kg in (132, 565, 289)]
    (question,) = read(*values, wanted=Wanted(year=2022)).questions
    assert (question.code, question.default) == ("gwp_set", "AR5")
    (question,) = read(values[0], wanted=Wanted(year=2022, gwp_set="AR4")).questions
    assert question.default == "AR4", "one value shows nothing"


def test_with_an_unknown_set_the_co2_equivalents_stay_and_the_gases_are_told():
    wanted = Wanted(year=2022, answers={"gwp_set": "unknown"})
    reading = read(line(total="7780.453", co2="7734622", ch4="3696", n2o="42135"), wanted=wanted)
    found = lines_of(reading)["I.1.1"]
    assert (found.co2e, found.masses) == (Decimal("7780.453"), {})
    assert reading.inventories[0].about == {}
    (activity,) = activities_of(reading, "I.1.1")
    assert "CH4 3696" in activity.description


def test_carbon_dioxide_alone_needs_no_set():
    assert read(line(total="5", co2="5000"), wanted=Wanted(year=2022)).questions == []


def test_keys_are_initials_and_rn_is_asked_for():
    (question,) = read(line("I.4.1", key="RN"), wanted=Wanted(year=2022)).questions
    assert question.code == "key_rn"
    assert [value for value, _label in question.choices] == ["NE", "NO", "leave"]
    keys = {row: each.notation_key for row, each in lines_of(read(line("I.4.1", key="RN"))).items()}
    assert keys == {"I.4.1": "NE"}
    others = lines_of(read(line("I.4.1", key="NO"), line("I.4.2", key="PE"), line("I.4.3", key="CI")))
    assert [each.notation_key for each in others.values()] == ["NO", "IE", "C"]


def test_rows_whose_key_stands_for_several_can_be_left_out():
    wanted = Wanted(year=2022, answers={"key_rn": "leave"})
    reading = read(line("I.4.1", key="RN"), line("I.1.1", "5"), wanted=wanted)
    assert list(lines_of(reading)) == ["I.1.1"]
    assert [each.value for each in reading.left_out] == ["I.4.1: RN"]


def test_a_key_beside_a_number_is_a_problem():
    (problem,) = read(line("I.4.1", "5", key="NO")).problems
    assert (problem.row_number, problem.column) == (2, "D")


def test_a_key_that_is_none_is_a_problem():
    (problem,) = read(line("I.4.1", key="ZZ")).problems
    assert (problem.column, problem.value) == ("D", "ZZ")


def test_an_activity_value_of_zero_without_a_unit_means_none():
    (activity,) = activities_of(read(line(total="5", amount="0")), "I.1.1")
    assert (activity.amount, activity.unit, activity.description) == (None, "", "")
    (activity,) = activities_of(read(line(total="5", amount="12")), "I.1.1")
    assert activity.amount is None
    assert "12" in activity.description


def test_the_unit_of_a_factor_is_the_one_in_which_it_makes_the_emissions():
    """25,784.0874434 MWh times 0.042595547 are 1,098.287 tonnes, not kg, whatever the column says."""
    reading = read(
        line(
            "I.2.2",
            "1098.287",
            "1098287",
            amount="25784.0874434",
            amount_unit="MWh",
            factor_co2="0.042595547",
            factor_unit="kg/TJ",
        )
    )
    (activity,) = activities_of(reading, "I.2.2")
    assert activity.amount == Decimal("25784.0874434")
    assert activity.factors == {"co2": Decimal("0.042595547")}
    assert activity.factor_unit == "t/MWh"
    assert [each.value for each in reading.left_out] == ["kg/TJ"]


def test_a_line_without_a_reference_is_left_out_or_a_problem():
    reading = read(line("", key="NE"), line("I.1.1", "5"))
    assert [(each.place, each.value) for each in reading.left_out] == [("row 2", "Residential buildings: NE")]
    (problem,) = read(line("", "5")).problems
    assert problem.place == "row 2, column B"


def test_a_row_that_the_gpc_does_not_have_is_a_problem():
    (problem,) = read(line("I.9.1", "5")).problems
    assert (problem.column, problem.value) == ("B", "I.9.1")


def test_every_fault_is_told_at_once():
    reading = read(line("I.1.1", "five"), line("I.1.2", "1", unit="barrels"), line("I.9.1", "5"))
    assert [each.row_number for each in reading.problems] == [2, 3, 4]
    assert reading.inventories == ()


def test_without_a_report_the_year_is_asked():
    wanted = Wanted(answers={"gwp_set": "AR5"})
    (question,) = read(line(total="5"), wanted=wanted).questions
    assert question.code == "year"
    answered = Wanted(answers={"gwp_set": "AR5", "year": "2019"})
    assert read(line(total="5"), wanted=answered).inventories[0].year == 2019


def test_a_file_without_values_says_so():
    assert len(read().problems) == 1
    assert read(line("I.1.1", "")).problems


def test_long_names_are_cut_and_kept_whole_in_the_description():
    name = "Fuel " * 30
    (activity,) = activities_of(read(line(total="5", activity=name.strip())), "I.1.1")
    assert len(activity.activity) == 120
    assert name.strip() in activity.description


def test_a_sheet_of_a_workbook_is_read_like_the_csv():
    made = book(sheet("Export", HEADER, line(total=Decimal("7.5"))))
    assert lines_of(layouts.read(made, AR5))["I.1.1"].co2e == Decimal("7.5")
