"""Keeping answers: what changed becomes a new row, with the day on which everyone sees it (docs/adr/0010)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import models

from accounts.enums import Role
from accounts.models import Membership
from progress import asking, decisions, letters, publication, writing
from progress.enums import Origin
from progress.judging import Judgement
from progress.models import Assessment, Decision
from progress.publication import Before, Said, Timing


@dataclass(frozen=True, slots=True)
class Answer:
    """A judgement, or the decision that stands in its place."""

    judgement: Judgement
    decision: Decision | None

    @property
    def verdict(self) -> str:
        return self.decision.verdict if self.decision else self.judgement.verdict

    @property
    def reason(self) -> str:
        if self.decision:
            return decisions.reason_of(self.decision)
        return self.judgement.reason

    @property
    def last_known(self) -> str:
        return "" if self.decision else self.judgement.last_known

    def same_as(self, row: Assessment) -> bool:
        return (row.target_version_id, row.record_sha256, row.decision_id) == (
            self.judgement.version.pk,
            self.judgement.sha256,
            self.decision.pk if self.decision else None,
        )

    def said(self) -> Said:
        judgement = self.judgement
        return Said(
            self.verdict,
            self.reason,
            judgement.version.pk,
            judgement.method,
            decisions.figures_digest(judgement.record),
            self.decision.pk if self.decision else 0,
        )


def keep(
    government_ids: Collection[int],
    judgements: Iterable[Judgement],
    *,
    as_of: date,
    now: datetime,
) -> tuple[int, int, int]:
    """Write the answers that are new: the numbers of those changed, unchanged, and withdrawn with their
    targets. Decisions that rest on other figures or another version lapse; signatories are told of what they
    see first."""
    current = Assessment.objects.current().filter(government__in=government_ids)
    standing = {row.target_id: row for row in current.only(*COMPARED)}
    answers = _answers(government_ids, judgements, now)
    changed = {
        target_id: answer
        for target_id, answer in answers.items()
        if target_id not in standing or not answer.same_as(standing[target_id])
    }
    withdrawn = standing.keys() - answers.keys()
    replaced = [
        row.pk for target_id, row in standing.items() if target_id in changed or target_id in withdrawn
    ]
    timings = _timings(changed, as_of, now)
    publication.hand_over(
        public_from={
            **{
                target_id: _end(standing[target_id], answer, timings[target_id], as_of)
                for target_id, answer in changed.items()
                if target_id in standing
            },
            **dict.fromkeys(withdrawn, as_of),
        },
        today=as_of,
    )
    Assessment.objects.filter(pk__in=replaced).update(superseded_at=now)
    writing.insert(_row(answer, timings[target_id], as_of, now) for target_id, answer in changed.items())
    letters.verdicts(_heard_by_somebody(government_ids, now), now)
    for answer in changed.values():
        asking.of_flags(answer.judgement.version, answer.judgement.flags, now)
    return len(changed), len(answers) - len(changed), len(withdrawn)


COMPARED = ("target_id", "target_version_id", "record_sha256", "decision_id", "origin")


def _heard_by_somebody(government_ids: Collection[int], now: datetime) -> models.QuerySet[Assessment]:
    """The answers just written of places that have a certifier."""
    certifiers = Membership.objects.current().filter(role=Role.CERTIFIER)
    rows = Assessment.objects.current().filter(government__in=government_ids, created_at=now)
    return rows.filter(government__in=certifiers.values("government"))


def _end(row: Assessment, answer: Answer, timing: Timing, as_of: date) -> date:
    """When what everyone sees gives way to an answer: an indication does so with the first accepted report,
    whether or not the verdict on it is public yet (docs/adr/0005)."""
    is_gone = row.is_indication and answer.judgement.origin == Origin.REPORTED
    return as_of if is_gone else timing.public_from


def _answers(
    government_ids: Collection[int], judgements: Iterable[Judgement], now: datetime
) -> dict[int, Answer]:
    """Every answer by target, with the decision that still stands."""
    live = Decision.objects.live().filter(target__government__in=government_ids)
    decided = {each.target_id: each for each in live}
    return {
        judgement.version.target_id: Answer(judgement, _standing(decided, judgement, now))
        for judgement in judgements
    }


def _standing(decided: Mapping[int, Decision], judgement: Judgement, now: datetime) -> Decision | None:
    decision = decided.get(judgement.version.target_id)
    if decision is None:
        return None
    figures = decisions.figures_digest(judgement.record)
    why = decisions.lapse_of(decision, version_id=judgement.version.pk, figures=figures)
    if why is None:
        return decision
    decisions.lapse(decision, why, now)
    return None


def _timings(changed: Mapping[int, Answer], as_of: date, now: datetime) -> dict[int, Timing]:
    """When everyone sees each answer."""
    places = {each.judgement.government_id for each in changed.values()}
    periods = publication.Periods.of(places)
    before = _before(Assessment.objects.current(), changed)
    public = _before(Assessment.objects.public(as_of), changed)
    heard = {place: periods.heard(place, as_of) for place in places}
    first = {place: Timing(now, periods.first(place, as_of)) for place in places}
    found = {}
    for target_id, answer in changed.items():
        place = answer.judgement.government_id
        if target_id not in before and target_id not in public:
            found[target_id] = first[place]
            continue
        found[target_id] = publication.plan(
            answer.said(),
            current=before.get(target_id),
            public=public.get(target_id),
            heard=heard[place],
            now=now,
            today=as_of,
        )
    return found


def _before(rows: models.QuerySet[Assessment], changed: Collection[int]) -> dict[int, Before]:
    return {row.target_id: Before.of(row) for row in rows.filter(target__in=changed)}


def _row(answer: Answer, timing: Timing, as_of: date, now: datetime) -> writing.NewRow:
    judgement = answer.judgement
    return writing.NewRow(
        government_id=judgement.government_id,
        target_id=judgement.version.target_id,
        target_version_id=judgement.version.pk,
        verdict=answer.verdict,
        reason=answer.reason,
        last_known=answer.last_known,
        origin=judgement.origin,
        latest_year=judgement.latest_year,
        method_version=judgement.method,
        record=judgement.text,
        record_sha256=judgement.sha256,
        decision_id=answer.decision.pk if answer.decision else None,
        assessed_on=as_of,
        created_at=now,
        standing_since=timing.standing_since,
        public_from=timing.public_from,
    )
