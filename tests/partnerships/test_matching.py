"""Proposals of partners: across the ocean first, by topic, and why."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from partnerships.enums import Depth, Topic
from partnerships.matching import Profile, finalists, overlap, propose

WASTE, TRANSPORT = "waste", "transport"
KNOXVILLE = Profile(
    "knoxville",
    "US",
    population=190_000,
    sectors={"I": Decimal("0.6"), "II": Decimal("0.4")},
    kinds=frozenset({"base_year_reduction"}),
    reduction=Decimal("0.1"),
    teaches={TRANSPORT: Depth.SOME},
    learns=frozenset({WASTE}),
)
ZHENJIANG = Profile(
    "zhenjiang",
    "CN",
    population=3_200_000,
    sectors={"I": Decimal("0.8"), "II": Decimal("0.2")},
    kinds=frozenset({"co2_peak"}),
    reduction=Decimal("0.2"),
    teaches={WASTE: Depth.PROVEN},
    learns=frozenset({TRANSPORT}),
)
EUGENE = Profile("eugene", "US", population=170_000, teaches={WASTE: Depth.PROVEN, TRANSPORT: Depth.PROVEN})


def reasons(proposal):
    return [(each.code, each.topic) for each in proposal.reasons]


def test_a_partner_across_the_ocean_comes_first_and_says_why():
    first, second = propose(KNOXVILLE, [EUGENE, ZHENJIANG])
    assert (first.slug, first.across) == ("zhenjiang", True)
    assert reasons(first) == [
        ("across", ""),
        ("learn", "waste"),
        ("teach", "transport"),
        ("sectors", ""),
        ("achieved", ""),
    ]
    assert first.points == 3 + 3 + 1 + 1 + 1  # two topics, one of them proven, sectors alike, more achieved
    assert (second.slug, reasons(second)) == ("eugene", [("learn", "waste"), ("size", "")])


def test_without_a_topic_in_common_nobody_is_proposed():
    assert propose(KNOXVILLE, [replace(ZHENJIANG, teaches={}, learns=frozenset())]) == []


def test_existing_partners_and_oneself_are_never_proposed():
    known = replace(KNOXVILLE, partners=frozenset({"zhenjiang"}))
    assert propose(known, [ZHENJIANG, known]) == []
    assert propose(KNOXVILLE, [replace(ZHENJIANG, partners=frozenset({"knoxville"}))]) == []


@pytest.mark.parametrize(
    ("population", "alike"), [(570_000, True), (570_001, False), (63_334, True), (63_333, False), (0, False)]
)
def test_a_like_size_is_within_a_factor_of_three(population, alike):
    (found,) = propose(KNOXVILLE, [replace(EUGENE, population=population)])
    assert (("size", "") in reasons(found)) == alike


def test_profiles_of_sectors_overlap_by_their_smaller_shares():
    assert overlap(KNOXVILLE.sectors, ZHENJIANG.sectors) == Decimal("0.8")
    assert overlap(KNOXVILLE.sectors, {}) == 0


topics = some.frozensets(some.sampled_from(Topic.values), max_size=4)
profiles = some.builds(
    Profile,
    slug=some.text("abcdefgh", min_size=1, max_size=3),
    country=some.sampled_from(["US", "CN"]),
    population=some.integers(0, 30_000_000),
    teaches=some.dictionaries(some.sampled_from(Topic.values), some.sampled_from(Depth.values), max_size=4),
    learns=topics,
    partners=some.frozensets(some.text("abcdefgh", min_size=1, max_size=3), max_size=3),
)


@given(
    own=profiles, others=some.lists(profiles, max_size=8, unique_by=lambda each: each.slug), data=some.data()
)
def test_proposals_are_the_same_whatever_the_order_and_never_oneself_or_a_partner(own, others, data):
    found = propose(own, others)
    assert propose(own, data.draw(some.permutations(others))) == found
    slugs = {each.slug for each in found}
    assert own.slug not in slugs
    assert not slugs & own.partners
    assert [each.across for each in found] == sorted((each.across for each in found), reverse=True)
    assert all(each.about_topics for each in found)


told_in_full = some.builds(
    replace,
    profiles,
    sectors=some.sampled_from([{}, {"I": Decimal(1)}, {"I": Decimal("0.8"), "II": Decimal("0.2")}]),
    kinds=some.frozensets(some.sampled_from(["co2_peak", "fixed_level"])),
    reduction=some.none() | some.decimals(0, 1, places=2),
)


@given(
    own=told_in_full,
    others=some.lists(told_in_full, max_size=12, unique_by=lambda each: each.slug),
    most=some.integers(1, 4),
)
def test_the_finalists_told_in_full_bring_the_proposals_of_all(own, others, most):
    bare = [replace(each, population=0, sectors={}, kinds=frozenset(), reduction=None) for each in others]
    chosen = finalists(own, bare, most)
    kept = [each for each in others if each.slug in chosen]
    assert propose(own, kept, most) == propose(own, others, most)
