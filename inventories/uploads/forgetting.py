"""Contents that nobody needs any more are deleted; who brought what, and when, stays."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from inventories.enums import UPLOAD_OPEN, UploadState
from inventories.models import Upload
from inventories.uploads import deciding

IDLE_AFTER = datetime.timedelta(days=30)
"""An upload that nobody has taken over, answered or dropped for so long is dropped."""


def forget_idle(now: datetime.datetime) -> int:
    """Drop the uploads that were brought so long ago and are open or failed; how many."""
    idle = Upload.objects.filter(state__in=(*UPLOAD_OPEN, UploadState.FAILED), at__lt=now - IDLE_AFTER)
    count = 0
    for upload in idle.exclude(content="").order_by("pk"):
        with translation.override(upload.language), transaction.atomic():
            because = _("Nobody took the file over within %(count)d days.") % {"count": IDLE_AFTER.days}
            deciding.drop(upload=upload, now=now, because=because)
        count += 1
    return count
