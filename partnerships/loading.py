"""Organisations, what they do in networks, and the summits, from the reference files into the database."""

from __future__ import annotations

import datetime
from typing import Any

from django.db import transaction

from accounts.models import Government, Network
from partnerships.models import Exchange, NetworkOrganisation, Organisation, Participation
from pledges.loading.rows import Tally, bring, touched
from pledges.loading.tables import Row, read

ROOM = "partnerships"
ORGANISATION = ("label_en", "label_zh", "country", "link", "description_en", "description_zh", "source")
PART = ("part_en", "part_zh", "source")
EXCHANGE = ("title_zh", "ends_on", "place_en", "place_zh", "topics", "source")
EXCHANGE_KEY = ("network_id", "kind", "starts_on", "title_en")


@transaction.atomic
def load() -> list[Tally]:
    """Bring everything to what the files say; what people changed later stays. A second time does nothing.

    Networks and governments come first, with pledges.loading.
    """
    return [_organisations(), _parts(), _exchanges(), _participations()]


def _organisations() -> Tally:
    wanted = [
        Organisation(**{name: row[name] for name in ("slug", *ORGANISATION)})
        for row in read(ROOM, "organisations")
    ]
    return _bring("organisations", Organisation, wanted, key=("slug",), fields=ORGANISATION)


def _parts() -> Tally:
    networks, organisations = _keys(Network), _keys(Organisation)
    wanted = [
        NetworkOrganisation(
            network_id=networks[row["network"]],
            organisation_id=organisations[row["organisation"]],
            **{name: row[name] for name in PART},
        )
        for row in read(ROOM, "network_organisations")
    ]
    return _bring(
        "organisations of networks",
        NetworkOrganisation,
        wanted,
        key=("network_id", "organisation_id"),
        fields=PART,
    )


def _exchanges() -> Tally:
    networks = _keys(Network)
    wanted = [_exchange(row, networks) for row in read(ROOM, "exchanges")]
    return _bring("summits and dialogues", Exchange, wanted, key=EXCHANGE_KEY, fields=EXCHANGE)


def _exchange(row: Row, networks: dict[str, int]) -> Exchange:
    return Exchange(
        network_id=networks[row["network"]],
        kind=row["kind"],
        title_en=row["title_en"],
        title_zh=row["title_zh"],
        starts_on=datetime.date.fromisoformat(row["starts_on"]),
        ends_on=datetime.date.fromisoformat(row["ends_on"]),
        place_en=row["place_en"],
        place_zh=row["place_zh"],
        topics=row["topics"].split(),
        source=row["source"],
    )


def _participations() -> Tally:
    """Those named of each exchange; a key of the file stands for the exchange it names."""
    networks, governments, organisations = _keys(Network), _keys(Government), _keys(Organisation)
    held = {_values(each): each.pk for each in Exchange.objects.filter(partnership__isnull=True)}
    exchanges = {row["key"]: held[_values(_exchange(row, networks))] for row in read(ROOM, "exchanges")}
    wanted = [
        Participation(
            exchange_id=exchanges[row["exchange"]],
            government_id=governments[row["government"]] if row["government"] else None,
            organisation_id=organisations[row["organisation"]] if row["organisation"] else None,
        )
        for row in read(ROOM, "participants")
    ]
    return _bring(
        "participants",
        Participation,
        wanted,
        key=("exchange_id", "government_id", "organisation_id"),
        fields=(),
    )


def _bring(kind: str, model: Any, wanted: list[Any], **how: Any) -> Tally:
    by_people = touched(model)
    return bring(kind, model, wanted, keep=lambda found: found.pk in by_people, **how)


def _keys(model: Any) -> dict[str, int]:
    return dict(model.objects.values_list("slug", "pk"))


def _values(exchange: Exchange) -> tuple[Any, ...]:
    return tuple(getattr(exchange, name) for name in EXCHANGE_KEY)
