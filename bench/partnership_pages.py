"""How long the pages of cooperation take with ten thousand partnerships, and how many queries."""

from __future__ import annotations

import datetime
from typing import Any

from bench.installation import installation, spread
from bench.pages import TIMES, measure

PARTNERSHIPS = 10_000
FIRST = datetime.date(2020, 1, 1)
KINDS = ("memorandum", "sisters", "project", "working_group")
TOPICS = ("inventories", "buildings", "transport", "finance", "air")


def main() -> None:
    with installation("load_declaration", "load_cooperation") as name:
        build(PARTNERSHIPS)
        print(f"{name}; {PARTNERSHIPS} partnerships, {TIMES} requests each, after one to warm up\n")
        print(f"{'page':<44} {'queries':>8} {'median':>9} {'9 in 10':>9}")
        for label, path in addresses():
            queries, seconds = measure(path)
            middle, most = (1000 * each for each in spread(seconds))
            print(f"{label:<44} {queries:>8} {middle:>6.0f} ms {most:>6.0f} ms")


def build(count: int) -> None:
    """Confirmed partnerships between the American and the Chinese governments in turn, a deliverable each.

    A fifth are of one American government, within the Declaration's network.
    """
    from django.db import connection
    from django.utils import timezone

    from accounts.models import Government, Network, User
    from inventories import frozen
    from partnerships.models import Deliverable, Partner, Partnership

    now = timezone.now()
    person = User.objects.create_user("somebody@example.org")
    network = Network.objects.get(slug="climate-leaders")
    here, there = (list(Government.objects.filter(country=code).order_by("pk")) for code in ("US", "CN"))
    with frozen.lifted():
        made = Partnership.objects.bulk_create(
            (_partnership(number, network, person, now) for number in range(count)), batch_size=1000
        )
        pairs = [
            (each, place)
            for number, each in enumerate(made)
            for place in (
                here[0] if number % 5 == 0 else here[number % len(here)],
                there[number % len(there)],
            )
        ]
        Partner.objects.bulk_create(
            (
                Partner(partnership=each, government=place, confirmed_by=person, confirmed_at=now)
                for each, place in pairs
            ),
            batch_size=1000,
        )
        Deliverable.objects.bulk_create(
            (Deliverable(partnership=each, text_en="A guide", due=FIRST) for each in made), batch_size=1000
        )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _partnership(number: int, network: Any, person: Any, now: datetime.datetime) -> Any:
    from partnerships.models import Partnership

    return Partnership(
        reference=f"PA-{number:05}",
        kind=KINDS[number % len(KINDS)],
        title_en=f"Partnership {number}",
        title_zh=f"合作{number}",
        topics=[TOPICS[number % len(TOPICS)]],
        starts_on=FIRST + datetime.timedelta(days=number % 2000),
        network=network if number % 5 == 0 else None,
        state="confirmed",
        created_by=person,
        created_at=now,
        confirmed_at=now,
    )


def addresses() -> list[tuple[str, str]]:
    from django.urls import reverse

    from accounts.models import Government
    from partnerships.models import Exchange

    listed = reverse("portal:partnerships")
    busy = Government.objects.filter(country="US").order_by("pk")[0]
    summit = Exchange.objects.filter(kind="summit").order_by("starts_on")[0]
    return [
        ("partnerships", listed),
        ("partnerships, page 400", f"{listed}?page=400"),
        ("partnerships, US and CN, air", f"{listed}?country=US&other=CN&topic=air"),
        ("partnerships, by a partner's name", f"{listed}?q=beijing"),
        ("partnerships, of one government", f"{listed}?government={busy.slug}"),
        ("one partnership", reverse("portal:partnership", args=["PA-00000"])),
        ("summit", summit.get_absolute_url()),
        ("profile of the busiest", busy.get_absolute_url()),
        ("network", reverse("portal:network", args=["climate-leaders"])),
    ]


if __name__ == "__main__":
    main()
