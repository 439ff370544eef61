"""How good probabilities were: Brier and log scores, reliability, coverage."""

from __future__ import annotations

import math
import random
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from bench.synthetic_targets import Trial
from trajectory.likelihood import CERTAINTY, Likelihood

RESAMPLES = 1000
SEED = 1


@dataclass(frozen=True, slots=True)
class Forecast:
    """A probability, the bare verdict (0 or 1), and what came (0 or 1), of one place."""

    place: str
    probability: float
    verdict: int
    came: int


@dataclass(frozen=True, slots=True)
class Bin:
    """The forecasts of one tenth: how many, their mean, and the share of them that came true."""

    count: int
    foreseen: float
    came: float


def forecasts(trials: Sequence[Trial]) -> list[Forecast]:
    """The trials that have a number."""
    return [
        Forecast(each.place, float(each.foreseen.probability), int(each.verdict), int(each.came))
        for each in trials
        if isinstance(each.foreseen, Likelihood)
    ]


def brier(pairs: Sequence[tuple[float, int]]) -> float:
    """The mean squared distance of probabilities from what came: 0 is perfect, 0.25 is a coin's."""
    return math.fsum((probability - came) ** 2 for probability, came in pairs) / len(pairs)


def log_score(pairs: Sequence[tuple[float, int]]) -> float:
    """The mean of -ln(probability given to what came); nothing counts as more certain than CERTAINTY."""
    most = float(CERTAINTY)
    held = ((min(max(probability, 1 - most), most), came) for probability, came in pairs)
    return -math.fsum(math.log(p if came else 1 - p) for p, came in held) / len(pairs)


def base_rate(found: Sequence[Forecast]) -> float:
    """The share that came true; known only afterwards, and told as the forecast to beat."""
    return sum(each.came for each in found) / len(found)


def reliability(found: Sequence[Forecast]) -> dict[int, Bin]:
    """By tenths of the probability: 0 is from 0 to 10 per cent, 9 from 90 to 100."""
    tenths: defaultdict[int, list[Forecast]] = defaultdict(list)
    for each in found:
        tenths[min(int(each.probability * 10), 9)].append(each)
    return {
        tenth: Bin(len(held), sum(each.probability for each in held) / len(held), base_rate(held))
        for tenth, held in sorted(tenths.items())
    }


def interval(found: Sequence[Forecast]) -> tuple[tuple[float, float], tuple[float, float]]:
    """95 in 100 resamples of whole places: the Brier score, and by how much the bare verdict's is worse."""
    sums: defaultdict[str, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
    for each in found:
        held = sums[each.place]
        held[0] += 1
        held[1] += (each.probability - each.came) ** 2
        held[2] += (each.verdict - each.came) ** 2
    chance, places = random.Random(SEED), list(sums.values())
    drawn = [_resampled(chance.choices(places, k=len(places))) for _ in range(RESAMPLES)]
    return _middle([score for score, _ in drawn]), _middle([worse for _, worse in drawn])


def _resampled(places: Sequence[Sequence[float]]) -> tuple[float, float]:
    count, ours, verdicts = (sum(each[index] for each in places) for index in range(3))
    return ours / count, (verdicts - ours) / count


def _middle(values: list[float]) -> tuple[float, float]:
    values.sort()
    cut = round(len(values) * 0.025)
    return values[cut], values[-1 - cut]
