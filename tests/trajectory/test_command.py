"""python -m trajectory: real cases through files, what it prints, and how it names what is wrong."""

import csv
import io
import json
import runpy
import subprocess
import sys
from pathlib import Path

import pytest

from tests.trajectory.cases import rows
from trajectory.__main__ import main

ROOT = Path(__file__).parents[2]
BASE_YEAR_CASES = rows("base_year_cases.csv")
PEAK_CASES = rows("peak_cases.csv")
FORT_COLLINS = "target,year,value\nFort Collins,2005,2326122\nFort Collins,2020,1773732.67\n"
JOINED = (
    "target,kind,path,base_year,target_year,reduction_percent,unit\n"
    "a,base_year_reduction,Fort Collins,2005,2020,20,t\n"
    "b,base_year_reduction,Fort Collins,2005,2030,80,t\n"
)
REDUCTION = "target,kind,base_year,target_year,reduction_percent\nours,base_year_reduction,2010,2030,40\n"


@pytest.fixture
def judge(tmp_path, capsys):
    """Write both files, run the command, and give its status, output and complaints."""

    def run(targets, figures, *options, as_of="2021-12-31"):
        paths = [tmp_path / "TARGETS.csv", tmp_path / "FIGURES.csv"]
        for path, content in zip(paths, (targets, figures), strict=True):
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        status = main([*map(str, paths), "--as-of", as_of, *options])
        told = capsys.readouterr()
        return status, told.out, told.err

    return run


def answered(result):
    status, out, err = result
    assert (status, err) == (0, "")
    return {row["target"]: row for row in csv.DictReader(io.StringIO(out))}


def refused(result):
    status, out, err = result
    assert (status, out) == (2, "")
    return err.splitlines()


def written(records):
    stream = io.StringIO()
    writer = csv.DictWriter(stream, records[0])
    writer.writeheader()
    writer.writerows(records)
    return stream.getvalue()


@pytest.mark.parametrize("case", BASE_YEAR_CASES, ids=lambda row: f"{row['id']} {row['target']}")
def test_a_base_year_case_comes_out_as_published(judge, case):
    target = {
        "target": case["id"],
        "kind": "base_year_reduction",
        "base_year": case["base_year"],
        "target_year": case["target_year"],
        "reduction_percent": case["reduction_pct"],
    }
    figures = [
        {"target": case["id"], "year": case[f"{which}_year"], "value": case[f"{which}_emissions"]}
        for which in ("base", "inventory")
    ]
    result = judge(written([target]), written(figures), as_of=f"{case['inventory_year']}-12-31")
    found = answered(result)[case["id"]]
    assert found["verdict"] == case["status_by_linear_rule"]
    assert found["latest_year"] == case["inventory_year"]
    assert float(found["actual"]) == float(case["inventory_emissions"])
    assert float(found["expected"]) == pytest.approx(float(case["linear_path_at_inventory_year"]), abs=0.005)
    assert float(found["achieved_percent"]) == pytest.approx(float(case["pct_of_target_achieved"]), abs=0.005)


def test_peak_cases_are_confirmed_where_c40_would(judge):
    targets = [{"target": row["signatory"], "kind": "peak", "target_year": 2030} for row in PEAK_CASES]
    figures = [
        {"target": row["signatory"], "year": row["year"], "value": row["tonnes"], "gases": "CO2"}
        for row in rows("peak_series.csv")
    ]
    found = answered(judge(written(targets), written(figures), as_of="2020-12-31"))
    confirmed = {name for name, row in found.items() if "PEAK_CONFIRMED" in row["flags"].split()}
    assert confirmed == {row["signatory"] for row in PEAK_CASES if row["c40_test_5y_and_10pct"] == "yes"}
    assert found["Beijing City"]["verdict"] == "ON_TRACK"
    assert found["Lanzhou City"]["reason"] == "GAP_IN_SERIES"


def test_targets_of_one_path_are_milestones_of_each_other(judge):
    found = answered(judge(JOINED, FORT_COLLINS))
    assert [found[name]["verdict"] for name in "ab"] == ["MET", "ON_TRACK"]
    assert "BEHIND_STRAIGHT_LINE" in found["b"]["flags"].split()


def test_reductions_from_another_base_year_are_no_milestones(judge):
    """20 % by 2020 below 2010 says nothing of a path from 2005: the straight line allows 52 %."""
    targets = JOINED.replace(
        "a,base_year_reduction,Fort Collins,2005", "a,base_year_reduction,Fort Collins,2010"
    )
    found = answered(judge(targets, FORT_COLLINS))
    assert found["a"]["reason"] == "NO_BASE_VALUE"
    assert (found["b"]["verdict"], found["b"]["expected"]) == ("OFF_TRACK", "1209583.44")


