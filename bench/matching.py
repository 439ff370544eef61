"""Proposals of partners with many governments and partnerships: milliseconds and queries of the page.

    python -m bench.matching [governments] [partnerships]

Half in either country; each can teach three topics and wants to learn three; half have
an accepted report with three sectors and people counted, a target and a public verdict.
"""

from __future__ import annotations

import datetime
import random
import statistics
import sys
import time
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from bench.installation import installation

ROUNDS = 7
TODAY = datetime.date(2026, 11, 22)
MOMENT = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
ROWS = ("I.1.1", "II.1.1", "III.1.1")


def main(governments: int, partnerships: int) -> None:
    with installation() as name:
        print(name)
        build(governments, partnerships)
        measure(governments, partnerships)


def build(governments: int, partnerships: int) -> None:
    from accounts.models import Government, GovernmentName, Network, NetworkMembership, User
    from inventories import frozen

    chance = random.Random(1)
    person = User.objects.create_user("bench@example.org", "x")
    network = Network.objects.create(slug="bench", kind="declaration", label_en="Bench", label_zh="测试")
    places = Government.objects.bulk_create(
        Government(slug=f"place-{number:05}", kind="city", country="US" if number % 2 else "CN")
        for number in range(governments)
    )
    GovernmentName.objects.bulk_create(
        GovernmentName(government=each, language="en", text=each.slug) for each in places
    )
    NetworkMembership.objects.bulk_create(
        NetworkMembership(network=network, government=each) for each in places
    )
    with frozen.lifted():
        _interests(places, person, chance)
        _reports(places[::2], person, chance)
        _partnerships(places, partnerships, person, chance)


def _interests(places: list[Any], person: Any, chance: random.Random) -> None:
    from partnerships.enums import Depth, Topic
    from partnerships.models import Interest

    made = []
    for place in places:
        topics = chance.sample(Topic.values, 6)
        for number, topic in enumerate(topics):
            teaches = number < 3
            made.append(
                Interest(
                    government=place,
                    direction="teach" if teaches else "learn",
                    topic=topic,
                    depth=chance.choice(Depth.values) if teaches else "",
                    language="en",
                    by=person,
                    at=MOMENT,
                )
            )
    Interest.objects.bulk_create(made, batch_size=2000)


def _reports(places: list[Any], person: Any, chance: random.Random) -> None:
    from inventories.models import Figure, InventoryLine, Report, ReportVersion
    from pledges.models import Measure, Target, TargetVersion
    from progress.models import Assessment

    people, _made = Measure.objects.get_or_create(
        code="population",
        defaults={
            "quantity": "population",
            "unit": "people",
            "is_mass": False,
            "label_en": "People",
            "label_zh": "人口",
        },
    )
    reports = Report.objects.bulk_create(
        Report(
            reference=f"R-{place.slug}",
            government=place,
            framework="gpc",
            year=2024,
            period_start=datetime.date(2024, 1, 1),
            period_end=datetime.date(2024, 12, 31),
            created_by=person,
            created_at=MOMENT,
        )
        for place in places
    )
    versions = ReportVersion.objects.bulk_create(
        ReportVersion(
            report=report,
            number=1,
            state="accepted",
            level="basic",
            created_by=person,
            created_at=MOMENT,
            certified_by=person,
            submitted_at=MOMENT,
            document="{}",
            sha256="0",
        )
        for report in reports
    )
    InventoryLine.objects.bulk_create(
        (
            InventoryLine(version=each, section="community", row=row, co2e=chance.randrange(1, 10**6))
            for each in versions
            for row in ROWS
        ),
        batch_size=2000,
    )
    Figure.objects.bulk_create(
        (
            Figure(
                government=each.report.government,
                measure=people,
                version=each,
                series="main",
                year=2024,
                amount=chance.randrange(10_000, 10_000_000),
                framework="gpc",
                level="none",
                recorded_at=MOMENT,
            )
            for each in versions
        ),
        batch_size=2000,
    )
    targets = Target.objects.bulk_create(
        Target(code=f"t-{place.slug}", government=place, quote="A promise", source="Bench")
        for place in places
    )
    in_force = TargetVersion.objects.bulk_create(
        TargetVersion(
            target=each,
            number=1,
            kind="base_year_reduction",
            quantity_status="stated",
            boundary_status="stated",
            state="in_force",
            proposed_at=MOMENT,
            valid_from=MOMENT,
        )
        for each in targets
    )
    Assessment.objects.bulk_create(
        Assessment(
            government=each.target.government,
            target=each.target,
            target_version=each,
            verdict="on_track",
            origin="reported",
            method_version="1",
            record={"numbers": {"reduction_percent": str(Decimal(chance.randrange(1, 400)) / 10)}},
            record_sha256="0",
            assessed_on=TODAY,
            created_at=MOMENT,
            standing_since=MOMENT,
            public_from=datetime.date(2026, 1, 1),
        )
        for each in in_force
    )


