"""What the claims of a case study rest on, as it stands today: figures, verdicts, actions.

Who may not see a figure is for the caller to say (`withheld`): portal.disclosure for everyone, nobody for the
government itself and its secretariat.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from accounts.words import Text
from inventories.models import Figure
from partnerships.models import CaseClaim
from plans import overview
from plans.models import Action, PlanVersion, ProgressEntry
from plans.overview import Doing
from pledges.models import TargetVersion
from progress.models import Assessment

BASIS = (
    "framework",
    "level",
    "boundary",
    "gases",
    "gwp_set",
    "electricity",
    "price_year",
    "rows",
)
"""What two figures must have in common, so that their difference is one of emissions and not of counting."""

Withheld = Callable[[Sequence[Figure]], set[int]]


@dataclass(frozen=True)
class Shown:
    """A figure of a claim, and the one that has taken its place since, if one has."""

    figure: Figure
    is_withheld: bool
    successor: Figure | None = None
    is_successor_withheld: bool = False

    @property
    def is_superseded(self) -> bool:
        return self.figure.superseded_at is not None

    @property
    def value(self) -> Decimal | None:
        """Tonnes, or the amount in the measure's unit; none where it is kept from the reader."""
        return None if self.is_withheld else value_of(self.figure)

    @property
    def value_now(self) -> Decimal | None:
        if self.successor is None or self.is_successor_withheld:
            return None
        return value_of(self.successor)

    @property
    def is_unchanged(self) -> bool:
        """Whether a later version says the same."""
        return self.value is not None and self.value == self.value_now


@dataclass(frozen=True)
class Checked:
    """A claim with the record by which it can be checked: of `shown`, `version` and `doing` one."""

    claim: CaseClaim
    shown: Shown | None = None
    since: Shown | None = None
    differing: tuple[str, ...] = ()
    """In what the two figures were made differently: then their difference is not told."""
    version: TargetVersion | None = None
    assessment: Assessment | None = None
    plan_version: PlanVersion | None = None
    doing: Doing | None = None

    @property
    def text(self) -> Text:
        return self.claim.text

    @property
    def difference(self) -> Decimal | None:
        """The later figure less the earlier; none where either is kept from the reader."""
        if self.shown is None or self.since is None or self.differing:
            return None
        if self.shown.value is None or self.since.value is None:
            return None
        return self.shown.value - self.since.value

    @property
    def percent(self) -> Decimal | None:
        """The difference in per cent of the earlier figure."""
        if self.difference is None or self.since is None or not self.since.value:
            return None
        return 100 * self.difference / self.since.value

    @property
    def keeps_something(self) -> bool:
        return any(each is not None and each.is_withheld for each in (self.shown, self.since))


def value_of(figure: Figure) -> Decimal:
    value: Decimal | None = figure.tonnes if figure.tonnes is not None else figure.amount
    if value is None:  # the constraint forbids it
        raise ValueError(f"figure {figure.pk} has no value")
    return value


def nobody(figures: Sequence[Figure]) -> set[int]:
    """For a reader who may see them all."""
    return set()


def checked(claims: Iterable[CaseClaim], today: datetime.date, withheld: Withheld = nobody) -> list[Checked]:
    """The claims in their order; a constant number of queries, beside those of `withheld`."""
    rows = list(claims)
    figures = {figure.pk: figure for row in rows for figure in (row.figure, row.since) if figure is not None}
    successors = _successors(figures.values())
    kept = withheld([*figures.values(), *successors.values()]) if figures else set()
    targets = [row.target_id for row in rows if row.target_id]
    versions = {
        each.target_id: each
        for each in TargetVersion.objects.in_force()
        .filter(target__in=targets)
        .select_related("target", "measure")
    }
    public = Assessment.objects.public(today).filter(target__in=targets)
    verdicts = {each.target_id: each for each in public.defer("record")}
    doings = _doings(rows, today)
    found = []
    for row in rows:
        shown, since = (_shown(each, successors, kept) for each in (row.figure, row.since))
        plan_version, doing = doings.get((row.plan_id or 0, row.action_key), (None, None))
        found.append(
            Checked(
                claim=row,
                shown=shown,
                since=since,
                differing=_differing(row.figure, row.since),
                version=versions.get(row.target_id) if row.target_id else None,
                assessment=verdicts.get(row.target_id) if row.target_id else None,
                plan_version=plan_version,
                doing=doing,
            )
        )
    return found


def rows(case: int) -> Iterable[CaseClaim]:
    """The claims of a case study with what they point to; one query."""
    return CaseClaim.objects.filter(case=case).select_related(
        "figure__measure",
        "figure__version__report",
        "since__measure",
        "since__version__report",
        "target",
        "plan",
    )


def _shown(figure: Figure | None, successors: dict[int, Figure], kept: set[int]) -> Shown | None:
    if figure is None:
        return None
    after = successors.get(figure.pk)
    return Shown(figure, figure.pk in kept, after, after is not None and after.pk in kept)


def _successors(figures: Iterable[Figure]) -> dict[int, Figure]:
    """By a superseded figure's id the one that stands in its place; one query."""
    gone = {_place(each): each.pk for each in figures if each.superseded_at is not None}
    if not gone:
        return {}
    governments, measures, _series, years = (set(column) for column in zip(*gone, strict=True))
    current = Figure.objects.current().filter(
        government__in=governments, measure__in=measures, year__in=years
    )
    return {
        gone[_place(each)]: each
        for each in current.select_related("measure", "version__report")
        if _place(each) in gone
    }


def _place(figure: Figure) -> tuple[int, int, str, int]:
    return (figure.government_id, figure.measure_id, figure.series, figure.year)


def _differing(figure: Figure | None, since: Figure | None) -> tuple[str, ...]:
    if figure is None or since is None:
        return ()
    fields = (Figure._meta.get_field(name) for name in BASIS)
    return tuple(
        str(getattr(field, "verbose_name", field.name))
        for field in fields
        if getattr(figure, field.name) != getattr(since, field.name)
    )


def _doings(
    rows: Sequence[CaseClaim], today: datetime.date
) -> dict[tuple[int, str], tuple[PlanVersion, Doing]]:
    """By plan and key the action as the accepted version has it; five queries where there are any."""
    plans = {row.plan_id for row in rows if row.plan_id}
    keys = {row.action_key for row in rows if row.plan_id}
    if not plans:
        return {}
    accepted = PlanVersion.objects.accepted().filter(plan__in=plans).select_related("plan")
    versions = {each.pk: each for each in accepted}
    last = {
        (each.plan_id, each.key): each
        for each in ProgressEntry.objects.filter(plan__in=plans, key__in=keys).order_by("year")
    }
    found = {}
    named = Action.objects.filter(version__in=versions, key__in=keys)
    for action in named.prefetch_related("milestones", "reductions"):
        version = versions[action.version_id]
        doing = overview.doing(action, last.get((version.plan_id, action.key)), today)
        found[version.plan_id, action.key] = (version, doing)
    return found