def test_a_lone_target_is_judged_by_the_straight_line(judge):
    alone = JOINED.replace("a,base", "a,direction").splitlines()
    found = answered(judge("\n".join([alone[0], alone[2]]), FORT_COLLINS))
    assert found["b"]["verdict"] == "OFF_TRACK"


def test_the_answer_has_the_documented_columns(judge):
    """80 in 2018, 2019 and 2020, on the line in 2020: no pace, over 2 years, weighs 2 / (2 + 4 x 10) = 1/21.

    Expected: 20/21 of what the line asks, ln(60/80); odds 1.5 x 1/21 x ln(60/80) / (0.053666 x sqrt(10)) =
    -0.12108; 1 / (1 + e^0.12108) = 0.46977.
    """
    targets = REDUCTION.replace("percent\n", "percent,base_value\n").replace(",40\n", ",40,100\n")
    _, out, _ = judge(targets, "target,year,value\nours,2018,80\nours,2019,80\nours,2020,80\n")
    assert out.splitlines() == [
        "target,verdict,reason,flags,latest_year,expected,actual,achieved_percent,required_rate,likelihood",
        "ours,ON_TRACK,,DECLARED_BASE BASIS_UNSTATED,2020,80,80,50,2,0.47",
    ]


STAYS = REDUCTION.replace("percent\n", "percent,base_value,keeps_base\n")


@pytest.mark.parametrize(
    ("word", "expected"), [("yes", "160"), ("No", "80"), ("", "80")], ids=["stays", "follows", "nothing said"]
)
def test_a_target_stays_with_its_declared_base_where_the_file_says_so(judge, word, expected):
    """40 % of 200 by 2030 from 2010: 160 in 2020; of the figure of 2010, 100: 80."""
    targets = STAYS.replace(",40\n", f",40,200,{word}\n")
    found = answered(judge(targets, "target,year,value\nours,2010,100\nours,2020,80\n"))
    assert found["ours"]["expected"] == expected


def test_a_word_that_is_neither_yes_nor_no_is_named(judge):
    status, _, err = judge(STAYS.replace(",40\n", ",40,200,maybe\n"), "target,year,value\nours,2020,80\n")
    assert status == 2
    assert "column keeps_base: 'maybe' is not known here; write one of yes, no" in err


def test_without_a_likelihood_the_cell_is_empty(judge):
    found = answered(judge(REDUCTION, "target,year,value\nours,2010,100\nours,2020,80\n"))
    assert found["ours"]["likelihood"] == ""


def test_explain_adds_the_sentences(judge):
    targets = REDUCTION.replace("percent\n", "percent,unit\n").replace(",40\n", ",40,t\n")
    found = answered(judge(targets, "target,year,value\nours,2010,100000\nours,2020,85500.5\n", "--explain"))
    assert found["ours"]["explanation"].startswith(
        "The figure for 2020 is 85,500.5 t. The path to the target allows only 80,000 t in that year: the "
        "figure is 5,500.5 t too high. From 2010 to 2020 it fell by 14.5%; the promise is 40% by 2030. To "
        "reach "
        "the target it must now fall each year by 2.6% of what it was in 2010. "
    )


def test_json_holds_the_whole_record(judge):
    status, out, _ = judge(REDUCTION, "target,year,value\nours,2010,100\nours,2020,80\n", "--format", "json")
    (found,) = json.loads(out)
    assert status == 0
    assert (found["target"], found["verdict"], found["numbers"]["path_value"]) == ("ours", "on_track", "80")
    assert found["figures"][1]["source"] == "FIGURES.csv line 3"
    assert found["likelihood"] == {"none": "too_few_figures"}
    assert "explanation" not in found


def test_json_can_hold_the_explanation(judge):
    options = ("--format", "json", "--explain")
    _, out, _ = judge(REDUCTION, "target,year,value\nours,2010,100\nours,2020,80\n", *options)
    assert "The figure for 2020 is 80." in json.loads(out)[0]["explanation"]


def test_small_and_negative_amounts_are_told_in_full(judge):
    figures = "target,year,value\nours,2010,0.5\nours,2020,-1234.5\nours,2019,0.001\n"
    found = answered(judge(REDUCTION, figures, "--explain"))
    assert "The figure for 2020 is -1,234.5. The path" in found["ours"]["explanation"]
    found = answered(judge(REDUCTION, "target,year,value\nours,2010,0.005\nours,2020,0.001\n", "--explain"))
    assert "The figure for 2020 is 0.001. The path" in found["ours"]["explanation"]
    found = answered(judge(REDUCTION, "target,year,value\nours,2010,1\nours,2020,-0.5\n", "--explain"))
    assert "The figure for 2020 is -0.5. The path" in found["ours"]["explanation"]


