"""The record of the judge's likelihoods: python -m bench.backtest FILE (make backtest)."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from bench import scores, synthetic_targets
from bench.scores import Forecast
from bench.synthetic_targets import HORIZONS, REDUCTIONS, Trial
from trajectory.likelihood import PEAK_YEARS

NO_FILE = """There is no file {path}.

The backtest needs the yearly emissions of many places: a CSV with the columns entity, year and tonnes,
one row a place and year. Name yours:

    make backtest FILE=path/to/emissions.csv
"""


def main(arguments: Sequence[str]) -> None:
    if len(arguments) != 1:
        sys.exit(__doc__)
    path = Path(arguments[0])
    if not path.is_file():
        sys.exit(NO_FILE.format(path=path))
    try:
        places = synthetic_targets.read(path)
    except ValueError as error:
        sys.exit(str(error))
    print(f"{path.name}: {len(places)} places")
    print(
        f"Synthetic targets: every year t, every base year before it, reductions of {REDUCTIONS[0]} to "
        f"{REDUCTIONS[-1]} %,\ntarget year t + h; only figures up to t are seen.\n"
    )
    told = [(f"h = {ahead}", list(synthetic_targets.reductions(places, ahead))) for ahead in HORIZONS]
    told.append((f"peak, {PEAK_YEARS} y", list(synthetic_targets.peaks(places))))
    _tell_scores(told)
    for label, trials in told:
        _tell_reliability(label, scores.forecasts(trials))


def _tell_scores(told: Sequence[tuple[str, Sequence[Trial]]]) -> None:
    print(
        f"{'':<10}{'targets':>8}{'covered':>9}{'came true':>11}   "
        f"{'Brier (95 % by place)':<24}{'verdict':>8}{'base rate':>11}   {'better by (95 %)':<24}"
        f"{'log score':>10}{'verdict':>9}{'base rate':>11}"
    )
    for label, trials in told:
        found = scores.forecasts(trials)
        if not found:
            print(f"{label:<10}{len(trials):>8}{0:>9.0%}")
            continue
        print(f"{label:<10}{len(trials):>8}{len(found) / len(trials):>9.0%}{_scored(found)}")


def _scored(found: Sequence[Forecast]) -> str:
    rate = scores.base_rate(found)
    ours = [(each.probability, each.came) for each in found]
    bare = [(float(each.verdict), each.came) for each in found]
    same = [(rate, each.came) for each in found]
    score, worse = scores.interval(found)
    better = scores.brier(bare) - scores.brier(ours)
    return (
        f"{rate:>11.0%}   {scores.brier(ours):.3f} {_between(score):<18}{scores.brier(bare):>8.3f}"
        f"{scores.brier(same):>11.3f}   {better:.3f} {_between(worse):<18}"
        f"{scores.log_score(ours):>10.3f}{scores.log_score(bare):>9.3f}{scores.log_score(same):>11.3f}"
    )


def _between(ends: tuple[float, float]) -> str:
    return f"({ends[0]:.3f} to {ends[1]:.3f})"


def _tell_reliability(label: str, found: Sequence[Forecast]) -> None:
    print(f"\n{label}: of those given so many per cent, so many came true")
    for tenth, held in scores.reliability(found).items():
        print(
            f"  {10 * tenth:>3} to {10 * tenth + 10:>3} %{held.count:>8}"
            f"   given {held.foreseen:>4.0%}   came true {held.came:>4.0%}"
        )


if __name__ == "__main__":
    main(sys.argv[1:])
