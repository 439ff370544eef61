"""Judging: briefs to answers, and a word for what they rest on, so that nobody is judged twice on that."""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet, Sum

import trajectory
from inventories.models import Figure, ReferenceFigure
from pledges.models import TargetVersion
from progress import evidence
from progress.models import Decision, Method
from trajectory import Missing

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Judgement:
    """The judge's answer on a target version, as it is stored: `text` is the record as canonical JSON.

    It holds no figure itself: a range of governments has hundreds of thousands of them.
    """

    government_id: int
    version: TargetVersion
    verdict: str
    reason: str
    last_known: str
    origin: str
    latest_year: int | None
    method: str
    text: str
    sha256: str
    flags: tuple[trajectory.Flag, ...] = ()

    @property
    def record(self) -> dict[str, Any]:
        """The record, read from its text."""
        found: dict[str, Any] = json.loads(self.text)
        return found


def judge(
    *, government_ids: Collection[int], as_of: date, method: Method, until: date | None = None
) -> list[Judgement]:
    """The judge's answers on every target in force; stores nothing.

    `until` leaves out what was not over on that day, for answers about the past.
    """
    thresholds = method.thresholds
    briefs = evidence.briefs(government_ids=government_ids, until=until)
    return [_judgement(brief, as_of, thresholds, method.label) for brief in briefs]


def canonical(record: Mapping[str, Any]) -> str:
    """The record as JSON with sorted keys and no spaces."""
    return CANONICAL.encode(record)


CANONICAL = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def digest(text: str) -> str:
    """SHA-256 of canonical JSON in UTF-8."""
    return hashlib.sha256(text.encode()).hexdigest()


def inputs(government_ids: Collection[int], as_of: date, method: Method) -> dict[int, str]:
    """A word for all that the answers on a government rest on, as far as rows come and go; what is changed in
    place opens a request. A day matters by its year."""
    parts = [
        _rows(TargetVersion.objects.in_force(), "target__government", government_ids),
        _rows(Figure.objects.current(), "government", government_ids),
        _rows(ReferenceFigure.objects.all(), "government", government_ids),
        _rows(Decision.objects.live(), "target__government", government_ids),
    ]
    frame = f"{method.label} {as_of.year}"
    return {
        government_id: digest(" ".join([frame, *(part.get(government_id, "-") for part in parts)]))
        for government_id in government_ids
    }


def _rows(rows: QuerySet[Any], place: str, government_ids: Collection[int]) -> dict[int, str]:
    """How many rows a government has and the sum of their keys, which any change of the set changes."""
    counted = rows.filter(**{f"{place}__in": government_ids}).order_by().values_list(place)
    return {pk: f"{count}:{total}" for pk, count, total in counted.annotate(Count("pk"), Sum("pk"))}


def _judgement(
    brief: evidence.Brief, as_of: date, thresholds: trajectory.Thresholds, method: str
) -> Judgement:
    answer = _answer(brief, as_of, thresholds)
    text = canonical(trajectory.as_record(answer))
    latest: Any = answer.numbers.get("latest_year")
    return Judgement(
        government_id=brief.government_id,
        version=brief.version,
        verdict=answer.verdict.value,
        reason=answer.reason.value,
        last_known="" if isinstance(answer.last_known, Missing) else answer.last_known.value,
        origin=answer.origin.value,
        latest_year=latest if isinstance(latest, int) else None,
        method=method,
        text=text,
        sha256=digest(text),
        flags=answer.flags,
    )


def hindrance(version: TargetVersion, *, as_of: date, method: Method) -> str:
    """Why the judge cannot judge a version in force as what it is, in its own English; else nothing."""
    for brief in evidence.briefs(government_ids=[version.government.pk]):
        if brief.version.pk == version.pk:
            try:
                _as_it_stands(brief, as_of, method.thresholds)
            except trajectory.TrajectoryError as error:
                return str(error)
    return ""


def _as_it_stands(
    brief: evidence.Brief, as_of: date, thresholds: trajectory.Thresholds
) -> trajectory.Assessment:
    """Raises TrajectoryError where the target or its figures contradict themselves."""
    target = evidence.target_of(brief.version)
    return trajectory.assess(target, brief.evidence, as_of=as_of, thresholds=thresholds)


def _answer(brief: evidence.Brief, as_of: date, thresholds: trajectory.Thresholds) -> trajectory.Assessment:
    """The judge's answer. A target that contradicts itself goes to the secretariat and holds up no other."""
    try:
        return _as_it_stands(brief, as_of, thresholds)
    except trajectory.TrajectoryError as error:
        logger.warning("left to the secretariat: target=%s error=%s", brief.version.target.code, error)
        return trajectory.assess(
            trajectory.Target(kind=trajectory.Kind.OTHER),
            trajectory.Evidence(origin=brief.evidence.origin),
            as_of=as_of,
            thresholds=thresholds,
        )
