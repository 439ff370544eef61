"""Rule 3: emissions per person, floor area or GDP."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from tests.trajectory.cases import FULL_BASIS, codes, evidence, figures, level, params, told
from trajectory import (
    Basis,
    Figure,
    FlagCode,
    Kind,
    Milestone,
    Missing,
    Part,
    Reason,
    Start,
    Target,
    TrajectoryError,
    Verdict,
    as_record,
    assess,
    replay,
)
from trajectory.comparability import Comparison, compare
from trajectory.intensity import ratios, with_activity, years_without_activity
from trajectory.sentences_open import undivided_years

GDP = Basis(
    edition="2024 revision",
    source="statistical yearbook",
    price_year="2015",
)
UNREVISED = replace(FULL_BASIS, edition=Missing.NOT_APPLICABLE)


def ratio(emissions=1, activity=3, of=FULL_BASIS, by=GDP):
    (found,) = ratios(figures({2020: emissions}, of), figures({2020: activity}, by))
    return found


def test_a_ratio_is_exact_and_is_shown_with_twelve_digits():
    found = ratio(2, 3)
    assert (found.exact, found.value) == (Fraction(2, 3), Decimal("0.666666666667"))


def test_a_very_small_ratio_is_shown_with_eighteen_decimals():
    assert ratio("0.0000001", "700000").value == Decimal("0.000000000000142857")


def test_a_small_ratio_keeps_twelve_digits():
    assert ratio(1, 700000).value == Decimal("0.00000142857142857")


def test_a_ratio_keeps_where_its_emissions_are_kept():
    assert ratio().source == "figure:2020"


def test_a_year_without_activity_has_no_ratio():
    emissions, people = figures({2010: 10, 2015: 9, 2020: 8}), figures({2010: 5, 2016: 5, 2020: 5})
    assert [each.year for each in ratios(emissions, people)] == [2010, 2020]
    assert [each.year for each in with_activity(emissions, people)] == [2010, 2020]


@pytest.mark.parametrize("value", [0, -1])
def test_an_activity_that_is_not_above_zero_is_refused(value):
    with pytest.raises(TrajectoryError) as refused:
        ratio(1, value)
    assert str(refused.value) == (
        f"The activity of 2020 must be above zero to divide by, not {value}; "
        "correct it or leave that year out."
    )


def test_a_ratio_has_no_rows_of_its_own():
    (emissions,) = figures({2020: 12})
    known = replace(emissions, parts=(Part("I", Decimal(12)),))
    (found,) = ratios([known], figures({2020: 4}))
    assert (found.parts, found.value) == ((), 3)


def test_a_ratio_names_both_that_it_was_made_of():
    of = replace(FULL_BASIS, boundary=Missing.NOT_STATED, edition=Missing.NOT_APPLICABLE)
    found = ratio(of=of, by=replace(GDP, boundary="nation")).basis
    assert (found.edition, found.boundary) == ("- / 2024 revision", Missing.NOT_STATED)
    assert found.source == "city / statistical yearbook; - / nation"


def test_the_boundary_of_the_emissions_is_that_of_the_ratio():
    of = replace(FULL_BASIS, boundary=Missing.NOT_APPLICABLE)
    assert ratio(of=of).basis.boundary is Missing.NOT_APPLICABLE
    assert ratio().basis.boundary == "city"


def test_without_editions_a_ratio_has_none():
    found = ratio(of=UNREVISED, by=replace(GDP, edition=Missing.NOT_APPLICABLE)).basis
    assert found.edition is Missing.NOT_APPLICABLE


def test_emissions_that_were_restated_stay_marked_as_such():
    (emissions,) = figures({2020: 12})
    (found,) = ratios([replace(emissions, reported=Decimal(10))], figures({2020: 4}))
    assert (found.exact, found.reported) == (3, Decimal("2.5"))


NOT_COMPARABLE = {
    "money at other prices": (UNREVISED, GDP, UNREVISED, replace(GDP, price_year="2010"), "price_year"),
    "people by another census": (
        FULL_BASIS,
        GDP,
        FULL_BASIS,
        replace(GDP, edition="2020 census"),
        "edition",
    ),
    "emissions of another edition": (FULL_BASIS, GDP, replace(FULL_BASIS, edition="2025"), GDP, "edition"),
    "an edition of the emissions alone, then of the activity alone": (
        replace(FULL_BASIS, edition="2020"),
        replace(GDP, edition=Missing.NOT_APPLICABLE),
        UNREVISED,
        replace(GDP, edition="2020"),
        "edition",
    ),
    "another census where the emissions' edition is not stated": (
        replace(FULL_BASIS, edition=Missing.NOT_STATED),
        GDP,
        replace(FULL_BASIS, edition=Missing.NOT_STATED),
        replace(GDP, edition="2020 census"),
        "edition",
    ),
    "people of a wider area": (
        FULL_BASIS,
        replace(GDP, boundary="city"),
        FULL_BASIS,
        replace(GDP, boundary="metropolitan area"),
        "boundary",
    ),
    "people of a wider area where the boundary of the emissions is not stated": (
        replace(FULL_BASIS, boundary=Missing.NOT_STATED),
        replace(GDP, boundary="city"),
        replace(FULL_BASIS, boundary=Missing.NOT_STATED),
        replace(GDP, boundary="metropolitan area"),
        "boundary",
    ),
    "an unknown edition by unknown sources": (
        FULL_BASIS,
        replace(GDP, edition=Missing.NOT_STATED, source=Missing.NOT_STATED),
        FULL_BASIS,
        replace(GDP, edition=Missing.NOT_STATED, source=Missing.NOT_STATED),
        "edition",
    ),
}


@pytest.mark.parametrize(
    ("of", "by", "of_other", "by_other", "field"), NOT_COMPARABLE.values(), ids=NOT_COMPARABLE.keys()
)
def test_ratios_made_otherwise_are_not_compared(of, by, of_other, by_other, field):
    found = compare(ratio(of=of, by=by).basis, ratio(of=of_other, by=by_other).basis)
    assert found.differs == (field,)


COMPARABLE = {
    "all stated": (FULL_BASIS, GDP, ()),
    "no editions at all": (UNREVISED, replace(GDP, edition=Missing.NOT_APPLICABLE), ()),
    "prices not stated by one source": (
        FULL_BASIS,
        replace(GDP, price_year=Missing.NOT_STATED),
        ("price_year",),
    ),
    "no edition stated by one source": (
        replace(FULL_BASIS, edition=Missing.NOT_STATED),
        replace(GDP, edition=Missing.NOT_STATED),
        ("edition",),
    ),
    "half an edition stated by one source": (
        FULL_BASIS,
        replace(GDP, edition=Missing.NOT_STATED),
        ("edition",),
    ),
    "an activity with a boundary": (FULL_BASIS, replace(GDP, boundary="city"), ()),
}


@pytest.mark.parametrize(("of", "by", "unstated"), COMPARABLE.values(), ids=COMPARABLE.keys())
def test_ratios_made_alike_are_compared_and_what_is_not_stated_is_said(of, by, unstated):
    assert compare(ratio(of=of, by=by).basis, ratio(3, 4, of, by).basis) == Comparison((), unstated)


def test_people_have_no_prices():
    assert ratio(by=Basis(source="census", edition="2020")).basis.price_year is Missing.NOT_APPLICABLE


def test_dividing_leaves_the_figures_as_they_are():
    given = Figure(2020, Decimal(1), FULL_BASIS)
    ratios([given], figures({2020: 3}))
    assert given.value == 1


PLAN = Target(
    Kind.INTENSITY,
    measure="co2",
    activity="GDP at constant prices",
    base_year=2015,
    target_year=2020,
    reduction_percent=Decimal(18),
)
"""18 per cent less carbon dioxide for a unit of GDP over five years (thirteenth Five-Year Plan of China)"""

EMISSIONS = {2015: 9000, 2018: 9630}
GDP_2015_PRICES = {2015: 5000, 2018: 6000}


def judge(emissions=EMISSIONS, activity=GDP_2015_PRICES, target=PLAN, as_of=date(2019, 12, 31), by=GDP):
    return assess(target, evidence(emissions, activity=figures(activity, by)), as_of=as_of)


@pytest.mark.parametrize(
    ("emissions", "verdict"),
    [
        ("9633.6", Verdict.ON_TRACK),  # 1.8 x (1 - 0.18 x 3/5) = 1.6056 a unit, on the path
        ("9633.61", Verdict.OFF_TRACK),
    ],
)
def test_the_path_is_one_of_emissions_by_gdp(emissions, verdict):
    found = judge(EMISSIONS | {2018: emissions})
    assert found.verdict is verdict
    assert (found.numbers["base_value"], found.numbers["path_value"]) == (Decimal("1.8"), Decimal("1.6056"))
    assert found.numbers["goal_value"] == Decimal("1.476")


@pytest.mark.parametrize(("emissions", "verdict"), [(10332, Verdict.MET), ("10332.01", Verdict.MISSED)])
def test_the_plan_is_decided_in_its_last_year(emissions, verdict):
    found = judge({2015: 9000, 2020: emissions}, {2015: 5000, 2020: 7000}, as_of=date(2021, 12, 31))
    assert found.verdict is verdict


def test_emissions_may_rise_while_their_intensity_falls():
    numbers = judge().numbers
    assert numbers["latest_value"] == Decimal("1.605")
    assert numbers["reduction_percent"] == Decimal("10.8333333333")  # (1.8 - 1.605) / 1.8


def test_a_ratio_on_the_line_is_on_track_though_no_decimal_equals_it():
    target = replace(PLAN, target_year=2018, reduction_percent=Decimal(100))
    found = judge({2015: 1, 2016: 2}, {2015: 1, 2016: 3}, target, date(2017, 12, 31))
    assert found.verdict is Verdict.ON_TRACK
    assert found.numbers["latest_value"] == Decimal("0.666666666667")
    assert found.numbers["gap"] == 0


def test_total_and_intensity_are_controlled_side_by_side():
    cap = level(8500, 2020, start=Start(2015, Decimal(9000)))  # 8,700 in 2018
    emissions = {2015: 9000, 2018: 8800}
    assert judge(emissions, target=cap).verdict is Verdict.OFF_TRACK
    assert judge(emissions).verdict is Verdict.ON_TRACK


def test_gdp_at_other_prices_is_not_compared():
    other = figures({2018: 6000}, replace(GDP, price_year="2010"))
    known = evidence(EMISSIONS, activity=(*figures({2015: 5000}, GDP), *other))
    found = assess(PLAN, known, as_of=date(2019, 12, 31))
    assert (found.reason, found.differs) == (Reason.NOT_COMPARABLE, ("price_year",))
    assert "Values at the prices of one year for both would settle this." in told(found)


def test_people_of_two_census_revisions_are_not_compared():
    other = figures({2018: 6000}, replace(GDP, edition="2020 census"))
    known = evidence(EMISSIONS, activity=(*figures({2015: 5000}, GDP), *other))
    assert assess(PLAN, known, as_of=date(2019, 12, 31)).differs == ("edition",)


def test_of_two_revisions_the_newest_that_holds_both_years_counts():
    revised = replace(GDP, edition="2025 revision")
    known = evidence(
        EMISSIONS,
        activity=(*figures({2015: 5000, 2018: 6000}, GDP), *figures({2015: 5000, 2018: 5900}, revised)),
    )
    found = assess(PLAN, known, as_of=date(2019, 12, 31))
    assert found.verdict is Verdict.OFF_TRACK
    assert found.numbers["latest_value"] == Decimal("1.63220338983")  # 9,630 / 5,900


def test_an_activity_stated_after_the_day_is_not_known_yet():
    later = tuple(replace(each, vintage=date(2020, 7, 1)) for each in figures({2018: 5900}, GDP))
    known = evidence(EMISSIONS, activity=(*figures(GDP_2015_PRICES, GDP), *later))
    assert assess(PLAN, known, as_of=date(2019, 12, 31)).verdict is Verdict.ON_TRACK
    assert assess(PLAN, known, as_of=date(2020, 7, 1)).verdict is Verdict.OFF_TRACK


def test_an_activity_that_contradicts_itself_stops_only_what_is_divided_by_it():
    known = evidence(EMISSIONS, activity=(*figures({2015: 1}), *figures({2015: 2})))
    cap = level(9700, 2020, start=Start(2015, Decimal(9000)))
    assert assess(cap, known, as_of=date(2019, 12, 31)).verdict is Verdict.ON_TRACK
    with pytest.raises(TrajectoryError, match="Two figures of 2015 differ"):
        assess(PLAN, known, as_of=date(2019, 12, 31))


def test_the_latest_year_that_has_an_activity_is_judged():
    assert judge(EMISSIONS | {2019: 20000}).numbers["latest_year"] == 2018


YEARS_BETWEEN = replace(PLAN, base_year=2010, target_year=2030, reduction_percent=Decimal(40))
KNOWN_TWICE = {2010: 10, 2018: 10}
HIDDEN = {
    "a year after the judged one": ({2010: 100, 2018: 60, 2020: 160}, KNOWN_TWICE, (2020,)),
    "years before it and after it": (
        {2010: 100, 2012: 90, 2018: 60, 2019: 70, 2020: 160},
        KNOWN_TWICE,
        (2012, 2019, 2020),
    ),
    "no year before the base": ({2009: 90, 2010: 100, 2018: 60}, KNOWN_TWICE, ()),
    "no year after the target year": ({2010: 100, 2018: 60, 2031: 160}, KNOWN_TWICE, ()),
    "no year of people alone": ({2010: 100, 2018: 60}, KNOWN_TWICE | {2020: 10}, ()),
}


@pytest.mark.parametrize(("emissions", "people", "years"), HIDDEN.values(), ids=HIDDEN.keys())
def test_years_that_cannot_be_divided_are_named(emissions, people, years):
    found = judge(emissions, people, YEARS_BETWEEN, date(2022, 12, 31))
    assert (found.verdict, found.numbers["latest_year"]) == (Verdict.ON_TRACK, 2018)
    if years:
        assert params(found, FlagCode.ACTIVITY_MISSING) == {"years_list": years}
        assert f"Emissions are known for {years} too, but not what they are to be divided by" in told(found)
    else:
        assert "activity_missing" not in codes(found)


def test_without_a_base_year_all_years_that_cannot_be_divided_are_named():
    target = Target(Kind.INTENSITY, measure="ghg", activity="people", target_year=2030, level=Decimal(6))
    found = judge({2010: 100, 2018: 60, 2020: 160}, {2018: 10}, target, date(2022, 12, 31))
    assert params(found, FlagCode.ACTIVITY_MISSING) == {"years_list": (2010, 2020)}


def test_the_target_year_decides_whatever_is_missing_before_it():
    emissions, people = {2010: 100, 2018: 60, 2020: 160, 2030: 60}, KNOWN_TWICE | {2030: 10}
    found = judge(emissions, people, YEARS_BETWEEN, date(2031, 12, 31))
    assert (found.verdict, codes(found)) == (Verdict.MET, [])


def test_where_no_year_since_the_base_can_be_divided_the_remedy_is_the_activity():
    found = judge({2010: 100, 2018: 60, 2020: 160}, {2010: 10}, YEARS_BETWEEN, date(2022, 12, 31))
    assert (found.open, codes(found)) == ((Reason.TOO_EARLY, Reason.STALE), [])
    assert told(found).startswith(
        "Emissions are known for (2018, 2020), later than the year from which the target counts, but not "
        "what they are to be divided by. Its value for one of these years would settle this."
    )
    alone = judge({2010: 100}, {2010: 10}, YEARS_BETWEEN, date(2012, 12, 31))
    assert told(alone).startswith("The latest figure, for 2010, is not later than the year")


def test_where_the_target_year_cannot_be_divided_the_remedy_is_its_activity():
    found = judge({2010: 100, 2018: 60, 2030: 160}, KNOWN_TWICE, YEARS_BETWEEN, date(2031, 12, 31))
    assert (found.reason, found.last_known) == (Reason.AWAITING_FINAL_INVENTORY, Verdict.ON_TRACK)
    assert told(found).startswith(
        "Emissions are known for the target year 2030, but not what they are to be divided by. Its value for "
        "that year would settle this."
    )
    unknown = judge({2010: 100, 2018: 60}, KNOWN_TWICE, YEARS_BETWEEN, date(2031, 12, 31))
    assert told(unknown).startswith("Whether the target is met is decided by the figure for 2030")


def test_what_is_left_out_for_its_activity_is_replayed_from_the_record():
    day = date(2022, 12, 31)
    record = as_record(judge({2010: 100, 2018: 60, 2020: 160}, KNOWN_TWICE, YEARS_BETWEEN, day))
    assert as_record(replay(json.loads(json.dumps(record)), as_of=day)) == record
    assert {"code": "activity_missing", "params": {"years_list": [2020]}} in record["flags"]


def test_an_intensity_that_is_measured_as_such_is_not_divided():
    target = replace(PLAN, measure="kWh a square metre", activity=Missing.NOT_STATED)
    found = judge({2015: 100, 2018: "89.2"}, target=target)
    assert (found.verdict, found.numbers["path_value"]) == (Verdict.ON_TRACK, Decimal("89.2"))


def test_an_intensity_may_be_promised_as_a_level():
    target = Target(
        Kind.INTENSITY,
        measure="ghg",
        activity="people",
        target_year=2050,
        level=Decimal("1.5"),
        start=Start(2010, Decimal(9)),
    )
    on, off = (judge({2020: value}, {2020: 8}, target) for value in (57, "57.01"))  # 7.125 a person
    assert (on.verdict, off.verdict) == (Verdict.ON_TRACK, Verdict.OFF_TRACK)


def test_a_declared_base_is_an_intensity():
    target = replace(PLAN, base_value=Decimal("1.8"))
    found = judge({2018: 9630}, {2018: 6000}, target)
    assert (found.verdict, codes(found)) == (Verdict.ON_TRACK, ["declared_base", "basis_unstated"])


def test_a_declared_intensity_is_not_held_against_the_emissions_of_the_base_year():
    target = replace(PLAN, base_value=Decimal("1.8"))
    known = evidence(
        EMISSIONS,
        activity=figures(GDP_2015_PRICES, GDP),
        earlier=figures({2015: 8000}),
        method_changes=(2017,),
    )
    found = assess(target, known, as_of=date(2019, 12, 31))
    assert codes(found) == ["base_restated", "method_changed"]
    assert params(found, FlagCode.BASE_RESTATED)["from_amount"] == 8000


def test_what_is_missing_of_an_intensity_is_said():
    alone = judge(activity={})
    assert "what they are to be divided by" in told(alone)
    without_base = judge(activity={2018: 6000})
    assert "Emissions are known for the base year 2015" in told(without_base)
    neither = judge({2018: 9630}, {2018: 6000})
    assert "No figure is known for the base year 2015." in told(neither)
    assert "A first accepted report" in told(judge({}, {}))


def test_unsteady_and_behind_the_line_are_said_of_an_intensity_too():
    people = figures({2015: 1, 2016: 3, 2017: 3, 2018: 3})
    target = replace(PLAN, target_year=2021, reduction_percent=Decimal(60))  # 1 in 2015, 0.7 in 2018
    unsteady = evidence({2015: 1, 2016: 3, 2017: 3, 2018: 2}, activity=people)
    assert codes(assess(target, unsteady, as_of=date(2019, 12, 31))) == ["unsteady"]  # mean 8/9
    bent = replace(unsteady, milestones=(Milestone(2018, level=Decimal("0.9")),))
    assert codes(assess(target, bent, as_of=date(2019, 12, 31))) == []
    behind = evidence({2015: 1, 2018: "2.4"}, activity=people, milestones=bent.milestones)
    assert codes(assess(target, behind, as_of=date(2019, 12, 31))) == ["behind_straight_line"]


def test_years_that_cannot_be_divided_are_those_after_one_and_up_to_another():
    emissions, none = figures({2010: 5, 2015: 5, 2018: 5, 2020: 5, 2022: 5}), Missing.NOT_STATED
    divided = figures({2018: 1})
    assert years_without_activity(emissions, divided, 2010, 2020) == (2015, 2020)
    assert years_without_activity(emissions, divided, none, 2020) == (2010, 2015, 2020)
    assert years_without_activity(emissions, divided, 2010, none) == (2015, 2020, 2022)


def test_without_a_base_every_year_that_cannot_be_divided_counts():
    found = judge({2014: 9000, 2015: 9000, 2018: 9630, 2019: 9700})
    assert undivided_years(found) == (2019,)
    cap = Target(Kind.INTENSITY, measure="co2", activity="GDP", target_year=2020, level=Decimal(1))
    assert undivided_years(judge({2014: 9000, 2018: 9630}, {2018: 6000}, cap)) == (2014,)
