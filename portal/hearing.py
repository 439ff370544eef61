"""What was said to verdicts: decisions by hand, replies, appeals; loaded for many at once."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.models import Government, Network
from pledges.models import Target
from portal import terms
from portal.promises import WITH, Promise
from progress.enums import Lapse, Outcome, Reason
from progress.models import Appeal, Assessment, Decision, Reply

Stretch = tuple[int, datetime.datetime]
"""A target, and since when its verdict and reason stand without a break."""


@dataclass
class Hearing:
    """What stands beside one verdict; `after_appeal` is the appeal by which it was changed to what it is."""

    decision: Decision | None = None
    replies: list[Reply] = field(default_factory=list)
    appeals: list[Appeal] = field(default_factory=list)
    after_appeal: Appeal | None = None

    def __bool__(self) -> bool:
        return bool(self.decision or self.replies or self.appeals)

    @property
    def open_appeal(self) -> Appeal | None:
        return next((each for each in self.appeals if each.decided_at is None), None)


def of(
    assessments: Iterable[Assessment], *, everyone: bool, until: datetime.datetime | None = None
) -> dict[int, Hearing]:
    """By assessment; in four queries. With `until` as it was at that moment.

    To `everyone` an appeal by which a verdict changes is open until they see the verdict that it led to.
    """
    rows = list(assessments)
    said: defaultdict[Stretch, Hearing] = defaultdict(Hearing)
    for reply in _about(Reply.objects.all(), rows, until):
        said[_stretch(reply.assessment)].replies.append(reply)
    for appeal in _about(Appeal.objects.order_by("pk"), rows, until):
        is_open = _decided_later(appeal, until) or (everyone and appeal.outcome == Outcome.CHANGED)
        said[_stretch(appeal.assessment)].appeals.append(_opened(appeal) if is_open else appeal)
    decisions = Decision.objects.in_bulk({row.decision_id for row in rows if row.decision_id})
    changed = {each.decision_id: each for each in Appeal.objects.filter(decision__in=decisions)}
    return {
        row.pk: Hearing(
            decisions.get(row.decision_id or 0),
            said[_stretch(row)].replies,
            said[_stretch(row)].appeals,
            changed.get(row.decision_id) if row.decision_id else None,
        )
        for row in rows
    }


def of_one(
    assessment: Assessment | None, *, everyone: bool, until: datetime.datetime | None = None
) -> Hearing:
    return of([assessment], everyone=everyone, until=until)[assessment.pk] if assessment else Hearing()


def put_beside(promises: Iterable[Promise]) -> None:
    """Let each promise know what was said to the verdict that everyone sees."""
    judged = [(promise, promise.assessment) for promise in promises if promise.assessment]
    said = of([assessment for _, assessment in judged], everyone=True)
    for promise, assessment in judged:
        promise.hearing = said[assessment.pk]


def _about(found: QuerySet, rows: Sequence[Assessment], until: datetime.datetime | None) -> QuerySet:
    """Those about the targets of `rows`, at whatever time."""
    found = found.filter(assessment__target__in={row.target_id for row in rows})
    found = found.filter(at__lt=until) if until else found
    return found.select_related("assessment").defer("assessment__record")


def _stretch(row: Assessment) -> Stretch:
    return row.target_id, row.standing_since


def _decided_later(appeal: Appeal, until: datetime.datetime | None) -> bool:
    return bool(until and appeal.decided_at and appeal.decided_at >= until)


def _opened(appeal: Appeal) -> Appeal:
    """The appeal as it was before it was decided; not to be saved."""
    appeal.outcome, appeal.answer, appeal.decided_at = "", "", None
    return appeal


# The verdict as its signatory and the secretariat see it first


def current(target: Target) -> Assessment | None:
    found = Assessment.objects.current().filter(target=target)
    return found.select_related(*WITH, "target_version__target", "decision__decided_by").first()


# What waits on desks


@dataclass(frozen=True)
class Waiting:
    """A verdict that waits for somebody, and its promise in one line."""

    assessment: Assessment
    appeal: Appeal | None = None

    @property
    def target(self) -> Target:
        return self.assessment.target

    @property
    def summary(self) -> str:
        return terms.summary(self.assessment.target_version)


def first_seen(government: Government, today: datetime.date) -> list[Waiting]:
    """Verdicts on the government's promises that everyone sees later, the first to be published first."""
    rows = _rows(Assessment.objects.current().filter(government=government, public_from__gt=today))
    return [Waiting(row) for row in rows.order_by("public_from", "target_id")]


def appeals_of(government: Government) -> QuerySet[Appeal]:
    """The government's open appeals."""
    return Appeal.objects.open().filter(target__government=government).select_related("target").order_by("pk")


def open_appeals(network: Network) -> QuerySet[Appeal]:
    """What members of the network appeal against, the longest waiting first."""
    found = Appeal.objects.open().filter(target__government__in=Government.objects.in_network(network))
    return (
        found.select_related("target__government", "by", "first_decider", "assessment")
        .defer("assessment__record")
        .prefetch_related("target__government__names")
        .order_by("at", "pk")
    )


def to_decide(network: Network) -> QuerySet[Assessment]:
    """Verdicts that no rule gives, and on which nobody has decided, by government."""
    rows = Assessment.objects.current().filter(
        government__in=Government.objects.in_network(network),
        reason=Reason.MANUAL_REVIEW,
        decision__isnull=True,
    )
    return _rows(rows).order_by("government_id", "target_id")


def lapsed(network: Network, since: datetime.datetime) -> QuerySet[Decision]:
    """Decisions that lapsed by themselves and that no other has replaced, the latest first."""
    later = Decision.objects.filter(target=OuterRef("target"), pk__gt=OuterRef("pk"))
    found = Decision.objects.filter(
        Q(lapse=Lapse.NEW_FIGURES) | Q(lapse=Lapse.NEW_VERSION),
        ~Exists(later),
        target__government__in=Government.objects.in_network(network),
        lapsed_at__gte=since,
    )
    return (
        found.select_related("target__government")
        .prefetch_related("target__government__names")
        .order_by("-lapsed_at", "-pk")
    )


def _rows(rows: QuerySet[Assessment]) -> QuerySet[Assessment]:
    return (
        rows.select_related("target__government", "target_version__measure", "target_version__target")
        .prefetch_related("target__government__names")
        .defer("record")
    )
