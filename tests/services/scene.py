"""A government whose report waits to be accepted, and what is to come of it."""

from __future__ import annotations

import time

from accounts.models import Government
from inventories import review
from inventories.models import ReportVersion
from pledges.models import AssessmentRequest
from progress.models import Assessment
from tests import make


def government() -> Government:
    """A government with a target (20 % from 2019 by 2020), its base accepted, and in review what meets it."""
    place = make.government()
    make.target(place, base_year=2019, target_year=2020)
    make.accepted(place, 2019, lines=[make.line("T.1", 1000)])
    make.in_review(place, 2020, lines=[make.line("T.1", 790)])
    AssessmentRequest.objects.update(done_at=make.NOW)
    return place


def accept(place: Government) -> float:
    """Accept the report of 2020; the seconds that it took."""
    version = ReportVersion.objects.awaiting_review().get(report__government=place)
    by = make.reviewer(make.network())
    begun = time.monotonic()
    review.accept(version=version, by=by, now=make.NOW)
    return time.monotonic() - begun


def verdict(place: Government) -> str:
    return str(
        Assessment.objects.current().filter(government=place).values_list("verdict", flat=True).first()
    )


def is_judged(place: Government) -> bool:
    """Whether the report of 2020 has its verdict, and nothing is left to do."""
    open_requests = AssessmentRequest.objects.open().filter(government=place)
    return verdict(place) == "met" and not open_requests.exists()
