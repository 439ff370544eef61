"""The Mann-Kendall test for a trend (Mann 1945; Kendall 1975), with the correction for ties."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Context, Decimal
from fractions import Fraction
from itertools import combinations
from statistics import NormalDist

from trajectory.exact import QUOTIENT, Exact

_CONTEXT = Context(prec=40)
"""digits of the square root on the way to Z, which has 12"""


@dataclass(frozen=True, slots=True)
class Trend:
    """The test's statistic Z by the normal approximation; below zero where the values fall."""

    z: Decimal

    def falls(self, p: Decimal) -> bool:
        """Whether the fall is clear at the one-sided probability p."""
        return self.z < Decimal(NormalDist().inv_cdf(float(p)))


def mann_kendall(values: Sequence[Exact]) -> Trend:
    """Test values in the order of time; where all are equal there is no trend (Z is 0)."""
    score = sum((later > earlier) - (later < earlier) for earlier, later in combinations(values, 2))
    variance = Fraction(_term(len(values)) - sum(_term(ties) for ties in Counter(values).values()), 18)
    if score == 0:
        return Trend(Decimal(0))
    corrected = abs(score) - 1
    root = _CONTEXT.divide(Decimal(variance.numerator), Decimal(variance.denominator)).sqrt(_CONTEXT)
    z = QUOTIENT.divide(Decimal(corrected), root)
    return Trend(z if score > 0 else -z)


def _term(n: int) -> int:
    return n * (n - 1) * (2 * n + 5)
