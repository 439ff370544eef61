"""No confidential value can be worked out from what is shown."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.confidential import Cell, Known, choose


def one(owner):
    """An unknown of its own."""
    return (owner, "rest")


def vector(members):
    return {one(owner): 1 for owner in members}


def told(sums, owners):
    known = Known()
    for members in sums:
        known.add(vector(members))
    return known.told(set(owners))


@pytest.mark.parametrize(
    ("sums", "expected"),
    [
        ([], set()),
        (["ab"], set()),
        (["a"], {"a"}),
        (["abc", "ab"], {"c"}),
        (["ab", "bc", "ac"], {"a", "b", "c"}),  # halves of their sums
        (["ab", "cd", "ac", "bd"], set()),  # the margins of a table tell no cell
        (["ab", "ab", "abc", "cd"], {"c", "d"}),
    ],
)
def test_what_sums_tell(sums, expected):
    assert told(sums, "abcd") == expected


def test_two_sums_in_other_weights_tell_gases_that_only_one_row_holds():
    """a holds CO2, b methane: a + 25 b and a + 27 b tell both; with methane in a too, they tell none."""
    known = Known()
    known.add({("a", "co2"): 1, ("b", "ch4"): 25})
    assert known.told({"a", "b"}) == set()
    known.add({("a", "co2"): 1, ("b", "ch4"): 27})
    assert known.told({"a", "b"}) == {"a", "b"}
    mixed = Known()
    mixed.add({("a", "co2"): 1, ("a", "ch4"): 25, ("b", "ch4"): 25})
    mixed.add({("a", "co2"): 1, ("a", "ch4"): 27, ("b", "ch4"): 27})
    assert mixed.told({"a"}) == {"a"}  # the carbon dioxide is a's alone


def test_a_combination_about_one_row_tells_it_though_no_part_of_it_is_known():
    known = Known()
    known.add({("a", "co2"): 1, ("a", "ch4"): 25})
    assert known.told({"a"}) == {"a"}
    assert not known.holds({("a", "co2"): 1})


def cells(*shown):
    return [Cell(members, (vector(members),)) for members in shown]


@pytest.mark.parametrize(
    ("order", "secrets", "withheld"),
    [
        (["ab", "b"], "a", {"b"}),
        (["b", "ab"], "a", {"ab"}),  # the order decides
        (["abcd", "ab", "cd", "b", "c", "d"], "a", {"b"}),
        (["abcd", "ab", "cd", "c", "d"], "ab", set()),  # two secrets hide each other
        (["abc", "a", "bc", "b", "c"], "a", {"a", "bc", "c"}),  # a sector that is one secret, and the total
    ],
)
def test_what_is_withheld(order, secrets, withheld):
    assert choose(cells(*order), set(secrets)).withheld == withheld


def test_of_totals_a_sum_may_not_newly_tell_a_row_that_is_no_secret():
    given_sums = cells("ab", "c")
    more = [Cell("a", (vector("a"),), frozenset("abc")), Cell("c again", (vector("c"),), frozenset("abc"))]
    assert choose([*given_sums, *more], ()).withheld == {"a"}


def test_what_is_known_to_be_a_sum_of_others_is_reckoned_with():
    relation = {one("p"): 1, one("a"): -1, one("b"): -1}
    assert choose(cells("p", "b"), {"a"}, [relation]).withheld == {"b"}


# An independent solver: ranks of dense matrices by Fractions, unknown by unknown.

ROWS, GASES = "abcde", ("co2", "ch4")
UNKNOWNS = [(row, gas) for row in ROWS for gas in GASES]


def rank(matrix):
    matrix = [[Fraction(each) for each in line] for line in matrix]
    found = 0
    for column in range(len(matrix[0]) if matrix else 0):
        pivot = next((line for line in range(found, len(matrix)) if matrix[line][column]), None)
        if pivot is None:
            continue
        matrix[found], matrix[pivot] = matrix[pivot], matrix[found]
        for line in range(found + 1, len(matrix)):
            share = matrix[line][column] / matrix[found][column]
            matrix[line] = [x - share * y for x, y in zip(matrix[line], matrix[found], strict=True)]
        found += 1
    return found


def tells(vectors, row):
    """Whether the row space meets what is about the row alone: then its rank falls without it."""
    everything = [[each.get(unknown, 0) for unknown in UNKNOWNS] for each in vectors]
    others = [[each.get(unknown, 0) for unknown in UNKNOWNS if unknown[0] != row] for each in vectors]
    return rank(everything) > rank(others)


WEIGHTS = st.sampled_from([0, 0, 1, 25, 28])
SUMS = st.lists(
    st.lists(WEIGHTS, min_size=len(UNKNOWNS), max_size=len(UNKNOWNS)).map(
        lambda counts: {each: count for each, count in zip(UNKNOWNS, counts, strict=True) if count}
    ),
    max_size=9,
)


@given(SUMS)
def test_what_is_told_is_what_ranks_say(vectors):
    known = Known()
    for each in vectors:
        known.add(each)
    assert known.told(set(ROWS)) == {row for row in ROWS if tells(vectors, row)}


@given(SUMS, st.sets(st.sampled_from(ROWS), min_size=1))
def test_nothing_that_is_shown_tells_a_secret_and_nothing_withheld_could_be_shown(vectors, secrets):
    offered = dict(enumerate(vectors))
    found = choose([Cell(number, (each,)) for number, each in offered.items()], secrets)
    assert found.shown | found.withheld == offered.keys()
    shown = [offered[number] for number in found.shown]
    assert not [row for row in secrets if tells(shown, row)]
    for number in found.withheld:
        assert [row for row in secrets if tells([*shown, offered[number]], row)]


@given(SUMS, st.sets(st.sampled_from(ROWS), min_size=1))
def test_the_same_is_chosen_every_time(vectors, secrets):
    offered = [Cell(number, (each,)) for number, each in enumerate(vectors)]
    one_time, another = (choose(offered, sorted(secrets, reverse=turned)) for turned in (False, True))
    assert (one_time.shown, one_time.withheld) == (another.shown, another.withheld)