def test_years_are_told_in_words(judge):
    figures = ["target,year,value", *(f"ours,{2010 + index},{100 - index}" for index in range(8))]
    found = answered(judge("target,kind,target_year\nours,peak,2030\n", "\n".join(figures), "--explain"))
    assert "none of the next 5 years exceeds the highest figure" in found["ours"]["explanation"]


def test_the_first_and_last_years_that_are_dealt_with(judge):
    found = answered(judge(REDUCTION.replace("2010,2030", "1750,2300"), "target,year,value\nours,1750,1\n"))
    assert found["ours"]["reason"] == "TOO_EARLY"


def test_figures_may_stand_under_the_path_or_the_measure(judge):
    targets = (
        "target,kind,path,measure,base_year,target_year,reduction_percent\n"
        "ours,base_year_reduction,way,ghg,2010,2030,40\n"
    )
    found = answered(judge(targets, "target,year,value\nway,2010,100\nghg,2020,90\n"))
    assert found["ours"]["verdict"] == "OFF_TRACK"


def test_values_after_the_day_are_left_out(judge):
    figures = "target,year,value\nours,2010,100\nours,2020,80\nours,2025,99\n"
    assert answered(judge(REDUCTION, figures))["ours"]["latest_year"] == "2020"


def test_a_fixed_level_runs_from_its_declared_start(judge):
    targets = "target,kind,start_year,start_level,target_year,level\nours,fixed_level,2010,100,2030,60\n"
    found = answered(judge(targets, "target,year,value\nours,2020,81\n"))
    assert (found["ours"]["verdict"], found["ours"]["expected"]) == ("OFF_TRACK", "80")


def test_a_declared_base_of_a_fixed_level_is_its_start(judge):
    targets = "target,kind,base_year,base_value,target_year,level\nours,fixed_level,2010,100,2030,60\n"
    assert answered(judge(targets, "target,year,value\nours,2020,80\n"))["ours"]["verdict"] == "ON_TRACK"


def test_a_base_year_alone_starts_no_path_to_a_level(judge):
    targets = "target,kind,base_year,target_year,level\nours,fixed_level,2010,2030,60\n"
    assert answered(judge(targets, "target,year,value\nours,2020,80\n"))["ours"]["reason"] == "NO_PATH"


def test_shares_of_one_path_are_milestones_of_each_other(judge):
    """20 % by 2020 and 50 % by 2030: 35 % is due in 2025."""
    targets = (
        "target,kind,path,target_year,level,sense\n"
        "ours,share,renewable,2030,50,at_least\nfirst,share,renewable,2020,20,at_least\n"
    )
    found = answered(judge(targets, "target,year,value\nrenewable,2025,34\n", as_of="2026-12-31"))
    assert (found["ours"]["verdict"], found["ours"]["expected"]) == ("OFF_TRACK", "35")


@pytest.mark.parametrize("kind", ["share", "count", "increment", "recurring_share", "maintained_share"])
@pytest.mark.parametrize(
    ("sense", "verdict", "assumes"),
    [
        ("", "MISSED", True),
        ("unknown", "MISSED", True),
        ("at_least", "MISSED", False),
        ("at_most", "MET", False),
    ],
)
def test_what_is_counted_is_to_be_reached_unless_the_file_says_otherwise(
    judge, kind, sense, verdict, assumes
):
    """30 (above a start of 0) promised in 2020, and 20 reached; a maintained level is never final."""
    targets = (
        "target,kind,start_year,start_level,target_year,first_year,level,sense,assumed\n"
        f"ours,{kind},2010,0,2020,2020,30,{sense},target_year\n"
    )
    found = answered(judge(targets, "target,year,value\nours,2020,20\n", "--explain"))["ours"]
    of_kind = {"MISSED": "OFF_TRACK", "MET": "ON_TRACK"} if kind == "maintained_share" else {}
    assert found["verdict"] == of_kind.get(verdict, verdict)
    assert ("whether the level is a ceiling or a floor" in found["explanation"]) is assumes


def test_any_other_level_is_a_ceiling_where_nothing_is_said(judge):
    targets = "target,kind,target_year,level\nours,fixed_level,2020,30\n"
    found = answered(judge(targets, "target,year,value\nours,2020,20\n"))["ours"]
    assert (found["verdict"], found["flags"]) == ("MET", "")


