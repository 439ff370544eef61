"""Numbers, paths and the trend test by values worked out by hand."""

from decimal import Decimal
from fractions import Fraction

import pytest

from trajectory.exact import to_decimal, to_text
from trajectory.paths import Path
from trajectory.trend import mann_kendall


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Fraction(1, 3), "0.333333333333"),
        (Fraction(2000000, 3), "666666.666667"),
        (Fraction(-2, 3), "-0.666666666667"),
        (Fraction(1, 8), "0.125"),
        (Fraction(12345678901234567890, 1), "12345678901234567890"),
        (Fraction(1, 10**18), "0.000000000000000001"),
        (Fraction(0), "0"),
        (Fraction(100), "100"),
        (Fraction(-1, 2), "-0.5"),
        (Decimal("1e-80"), f"0.{79 * '0'}1"),
        (Decimal("1e-90"), "0"),  # what is left of a quotient that came back to itself
    ],
)
def test_a_fraction_is_written_exactly_or_with_twelve_digits(value, text):
    assert to_text(to_decimal(value)) == text


@pytest.mark.parametrize(
    ("value", "text"), [("1.50", "1.5"), ("1E+3", "1000"), ("-0.0", "0"), ("200", "200"), ("2.00", "2")]
)
def test_equal_decimals_have_one_text(value, text):
    assert to_text(Decimal(value)) == text


def test_a_path_is_straight_between_its_points():
    path = Path(((2010, Fraction(100)), (2020, Fraction(80)), (2023, Fraction(0))))
    assert [path.at(year) for year in (2010, 2015, 2020, 2021, 2023)] == [100, 90, 80, Fraction(160, 3), 0]


def test_the_values_of_a_path_are_summed_each_year_once():
    path = Path(((2010, Fraction(100)), (2020, Fraction(80)), (2024, Fraction(0))))
    assert path.total([2015, 2020, 2022, 2024]) == 90 + 80 + 40
    assert path.total([]) == 0


def test_a_value_on_the_path_is_allowed_and_reaches_it():
    path = Path(((2010, Fraction(100)), (2020, Fraction(80))))
    assert path.allows(Fraction(90), 2015)
    assert path.is_reached(Fraction(90), 2015)
    assert not path.allows(Fraction(91), 2015)
    assert not path.is_reached(Fraction(89), 2015)


def test_a_path_says_nothing_outside_its_points():
    path = Path(((2010, Fraction(100)), (2020, Fraction(80))))
    with pytest.raises(ValueError, match="2021"):
        path.at(2021)


def test_mann_kendall_of_a_steady_fall():
    # S = -10, variance 5 x 4 x 15 / 18 = 16.67, Z = -9 / 4.0825 (Gilbert 1987, section 16.4.2)
    trend = mann_kendall([Fraction(value) for value in (5, 4, 3, 2, 1)])
    assert round(trend.z, 4) == Decimal("-2.2045")
    assert trend.falls(Decimal("0.10"))
    assert not trend.falls(Decimal("0.01"))


def test_mann_kendall_corrects_for_ties():
    # S = -8; variance (300 - 2 x 18) / 18 = 14.67 with two pairs of ties; Z = -7 / 3.8297
    trend = mann_kendall([Fraction(value) for value in (3, 3, 2, 2, 1)])
    assert round(trend.z, 4) == Decimal("-1.8278")


def test_mann_kendall_finds_nothing_in_equal_values():
    assert mann_kendall([Fraction(1)] * 6).z == 0
