"""Rule 6, what is due every year: a recurring share, each year on its own; a maintained share, from its
target year on.

The latest due year says whether it is on track. A recurring share that has a last year ends: met if every
year from the first is on record and kept, missed if one was not kept. A maintained share never ends.
"""

from decimal import Decimal

from trajectory.case import Case
from trajectory.figures import Figure
from trajectory.inputs import Target
from trajectory.outcome import Finding, Flag
from trajectory.paths import Path, straight
from trajectory.reckoning import Numbers, known
from trajectory.rules import reduction
from trajectory.vocabulary import FlagCode, Kind, Missing, Reason, Sense, Verdict


def judge(case: Case) -> Finding:
    """Judge a case whose gates are open."""
    level = case.target.level
    if isinstance(level, Missing) or not case.is_due_every_year:
        return reduction.judge(case)
    first, last = span(case)
    due = case.series.between(first, last)
    broken = tuple(each.year for each in due if not is_kept(case.target, level, each))
    gaps = case.series.missing_years(first, last)
    verdict = _verdict(due, broken, gaps, is_over=_is_over(case))
    return Finding(
        verdict=verdict,
        reason=Reason.GAP_IN_SERIES if verdict is Verdict.UNDETERMINED else Reason.NONE,
        flags=(Flag(FlagCode.NOT_KEPT_EVERY_YEAR, {"years_list": broken}),) if broken else (),
        numbers=_numbers(case, level, first, due, broken),
        path=_level_line(first, last, level),
        missing_years=gaps if verdict is Verdict.UNDETERMINED else (),
    )


def span(case: Case) -> tuple[int, int]:
    """The first year that is due and the last that is known, of a series with figures.

    What is maintained is due from its target year, what recurs from its first year until its target year;
    where that year is not stated, from the first on record.
    """
    earliest, latest = case.series.figures[0].year, case.series.figures[-1].year
    last, first = case.last_year, case.target.first_year
    if case.target.kind is Kind.MAINTAINED_SHARE:
        return earliest if isinstance(last, Missing) else last, latest
    if not isinstance(last, Missing):
        earliest, latest = min(earliest, last), min(latest, last)
    return earliest if isinstance(first, Missing) else first, latest


def is_kept(target: Target, level: Decimal, figure: Figure) -> bool:
    """Whether the figure of a year is on the promised side of the level; equality counts."""
    return figure.exact >= level if target.sense is Sense.AT_LEAST else figure.exact <= level


def _is_over(case: Case) -> bool:
    """Whether the last year that is due is over: its figure, or a later one, is known."""
    last, latest = case.last_year, case.series.latest
    if case.target.kind is Kind.MAINTAINED_SHARE or isinstance(last, Missing) or isinstance(latest, Missing):
        return False
    return latest.year >= last


def _verdict(
    due: tuple[Figure, ...], broken: tuple[int, ...], gaps: tuple[int, ...], *, is_over: bool
) -> Verdict:
    if not is_over:
        return Verdict.OFF_TRACK if due[-1].year in broken else Verdict.ON_TRACK
    if broken:
        return Verdict.MISSED
    return Verdict.UNDETERMINED if gaps else Verdict.MET


def _numbers(
    case: Case, level: Decimal, first: int, due: tuple[Figure, ...], broken: tuple[int, ...]
) -> Numbers:
    found = known(case) | {
        "goal_value": level,
        "first_year": first,
        "due_count": len(due),
        "kept_count": len(due) - len(broken),
    }
    if due:
        latest = due[-1]
        found |= {
            "latest_year": latest.year,
            "latest_value": latest.exact,
            "goal_gap": latest.exact - level,
        }
    return found


def _level_line(first: int, last: int, level: Decimal) -> Path | Missing:
    """The level over the years that are due; no line where there is but one year."""
    return straight((first, level), (last, level)) if first < last else Missing.NOT_STATED
