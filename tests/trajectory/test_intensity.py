"""Rule 3: emissions per person, floor area or GDP."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest

from tests.trajectory.cases import FULL_BASIS, figures
from trajectory import Basis, Figure, Missing, TrajectoryError
from trajectory.comparability import Comparison, compare
from trajectory.intensity import ratios, with_activity

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


def test_a_ratio_keeps_where_its_emissions_are_kept():
    assert ratio().source == "figure:2020"


def test_a_year_without_activity_has_no_ratio():
    emissions, people = figures({2010: 10, 2015: 9, 2020: 8}), figures({2010: 5, 2016: 5, 2020: 5})
    assert [each.year for each in ratios(emissions, people)] == [2010, 2020]
    assert [each.year for each in with_activity(emissions, people)] == [2010, 2020]


@pytest.mark.parametrize("value", [0, -1])
def test_an_activity_that_is_not_above_zero_is_refused(value):
    with pytest.raises(TrajectoryError, match=f"activity of 2020 must be above zero .* not {value};"):
        ratio(1, value)


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
