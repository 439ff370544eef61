"""How long the preview of a roadmap takes: 12 end uses, 30 years, 50 actions, 25 overlaps.

    .venv/bin/python -m bench.roadmap_preview

Writes into a database of its own that is gone afterwards. Prints milliseconds of the processor, the median
of 20, and queries.
"""

import os
import statistics
import time
from collections.abc import Callable
from decimal import Decimal

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
os.environ.setdefault("MILEPOST_MODE", "development")
ROUNDS = 20


def main() -> None:
    import django

    django.setup()
    from django.test.utils import setup_databases, setup_test_environment, teardown_databases

    setup_test_environment()
    old = setup_databases(verbosity=0, interactive=False)
    try:
        measure()
    finally:
        teardown_databases(old, verbosity=0)


def measure() -> None:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext
    from django.urls import reverse

    from accounts import invitations
    from plans.actions import writing
    from tests import make
    from tests.plans import examples

    place = make.government("changsha")
    actions = [
        examples.action(f"a{at}", reductions={2022: Decimal(10_000 * at), 2030: Decimal(20_000 * at)})
        for at in range(50)
    ]
    version = examples.draft(place, *actions)
    overlaps = [(f"a{at}", f"a{at + 1}", Decimal(500), "") for at in range(0, 50, 2)]
    writing.save_overlaps(version=version, revision=0, overlaps=overlaps, by=make.user(), now=make.NOW)
    client, who = Client(), make.contributor(place)
    invitations.confirm_address(who)
    client.force_login(who)
    address = reverse("portal:roadmap-preview", args=[place.slug])
    data = typed(version.pk)
    with CaptureQueriesContext(connection) as queries:
        page = client.post(address, data)
        asked = len(queries)
    assert "Left out:" in page.text, page.text
    took = []
    for _round in range(ROUNDS):
        start = time.process_time()
        client.post(address, data)
        took.append(1000 * (time.process_time() - start))
    print(
        f"{statistics.median(took):.0f} ms CPU (best {min(took):.0f}),"
        f" {asked} queries, {len(page.content)} bytes"
    )
    if os.environ.get("PROFILE"):
        profile(lambda: client.post(address, data))


def profile(call: Callable[[], object]) -> None:
    import cProfile
    import pstats

    found = cProfile.Profile()
    found.runcall(call)
    pstats.Stats(found).sort_stats("cumulative").print_stats(45)


def typed(plan: int) -> dict[str, str]:
    data = {
        "base_year": "2020",
        "last_year": "2050",
        "gdp": "2021: 8; 2026: 6",
        "population": "2021: 1.5; 2026: 0.5",
        "grid": "2021: -1; 2025: -3",
        "plan": str(plan),
        "uses-TOTAL_FORMS": "12",
        "uses-INITIAL_FORMS": "0",
    }
    for at in range(12):
        row = {
            "name": f"End use {at}",
            "sector": ("I", "II", "III", "IV")[at % 4],
            "tonnes": f"{at + 1},000,000",
            "driver": ("gdp", "population", "gdp_per_person")[at % 3],
            "elasticity": "0.7",
            "intensity": "2021: -2; 2026: -3",
        } | ({"electric": "on"} if at % 2 else {})
        data |= {f"uses-{at}-{name}": value for name, value in row.items()}
    return data


if __name__ == "__main__":
    main()
