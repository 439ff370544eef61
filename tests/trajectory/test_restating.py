"""Figures made in different ways are brought together where their masses and rows allow, and it is said."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.trajectory.cases import FULL_BASIS
from trajectory import DEFAULT, Figure, FlagCode, Missing, Part, TrajectoryError
from trajectory.restating import bring_run_together, bring_together

TABLE = {
    "AR4": {"co2": Decimal(1), "ch4": Decimal(25), "n2o": Decimal(298), "sf6": Decimal(22800)},
    "AR5": {"co2": Decimal(1), "ch4": Decimal(28), "n2o": Decimal(265), "sf6": Decimal(23500)},
    "SAR": {"co2": Decimal(1), "ch4": Decimal(21), "n2o": Decimal(310)},
}
AR4 = replace(FULL_BASIS, gwp_set="AR4")
AR5 = replace(FULL_BASIS, gwp_set="AR5")
BASIC = replace(FULL_BASIS, level="basic", rows="basic rows")
PLUS = replace(FULL_BASIS, level="basic_plus", rows="basic+ rows")


def part(row, value, masses=None, **more):
    return Part(row, Decimal(value), {gas: Decimal(mass) for gas, mass in (masses or {}).items()}, **more)


def whole(year, basis, *parts, source=""):
    value = sum((each.value for each in parts), Decimal(0))
    return Figure(year, value, basis, source or f"figure:{year}", parts)


def rows(year, basis, **values):
    """A figure of rows without masses."""
    return whole(year, basis, *(part(row, value) for row, value in values.items()))


def bare(year, value, basis):
    return Figure(year, Decimal(value), basis, f"figure:{year}")


def together(base, latest, *others):
    """Base and latest brought together, with other figures of the series."""
    known = tuple(sorted((base, latest, *others), key=lambda each: each.year))
    return bring_together(known, (base, latest), latest, TABLE, DEFAULT)


def flag(found, code):
    (params,) = [each.params for each in found.flags if each.code is code]
    return dict(params)


NO_PARTS = {
    "no row": (lambda: Part("", Decimal(1)), "Name the row of a part"),
    "a row that is no word": (lambda: Part(None, Decimal(1)), "Name the row of a part"),
    "a float": (lambda: Part("a", 1.5), "Give the value of row a as a Decimal"),
    "no value": (lambda: Part("a", Missing.NOT_STATED), "leave row a out instead"),
    "a mass that is no number": (lambda: part("a", 1, {"ch4": "NaN"}), "Enter the mass of ch4 in row a"),
    "a mass that is missing": (
        lambda: Part("a", Decimal(1), {"ch4": Missing.NOT_STATED}),
        "leave row a out instead",
    ),
    "parts in a list": (
        lambda: Figure(2020, Decimal(1), parts=[part("a", 1)]),
        "the parts of the figure of 2020 as a tuple of Part",
    ),
}


@pytest.mark.parametrize(("make", "message"), NO_PARTS.values(), ids=NO_PARTS.keys())
def test_what_is_no_part_is_refused(make, message):
    with pytest.raises(TrajectoryError, match=message):
        make()


# One set of global warming potentials

GASES = {"co2": "900.000001", "ch4": "2", "n2o": "0.1"}
"""In AR4 900.000001 + 2 x 25 + 0.1 x 298 = 979.800001, in AR5 900.000001 + 56 + 26.5 = 982.500001."""
IN_AR4 = whole(2010, AR4, part("I", "979.800001", GASES))
IN_AR5 = whole(2020, AR5, part("I", "982.500001", GASES))


def test_figures_of_one_basis_stay_as_they_are():
    known = (bare(2010, 100, FULL_BASIS), bare(2020, 70, replace(FULL_BASIS)))
    found = bring_together(known, known, known[1], TABLE, DEFAULT)
    assert found.figures is known
    assert found.flags == ()


def test_figures_of_one_basis_stay_as_they_are_whatever_their_rows():
    known = (rows(2010, BASIC, a=90, b=10), rows(2020, replace(BASIC), a=70))
    assert bring_together(known, known, known[1], TABLE, DEFAULT).figures is known


def test_a_gas_that_does_not_occur_hides_none_after_it():
    base = whole(2010, AR4, part("I", 50, {"n2o": 0, "ch4": 2}))
    found = together(base, whole(2020, AR5, part("I", 28, {"ch4": 1})))
    assert found.figures[0].value == 56


def test_figures_of_nothing_without_a_row_in_common_stay_apart():
    base, latest = rows(2010, BASIC, a=0), rows(2020, PLUS, b=0)
    assert together(base, latest).figures == (base, latest)


def test_no_figures_stay_no_figures():
    assert bring_run_together((), TABLE, DEFAULT).figures == ()


def test_the_base_is_restated_to_the_set_of_the_judged_figure_to_the_gram():
    found = together(IN_AR4, IN_AR5)
    base, latest = found.figures
    assert (base.value, base.reported) == (Decimal("982.500001"), Decimal("979.800001"))
    assert (base.basis, base.source) == (AR5, "figure:2010")
    assert base.parts[0].value == Decimal("982.500001")
    assert latest is IN_AR5
    assert flag(found, FlagCode.RESTATED_GWP) == {"sets_list": ("AR5",), "years_list": (2010,)}


def test_without_masses_of_the_base_the_judged_figure_is_restated_to_its_set():
    found = together(bare(2010, 1000, AR4), IN_AR5, replace(IN_AR5, year=2019))
    base, between, latest = found.figures
    assert base == bare(2010, 1000, AR4)
    assert (latest.value, latest.reported) == (Decimal("979.800001"), Decimal("982.500001"))
    assert latest.basis == between.basis == AR4
    assert flag(found, FlagCode.RESTATED_GWP) == {"sets_list": ("AR4",), "years_list": (2019, 2020)}


def test_other_figures_are_restated_where_they_can_be():
    unlike = bare(2015, 950, AR4)
    alike = replace(IN_AR4, year=2016)
    found = together(IN_AR4, IN_AR5, unlike, alike)
    assert [each.basis.gwp_set for each in found.figures] == ["AR5", "AR4", "AR5", "AR5"]
    assert found.figures[1] is unlike


def test_other_figures_follow_where_base_and_judged_agree():
    found = together(replace(IN_AR5, year=2010), IN_AR5, replace(IN_AR4, year=2015))
    assert [each.value for each in found.figures] == [Decimal("982.500001")] * 3
    assert flag(found, FlagCode.RESTATED_GWP)["years_list"] == (2015,)


KEPT_APART = {
    "no masses on either side": (bare(2010, 1000, AR4), bare(2020, 900, AR5)),
    "a row without masses": (
        whole(2010, AR4, part("I", "979.800001", GASES), part("II", 5)),
        bare(2020, 900, AR5),
    ),
    "a gas that the set does not give": (
        whole(2010, AR4, part("I", 22801, {"co2": 1, "sf6": 1})),
        bare(2020, 900, replace(FULL_BASIS, gwp_set="SAR")),
    ),
    "a gas that its own set does not give": (
        whole(2010, replace(FULL_BASIS, gwp_set="SAR"), part("I", 1, {"sf6": 1})),
        bare(2020, 900, AR4),
    ),
    "a zero that is not broken down": (bare(2010, 0, AR4), whole(2020, AR5, part("I", 900))),
    "a set that is not known": (IN_AR4, bare(2020, 900, replace(AR5, gwp_set="AR9"))),
    "a set that is not stated": (IN_AR4, bare(2020, 900, replace(AR5, gwp_set=Missing.NOT_STATED))),
    "an own set that is not stated": (
        replace(IN_AR4, basis=replace(AR4, gwp_set=Missing.NOT_STATED)),
        bare(2020, 900, AR5),
    ),
    "rows that do not make up the figure": (replace(IN_AR4, value=Decimal(2000)), bare(2020, 900, AR5)),
    "masses that do not make up the row": (
        whole(2010, AR4, part("I", 1000, {"co2": "994.99"})),
        bare(2020, 900, AR5),
    ),
    "masses of more than the row": (
        whole(2010, AR4, part("I", 1000, {"co2": "1005.01"})),
        bare(2020, 9, AR5),
    ),
}


@pytest.mark.parametrize(("base", "latest"), KEPT_APART.values(), ids=KEPT_APART.keys())
def test_what_the_masses_do_not_allow_is_not_restated(base, latest):
    found = together(base, latest)
    assert (found.figures, found.flags) == ((base, latest), ())


def test_a_figure_of_zeros_is_not_restated_from_or_to_a_set_that_is_not_stated():
    unknown = replace(AR4, gwp_set=Missing.NOT_STATED)
    for base, latest in (
        (whole(2010, unknown, part("I", 0)), bare(2020, 900, AR5)),
        (whole(2010, AR4, part("I", 0)), bare(2020, 900, unknown)),
    ):
        assert together(base, latest).figures == (base, latest)


@pytest.mark.parametrize("mass", ["995", "1005"])
def test_masses_may_miss_the_row_by_half_a_percent(mass):
    found = together(whole(2010, AR4, part("I", 1000, {"co2": mass})), bare(2020, 900, AR5))
    assert (found.figures[0].value, found.figures[0].reported) == (Decimal(mass), Decimal(1000))


def test_rows_without_emissions_need_no_masses_and_gases_that_do_not_occur_no_potential():
    base = whole(2010, AR4, part("I", 50, {"ch4": 2, "biogenic": 0}), part("II", 0))
    found = together(base, bare(2020, 50, AR5))
    assert found.figures[0].value == Decimal(56)


def test_removals_are_restated_too():
    base = whole(2010, AR4, part("I", 50, {"ch4": 2}), part("V", -25, {"ch4": -1}))
    assert together(base, bare(2020, 50, AR5)).figures[0].value == Decimal(28)


def test_a_potential_that_is_no_number_is_refused():
    table = TABLE | {"AR5": {"co2": Decimal("NaN")}}
    base = whole(2010, AR4, part("I", 1, {"co2": 1}))
    with pytest.raises(TrajectoryError, match="potential of co2 in AR5"):
        bring_together((base, IN_AR5), (base, IN_AR5), IN_AR5, table, DEFAULT)


# Common rows


def test_basic_and_basic_plus_of_one_city_are_compared_on_the_rows_of_basic():
    found = together(rows(2010, BASIC, a=60, b=40), rows(2020, PLUS, a=50, b=26, c=4))
    base, latest = found.figures
    assert base is not latest
    assert (base.value, base.is_restated) == (Decimal(100), False)
    assert (latest.value, latest.reported) == (Decimal(76), Decimal(80))
    assert latest.basis == base.basis == BASIC
    assert [each.row for each in latest.parts] == ["a", "b"]
    assert flag(found, FlagCode.COMMON_ROWS) == {"share_percent": Decimal(95), "rows_list": ("c",)}


def test_less_than_the_share_is_not_compared():
    base, latest = rows(2010, BASIC, a=60, b=40), rows(2020, PLUS, a=50, b=26, c="4.01")
    found = together(base, latest)
    assert (found.figures, found.flags) == ((base, latest), ())


def test_the_share_holds_for_each_total():
    base, latest = rows(2010, BASIC, a=90, b=10), rows(2020, PLUS, a=100, c=1)
    assert together(base, latest).flags == ()


def test_the_share_is_settable():
    base, latest = rows(2010, BASIC, a=60, b=40), rows(2020, PLUS, a=50, b=22, c=8)
    mild = replace(DEFAULT, common_share=Decimal("0.9"))
    found = bring_together((base, latest), (base, latest), latest, TABLE, mild)
    assert flag(found, FlagCode.COMMON_ROWS)["share_percent"] == Decimal(90)


def test_rows_that_each_lacks_are_left_out_of_both():
    base = rows(2010, replace(BASIC, rows="a b"), a=99, b=1)
    latest = rows(2020, replace(BASIC, rows="a c"), a=97, c=3)
    found = together(base, latest)
    assert [each.value for each in found.figures] == [Decimal(99), Decimal(97)]
    assert {each.basis for each in found.figures} == {replace(BASIC, rows="a")}
    assert flag(found, FlagCode.COMMON_ROWS) == {"share_percent": Decimal(97), "rows_list": ("b", "c")}


def test_levels_that_both_lose_rows_are_named_by_the_rows():
    common = dict.fromkeys("hgfed", 0)
    found = together(rows(2010, BASIC, a=99, b=1, **common), rows(2020, PLUS, a=97, c=3, **common))
    expected = replace(BASIC, level=Missing.NOT_APPLICABLE, rows="a,d,e,f,g,h")
    assert {each.basis for each in found.figures} == {expected}


def test_a_row_that_does_not_occur_is_held():
    found = together(rows(2010, BASIC, a=100, b=0), rows(2020, PLUS, a=50, b=50, c=0))
    assert [each.value for each in found.figures] == [Decimal(100), Decimal(100)]
    assert [each.is_restated for each in found.figures] == [False, False]
    assert [[row.row for row in each.parts] for each in found.figures] == [["a", "b"], ["a", "b"]]
    assert flag(found, FlagCode.COMMON_ROWS) == {"share_percent": Decimal(100), "rows_list": ()}


def test_levels_that_hold_the_same_rows_are_one():
    found = together(rows(2010, BASIC, a=60, b=40), rows(2020, PLUS, a=50, b=30))
    assert {each.basis for each in found.figures} == {PLUS}
    assert flag(found, FlagCode.COMMON_ROWS) == {"share_percent": Decimal(100), "rows_list": ()}


def test_figures_of_zeros_are_compared_in_full():
    found = together(rows(2010, BASIC, a=100), rows(2020, PLUS, a=0, c=0))
    assert [each.value for each in found.figures] == [Decimal(100), Decimal(0)]
    found = together(rows(2010, BASIC, a=0), rows(2020, PLUS, a=0, c=0))
    assert flag(found, FlagCode.COMMON_ROWS)["share_percent"] == Decimal(100)


def test_rows_included_in_one_another_are_one_group():
    base = whole(2010, BASIC, part("a", 100), part("b", 0, included_in="a"))
    latest = whole(2020, PLUS, part("a", 60), part("b", 38), part("c", 2))
    found = together(base, latest)
    assert [each.value for each in found.figures] == [Decimal(100), Decimal(98)]


def test_a_group_of_which_one_figure_lacks_a_row_is_not_common():
    base = whole(2010, BASIC, part("z", 98), part("a", 2), part("b", 0, included_in="a"))
    latest = rows(2020, PLUS, z=98, a=1, c=1)
    found = together(base, latest)
    assert [each.value for each in found.figures] == [Decimal(98), Decimal(98)]
    assert flag(found, FlagCode.COMMON_ROWS)["rows_list"] == ("a", "c")


def test_a_row_included_in_one_outside_the_figure_is_not_common():
    base = whole(2010, BASIC, part("a", 98), part("b", 2), part("d", 0, included_in="x"))
    latest = rows(2020, PLUS, a=98, b=1, d=1)
    assert flag(together(base, latest), FlagCode.COMMON_ROWS)["rows_list"] == ("d",)


def test_groups_grow_together_over_the_figures():
    base = whole(2010, BASIC, part("a", 97), part("b", 0, included_in="a"), part("c", 1), part("e", 2))
    latest = whole(2020, PLUS, part("c", 97), part("b", 0, included_in="c"), part("a", 1), part("d", 2))
    found = together(base, latest)
    assert [each.value for each in found.figures] == [Decimal(98), Decimal(98)]


def test_removals_do_not_make_what_is_left_out_look_small():
    base = rows(2010, BASIC, a=100)
    latest = rows(2020, PLUS, a=100, c=50, v=-50)
    assert together(base, latest).flags == ()


def test_a_confidential_row_is_never_left_out():
    base = rows(2010, BASIC, a=100)
    latest = whole(2020, PLUS, part("a", 99), part("c", 1, is_confidential=True))
    assert together(base, latest).flags == ()


def test_a_confidential_row_that_is_common_is_no_obstacle():
    base = whole(2010, BASIC, part("a", 60), part("b", 40, is_confidential=True))
    latest = rows(2020, PLUS, a=50, b=48, c=2)
    assert [each.value for each in together(base, latest).figures] == [Decimal(100), Decimal(98)]


NO_ROWS = {
    "other frameworks": (rows(2010, BASIC, a=100), rows(2020, replace(PLUS, framework="other"), a=100)),
    "no stated framework": (
        rows(2010, replace(BASIC, framework=Missing.NOT_STATED), a=100),
        rows(2020, replace(PLUS, framework=Missing.NOT_STATED), a=100),
    ),
    "rows of one figure alone": (bare(2010, 100, BASIC), rows(2020, PLUS, a=100)),
    "rows that do not make up the figure": (
        replace(rows(2010, BASIC, a=100), value=Decimal(101)),
        rows(2020, PLUS, a=100),
    ),
    "no row in common": (rows(2010, BASIC, a=100), rows(2020, PLUS, b=100)),
}


@pytest.mark.parametrize(("base", "latest"), NO_ROWS.values(), ids=NO_ROWS.keys())
def test_what_the_rows_do_not_allow_is_not_compared(base, latest):
    found = together(base, latest)
    assert (found.figures, found.flags) == ((base, latest), ())


def test_other_figures_follow_onto_the_common_rows_where_they_hold_them():
    others = {
        2011: rows(2011, BASIC, a=60, b=38),
        2012: rows(2012, PLUS, a=60, b=38, c=1),
        2013: rows(2013, PLUS, a=60, b=30, c=10),
        2014: rows(2014, PLUS, a=60, c=1),
        2015: bare(2015, 98, PLUS),
        2016: whole(2016, PLUS, part("a", 98), part("b", 0, included_in="c"), part("c", 1)),
        2017: whole(2017, PLUS, part("a", 98), part("b", 0), part("c", 0, included_in="a")),
        2018: whole(2018, PLUS, part("a", 60), part("b", 38), part("c", 1, is_confidential=True)),
        2019: rows(2019, replace(PLUS, framework="other"), a=60, b=38, c=1),
    }
    found = together(rows(2010, BASIC, a=60, b=40), rows(2020, PLUS, a=50, b=48, c=2), *others.values())
    by_year = {each.year: each for each in found.figures}
    assert by_year[2012].value == Decimal(98)
    assert [year for year in others if by_year[year] is not others[year]] == [2012]


def test_a_figure_whose_words_fit_but_whose_rows_do_not_is_put_on_the_rows():
    base = rows(2010, BASIC, a=100)
    found = together(base, rows(2020, BASIC, a=99, c=1), rows(2015, PLUS, a=100, c=1))
    assert [each.value for each in found.figures] == [Decimal(100), Decimal(100), Decimal(99)]


def test_gases_and_rows_are_restated_one_after_the_other():
    base = whole(2010, replace(BASIC, gwp_set="AR4"), part("a", 2500, {"ch4": 100}))
    latest = whole(2020, replace(PLUS, gwp_set="AR5"), part("a", 2700), part("c", 100))
    found = together(base, latest)
    assert [each.value for each in found.figures] == [Decimal(2800), Decimal(2700)]
    assert [each.reported for each in found.figures] == [Decimal(2500), Decimal(2800)]
    assert [each.code for each in found.flags] == [FlagCode.RESTATED_GWP, FlagCode.COMMON_ROWS]


def test_the_value_first_reported_is_remembered_through_both():
    base = whole(2010, replace(BASIC, gwp_set="AR5"), part("a", 2800, {"ch4": 100}))
    latest = whole(
        2020, replace(PLUS, gwp_set="AR4"), part("a", 2500, {"ch4": 100}), part("c", 25, {"ch4": 1})
    )
    found = together(replace(base, parts=(part("a", 2800),)), latest)
    assert (found.figures[1].value, found.figures[1].reported) == (Decimal(2800), Decimal(2525))


# Peaks: a run of years


def test_the_longest_run_that_can_be_brought_together_is():
    known = (
        bare(2014, 900, AR4),
        whole(2015, AR4, part("I", 250, {"ch4": 10})),
        whole(2016, AR5, part("I", 252, {"ch4": 9})),
        bare(2017, 240, AR5),
    )
    found = bring_run_together(known, TABLE, DEFAULT)
    assert [each.value for each in found.figures] == [Decimal(each) for each in (900, 280, 252, 240)]
    assert flag(found, FlagCode.RESTATED_GWP) == {"sets_list": ("AR5",), "years_list": (2015,)}


def test_a_run_comes_to_the_set_of_its_last_figure():
    known = (replace(IN_AR5, year=2013), replace(IN_AR4, year=2014), replace(IN_AR5, year=2015))
    found = bring_run_together(known, TABLE, DEFAULT)
    assert {each.basis.gwp_set for each in found.figures} == {"AR5"}
    found = bring_run_together(known[:2], TABLE, DEFAULT)
    assert {each.basis.gwp_set for each in found.figures} == {"AR4"}


def test_a_run_of_one_basis_stays_as_it_is():
    known = (bare(2014, 900, AR4), bare(2015, 800, AR4))
    assert bring_run_together(known, TABLE, DEFAULT).figures is known


def test_a_last_figure_that_stands_alone_leaves_all_as_it_is():
    known = (whole(2014, AR4, part("I", 250, {"co2": 250})), bare(2015, 900, AR4), bare(2016, 800, AR5))
    assert bring_run_together(known, TABLE, DEFAULT).figures[1:] == known[1:]


# What holds for any masses and rows

masses = st.fixed_dictionaries(
    {gas: st.decimals("0", "1000", places=6, allow_nan=False) for gas in ("co2", "ch4", "n2o")}
)


def stated(year, name, held):
    value = sum((mass * TABLE[name][gas] for gas, mass in held.items()), Decimal(0))
    return whole(year, replace(FULL_BASIS, gwp_set=name), Part("I", value, held))


@settings(max_examples=100, deadline=None)
@given(masses, masses)
def test_restating_never_changes_which_of_two_equally_made_inventories_is_larger(one, more):
    larger = {gas: one[gas] + more[gas] for gas in one}
    base, latest = together(stated(2010, "AR4", one), stated(2020, "AR5", larger)).figures
    assert base.value <= latest.value
    assert (base.value == latest.value) is not any(more.values())
    base, latest = together(stated(2010, "AR4", larger), stated(2020, "AR5", one)).figures
    assert base.value >= latest.value


amounts = st.decimals("-100", "1000", places=2, allow_nan=False)
parts = st.builds(
    Part,
    st.sampled_from("abcde"),
    amounts,
    st.dictionaries(st.sampled_from(["co2", "ch4", "x"]), amounts, max_size=2),
    st.sampled_from(["", "", "", "a", "z"]),
    st.booleans(),
)
bases = st.sampled_from([AR4, AR5, BASIC, PLUS, replace(PLUS, gwp_set=Missing.NOT_STATED)])


@st.composite
def series(draw):
    years = draw(st.lists(st.integers(2010, 2020), min_size=1, max_size=5, unique=True))
    held = st.lists(parts, max_size=4)
    return tuple(whole(year, draw(bases), *draw(held)) for year in sorted(years))


@settings(max_examples=200, deadline=None)
@given(series(), st.integers(0, 4))
def test_any_figures_are_brought_together_year_by_year_or_left(known, first):
    compared = (known[min(first, len(known) - 1)], known[-1])
    for found in (
        bring_together(known, compared, known[-1], TABLE, DEFAULT),
        bring_run_together(known, TABLE, DEFAULT),
    ):
        assert [each.year for each in found.figures] == [each.year for each in known]
        for before, after in zip(known, found.figures, strict=True):
            assert after.reported == before.value or after.value == before.value
        assert bool(found.flags) == (found.figures != known)
