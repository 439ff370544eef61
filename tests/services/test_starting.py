"""A worker that starts makes good what was lost while there was none, or no broker.

Run on the servers that DATABASE_URL and CELERY_BROKER_URL name; test_embedded.py runs the same on SQLite and
the broker of files.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from django.db import connection, transaction

from config.celery import app
from inventories.enums import UploadState
from inventories.models import InventoryLine
from pledges.models import AssessmentRequest
from progress.models import Assessment
from tests.services.broker import Broker, Redis
from tests.services.scene import accept, confirmed_upload, given_up, government, is_judged, state_of
from tests.services.waiting import until
from tests.services.worker import Worker

pytestmark = [pytest.mark.service, pytest.mark.django_db(transaction=True)]

NewWorker = Callable[[], Worker]


def test_a_lost_message_is_made_good_by_a_worker_that_starts(broker: Broker, worker: NewWorker) -> None:
    place = government()
    accept(place)
    assert app.control.purge() > 0

    with worker():
        until(lambda: is_judged(place), "the verdict")


def test_a_worker_killed_while_assessing_leaves_nothing_undone(broker: Broker, worker: NewWorker) -> None:
    places = [government() for _ in range(3)]
    for place in places:
        accept(place)
    app.control.purge()
    killed = worker()
    with nothing_can_be_stored():
        killed.start()
        until(lambda: is_in_the_middle(killed), "the worker is in the middle of assessing")
        killed.kill()

    assert AssessmentRequest.objects.open().count() == 3
    assert not Assessment.objects.exists()
    with worker():
        until(lambda: all(is_judged(place) for place in places), "every accepted report has its verdict")


def test_a_worker_killed_while_taking_a_file_over_leaves_nothing_half(
    broker: Broker, worker: NewWorker
) -> None:
    upload = confirmed_upload()
    killed = worker()
    with nothing_can_be_stored(LINES):
        killed.start()
        until(lambda: is_in_the_middle(killed, LINES), "the worker is in the middle of taking the file over")
        killed.kill()

    assert not InventoryLine.objects.exists()
    assert state_of(upload) == UploadState.CONFIRMED
    given_up(upload)
    with worker():
        until(lambda: state_of(upload) == UploadState.DONE, "the file is taken over")
    assert sorted(InventoryLine.objects.values_list("row", "co2e")) == [("I.1.1", 5), ("I.1.2", 4)]


ASSESSMENTS, LINES = "progress_assessment", "inventories_inventoryline"


@contextmanager
def nothing_can_be_stored(table: str = ASSESSMENTS) -> Iterator[None]:
    """Hold up whoever wants to store a row of `table`."""
    with transaction.atomic(), connection.cursor() as cursor:
        # SQLite has one writer at a time, and this transaction is it.
        if connection.vendor == "postgresql":
            cursor.execute(f"LOCK TABLE {table} IN SHARE MODE")
        yield


def is_in_the_middle(running: Worker, table: str = ASSESSMENTS) -> bool:
    """Whether the worker has begun its work, and waits to store what it found."""
    if connection.vendor != "postgresql":
        return running.began("progress.sweep") > 0
    with connection.cursor() as cursor:
        waits = "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = %s::regclass"
        cursor.execute(waits, [table])
        return bool(cursor.fetchone()[0])


def test_accepting_does_not_wait_for_a_broker_that_is_down(broker: Broker, worker: NewWorker) -> None:
    place = government()
    broker.shut()

    assert accept(place) < 2
    assert AssessmentRequest.objects.open().filter(government=place).exists()
    broker.open()
    with worker():
        until(lambda: is_judged(place), "the verdict")


def test_accepting_does_not_wait_for_a_broker_that_hangs(broker: Broker) -> None:
    if not isinstance(broker, Redis):
        pytest.skip("a folder does not hang")
    place = government()
    broker.mute()

    assert accept(place) < 3  # one message waits for 2 s, the others do not
    assert AssessmentRequest.objects.open().filter(government=place).exists()
