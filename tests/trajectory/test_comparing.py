"""From figures that were made in different ways to a verdict, or to what keeps them apart."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tests.trajectory.cases import FULL_BASIS, LATER, codes, figures, level, neutral, params, peak, reduction
from trajectory import (
    Evidence,
    Figure,
    FlagCode,
    Kind,
    Missing,
    Origin,
    Part,
    Reason,
    Target,
    Verdict,
    as_record,
    assess,
    replay,
    sentences,
)

TARGET = reduction(40, 2010, 2030)
POTENTIALS = {
    "AR4": {"co2": Decimal(1), "ch4": Decimal(25)},
    "AR5": {"co2": Decimal(1), "ch4": Decimal(28)},
}
BASIC = replace(FULL_BASIS, level="basic", rows="basic rows")
PLUS = replace(FULL_BASIS, level="basic_plus", rows="basic+ rows")


def whole(year, basis, **rows):
    """A figure of rows; of methane alone where the basis names AR4 or AR5."""
    gwp = POTENTIALS.get(basis.gwp_set, {}).get("ch4") if basis.level == "BASIC" else None
    parts = tuple(
        Part(row.replace("_", "."), Decimal(value) * (gwp or 1), {"ch4": Decimal(value)} if gwp else {})
        for row, value in rows.items()
    )
    return Figure(year, sum(each.value for each in parts), basis, f"figure:{year}", parts)


def given(*known, **more):
    return Evidence(known, potentials=POTENTIALS, **more)


def written(found):
    return " ".join(each.id % each.params for each in sentences(found))


def test_in_the_year_of_neutrality_a_base_of_fewer_rows_takes_none_from_the_figure():
    known = given(whole(2010, BASIC, I_1=990), whole(2020, PLUS, I_1=396, IV_1=4))
    found = assess(neutral(2020, base_year=2010, residual=Decimal(10)), known, as_of=LATER)
    assert (found.numbers["gross_value"], found.flags) == (400, ())


def test_an_intensity_is_brought_to_the_set_of_the_latest_year_that_can_be_divided():
    ar4 = replace(FULL_BASIS, gwp_set="AR4")
    known = given(
        whole(2015, ar4, I=10),
        whole(2018, FULL_BASIS, I=9),
        whole(2019, ar4, I=9),
        activity=figures({2015: 1, 2018: 1}),
    )
    target = Target(
        Kind.INTENSITY,
        measure="ghg",
        activity="people",
        base_year=2015,
        target_year=2030,
        reduction_percent=Decimal(40),
    )
    found = assess(target, known, as_of=LATER)
    assert params(found, FlagCode.RESTATED_GWP) == {"sets_list": ("AR5",), "years_list": (2015,)}


def test_a_reduction_rests_on_the_release_that_holds_its_base():
    def stated(year, value, edition):
        basis = replace(FULL_BASIS, edition=edition)
        return Figure(year, Decimal(value), basis, vintage=date(int(edition), 7, 1))

    known = given(stated(2010, 100, "2021"), stated(2020, 80, "2021"), stated(2020, 70, "2022"))
    assert assess(TARGET, known, as_of=LATER).numbers["latest_value"] == 80
    assert assess(level(90, 2020), known, as_of=LATER).numbers["latest_value"] == 70


# Real traps: the boundary or the method changed, not the emissions. Values in tonnes, as the cities printed
# them in the inventory of that year.

OAKLAND = {2013: 2_733_664, 2015: 1_745_827, 2017: 2_678_259}
SEATTLE = {2012: 5_222_000, 2014: 3_471_000}


def as_printed(values, **field):
    """Each year with an edition of its own, or with a boundary of its own."""
    (name,) = field
    return tuple(
        Figure(year, Decimal(value), replace(FULL_BASIS, **{name: f"{field[name]} {year}"}), f"figure:{year}")
        for year, value in values.items()
    )


@pytest.mark.parametrize("field", [{"edition": "inventory"}, {"boundary": "sources counted in"}], ids=str)
@pytest.mark.parametrize(
    ("values", "target"),
    [
        (OAKLAND, reduction(36, 2013, 2020)),
        (OAKLAND, reduction(36, 2013, 2015)),
        (OAKLAND, reduction(5, 2015, 2017)),
        (OAKLAND, reduction(1, 2013, 2017)),
        (OAKLAND, neutral(2050, base_year=2013, residual=Decimal(0))),
        (OAKLAND, peak(2014)),
        (SEATTLE, reduction(58, 2012, 2030)),
        (SEATTLE, reduction(30, 2012, 2014)),
        (SEATTLE, neutral(2050, base_year=2012, residual=Decimal(0))),
        (SEATTLE, peak(2013)),
    ],
    ids=lambda value: value.kind.value if hasattr(value, "kind") else str(min(value)),
)
def test_a_change_of_boundary_is_no_cut(values, target, field):
    found = assess(target, Evidence(as_printed(values, **field)), as_of=date(2017, 12, 31))
    assert (found.verdict, found.reason) == (Verdict.UNDETERMINED, Reason.NOT_COMPARABLE)
    assert found.differs == tuple(field)
    assert "reduction_percent" not in found.numbers


def test_the_same_numbers_made_alike_would_have_been_a_cut():
    known = Evidence(figures(SEATTLE))
    assert assess(reduction(30, 2012, 2014), known, as_of=date(2017, 12, 31)).verdict is Verdict.MET


# Restated


def test_a_base_in_another_gwp_set_is_judged_from_its_masses():
    base, latest = whole(2010, replace(FULL_BASIS, gwp_set="AR4"), I=100), whole(2020, FULL_BASIS, I=80)
    found = assess(TARGET, given(base, latest), as_of=LATER)
    assert (found.verdict, found.numbers["base_value"]) == (Verdict.ON_TRACK, Decimal(2800))
    assert found.numbers["reduction_percent"] == Decimal(20)
    assert params(found, FlagCode.RESTATED_GWP) == {"sets_list": ("AR5",), "years_list": (2010,)}
    assert [each.value for each in found.chosen] == [Decimal(2500), Decimal(2240)]
    assert "global warming potentials (('AR5',)), those for (2010,) were restated" in written(found)


def test_without_masses_it_is_not_judged_and_the_remedy_is_said():
    base = Figure(2010, Decimal(2500), replace(FULL_BASIS, gwp_set="AR4"), "figure:1")
    latest = Figure(2020, Decimal(2000), FULL_BASIS, "figure:2")
    found = assess(TARGET, given(base, latest), as_of=LATER)
    assert (found.reason, found.differs) == (Reason.NOT_COMPARABLE, ("gwp_set",))
    assert "Masses by gas for all rows of one of these reports would settle this" in written(found)


@pytest.mark.parametrize(
    ("extra", "verdict"),
    [("5", Verdict.ON_TRACK), ("4.99", Verdict.ON_TRACK), ("5.01", Verdict.UNDETERMINED)],
    ids=["exactly 95 per cent", "more", "less"],
)
def test_basic_and_basic_plus_compare_on_rows_of_at_least_95_percent(extra, verdict):
    base = whole(2010, BASIC, I_1_1=100, I_1_2=40)
    latest = whole(2020, PLUS, I_1_1=60, I_1_2=35, II_1_3=extra)
    found = assess(TARGET, given(base, latest), as_of=LATER)
    assert found.verdict is verdict
    if verdict is Verdict.ON_TRACK:
        assert found.numbers["latest_value"] == Decimal(95)
        assert params(found, FlagCode.COMMON_ROWS)["rows_list"] == ("II.1.3",)
        assert "on the rows that all of them hold, at least" in written(found)
    else:
        assert found.differs == ("level", "rows")
        assert "as soon as the rows that both hold make up 95.00 of each total" in written(found)


def test_rows_without_emissions_are_said_not_to_matter():
    base, latest = whole(2010, BASIC, a=100), whole(2020, PLUS, a=70, b=0)
    found = assess(TARGET, given(base, latest), as_of=LATER)
    assert found.verdict is Verdict.ON_TRACK
    assert "so they are compared in full" in written(found)


def test_a_fixed_level_brings_the_other_figures_to_the_judged_one():
    early, latest = whole(2019, replace(FULL_BASIS, gwp_set="AR4"), I=100), whole(2020, FULL_BASIS, I=80)
    found = assess(level(2240, 2020), given(early, latest), as_of=LATER)
    assert found.verdict is Verdict.MET
    assert [each.value for each in found.figures] == [Decimal(2800), Decimal(2240)]


def test_a_peak_is_sought_after_restating():
    """In AR4 2014 stands at 2450 as 98 t of methane; stated in AR5 as 2015 is, it is the higher."""
    early = whole(2014, replace(FULL_BASIS, gwp_set="AR4"), I=98)
    later = [
        whole(year, FULL_BASIS, I=value)
        for year, value in zip(range(2015, 2021), range(90, 84, -1), strict=True)
    ]
    assert early.value < later[0].value
    found = assess(peak(2030), given(early, *later), as_of=LATER)
    assert (found.numbers["peak_year"], found.numbers["peak_value"]) == (2014, Decimal(2744))
    assert found.verdict is Verdict.ON_TRACK


def test_a_later_vintage_counts_once_it_is_stated():
    base = figures({2010: 100})
    first = Figure(2020, Decimal(90), FULL_BASIS, "figure:1", vintage=date(2021, 6, 1))
    second = Figure(2020, Decimal(70), FULL_BASIS, "figure:2", vintage=date(2022, 6, 1))
    known = Evidence((*base, first, second))
    assert assess(TARGET, known, as_of=date(2021, 12, 31)).verdict is Verdict.OFF_TRACK
    assert assess(TARGET, known, as_of=date(2022, 12, 31)).verdict is Verdict.ON_TRACK


def of_release(edition, vintage, **values):
    """Figures of one release, stated in one year."""
    basis = replace(FULL_BASIS, edition=edition)
    return tuple(
        Figure(int(year[1:]), Decimal(value), basis, vintage=date(vintage, 7, 1))
        for year, value in values.items()
    )


@pytest.mark.parametrize(
    ("target", "number", "expected"),
    [(TARGET, "base_value", 100), (peak(2030, base_year=2005), "peak_value", 100)],
    ids=["base and latest", "a peak, whose base year does not count"],
)
def test_years_of_one_release_are_compared_before_newer_ones_that_lack_some(target, number, expected):
    known = (*of_release("2021", 2021, y2010=100, y2020=80), *of_release("2022", 2022, y2010=105))
    found = assess(target, Evidence(known), as_of=LATER)
    assert found.numbers[number] == expected
    assert found.reason is not Reason.NOT_COMPARABLE


def test_a_reduction_needs_only_base_and_judged_figure_to_be_brought_together():
    base = Figure(2010, Decimal(2500), replace(FULL_BASIS, gwp_set="AR4"))
    between, latest = Figure(2015, Decimal(2300), FULL_BASIS), whole(2020, FULL_BASIS, I=80)
    found = assess(TARGET, given(base, between, latest), as_of=LATER)
    assert (found.verdict, found.numbers["latest_value"]) == (Verdict.ON_TRACK, Decimal(2000))


def test_a_peak_brings_together_the_longest_run_up_to_the_latest():
    in_ar4 = replace(FULL_BASIS, gwp_set="AR4")
    first, latest = Figure(2013, Decimal(9000), in_ar4), Figure(2015, Decimal(2520), FULL_BASIS)
    known = (first, whole(2014, in_ar4, I=98), latest)
    found = assess(peak(2030), given(*known), as_of=LATER)
    assert [each.value for each in found.figures] == [Decimal(9000), Decimal(2744), Decimal(2520)]
    assert found.reason is Reason.NOT_COMPARABLE


# What keeps figures apart


def test_each_difference_is_recorded_with_its_words_and_where_to_look():
    base, latest = (
        whole(2010, BASIC, a=100, h=0, g=0, f=0, b=1),
        whole(2020, replace(PLUS, boundary="metropolitan"), a=60, n=0, m=0, k=0, c=40),
    )
    record = as_record(assess(TARGET, given(base, latest), as_of=LATER))
    where = {
        "base_year": 2010,
        "latest_year": 2020,
        "base_source": "figure:2010",
        "latest_source": "figure:2020",
    }
    apart = {"base_only": ["b", "f", "g", "h"], "latest_only": ["c", "k", "m", "n"]}
    assert record["differs"] == [
        {"field": "level", "base": "basic", "latest": "basic_plus", **where, **apart},
        {
            "field": "boundary",
            "base": "city",
            "latest": "metropolitan",
            **where,
            "base_only": [],
            "latest_only": [],
        },
        {"field": "rows", "base": "basic rows", "latest": "basic+ rows", **where, **apart},
    ]


def test_of_the_rows_that_only_one_figure_holds_those_with_emissions_are_named_first():
    base = whole(2010, BASIC, a=100, c=0)
    latest = whole(2020, PLUS, a=60, b=0, d=0, e=-20, f=5)
    found = assess(TARGET, given(base, latest), as_of=LATER)
    level, rows = found.differences
    assert (level.base_only, level.latest_only) == (("c",), ("e", "f", "b", "d"))
    assert (rows.base_only, rows.latest_only) == (level.base_only, level.latest_only)


@pytest.mark.parametrize(
    "known",
    [
        (Figure(2010, Decimal(100), BASIC), whole(2020, PLUS, a=60)),
        (whole(2010, BASIC, a=100), Figure(2020, Decimal(60), PLUS)),
    ],
    ids=["of the base", "of the latest"],
)
def test_rows_that_are_not_known_are_not_told(known):
    found = assess(TARGET, given(*known), as_of=LATER)
    assert {(each.base_only, each.latest_only) for each in found.differences} == {((), ())}


def test_of_a_peak_the_last_figure_that_differs_is_named():
    known = figures({2014: 9, 2015: 8, 2018: 5})
    odd = figures({2016: 7, 2017: 6}, replace(FULL_BASIS, gases="CO2"))
    (difference,) = assess(peak(2030), Evidence((*known, *odd)), as_of=LATER).differences
    assert (difference.base_year, difference.latest_year) == (2014, 2017)
    assert (difference.base, difference.latest) == ("CO2,CH4,N2O", "CO2")


REMEDIES = {
    "another boundary": (replace(FULL_BASIS, boundary="other"), {}, "A new version of one of these reports"),
    "another boundary, and nothing stated": (
        replace(FULL_BASIS, boundary="other", gases=Missing.NOT_STATED),
        {},
        "A new version of one of these reports",
    ),
    "nothing stated": (replace(FULL_BASIS, gases=Missing.NOT_STATED), {}, "Stating this in the reports"),
    "public figures": (
        replace(FULL_BASIS, boundary="other"),
        {"origin": Origin.REFERENCE},
        "Reports by the government itself",
    ),
}


@pytest.mark.parametrize(("basis", "more", "remedy"), REMEDIES.values(), ids=REMEDIES.keys())
def test_what_would_make_figures_comparable_is_said(basis, more, remedy):
    known = (*figures({2010: 100}), *figures({2020: 70}, basis))
    assert remedy in written(assess(TARGET, given(*known, **more), as_of=LATER))


# The base changed


def test_a_base_that_changed_counts_anew_and_asks_for_a_decision():
    first = Figure(2010, Decimal(90), FULL_BASIS, "figure:1")
    known = Evidence(figures({2010: 100, 2020: 80}), earlier=(first,))
    found = assess(TARGET, known, as_of=LATER)
    assert (found.verdict, codes(found)) == (Verdict.ON_TRACK, ["base_restated"])
    assert "was first stated as 90 and is now 100, a change of 11.1111111111" in written(found)


def test_an_inventory_that_differs_from_the_declared_base_asks_for_a_decision():
    found = assess(
        reduction(40, 2010, 2030, base_value=Decimal(95)),
        Evidence(figures({2010: 100, 2020: 80})),
        as_of=LATER,
    )
    assert params(found, FlagCode.BASE_RESTATED)["from_amount"] == Decimal(95)


STAYS = reduction(40, 2010, 2030, base_value=Decimal(80), keeps_base=True)
"""48 by 2030: 64 in 2020."""

KEPT = {
    "the path runs from the declared value": ({2010: 100, 2020: 64}, Verdict.ON_TRACK, 80),
    "which is stricter than the reported one": ({2010: 100, 2020: "64.01"}, Verdict.OFF_TRACK, 80),
    "or laxer": ({2010: 70, 2020: 64}, Verdict.ON_TRACK, 80),
    "also where the report says nothing was emitted": ({2010: 0, 2020: 64}, Verdict.ON_TRACK, 80),
    "and where nothing is reported": ({2020: 64}, Verdict.ON_TRACK, 80),
}


@pytest.mark.parametrize(("values", "verdict", "base"), KEPT.values(), ids=KEPT.keys())
def test_a_base_that_the_government_keeps_counts(values, verdict, base):
    found = assess(STAYS, Evidence(figures(values)), as_of=LATER)
    assert (found.verdict, found.numbers["base_value"]) == (verdict, base)


def test_a_base_that_is_kept_is_told_beside_what_is_reported_and_not_asked_about_again():
    first = Figure(2010, Decimal(80), FULL_BASIS, "figure:1")
    known = Evidence(figures({2010: 100, 2020: 64}), earlier=(first,))
    found = assess(STAYS, known, as_of=LATER)
    assert codes(found) == ["declared_base", "basis_unstated"]
    assert params(found, FlagCode.DECLARED_BASE) == {
        "base_year": 2010,
        "base_amount": Decimal(80),
        "reported_amount": Decimal(100),
    }
    assert (
        "The government decided that the target stays with the value declared first, 80, although the base "
        "year 2010 is now reported as 100."
    ) in written(found)


def test_a_kept_base_that_is_reported_again_is_a_figure_and_nothing_is_asked():
    first = Figure(2010, Decimal(60), FULL_BASIS, "figure:1")
    known = Evidence(figures({2010: 80, 2020: 64}), earlier=(first,), method_changes=(2015,))
    assert codes(assess(STAYS, known, as_of=LATER)) == ["method_changed"]


def test_a_kept_base_is_held_against_what_was_reported_before_it_was_restated():
    base = Figure(2010, Decimal(84), FULL_BASIS, "figure:1", reported=Decimal(80))
    found = assess(STAYS, given(base, *figures({2020: 64})), as_of=LATER)
    assert (found.verdict, found.numbers["base_value"]) == (Verdict.ON_TRACK, Decimal(84))


def test_a_kept_base_replays_from_its_record():
    record = as_record(assess(STAYS, Evidence(figures({2010: 100, 2020: 64})), as_of=LATER))
    assert record["inputs"]["target"]["keeps_base"] is True
    assert as_record(replay(record, as_of=LATER)) == record


def test_a_method_that_changed_after_the_base_asks_for_a_decision():
    known = Evidence(figures({2010: 100, 2020: 80}), method_changes=(2015,))
    found = assess(TARGET, known, as_of=LATER)
    assert (found.verdict, codes(found)) == (Verdict.ON_TRACK, ["method_changed"])
    assert "Methods changed in (2015,)" in written(found)


@pytest.mark.parametrize("target", [level(60, 2030), peak(2030)], ids=["fixed level", "peak"])
def test_a_base_that_nothing_counts_from_asks_for_nothing(target):
    known = Evidence(figures({2010: 100, 2020: 80}), earlier=figures({2010: 50}), method_changes=(2015,))
    assert not {"base_restated", "method_changed"} & set(codes(assess(target, known, as_of=LATER)))


def test_a_declared_base_without_an_inventory_has_not_changed():
    known = Evidence(figures({2020: 80}), method_changes=(2015,))
    found = assess(reduction(40, 2010, 2030, base_value=Decimal(100)), known, as_of=LATER)
    assert codes(found) == ["declared_base", "basis_unstated"]


# The record is enough to judge again


@pytest.mark.parametrize(
    "known",
    [
        (whole(2010, replace(FULL_BASIS, gwp_set="AR4"), I=100), whole(2020, FULL_BASIS, I=80)),
        (whole(2010, BASIC, a=100), whole(2020, PLUS, a=96, b=4)),
        (whole(2010, BASIC, a=100), whole(2020, PLUS, a=60, b=40)),
    ],
    ids=["restated", "on common rows", "kept apart by their rows"],
)
def test_what_was_brought_together_or_not_is_replayed_from_the_record(known):
    history = {"earlier": figures({2010: 50}), "method_changes": (2015,)}
    record = json.loads(json.dumps(as_record(assess(TARGET, given(*known, **history), as_of=LATER))))
    assert as_record(replay(record, as_of=LATER)) == record