def test_a_fixed_level_is_a_milestone_of_a_reduction(judge):
    """100 in 2010, 95 at most in 2020, 60 in 2030: 95 is on the path, but behind the straight line (80)."""
    targets = (
        "target,kind,path,base_year,target_year,reduction_percent,level\n"
        "ours,base_year_reduction,way,2010,2030,40,\n"
        "first,fixed_level,way,,2020,40,95\n"
        "part,share,way,,2019,,1\n"
        "open,fixed_level,way,,,,90\n"
        "vague,fixed_level,way,,2025,,\n"
        "yearless,base_year_reduction,way,,2025,30,\n"
        "high,peak,way,,2030,,\n"
    )
    found = answered(judge(targets, "target,year,value\nway,2010,100\nway,2019,95\n"))
    assert found["ours"]["verdict"] == "ON_TRACK"
    assert "BEHIND_STRAIGHT_LINE" in found["ours"]["flags"]


def test_an_intensity_is_divided_by_its_activity(judge):
    """10 t a head in 2010, 8 in 2020; 40 % less by 2030 allows 8."""
    targets = REDUCTION.replace("base_year_reduction", "intensity")
    figures = (
        "target,year,value,quantity\nours,2010,1000,\nours,2020,1600,figure\n"
        "ours,2010,100,activity\nours,2020,200,activity\n"
    )
    found = answered(judge(targets, figures))
    assert (found["ours"]["verdict"], found["ours"]["actual"]) == ("ON_TRACK", "8")


def test_an_activity_may_have_a_name_of_its_own(judge):
    targets = (
        "target,kind,base_year,target_year,reduction_percent,activity,unit\n"
        "ours,intensity,2010,2030,40,people,t\n"
    )
    figures = (
        "target,year,value,quantity,unit\nours,2010,1000,,t\nours,2020,1600,,t\n"
        "people,2010,100,activity,heads\npeople,2020,200,activity,heads\n"
    )
    assert answered(judge(targets, figures))["ours"]["actual"] == "8"
    _, out, _ = judge(targets, figures, "--format", "json")
    assert json.loads(out)[0]["inputs"]["target"]["activity"] == "people"


BY_GDP = (
    "target,kind,base_year,target_year,reduction_percent,activity\nours,intensity,2010,2030,40,{activity}\n"
)
PRICED = (
    "target,year,value,quantity,price_year\nours,2010,1000,,\nours,2020,1600,,\n"
    "ours,2010,100,activity,{first}\nours,2020,200,activity,{second}\n"
)


@pytest.mark.parametrize(
    ("activity", "first", "second", "expected"),
    [
        ("real GDP", "2015", "2015", ""),
        ("real GDP", "", "", "unstated"),
        ("地区生产总值", "unknown", "", "unstated"),
        ("real GDP", "2015", "", "differs"),
        ("real GDP", "n/a", "", "differs"),
        ("real GDP", "n/a", "n/a", ""),
        ("turnover", "2015", "", "differs"),
        ("turnover", "unknown", "", "unstated"),
        ("turnover", "", "", ""),
        ("", "", "", ""),
        ("people", "", "n/a", ""),
    ],
)
def test_money_without_a_price_year_is_money_at_unknown_prices(judge, activity, first, second, expected):
    """10 t a unit in 2010, 8 in 2020; 40 % less by 2030 allows 8."""
    targets = BY_GDP.format(activity=activity)
    _, out, _ = judge(targets, PRICED.format(first=first, second=second), "--format", "json")
    (found,) = json.loads(out)
    differs = [each["field"] for each in found["differs"]]
    unstated = [each for flag in found["flags"] for each in flag["params"].get("basis_list", ())]
    told = {"differs": "price_year" in differs, "unstated": "price_year" in unstated}
    assert [name for name, is_told in told.items() if is_told] == [expected][: bool(expected)]
    assert found["verdict"] == ("undetermined" if expected == "differs" else "on_track")


def test_only_an_intensity_is_divided(judge):
    figures = "target,year,value,quantity\nours,2010,100,\nours,2020,90,\nours,2020,2,activity\n"
    _, out, _ = judge(REDUCTION, figures, "--format", "json")
    (found,) = json.loads(out)
    assert found["numbers"]["latest_value"] == "90"
    assert "activity" not in found["inputs"]["target"]


def test_warming_potentials_that_nobody_states_are_unknown(judge):
    figures = "target,year,value,gases\nours,2010,100,CO2;CH4\nours,2020,90,CO2;CH4\n"
    found = answered(judge(REDUCTION, figures, "--explain"))["ours"]
    assert "reporting level, boundary, global warming potentials, accounting" in found["explanation"]