def _partnerships(places: list[Any], count: int, person: Any, chance: random.Random) -> None:
    from partnerships.models import Partner, Partnership

    made = Partnership.objects.bulk_create(
        Partnership(
            reference=f"PA-{number}",
            kind="memorandum",
            title_en="Together",
            starts_on=datetime.date(2020, 1, 1),
            state="confirmed",
            confirmed_at=MOMENT,
            created_by=person,
            created_at=MOMENT,
        )
        for number in range(count)
    )
    Partner.objects.bulk_create(
        (
            Partner(partnership=each, government=place, confirmed_by=person, confirmed_at=MOMENT)
            for each in made
            for place in chance.sample(places, 2)
        ),
        batch_size=2000,
    )


def measure(governments: int, partnerships: int) -> None:
    from django.test import Client

    from accounts import invitations
    from accounts.enums import Role
    from accounts.models import Government, Membership, Network, User

    place, network = Government.objects.get(slug="place-00002"), Network.objects.get()
    pages = {
        "/en/desk/governments/place-00002/partners/": (Role.CONTRIBUTOR, {"government": place}),
        "/en/desk/governments/place-00002/interests/": (Role.CONTRIBUTOR, {"government": place}),
        "/en/desk/networks/bench/needs/": (Role.REVIEWER, {"network": network}),
        "/en/desk/networks/bench/needs/?show=alone": (Role.REVIEWER, {"network": network}),
        "/en/desk/networks/bench/needs/?show=silent": (Role.REVIEWER, {"network": network}),
    }
    clients: dict[str, Client] = {}
    print(f"{governments:,} governments, {partnerships:,} partnerships")
    for url, (role, where) in pages.items():
        if role not in clients:
            person = User.objects.create_user(f"{role}@example.org", "x")
            Membership.objects.create(user=person, role=role, since=MOMENT, **where)
            invitations.confirm_address(person)
            clients[role] = Client(HTTP_HOST="localhost")
            clients[role].force_login(person)
        median, worst, queries = timed(lambda client=clients[role], url=url: client.get(url))  # type: ignore[misc]
        print(f"{url:50} {median:7.0f} ms (worst {worst:.0f}) {queries:3} queries")


def timed(ask: Callable[[], Any]) -> tuple[float, float, int]:
    """Median and worst of ROUNDS in milliseconds, after one to warm up, and the queries of one."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as asked:
        answer = ask()
    queries = len(asked)  # before the next request forgets them
    if answer.status_code != 200:
        raise SystemExit(f"{answer.status_code}: sign in as somebody who may see it")
    found = []
    for _round in range(ROUNDS):
        before = time.perf_counter()
        ask()
        found.append((time.perf_counter() - before) * 1000)
    return statistics.median(found), max(found), queries


if __name__ == "__main__":
    given = [int(each) for each in sys.argv[1:]]
    main(*(given + [13_000, 10_000][len(given) :]))
