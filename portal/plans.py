"""A plan as everyone may read it: what it says, what is done, what it saves, costs and does besides."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from django.db.models import Max, QuerySet

from accounts.models import Government, Network
from inventories.models import Figure
from plans import counting
from plans.counting import Counted
from plans.enums import ONCE_ACCEPTED, ActionStatus, CoBenefitKind, FundingSource, PlanEventKind, PlanStatus
from plans.models import Action, CoBenefit, Plan, PlanEvent, PlanVersion, ProgressEntry
from plans.overview import Doing
from pledges.models import Measure, Target
from portal import cost_curves, disclosure, plan_gaps
from portal.cost_curves import Curve, Ranked
from portal.evidence import with_publication
from portal.plan_gaps import Held

HANGING = ("fundings", "co_benefits", "reductions", "indicators")
IN_TONNES = (CoBenefitKind.PM25, CoBenefitKind.SO2, CoBenefitKind.NOX)


@dataclass(frozen=True)
class Sum:
    """Amounts of one sort together, and how many of them there are."""

    label: str
    amount: Decimal
    unit: str
    count: int


@dataclass(frozen=True)
class Year:
    """What was done for the actions in one year, as entered."""

    year: int
    entries: Sequence[tuple[Action, ProgressEntry]]

    @property
    def tonnes(self) -> Decimal | None:
        """Saved in the year by those that say so; none where none does."""
        known = [each.tonnes for _action, each in self.entries if each.tonnes is not None]
        return sum(known, Decimal(0)) if known else None


@dataclass(frozen=True)
class Shown:
    """A measure that shows an action's work, with the latest figure of it, if there is one."""

    action: Action
    measure: Measure
    figure: Figure | None

    @property
    def value(self) -> Decimal | None:
        if self.figure is None:
            return None
        return self.figure.amount if self.figure.tonnes is None else self.figure.tonnes


@dataclass(frozen=True)
class Page:
    """One accepted version of a plan, as of a day. `is_current` where no later one was accepted."""

    version: PlanVersion
    counted: Counted
    held: Sequence[Held]
    today: datetime.date
    figures: Mapping[int, Figure]
    """By measure, the latest accepted value of the government that may be shown."""
    history: Sequence[PlanEvent]
    entered: Sequence[ProgressEntry]

    @property
    def plan(self) -> Plan:
        return self.version.plan

    @property
    def is_current(self) -> bool:
        return self.version.state == "accepted"

    @property
    def status(self) -> PlanStatus:
        return self.version.status(self.today)

    @property
    def doings(self) -> Sequence[Doing]:
        return self.counted.doings

    @cached_property
    def by_status(self) -> list[tuple[ActionStatus, int]]:
        """How many actions stand how; statuses that none has are left out."""
        found = [(each, sum(doing.status == each for doing in self.doings)) for each in ActionStatus]
        return [(status, count) for status, count in found if count]

    @cached_property
    def years(self) -> list[Year]:
        """The years of which something was entered, the latest first."""
        known = {doing.action.key: doing.action for doing in self.doings}
        found: defaultdict[int, list[tuple[Action, ProgressEntry]]] = defaultdict(list)
        for entry in self.entered:
            if entry.key in known:
                found[entry.year].append((known[entry.key], entry))
        return [Year(year, found[year]) for year in sorted(found, reverse=True)]

    @cached_property
    def ranked(self) -> list[Ranked]:
        return cost_curves.ranked(self.counted, self.version.first_year, self.version.last_year)

    @cached_property
    def curves(self) -> list[Curve]:
        return cost_curves.curves(self.ranked)

    @property
    def _going_on(self) -> list[Action]:
        return [each.action for each in self.doings if each.status != ActionStatus.CANCELLED]

    @cached_property
    def costs(self) -> list[Sum]:
        """The costs that are stated, a sum for each currency."""
        found: defaultdict[str, list[Decimal]] = defaultdict(list)
        for action in self._going_on:
            if action.cost is not None:
                found[action.currency].append(action.cost)
        return [Sum("", sum(each, Decimal(0)), currency, len(each)) for currency, each in found.items()]

    @cached_property
    def fundings(self) -> list[Sum]:
        """Who bears it: a sum for each source and currency; an amount that is not stated adds nothing."""
        found: defaultdict[tuple[str, str], list[Decimal]] = defaultdict(list)
        for action in self._going_on:
            for each in action.fundings.all():
                found[each.source, action.currency].append(each.amount or Decimal(0))
        return [
            Sum(str(FundingSource(source).label), sum(each, Decimal(0)), currency, len(each))
            for (source, currency), each in found.items()
        ]

    @cached_property
    def co_benefits(self) -> list[Sum]:
        """Pollutants avoided in tonnes a year and jobs, all actions together; cancelled ones left out."""
        amounts: defaultdict[str, list[Decimal]] = defaultdict(list)
        for action in self._going_on:
            for each in action.co_benefits.all():
                if each.amount is not None:
                    amounts[each.kind].append(each.amount)
        return [
            Sum(
                str(kind.label),
                sum(amounts[kind], Decimal(0)),
                "t" if kind in IN_TONNES else "",
                len(amounts[kind]),
            )
            for kind in (*IN_TONNES, CoBenefitKind.JOBS)
            if amounts[kind]
        ]

    @cached_property
    def benefit_words(self) -> list[tuple[Action, CoBenefit]]:
        """What is said of co-benefits in words, and resilience, which has no unit."""
        return [
            (action, each)
            for action in self._going_on
            for each in action.co_benefits.all()
            if each.note or each.kind == CoBenefitKind.RESILIENCE
        ]

    @cached_property
    def indicators(self) -> list[Shown]:
        """The measures that show an action's work, each with its latest accepted value."""
        return [
            Shown(doing.action, measure, self.figures.get(measure.pk))
            for doing in self.doings
            for measure in doing.action.indicators.all()
        ]


