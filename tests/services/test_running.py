"""What a running worker makes of accepted reports and of messages that come twice, late or never.

Run on the servers that DATABASE_URL and CELERY_BROKER_URL name; test_embedded.py runs the same on SQLite and
the broker of files.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone

from accounts import dispatch
from accounts.models import Mail
from config.celery import app
from pledges.models import AssessmentRequest
from pledges.requests import ASSESS_GOVERNMENT
from progress import publication
from progress.models import Assessment
from tests import make
from tests.services.broker import Broker, Redis
from tests.services.scene import accept, government, is_judged, verdict
from tests.services.waiting import until
from tests.services.worker import Worker

pytestmark = [pytest.mark.service, pytest.mark.django_db(transaction=True)]


@pytest.fixture(scope="module")
def running(
    door: Broker, django_db_setup: None, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Worker]:
    """One worker for all tests of this module."""
    log: Path = tmp_path_factory.mktemp("worker") / "log"
    with Worker(log, door.url) as worker:
        until(lambda: worker.done("progress.reassess_all"), "the worker has caught up")
        yield worker


def test_a_verdict_and_letters_follow_an_accepted_report(
    broker: Broker, running: Worker, client: Client
) -> None:
    place = government()
    (target,) = place.targets.all()

    accept(place)

    until(lambda: is_judged(place), "the verdict")
    until(lambda: not Mail.objects.exclude(state="sent").exists(), "all letters are sent")
    assert Assessment.objects.current().get().latest_year == 2020
    assert Mail.objects.filter(subject__icontains="accepted").exists()
    publication.release(Assessment.objects.current().get(), timezone.now().date(), make.user())
    assert "790" in client.get(target.get_absolute_url()).content.decode()


def test_a_message_that_comes_twice_changes_nothing(broker: Broker, running: Worker) -> None:
    place = government()
    accept(place)
    until(lambda: is_judged(place), "the verdict")
    before = list(Assessment.objects.values()), list(AssessmentRequest.objects.values())
    done = running.done(ASSESS_GOVERNMENT)

    for _ in range(2):
        dispatch.send(ASSESS_GOVERNMENT, government_id=place.pk)

    until(lambda: running.done(ASSESS_GOVERNMENT) >= done + 2, "both messages are done")
    assert (list(Assessment.objects.values()), list(AssessmentRequest.objects.values())) == before


def test_a_lost_message_is_made_good_by_the_sweep_of_every_minute(broker: Broker, running: Worker) -> None:
    lost = AssessmentRequest.objects.create(government=government(), because="a message that was lost")

    app.send_task("progress.sweep", expires=55)  # as beat does

    until(lambda: AssessmentRequest.objects.get(pk=lost.pk).done_at, "the request is done")


def test_a_worker_finds_its_broker_again(broker: Broker, running: Worker) -> None:
    if not isinstance(broker, Redis):
        pytest.skip("the embedded worker ends with its folder, and starts with it")
    place = government()
    broker.shut()
    accept(place)
    assert verdict(place) != "met"

    broker.open()

    until(lambda: is_judged(place), "the verdict")
