"""Figures are compared only if they were made in the same way."""

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.trajectory.cases import FULL_BASIS, LATER, codes, figures, params, peak, reduction
from trajectory import Basis, Evidence, Figure, FlagCode, Missing, Reason, Verdict, assess
from trajectory.comparability import FIELDS, Comparison, compare

TARGET = reduction(40, 2010, 2030)
STATED_BY_ALL = ("framework", "level", "boundary", "gases", "gwp_set", "electricity", "edition")
"""Fields that are unknown where nothing is said; rows and price years do not apply then."""


def judge(one, other):
    known = Evidence((Figure(2010, Decimal(100), one), Figure(2020, Decimal(70), other)))
    return assess(TARGET, known, as_of=LATER)


@pytest.mark.parametrize("field", FIELDS)
def test_a_base_that_differs_in_any_field_is_not_compared(field):
    found = judge(FULL_BASIS, replace(FULL_BASIS, **{field: "other"}))
    assert (found.reason, found.differs) == (Reason.NOT_COMPARABLE, (field,))
    assert "reduction_percent" not in found.numbers
    assert found.numbers["latest_value"] == Decimal(70)


@pytest.mark.parametrize("field", FIELDS)
def test_an_unknown_does_not_agree_with_a_known(field):
    assert judge(replace(FULL_BASIS, **{field: Missing.NOT_STATED}), FULL_BASIS).differs == (field,)


def test_two_unknowns_of_one_source_and_edition_agree_and_it_is_said():
    unknown = replace(FULL_BASIS, gwp_set=Missing.NOT_STATED)
    found = judge(unknown, unknown)
    assert found.verdict is Verdict.ON_TRACK
    assert params(found, FlagCode.BASIS_UNSTATED) == {"basis_list": ("gwp_set",)}


def test_of_figures_that_are_not_compared_nothing_is_said_of_why_they_are():
    unknown = replace(FULL_BASIS, gwp_set=Missing.NOT_STATED)
    found = judge(unknown, replace(unknown, boundary="metropolitan area"))
    assert (found.reason, found.differs, found.flags) == (Reason.NOT_COMPARABLE, ("boundary",), ())


def test_two_unknowns_of_different_sources_do_not_agree():
    unknown = replace(FULL_BASIS, gwp_set=Missing.NOT_STATED)
    assert judge(unknown, replace(unknown, source="another")).differs == ("gwp_set",)


def test_two_unknowns_of_no_stated_source_do_not_agree():
    assert judge(Basis(), Basis()).differs == STATED_BY_ALL


def test_two_unknowns_of_different_editions_do_not_agree():
    unknown = replace(FULL_BASIS, gwp_set=Missing.NOT_STATED)
    assert judge(unknown, replace(unknown, edition="2025")).differs == ("gwp_set", "edition")


def test_other_sources_agree_where_all_is_stated():
    assert compare(FULL_BASIS, replace(FULL_BASIS, source="another")) == Comparison()


def test_what_cannot_apply_agrees_without_a_flag():
    co2 = replace(FULL_BASIS, gwp_set=Missing.NOT_APPLICABLE)
    assert codes(judge(co2, co2)) == []


def test_the_mean_of_three_leaves_out_figures_that_cannot_be_compared():
    other = replace(FULL_BASIS, boundary="metropolitan area")
    known = Evidence(
        (
            *figures({2010: 100, 2020: 78}),
            Figure(2018, Decimal(200), other),
            Figure(2019, Decimal(200), other),
        )
    )
    found = assess(TARGET, known, as_of=LATER)
    assert (found.verdict, codes(found)) == (Verdict.ON_TRACK, [])
    assert found.numbers["gap_summed_count"] == 1


def test_a_peak_needs_all_figures_since_it_to_be_comparable():
    since = figures({2014: 9, 2015: 8, 2016: 7, 2017: 6, 2018: 5})
    odd = Figure(2019, Decimal(4), replace(FULL_BASIS, gases="CO2"))
    found = assess(peak(2030), Evidence((*since, odd)), as_of=LATER)
    assert (found.reason, found.differs) == (Reason.NOT_COMPARABLE, ("gases",))


def test_of_a_peak_all_that_is_unknown_of_any_figure_is_said():
    unknown = replace(FULL_BASIS, gwp_set=Missing.NOT_STATED)
    other = replace(unknown, method="2016")
    known = (*figures({2014: 9, 2015: 8, 2016: 7}, unknown), *figures({2017: 6, 2018: 5, 2019: 4}, other))
    found = assess(peak(2030), Evidence(known), as_of=LATER)
    assert found.verdict is Verdict.ON_TRACK
    assert params(found, FlagCode.BASIS_UNSTATED) == {"basis_list": ("gwp_set",)}


def test_figures_before_the_peak_may_be_made_otherwise():
    before = Figure(2013, Decimal(4), replace(FULL_BASIS, gases="CO2"))
    known = Evidence((before, *figures({2014: 9, 2015: 8, 2016: 7, 2017: 6, 2018: 5})))
    assert assess(peak(2030), known, as_of=LATER).verdict is Verdict.ON_TRACK


def test_a_late_peak_is_missed_only_against_comparable_figures():
    early = figures({2010: 5, 2011: 5, 2012: 5, 2013: 5}, replace(FULL_BASIS, gases="CO2"))
    known = Evidence((*early, *figures({2014: 9, 2015: 8})))
    assert assess(peak(2012), known, as_of=LATER).reason is Reason.NOT_COMPARABLE
