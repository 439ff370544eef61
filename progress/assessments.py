"""Assess governments: judge their targets in force and keep each answer that is new (docs/adr/0006)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection, transaction
from django.db.models import Q, QuerySet

from accounts.models import Government
from inventories import figures
from pledges.models import AssessmentRequest, Measure, TargetVersion
from progress import judging, keeping, methods
from progress.judging import Judgement
from progress.models import Assessment, Judging

GOVERNMENTS_A_RANGE = 200
"""governments that are assessed in one transaction: enough to spread the cost of its queries, few enough that
nobody waits long for one of them."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What assessing did: how many governments were judged anew, how many answers are new or the same, how
    many requests are done."""

    judged: int
    changed: int
    unchanged: int
    withdrawn: int
    requests: int


NOTHING = (0, 0, 0)
"""Answers changed, unchanged and withdrawn where nobody is due."""


def assess(*, government_id: int, as_of: date, now: datetime) -> Outcome:
    """Judge every target of a government in force, and keep the answers that changed.

    Raises Government.DoesNotExist, methods.NotAdopted.
    """
    if not Government.objects.filter(pk=government_id).exists():
        raise Government.DoesNotExist
    return assess_range(government_ids=[government_id], as_of=as_of, now=now)


@transaction.atomic
def assess_range(*, government_ids: Collection[int], as_of: date, now: datetime) -> Outcome:
    """The same for many governments at once, in a fixed number of queries.

    Closes exactly those requests that were open when it began: one that comes in between may be about rows it
    did not see. A government is judged if it has a request or its inputs are others than at its last judging;
    running it again changes nothing. Raises methods.NotAdopted.
    """
    method = methods.in_force(now)
    _lock(government_ids)
    requests = AssessmentRequest.objects.open().filter(government__in=government_ids)
    open_requests = dict(requests.values_list("pk", "government"))
    _complete_figures(government_ids)
    inputs = judging.inputs(government_ids, as_of, method)
    last = dict(Judging.objects.filter(government__in=government_ids).values_list("government", "inputs"))
    asked = set(open_requests.values())
    due = [pk for pk in government_ids if pk in asked or last.get(pk) != inputs[pk]]
    kept = NOTHING
    if due:
        judgements = judging.judge(government_ids=due, as_of=as_of, method=method)
        kept = keeping.keep(due, judgements, as_of=as_of, now=now)
    _note(inputs, due, as_of)
    AssessmentRequest.objects.filter(pk__in=open_requests).update(done_at=now)
    return Outcome(len(due), *kept, requests=len(open_requests))


def judge(*, government_id: int, as_of: date, now: datetime) -> list[Judgement]:
    """The judge's answers as of a day, from what is accepted today of periods that were over then; stores
    nothing."""
    method = methods.in_force(now)
    return judging.judge(government_ids=[government_id], as_of=as_of, method=method, until=as_of)


def ranges(government_ids: Sequence[int]) -> Iterator[Sequence[int]]:
    """Parts of the governments that are assessed together."""
    for start in range(0, len(government_ids), GOVERNMENTS_A_RANGE):
        yield government_ids[start : start + GOVERNMENTS_A_RANGE]


def requested() -> QuerySet[Government]:
    """Governments with open requests."""
    waiting = AssessmentRequest.objects.open().values("government")
    return Government.objects.filter(pk__in=waiting).order_by("pk")


def outdated(as_of: date) -> QuerySet[Government]:
    """Governments with a target in force that were not judged on the day or later, or have one that has no
    answer."""
    judged = Judging.objects.filter(judged_on__gte=as_of)
    in_force = TargetVersion.objects.in_force()
    unanswered = in_force.exclude(target__in=Assessment.objects.current().values("target"))
    return Government.objects.filter(
        Q(pk__in=in_force.values("target__government")) & ~Q(pk__in=judged.values("government"))
        | Q(pk__in=unanswered.values("target__government"))
    ).order_by("pk")


def _lock(government_ids: Collection[int]) -> None:
    """One assessment of a government at a time. The weaker lock lets reports refer to the row meanwhile.

    SQLite needs none: its transactions begin IMMEDIATE.
    """
    if connection.features.has_select_for_no_key_update:
        governments = Government.objects.select_for_update(no_key=True).order_by("pk")
        list(governments.filter(pk__in=government_ids).values_list("pk"))


def _complete_figures(government_ids: Collection[int]) -> None:
    """Sectors that a government has drawn since its reports were accepted get their figures first."""
    own = Measure.objects.filter(government__in=government_ids)
    for government_id in own.values_list("government", flat=True).distinct():
        figures.backfill(government_id=government_id)


def _note(inputs: dict[int, str], due: Collection[int], as_of: date) -> None:
    """Remember of what was judged, and that the rest still stands."""
    rows = [Judging(government_id=pk, inputs=inputs[pk], judged_on=as_of) for pk in due]
    Judging.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["government"], update_fields=["inputs", "judged_on"]
    )
    rest = Judging.objects.filter(government__in=set(inputs) - set(due), judged_on__lt=as_of)
    rest.update(judged_on=as_of)
