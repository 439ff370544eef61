"""How long public pages take, and how many queries."""

from __future__ import annotations

import time

from bench.installation import installation, spread

TIMES = 20
SLUGS = ("california", "beijing", "new-york")


def main() -> None:
    with installation("load_declaration", "load_public_figures", "assess --all") as name:
        print(f"{name}; {TIMES} requests each, after one to warm up\n")
        print(f"{'page':<44} {'queries':>8} {'median':>9} {'9 in 10':>9}")
        for label, path in addresses():
            queries, seconds = measure(path)
            middle, most = (1000 * each for each in spread(seconds))
            print(f"{label:<44} {queries:>8} {middle:>6.0f} ms {most:>6.0f} ms")


def addresses() -> list[tuple[str, str]]:
    from django.urls import reverse

    from accounts.models import Network

    network = Network.objects.filter(declarations__isnull=False).distinct().get()
    first = reverse("portal:network", args=[network.slug])
    return [
        ("network", first),
        ("network, second page", f"{first}?page=2"),
        ("network, in Chinese", first.replace("/en/", "/zh-hans/")),
        *((f"signatory {slug}", reverse("portal:government", args=[slug])) for slug in SLUGS),
        ("promise california-3", reverse("portal:target", args=["california-3"])),
        ("method", reverse("portal:method")),
    ]


def measure(path: str) -> tuple[int, list[float]]:
    """The number of queries of a page, and the seconds of each of TIMES requests."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(raise_request_exception=True)
    answer = client.get(path)
    if answer.status_code != 200:
        raise SystemExit(f"{path} answers {answer.status_code}")
    with CaptureQueriesContext(connection) as captured:
        client.get(path)
    queries = len(captured)  # before the next request forgets them
    seconds = []
    for _ in range(TIMES):
        begun = time.perf_counter()
        client.get(path)
        seconds.append(time.perf_counter() - begun)
    return queries, seconds


if __name__ == "__main__":
    main()
