"""A promise's history: what it was taken to mean, and what everyone could read of it, from which day on."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.db.models import F
from django.utils import timezone

from pledges.enums import TargetState
from pledges.models import Target, TargetVersion
from progress.models import Assessment


@dataclass(frozen=True)
class Entry:
    """One dated sentence: either an assessment or a version of the target."""

    on: datetime.date
    assessment: Assessment | None = None
    version: TargetVersion | None = None

    @property
    def order(self) -> tuple[datetime.date, bool, int]:
        """Of one day: the version first, then the verdicts on it."""
        row = self.assessment or self.version
        return self.on, self.assessment is not None, row.pk if row else 0


def of_target(target: Target, today: datetime.date) -> list[Entry]:
    """The newest first; two queries. What the public never saw is left out."""
    shown = (TargetState.IN_FORCE, TargetState.SUPERSEDED)
    entries = [
        Entry(timezone.localtime(version.valid_from).date(), version=version)
        for version in target.versions.filter(state__in=shown).select_related("measure")
        if version.valid_from
    ]
    columns = ("record", "record_sha256")
    public = target.assessments.filter(public_from__lte=today).exclude(public_until=F("public_from"))
    entries += [
        Entry(assessment.public_from, assessment=assessment)
        for assessment in public.defer(*columns).select_related("target_version")
    ]
    return sorted(entries, key=lambda entry: entry.order, reverse=True)
