"""A promise's history: what it was taken to mean, and what was said of it, from which day on."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from pledges.enums import TargetState
from pledges.models import Target, TargetVersion
from progress.models import Assessment


@dataclass(frozen=True)
class Entry:
    """One dated sentence: either an assessment or a version of the target."""

    at: datetime.datetime
    assessment: Assessment | None = None
    version: TargetVersion | None = None


def of_target(target: Target) -> list[Entry]:
    """The newest first; two queries."""
    shown = (TargetState.IN_FORCE, TargetState.SUPERSEDED)
    entries = [
        Entry(version.valid_from, version=version)
        for version in target.versions.filter(state__in=shown).select_related("measure")
        if version.valid_from
    ]
    columns = ("record", "record_sha256")
    entries += [
        Entry(assessment.created_at, assessment=assessment)
        for assessment in target.assessments.defer(*columns).select_related("target_version")
    ]
    return sorted(entries, key=lambda entry: (entry.at, entry.assessment is not None), reverse=True)
