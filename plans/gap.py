"""Does a plan close the gap to a target? What is still needed, what the actions promise, what remains.

The latest figure knows what was saved already: only what the actions save beyond that year counts against
what is needed from it to the goal.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import ceil
from statistics import median

from plans.reductions import NOTHING, Promise, Shared, Wedge, wedges


@dataclass(frozen=True)
class Goal:
    """Where a target's measure stands and must go: tonnes in the latest year and by the target's year."""

    latest_year: int
    latest: Decimal
    target_year: int
    level: Decimal


@dataclass(frozen=True)
class Gap:
    """Tonnes a year by the target's year; `parts` is what each action adds after the latest year.

    `hanging` is what of it hangs on actions that are late. `begin_by` is the last year in which what is still
    missing can begin, 0 where nothing is missing; `lead_years` is what that rests on.
    """

    needed: Decimal
    parts: Sequence[Wedge]
    hanging: Decimal
    lead_years: int
    begin_by: int

    @property
    def promised(self) -> Decimal:
        return sum((each.counted for each in self.parts), NOTHING)

    @property
    def remaining(self) -> Decimal:
        return max(NOTHING, self.needed - self.promised)

    @property
    def is_closed(self) -> bool:
        return self.remaining == 0


def of(goal: Goal, promises: Sequence[Promise], shared: Sequence[Shared]) -> Gap:
    """The gap of a target that the actions serve."""
    needed = max(NOTHING, goal.latest - goal.level)
    before = {each.key: each for each in wedges(promises, shared, goal.latest_year)}
    parts = [
        Wedge(each.key, each.claimed - before[each.key].claimed, each.overlap - before[each.key].overlap)
        for each in wedges(promises, shared, goal.target_year)
    ]
    late = {each.key for each in promises if each.late}
    hanging = sum((each.counted for each in parts if each.key in late), NOTHING)
    missing = needed - sum((each.counted for each in parts), NOTHING) > 0
    lead = lead_years(promises)
    return Gap(needed, parts, hanging, lead, goal.target_year - lead if missing else 0)


def lead_years(promises: Sequence[Promise]) -> int:
    """Years from the start of an action to its first saving: the median of the plan's own, rounded up.

    At least one; one, too, where the plan has no action that saves anything.
    """
    waits = []
    for each in promises:
        saving = [year for year, tonnes in each.tonnes.items() if tonnes > 0]
        if saving and not each.cancelled:
            waits.append(max(0, min(saving) - each.starts))
    return max(1, ceil(median(waits))) if waits else 1
