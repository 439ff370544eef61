"""How long it takes from accepting a report to its verdict on the public page."""

from __future__ import annotations

import time
from pathlib import Path

from bench.installation import installation, spread

REPORTS = 20


def main() -> None:
    with installation("load_declaration", "load_public_figures", "assess --all") as name:
        accepted, shown = measure()
        print(f"{name}; {REPORTS} reports, one at a time\n")
        print(f"{'seconds until':<44} {'median':>8} {'9 in 10':>8} {'most':>8}")
        for label, seconds in (("the report is accepted", accepted), ("its verdict is on the page", shown)):
            middle, most = spread(seconds)
            print(f"{label:<44} {middle:>8.2f} {most:>8.2f} {max(seconds):>8.2f}")


def measure() -> tuple[list[float], list[float]]:
    """The seconds until accepting returns, and until the page shows the verdict."""
    from django.conf import settings
    from django.test import Client

    from accounts.models import Mail
    from config.celery import app
    from tests.services.scene import accept, government
    from tests.services.waiting import until
    from tests.services.worker import Worker

    places = [government() for _ in range(REPORTS)]
    app.control.purge()
    client = Client()
    accepted, shown = [], []
    with Worker(Path(settings.VAR, "worker.log"), settings.CELERY_BROKER_URL) as worker:
        until(lambda: worker.done("progress.assess_range"), "the worker has caught up")
        until(lambda: not Mail.objects.exclude(state="sent").exists(), "all letters are sent")
        for place in places:
            page = place.targets.get().get_absolute_url()
            begun = time.perf_counter()
            accepted.append(accept(place))
            until(lambda page=page: says_met(client.get(page).content.decode()), "the verdict on the page")
            shown.append(time.perf_counter() - begun)
    return accepted, shown


def says_met(page: str) -> bool:
    return "verdict--met" in page


if __name__ == "__main__":
    main()