def of_version(version: PlanVersion, today: datetime.date, *, held_against_targets: bool = False) -> Page:
    """The page of a version, in a fixed number of queries.

    The accepted one is held against its targets, another only where that is asked.
    """
    actions = Action.objects.prefetch_related(*HANGING)
    counted = counting.of_actions([version], actions, today)[version.pk]
    served = Target.objects.public().filter(plan_versions=version).select_related("government")
    is_held = held_against_targets or version.state == "accepted"
    measures = {measure.pk for each in counted.doings for measure in each.action.indicators.all()}
    return Page(
        version=version,
        counted=counted,
        held=plan_gaps.of_version(version, served.order_by("pk"), counted, today) if is_held else [],
        today=today,
        figures=_figures(version.government, measures),
        history=history(version.plan),
        entered=list(ProgressEntry.objects.filter(plan=version.plan_id).order_by("year", "pk")),
    )


def public_version(plan: Plan, number: int | None = None) -> PlanVersion | None:
    """The accepted version, or the one of this number if it ever was; none where there is none."""
    versions = plan.versions.filter(state__in=ONCE_ACCEPTED).order_by("-number")
    found = versions.first() if number is None else versions.filter(number=number).first()
    if found is not None:
        found.plan = plan
    return found


def history(plan: Plan) -> list[PlanEvent]:
    """The versions that everyone could read: when each was accepted; who did it stays inside."""
    accepted = PlanEvent.objects.filter(
        version__plan=plan, version__state__in=ONCE_ACCEPTED, kind=PlanEventKind.ACCEPTED
    )
    return list(accepted.select_related("version").order_by("-version__number"))


@dataclass(frozen=True)
class Listed:
    """An accepted plan in a list, with its status on the day."""

    version: PlanVersion
    status: PlanStatus


def of_government(government: Government, today: datetime.date) -> list[Listed]:
    """Its accepted plans, the latest period first; one query."""
    found = PlanVersion.objects.accepted().filter(plan__government=government).select_related("plan")
    return [Listed(each, each.status(today)) for each in found.order_by("-last_year", "pk")]


def submitted(network: Network) -> QuerySet[PlanVersion]:
    """Versions that wait for the secretariat, the oldest first, each with when it was submitted."""
    members = Government.objects.in_network(network)
    waiting = PlanVersion.objects.filter(state="submitted", plan__government__in=members)
    return (
        waiting.annotate(submitted_at=Max("events__at"))
        .select_related("plan__government")
        .prefetch_related("plan__government__names")
        .order_by("submitted_at", "pk")
    )


def _figures(government: Government, measures: Iterable[int]) -> dict[int, Figure]:
    """By measure, the latest accepted value that the government lets everyone see."""
    wanted = list(measures)
    if not wanted:
        return {}
    current = Figure.objects.current().filter(government=government, measure__in=wanted, series="main")
    found = list(with_publication(current.select_related("measure", "version__report")).order_by("year"))
    told = disclosure.telling(found)
    shown = [each for each in found if not each.is_withheld and each.pk not in told]  # type: ignore[attr-defined]
    return {each.measure_id: each for each in shown}
