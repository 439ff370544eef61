"""A government whose report waits to be accepted, and what is to come of it."""

from __future__ import annotations

import io
import time

from django.utils import timezone

from accounts.models import Government
from inventories import review
from inventories.enums import UploadKind
from inventories.models import ReportVersion, Upload
from inventories.uploads import arrival, deciding, working
from inventories.uploads.aims import YEARS
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


def confirmed_upload() -> Upload:
    """A file of two rows for the draft of 2020, confirmed, of which no message tells."""
    draft = make.draft(framework="gpc")
    upload = arrival.bring(
        kind=UploadKind.REPORT,
        file=io.BytesIO(b"row,co2e\nI.1.1,5\nI.1.2,4\n"),
        name="rows.csv",
        government=draft.government,
        version=draft,
        by=draft.created_by,
        now=timezone.now(),
        language="en",
    )
    deciding.confirm(
        upload=upload,
        seen=deciding.digest_of(upload),
        choices={YEARS: [2020]},
        by=draft.created_by,
        now=timezone.now(),
    )
    return upload


def state_of(upload: Upload) -> str:
    return str(Upload.objects.values_list("state", flat=True).get(pk=upload.pk))


def given_up(upload: Upload) -> None:
    """Let so much time pass that the worker which took the upload counts as gone."""
    held = Upload.objects.get(pk=upload.pk)
    taken_at = timezone.now() - working.ABANDONED_AFTER
    held.outcome = {**held.outcome, "taken_at": taken_at.isoformat()}
    held.save(update_fields=["outcome"])
