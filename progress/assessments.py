"""Assess a government: judge its targets in force and keep each answer that is new (docs/adr/0006)."""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import Q, QuerySet

import trajectory
from accounts.models import Government
from pledges.models import AssessmentRequest, TargetVersion
from progress import evidence
from progress.models import Assessment
from trajectory import Missing

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Judgement:
    """The judge's answer on a target version, as it is stored."""

    version: TargetVersion
    assessment: trajectory.Assessment
    record: dict[str, Any]
    sha256: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What assessing a government did: how many answers are new or the same, how many requests are done."""

    changed: int
    unchanged: int
    withdrawn: int
    requests: int


@transaction.atomic
def assess(*, government_id: int, as_of: date, now: datetime) -> Outcome:
    """Judge every target of a government in force, and store the answers that changed.

    Closes exactly those requests that were open when it began: one that comes in between may be about rows it
    did not see. Running it again changes nothing. Raises Government.DoesNotExist.
    """
    _lock(government_id)
    requests = list(
        AssessmentRequest.objects.open().filter(government=government_id).values_list("pk", flat=True)
    )
    judgements = judge(government_id=government_id, as_of=as_of)
    outcome = _store(government_id, judgements, as_of, now)
    AssessmentRequest.objects.filter(pk__in=requests).update(done_at=now)
    return Outcome(*outcome, requests=len(requests))


def judge(*, government_id: int, as_of: date) -> list[Judgement]:
    """The judge's answers as of a day; stores nothing."""
    return [_judgement(brief, as_of) for brief in evidence.briefs(government_id=government_id, as_of=as_of)]


def requested() -> QuerySet[Government]:
    """Governments with open requests."""
    waiting = AssessmentRequest.objects.open().values("government")
    return Government.objects.filter(pk__in=waiting).order_by("pk")


def outdated(as_of: date) -> QuerySet[Government]:
    """Governments with an answer from before the day, or with a target in force that has none."""
    current = Assessment.objects.current()
    earlier = current.filter(assessed_on__lt=as_of).values("government")
    unjudged = TargetVersion.objects.in_force().exclude(target__in=current.values("target"))
    return Government.objects.filter(
        Q(pk__in=earlier) | Q(pk__in=unjudged.values("target__government"))
    ).order_by("pk")


def digest(record: dict[str, Any]) -> str:
    """SHA-256 of the record as canonical JSON: sorted keys, no spaces, UTF-8."""
    text = json.dumps(record, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _lock(government_id: int) -> None:
    """One assessment of a government at a time. The weaker lock lets reports refer to the row meanwhile.

    SQLite needs none: its transactions begin IMMEDIATE.
    """
    governments = Government.objects.all()
    if connection.features.has_select_for_no_key_update:
        governments = governments.select_for_update(no_key=True)
    governments.only("pk").get(pk=government_id)


def _judgement(brief: evidence.Brief, as_of: date) -> Judgement:
    answer = _answer(brief, as_of)
    record: dict[str, Any] = trajectory.as_record(answer)
    return Judgement(brief.version, answer, record, digest(record))


def _answer(brief: evidence.Brief, as_of: date) -> trajectory.Assessment:
    """The judge's answer. A target that contradicts itself goes to the secretariat and holds up no other."""
    try:
        return trajectory.assess(evidence.target_of(brief.version), brief.evidence, as_of=as_of)
    except trajectory.TrajectoryError as error:
        logger.warning("left to the secretariat: target=%s error=%s", brief.version.target.code, error)
        return trajectory.assess(
            trajectory.Target(kind=trajectory.Kind.OTHER),
            trajectory.Evidence(origin=brief.evidence.origin),
            as_of=as_of,
        )


def _store(
    government_id: int, judgements: Iterable[Judgement], as_of: date, now: datetime
) -> tuple[int, int, int]:
    """Keep what changed: the numbers of answers changed, unchanged and withdrawn with their targets."""
    standing = {
        row.target_id: row
        for row in Assessment.objects.current()
        .filter(government=government_id)
        .only("target_id", "target_version_id", "record_sha256")
    }
    unchanged, changed = [], []
    for each in judgements:
        row = standing.get(each.version.target_id)
        same = row and (row.target_version_id, row.record_sha256) == (each.version.pk, each.sha256)
        if row and same:
            unchanged.append(standing.pop(each.version.target_id).pk)
        else:
            changed.append(each)
    Assessment.objects.filter(pk__in=[row.pk for row in standing.values()]).update(superseded_at=now)
    Assessment.objects.bulk_create([_row(government_id, each, as_of, now) for each in changed])
    replaced = {each.version.target_id for each in changed}
    return len(changed), len(unchanged), len(standing.keys() - replaced)


def _row(government_id: int, each: Judgement, as_of: date, now: datetime) -> Assessment:
    answer = each.assessment
    latest = answer.numbers.get("latest_year")
    return Assessment(
        government_id=government_id,
        target_id=each.version.target_id,
        target_version=each.version,
        verdict=answer.verdict.value,
        reason=answer.reason.value,
        last_known="" if isinstance(answer.last_known, Missing) else answer.last_known.value,
        origin=answer.origin.value,
        latest_year=latest if isinstance(latest, int) else None,
        method_version=answer.method_version,
        record=each.record,
        record_sha256=each.sha256,
        assessed_on=as_of,
        created_at=now,
        standing_since=now,
        public_from=as_of,
    )