def test_a_confirmed_tolerance_moves_the_last_year(judge):
    """'Around 2018', two years confirmed, is kept by 2020; without a number it is asked."""
    targets = (
        "target,kind,base_year,target_year,reduction_percent,year_qualifier,tolerance_years\n"
        "ours,base_year_reduction,2010,2018,20,Around,2\n"
        "open,base_year_reduction,2010,2018,20,around,unknown\n"
    )
    figures = "".join(f"{name},2010,100\n{name},2018,90\n{name},2020,80\n" for name in ("ours", "open"))
    found = answered(judge(targets, f"target,year,value\n{figures}"))
    assert [found[name]["verdict"] for name in ("ours", "open")] == ["MET", "UNDETERMINED"]


def test_removals_and_credits_stand_beside_gross_emissions(judge):
    targets = "target,kind,target_year\nours,carbon_neutral,2020\n"
    figures = "target,year,value,quantity\nours,2020,100,\nours,2020,60,removals\nours,2020,40,credits\n"
    _, out, _ = judge(targets, figures, "--format", "json")
    (found,) = json.loads(out)
    assert found["verdict"] == "met"
    assert (found["numbers"]["removals_value"], found["numbers"]["credits_value"]) == ("60", "40")


def test_a_scenario_reaches_beyond_the_day(judge):
    """The scenario rises from 100 to 200 by 2030; a third of the way (2020 of 2010 to 2030) half of 40 %."""
    targets = REDUCTION.replace("base_year_reduction", "baseline_scenario")
    figures = "target,year,value,quantity\nours,2010,100,scenario\nours,2030,200,scenario\nours,2020,120,\n"
    found = answered(judge(targets, figures))
    assert (found["ours"]["verdict"], found["ours"]["expected"]) == ("ON_TRACK", "120")


def test_masses_restate_figures_to_one_set(judge, tmp_path):
    """10 t of methane: 250 t CO2e by AR4, 280 by AR5. With 100 t CO2 in 2020 the base is 380, not 350."""
    figures = (
        "target,year,value,gwp_set,co2,ch4,framework,level,boundary,gases,electricity,edition\n"
        "ours,2010,350,AR4,100,10,GPC,BASIC,city,CO2;CH4,location,2021\n"
        "ours,2020,308,AR5,28,10,GPC,BASIC,city,CO2;CH4,location,2021\n"
    )
    found = answered(judge(REDUCTION, figures))
    assert found["ours"]["flags"] == "RESTATED_GWP"
    assert (found["ours"]["expected"], found["ours"]["verdict"]) == ("304", "OFF_TRACK")
    own = tmp_path / "own.csv"
    own.write_text("gas,AR4,AR5\nco2,1,1\nch4,25,28\n", encoding="utf-8")
    assert answered(judge(REDUCTION, figures, "--gwp", str(own))) == found


def test_the_later_vintage_counts(judge):
    figures = (
        "target,year,value,vintage\nours,2010,100,\nours,2020,80,2021-01-01\n"
        "ours,2020,90,2021-06-30\nours,2020,70,2022-06-30\n"
    )
    assert answered(judge(REDUCTION, figures))["ours"]["actual"] == "90"


def test_figures_made_in_different_ways_are_not_compared(judge):
    figures = "target,year,value,boundary\nours,2010,100,city\nours,2020,80,port\n"
    assert answered(judge(REDUCTION, figures))["ours"]["reason"] == "NOT_COMPARABLE"


def test_figures_of_two_unnamed_sources_are_not_compared(judge):
    figures = "target,year,value,source\nours,2010,100,\nours,2020,80,another\n"
    assert answered(judge(REDUCTION, figures))["ours"]["reason"] == "NOT_COMPARABLE"


