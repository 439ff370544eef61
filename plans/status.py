"""How an action is doing: computed from dates, milestones and progress, never typed."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from plans.enums import ActionStatus


@dataclass(frozen=True)
class Step:
    """A milestone: when it is due, and when it was done, if it was."""

    due: datetime.date
    done_on: datetime.date | None = None


def of_action(
    *,
    starts_on: datetime.date,
    ends_on: datetime.date,
    cancelled_on: datetime.date | None,
    steps: Sequence[Step],
    percent: int,
    today: datetime.date,
) -> ActionStatus:
    """The status on the day; `percent` is the latest entry's, 0 where there is none.

    Done: all milestones are, or the latest entry says 100 per cent. Late: a milestone is overdue, the end
    has passed, or the start has and after a year nothing was entered or done.
    """
    if cancelled_on is not None and cancelled_on <= today:
        return ActionStatus.CANCELLED
    done = [step for step in steps if step.done_on is not None and step.done_on <= today]
    if percent >= 100 or (steps and len(done) == len(steps)):
        return ActionStatus.DONE
    if any(step.due < today for step in steps if step not in done) or ends_on < today:
        return ActionStatus.LATE
    begun = percent > 0 or bool(done)
    if today < starts_on:
        return ActionStatus.ON_TIME if begun else ActionStatus.NOT_STARTED
    if not begun and (today - starts_on).days > QUIET_DAYS:
        return ActionStatus.LATE
    return ActionStatus.ON_TIME if begun else ActionStatus.NOT_STARTED


QUIET_DAYS = 365
"""Progress is entered once a year: an action of which nothing was heard for longer is late."""
