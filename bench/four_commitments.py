"""Milliseconds and queries of the pages that show the four commitments of a large network.

    python -m bench.four_commitments [--governments 13000]

Every government has 2 targets and a report for each of 6 years, a third an accepted plan with a milestone;
each of the `--partnerships` joins two countries. No network in between.
"""

from __future__ import annotations

import argparse
from time import perf_counter

from bench.installation import installation
from bench.network_rows import _insert, _number

TARGETS, YEARS = 2, 6
MOMENT = "2026-01-01 00:00:00+00:00"
RUNS = 5


def build(governments: int, partnerships: int) -> None:
    from django.db import connection

    from accounts.models import Government, GovernmentName, Network, NetworkMembership, User
    from inventories import frozen
    from inventories.models import Event, Figure, Report, ReportVersion
    from partnerships.models import Deliverable, Partner, Partnership
    from plans.models import Action, Milestone, Plan, PlanEvent, PlanVersion
    from pledges.models import Measure, Target, TargetVersion

    network = Network.objects.create(
        slug="large", kind="declaration", label_en="Large", label_zh="大", founded_year=2015
    )
    by = str(User.objects.create_user("somebody@example.org").pk)
    measure = Measure.objects.create(
        code="measured",
        label_en="Emissions",
        label_zh="排放",
        quantity="ghg",
        boundary="community",
        unit="tCO2e",
        is_mass=True,
        rows="totals:TOTAL",
    )
    moment = f"'{MOMENT}'"
    with frozen.lifted(), connection.cursor() as cursor:
        _number(cursor, "place", governments)
        _number(cursor, "kind", TARGETS)
        _number(cursor, "span", YEARS)
        _number(cursor, "third", governments // 3)
        _number(cursor, "bond", partnerships)
        _number(cursor, "side", 2)
        one = "place.i + 1"
        country = "CASE WHEN place.i % 2 = 0 THEN 'US' ELSE 'CN' END"
        _insert(
            cursor, Government, "place", id=one, slug="'place-' || place.i", kind="'city'", country=country
        )
        _insert(
            cursor, GovernmentName, "place", government_id=one, language="'en'", text="'Place ' || place.i"
        )
        _insert(cursor, NetworkMembership, "place", network_id=network.pk, government_id=one)
        target = f"place.i * {TARGETS} + kind.i + 1"
        _insert(
            cursor, Target, "place, kind", id=target, code=f"'t-' || ({target})", government_id=one,
            quote="'A promise'", source="'Made for measuring'",
        )  # fmt: skip
        _insert(
            cursor, TargetVersion, "place, kind", id=target, target_id=target, number="1",
            kind="'base_year_reduction'", measure_id=str(measure.pk), quantity_status="'stated'",
            boundary_status="'stated'", base_year="2005", target_year="2020 + 10 * kind.i",
            reduction_percent="20", state="'in_force'", proposed_at=moment, valid_from=moment,
        )  # fmt: skip
        report, year = f"place.i * {YEARS} + span.i + 1", "2018 + span.i"
        _insert(
            cursor, Report, "place, span", id=report, reference=f"'R-' || ({report})", government_id=one,
            framework="'totals'", year=year, period_start=f"({year}) || '-01-01'",
            period_end=f"({year}) || '-12-31'", created_by_id=by, created_at=moment,
        )  # fmt: skip
        _insert(
            cursor, ReportVersion, "place, span", id=report, report_id=report, number="1", state="'accepted'",
            created_by_id=by, created_at=moment, certified_by_id=by, submitted_at=moment, document="'{}'",
            sha256="'0'",
        )  # fmt: skip
        _insert(cursor, Event, "place, span", version_id=report, kind="'accepted'", by_id=by, at=moment)
        _insert(
            cursor, Figure, "place, span", government_id=one, measure_id=str(measure.pk), version_id=report,
            series="'main'", year=year, tonnes="1000000000000", framework="'totals'", level="'none'",
            gases="'kyoto_7'", gwp_set="'AR5'", electricity="'location'", recorded_at=moment,
        )  # fmt: skip
        plan = "third.i + 1"
        _insert(
            cursor, Plan, "third", id=plan, code="'p-' || third.i", government_id="third.i * 3 + 1",
            created_by_id=by, created_at=moment,
        )  # fmt: skip
        _insert(
            cursor, PlanVersion, "third", id=plan, plan_id=plan, number="1", state="'accepted'",
            title_en="'A plan'", first_year="2020", last_year="2030", adopted_on="'2019-12-18'",
            adopted_by="'Council'", created_by_id=by, created_at=moment,
        )  # fmt: skip
        _insert(cursor, PlanEvent, "third", version_id=plan, kind="'accepted'", by_id=by, at=moment)
        _insert(
            cursor, Action, "third", id=plan, version_id=plan, key="'a'", title_en="'An action'",
            sector="'I'", starts_on="'2020-01-01'", ends_on="'2030-12-31'",
        )  # fmt: skip
        _insert(cursor, Milestone, "third", action_id=plan, text_en="'A step'", due="'2027-01-01'")
        _insert(
            cursor, Partnership, "bond", id="bond.i + 1", reference="'PA-' || bond.i", kind="'memorandum'",
            title_en="'Together'", topics="'[]'", actions="'[]'", starts_on="'2017-01-01'",
            state="'confirmed'", created_by_id=by, created_at=moment, confirmed_at=moment,
        )  # fmt: skip
        _insert(
            cursor, Partner, "bond, side", partnership_id="bond.i + 1",
            government_id=f"(bond.i + side.i) % {governments} + 1", confirmed_by_id=by, confirmed_at=moment,
        )  # fmt: skip
        _insert(
            cursor, Deliverable, "bond", partnership_id="bond.i + 1", text_en="'A guide'", due="'2027-06-30'"
        )
        cursor.execute("ANALYZE")


def measure_page(url: str) -> tuple[float, int]:
    """The median in milliseconds of some runs, the first left out, and the number of queries."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client, taken = Client(), []
    for _run in range(RUNS + 1):
        with CaptureQueriesContext(connection) as queries:
            begun = perf_counter()
            answer = client.get(url)
            taken.append(1000 * (perf_counter() - begun))
        if answer.status_code != 200:
            raise RuntimeError(f"{url} answered {answer.status_code}")
    return sorted(taken[1:])[RUNS // 2], len(queries)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--governments", type=int, default=13_000)
    parser.add_argument("--partnerships", type=int, default=10_000)
    chosen = parser.parse_args()
    with installation() as database:
        build(chosen.governments, chosen.partnerships)
        print(f"{chosen.governments} governments, {chosen.partnerships} partnerships, {database}")
        print(f"{'page':48} {'ms':>8} {'queries':>8}")
        for path in (
            "networks/large/",
            "networks/large/commitments/",
            "networks/large/commitments/?commitment=plan&state=kept&country=CN",
            "networks/large/commitments.csv",
            "networks/large/report/2026/",
            "governments/place-0/",
        ):
            taken, queries = measure_page(f"/en/{path}")
            print(f"{path:48} {taken:8.0f} {queries:8}")


if __name__ == "__main__":
    main()
