"""A real worker: the command of the Procfile or of docker-compose.yml in a process of its own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from types import TracebackType

from django.conf import settings
from django.db import connection

from tests.services.waiting import until

QUIET = ("--without-gossip", "--without-mingle", "--without-heartbeat", "--loglevel", "INFO")
EMBEDDED = ("--pool", "solo", *QUIET)
SERVERS = ("--pool", "prefork", "--concurrency", "2", *QUIET)


class Worker:
    """Runs between `with` and its end; `kill` is kill -9 for the worker and its children."""

    def __init__(self, log: Path, broker_url: str) -> None:
        self.log = log
        self.broker_url = broker_url
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        embedded = self.broker_url.startswith("filesystem")
        command = [sys.executable, "-m", "celery", "--app", "config", "--quiet", "--no-color", "worker"]
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [*command, *(EMBEDDED if embedded else SERVERS)],
                cwd=settings.BASE_DIR,
                env=self._environment(),
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        until(lambda: " ready." in self.said(), f"the worker is ready; it said:\n{self.said()}", 60)

    def _environment(self) -> dict[str, str]:
        return {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "MILEPOST_MODE": "embedded",
            "MILEPOST_VAR": str(settings.VAR),
            "DATABASE_URL": database_url(),
            "CELERY_BROKER_URL": self.broker_url,
            "CELERY_SKIP_CHECKS": "1",  # the system checks load every page; a worker serves none
        }

    def said(self) -> str:
        return self.log.read_text(encoding="utf-8", errors="replace")

    def began(self, task: str) -> int:
        """How many messages for `task` the worker has taken."""
        return self._count(task, "received")

    def done(self, task: str) -> int:
        """How many messages for `task` the worker has done."""
        return self._count(task, "succeeded")

    def _count(self, task: str, what: str) -> int:
        return sum(f"{task}[" in line and what in line for line in self.said().splitlines())

    def kill(self) -> None:
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        self._end(signal.SIGTERM)

    def _end(self, how: signal.Signals) -> None:
        if self.process is None:
            return
        # SIGTERM asks the worker, which tells its children; SIGKILL spares none of them.
        if how is signal.SIGKILL:
            os.killpg(self.process.pid, how)
        else:
            self.process.send_signal(how)
        try:
            self.process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        self.process = None

    def __enter__(self) -> Worker:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()


def database_url() -> str:
    """The address of the tests' database for another process; none for the embedded one, in var/."""
    if connection.vendor == "sqlite":
        return ""
    at = connection.settings_dict
    password = f":{at['PASSWORD']}" if at["PASSWORD"] else ""
    return f"postgres://{at['USER']}{password}@{at['HOST']}:{at['PORT'] or 5432}/{at['NAME']}"
