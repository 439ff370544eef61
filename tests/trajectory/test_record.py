"""The stored record: its shape, and that an unchanged answer leaves an unchanged record."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tests.trajectory.cases import FULL_BASIS, evidence, figures, level, neutral, peak, reduction, scenario
from trajectory import (
    Amount,
    Basis,
    Evidence,
    Figure,
    Kind,
    Milestone,
    Origin,
    Part,
    Sense,
    Start,
    Target,
    Thresholds,
    TrajectoryError,
    YearQualifier,
    as_record,
    assess,
    replay,
)

TARGET = reduction(40, 2010, 2030)
KNOWN = evidence({2010: "100.0", 2020: "85.50"}, origin=Origin.REFERENCE)
BASIS = {
    "framework": "GPC",
    "level": "BASIC",
    "boundary": "city",
    "gases": "CO2,CH4,N2O",
    "gwp_set": "AR5",
    "electricity": "location",
    "edition": "2024",
    "rows": "not_applicable",
    "price_year": "not_applicable",
    "source": "city",
    "method": "not_applicable",
}


def record(target=TARGET, known=KNOWN, as_of=date(2021, 1, 1)):
    return as_record(assess(target, known, as_of=as_of))


def test_the_whole_record():
    assert record() == {
        "schema": 2,
        "method": "2.0",
        "rule": "base_year_reduction",
        "origin": "reference",
        "verdict": "off_track",
        "reason": "",
        "open": [],
        "last_known": "",
        "flags": [],
        "numbers": {
            "base_year": 2010,
            "base_value": "100",
            "target_year": 2030,
            "goal_value": "60",
            "target_reduction_percent": "40",
            "latest_year": 2020,
            "latest_value": "85.5",
            "path_value": "80",
            "straight_line_value": "80",
            "goal_gap": "25.5",
            "gap": "5.5",
            "gap_summed": "5.5",
            "gap_summed_count": 1,
            "reduction_percent": "14.5",
            "required_reduction_percent": "20",
            "share_achieved_percent": "36.25",
            "achieved_annual_rate_percent": "1.45",
            "required_annual_rate_percent": "2.55",
            "projection_value": "71",
            "pace_year": 2038,
        },
        "path": [[2010, "100"], [2030, "60"]],
        "straight_line": [[2010, "100"], [2030, "60"]],
        "likelihood": {"none": "too_few_figures"},
        "figures": [
            {"year": 2010, "value": "100", "source": "figure:2010", "basis": 0},
            {"year": 2020, "value": "85.5", "source": "figure:2020", "basis": 0},
        ],
        "bases": [BASIS],
        "inputs": {
            "target": {
                "kind": "base_year_reduction",
                "measure": "ghg",
                "base_year": 2010,
                "target_year": 2030,
                "reduction_percent": "40",
            },
            "evidence": {},
            "thresholds": {},
        },
        "differs": [],
        "sentences": [
            {
                "id": (
                    "The figure for %(latest_year)s is %(latest_amount)s. The path to the target allows only "
                    "%(path_amount)s in that year: the figure is %(gap_amount)s too high."
                ),
                "params": {
                    "latest_year": 2020,
                    "latest_amount": "85.5",
                    "path_amount": "80",
                    "gap_amount": "5.5",
                },
            },
            {
                "id": (
                    "From %(base_year)s to %(latest_year)s it fell by %(reduction_percent)s; the promise is "
                    "%(target_reduction_percent)s by %(target_year)s."
                ),
                "params": {
                    "base_year": 2010,
                    "latest_year": 2020,
                    "reduction_percent": "14.5",
                    "target_reduction_percent": "40",
                    "target_year": 2030,
                },
            },
            {
                "id": (
                    "To reach the target it must now fall each year by %(required_annual_rate_percent)s of "
                    "what it was in %(base_year)s."
                ),
                "params": {"base_year": 2010, "required_annual_rate_percent": "2.55"},
            },
            {
                "id": "At the pace since %(base_year)s the goal would be reached in %(pace_year)s.",
                "params": {"base_year": 2010, "pace_year": 2038},
            },
        ],
    }


def test_a_basis_is_told_once_however_often_it_is_made():
    known = Evidence((*figures({2010: 100}), *figures({2020: 85}, replace(FULL_BASIS))))
    assert record(known=known)["bases"] == [BASIS]


def test_a_part_without_masses_tells_of_none():
    known = Evidence(tuple(replace(each, parts=(Part("I.1", each.value),)) for each in KNOWN.figures))
    told = record(known=known)["inputs"]["evidence"]["figures"]
    assert [each["parts"] for each in told] == [
        [{"row": "I.1", "value": "100"}],
        [{"row": "I.1", "value": "85.5"}],
    ]


def test_a_restated_figure_tells_what_was_reported():
    masses = {"ch4": Decimal(2)}
    known = tuple(
        Figure(year, value, replace(FULL_BASIS, gwp_set=name), parts=(Part("I", value, masses),))
        for year, value, name in ((2010, Decimal(50), "AR4"), (2020, Decimal(56), "AR5"))
    )
    potentials = {"AR4": {"ch4": Decimal(25)}, "AR5": {"ch4": Decimal(28)}}
    base, latest = record(known=Evidence(known, potentials=potentials))["figures"]
    assert (base["value"], base["reported"]) == ("56", "50")
    assert "reported" not in latest


def test_one_figure_with_its_masses_in_any_order_is_one():
    (figure,) = figures({2010: 30})
    masses = {"ch4": Decimal(1), "co2": Decimal(5)}
    earlier = tuple(
        replace(figure, parts=(Part("I", Decimal(30), dict(each)),))
        for each in (masses.items(), reversed(masses.items()))
    )
    assert len(record(known=replace(KNOWN, earlier=earlier))["inputs"]["evidence"]["earlier"]) == 1


def test_a_number_of_thirty_six_digits_is_told_in_full():
    target = Target(Kind.SHARE, measure="m", level=Decimal(10**17), target_year=2020, sense=Sense.AT_LEAST)
    told = record(target, evidence({2020: "0.123456789012345678"}))["sentences"][0]["params"]
    assert told["goal_gap_amount"] == "99999999999999999.876543210987654322"


def test_settings_equal_to_the_default_are_not_told():
    found = assess(TARGET, KNOWN, as_of=date(2021, 1, 1), thresholds=Thresholds(steady_figures=3))
    assert as_record(found)["inputs"]["thresholds"] == {}


def test_the_record_survives_json():
    assert json.loads(json.dumps(record())) == record()


def test_another_day_with_the_same_answer_leaves_the_record_as_it_is():
    assert record(as_of=date(2021, 1, 1)) == record(as_of=date(2024, 12, 31))


def test_a_stale_record_does_not_change_with_every_day():
    assert record(as_of=date(2026, 1, 1)) == record(as_of=date(2029, 12, 31))
    assert record(as_of=date(2026, 1, 1))["last_known"] == "off_track"


def test_the_order_of_figures_and_the_writing_of_numbers_leave_the_record_as_it_is():
    again = Evidence((*figures({2020: "85.5"}), *figures({2010: "1E+2"})), origin=Origin.REFERENCE)
    assert json.dumps(record(known=again)) == json.dumps(record())


def test_which_of_two_equal_figures_comes_first_leaves_the_record_as_it_is():
    one = Figure(2020, Decimal("85.5"), FULL_BASIS, "figure:1")
    other = Figure(2020, Decimal("85.50"), FULL_BASIS, "figure:2")
    base = figures({2010: 100})
    records = [record(known=Evidence((*base, *pair))) for pair in ((one, other), (other, one))]
    assert records[0] == records[1]
    assert [each["source"] for each in records[0]["figures"]] == ["figure:2010", "figure:1"]


def test_flags_carry_their_parameters_as_json():
    target = level(60, 2030, start=Start(2010, Decimal(100)), assumed=("level",))
    assert record(target, evidence({2020: 60}))["flags"] == [
        {"code": "assumes", "params": {"fields_list": ["level"]}},
        {"code": "already_below_target", "params": {}},
    ]


@pytest.mark.parametrize(
    ("target", "known"),
    [
        pytest.param(TARGET, KNOWN, id="a reduction on public figures"),
        pytest.param(
            level(60, 2030, start=Start(2010, Decimal(100)), assumed=("level",)),
            evidence({2012: 90, 2020: "85.5"}, milestones=(Milestone(2020, level=Decimal(80)),)),
            id="a level with a start and a milestone",
        ),
        pytest.param(
            neutral(2020),
            evidence({2020: 40}, removals=(Amount(2020, Decimal(30)),), credits=(Amount(2020, Decimal(10)),)),
            id="neutrality with removals and credits",
        ),
        pytest.param(
            peak(2020, year_qualifier=YearQualifier.AROUND),
            evidence({year: 100 - abs(year - 2012) for year in range(2005, 2022)}),
            id="a peak around a year",
        ),
        pytest.param(
            Target(
                Kind.INTENSITY,
                measure="ghg",
                activity="people",
                base_year=2010,
                target_year=2030,
                reduction_percent=Decimal(40),
            ),
            evidence({2010: 100, 2020: 80, 2021: 70}, activity=figures({2010: 3, 2020: 7})),
            id="an intensity, with a year that has no activity",
        ),
        pytest.param(
            Target(Kind.BASELINE_SCENARIO, measure="ghg", target_year=2030, reduction_percent=Decimal(40)),
            evidence({2020: 80}, scenario=scenario({2010: 100, 2030: 130})),
            id="a reduction below a scenario",
        ),
        pytest.param(
            Target(
                Kind.RECURRING_SHARE,
                measure="share",
                level=Decimal(50),
                sense=Sense.AT_LEAST,
                first_year=2019,
            ),
            evidence({2019: 49, 2020: 51}),
            id="what is due every year",
        ),
        pytest.param(
            TARGET,
            replace(
                KNOWN, earlier=tuple(replace(each, vintage=date(2012, 1, 1)) for each in figures({2010: 90}))
            ),
            id="a base that was stated otherwise on an earlier day",
        ),
        pytest.param(
            TARGET,
            Evidence(
                tuple(
                    Figure(year, Decimal(value), Basis(source="public series"), vintage=date(day, 7, 1))
                    for year, value, day in ((2010, 100, 2012), (2010, 104, 2015), (2020, 80, 2022))
                ),
                activity=tuple(replace(each, vintage=date(2012, 1, 1)) for each in figures({2010: 3})),
            ),
            id="figures of several days, of which little is stated",
        ),
        pytest.param(
            Target(
                Kind.INTENSITY,
                measure="ghg",
                activity="people",
                base_year=2010,
                target_year=2030,
                reduction_percent=Decimal(40),
            ),
            evidence(
                {2010: 100, 2020: 80},
                activity=tuple(
                    replace(each, vintage=date(2021, 7, 1)) for each in figures({2010: 3, 2020: 7})
                ),
            ),
            id="an intensity by an activity stated on a day",
        ),
    ],
)
def test_a_record_replays_to_itself(target, known):
    as_of = date(2022, 12, 31)
    stored = json.loads(json.dumps(record(target, known, as_of)))
    assert as_record(replay(stored, as_of=as_of)) == stored


def test_settings_are_replayed_as_they_were():
    strict = Thresholds(peak_decline_years=5)
    known = evidence({year: 100 - abs(year - 2015) for year in range(2010, 2020)})
    stored = as_record(assess(peak(2030), known, as_of=date(2020, 1, 1), thresholds=strict))
    assert stored["inputs"]["thresholds"] == {"peak_decline_years": 5}
    assert stored["reason"] == "not_yet_peaked"
    assert as_record(replay(stored, as_of=date(2020, 1, 1))) == stored


def test_the_record_of_another_method_is_not_replayed_by_this_one():
    with pytest.raises(TrajectoryError, match="method 1.0"):
        replay({**record(), "method": "1.0"}, as_of=date(2021, 1, 1))
