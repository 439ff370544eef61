"""Promises as they are shown: the words, the verdict in sentences, the chart, and what it rests on."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

import trajectory
from accounts.models import Government
from inventories.models import ReferenceSource
from pledges.enums import TargetKind
from pledges.models import Measure, Target, TargetVersion
from portal import axes, charts, days, findings, plots, sentences, terms
from portal.days import Day
from portal.evidence import Datum, Evidence, public_sources
from progress.enums import Verdict
from progress.models import Assessment

if TYPE_CHECKING:
    from portal.hearing import Hearing
    from portal.plan_gaps import Held

WITH = ("target_version__measure", "target_version__activity", "government__judging", "decision")
"""What pages ask of an assessment."""

ROWS_UNKNOWN = {
    "id": gettext_noop(
        "Which rows of the inventory it counts is not confirmed yet; naming them would settle this, for "
        "reports that are accepted already too."
    )
}
"""What is said in place of a report to come: one may be there, and holds no figure of the measure."""

Divided = dict[int, tuple[Datum, Datum]]


@dataclass
class Promise:
    """A target version in force on a day with the assessment that everyone could see, if there was one."""

    version: TargetVersion
    assessment: Assessment | None
    on: datetime.date
    data: list[Datum] = field(default_factory=list)
    divided: Divided = field(default_factory=dict)
    """Of an intensity: by year, the emissions and what they are divided by."""
    is_withheld: bool = False
    """Whether the government lets everyone see the verdict alone."""
    held: Sequence[Held] = ()
    """The accepted plans that serve it, held against it, where a page asked for them."""
    hearing: Hearing | None = None
    """What was said to the verdict, where a page asked for it."""

    @property
    def target(self) -> Target:
        return self.version.target

    @property
    def judged(self) -> TargetVersion:
        """What the verdict is about: for some days after a change, the version before."""
        return self.assessment.target_version if self.assessment else self.version

    @property
    def is_of_another_version(self) -> bool:
        return self.judged.pk != self.version.pk

    @property
    def judged_on(self) -> datetime.date | None:
        """The last day up to `on` with whose data this verdict was worked out."""
        if self.assessment is None:
            return None
        judging = getattr(self.assessment.government, "judging", None)
        if judging is None or self.assessment.superseded_at:
            return self.assessment.assessed_on
        return max(self.assessment.assessed_on, min(judging.judged_on, self.on))

    @property
    def summary(self) -> str:
        return terms.summary(self.version)

    @property
    def key(self) -> int:
        """What sets its marks on a page apart from those of others."""
        return self.target.pk

    @property
    def code(self) -> str:
        return self.target.code

    @property
    def measure(self) -> Measure | None:
        return self.judged.measure

    @property
    def unit(self) -> str:
        """What values are in; an intensity is counted on its activity."""
        if self.measure is None:
            return ""
        activity = self.judged.activity if self.judged.kind == TargetKind.INTENSITY else None
        return f"{self.measure.unit}/{activity.unit}" if activity else self.measure.unit

    @property
    def record(self) -> Mapping[str, Any]:
        return self.assessment.record if self.assessment else {}

    @property
    def has_verdict(self) -> bool:
        """Whether there is a verdict, or was one that has grown old."""
        known = self.assessment
        return bool(known and (known.verdict != Verdict.UNDETERMINED or known.last_known))

    @property
    def is_by_public_figures(self) -> bool:
        return any(each.reference for each in self.data)

    @cached_property
    def told(self) -> list[str]:
        """The judge's sentences: the first is the answer, the others say why."""
        if self.is_withheld:
            return []
        told = self.record.get("sentences", [])
        if self.measure and self.measure.needs_rows:
            told = [ROWS_UNKNOWN if each["id"] == sentences.NO_FIGURE else each for each in told]
        return sentences.tell_all(told, self.unit)

    def told_of(self, messages: Collection[str]) -> list[str]:
        """Those of the sentences that are about one thing, by their English originals."""
        told = zip(self.record.get("sentences", []), self.told, strict=False)
        return [words for sentence, words in told if sentence["id"] in messages]

    @property
    def answer(self) -> str:
        return self.told[0] if self.told else ""

    @property
    def why(self) -> list[str]:
        return self.told[1:]

    @property
    def flags(self) -> list[str]:
        """Short names of what to know besides."""
        if self.is_withheld:
            return []
        labels = trajectory.FLAG_LABELS
        return [
            _(labels[trajectory.FlagCode(flag["code"])])
            for flag in self.record.get("flags", [])
            if flag["code"] in labels
        ]

    @property
    def sources(self) -> list[ReferenceSource]:
        return public_sources(self.data)

    @property
    def finding(self) -> str:
        return findings.finding(self.assessment, self.data, self.unit) if self.assessment else ""

    @property
    def has_restated(self) -> bool:
        return any(each.is_restated for each in self.data)

    @cached_property
    def chart(self) -> list[charts.Drawing]:
        """Empty where there is nothing to draw, or nothing that may be shown."""
        if self.is_withheld or not self.assessment:
            return []
        version, unit, on = self.judged, self.unit, self.on
        return charts.drawings(plots.of_record(self.record, self.data, version=version, unit=unit, on=on))

    @cached_property
    def table(self) -> list[tuple[int, Datum | None, Decimal | None]]:
        """What the chart shows as rows: year, figure, the path's value."""
        figures = {each.year: each for each in self.data}
        path = dict(plots.points(self.record.get("path", [])))
        return [(year, figures.get(year), path.get(year)) for year in sorted({*figures, *path})]

    @property
    def chart_unit(self) -> str:
        """What the chart's axis counts in: Mt CO₂e where figures are large."""
        values = [each.value for each in self.data]
        return axes.unit_words(max(values, default=Decimal(0)), self.unit)


