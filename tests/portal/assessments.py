"""Assessments as the judge leaves them, for pages."""

from __future__ import annotations

import datetime
from typing import Any

import trajectory
from accounts.models import Government
from inventories.enums import Gases, GwpSet
from inventories.models import ReferenceFigure, ReferenceSource
from pledges.models import TargetVersion
from progress import assessments
from progress.models import Assessment
from tests import make

TODAY = datetime.date(2022, 3, 1)


def assess(
    place: Government, as_of: datetime.date = TODAY, now: datetime.datetime = make.NOW
) -> list[Assessment]:
    """The judge's own answers on a government's targets, stored, and everyone's to read from the day on."""
    assessments.assess(government_id=place.pk, as_of=as_of, now=now)
    found = list(Assessment.objects.current().filter(government=place).order_by("target"))
    for each in found:
        publish(each, as_of)
    return found


def publish(assessment: Assessment, day: datetime.date) -> None:
    """Let everyone read it from a day on, in place of what they read before."""
    before = Assessment.objects.filter(target=assessment.target, pk__lt=assessment.pk)
    before.public(day).update(public_until=day)
    Assessment.objects.filter(pk=assessment.pk).update(public_from=day, public_until=None)
    assessment.refresh_from_db()


def public_figures(place: Government, tonnes: dict[int, int], measure: str = "ghg-community") -> None:
    """Numbers of a public source that the government did not report."""
    source, _made = ReferenceSource.objects.get_or_create(
        text="A public inventory",
        defaults={
            "label_en": "A public inventory",
            "label_zh": "公开清单",
            "attribution_en": "Made by the public inventory.",
            "attribution_zh": "由公开清单编制。",
            "gases": Gases.KYOTO_7,
            "gwp_set": GwpSet.AR4,
            "edition": "2024",
        },
    )
    ReferenceFigure.objects.bulk_create(
        ReferenceFigure(
            government=place, measure=make.measure(measure), source=source, year=year, tonnes=value
        )
        for year, value in tonnes.items()
    )


def plain(version: TargetVersion, verdict: str, **fields: Any) -> Assessment:
    """An assessment row with nothing but its verdict."""
    defaults: dict[str, Any] = {
        "origin": "reported",
        "method_version": trajectory.METHOD_VERSION,
        "record": {"rule": version.kind, "numbers": {}, "figures": [], "sentences": [], "open": []},
        "record_sha256": "0" * 64,
        "assessed_on": TODAY,
        "created_at": make.NOW,
        "standing_since": make.NOW,
        "public_from": TODAY,
    }
    return Assessment.objects.create(
        government=version.target.government,
        target=version.target,
        target_version=version,
        verdict=verdict,
        **{**defaults, **fields},
    )