def test_all_that_is_wrong_is_named_at_once(judge):
    targets = (
        ""
        "target,kind,base_year,target_year,reduction_percent,level,year_qualifier,tolerance_years,start_year\n"
        "ours,base_year_reduction,2010,2030,40%,,,,\n"
        "ours,intensitee,10,2030,,,soonish,one,2011\n"
        ",,,,,,,,\n"
        ",fixed_level,,1066,,,,,\n"
        "late,base_year_reduction,2030,2010,40,,,,\n"
    )
    figures = (
        'target,year,value,vintage\nours,20x5,1\n"ours",2015,"1,234"\n,2015,\n'
        "ours,,5,2021-02-30\nours,2016,n/a,yes\n"
    )
    kinds = (
        "base_year_reduction, fixed_level, intensity, baseline_scenario, peak, carbon_neutral, share, count, "
        "increment, recurring_share, maintained_share, direction, other"
    )
    number = (
        "is not a number; write digits with a decimal point, without separators of thousands, signs or "
        "units, "
        "for example 1234567.8"
    )
    assert refused(judge(targets, figures)) == [
        "FIGURES.csv line 2, column year: '20x5' is not a year; write four digits",
        f"FIGURES.csv line 3, column value: '1,234' {number}",
        "FIGURES.csv line 4, column target: say which target the value is for",
        "FIGURES.csv line 4, column value: give the value; where none is known, leave the line out",
        "FIGURES.csv line 5, column vintage: '2021-02-30' is not a date; write year, month and day, for "
        "example "
        "2026-12-31",
        "FIGURES.csv line 5, column year: give the year of the value",
        f"FIGURES.csv line 6, column value: 'n/a' {number}",
        "FIGURES.csv line 6, column vintage: 'yes' is not a date; write year, month and day, for example "
        "2026-12-31",
        f"TARGETS.csv line 2, column reduction_percent: '40%' {number}",
        "TARGETS.csv line 3, column base_year: '10' is not a year; write four digits",
        f"TARGETS.csv line 3, column kind: 'intensitee' is not known here; write one of {kinds}",
        "TARGETS.csv line 3, column start_level: give both start_year and start_level, or neither",
        "TARGETS.csv line 3, column target: 'ours' is named on line 2 already; give each target its own name",
        "TARGETS.csv line 3, column tolerance_years: 'one' is not a number of years; write a whole "
        "number, for "
        "example 1",
        "TARGETS.csv line 3, column year_qualifier: 'soonish' is not known here; write one of by, by_end, "
        "in, "
        "before, around",
        "TARGETS.csv line 5, column target: give the target a name",
        "TARGETS.csv line 5, column target_year: 1066 is not a year from 1750 to 2300; correct it",
        "TARGETS.csv line 6: The base year 2030 must lie before the target year 2010; correct one.",
    ]


GOOD = "target,year,value\nours,2010,100\n"

REFUSALS = {
    "a target that is not there": (
        REDUCTION,
        "target,year,value\ntheirs,2010,100\n",
        "FIGURES.csv line 2, column target: no target, path, measure or activity is called 'theirs'; "
        "correct it, "
        "or add the target to the file of targets",
    ),
    "a kind left out": (
        "target,kind\nours,\n",
        GOOD,
        "TARGETS.csv line 2, column kind: say what kind of target it is: one of base_year_reduction,",
    ),
    "figures that contradict each other": (
        REDUCTION,
        "target,year,value\nours,2010,100\nours,2010,90\n",
        "FIGURES.csv line 3, column value: line 2 gives 100 for 2010, this line 90; keep one, or tell in the "
        "column vintage when each was stated",
    ),
    "figures under two names that contradict each other": (
        REDUCTION.replace("kind,", "kind,path,").replace("reduction,", "reduction,way,"),
        "target,year,value\nours,2010,100\nway,2010,90\n",
        "TARGETS.csv line 2: 'ours' cannot be judged: Two figures of 2010 differ",
    ),
    "another unit": (
        REDUCTION.replace("percent\n", "percent,unit\n").replace(",40\n", ",40,t\n"),
        "target,year,value,unit\nours,2010,100,kt\n",
        "FIGURES.csv line 2, column unit: 'kt' is not 't', the unit of 'ours'; convert the value, units "
        "are labels "
        "here",
    ),
    "two units": (
        REDUCTION,
        "target,year,value,unit\nours,2010,100,kt\nours,2020,100,t\n",
        "FIGURES.csv line 3, column unit: 't' is not 'kt', the unit of 'ours'",
    ),
    "a value too large": (
        REDUCTION,
        "target,year,value\nours,2010,1e30\n",
        "FIGURES.csv line 2, column value: Enter the figure of 2010 with at most 18 digits",
    ),
    "an unknown value, which is not zero": (
        REDUCTION,
        "target,year,value\nours,2010,100\nours,2020,unknown\n",
        "FIGURES.csv line 3, column value: give the value; where none is known, leave the line out",
    ),
    "an unknown year": (
        REDUCTION,
        "target,year,value\nours,unknown,100\n",
        "FIGURES.csv line 2, column year: give the year of the value",
    ),
    "removals below zero": (
        REDUCTION,
        "target,year,value,quantity\nours,2010,-1,removals\n",
        "FIGURES.csv line 2, column value: Removals and credits are positive",
    ),
    "a missing column": (
        "target,base_year\nours,2010\n",
        GOOD,
        "TARGETS.csv line 1: the column kind is missing; the first line names the columns, separated by "
        "commas",
    ),
    "semicolons": (
        REDUCTION,
        "target;year;value\nours;2010;100\n",
        "FIGURES.csv line 1: the column target, year, value is missing;",
    ),
    "a column twice": (
        REDUCTION,
        "target,year,value,value\nours,2010,100,100\n",
        "FIGURES.csv line 1, column value: the column stands there twice; keep one",
    ),
    "an empty file": (
        REDUCTION,
        "",
        "FIGURES.csv: the file is empty; it needs the columns target, year, value",
    ),
    "no target": ("target,kind\n\n", GOOD, "TARGETS.csv: the file names no target; write one on each line"),
    "more cells than columns": (
        REDUCTION,
        "target,year,value\nours,2010,1,234\n",
        "FIGURES.csv line 2: this line has 4 cells, the first has 3; put text that holds a comma into double "
        "quotes, and write numbers without separators",
    ),
    "a quote left open": (
        REDUCTION,
        'target,year,value\nours,2010,100\n"ours,2020,80\n',
        "FIGURES.csv line 3: this line cannot be read (unexpected end of data); close its quotes, or save "
        "the "
        "file anew as CSV",
    ),
    "a quote left open in the first line": (
        REDUCTION,
        '"target,year,value\n',
        "FIGURES.csv line 1: this line cannot be read",
    ),
    "another encoding": (
        REDUCTION,
        "target,year,value\n武汉,2010,100\n".encode("gb18030"),
        "FIGURES.csv line 2: this is not UTF-8; save it as 'CSV UTF-8', or convert it, for example with "
        "iconv -f "
        "GB18030 -t UTF-8",
    ),
}


