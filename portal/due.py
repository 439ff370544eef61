"""What a government's desk shows: what is due, what came back, what waits."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from operator import attrgetter

from django.db.models import Min, QuerySet

from accounts.models import Government, User
from inventories.enums import OPEN_STATES, State
from inventories.models import Report, ReportVersion, Section
from pledges.models import Question, TargetVersion
from portal import terms
from progress.models import Assessment


@dataclass(frozen=True)
class Draft:
    """A draft, who saved it last, and what the secretariat said if it came back."""

    version: ReportVersion
    saved_by: User | None
    saved_at: datetime.datetime

    @property
    def came_back(self) -> bool:
        return self.version.corrects is not None and self.version.corrects.state == State.RETURNED


@dataclass(frozen=True)
class Years:
    """The years without a report: last year's, which is due, and the earlier ones since the base year."""

    due: int | None
    missing: list[int]
    since: int | None


@dataclass(frozen=True)
class Standing:
    """A target, in force or proposed, and what the judge says of it, if it has looked already."""

    version: TargetVersion
    assessment: Assessment | None

    @property
    def summary(self) -> str:
        return terms.summary(self.version)


@dataclass(frozen=True)
class Asked:
    """An open question, and the promise it is about in one line."""

    question: Question
    about: str

    @property
    def quote(self) -> str:
        source = self.question.target or self.question.claim
        return source.quote if source else ""


def drafts(government: Government) -> list[Draft]:
    """The government's drafts, those that came back first."""
    versions = (
        ReportVersion.objects.filter(report__government=government, state=State.DRAFT)
        .select_related("report", "corrects", "created_by")
        .prefetch_related("sections__saved_by")
        .defer("document")
        .order_by("-report__year")
    )
    return sorted((_draft(version) for version in versions), key=lambda draft: not draft.came_back)


def _draft(version: ReportVersion) -> Draft:
    saved: list[Section] = [section for section in version.sections.all() if section.saved_at]
    last = max(saved, key=attrgetter("saved_at"), default=None)
    if last is None or last.saved_at is None:
        return Draft(version, version.created_by, version.created_at)
    return Draft(version, last.saved_by, last.saved_at)


def with_secretariat(government: Government) -> QuerySet[ReportVersion]:
    """What was submitted and not decided yet, the longest waiting first."""
    waiting = ReportVersion.objects.filter(report__government=government).awaiting_review()
    return waiting.select_related("report", "certified_by").defer("document").order_by("submitted_at")


def years(government: Government, this_year: int) -> Years:
    """The years for which nobody has begun or finished a report, newest first.

    The base year is the earliest that a target in force names; without one only last year's is due.
    """
    done = set(
        Report.objects.filter(
            government=government, versions__state__in=[*OPEN_STATES, State.ACCEPTED]
        ).values_list("year", flat=True)
    )
    in_force = TargetVersion.objects.filter(target__government=government).in_force()
    since = in_force.aggregate(first=Min("base_year"))["first"]
    last = this_year - 1
    missing = [year for year in range(last - 1, (since or last) - 1, -1) if year not in done]
    return Years(due=None if last in done else last, missing=missing, since=since)


def proposals(government: Government) -> list[Standing]:
    """What the government proposed and the secretariat has not decided."""
    proposed = TargetVersion.objects.filter(target__government=government).proposed()
    found = proposed.select_related("target", "measure").order_by("proposed_at")
    return [Standing(version, None) for version in found]


def standings(government: Government) -> list[Standing]:
    """Every target of the government in force, with its current assessment."""
    versions = TargetVersion.objects.in_force().filter(target__government=government)
    current = Assessment.objects.current().filter(government=government)
    by_target = {assessment.target_id: assessment for assessment in current}
    return [
        Standing(version, by_target.get(version.target_id))
        for version in versions.select_related("target", "measure").order_by("target")
    ]


def open_questions(government: Government, known: list[Standing]) -> list[Asked]:
    """Questions that wait for an answer from the government."""
    summaries = {standing.version.target_id: standing.summary for standing in known}
    questions = Question.objects.filter(government=government).open().select_related("target", "claim")
    return [Asked(question, summaries.get(question.target_id or 0, "")) for question in questions]
