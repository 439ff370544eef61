"""Does a plan close the gap to a target? Sentences, rows and the chart, for the plan's page and others."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from django.utils.translation import gettext as _

from accounts import numbers
from plans import counting, gap, reductions, targets
from plans.counting import Counted
from plans.gap import Gap, Goal
from plans.models import PlanVersion
from plans.overview import Doing
from plans.targets import NoGoal
from pledges.models import Target
from portal import promises, wedges
from portal.evidence import Datum
from portal.promises import Promise


@dataclass(frozen=True)
class Row:
    """An action's part of what is needed, in tonnes a year.

    `claimed` and `overlap` are of the target's year, `already` is what of it the latest figure holds.
    """

    doing: Doing
    claimed: Decimal
    overlap: Decimal
    already: Decimal
    is_late: bool

    @property
    def counted(self) -> Decimal:
        return self.claimed - self.overlap - self.already


@dataclass(frozen=True)
class Held:
    """A version of a plan held against one target that it serves, as of a day."""

    version: PlanVersion
    target: Target
    promise: Promise | None
    counted: Counted
    today: datetime.date

    @cached_property
    def found(self) -> Goal | NoGoal:
        if self.promise is None:
            return NoGoal.NOT_IN_FORCE
        if self.promise.assessment is None:
            return NoGoal.NOT_JUDGED
        if self.promise.is_withheld:
            return NoGoal.WITHHELD
        return targets.goal_of(self.promise.judged, self.promise.record)

    @property
    def goal(self) -> Goal | None:
        return self.found if isinstance(self.found, Goal) else None

    @property
    def why_not(self) -> str:
        return str(self.found.label) if isinstance(self.found, NoGoal) else ""

    @cached_property
    def gap(self) -> Gap | None:
        return gap.of(self.goal, self.counted.promises, self.counted.shared) if self.goal else None

    @property
    def key(self) -> str:
        """What sets its marks on a page apart from those of others."""
        return f"{self.version.pk}-{self.target.pk}"

    @property
    def is_indication(self) -> bool:
        return bool(self.promise and targets.is_indication(self.promise.record))

    @property
    def latest(self) -> Datum | None:
        """The figure that the gap is counted from, with its source."""
        data = self.promise.data if self.promise and self.goal else []
        return next((each for each in data if self.goal and each.year == self.goal.latest_year), None)

    @property
    def summary(self) -> str:
        return self.promise.summary if self.promise else self.target.quote

    @property
    def sentence(self) -> str:
        """What is needed, promised and missing, and by when what is missing must begin."""
        if self.goal is None or self.gap is None:
            return self.why_not
        told = _words(self.goal, self.gap)
        if self.gap.needed == 0:
            return _("%(latest_year)s already lies at the goal of %(year)s: nothing more is needed.") % told
        needed = _("Needed by %(year)s: %(needed)s a year less than in %(latest_year)s.") % told
        return f"{needed}{_gap_between()}{self._promised(told)}"

    def _promised(self, told: Mapping[str, object]) -> str:
        if self.gap is None or self.gap.is_closed:
            return _("The plan promises %(promised)s a year, if all of it is done: enough.") % told
        if self.gap.promised <= 0:
            first = _("The plan promises nothing beyond what %(latest_year)s held already.") % told
        else:
            first = _("The plan promises %(promised)s; %(remaining)s remains.") % told
        return f"{first}{_gap_between()}{self._begin(told)}"

    def _begin(self, told: Mapping[str, object]) -> str:
        if self.gap and self.gap.begin_by < self.today.year:
            return _("What is missing should have begun by %(begin_by)s.") % told
        return _("What is missing must begin by %(begin_by)s.") % told

    @property
    def hanging(self) -> str:
        """What of it hangs on actions that are late; empty where nothing does."""
        if self.gap is None or self.gap.hanging <= 0:
            return ""
        told = {"tonnes": numbers.mass_in_words(self.gap.hanging)}
        return _("Of what is promised, %(tonnes)s hangs on actions that are late.") % told

    @cached_property
    def rows(self) -> list[Row]:
        """Action by action, in the plan's order."""
        if self.goal is None:
            return []
        known = self.counted
        now = reductions.wedges(known.promises, known.shared, self.goal.target_year)
        before = reductions.wedges(known.promises, known.shared, self.goal.latest_year)
        return [
            Row(doing, part.claimed, part.overlap, held.counted, promise.late)
            for doing, promise, part, held in zip(known.doings, known.promises, now, before, strict=True)
        ]

    @property
    def claimed(self) -> Decimal:
        return sum((each.claimed for each in self.rows), Decimal(0))

    @property
    def overlap(self) -> Decimal:
        return sum((each.overlap for each in self.rows), Decimal(0))

    @property
    def already(self) -> Decimal:
        return sum((each.already for each in self.rows), Decimal(0))

    @cached_property
    def chart(self) -> wedges.Chart | None:
        """None where nothing is needed, or nothing can be told in tonnes."""
        if self.goal is None or self.gap is None or self.gap.needed == 0:
            return None
        return wedges.chart(self.goal, self.gap, self.counted)


def _words(goal: Goal, found: Gap) -> dict[str, object]:
    return {
        "year": goal.target_year,
        "latest_year": goal.latest_year,
        "begin_by": found.begin_by,
        "needed": numbers.mass_in_words(found.needed),
        "promised": numbers.mass_in_words(found.promised),
        "remaining": numbers.mass_in_words(found.remaining),
    }


def _gap_between() -> str:
    """Between two sentences: Chinese has no space there."""
    return "" if numbers.in_chinese() else " "


def of_version(
    version: PlanVersion, served: Iterable[Target], counted: Counted, today: datetime.date
) -> list[Held]:
    """A version against each of these targets, in their order; the queries of promises.of_targets."""
    chosen = list(served)
    found = promises.of_targets([each.pk for each in chosen], today) if chosen else {}
    return [Held(version, each, found.get(each.pk), counted, today) for each in chosen]


def put_beside(shown: Iterable[Promise], today: datetime.date) -> None:
    """Give each promise the accepted plans that serve it, held against it.

    One query where there is no plan, six more for any number of plans and actions.
    """
    known = {each.target.pk: each for each in shown}
    pairs = list(_pairs(known)) if known else []
    counted = counting.of_versions({version.pk: version for _pk, version in pairs}.values(), today)
    found: defaultdict[int, list[Held]] = defaultdict(list)
    for pk, version in pairs:
        found[pk].append(Held(version, known[pk].target, known[pk], counted[version.pk], today))
    for pk, promise in known.items():
        promise.held = found[pk]


def _pairs(known: Mapping[int, Promise]) -> Iterator[tuple[int, PlanVersion]]:
    """Targets with the accepted versions that serve them, the latest period first."""
    through = PlanVersion.targets.through.objects
    links = list(
        through.filter(target__in=known, planversion__state="accepted").values_list("target", "planversion")
    )
    if not links:
        return
    versions = PlanVersion.objects.select_related("plan").in_bulk({version for _target, version in links})
    for target, version in sorted(links, key=lambda link: (-versions[link[1]].last_year, link[1])):
        yield target, versions[version]
