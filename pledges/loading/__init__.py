"""The Declaration and its networks, from the reference files into the database."""

from __future__ import annotations

import datetime

from django.db import transaction

from accounts.models import Government
from pledges import requests
from pledges.loading import asking, declared, places, promises
from pledges.loading.rows import Tally


@transaction.atomic
def load(*, now: datetime.datetime) -> list[Tally]:
    """Bring everything to what the files say; what people changed later stays. A second time does nothing."""
    tallies = [*places.load(), *declared.load()]
    promised, governments = promises.load(now)
    questions = asking.load(now)
    requests.open_many(
        governments=Government.objects.filter(pk__in=governments), because="the Declaration was loaded"
    )
    return [*tallies, *promised, questions]
