"""The broker that the environment names, behind a door that can be shut, and workers that can be killed."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import kombu.pools
import pytest
from django.conf import settings

from accounts import dispatch
from config.celery import app
from tests.services.broker import Broker, Folder, Redis
from tests.services.worker import Worker

EMBEDDED = "test_embedded.py"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The test that waits for the embedded run comes last."""
    items.sort(key=lambda item: item.path.name == EMBEDDED)


@pytest.fixture(scope="session", autouse=True)
def embedded_run(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[subprocess.Popen[bytes], Path] | None]:
    """These tests on the embedded installation, beside those on servers: both wait most of the time.

    Gives the run and the file of its output; None in that run itself, and where nobody asks for it.
    """
    asked = any(item.path.name == EMBEDDED for item in request.session.items)
    if not asked or settings.CELERY_BROKER_URL.startswith("filesystem"):
        yield None
        return
    arguments = ["-q", "-m", "service", "-p", "no:cacheprovider", "tests/services"]
    environment = {**os.environ, "DATABASE_URL": "", "CELERY_BROKER_URL": "filesystem://localhost"}
    output = tmp_path_factory.mktemp("embedded") / "output"
    with output.open("wb") as file:
        run = subprocess.Popen(
            [sys.executable, "-m", "pytest", *arguments],
            cwd=settings.BASE_DIR,
            env=environment,
            stdout=file,
            stderr=subprocess.STDOUT,
        )
    yield run, output
    if run.poll() is None:
        run.terminate()
        run.wait()


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
