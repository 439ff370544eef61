"""Of several figures of a year the later vintage counts, and releases of several years stay together."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.trajectory.cases import FULL_BASIS, LATER, figures
from trajectory import Figure, Missing, Part, TrajectoryError
from trajectory.vintages import choose

NONE = Missing.NOT_STATED
NO_RELEASE = replace(FULL_BASIS, edition=Missing.NOT_APPLICABLE)


def figure(year, value, vintage=NONE, edition=Missing.NOT_APPLICABLE, source=""):
    day = vintage if isinstance(vintage, Missing) else date(vintage, 7, 1)
    return Figure(year, Decimal(value), replace(FULL_BASIS, edition=edition), source, vintage=day)


def values(chosen):
    return {each.year: str(each.value) for each in chosen}


def test_figures_of_different_years_come_in_the_order_of_years():
    known = figures({2020: 70, 2010: 100})
    assert choose(known, 2010, 2030, LATER) == known[::-1]
    assert choose((), 2010, 2030, LATER) == ()


def test_the_later_vintage_of_a_year_counts():
    known = (figure(2010, 100, 2012), figure(2010, 104, 2015), figure(2010, 102, 2013), figure(2020, 70))
    assert values(choose(known, 2010, 2030, LATER)) == {2010: "104", 2020: "70"}


def test_a_vintage_after_the_day_is_not_known_yet():
    known = (figure(2010, 100, 2012), figure(2010, 104, 2015))
    assert values(choose(known, 2010, 2030, date(2015, 6, 30))) == {2010: "100"}
    assert values(choose(known, 2010, 2030, date(2015, 7, 1))) == {2010: "104"}
    assert choose(known[1:], 2010, 2030, date(2015, 6, 30)) == ()


def test_a_figure_without_a_day_gives_way_to_one_that_has_one():
    known = (figure(2010, 104), figure(2010, 100, 2012))
    assert values(choose(known, 2010, 2030, LATER)) == {2010: "100"}


def test_two_figures_of_one_day_that_differ_are_refused():
    known = (figure(2010, 100, 2012), figure(2010, 104, 2012))
    with pytest.raises(TrajectoryError) as refused:
        choose(known, 2010, 2030, LATER)
    assert str(refused.value) == (
        "Two figures of 2010 differ (100 and 104); pass only the one that the target counts."
    )


def test_two_figures_that_differ_are_refused_though_one_is_of_another_edition():
    known = (figure(2010, 100), figure(2010, 104, edition="2024"), figure(2020, 70))
    with pytest.raises(TrajectoryError, match="Two figures of 2010 differ"):
        choose(known, 2010, 2030, LATER)


def test_two_figures_that_differ_in_their_rows_alone_are_refused():
    one = figure(2010, 100)
    other = replace(one, parts=(Part("I.1.1", Decimal(100)),))
    with pytest.raises(TrajectoryError, match="Two figures of 2010 differ"):
        choose((one, other), 2010, 2030, LATER)


def test_a_contradiction_that_a_later_vintage_settled_is_history():
    known = (figure(2010, 100, 2012), figure(2010, 104, 2012), figure(2010, 103, 2015))
    assert values(choose(known, 2010, 2030, LATER)) == {2010: "103"}


def test_of_exact_duplicates_the_first_by_source_stays():
    known = (figure(2010, 100, source="b"), figure(2010, "100.0", source="a"), figure(2010, 100, source="c"))
    for order in (known, known[::-1]):
        (chosen,) = choose(order, 2010, 2030, LATER)
        assert (chosen.source, chosen.value) == ("a", Decimal(100))


def test_of_two_ways_to_write_a_value_the_shorter_stays():
    known = (figure(2010, "100.0", source="a"), figure(2010, 100, source="a"))
    for order in (known, known[::-1]):
        assert values(choose(order, 2010, 2030, LATER)) == {2010: "100"}


def test_a_newer_release_without_the_base_year_gives_way():
    known = (
        figure(2010, 100, 2021, "2021"),
        figure(2020, 80, 2021, "2021"),
        figure(2020, 85, 2022, "2022"),
    )
    assert values(choose(known, 2010, 2030, LATER)) == {2010: "100", 2020: "80"}
    assert values(choose(known, NONE, 2030, LATER)) == {2010: "100", 2020: "85"}


def test_a_target_year_before_all_figures_leaves_a_release_together():
    known = (
        figure(2010, 105, 2022, "2022"),
        figure(2022, 70, 2022, "2022"),
        figure(2010, 107, 2023),
    )
    assert values(choose(known, 2010, 2009, date(2024, 1, 1))) == {2010: "105", 2022: "70"}


def test_the_newest_release_that_holds_base_and_judged_year_gives_its_years():
    known = (
        figure(2010, 100, 2021, "2021"),
        figure(2015, 90, 2021, "2021"),
        figure(2020, 80, 2021, "2021"),
        figure(2010, 110, 2022, "2022"),
        figure(2015, 95, 2022, "2022"),
        figure(2020, 85, 2022, "2022"),
        figure(2020, 81, 2022),
        figure(2016, 88, 2018),
        figure(2016, 89, 2019),
    )
    assert values(choose(known, 2010, 2030, LATER)) == {2010: "110", 2015: "95", 2016: "89", 2020: "85"}


def test_a_release_without_the_judged_year_is_a_vintage_like_any_other():
    known = (
        figure(2010, 100, 2021, "2021"),
        figure(2015, 90, 2021, "2021"),
        figure(2010, 105, 2022, "2022"),
        figure(2020, 80, 2022),
    )
    assert values(choose(known, 2010, 2030, LATER)) == {2010: "105", 2015: "90", 2020: "80"}


def test_an_older_release_of_both_years_counts_before_a_newer_one_of_the_base_alone():
    known = (
        figure(2010, 100, 2021, "2021"),
        figure(2020, 80, 2021, "2021"),
        figure(2010, 105, 2022, "2022"),
    )
    for order in (known, known[::-1], (known[1], known[0], known[2])):
        for last_year in (2030, NONE):
            assert values(choose(order, 2010, last_year, LATER)) == {2010: "100", 2020: "80"}


def test_the_newest_release_is_the_one_that_was_added_to_last():
    known = (
        figure(2010, 100, 2018, "yearly"),
        figure(2020, 80, 2022, "yearly"),
        figure(2010, 105, 2021, "once"),
        figure(2020, 85, 2021, "once"),
    )
    assert values(choose(known, 2010, 2030, LATER)) == {2010: "100", 2020: "80"}


@pytest.mark.parametrize(
    ("last_year", "expected"),
    [
        (2020, {2010: "100", 2020: "80", 2022: "70"}),
        (2021, {2010: "100", 2020: "80", 2022: "70"}),
        (2022, {2010: "105", 2020: "80", 2022: "70"}),
        (NONE, {2010: "105", 2020: "80", 2022: "70"}),
        (2009, {2010: "105", 2020: "80", 2022: "70"}),
    ],
    ids=["target year", "after it", "later target", "no target year", "target before all figures"],
)
def test_the_judged_year_is_the_latest_up_to_the_target_year(last_year, expected):
    known = (
        figure(2010, 100, 2021, "2021"),
        figure(2020, 80, 2021, "2021"),
        figure(2010, 105, 2022, "2022"),
        figure(2022, 70, 2022, "2022"),
    )
    assert values(choose(known, 2010, last_year, LATER)) == expected


def test_without_a_base_year_the_newest_release_of_the_judged_year_counts():
    known = (
        figure(2010, 100, 2021, "2021"),
        figure(2020, 80, 2021, "2021"),
        figure(2010, 105, 2022, "2022"),
    )
    assert values(choose(known, NONE, 2030, LATER)) == {2010: "100", 2020: "80"}


made = st.builds(
    figure,
    st.integers(2010, 2013),
    st.integers(1, 3),
    st.sampled_from([NONE, 2014, 2015, 2030]),
    st.sampled_from([Missing.NOT_APPLICABLE, "2014", "2015"]),
    st.sampled_from(["a", "b"]),
)


@settings(max_examples=200, deadline=None)
@given(st.lists(made, max_size=8), st.randoms(use_true_random=False))
def test_order_and_duplicates_do_not_matter_and_only_contradictions_are_refused(known, random):
    shuffled = [*known, *known[:2]]
    random.shuffle(shuffled)
    assert outcome(known) == outcome(shuffled)


def outcome(known):
    try:
        chosen = choose(known, 2010, 2013, LATER)
    except TrajectoryError:
        return "refused"
    assert len({each.year for each in chosen}) == len(chosen)
    assert all(each in known for each in chosen)
    return chosen