@pytest.mark.parametrize(("targets", "figures", "said"), REFUSALS.values(), ids=REFUSALS.keys())
def test_what_is_wrong_is_named(judge, targets, figures, said):
    assert any(line.startswith(said) for line in refused(judge(targets, figures)))


def test_every_broken_line_of_a_long_file_is_named(judge):
    """A quoted cell over two lines is one row; what follows is named by the line it begins on."""
    figures = 'target,year,value,source\nours,2010,100,"one\nsource"\n\nours,20,1,\nours,2011,x,\n'
    told = refused(judge(REDUCTION, figures))
    assert [line.split(":")[0] for line in told] == [
        "FIGURES.csv line 5, column year",
        "FIGURES.csv line 6, column value",
    ]


def test_rows_that_say_the_same_twice_count_once(judge):
    figures = "target,year,value\nours,2010,100\nours,2010,100\nours,2020,80\n"
    assert answered(judge(REDUCTION, figures))["ours"]["verdict"] == "ON_TRACK"


def test_a_byte_order_mark_and_capitals_do_not_matter(judge):
    targets = REDUCTION.replace("target,kind", "\ufeff Target ,KIND").replace("base_year_r", "BASE_YEAR_R")
    assert answered(judge(targets, GOOD))["ours"]["reason"] == "TOO_EARLY"


def test_unknown_and_not_applicable_are_told_apart(judge):
    figures = (
        "target,year,value,framework,level,boundary,gases,gwp_set,electricity,edition\n"
        "ours,2010,100,unknown,n/a,city,CO2,,location,1\nours,2020,80,,n/a,city,CO2,,location,1\n"
    )
    found = answered(judge(REDUCTION, figures, "--explain"))["ours"]
    assert "is not fully stated (accounting framework)." in found["explanation"]


def test_a_column_that_is_not_read_is_pointed_out(judge):
    status, out, err = judge(REDUCTION.replace("reduction_percent", "reduction"), GOOD)
    assert status == 0
    assert "NOT_QUANTIFIED" in out
    assert err == "TARGETS.csv: the column 'reduction' is not read; --help names those that are\n"


def test_a_file_that_is_not_there_is_named(tmp_path, capsys):
    missing = str(tmp_path / "none.csv")
    assert main([missing, missing, "--as-of", "2021-12-31"]) == 2
    assert capsys.readouterr().err == f"{missing}: the file cannot be read: No such file or directory\n"


def test_potentials_that_cannot_be_read_are_named(judge, tmp_path):
    own = tmp_path / "own.csv"
    own.write_text("gas,AR5\nch4,much\n", encoding="utf-8")
    (told,) = refused(judge(REDUCTION, GOOD, "--gwp", str(own)))
    assert told.startswith("own.csv: Enter the potential of ch4 in AR5 as a number above zero")


def test_a_day_that_is_none_is_refused(judge, capsys):
    with pytest.raises(SystemExit) as stopped:
        judge(REDUCTION, GOOD, as_of="soon")
    assert stopped.value.code == 2
    assert "'soon' is not a date; write it like 2026-12-31" in capsys.readouterr().err


