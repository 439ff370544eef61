"""The broker that the environment names, behind a door that can be shut, and workers that can be killed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import kombu.pools
import pytest
from django.conf import settings

from accounts import dispatch
from config.celery import app
from tests.services.broker import Broker, Folder, Redis
from tests.services.worker import Worker


@pytest.fixture(scope="session")
def door() -> Iterator[Broker]:
    """The broker of the whole session, which this process sends to."""
    url = settings.CELERY_BROKER_URL
    broker: Broker = Folder() if url.startswith("filesystem") else Redis(url)
    app.conf.broker_url = broker.url
    forget_connections()
    yield broker
    app.conf.broker_url = url
    forget_connections()
    broker.close()


@pytest.fixture
def broker(door: Broker) -> Iterator[Broker]:
    """The broker, open and empty at the beginning of a test."""
    door.open()
    dispatch._pause_until = 0.0  # what a test before this one met is over
    app.control.purge()
    yield door
    door.open()


@pytest.fixture
def worker(broker: Broker, transactional_db: None, tmp_path: Path) -> Iterator[Callable[[], Worker]]:
    """Makes workers; the last is ended with the test."""
    made: list[Worker] = []

    def make() -> Worker:
        made.append(Worker(tmp_path / f"worker-{len(made)}.log", broker.url))
        return made[-1]

    yield make
    for each in made:
        each.kill()


def forget_connections() -> None:
    """Let the application connect anew: it keeps connections to the address that it first had."""
    kombu.pools.reset()
    app._pool = None
    app.amqp._producer_pool = None
