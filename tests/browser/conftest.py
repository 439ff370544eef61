"""A whole installation, as `make run` starts it, on data of its own; and a browser."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser.person import Person

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
START_SECONDS = 180


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an installation with the Declaration, public figures and demonstration accounts."""
    var = tmp_path_factory.mktemp("var")
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    environment = {
        **os.environ,
        "MILEPOST_MODE": "embedded",
        "MILEPOST_VAR": str(var),
        "DATABASE_URL": "",
        "CELERY_BROKER_URL": "filesystem://localhost",
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "PORT": str(port),
        "SITE_URL": address,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
    }
    log = (var / "log.txt").open("w")
    run = {"cwd": ROOT, "env": environment, "stdout": log, "stderr": subprocess.STDOUT}
    subprocess.run([sys.executable, "-m", "config.embedded"], check=True, **run)  # type: ignore[call-overload]
    process = subprocess.Popen(  # type: ignore[call-overload]
        [sys.executable, "-m", "config.serve"], start_new_session=True, **run
    )
    try:
        wait_for(f"{address}/healthz/", process, var / "log.txt")
        yield address
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            raise
        log.close()


def wait_for(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=2) as answer:
                if answer.status == 200:
                    return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise RuntimeError(f"Milepost did not start:\n{log.read_text()[-4000:]}")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def person(site: str, browser: Browser) -> Iterator[Callable[..., Person]]:
    """Makes people, each with a browser of their own; what a page's console complains of fails the test."""
    expect.set_options(timeout=10_000)
    contexts = []
    complaints: list[str] = []

    def make(email: str = "", *, language: str = "en", width: int = 1280) -> Person:
        context = browser.new_context(
            base_url=site, viewport={"width": width, "height": 900}, accept_downloads=True
        )
        contexts.append(context)
        page: Page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "console",
            lambda message: (
                complaints.append(message.text) if "Content Security Policy" in message.text else None
            ),
        )
        someone = Person(page, language)
        if email:
            someone.sign_in(email)
        return someone

    yield make
    for context in contexts:
        context.close()
    assert not complaints
