"""Governments, their names, and the networks they belong to."""

from __future__ import annotations

from decimal import Decimal

from accounts.models import Government, GovernmentName, Network, NetworkMembership
from pledges.loading.rows import Tally, bring, touched
from pledges.loading.tables import Row, number, read

GOVERNMENT = (
    "kind", "country", "parent_id", "region_en", "region_zh", "latitude", "longitude", "source", "note",
)  # fmt: skip
NETWORK = (
    "label_en", "label_zh", "kind", "founded_year", "description_en", "description_zh", "holiday_countries",
    "source",
)  # fmt: skip
LANGUAGES = {"en": "name_en", "zh-hans": "name_zh"}


def load() -> list[Tally]:
    return [_governments(), _names(), _networks(), _memberships()]


def _governments() -> Tally:
    """Parents first, so that what lies inside them can name them."""
    by_people = touched(Government)
    tally, waiting = Tally("governments"), read("accounts", "governments")
    while waiting:
        known = dict(Government.objects.values_list("slug", "pk"))
        wave = [row for row in waiting if not row["parent"] or row["parent"] in known]
        if not wave:
            raise ValueError(f"These governments lie in unknown ones: {[row['slug'] for row in waiting]}")
        tally.add(
            bring(
                "governments",
                Government,
                [_government(row, known) for row in wave],
                key=("slug",),
                fields=GOVERNMENT,
                keep=lambda found: found.pk in by_people,
            )
        )
        waiting = [row for row in waiting if row not in wave]
    return tally


def _government(row: Row, known: dict[str, int]) -> Government:
    return Government(
        slug=row["slug"],
        kind=row["kind"],
        country=row["country"],
        parent_id=known[row["parent"]] if row["parent"] else None,
        region_en=row["region_en"],
        region_zh=row["region_zh"],
        latitude=Decimal(row["latitude"]) if row["latitude"] else None,
        longitude=Decimal(row["longitude"]) if row["longitude"] else None,
        source=row["source"],
        note=row["note"],
    )


def _names() -> Tally:
    known = dict(Government.objects.values_list("slug", "pk"))
    by_people = touched(Government)
    wanted = [
        GovernmentName(government_id=known[row["slug"]], language=language, text=row[column])
        for row in read("accounts", "governments")
        for language, column in LANGUAGES.items()
        if row[column]
    ]
    return bring(
        "names",
        GovernmentName,
        wanted,
        key=("government_id", "language"),
        fields=("text",),
        keep=lambda found: found.government_id in by_people,
    )


def _networks() -> Tally:
    by_people = touched(Network)
    wanted = [
        Network(
            **{name: row[name] for name in ("slug", *NETWORK) if name != "founded_year"},
            founded_year=number(row["founded_year"]),
        )
        for row in read("accounts", "networks")
    ]
    return bring(
        "networks", Network, wanted, key=("slug",), fields=NETWORK, keep=lambda found: found.pk in by_people
    )


def _memberships() -> Tally:
    """A membership that has ended stays ended."""
    governments = dict(Government.objects.values_list("slug", "pk"))
    networks = dict(Network.objects.values_list("slug", "pk"))
    by_people = touched(NetworkMembership)
    wanted = [
        NetworkMembership(
            network_id=networks[row["network"]],
            government_id=governments[row["government"]],
            since_year=number(row["since_year"]),
            source=row["source"],
            note=row["note"],
        )
        for row in read("accounts", "network_members")
    ]
    return bring(
        "network memberships",
        NetworkMembership,
        wanted,
        key=("network_id", "government_id"),
        fields=("since_year", "source", "note"),
        keep=lambda found: found.pk in by_people or found.until is not None,
    )