def of_government(government: Government, today: datetime.date) -> list[Promise]:
    """Every promise of a government in force, in a fixed number of queries; judged ones come first."""
    versions = TargetVersion.objects.in_force().filter(target__government=government)
    found = _promises(versions.order_by("target_id"), today)
    return sorted(found, key=lambda each: not each.has_verdict)


def of_target(target: Target, day: Day) -> Promise | None:
    """The promise as everyone could read it on a day; none if it was not in force."""
    return next(iter(_promises(days.in_force(target, day), day.on)), None)


def of_targets(targets: Iterable[int], today: datetime.date) -> dict[int, Promise]:
    """By target: its promise in force, in a fixed number of queries."""
    versions = TargetVersion.objects.in_force().filter(target__in=list(targets))
    return {each.target.pk: each for each in _promises(versions.order_by("target_id"), today)}


def waiting(target: Target, today: datetime.date) -> Assessment | None:
    """The verdict that its signatory and the secretariat see first, and everyone else later."""
    return Assessment.objects.current().filter(target=target, public_from__gt=today).first()


def _promises(versions: QuerySet[TargetVersion], on: datetime.date) -> list[Promise]:
    found = list(versions.select_related("target", "measure", "activity"))
    public = Assessment.objects.public(on).filter(target__in=[each.target_id for each in found])
    seen = public.select_related(*WITH)
    assessments = {each.target_id: each for each in seen}
    evidence = Evidence(each.record for each in assessments.values())
    promises = [Promise(version, assessments.get(version.target_id), on) for version in found]
    for promise in promises:
        promise.data = evidence.of(promise.record)
        promise.is_withheld = evidence.withholds(promise.record)
        promise.divided = _divided(promise, evidence)
    return promises


def as_judged(assessment: Assessment, today: datetime.date) -> Promise:
    """The promise with this verdict, public or not; its signatory is withheld nothing of its own."""
    evidence = Evidence([assessment.record])
    promise = Promise(assessment.target_version, assessment, today, data=evidence.of(assessment.record))
    promise.divided = _divided(promise, evidence)
    return promise


def _divided(promise: Promise, evidence: Evidence) -> Divided:
    emitted = evidence.given(promise.record, "figures")
    activity = evidence.given(promise.record, "activity")
    return {year: (emitted[year], activity[year]) for year in emitted.keys() & activity.keys()}