@pytest.mark.parametrize("day", ["20260101", "2026-W01-4", "2026-02-30"])
def test_a_day_is_written_as_documented(judge, capsys, day):
    with pytest.raises(SystemExit) as stopped:
        judge(REDUCTION, GOOD, as_of=day)
    assert stopped.value.code == 2
    assert f"'{day}' is not a date; write it like 2026-12-31" in capsys.readouterr().err


def test_help_names_every_column(capsys):
    with pytest.raises(SystemExit):
        main(["--help"])
    told = capsys.readouterr().out
    for column in ("reduction_percent", "tolerance_years", "quantity", "gwp_set", "achieved_percent"):
        assert f"\n  {column} " in told


@pytest.fixture
def files(tmp_path):
    paths = [tmp_path / "T.csv", tmp_path / "F.csv"]
    paths[0].write_text(REDUCTION, encoding="utf-8")
    paths[1].write_text("target,year,value\nours,2010,100\nours,2020,90\n", encoding="utf-8")
    return [*map(str, paths), "--as-of", "2021-12-31"]


def test_it_runs_as_a_module(files, monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["trajectory", *files])
    monkeypatch.delitem(sys.modules, "trajectory.__main__")
    with pytest.raises(SystemExit) as stopped:
        runpy.run_module("trajectory", run_name="__main__")
    assert stopped.value.code == 0
    assert capsys.readouterr().out.splitlines()[1] == "ours,OFF_TRACK,,BASIS_UNSTATED,2020,80,90,25,3,"


def test_it_needs_no_django(files):
    """A fresh Python that may not import it."""
    code = (
        "import sys, runpy; sys.modules['django'] = None; runpy.run_module('trajectory', run_name='__main__')"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *files], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[1].startswith("ours,OFF_TRACK,")


HELP = (
    "usage: python -m trajectory [-h] --as-of YYYY-MM-DD [--format {csv,json}] [--explain] [--gwp FILE] "
    "TARGETS.csv FIGURES.csv "
    "Judges climate targets by the figures known: on track or off track, met or missed, or what stands in "
    "the way of saying so. "
    "positional arguments: "
    "TARGETS.csv one row a target "
    "FIGURES.csv one row a value of one year "
    "options: "
    "-h, --help show this help message and exit "
    "--as-of YYYY-MM-DD the day to judge as of "
    "--format {csv,json} csv, or json for the whole record of each "
    "--explain say why, in English sentences "
    "--gwp FILE global warming potentials: a CSV with a column gas and one a set (SAR, TAR, AR4, AR5, AR6) "
    "columns of TARGETS.csv: target its name, no two the same (needed) "
)


def test_help_tells_how_it_is_called(capsys):
    with pytest.raises(SystemExit):
        main(["--help"])
    told = capsys.readouterr().out
    assert " ".join(told.split()).startswith(HELP)
    assert "\n\ncolumns of FIGURES.csv, besides which co2, ch4, n2o, ... may hold masses in tonnes:\n" in told
    assert "\n\ncolumns of the answer:\n  target            its name\n" in told


@pytest.mark.parametrize(
    ("options", "message"),
    [((), "required: --as-of"), (("--as-of", "2020-01-01", "--format", "xml"), "invalid choice: 'xml'")],
)
def test_a_call_that_is_incomplete_or_not_known_is_refused(files, options, message, capsys):
    with pytest.raises(SystemExit) as stopped:
        main([*files[:2], *options])
    assert stopped.value.code == 2
    assert message in capsys.readouterr().err


def test_csv_may_be_asked_for_by_name(judge):
    assert answered(judge(REDUCTION, GOOD, "--format", "csv")) == answered(judge(REDUCTION, GOOD))


def test_lines_end_alike_on_every_system(judge):
    _, out, _ = judge(REDUCTION, GOOD)
    assert out.endswith("\n")
    assert "\r" not in out


def test_json_is_written_to_be_read_with_its_units(judge):
    targets = "target,kind,unit\n\u676d\u5dde,other,\u5428\n"
    _, out, _ = judge(targets, "target,year,value\n\u676d\u5dde,2010,100\n", "--format", "json")
    assert out.startswith('[\n {\n  "target": "\u676d\u5dde",\n  "unit": "\u5428",\n')


def test_potentials_in_another_encoding_are_named(judge, tmp_path):
    own = tmp_path / "OWN.csv"
    own.write_bytes(b"gas,AR5\n\xb6,1\n")
    (told,) = refused(judge(REDUCTION, GOOD, "--gwp", str(own)))
    assert told.startswith("OWN.csv line 2: this is not UTF-8")
