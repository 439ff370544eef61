"""A network of any size, written by the database itself: signatories with targets and years of figures."""

from __future__ import annotations

from typing import Any

from django.db import connection, models

FIRST_YEAR, YEARS, TARGETS = 2005, 20, 5
TARGET_YEAR = 2030
MOMENT = "2026-01-01 00:00:00+00:00"


def build(signatories: int) -> None:
    """Fill an empty database: each signatory with 5 reductions of 5 measures, and 20 accepted reports.

    Figures fall by 0.5 to 3.4 per cent of the first year each year and scatter by up to a kilotonne.
    """
    from accounts.models import Government, NetworkMembership
    from inventories import frozen
    from inventories.models import Figure, Report, ReportVersion
    from pledges.models import Target, TargetVersion

    network, person, measures = _frame()
    with frozen.lifted(), connection.cursor() as cursor:
        _number(cursor, "place", signatories)
        _number(cursor, "kind", TARGETS)
        _number(cursor, "span", YEARS)
        _insert(
            cursor,
            Government,
            "place",
            id="place.i + 1",
            slug="'place-' || place.i",
            kind="'city'",
            country="'US'",
        )
        _insert(cursor, NetworkMembership, "place", network_id=network, government_id="place.i + 1")
        target = f"place.i * {TARGETS} + kind.i + 1"
        _insert(
            cursor, Target, "place, kind",
            id=target, code=f"'target-' || ({target})", government_id="place.i + 1", quote="'A promise'",
            source="'Made for measuring'",
        )  # fmt: skip
        _insert(
            cursor, TargetVersion, "place, kind",
            id=target, target_id=target, number="1", kind="'base_year_reduction'",
            measure_id=f"{measures[0]} + kind.i", quantity_status="'stated'", boundary_status="'stated'",
            base_year=str(FIRST_YEAR), target_year=str(TARGET_YEAR), reduction_percent="20 + 10 * kind.i",
            state="'in_force'", proposed_at=f"'{MOMENT}'", valid_from=f"'{MOMENT}'",
        )  # fmt: skip
        report = f"place.i * {YEARS} + span.i + 1"
        year = f"{FIRST_YEAR} + span.i"
        _insert(
            cursor, Report, "place, span",
            id=report, reference=f"'R-' || ({report})", government_id="place.i + 1", framework="'totals'",
            year=year, period_start=_day(year, "01-01"), period_end=_day(year, "12-31"), created_by_id=person,
            created_at=f"'{MOMENT}'",
        )  # fmt: skip
        _insert(
            cursor, ReportVersion, "place, span",
            id=report, report_id=report, number="1", state="'accepted'", created_by_id=person,
            created_at=f"'{MOMENT}'", certified_by_id=person, submitted_at=f"'{MOMENT}'", document="'{}'",
            sha256="'0'",
        )  # fmt: skip
        _insert(
            cursor, Figure, "place, kind, span",
            government_id="place.i + 1", measure_id=f"{measures[0]} + kind.i", version_id=report,
            series="'main'", year=year, tonnes=_grams(), framework="'gpc'", level="'basic'",
            boundary="'The city limits'", gases="'kyoto_7'", gwp_set="'AR5'", electricity="'location'",
            rows="'0123456789abcdef'", recorded_at=f"'{MOMENT}'",
        )  # fmt: skip
        cursor.execute("ANALYZE")


def _frame() -> tuple[int, int, list[int]]:
    """The network, somebody, and what is counted: primary keys, those of the measures in a row."""
    from accounts.models import Network, User
    from pledges.models import Measure

    network = Network.objects.create(
        slug="large", kind="declaration", label_en="Large", label_zh="大", holiday_countries="US CN"
    )
    person = User.objects.create_user("somebody@example.org")
    fields = {
        "quantity": "ghg",
        "boundary": "community",
        "unit": "tCO2e",
        "is_mass": True,
        "rows": "totals:TOTAL",
    }
    first = (Measure.objects.aggregate(last=models.Max("pk"))["last"] or 0) + 1
    made = [
        Measure.objects.create(
            pk=first + number, code=f"measured-{number}", label_en="M", label_zh="M", **fields
        )
        for number in range(TARGETS)
    ]
    return network.pk, person.pk, [each.pk for each in made]


def _grams() -> str:
    """Half a million to a million tonnes in the first year, in whole grams."""
    first = "(500000 + (place.i * 7919) % 500000)"
    scatter = "(place.i * 31 + kind.i * 17 + span.i * 13) % 1000"
    return (
        f"{first} * (1000 - span.i * (5 + (place.i + kind.i) % 30)) * 1000 + ({scatter}) * 1000000 + 123456"
    )


def _number(cursor: Any, name: str, count: int) -> None:
    """A temporary table of the numbers from 0."""
    cursor.execute(
        f"CREATE TEMPORARY TABLE {name} AS WITH RECURSIVE n(i) AS "
        f"(SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < {count - 1}) "
        f"SELECT CAST(i AS bigint) AS i FROM n"
    )


def _insert(cursor: Any, model: type[models.Model], tables: str, **columns: str | int) -> None:
    """INSERT ... SELECT; a column that is not given gets its field's default."""
    values = {
        field.column: str(columns.get(field.column, _default(field)))
        for field in model._meta.concrete_fields
        if not (field.primary_key and field.column not in columns)
    }
    cursor.execute(
        f"INSERT INTO {model._meta.db_table} ({', '.join(values)}) SELECT {', '.join(values.values())} "
        f"FROM {' CROSS JOIN '.join(tables.split(', '))}"
    )


def _default(field: models.Field[Any, Any]) -> str:
    if field.null:
        return "NULL"
    value = field.get_default()
    if isinstance(value, bool):
        return str(value).upper()
    return str(value) if isinstance(value, int) else f"'{value}'"


def _day(year: str, day: str) -> str:
    """A date in a year; PostgreSQL wants it told."""
    text = f"(({year}) || '-{day}')"
    return f"CAST({text} AS date)" if connection.vendor == "postgresql" else text
